package names

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// near is how many names an error suggests.
const near = 5

// Resolve returns the entity that a reference means among those that were known when the filter says: its id, or a name, alias or
// identifier that only one entity has, as Exact finds it. The error is a *graph.NotFound, a *graph.Ambiguous, which have the states of the day of
// the filter, or that of the limits.
func Resolve(l *limits.Limits, s *snapshot.Snapshot, ref string, f graph.Filter) (snapshot.Node, error) {
	s.LookFor(ref, snapshot.Called)
	if n, ok := s.Lookup(ref); ok && s.IsPresent(n, f.KnownAt) {
		return n, nil
	}
	x, err := indexOf(l, s)
	if err != nil {
		return snapshot.None, err
	}
	found := x.exact(ref, f)
	switch len(found) {
	case 0:
		return snapshot.None, notFound(l, x, ref, f)
	case 1:
		return found[0], nil
	}
	e, countries := &graph.Ambiguous{Ref: ref}, s.Countries(f)
	for _, n := range found {
		e.Candidates = append(e.Candidates, countries.Ref(n))
	}
	return snapshot.None, e
}

// notFound is the error of a reference that nothing has, with the names that are like it: those that it may be a spelling of and, if
// none clearly is, those that begin with it or contain it.
func notFound(l *limits.Limits, x *index, ref string, f graph.Filter) error {
	if !f.KnownAt.IsZero() {
		if first := x.s.FirstRecorded(); f.KnownAt.Before(first) {
			return &graph.NotFound{What: "entity", Ref: ref, First: first}
		}
	}
	like, err := Match(l, x.s, Party{Name: ref, Country: snapshot.None, KnownAt: f.KnownAt, Most: near})
	if err != nil {
		return err
	}
	if len(like) > 0 && like[0].Score >= Threshold {
		like = slices.DeleteFunc(like, func(c Candidate) bool { return c.Score < Doubt })
	} else if len(like) < near {
		more, _, err := Search(l, x.s, Query{Text: ref, KnownAt: f.KnownAt, Most: near})
		if err != nil {
			return err
		}
		like = append(like, more...)
	}
	e, countries, seen := &graph.NotFound{What: "entity", Ref: ref}, x.s.Countries(f), map[snapshot.Node]bool{}
	for _, c := range like {
		if !seen[c.Node] && len(e.Near) < near {
			seen[c.Node] = true
			e.Near = append(e.Near, countries.Ref(c.Node))
		}
	}
	return e
}
