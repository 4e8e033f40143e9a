package names

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/fold"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// near is how many names an error suggests.
const near = 5

// Resolve returns the entity that a reference means among those that were known when the filter says: its id, or a name, alias or
// identifier that only one entity has. The error is a *graph.NotFound, a *graph.Ambiguous, which have the states of the day of
// the filter, or that of the limits.
func Resolve(l *limits.Limits, s *snapshot.Snapshot, ref string, f graph.Filter) (snapshot.Node, error) {
	if n, ok := s.Lookup(ref); ok && s.IsPresent(n, f.KnownAt) {
		return n, nil
	}
	x, err := indexOf(l, s)
	if err != nil {
		return snapshot.None, err
	}
	var found []snapshot.Node
	for _, n := range x.exact[fold.Name(ref)] {
		if s.IsPresent(n, f.KnownAt) {
			found = append(found, n)
		}
	}
	switch len(found) {
	case 0:
		return snapshot.None, notFound(l, s, ref, f)
	case 1:
		return found[0], nil
	}
	slices.Sort(found)
	e, countries := &graph.Ambiguous{Ref: ref}, s.Countries(f)
	for _, n := range found {
		e.Candidates = append(e.Candidates, countries.Ref(n))
	}
	return snapshot.None, e
}

func notFound(l *limits.Limits, s *snapshot.Snapshot, ref string, f graph.Filter) error {
	if first := s.FirstRecorded(); !f.KnownAt.IsZero() && f.KnownAt.Before(first) {
		return &graph.NotFound{What: "entity", Ref: ref, First: first}
	}
	like, _, err := Search(l, s, Query{Text: ref, KnownAt: f.KnownAt, Most: near})
	if err != nil {
		return err
	}
	e, countries := &graph.NotFound{What: "entity", Ref: ref}, s.Countries(f)
	for _, c := range like {
		e.Near = append(e.Near, countries.Ref(c.Node))
	}
	return e
}
