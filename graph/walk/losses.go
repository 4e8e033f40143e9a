package walk

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/scc"
	"chokepoint/graph/snapshot"
)

// losses finds what the loss of each of many candidates alone would lose: many removals at once, a bit each. The lanes of a
// node hold the removals that lose it: "or" over its groups of "and" over the alternatives of each, which is the fixpoint of
// one removal in every bit. Nodes are taken in an order in which each stands after what it needs, so that one pass is enough
// but for cycles, whose nodes are taken again until nothing changes.
type losses struct {
	*needs
	groupsAt    []int32           // by node: its first group; one more at the end
	order       [][]snapshot.Node // strongly connected components of the needs, each after what it needs
	place       []int32           // by node: its component's place in order
	permissions map[snapshot.Node][]snapshot.Ref
	lanes       []lanes // by node

	// The groups again, as weigh reads them: by node in order, without what else an option holds.
	first   []int32 // by node: its first group in ends
	ends    []int32 // by group: the end of its objects; they begin at the end of the group before
	objects []snapshot.Node
}

// newLosses lays out all needs. The error is graph.ErrTooCostly if the time is over, or that of the context.
func newLosses(l *limits.Limits, s *snapshot.Snapshot, m *snapshot.Mask) (*losses, error) {
	x := &losses{needs: newNeeds(s, m), permissions: map[snapshot.Node][]snapshot.Ref{}, lanes: make([]lanes, s.Nodes()), place: make([]int32, s.Nodes())}
	err := x.buildAll(l)
	if err == nil {
		err = x.arrange(l)
	}
	if err != nil {
		x.Close()
		return nil, err
	}
	x.lay()
	return x, nil
}

func (x *losses) buildAll(l *limits.Limits) error {
	x.groupsAt = make([]int32, 0, x.s.Nodes()+1)
	for n := range snapshot.Node(x.s.Nodes()) {
		if err := l.Work(); err != nil {
			return err
		}
		x.groupsAt = append(x.groupsAt, int32(len(x.groups)))
		x.build(n)
		for claim := range x.s.Out(n) {
			if x.needs.permits(claim) && x.m.Admits(claim) {
				x.permissions[n] = append(x.permissions[n], claim)
			}
		}
	}
	x.groupsAt = append(x.groupsAt, int32(len(x.groups)))
	return nil
}

// arrange finds the order. When its limits end, the search is not fed any further and so ends soon.
func (x *losses) arrange(l *limits.Limits) (err error) {
	x.order = scc.Components(x.s.Nodes(), func(n snapshot.Node, yield func(snapshot.Node)) {
		if err == nil {
			err = l.Work()
		}
		if err == nil {
			x.eachNeed(n, yield)
		}
	})
	return err
}

func (x *losses) lay() {
	x.first, x.ends = make([]int32, len(x.place)), make([]int32, 1, len(x.groups)+1)
	x.objects = make([]snapshot.Node, 0, len(x.options))
	for i, component := range x.order {
		for _, n := range component {
			x.place[n], x.first[n] = int32(i), int32(len(x.ends)-1)
			for g := range x.groupsOf(n) {
				for _, o := range x.alternatives(&x.groupsOf(n)[g]) {
					x.objects = append(x.objects, o.object)
				}
				x.ends = append(x.ends, int32(len(x.objects)))
			}
		}
	}
}

func (x *losses) groupsOf(n snapshot.Node) []needGroup {
	return x.groups[x.groupsAt[n]:x.groupsAt[n+1]]
}

// eachNeed yields all that a node may need, permissions included.
func (x *losses) eachNeed(n snapshot.Node, yield func(snapshot.Node)) {
	for i := range x.groupsOf(n) {
		for _, o := range x.alternatives(&x.groupsOf(n)[i]) {
			yield(o.object)
		}
	}
	for _, permission := range x.permissions[n] {
		yield(x.s.Object(permission))
	}
}

// candidates are the nodes whose loss alone loses something, of those that keep lets pass, in the order of components: those
// that are the one alternative of a group, and permissions.
func (x *losses) candidates(keep func(snapshot.Node) bool) []snapshot.Node {
	serves := make([]bool, x.s.Nodes())
	for i := range x.groups {
		if only := x.alternatives(&x.groups[i]); len(only) == 1 {
			serves[only[0].object] = true
		}
	}
	for _, permissions := range x.permissions {
		for _, p := range permissions {
			serves[x.s.Object(p)] = true
		}
	}
	var nodes []snapshot.Node
	for _, component := range x.order {
		for _, n := range component {
			if serves[n] && keep(n) {
				nodes = append(nodes, n)
			}
		}
	}
	return nodes
}

