package walk

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Ranking is entities by what their loss alone takes from others. It holds memory of the snapshot until it is closed.
type Ranking struct {
	Chokepoints []Chokepoint // by how many they lose and impair, then by name

	l      *limits.Limits
	x      *losses
	target snapshot.Node
}

// Chokepoint is an entity and how many others its loss alone loses and impairs. What belongs to it is no other.
type Chokepoint struct {
	Node           snapshot.Node
	Lost, Impaired int
	Effect         State // on the target, if there is one
	place          int32
}

// Chokepoints ranks those entities that keep lets pass and whose loss loses or impairs others, as an Impact of each alone would
// find; with a target other than None, those whose loss loses, degrades or impairs that. What others are only located in is left
// out unless places says otherwise. The stop says that the time was over before all were counted: those that stand in the
// ranking are counted to the end. If none was, the error is graph.ErrTooCostly; it may also wrap graph.ErrUnknownTerm.
func Chokepoints(l *limits.Limits, s *snapshot.Snapshot, f graph.Filter, target snapshot.Node, places bool,
	keep func(snapshot.Node) bool) (*Ranking, limits.Stop, error) {
	x, err := newLosses(l, s, f)
	if err != nil {
		return nil, limits.Stop{}, err
	}
	r := &Ranking{l: l, x: x, target: target}
	stop, err := r.rank(target, places, keep)
	if err != nil {
		r.Close()
		return nil, stop, err
	}
	return r, stop, nil
}

func (r *Ranking) rank(target snapshot.Node, places bool, keep func(snapshot.Node) bool) (stop limits.Stop, err error) {
	var needed []bool
	if target != snapshot.None {
		if needed, err = r.x.neededBy(r.l, target); err != nil {
			return stop, err
		}
	}
	candidates := r.x.candidates(places, func(n snapshot.Node) bool { return n != target && (needed == nil || needed[n]) && keep(n) })
	counted, stop, err := r.x.count(r.l, candidates, target)
	if err == nil && len(counted) == 0 && !stop.None() {
		err = graph.ErrTooCostly
	}
	if err != nil {
		return stop, err
	}
	for _, c := range counted {
		if target != snapshot.None && c.Effect != Standing || target == snapshot.None && c.Lost+c.Impaired > 0 {
			c.place = r.x.s.NameRank(c.Node)
			r.Chokepoints = append(r.Chokepoints, c)
		}
	}
	slices.SortFunc(r.Chokepoints, func(x, y Chokepoint) int {
		return cmp.Or(cmp.Compare(y.Lost+y.Impaired, x.Lost+x.Impaired), cmp.Compare(x.place, y.place))
	})
	return stop, nil
}

// Close gives the memory back.
func (r *Ranking) Close() { r.x.Close() }

// TargetNeeds reports whether the target needs anything.
func (r *Ranking) TargetNeeds() bool {
	return r.target != snapshot.None && len(r.x.groupsOf(r.target)) > 0
}

// lostSlot is the slot for a node's being lost at all, weakSlot for its being lost or weak.
func (x *losses) lostSlot(n snapshot.Node) slot { return x.lostFrom(n, snapshot.Terminal) }

func (x *losses) weakSlot(n snapshot.Node) slot { return x.weakFrom(n, snapshot.Terminal) }

// removedSlot is the slot for a node's being removed.
func (x *losses) removedSlot(n snapshot.Node) slot { return x.lostFrom(n, x.removedAt()) }

// candidates are the nodes whose loss may take something from others, of those that keep lets pass, in the order of the network.
func (x *losses) candidates(places bool, keep func(snapshot.Node) bool) []snapshot.Node {
	var nodes []snapshot.Node
	for _, i := range x.order {
		if i >= x.nodeSlots {
			continue
		}
		n := x.ofNode[i]
		if i == x.removedSlot(n) && x.serves[n] && keep(n) && (places || !x.holdsPlaces(n)) {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// holdsPlaces reports whether something is located in a node.
func (x *losses) holdsPlaces(n snapshot.Node) bool {
	for step := range x.s.Steps(x.c, graph.Dependents, n) {
		if x.needOf(step.Ref, step.To, n) == graph.NeedWith {
			return true
		}
	}
	return false
}

// neededBy returns all that a node may need, at any distance, by node.
func (x *losses) neededBy(l *limits.Limits, n snapshot.Node) ([]bool, error) {
	needed, reached := make([]bool, x.s.Nodes()), make([]bool, x.slots())
	var queue []slot
	reach := func(i slot) {
		if i != noSlot && !reached[i] {
			reached[i] = true
			queue = append(queue, i)
		}
	}
	reach(x.weakSlot(n))
	reach(x.lostSlot(n))
	for len(queue) > 0 {
		if err := l.Work(); err != nil {
			return nil, err
		}
		i := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if i < x.nodeSlots && i == x.removedSlot(x.ofNode[i]) {
			needed[x.ofNode[i]] = true
		}
		for _, in := range x.inputsOf(i) {
			reach(in)
		}
	}
	return needed, nil
}

// count counts what each candidate's loss alone does. It takes, for each block of candidates, time linear in the claims of what
// they reach. After a stop, there are the first blocks only.
func (x *losses) count(l *limits.Limits, candidates []snapshot.Node, target snapshot.Node) (counted []Chokepoint, stop limits.Stop, err error) {
	for block := range slices.Chunk(candidates, blockSize) {
		x.clear()
		for lane, n := range block {
			x.set(x.removedSlot(n), lane)
			if x.own[n] != noSlot {
				x.set(x.own[n], lane)
			}
		}
		if stop, err = x.settle(l); err != nil || !stop.None() {
			break
		}
		counted = append(counted, x.tally(block, target)...)
	}
	x.clear()
	return counted, stop, err
}

// tally counts the others in each lane of a block.
func (x *losses) tally(block []snapshot.Node, target snapshot.Node) []Chokepoint {
	var lost, impaired [len(lanes{})]verticalCounter
	for _, i := range x.touched {
		if i >= x.nodeSlots {
			continue
		}
		n := x.ofNode[i]
		to := &impaired
		switch acts := x.acts(n); {
		case i == x.own[n], acts && i != x.weakSlot(n), !acts && i != x.lostSlot(n):
			continue
		case !acts:
			to = &lost
		}
		others := x.lanes[i]
		if own := x.own[n]; own != noSlot {
			others.without(&x.lanes[own])
		}
		for k, w := range others {
			if w != 0 {
				to[k].add(w)
			}
		}
	}
	counted := make([]Chokepoint, len(block))
	for lane, n := range block {
		c := Chokepoint{Node: n, Lost: lost[lane/64].count(lane % 64), Impaired: impaired[lane/64].count(lane % 64)}
		switch { // of itself, as it stands in its own lane
		case x.own[n] != noSlot:
		case x.acts(n):
			c.Impaired--
		default:
			c.Lost--
		}
		if target != snapshot.None {
			c.Effect = x.effectOn(target, lane)
		}
		counted[lane] = c
	}
	return counted
}

// effectOn says what became of a node in a lane.
func (x *losses) effectOn(n snapshot.Node, lane int) State {
	holds := func(i slot) bool { return i != noSlot && x.lanes[i][lane/64]>>(lane%64)&1 == 1 }
	switch {
	case !holds(x.weakSlot(n)) && !holds(x.lostSlot(n)):
		return Standing
	case x.acts(n):
		return Impaired
	case holds(x.lostSlot(n)):
		return Lost
	}
	return Degraded
}
