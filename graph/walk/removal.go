package walk

import (
	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// removal is the state of one impact: what is lost and weakened so far, and with which latitude.
type removal struct {
	*needs
	l    *limits.Limits
	stop limits.Stop
	err  error

	settled bool // losses are; what is weak spreads
	touched int  // entities that are lost or weak
	removed int  // the first so many of lost were removed themselves
	claims  []snapshot.Ref
	cut     map[snapshot.Ref]cutting           // claims taken away
	fell    map[snapshot.Ref]snapshot.Latitude // permissions that fell, and with which latitude they reach their holders
}

// cutting is why a claim is taken away: itself (NoRef), or with a permission.
type cutting struct {
	latitude   snapshot.Latitude
	permission snapshot.Ref
}

// condition is what became of a node: from the low bits up, the latitude with which it is lost or weak, that with which it is
// lost, whether it was removed with the place where it is, and, touched or not, whether it acts. It is all that most rows
// ask of their subject, whose conditions lie anywhere in memory: the smaller, the more of them are at hand.
type condition uint16

const (
	latitudeBits = 5
	sweptBit     = 1 << (2 * latitudeBits)
	actsBit      = 1 << (2*latitudeBits + 1)
)

func (c condition) weak() snapshot.Latitude { return snapshot.Latitude(c & (1<<latitudeBits - 1)) }
func (c condition) lost() snapshot.Latitude {
	return snapshot.Latitude(c >> latitudeBits & (1<<latitudeBits - 1))
}
func (c condition) swept() bool  { return c&sweptBit != 0 }
func (c condition) acts() bool   { return c&actsBit != 0 }
func (c condition) stands() bool { return c&^actsBit == 0 }

// visit is an effect's coming to a node with more latitude than before.
type visit struct {
	node snapshot.Node
	cause
	latitude, before snapshot.Latitude // before: 0 at the first visit as lost, and at the first of all
	lost, swept      bool
}

// cause is why an effect comes to a node.
type cause struct {
	need     snapshot.Ref // the claim by which it needs what failed, or NoRef
	step     snapshot.Ref // the first claim on the way to a removal: need, or the permission for it; NoRef if it was removed itself
	by       int32        // the visit of what failed, or -1
	distance int32        // from a removal
}

func newRemoval(l *limits.Limits, n *needs) *removal {
	return &removal{needs: n, l: l, cut: map[snapshot.Ref]cutting{}, fell: map[snapshot.Ref]snapshot.Latitude{}}
}

// goesOn looks at the limits; once it is false, the removal stays as it is.
func (r *removal) goesOn(touched int) bool {
	if r.err == nil && r.stop.None() {
		r.stop, r.err = r.l.Spent(touched)
	}
	return r.err == nil && r.stop.None()
}

// stateOf returns what became of a node so far.
func (r *removal) stateOf(n snapshot.Node) condition { return r.state[n] }

// set notes what became of a node.
func (r *removal) set(n snapshot.Node, lost, weak snapshot.Latitude, swept bool) {
	before := r.state[n]
	if before.stands() {
		r.touched++
	}
	c := before&actsBit | condition(lost)<<latitudeBits | condition(weak)
	if swept {
		c |= sweptBit
	}
	r.state[n] = c
}

// remove takes nodes away; it comes before everything else.
func (r *removal) remove(nodes []snapshot.Node) {
	for _, n := range nodes {
		r.lose(n, r.c.Start(), cause{need: snapshot.NoRef, step: snapshot.NoRef, by: -1}, true)
	}
	r.removed = len(r.lost)
}

// lose comes to a node with a loss, if that is more than was.
func (r *removal) lose(n snapshot.Node, l snapshot.Latitude, c cause, swept bool) {
	st := r.stateOf(n)
	if st.lost() >= l && (st.swept() || !swept) {
		return
	}
	r.set(n, max(st.lost(), l), max(st.weak(), l), st.swept() || swept)
	r.lost = added(r.lost, int32(len(r.visits)))
	r.visits = added(r.visits, visit{n, c, l, st.lost(), true, swept})
}

// weaken comes to a node with less than a loss, if that is more than was.
func (r *removal) weaken(n snapshot.Node, l snapshot.Latitude, c cause) {
	st := r.stateOf(n)
	if st.weak() >= l {
		return
	}
	r.set(n, st.lost(), l, st.swept())
	r.weak = added(r.weak, int32(len(r.visits)))
	r.visits = added(r.visits, visit{n, c, l, st.weak(), false, false})
}

// loseThrough takes what a claim is about from its subject.
func (r *removal) loseThrough(need graph.Need, claim snapshot.Ref, subject snapshot.Node, a snapshot.Latitude, c cause) {
	if need == graph.NeedNone || need == graph.NeedWith {
		return
	}
	st := r.stateOf(subject)
	if st.lost() >= a {
		return
	}
	if need == graph.NeedPart { // what is left is not known: its subject is the worse for it, and what needs that may not be
		r.weaken(subject, snapshot.Terminal, c)
		return
	}
	if !st.acts() {
		if need == graph.NeedAny {
			if all := r.raise(r.optionOf(claim, subject), a); all > 0 {
				r.lose(subject, all, c, false)
			}
		} else {
			r.lose(subject, a, c, false)
		}
	}
	r.weaken(subject, a, c)
}

// weakenThrough weakens the subject of a claim about something weak, if nothing that is left of its group is strong.
func (r *removal) weakenThrough(need graph.Need, claim snapshot.Ref, subject snapshot.Node, a snapshot.Latitude, c cause) {
	if need != graph.NeedAll && need != graph.NeedAny || r.stateOf(subject).weak() >= a {
		return
	}
	if need == graph.NeedAny {
		if a = r.raise(r.optionOf(claim, subject), a); a == 0 {
			return
		}
	}
	r.weaken(subject, a, c)
}

// optionOf returns the option that a claim of a subject makes, after finding what is gone of the subject's groups if need be.
func (r *removal) optionOf(claim snapshot.Ref, subject snapshot.Node) int32 {
	if r.built[subject].epoch != r.epoch {
		r.findGone(subject)
	}
	return r.option[claim]
}

// findGone finds what of the groups of a subject is gone so far by the losses of others. A claim that is taken away raises its
// option itself, where that does more to the subject than was done.
func (r *removal) findGone(subject snapshot.Node) {
	if !r.built[subject].is {
		r.build(subject)
	}
	b := &r.built[subject]
	b.epoch = r.epoch
	several := false
	for g := b.first; g < b.end; g++ {
		options := r.options[r.groups[g].first:r.groups[g].end]
		for i := range options {
			o := &options[i]
			o.gone = o.toward.Arrival(r.latitudeOf(o.object, r.settled))
			several = several || o.toward == differs
		}
	}
	if several {
		for step := range r.s.Steps(r.c, graph.Dependencies, subject) {
			if r.needOf(step.Ref, subject, step.To) == graph.NeedAny {
				o := &r.options[r.option[step.Ref]]
				o.gone = max(o.gone, r.toward(step.Ref, step.To).Arrival(r.latitudeOf(step.To, r.settled)))
			}
		}
	}
	for g := b.first; g < b.end; g++ {
		r.weigh(&r.groups[g])
	}
}

// latitudeOf is the latitude with which a node is lost, or lost or weak, so far.
func (r *removal) latitudeOf(n snapshot.Node, orWeak bool) snapshot.Latitude {
	if orWeak {
		return r.state[n].weak()
	}
	return r.state[n].lost()
}

// fall takes a permission from its holder, and what it permits with it. What the permission itself was worth goes no further:
// what it led to, the claims say that fall with it.
func (r *removal) fall(permission snapshot.Ref, holder snapshot.Node, a snapshot.Latitude, c cause) {
	if r.fell[permission] >= a {
		return
	}
	r.fell[permission] = a
	r.permitted(permission, holder, func(gated snapshot.Step) {
		l := min(a, r.toward(gated.Ref, gated.To).Arrival(r.c.Start()))
		if gated.Ref != permission {
			r.cutClaim(gated, holder, l, permission, cause{need: gated.Ref, step: c.step, by: c.by, distance: c.distance})
		}
	})
	r.weaken(holder, snapshot.Terminal, cause{need: snapshot.NoRef, step: c.step, by: c.by, distance: c.distance})
}

// cutClaim takes a claim away; its object serves the subject no more if no other claim makes it do so.
func (r *removal) cutClaim(claim snapshot.Step, subject snapshot.Node, l snapshot.Latitude, permission snapshot.Ref, c cause) {
	if before, ok := r.cut[claim.Ref]; ok && before.latitude >= l {
		return
	} else if ok {
		permission = before.permission
	}
	r.cut[claim.Ref] = cutting{l, permission}
	if r.permits(claim.Ref) {
		r.fall(claim.Ref, subject, l, c)
	}
	if l = r.allCut(claim.Ref, subject, claim.To); l > 0 {
		r.loseThrough(r.needOf(claim.Ref, subject, claim.To), claim.Ref, subject, l, c)
	}
}

// allCut returns the latitude with which all claims are taken away that make an object serve one need of a subject, or 0.
func (r *removal) allCut(claim snapshot.Ref, subject, object snapshot.Node) snapshot.Latitude {
	least := r.cut[claim].latitude
	if least == 0 {
		return 0
	}
	key := r.keyOf(r.s.Predicate(claim), claim, graph.NeedAll, object)
	for step := range r.s.Steps(r.c, graph.Dependencies, subject) {
		if step.To == object && r.keyOf(r.s.Predicate(step.Ref), step.Ref, graph.NeedAll, object) == key {
			least = min(least, r.cut[step.Ref].latitude)
		}
	}
	return least
}
