package rules

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/scc"
	"chokepoint/graph/snapshot"
)

// Force is a stretch of time in which a decision binds, with the claims that say so.
type Force struct {
	Valid  graph.Interval
	Claims []snapshot.Ref
}

// Bindings works out when decisions bind, by the ontology's Binding. It is used by one goroutine.
type Bindings struct {
	s     *snapshot.Snapshot
	known *snapshot.Mask
	found map[snapshot.Node][]Force
	cuts  snapshot.Predicates // by which the subject suspends or ends the object
	stops snapshot.Predicates // those of them that suspend
}

// NewBindings returns the bindings by the claims that a mask admits, whatever their dates.
func NewBindings(s *snapshot.Snapshot, known *snapshot.Mask) *Bindings {
	o := s.Ontology().Binding
	return &Bindings{s: s, known: known, found: map[snapshot.Node][]Force{},
		cuts: s.Predicates(slices.Concat(o.SuspendedBy, o.EndedBy)...), stops: s.Predicates(o.SuspendedBy...)}
}

// Of returns when a decision binds, in order of time, without overlaps; stretches that touch differ in how well they are
// supported. A decision with no status at all binds while the claims
// about it hold: its status is unknown, which Stated tells. A suspension with an end date ends by itself; a status that
// interrupts or ends it holds no longer than until a claim of being in force begins after it. Decisions that cut each other in a
// circle, whenever they do so, cut nothing: neither comes first.
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

// Stated reports whether any status of the decision is known.
func (b *Bindings) Stated(decision snapshot.Node) bool {
	for ref := range b.s.AttributesNamed(decision, b.s.Ontology().Binding.Attribute) {
		if b.known.AdmitsEver(ref) {
			return true
		}
	}
	return false
}

// settle finds when a decision binds, after all that cut it, directly or through others.
func (b *Bindings) settle(decision snapshot.Node) {
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

// settleCircle finds when decisions bind that cut each other in a circle, or one that does not.
func (b *Bindings) settleCircle(circle []snapshot.Node) {
	within := make(map[snapshot.Node]bool, len(circle))
	for _, d := range circle {
		within[d] = true
	}
	for _, d := range circle {
		inForce, cut := b.statuses(d)
		cut = append(cut, b.cutByOthers(d, within)...)
		b.found[d] = without(inForce, graph.JoinIntervals(cut))
	}
}

// statuses reads from a decision's own statuses when it is in force and when that is cut.
func (b *Bindings) statuses(decision snapshot.Node) (inForce []Force, cut []graph.Interval) {
	o := b.s.Ontology().Binding
	stated := false
	for ref := range b.s.AttributesNamed(decision, o.Attribute) {
		if !b.known.AdmitsEver(ref) {
			continue
		}
		stated = true
		valid, term := b.s.Valid(ref), b.s.Value(ref).Text
		switch {
		case slices.Contains(o.InForce, term):
			inForce = append(inForce, Force{valid, []snapshot.Ref{ref}})
		case slices.Contains(o.Interrupted, term):
			cut = append(cut, valid)
		case slices.Contains(o.Ended, term):
			cut = append(cut, graph.Interval{From: valid.From, To: graph.End})
		}
	}
	if !stated {
		return []Force{{graph.Always, nil}}, nil
	}

	var starts []graph.Date
	for _, f := range inForce {
		if f.Valid.From.Bounded() {
			starts = append(starts, f.Valid.From)
		}
	}
	slices.Sort(starts)
	for i := range cut {
		cut[i].To = min(cut[i].To, resumed(starts, cut[i].From))
	}
	return b.joinForce(inForce), cut
}

// resumed returns when, of the given dates in order, a decision first came into force after a day, or graph.End.
func resumed(starts []graph.Date, after graph.Date) graph.Date {
	i, _ := slices.BinarySearchFunc(starts, after, func(start, after graph.Date) int {
		if after == graph.Beginning || start.Day() > after.Day() {
			return 1
		}
		return -1
	})
	if i == len(starts) {
		return graph.End
	}
	return starts[i]
}

// cutByOthers returns the stretches in which other decisions, while they bind, suspend or have ended this one.
func (b *Bindings) cutByOthers(decision snapshot.Node, circle map[snapshot.Node]bool) []graph.Interval {
	var cut []graph.Interval
	for ref, by := range b.s.In(decision) {
		if !b.isCut(ref) || circle[by] {
			continue
		}
		for _, f := range b.found[by] {
			valid := b.s.Valid(ref).Intersect(f.Valid)
			if valid.Empty() {
				continue
			}
			if !b.s.Is(ref, b.stops) {
				valid.To = graph.End
			}
			cut = append(cut, valid)
		}
	}
	return cut
}

// isCut reports whether by a claim its subject suspends or ends its object.
func (b *Bindings) isCut(ref snapshot.Ref) bool {
	return b.s.Is(ref, b.cuts) && b.known.AdmitsEver(ref)
}

// joinForce makes one of stretches that overlap or touch, as far as they are equally well supported: on each day the best
// supported of those that hold counts.
func (b *Bindings) joinForce(fs []Force) []Force {
	slices.SortFunc(fs, func(x, y Force) int {
		r, q := x.Claims[0], y.Claims[0]
		return cmp.Or(-cmp.Compare(b.s.Confidence(r), b.s.Confidence(q)), cmp.Compare(x.Valid.From, y.Valid.From), -cmp.Compare(x.Valid.To, y.Valid.To),
			snapshot.CompareID(b.s.ClaimID(r), b.s.ClaimID(q)))
	})
	var taken []graph.Interval
	var parts []Force
	for _, f := range fs {
		for _, part := range f.Valid.Without(taken) {
			parts = append(parts, Force{part, f.Claims})
		}
		taken = graph.JoinIntervals(append(taken, f.Valid))
	}
	slices.SortFunc(parts, func(x, y Force) int { return cmp.Compare(x.Valid.From, y.Valid.From) })
	var joined []Force
	for _, f := range parts {
		if n := len(joined); n > 0 && f.Valid.From <= joined[n-1].Valid.To && b.s.Confidence(f.Claims[0]) == b.s.Confidence(joined[n-1].Claims[0]) {
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

// without cuts stretches out; what remains rests on the claims that bound it, not on those that cut it.
func without(fs []Force, cut []graph.Interval) []Force {
	var left []Force
	for _, f := range fs {
		for _, part := range f.Valid.Without(cut) {
			left = append(left, Force{part, f.Claims})
		}
	}
	return left
}
