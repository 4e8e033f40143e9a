package rules

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/scc"
	"chokepoint/graph/snapshot"
)

// Bindings works out when decisions bind, by the ontology's Binding. It is used by one goroutine.
type Bindings struct {
	s     *snapshot.Snapshot
	known *snapshot.Mask
	found map[snapshot.Node][]Force
	cuts  snapshot.Predicates // by which the subject suspends or ends the object
	stops snapshot.Predicates // those of them that suspend

	assumed map[snapshot.Node]bool
}

// NewBindings returns the bindings by the claims that a mask admits, whatever their dates, under assumptions: of several on one
// decision the last counts.
func NewBindings(s *snapshot.Snapshot, known *snapshot.Mask, assumed ...Assumption) *Bindings {
	o := s.Ontology().Binding
	b := &Bindings{s: s, known: known, found: map[snapshot.Node][]Force{}, assumed: map[snapshot.Node]bool{},
		cuts: s.Predicates(slices.Concat(o.SuspendedBy, o.EndedBy)...), stops: s.Predicates(o.SuspendedBy...)}
	for _, a := range assumed {
		b.assume(a)
	}
	return b
}

// Of returns when a decision binds, in order of time, without overlaps; stretches that touch differ in their grounds or in how
// well they are supported. A decision with no status at all binds while the claims about it hold: its status is unknown, which
// Stated tells. A suspension with an end date ends by itself, and the decision binds again on the Terms of it alone until a claim
// of being in force begins at that date or later; a status that interrupts or ends it holds no longer than until such a claim
// begins after it. Decisions that cut each other in a circle, whenever they do so, cut nothing: neither comes first.
func (b *Bindings) Of(decision snapshot.Node) []Force {
	if _, ok := b.found[decision]; !ok {
		b.settle(decision)
	}
	return b.found[decision]
}

// At returns the stretch in which the decision binds on a day, or nil.
func (b *Bindings) At(decision snapshot.Node, d graph.Day) *Force {
	all := b.Of(decision)
	for i := range all {
		if all[i].Valid.Contains(d) {
			return &all[i]
		}
	}
	return nil
}

// Stated reports whether any status of the decision is known, or assumed.
func (b *Bindings) Stated(decision snapshot.Node) bool {
	if b.assumed[decision] {
		return true
	}
	for ref := range b.s.AttributesNamed(decision, b.s.Ontology().Binding.Attribute) {
		if b.known.AdmitsEver(ref) {
			return true
		}
	}
	return false
}

// settle finds when a decision binds, after all that cut it, directly or through others.
func (b *Bindings) settle(decision snapshot.Node) {
	if !b.waits(decision) {
		b.settleCircle([]snapshot.Node{decision})
		return
	}
	place, order := map[snapshot.Node]int32{decision: 0}, []snapshot.Node{decision}
	var cutters [][]int32 // by place
	for i := 0; i < len(order); i++ {
		var found []int32
		for ref, by := range b.s.In(order[i]) {
			if _, settled := b.found[by]; settled || !b.isCut(ref) {
				continue
			}
			at, seen := place[by]
			if !seen {
				at = int32(len(order))
				place[by], order = at, append(order, by)
			}
			found = append(found, at)
		}
		cutters = append(cutters, found)
	}
	for _, circle := range scc.Components(len(order), func(i int32, yield func(int32)) {
		for _, by := range cutters[i] {
			yield(by)
		}
	}) {
		decisions := make([]snapshot.Node, len(circle))
		for i, at := range circle {
			decisions[i] = order[at]
		}
		for _, d := range decisions {
			b.found[d] = nil
		}
		b.settleCircle(decisions)
	}
}

// waits reports whether something cuts the decision that is not settled, which few do.
func (b *Bindings) waits(decision snapshot.Node) bool {
	for ref, by := range b.s.In(decision) {
		if _, settled := b.found[by]; !settled && by != decision && b.isCut(ref) {
			return true
		}
	}
	return false
}

// settleCircle finds when decisions bind that cut each other in a circle, or one that does not.
func (b *Bindings) settleCircle(circle []snapshot.Node) {
	within := map[snapshot.Node]bool{}
	for _, d := range circle {
		within[d] = true
	}
	for _, d := range circle {
		inForce, cut := b.statuses(d)
		cut = append(cut, b.cutByOthers(d, within)...)
		b.found[d] = without(b.joinForce(afterInterruptions(inForce, cut)), cut)
	}
}

