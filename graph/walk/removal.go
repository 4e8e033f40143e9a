package walk

import (
	"maps"
	"slices"

	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// removal is the state of one impact: what is lost and degraded so far.
type removal struct {
	*needs
	l    *limits.Limits
	stop limits.Stop
	err  error
	rows int // passed, of all nodes: a row may take some microseconds, a node any time

	removed int                           // the first so many of lost were removed themselves
	claims  []snapshot.Ref                // removed
	cut     map[snapshot.Ref]bool         // claims taken away
	fell    map[snapshot.Ref]snapshot.Ref // by the claim of an option that is gone for want of claims: the permission that fell, or NoRef

	lost, degraded []loss // lost in order of distance
}

// loss is a node that was lost or degraded, and why.
type loss struct {
	node snapshot.Node
	cause
}

// cause is the claim to the object that was lost or degraded first, its group, and the distance from a removal.
type cause struct {
	claim    snapshot.Ref // NoRef: removed itself
	object   snapshot.Node
	group    int32 // -1: none
	distance int32
}

func newRemoval(l *limits.Limits, s *snapshot.Snapshot, m *snapshot.Mask) *removal {
	return &removal{needs: newNeeds(s, m), l: l, cut: map[snapshot.Ref]bool{}, fell: map[snapshot.Ref]snapshot.Ref{}}
}

// goesOn looks at the limits now and then, of which visited counts; once it is false, the removal stays as it is.
func (r *removal) goesOn(visited int) bool {
	if r.err == nil && r.stop.None() {
		r.stop, r.err = r.l.Step(visited)
	}
	return r.err == nil && r.stop.None()
}

// look is goesOn that looks each time.
func (r *removal) look() bool {
	if r.err == nil && r.stop.None() {
		r.stop, r.err = r.l.Spent(0)
	}
	return r.err == nil && r.stop.None()
}

func (r *removal) stateOf(n snapshot.Node) *nodeState {
	st := &r.state[n]
	if st.epoch != r.epoch {
		*st = nodeState{epoch: r.epoch}
	}
	return st
}

func (r *removal) isLost(n snapshot.Node) bool { return r.stateOf(n).lost > 0 }

// lossOf returns why a node was lost, or else degraded, or nil if it was neither.
func (r *removal) lossOf(n snapshot.Node) *loss {
	switch st := r.stateOf(n); {
	case st.lost > 0:
		return &r.lost[st.lost-1]
	case st.degraded > 0:
		return &r.degraded[st.degraded-1]
	}
	return nil
}

// remove takes nodes away; it comes before everything else.
func (r *removal) remove(nodes []snapshot.Node) {
	for _, n := range nodes {
		r.lose(n, cause{claim: snapshot.NoRef, group: -1})
	}
	r.removed = len(r.lost)
}

func (r *removal) lose(n snapshot.Node, c cause) {
	if st := r.stateOf(n); st.lost == 0 {
		r.lost = append(r.lost, loss{n, c})
		st.lost = int32(len(r.lost))
	}
}

func (r *removal) degrade(n snapshot.Node, c cause) {
	if st := r.stateOf(n); st.lost == 0 && st.degraded == 0 {
		r.degraded = append(r.degraded, loss{n, c})
		st.degraded = int32(len(r.degraded))
	}
}

// settle works losses off to their fixpoint, then degradations, which depend on the losses.
func (r *removal) settle() {
	r.settleLosses()
	for i := 0; i < len(r.lost) && r.goesOn(0); i++ {
		r.eachDependent(r.lost[i].node, r.weakenByLoss)
	}
	for _, claim := range slices.Sorted(maps.Keys(r.cut)) {
		if !r.goesOn(0) {
			return
		}
		r.weakenByLoss(claim, r.s.Subject(claim))
	}
	for i := 0; i < len(r.degraded) && r.goesOn(len(r.degraded)); i++ {
		x := r.degraded[i]
		r.eachDependent(x.node, func(claim snapshot.Ref, subject snapshot.Node) { r.spreadWeakness(claim, subject, x.distance+1) })
	}
}

func (r *removal) settleLosses() {
	for i := 0; i < len(r.lost) && r.goesOn(len(r.lost)); i++ {
		x := r.lost[i]
		r.eachDependent(x.node, func(claim snapshot.Ref, subject snapshot.Node) { r.spreadLoss(claim, subject, x.distance+1) })
	}
}

func (r *removal) eachDependent(n snapshot.Node, do func(claim snapshot.Ref, subject snapshot.Node)) {
	for claim, subject := range r.s.In(n) {
		if r.rows++; r.rows%every == 0 && !r.look() {
			return
		}
		if r.m.Admits(claim) {
			do(claim, subject)
		}
	}
}

// spreadLoss takes a lost object from the group that a claim belongs to, and the permission that it was from its holder.
func (r *removal) spreadLoss(claim snapshot.Ref, subject snapshot.Node, distance int32) {
	if r.permits(claim) {
		r.permitted(claim, func(gated snapshot.Ref) { r.cutClaim(gated, claim, distance) })
	}
	if r.isLost(subject) {
		return
	}
	if o := r.optionOf(claim, subject); o != nil {
		r.take(o, distance)
	}
}

// take counts an alternative out, and loses the subject if none is left.
func (r *removal) take(o *needOption, distance int32) {
	if o.gone {
		return
	}
	o.gone = true
	g := r.groupOf(o)
	if g.left--; g.left == 0 {
		r.lose(g.subject, cause{claim: o.claim, object: o.object, group: o.group, distance: distance})
	}
}

// cutClaim takes a claim away; its object is no alternative any more if no other claim makes it one. A permission takes away
// what it permits. The claim falls with the given permission, or was removed itself (NoRef).
func (r *removal) cutClaim(claim, permission snapshot.Ref, distance int32) {
	if r.cut[claim] || !r.m.Admits(claim) {
		return
	}
	r.cut[claim] = true
	if r.permits(claim) {
		r.permitted(claim, func(gated snapshot.Ref) { r.cutClaim(gated, claim, distance) })
	}
	o := r.optionOf(claim, r.s.Subject(claim))
	if o == nil {
		return
	}
	if o.claims--; o.claims == 0 && !o.gone {
		r.fell[o.claim] = permission
		r.take(o, distance)
	}
}

// weakenByLoss degrades the subject of a claim whose group has lost an alternative and has others left.
func (r *removal) weakenByLoss(claim snapshot.Ref, subject snapshot.Node) {
	o := r.optionOf(claim, subject)
	if o == nil || !o.gone {
		return
	}
	distance := int32(1)
	if st := r.stateOf(o.object); st.lost > 0 {
		distance = r.lost[st.lost-1].distance + 1
	}
	r.degrade(subject, cause{claim: o.claim, object: o.object, group: o.group, distance: distance})
}

// spreadWeakness counts a degraded object, and degrades the subject if all that is left of the group is degraded.
func (r *removal) spreadWeakness(claim snapshot.Ref, subject snapshot.Node, distance int32) {
	o := r.optionOf(claim, subject)
	if o == nil || o.weak || o.gone {
		return
	}
	o.weak = true
	g := r.groupOf(o)
	if g.weak++; g.weak == g.left {
		r.degrade(g.subject, cause{claim: o.claim, object: o.object, group: o.group, distance: distance})
	}
}
