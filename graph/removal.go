package graph

import "slices"

// removal is the state of one impact: what is lost and degraded so far, and the need groups of the entities touched. Each row
// of a touched entity is looked at once when its groups are built, once when its object is lost and once when it is degraded.
type removal struct {
	s *Snapshot
	m *mask
	l *limits

	needs []Need     // by predicate number
	gates [][]uint16 // by predicate number: the predicates that fall with a permission

	removed     []Node
	removedRows []int32
	cut         map[int32]bool // rows taken away

	lost, degraded           map[Node]cause
	lostOrder, degradedOrder []Node // in order of distance
	built                    map[Node]bool
	slots                    map[int32]slot // by row of a node that is built
}

// cause is why a node was lost or degraded: the row to the object that was, its group, and the distance from a removal.
type cause struct {
	row      int32 // -1: removed itself
	object   Node
	group    *needGroup
	distance int
}

// needGroup holds the alternatives of one subject, relation, item and purpose; under all, a group has one object.
type needGroup struct {
	objects []alternative
	left    int // alternatives neither lost nor cut
	weak    int // of those, degraded ones
}

// alternative is an object of a group with its best supported row.
type alternative struct {
	node       Node
	row        int32
	share      Share
	rows       int // that are not cut
	gone, weak bool
}

// slot is the place of a row in a need group.
type slot struct {
	group *needGroup
	index int
}

func (at slot) alternative() *alternative { return &at.group.objects[at.index] }

func newRemoval(s *Snapshot, m *mask, l *limits) *removal {
	r := &removal{s: s, m: m, l: l, needs: make([]Need, len(s.predicates)), gates: make([][]uint16, len(s.predicates)),
		cut: map[int32]bool{}, lost: map[Node]cause{}, degraded: map[Node]cause{}, built: map[Node]bool{}, slots: map[int32]slot{}}
	for _, rel := range s.ontology.Relations {
		n := s.number[rel.Name]
		r.needs[n] = rel.Need
		for _, gated := range rel.Gates {
			r.gates[n] = append(r.gates[n], s.number[gated])
		}
	}
	return r
}

func (r *removal) isLost(n Node) bool { _, ok := r.lost[n]; return ok }

func (r *removal) isDegraded(n Node) bool { _, ok := r.degraded[n]; return ok }

func (r *removal) predicateOf(row int32) uint16 { return r.s.classes[r.s.rows.class[row]].predicate }

func (r *removal) lose(n Node, c cause) {
	if !r.isLost(n) {
		r.lost[n] = c
		r.lostOrder = append(r.lostOrder, n)
	}
}

func (r *removal) degrade(n Node, c cause) {
	if !r.isDegraded(n) && !r.isLost(n) {
		r.degraded[n] = c
		r.degradedOrder = append(r.degradedOrder, n)
	}
}

// settle works losses off to their fixpoint, then degradations, which depend on the losses.
func (r *removal) settle() (why string, err error) {
	for i := 0; i < len(r.lostOrder); i++ {
		if why, err = r.l.spent(len(r.lostOrder)); why != "" || err != nil {
			return why, err
		}
		r.eachDependent(r.lostOrder[i], r.spreadLoss)
	}
	for _, n := range r.lostOrder {
		r.eachDependent(n, r.weakenByLoss)
	}
	for row := range r.cut {
		r.weakenByLoss(row, None)
	}
	for i := 0; i < len(r.degradedOrder); i++ {
		if why, err = r.l.spent(len(r.degradedOrder)); why != "" || err != nil {
			return why, err
		}
		r.eachDependent(r.degradedOrder[i], r.spreadWeakness)
	}
	return "", nil
}

func (r *removal) eachDependent(n Node, do func(row int32, object Node)) {
	for row := int32(r.s.in[n]); row < int32(r.s.in[n+1]); row++ {
		if r.m.admits(&r.s.rows, row) {
			do(row, n)
		}
	}
}

// spreadLoss takes a lost object from the group that a row belongs to, and the permission that it was from its holder.
func (r *removal) spreadLoss(row int32, object Node) {
	p := r.predicateOf(row)
	if len(r.gates[p]) > 0 {
		r.closeGate(row, r.gates[p])
	}
	if r.needs[p] == NeedNone || r.isLost(r.s.rows.subject[row]) {
		return
	}
	if at, ok := r.slotOf(row); ok {
		r.take(at, row, r.lost[object].distance+1)
	}
}