// neededBy returns all that a node may need, at any distance, by node.
func (x *losses) neededBy(l *limits.Limits, n snapshot.Node) ([]bool, error) {
	reached := make([]bool, x.s.Nodes())
	reached[n] = true
	for queue := []snapshot.Node{n}; len(queue) > 0; queue = queue[1:] {
		if err := l.Work(); err != nil {
			return nil, err
		}
		x.eachNeed(queue[0], func(to snapshot.Node) {
			if !reached[to] {
				reached[to] = true
				queue = append(queue, to)
			}
		})
	}
	return reached, nil
}

// counts returns how many nodes each candidate's loss alone loses, itself not counted; with a target, 0 for those that do not
// lose it. It takes, for each block of candidates, time linear in the needs of what stands after them. After a stop, there are
// counts of the first blocks only.
func (x *losses) counts(l *limits.Limits, candidates []snapshot.Node, target snapshot.Node) (counts []int, stop limits.Stop, err error) {
	counts = make([]int, 0, len(candidates))
	for block := range slices.Chunk(candidates, blockSize) {
		clear(x.lanes)
		for i, n := range block {
			x.lanes[n][i/64] |= 1 << (i % 64)
		}
		first := x.order[x.place[block[0]]:] // before it, nothing is lost
		if stop, err = x.settle(l, first); err != nil || !stop.None() {
			break
		}
		counts = append(counts, x.count(block, first, target)...)
	}
	return counts, stop, err
}

// settle finds the fixpoint of a block of removals.
func (x *losses) settle(l *limits.Limits, order [][]snapshot.Node) (limits.Stop, error) {
	steps := 0 // counted here: this is the innermost loop of the costliest question
	for _, component := range order {
		for changed := true; changed; {
			changed = false
			for _, n := range component {
				if steps++; steps%every == 1 {
					if stop, err := l.Spent(0); err != nil || !stop.None() {
						return stop, err
					}
				}
				changed = x.weigh(n) || changed
			}
			changed = changed && len(component) > 1
		}
	}
	return limits.Stop{}, nil
}

// weigh adds to the removals that lose a node those that lose all alternatives of one of its groups.
func (x *losses) weigh(n snapshot.Node) (changed bool) {
	if len(x.permissions) > 0 && len(x.permissions[n]) > 0 {
		return x.weighPermitted(n)
	}
	lost := &x.lanes[n]
	first := int(x.first[n])
	for g := range x.groupsAt[n+1] - x.groupsAt[n] {
		objects := x.objects[x.ends[first+int(g)]:x.ends[first+int(g)+1]]
		all := x.lanes[objects[0]]
		for _, o := range objects[1:] {
			if all == (lanes{}) {
				break
			}
			all.and(&x.lanes[o])
		}
		changed = lost.or(&all) || changed
	}
	return changed
}

// weighPermitted is weigh for a node that has some of its alternatives by permission.
func (x *losses) weighPermitted(n snapshot.Node) (changed bool) {
	for i := range x.groupsOf(n) {
		options := x.alternatives(&x.groupsOf(n)[i])
		all := x.lostOption(n, &options[0])
		for _, o := range options[1:] {
			w := x.lostOption(n, &o)
			all.and(&w)
		}
		changed = x.lanes[n].or(&all) || changed
	}
	return changed
}

// lostOption returns the removals that take away an alternative, or the permission for it.
func (x *losses) lostOption(n snapshot.Node, o *needOption) lanes {
	lost := x.lanes[o.object]
	for _, permission := range x.permissions[n] {
		item := x.s.Item(permission)
		if (item == snapshot.None || item == o.object) && x.s.Is(o.claim, x.gates[x.s.Predicate(permission)]) {
			lost.or(&x.lanes[x.s.Object(permission)])
		}
	}
	return lost
}

// count counts the nodes in each lane of a block.
func (x *losses) count(block []snapshot.Node, order [][]snapshot.Node, target snapshot.Node) []int {
	var sums [len(lanes{})]verticalCounter
	for _, component := range order {
		for _, n := range component {
			for i, w := range x.lanes[n] {
				if w != 0 {
					sums[i].add(w)
				}
			}
		}
	}
	counts := make([]int, len(block))
	for i := range block {
		if target == snapshot.None || x.lanes[target][i/64]>>(i%64)&1 == 1 {
			counts[i] = sums[i/64].count(i%64) - 1
		}
	}
	return counts
}

// others counts what else serves a need that n serves.
func (x *losses) others(l *limits.Limits, n snapshot.Node) (int, error) {
	found := map[snapshot.Node]bool{}
	i := 0
	for claim, subject := range x.s.In(n) {
		if i++; i%every == 0 {
			if err := l.Context().Err(); err != nil {
				return 0, err
			}
		}
		if !x.m.Admits(claim) || x.kind[x.s.Predicate(claim)] != graph.NeedAny {
			continue
		}
		if o := x.optionOf(claim, subject); o != nil {
			for _, alternative := range x.alternatives(x.groupOf(o)) {
				found[alternative.object] = true
			}
		}
	}
	delete(found, n)
	return len(found), nil
}
