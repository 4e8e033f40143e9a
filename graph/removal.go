package graph

import (
	"maps"
	"slices"
)

// removal is the state of one impact: what is lost and degraded so far.
type removal struct {
	*needs
	l *limits

	removed       []Node
	removedClaims []claimRef
	cut           map[int32]bool  // rows taken away
	fell          map[int32]int32 // by the row of an option that is gone for want of rows: the permission that fell, or -1

	lost, degraded []loss // in order of distance
}

// loss is a node that was lost or degraded, and why.
type loss struct {
	node Node
	cause
}

// cause is the row to the object that was lost or degraded first, its group, and the distance from a removal.
type cause struct {
	row      int32 // -1: removed itself
	object   Node
	group    int32 // -1: none
	distance int
}

func newRemoval(s *Snapshot, m *mask, l *limits) *removal {
	return &removal{needs: s.newNeeds(m), l: l, cut: map[int32]bool{}, fell: map[int32]int32{}}
}

func (r *removal) stateOf(n Node) *nodeState {
	st := &r.state[n]
	if st.epoch != r.epoch {
		*st = nodeState{epoch: r.epoch}
	}
	return st
}

func (r *removal) isLost(n Node) bool { return r.stateOf(n).lost > 0 }

func (r *removal) isDegraded(n Node) bool { return r.stateOf(n).degraded > 0 }

// causeOf returns why a node was lost, or else degraded; ok is false if it was neither.
func (r *removal) causeOf(n Node) (c cause, lost, ok bool) {
	switch st := r.stateOf(n); {
	case st.lost > 0:
		return r.lost[st.lost-1].cause, true, true
	case st.degraded > 0:
		return r.degraded[st.degraded-1].cause, false, true
	}
	return cause{row: -1, group: -1}, false, false
}

func (r *removal) lose(n Node, c cause) {
	if st := r.stateOf(n); st.lost == 0 {
		r.lost = append(r.lost, loss{n, c})
		st.lost = int32(len(r.lost))
	}
}

func (r *removal) degrade(n Node, c cause) {
	if st := r.stateOf(n); st.lost == 0 && st.degraded == 0 {
		r.degraded = append(r.degraded, loss{n, c})
		st.degraded = int32(len(r.degraded))
	}
}

// settle works losses off to their fixpoint, then degradations, which depend on the losses.
func (r *removal) settle() (why string, err error) {
	if why, err = r.settleLosses(); why != "" || err != nil {
		return why, err
	}
	for _, x := range r.lost {
		r.eachDependent(x.node, func(row int32) { r.weakenByLoss(row) })
	}
	for _, row := range slices.Sorted(maps.Keys(r.cut)) {
		r.weakenByLoss(row)
	}
	for i := 0; i < len(r.degraded); i++ {
		if why, err = r.l.step(len(r.degraded)); why != "" || err != nil {
			return why, err
		}
		x := r.degraded[i]
		r.eachDependent(x.node, func(row int32) { r.spreadWeakness(row, x.distance+1) })
	}
	return "", nil
}

func (r *removal) settleLosses() (why string, err error) {
	for i := 0; i < len(r.lost); i++ {
		if why, err = r.l.step(len(r.lost)); why != "" || err != nil {
			return why, err
		}
		x := r.lost[i]
		r.eachDependent(x.node, func(row int32) { r.spreadLoss(row, x.distance+1) })
	}
	return "", nil
}

func (r *removal) eachDependent(n Node, do func(row int32)) {
	for row := int32(r.s.in[n]); row < int32(r.s.in[n+1]); row++ {
		if r.m.admits(&r.s.rows, row) {
			do(row)
		}
	}
}

// spreadLoss takes a lost object from the group that a row belongs to, and the permission that it was from its holder.
func (r *removal) spreadLoss(row int32, distance int) {
	if len(r.gates[r.predicateOf(row)]) > 0 {
		r.eachPermitted(row, func(gated int32) { r.cutRow(gated, row, distance) })
	}
	if r.isLost(r.s.rows.subject[row]) {
		return
	}
	if o := r.optionOfRow(row); o != nil {
		r.take(o, distance)
	}
}

// take counts an alternative out, and loses the subject if none is left.
func (r *removal) take(o *needOption, distance int) {
	if o.gone {
		return
	}
	o.gone = true
	g := r.groupOf(o)
	if g.left--; g.left == 0 {
		r.lose(g.subject, cause{row: o.row, object: o.object, group: o.group, distance: distance})
	}
}

// cutRow takes a claim away; its object is no alternative any more if no other row makes it one. A permission takes away
// what it permits. The row falls with the given permission, or (-1) was removed itself.
func (r *removal) cutRow(row, permission int32, distance int) {
	if r.cut[row] || !r.m.admits(&r.s.rows, row) {
		return
	}
	r.cut[row] = true
	if len(r.gates[r.predicateOf(row)]) > 0 {
		r.eachPermitted(row, func(gated int32) { r.cutRow(gated, row, distance) })
	}
	o := r.optionOfRow(row)
	if o == nil {
		return
	}
	if o.rows--; o.rows == 0 && !o.gone {
		r.fell[o.row] = permission
		r.take(o, distance)
	}
}

// weakenByLoss degrades the subject of a row whose group has lost an alternative and has others left.
func (r *removal) weakenByLoss(row int32) {
	o := r.optionOfRow(row)
	if o == nil || !o.gone {
		return
	}
	distance := 1
	if st := r.stateOf(o.object); st.lost > 0 {
		distance = r.lost[st.lost-1].distance + 1
	}
	r.degrade(r.groupOf(o).subject, cause{row: o.row, object: o.object, group: o.group, distance: distance})
}

// spreadWeakness counts a degraded object, and degrades the subject if all that is left of the group is degraded.
func (r *removal) spreadWeakness(row int32, distance int) {
	o := r.optionOfRow(row)
	if o == nil || o.weak || o.gone {
		return
	}
	o.weak = true
	g := r.groupOf(o)
	if g.weak++; g.weak == g.left {
		r.degrade(g.subject, cause{row: o.row, object: o.object, group: o.group, distance: distance})
	}
}

// remaining adds up the shares of what is left of a group, or is nil if not all its shares are known.
func (r *removal) remaining(group int32) *float64 {
	total := 0.0
	for _, o := range r.alternatives(&r.groups[group]) {
		share := r.s.rows.share[o.row]
		if !share.Known() {
			return nil
		}
		if !o.gone {
			total += float64(share)
		}
	}
	total = round(min(total, 1))
	return &total
}

// wasRemoved reports whether a node was taken away itself.
func (r *removal) wasRemoved(n Node) bool { return slices.Contains(r.removed, n) }