// take counts an alternative out, and loses the subject if none is left.
func (r *removal) take(at slot, row int32, distance int) {
	a := at.alternative()
	if a.gone {
		return
	}
	a.gone = true
	if at.group.left--; at.group.left == 0 {
		r.lose(r.s.rows.subject[row], cause{row: a.row, object: a.node, group: at.group, distance: distance})
	}
}

// closeGate takes away the rows by which the permitted party has the permitted item.
func (r *removal) closeGate(permission int32, gated []uint16) {
	party, item := r.s.rows.subject[permission], r.s.detailOf(r.s.rows.detail[permission]).item
	for k := r.s.out[party]; k < r.s.out[party+1]; k++ {
		row := r.s.outRow[k]
		if slices.Contains(gated, r.predicateOf(row)) && (item == None || r.s.outTo[k] == item) && r.m.admits(&r.s.rows, row) {
			r.cutRow(row)
		}
	}
}

// cutRow takes a claim away; its object is no alternative any more if no other row makes it one.
func (r *removal) cutRow(row int32) {
	if r.cut[row] || !r.m.admits(&r.s.rows, row) {
		return
	}
	at, ok := r.slotOf(row)
	r.cut[row] = true
	if !ok {
		return
	}
	if a := at.alternative(); a.rows > 1 {
		a.rows--
		return
	}
	r.take(at, row, 1)
}

// slotOf returns the place of a row, building the need groups of its subject if need be; ok is false for a row that is no need.
func (r *removal) slotOf(row int32) (at slot, ok bool) {
	subject := r.s.rows.subject[row]
	if !r.built[subject] {
		r.built[subject] = true
		r.build(subject)
	}
	at, ok = r.slots[row]
	return at, ok
}

func (r *removal) build(subject Node) {
	type key struct {
		predicate uint16
		object    Node // under all
		item      Node
		purpose   string
	}
	index := map[key]*needGroup{}
	for k := r.s.out[subject]; k < r.s.out[subject+1]; k++ {
		row, object := r.s.outRow[k], r.s.outTo[k]
		need := r.needs[r.predicateOf(row)]
		if need == NeedNone || object == subject || !r.m.admits(&r.s.rows, row) {
			continue
		}
		d := r.s.detailOf(r.s.rows.detail[row])
		id := key{r.predicateOf(row), None, d.item, d.purpose}
		if need == NeedAll {
			id.object = object
		}
		if index[id] == nil {
			index[id] = &needGroup{}
		}
		r.slots[row] = index[id].add(r.s, object, row)
	}
}

// add places a row; rows come in order of object.
func (g *needGroup) add(s *Snapshot, object Node, row int32) slot {
	last := len(g.objects) - 1
	if last < 0 || g.objects[last].node != object {
		g.objects = append(g.objects, alternative{node: object, row: row, share: s.rows.share[row], rows: 1})
		g.left++
		return slot{g, last + 1}
	}
	a := &g.objects[last]
	a.rows++
	if s.betterRow(row, a.row, object) {
		a.row, a.share = row, s.rows.share[row]
	}
	return slot{g, last}
}

// weakenByLoss degrades the subject of a row whose group has lost an alternative and has others left.
func (r *removal) weakenByLoss(row int32, _ Node) {
	if r.needs[r.predicateOf(row)] == NeedNone {
		return
	}
	at, ok := r.slotOf(row)
	if !ok || at.group.left == len(at.group.objects) {
		return
	}
	a := at.alternative()
	r.degrade(r.s.rows.subject[row], cause{row: a.row, object: a.node, group: at.group, distance: r.lost[a.node].distance + 1})
}

// spreadWeakness counts a degraded object, and degrades the subject if all that is left of the group is degraded.
func (r *removal) spreadWeakness(row int32, object Node) {
	if r.needs[r.predicateOf(row)] == NeedNone {
		return
	}
	at, ok := r.slotOf(row)
	if !ok {
		return
	}
	a := at.alternative()
	if a.weak || a.gone {
		return
	}
	a.weak = true
	if at.group.weak++; at.group.weak == at.group.left {
		r.degrade(r.s.rows.subject[row], cause{row: a.row, object: a.node, group: at.group, distance: r.degraded[object].distance + 1})
	}
}

// remaining adds up the shares of what is left of a group, or is nil if not all its shares are known.
func (r *removal) remaining(g *needGroup) *float64 {
	total := 0.0
	for _, a := range g.objects {
		if !a.share.Known() {
			return nil
		}
		if !a.gone {
			total += float64(a.share)
		}
	}
	total = round(min(total, 1))
	return &total
}