// statuses reads from a decision's own statuses when it is in force, a stretch a claim, and when that is cut.
func (b *Bindings) statuses(decision snapshot.Node) (inForce []Force, cut []interruption) {
	o := b.s.Ontology().Binding
	stated := false
	var starts []graph.Date
	for ref := range b.s.AttributesNamed(decision, o.Attribute) {
		if !b.known.AdmitsEver(ref) {
			continue
		}
		stated = true
		valid, term := b.s.Valid(ref), b.s.Value(ref).Text
		switch {
		case slices.Contains(o.InForce, term):
			inForce = append(inForce, Force{Valid: valid, Claims: []snapshot.Ref{ref}, Grounds: groundsOf(b.s.Confidence(ref))})
			if valid.From.Bounded() {
				starts = append(starts, valid.From)
			}
		case slices.Contains(o.Interrupted, term):
			cut = append(cut, interruption{valid, true})
		case slices.Contains(o.Ended, term):
			cut = append(cut, interruption{graph.Interval{From: valid.From, To: graph.End}, true})
		}
	}
	if !stated {
		return []Force{{Valid: graph.Always}}, nil
	}
	slices.Sort(starts)
	for i := range cut {
		valid := &cut[i].valid
		valid.To = min(valid.To, firstAfter(starts, valid.From))
	}
	return inForce, cut
}

// cutByOthers returns the stretches in which other decisions, while they bind, suspend or have ended this one.
func (b *Bindings) cutByOthers(decision snapshot.Node, circle map[snapshot.Node]bool) []interruption {
	var cut []interruption
	for ref, by := range b.s.In(decision) {
		if !b.isCut(ref) || circle[by] {
			continue
		}
		said := b.s.Valid(ref)
		for _, run := range runs(b.found[by]) {
			valid := said.Intersect(run.valid)
			switch {
			case valid.Empty():
			case b.s.Is(ref, b.stops):
				cut = append(cut, interruption{valid, run.lapses || valid.To.Day() < run.valid.To.Day()})
			default:
				cut = append(cut, interruption{graph.Interval{From: valid.From, To: graph.End}, false})
			}
		}
	}
	return cut
}

// isCut reports whether by a claim its subject suspends or ends its object.
func (b *Bindings) isCut(ref snapshot.Ref) bool {
	return b.s.Is(ref, b.cuts) && b.known.AdmitsEver(ref)
}

// joinForce makes one of stretches that overlap or touch, as far as they are equally well supported: on each day the best
// supported of those that hold counts, and what follows from the terms of an interruption alone where nothing else holds.
func (b *Bindings) joinForce(fs []Force) []Force {
	if len(fs) <= 1 || len(fs[0].Claims) == 0 { // no status is known
		return fs
	}
	slices.SortFunc(fs, func(x, y Force) int {
		if c := cmp.Or(-b.compareSupport(&x, &y), cmp.Compare(x.Valid.From, y.Valid.From), -cmp.Compare(x.Valid.To, y.Valid.To)); c != 0 {
			return c
		}
		return snapshot.CompareID(b.s.ClaimID(x.Claims[0]), b.s.ClaimID(y.Claims[0])) // which takes long to work out
	})
	var taken []graph.Interval
	var parts []Force
	for _, f := range fs {
		part := f
		for _, part.Valid = range f.Valid.Without(taken) {
			parts = append(parts, part)
		}
		taken = graph.JoinIntervals(append(taken, f.Valid))
	}
	slices.SortFunc(parts, func(x, y Force) int { return cmp.Compare(x.Valid.From, y.Valid.From) })
	var joined []Force
	for _, f := range parts {
		if n := len(joined); n > 0 && f.Valid.From <= joined[n-1].Valid.To && b.compareSupport(&f, &joined[n-1]) == 0 {
			last := &joined[n-1]
			last.Valid.To = f.Valid.To
			if !slices.Contains(last.Claims, f.Claims[0]) {
				last.Claims = slices.Concat(last.Claims, f.Claims)
			}
			continue
		}
		joined = append(joined, f)
	}
	return joined
}

// compareSupport puts the better supported of two stretches last.
func (b *Bindings) compareSupport(x, y *Force) int {
	said := func(f *Force) int {
		if f.Grounds == Terms {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(said(x), said(y)), cmp.Compare(b.s.Confidence(x.Claims[0]), b.s.Confidence(y.Claims[0])))
}
