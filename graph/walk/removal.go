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
	rows int // passed, of all nodes: a row may take some microseconds, a node any time

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
// lost, whether it was removed with the place where it is, and the epoch. It is all that most rows ask of their subject.
type condition uint32

const (
	weakBits  = 5
	lostShift = weakBits
	sweptBit  = 1 << (2 * weakBits)
	epochBits = 2*weakBits + 1
	lastEpoch = 1 << (32 - epochBits)
)

func (c condition) weak() snapshot.Latitude { return snapshot.Latitude(c & (1<<weakBits - 1)) }
func (c condition) lost() snapshot.Latitude {
	return snapshot.Latitude(c >> lostShift & (1<<weakBits - 1))
}
func (c condition) swept() bool { return c&sweptBit != 0 }

// firstVisits are the first visits of a node as lost and as weak, counted from 1.
type firstVisits struct{ lost, weak int32 }

// visit is an effect's coming to a node with more latitude than before.
type visit struct {
	node snapshot.Node
	cause
	latitude, before snapshot.Latitude
	swept            bool
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

// goesOn looks at the limits now and then; once it is false, the removal stays as it is.
func (r *removal) goesOn() bool {
	if r.err == nil && r.stop.None() {
		r.stop, r.err = r.l.Step(r.touched)
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

// stateOf returns what became of a node so far.
func (r *removal) stateOf(n snapshot.Node) condition {
	if c := r.state[n]; uint32(c>>epochBits) == r.epoch {
		return c
	}
	return 0
}

// set notes what became of a node.
func (r *removal) set(n snapshot.Node, lost, weak snapshot.Latitude, swept bool) {
	c := condition(r.epoch)<<epochBits | condition(lost)<<lostShift | condition(weak)
	if swept {
		c |= sweptBit
	}
	if r.stateOf(n) == 0 {
		r.touched++
		r.firsts[n] = firstVisits{}
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
	r.visits = append(r.visits, visit{n, c, l, st.lost(), swept})
	at := int32(len(r.visits) - 1)
	r.lost = append(r.lost, at)
	if first := &r.firsts[n]; first.lost == 0 {
		first.lost = at + 1
	}
}

// weaken comes to a node with less than a loss, if that is more than was.
func (r *removal) weaken(n snapshot.Node, l snapshot.Latitude, c cause) {
	st := r.stateOf(n)
	if st.weak() >= l {
		return
	}
	r.set(n, st.lost(), l, st.swept())
	r.visits = append(r.visits, visit{n, c, l, st.weak(), false})
	at := int32(len(r.visits) - 1)
	r.weak = append(r.weak, at)
	if first := &r.firsts[n]; first.weak == 0 {
		first.weak = at + 1
	}
}

// settle works losses off to their fixpoint, then what is weak, which depends on the losses.
func (r *removal) settle() {
	for i := 0; i < len(r.lost) && r.goesOn(); i++ {
		r.spread(r.lost[i])
	}
	r.settled = true
	for i := 0; i < len(r.weak) && r.goesOn(); i++ {
		at := r.weak[i]
		if v := &r.visits[at]; v.latitude > r.stateOf(v.node).lost() { // else its loss went further
			r.spread(at)
		}
	}
}

// spread takes an effect from a visit to the subjects of all claims that the visit opened.
func (r *removal) spread(at int32) {
	v := r.visits[at]
	for step, p := range r.s.Steps(r.c, graph.Dependents, v.node) {
		if r.rows++; r.rows%every == 0 && !r.look() {
			return
		}
		a := p.Arrival(v.latitude)
		if a == 0 || p.Gives != 0 && p.Needs <= v.before && !v.swept {
			continue
		}
		c := cause{need: step.Ref, step: step.Ref, by: at, distance: v.distance + 1}
		switch need := r.needOf(step.Ref, step.To, v.node); {
		case r.settled:
			r.weakenThrough(need, step.Ref, step.To, a, c)
		case need == graph.NeedWith:
			if v.swept {
				r.lose(step.To, r.c.Start(), c, true)
			}
		default:
			if r.permits(step.Ref) {
				r.fall(step.Ref, step.To, a, c)
			}
			r.loseThrough(need, step.Ref, step.To, a, c)
		}
	}
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
	if !r.acts(subject) {
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

// optionOf returns the option that a claim of a subject makes, building its groups if need be.
func (r *removal) optionOf(claim snapshot.Ref, subject snapshot.Node) int32 {
	r.build(subject, func(claim snapshot.Ref, object snapshot.Node) snapshot.Latitude {
		return r.gone(claim, subject, object, r.settled)
	})
	return r.option[claim]
}

// gone returns with which latitude what a claim is about is gone for its subject so far, or gone or weak.
func (r *removal) gone(claim snapshot.Ref, subject, object snapshot.Node, orWeak bool) snapshot.Latitude {
	st := r.stateOf(object)
	l := st.lost()
	if orWeak {
		l = st.weak()
	}
	if l > 0 {
		l = r.toward(claim, object).Arrival(l)
	}
	if len(r.cut) > 0 {
		l = max(l, r.allCut(claim, subject, object))
	}
	return l
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
	key := r.keyOf(claim, graph.NeedAll, object)
	for step := range r.s.Steps(r.c, graph.Dependencies, subject) {
		if step.To == object && r.keyOf(step.Ref, graph.NeedAll, object) == key {
			least = min(least, r.cut[step.Ref].latitude)
		}
	}
	return least
}
