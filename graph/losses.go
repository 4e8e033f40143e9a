package graph

import (
	"context"
	"slices"
)

// losses finds what the loss of each of many candidates alone would lose: many removals at once, a bit each. The lanes of a
// node hold the removals that lose it: "or" over its groups of "and" over the alternatives of each, which is the fixpoint of
// one removal in every bit. Nodes are taken in an order in which each stands after what it needs, so that one pass is enough
// but for cycles, whose nodes are taken again until nothing changes.
type losses struct {
	*needs
	groupsAt []int32  // by node: its first group; one more at the end
	order    [][]Node // strongly connected components of the needs, each after what it needs
	place    []int32  // by node: its component's place in order
	permits  map[Node][]int32
	lanes    []lanes // by node

	// The groups again, as weigh reads them: by node in order, without what else an option holds.
	first   []int32 // by node: its first group in ends
	ends    []int32 // by group: the end of its objects; they begin at the end of the group before
	objects []Node
}

// lanes are the bits of one block of removals; one node's fill a line of memory.
type lanes [8]uint64

// blockSize is how many removals are found at once.
const blockSize = 64 * len(lanes{})

func (s *Snapshot) newLosses(m *mask) *losses {
	l := &losses{needs: s.newNeeds(m), permits: map[Node][]int32{}, lanes: make([]lanes, len(s.ids)), place: make([]int32, len(s.ids))}
	l.groupsAt = make([]int32, 0, len(s.ids)+1)
	for n := range s.ids {
		l.groupsAt = append(l.groupsAt, int32(len(l.groups)))
		l.build(Node(n))
		for k := s.out[n]; k < s.out[n+1]; k++ {
			if row := s.outRow[k]; len(l.gates[l.predicateOf(row)]) > 0 && m.admits(&s.rows, row) {
				l.permits[Node(n)] = append(l.permits[Node(n)], row)
			}
		}
	}
	l.groupsAt = append(l.groupsAt, int32(len(l.groups)))
	l.order = components(len(s.ids), l.eachNeed)
	l.lay()
	return l
}

func (l *losses) lay() {
	l.first, l.ends = make([]int32, len(l.place)), make([]int32, 1, len(l.groups)+1)
	l.objects = make([]Node, 0, len(l.options))
	for i, component := range l.order {
		for _, n := range component {
			l.place[n], l.first[n] = int32(i), int32(len(l.ends)-1)
			for g := range l.groupsOf(n) {
				for _, o := range l.alternatives(&l.groupsOf(n)[g]) {
					l.objects = append(l.objects, o.object)
				}
				l.ends = append(l.ends, int32(len(l.objects)))
			}
		}
	}
}

func (l *losses) groupsOf(n Node) []needGroup { return l.groups[l.groupsAt[n]:l.groupsAt[n+1]] }

// eachNeed yields all that a node may need, permissions included.
func (l *losses) eachNeed(n Node, yield func(Node)) {
	for i := range l.groupsOf(n) {
		for _, o := range l.alternatives(&l.groupsOf(n)[i]) {
			yield(o.object)
		}
	}
	for _, permission := range l.permits[n] {
		yield(l.s.objectOf(permission))
	}
}

// candidates are the nodes whose loss alone loses something, of those that keep lets pass, in the order of components: those
// that are the one alternative of a group, and permissions.
func (l *losses) candidates(keep func(Node) bool) []Node {
	serves := make([]bool, len(l.s.ids))
	for i := range l.groups {
		if only := l.alternatives(&l.groups[i]); len(only) == 1 {
			serves[only[0].object] = true
		}
	}
	for _, permissions := range l.permits {
		for _, p := range permissions {
			serves[l.s.objectOf(p)] = true
		}
	}
	var nodes []Node
	for _, component := range l.order {
		for _, n := range component {
			if serves[n] && keep(n) {
				nodes = append(nodes, n)
			}
		}
	}
	return nodes
}

// needsOf returns all that a node may need, at any distance.
func (l *losses) needsOf(n Node) map[Node]bool {
	reached := map[Node]bool{n: true}
	for queue := []Node{n}; len(queue) > 0; queue = queue[1:] {
		l.eachNeed(queue[0], func(to Node) {
			if !reached[to] {
				reached[to] = true
				queue = append(queue, to)
			}
		})
	}
	return reached
}

