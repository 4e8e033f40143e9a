package names

import (
	"slices"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/fold"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// near is how many names an error suggests.
const near = 5

// Resolve returns the entity that a reference means among those that were known at an instant, zero being now: its id, or a
// name, alias or identifier that only one entity has. The error is a *graph.NotFound, a *graph.Ambiguous, or that of the limits.
func Resolve(l *limits.Limits, s *snapshot.Snapshot, ref string, knownAt time.Time) (snapshot.Node, error) {
	if n, ok := s.Lookup(ref); ok && s.IsPresent(n, knownAt) {
		return n, nil
	}
	x, err := indexOf(l, s)
	if err != nil {
		return snapshot.None, err
	}
	var found []snapshot.Node
	for _, n := range x.exact[fold.Name(ref)] {
		if s.IsPresent(n, knownAt) {
			found = append(found, n)
		}
	}
	switch len(found) {
	case 0:
		return snapshot.None, notFound(l, s, ref, knownAt)
	case 1:
		return found[0], nil
	}
	slices.Sort(found)
	e := &graph.Ambiguous{Ref: ref}
	for _, n := range found {
		e.Candidates = append(e.Candidates, s.EntityRef(n))
	}
	return snapshot.None, e
}

func notFound(l *limits.Limits, s *snapshot.Snapshot, ref string, knownAt time.Time) error {
	like, _, err := Search(l, s, Query{Text: ref, KnownAt: knownAt, Most: near})
	if err != nil {
		return err
	}
	e := &graph.NotFound{What: "entity", Ref: ref}
	for _, c := range like {
		e.Near = append(e.Near, s.EntityRef(c.Node))
	}
	return e
}
