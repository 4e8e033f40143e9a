package walk

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// Effect is why an entity is lost or weak: what became of all that serves the need which failed first, or the place or the
// permission that was its undoing.
type Effect struct {
	Alternatives []Alternative  // in order of id; none where it is a place or a permission alone
	Place        snapshot.Node  // with which it was removed, or None
	Permission   snapshot.Ref   // that fell, where nothing that it permitted is known to be had, or NoRef
	Remaining    graph.Share    // the part of the need that is still served, if the shares that it takes to say are known
	Path         []snapshot.Ref // needs, from the entity to something removed

	// Of all its needs that lost something or have nothing strong left: what it loses (the item of a need that nothing serves any
	// more, else what served it) and what is left. In order of id.
	Loses, Remains []snapshot.Node
}

// Alternative is something that serves a need, and what became of it as far as it reaches the need.
type Alternative struct {
	Node  snapshot.Node
	Claim snapshot.Ref // the best supported that says so
	State State
	Gone  bool // it serves the need no more
	Swept bool // it was removed with the place where it is
	// Cut reports that none of the claims that say so is left, for the reason of this one: it was taken away, or the
	// permission for it fell.
	Cut        bool
	Permission snapshot.Ref // that fell, or NoRef
}

// Effect explains what became of an entity that is lost or weak.
func (f *Fallout) Effect(n snapshot.Node) Effect {
	r := f.r
	e := Effect{Place: snapshot.None, Permission: snapshot.NoRef, Remaining: graph.NoShare}
	at := r.reasonOf(n)
	if at < 0 || r.visits[at].step == snapshot.NoRef {
		return e
	}
	e.Path = r.path(at)
	v := &r.visits[at]
	switch {
	case v.swept:
		e.Place, e.Loses = r.s.Object(v.need), []snapshot.Node{r.s.Object(v.need)}
		return e
	case v.need == snapshot.NoRef:
		e.Permission = v.step
	}
	needs := r.needsOf(n)
	for i := range needs {
		need := &needs[i]
		if slices.ContainsFunc(need.claims, func(c snapshot.Ref) bool { return c == v.need }) {
			e.Alternatives, e.Remaining = need.alternatives, r.remaining(need)
		}
		need.sum(&e, isNeeded(needs, need.item))
	}
	r.sumPermissions(n, &e)
	e.Loses, e.Remains = sortedOnce(e.Loses), sortedOnce(e.Remains)
	return e
}

// WasTaken reports whether a claim was taken away itself, or fell with a permission.
func (f *Fallout) WasTaken(claim snapshot.Ref) bool { _, cut := f.r.cut[claim]; return cut }

// path follows causes to a removal.
func (r *removal) path(at int32) (path []snapshot.Ref) {
	for at >= 0 && r.visits[at].step != snapshot.NoRef {
		path = append(path, r.visits[at].step)
		at = r.visits[at].by
	}
	return path
}

// served is one need of an entity and all that serves it.
type served struct {
	kind         graph.Need
	item         snapshot.Node
	claims       []snapshot.Ref
	alternatives []Alternative
}

// needsOf lists the needs of an entity but for places, with what became of all that serves them.
func (r *removal) needsOf(n snapshot.Node) (list []served) {
	last := int32(-1)
	sorted := slices.Clone(r.sort(n, func(need graph.Need) bool { return need != graph.NeedNone && need != graph.NeedWith }))
	for _, k := range sorted {
		if k.group != last {
			last = k.group
			list = append(list, served{kind: r.kind[k.predicate], item: r.s.Item(k.claim)})
		}
		s := &list[len(list)-1]
		s.claims = append(s.claims, k.claim)
		at := len(s.alternatives) - 1
		if at < 0 || s.alternatives[at].Node != k.object {
			s.alternatives = append(s.alternatives, Alternative{Node: k.object, Claim: k.claim, Permission: snapshot.NoRef})
			at++
		}
		r.describe(n, k, &s.alternatives[at])
	}
	return list
}

