package walk

import (
	"math/bits"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// losses is all needs as a network, which finds what the loss of each of many entities alone would do, as an Impact of each would.
//
// A node has a slot for each latitude with which a loss of it may arrive: "it is lost with at least this latitude", so that the
// one of more latitude is a term of the next; the greatest is "it is removed". After those stand the slots for being lost or
// weak. Only latitudes that its claims can give have one.
type losses struct {
	*needs
	*network
	first     []slot // by node: its first slot
	lostAt    []latitudes
	weakAt    []latitudes
	serves    []bool // by node: something needs it
	belonging *belonging

	nodeSlots slot       // how many are slots of nodes
	extra     [][][]slot // terms of the slots after those
	ins       []slot     // of a term

	rows        []snapshot.Stretch // of the node that is looked at, along the direction of dependency
	asked       int                // of so many of these whether they are admitted
	groups      []laidGroup        // of it
	permissions []permission
}

// latitudes is a set of them. That of being removed is one more than the greatest.
type latitudes uint32

func (m latitudes) add(l snapshot.Latitude) latitudes { return m | 1<<l }

// from returns the place of the least latitude in the set that is at least l.
func (m latitudes) from(l snapshot.Latitude) (place int, ok bool) {
	return bits.OnesCount32(uint32(m) & (1<<l - 1)), m>>l != 0
}

// each yields the latitudes of a set, the least first.
func (m latitudes) each(yield func(snapshot.Latitude)) {
	for ; m != 0; m &= m - 1 {
		yield(snapshot.Latitude(bits.TrailingZeros32(uint32(m))))
	}
}

// newLosses makes the network. The error is graph.ErrTooCostly if the time is over, that of the context, or wraps
// graph.ErrUnknownTerm.
func newLosses(l *limits.Limits, s *snapshot.Snapshot, f graph.Filter) (*losses, error) {
	n, err := newNeeds(s, f)
	if err != nil {
		return nil, err
	}
	x := &losses{needs: n, network: newNetwork()}
	if x.belonging, err = newBelonging(s, f); err == nil {
		err = x.number(l)
	}
	if err == nil {
		err = x.lay(l)
	}
	if err != nil {
		x.Close()
		return nil, err
	}
	x.c.Looked(x.asked)
	return x, nil
}

// removedAt is the latitude that stands for being removed.
func (x *losses) removedAt() snapshot.Latitude { return x.c.Start() + 1 }

// number gives each node that needs or is needed its slots.
func (x *losses) number(l *limits.Limits) error {
	n := x.s.Nodes()
	x.lostAt, x.weakAt, x.serves = make([]latitudes, n), make([]latitudes, n), make([]bool, n)
	for subject := range snapshot.Node(n) {
		if err := l.Work(); err != nil {
			return err
		}
		x.findLatitudes(subject)
	}
	x.first = make([]slot, n)
	next := slot(0)
	for i := range x.first {
		x.first[i] = next
		next += slot(bits.OnesCount32(uint32(x.lostAt[i])) + bits.OnesCount32(uint32(x.weakAt[i])))
	}
	x.nodeSlots = next
	return nil
}

// findLatitudes notes with which latitudes the claims of a subject can take things from it.
func (x *losses) findLatitudes(subject snapshot.Node) {
	all, permissions, needed := latitudes(0), latitudes(0), false
	x.readRows(subject)
	for i := range x.rows {
		rows := &x.rows[i]
		if !x.carries(rows.Predicate, false) {
			continue
		}
		given, permits := x.given(rows.Back), x.gates[rows.Predicate] != nil
		for j, object := range rows.Ends {
			need := x.kind[rows.Predicate]
			if object == subject {
				need = graph.NeedNone
			}
			if need == graph.NeedNone && !permits || !x.c.Admits(rows.Claim(j)) {
				continue
			}
			x.lostAt[object] = x.lostAt[object].add(x.removedAt())
			needed, x.serves[object] = true, x.serves[object] || object != subject
			if permits {
				permissions |= given
			}
			switch need {
			case graph.NeedNone, graph.NeedWith:
			case graph.NeedPart:
				x.weakAt[subject] = x.weakAt[subject].add(snapshot.Terminal)
			default:
				x.weakAt[subject] |= given
				all |= given
			}
		}
	}
	if !needed {
		return
	}
	if permissions != 0 { // a claim that falls with one has the lesser of their latitudes
		lesser := latitudes(0)
		permissions.each(func(l snapshot.Latitude) {
			lesser = lesser.add(l)
			x.weakAt[subject].each(func(other snapshot.Latitude) { lesser = lesser.add(min(l, other)) })
		})
		x.weakAt[subject] |= lesser.add(snapshot.Terminal)
		if all != 0 {
			all |= lesser
		}
	}
	x.lostAt[subject] = x.lostAt[subject].add(x.removedAt())
	if !x.acts(subject) {
		x.lostAt[subject] |= all
	}
}

// readRows finds the rows of a node along the direction of dependency, of all of which it is asked whether they are admitted.
func (x *losses) readRows(n snapshot.Node) {
	x.rows = x.s.Stretches(x.rows[:0], x.c, graph.Dependencies, x.c.All(n))
	for i := range x.rows {
		x.asked += len(x.rows[i].Ends)
	}
}

// given is the latitudes that a passage may give.
func (x *losses) given(p snapshot.Passage) (m latitudes) {
	if p.Gives != 0 {
		return m.add(p.Gives)
	}
	for l := p.Needs; l <= x.c.Start(); l++ {
		m = m.add(l)
	}
	return m
}

// lostFrom is the slot for being lost with at least a latitude.
func (x *losses) lostFrom(n snapshot.Node, l snapshot.Latitude) slot {
	place, ok := x.lostAt[n].from(l)
	if !ok {
		return noSlot
	}
	return x.first[n] + slot(place)
}

// weakFrom is the slot for being lost or weak with at least a latitude.
func (x *losses) weakFrom(n snapshot.Node, l snapshot.Latitude) slot {
	place, ok := x.weakAt[n].from(l)
	if !ok {
		return x.lostFrom(n, l)
	}
	return x.first[n] + slot(bits.OnesCount32(uint32(x.lostAt[n]))+place)
}

// least is the latitude with which an effect must have come to the object so that it comes through a passage with at least l.
func least(p snapshot.Passage, l snapshot.Latitude) (from snapshot.Latitude, ok bool) {
	if p.Gives == 0 {
		return max(l, p.Needs), true
	}
	return p.Needs, l <= p.Gives
}

// lay makes the slots of all nodes, then the extra ones.
func (x *losses) lay(l *limits.Limits) error {
	for n := range snapshot.Node(x.s.Nodes()) {
		if err := l.Work(); err != nil {
			return err
		}
		x.layNode(n)
	}
	for _, terms := range x.extra {
		for _, inputs := range terms {
			x.addTerm(inputs...)
		}
		x.closeSlot()
	}
	return nil
}

func (x *losses) layNode(n snapshot.Node) {
	if x.lostAt[n] == 0 { // it needs nothing, and nothing needs it
		return
	}
	x.readRows(n)
	groups := x.groupsOf(n)
	x.lostAt[n].each(func(l snapshot.Latitude) { x.laySlot(n, l, groups, false) })
	x.weakAt[n].each(func(l snapshot.Latitude) { x.laySlot(n, l, groups, true) })
}

// laySlot makes the slot of a node for being lost, or lost or weak, with at least a latitude.
func (x *losses) laySlot(n snapshot.Node, l snapshot.Latitude, groups []laidGroup, weak bool) {
	defer x.closeSlot()
	if l == x.removedAt() {
		x.addPlaces(n)
		return
	}
	if weak {
		x.addIf(x.lostFrom(n, l))
		if _, more := x.weakAt[n].from(l + 1); more {
			x.addIf(x.weakFrom(n, l+1))
		}
		for i := range groups {
			x.addWeak(&groups[i], l)
		}
		if l == snapshot.Terminal {
			x.addPermissions()
		}
		return
	}
	x.addIf(x.lostFrom(n, l+1))
	for i := range groups {
		if g := &groups[i]; g.need != graph.NeedPart {
			x.addAll(g, l, false)
		}
	}
}

func (x *losses) addIf(i slot) {
	if i != noSlot {
		x.addTerm(i)
	}
}

// addWeak makes a group weaken its subject: each that is gone does, and all that are gone or weak; a part that is gone goes no
// further.
func (x *losses) addWeak(g *laidGroup, l snapshot.Latitude) {
	part := g.need == graph.NeedPart
	if part && l == snapshot.Terminal || !part && len(g.options) > 1 {
		for i := range g.options {
			x.addIf(x.failing(&g.options[i], l, false))
		}
	}
	if !part {
		x.addAll(g, l, true)
	}
}

// addAll adds a term that holds where all alternatives of a group are gone, or gone or weak, if that can be.
func (x *losses) addAll(g *laidGroup, l snapshot.Latitude, weak bool) {
	x.ins = x.ins[:0]
	for i := range g.options {
		in := x.failing(&g.options[i], l, weak)
		if in == noSlot {
			return
		}
		x.ins = append(x.ins, in)
	}
	x.addTerm(x.ins...)
}

// addPlaces removes a node with each place where it is.
func (x *losses) addPlaces(n snapshot.Node) {
	for i := range x.rows {
		rows := &x.rows[i]
		if x.kind[rows.Predicate] != graph.NeedWith {
			continue
		}
		for j, place := range rows.Ends {
			if place != n && x.c.Admits(rows.Claim(j)) {
				x.addTerm(x.lostFrom(place, x.removedAt()))
			}
		}
	}
}

// addPermissions makes a node weak where a permission of its falls.
func (x *losses) addPermissions() {
	for _, p := range x.permissions {
		x.addIf(x.lostFrom(p.decision, p.toward.Needs))
	}
}