// counts returns how many nodes each candidate's loss alone loses, itself not counted; with a target, 0 for those that do not
// lose it. It takes, for each block of candidates, time linear in the needs of what stands after them.
func (l *losses) counts(ctx context.Context, candidates []Node, target Node) ([]int, error) {
	counts := make([]int, 0, len(candidates))
	for block := range slices.Chunk(candidates, blockSize) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		clear(l.lanes)
		for i, n := range block {
			l.lanes[n][i/64] |= 1 << (i % 64)
		}
		first := l.order[l.place[block[0]]:] // before it, nothing is lost
		l.settle(first)
		counts = append(counts, l.count(block, first, target)...)
	}
	return counts, nil
}

// settle finds the fixpoint of a block of removals.
func (l *losses) settle(order [][]Node) {
	for _, component := range order {
		for changed := true; changed; {
			changed = false
			for _, n := range component {
				changed = l.weigh(n) || changed
			}
			changed = changed && len(component) > 1
		}
	}
}

// weigh adds to the removals that lose a node those that lose all alternatives of one of its groups.
func (l *losses) weigh(n Node) (changed bool) {
	if len(l.permits) > 0 && len(l.permits[n]) > 0 {
		return l.weighPermitted(n)
	}
	lost := &l.lanes[n]
	first := int(l.first[n])
	for g := range l.groupsAt[n+1] - l.groupsAt[n] {
		objects := l.objects[l.ends[first+int(g)]:l.ends[first+int(g)+1]]
		all := l.lanes[objects[0]]
		for _, o := range objects[1:] {
			if all == (lanes{}) {
				break
			}
			all.and(&l.lanes[o])
		}
		changed = lost.or(&all) || changed
	}
	return changed
}

// weighPermitted is weigh for a node that has some of its alternatives by permission.
func (l *losses) weighPermitted(n Node) (changed bool) {
	for i := range l.groupsOf(n) {
		options := l.alternatives(&l.groupsOf(n)[i])
		all := l.lostOption(n, &options[0])
		for _, o := range options[1:] {
			w := l.lostOption(n, &o)
			all.and(&w)
		}
		changed = l.lanes[n].or(&all) || changed
	}
	return changed
}

// lostOption returns the removals that take away an alternative, or the permission for it.
func (l *losses) lostOption(n Node, o *needOption) lanes {
	lost := l.lanes[o.object]
	for _, permission := range l.permits[n] {
		item := l.s.detailOf(l.s.rows.detail[permission]).item
		if (item == None || item == o.object) && slices.Contains(l.gates[l.predicateOf(permission)], l.predicateOf(o.row)) {
			lost.or(&l.lanes[l.s.objectOf(permission)])
		}
	}
	return lost
}

func (x *lanes) and(y *lanes) {
	for i := range x {
		x[i] &= y[i]
	}
}

// or reports whether it added anything.
func (x *lanes) or(y *lanes) (added bool) {
	fresh := uint64(0)
	for i := range x {
		fresh |= y[i] &^ x[i]
		x[i] |= y[i]
	}
	return fresh != 0
}

// count counts the nodes in each lane of a block.
func (l *losses) count(block []Node, order [][]Node, target Node) []int {
	var sums [len(lanes{})]verticalCounter
	for _, component := range order {
		for _, n := range component {
			for i, w := range l.lanes[n] {
				if w != 0 {
					sums[i].add(w)
				}
			}
		}
	}
	counts := make([]int, len(block))
	for i := range block {
		if target == None || l.lanes[target][i/64]>>(i%64)&1 == 1 {
			counts[i] = sums[i/64].count(i%64) - 1
		}
	}
	return counts
}

// verticalCounter counts in 64 columns at once: plane p holds bit p of each count. Adding takes two steps on average.
type verticalCounter [32]uint64

func (c *verticalCounter) add(word uint64) {
	for p := range c {
		c[p], word = c[p]^word, c[p]&word
		if word == 0 {
			return
		}
	}
}

func (c *verticalCounter) count(column int) int {
	n := 0
	for p := range c {
		n |= int(c[p]>>column&1) << p
	}
	return n
}