// describe notes of an alternative what one of the claims that make it one says.
func (r *removal) describe(n snapshot.Node, k keyedClaim, x *Alternative) {
	if r.s.CompareSupport(k.claim, x.Claim, k.object) < 0 {
		x.Claim = k.claim
	}
	st, p := r.stateOf(k.object), k.toward
	switch state := r.stateNow(k.object); {
	case p.Arrival(st.lost()) > 0:
		*x = Alternative{Node: x.Node, Claim: x.Claim, State: state, Gone: true, Permission: snapshot.NoRef,
			Swept: st.swept() && state != Removed}
	case x.Gone && !x.Cut: // by another of the claims
	case r.allCut(k.claim, n, k.object) > 0:
		*x = Alternative{Node: x.Node, Claim: x.Claim, Gone: true, Cut: true, Permission: r.cut[x.Claim].permission}
	case p.Arrival(st.weak()) > 0:
		x.State = max(x.State, min(state, weakAs(r.acts(k.object))))
	}
}

// weakAs is what something weak is called: one that is lost to others may only be weak to who needs it in another way.
func weakAs(actor bool) State {
	if actor {
		return Impaired
	}
	return Degraded
}

// isNeeded reports whether one of the needs is for the thing itself, which says what becomes of it.
func isNeeded(needs []served, thing snapshot.Node) bool {
	return slices.ContainsFunc(needs, func(s served) bool {
		return slices.ContainsFunc(s.alternatives, func(x Alternative) bool { return x.Node == thing })
	})
}

// sum adds to an effect what it loses of one need and what is left of it, if it lost anything or has nothing strong left. The item
// is lost if nothing serves the need any more; not that of a part, which others serve too, nor one that is needed by itself.
func (s *served) sum(e *Effect, itemNeeded bool) {
	gone, strong := 0, 0
	for i := range s.alternatives {
		switch x := &s.alternatives[i]; {
		case x.Gone:
			gone++
		case x.State == Standing:
			strong++
		}
	}
	if gone == 0 && (strong > 0 || s.kind == graph.NeedPart) {
		return
	}
	if gone == len(s.alternatives) && s.item != snapshot.None && s.kind != graph.NeedPart && !itemNeeded {
		e.Loses = append(e.Loses, s.item)
		return
	}
	for i := range s.alternatives {
		if x := &s.alternatives[i]; x.Gone {
			e.Loses = append(e.Loses, x.Node)
		} else {
			e.Remains = append(e.Remains, x.Node)
		}
	}
}

// sumPermissions adds what an entity was permitted to have and is no longer.
func (r *removal) sumPermissions(n snapshot.Node, e *Effect) {
	if len(r.fell) == 0 {
		return
	}
	for step := range r.s.Steps(r.c, graph.Dependencies, n) {
		if r.fell[step.Ref] == 0 {
			continue
		}
		lost := r.s.Item(step.Ref)
		if lost == snapshot.None {
			lost = step.To
		}
		e.Loses = append(e.Loses, lost)
	}
}

// remaining adds up the shares of those alternatives that are left; of parts, which are not all that there is, it takes those of
// what is gone from the whole. It is not known if one of these shares is not, or only as a range.
func (r *removal) remaining(need *served) graph.Share {
	left, gone := graph.Share(0), graph.Share(0)
	for i := range need.alternatives {
		x := &need.alternatives[i]
		switch shares := r.s.Shares(x.Claim); {
		case !shares.Exact():
			if x.Gone || need.kind != graph.NeedPart {
				return graph.NoShare
			}
		case x.Gone:
			gone += min(shares.Least, graph.Whole-gone)
		default:
			left += min(shares.Least, graph.Whole-left)
		}
	}
	if need.kind == graph.NeedPart {
		return graph.Whole - gone
	}
	return left
}
