package compare

import (
	"cmp"
	"maps"
	"slices"

	"chokepoint/graph/control"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Decision is one that bears on one side or on both, as it stands on the day of each; nil where it does not bear.
type Decision struct {
	One, Other *control.Bearing
	Outcome    Outcome
	Changed    []Aspect // of one that bears on both
}

// Aspect is a part of how a decision stands.
type Aspect string

// The aspects.
const (
	Standing     Aspect = "status"
	Effects      Aspect = "effects"
	ReviewPolicy Aspect = "review_policy"
	Conditions   Aspect = "conditions"
	Other        Aspect = "other" // rates, quantities, citations
)

// State is the decision as it stands on the first side on which it bears.
func (d *Decision) State() *control.State {
	if d.One != nil {
		return &d.One.State
	}
	return &d.Other.State
}

// Binds reports whether the decision is known to be in force on a side on which it bears.
func (d *Decision) Binds() bool {
	return d.One != nil && d.One.Binds() || d.Other != nil && d.Other.Binds()
}

// Decisions compares the decisions that bear on two sides, in the sense of control.Decisions: those in force on either first, then by
// name.
func Decisions(l *limits.Limits, s *snapshot.Snapshot, one, other Side) ([]Decision, error) {
	by := map[snapshot.Node]*Decision{}
	for i, side := range []Side{one, other} {
		found, err := control.Decisions(l, s, side.Node, side.Filter)
		if err != nil {
			return nil, err
		}
		for j := range found {
			d := by[found[j].Decision]
			if d == nil {
				d = &Decision{}
				by[found[j].Decision] = d
			}
			if i == 0 {
				d.One = &found[j]
			} else {
				d.Other = &found[j]
			}
		}
	}
	all := make([]Decision, 0, len(by))
	for _, d := range by {
		if d.One != nil && d.Other != nil {
			d.Changed = changed(s, &d.One.State, &d.Other.State)
		}
		d.Outcome = outcomeOf(d.One != nil, d.Other != nil, len(d.Changed) == 0)
		all = append(all, *d)
	}
	slices.SortFunc(all, func(x, y Decision) int {
		m, n := x.State().Decision, y.State().Decision
		return cmp.Or(snapshot.CompareBool(!x.Binds(), !y.Binds()), cmp.Compare(s.NameRank(m), s.NameRank(n)))
	})
	return all, nil
}

// changed lists the aspects in which two states of a decision differ.
func changed(s *snapshot.Snapshot, x, y *control.State) (all []Aspect) {
	type said struct {
		Value
		predicate snapshot.Predicate
	}
	values := func(refs []snapshot.Ref) map[said]bool {
		set := map[said]bool{}
		for _, ref := range refs {
			set[said{valueOf(s, ref), s.Predicate(ref)}] = true
		}
		return set
	}
	for _, a := range []struct {
		aspect Aspect
		x, y   []snapshot.Ref
		same   bool
	}{
		{Standing, x.Status, y.Status, (x.InForce == nil) == (y.InForce == nil) && x.Binds() == y.Binds()},
		{Effects, x.Effects, y.Effects, true}, {ReviewPolicy, x.ReviewPolicy, y.ReviewPolicy, true}, {Conditions, x.Conditions, y.Conditions, true},
		{Other, x.Other, y.Other, true},
	} {
		if !a.same || !maps.Equal(values(a.x), values(a.y)) {
			all = append(all, a.aspect)
		}
	}
	return all
}
