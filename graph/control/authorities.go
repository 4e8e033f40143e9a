package control

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Choice narrows decisions: to those of an authority, or of one that is part of it, and to those with one of some effects or
// statuses on the day. What is empty narrows nothing.
type Choice struct {
	By       snapshot.Node // or None
	Effects  []string
	Statuses []string

	authorities map[snapshot.Node]bool
}

// Prepare finds the authorities that are part of By. It comes before Keeps. The error is that of the limits, or wraps
// graph.ErrUnknownTerm for a filter.
func (c *Choice) Prepare(l *limits.Limits, s *snapshot.Snapshot, f graph.Filter) error {
	if c.By == snapshot.None {
		return nil
	}
	x, err := newReading(l, s, f)
	if err != nil {
		return err
	}
	parts, err := x.follow(trailsFrom(c.By), along{relations: s.Predicates(s.Ontology().Binding.Within...), back: true})
	if err != nil {
		return err
	}
	c.authorities = map[snapshot.Node]bool{c.By: true}
	for _, n := range parts.nodes() {
		c.authorities[n] = true
	}
	return nil
}

// Keeps reports whether a decision is wanted.
func (c *Choice) Keeps(s *snapshot.Snapshot, st *State) bool {
	has := func(refs []snapshot.Ref, terms []string) bool {
		return len(terms) == 0 || slices.ContainsFunc(refs, func(ref snapshot.Ref) bool { return slices.Contains(terms, s.Value(ref).Text) })
	}
	return (c.By == snapshot.None || slices.ContainsFunc(st.IssuedBy, func(n snapshot.Node) bool { return c.authorities[n] })) &&
		has(st.Effects, c.Effects) && has(st.Status, c.Statuses)
}

// Begun is the earliest day on which one of the statuses of a decision on the day began; false if none is known.
func (st *State) Begun(s *snapshot.Snapshot) (day graph.Date, ok bool) {
	for _, ref := range st.Status {
		if from := s.Valid(ref).From; from.Bounded() && (!ok || from < day) {
			day, ok = from, true
		}
	}
	return day, ok
}
