package names

import (
	"slices"

	"chokepoint/graph/snapshot"
)

// seats finds the places that entities are in, by the relations that lead to their state.
type seats struct {
	s     *snapshot.Snapshot
	leads snapshot.Predicates
}

func newSeats(s *snapshot.Snapshot) *seats {
	return &seats{s, s.Predicates(s.Ontology().Country.Relations...)}
}

// mostSeats bounds the places of one entity that are looked at.
const mostSeats = 32

// of are the places that an entity was ever in, the nearest first, and those that they are part of. It takes time linear in their
// claims.
func (x *seats) of(n snapshot.Node) (places []snapshot.Node) {
	for at := []snapshot.Node{n}; len(at) > 0; at = at[1:] {
		for ref, to := range x.s.Out(at[0]) {
			if len(places) < mostSeats && x.s.Is(ref, x.leads) && !slices.Contains(places, to) && to != n {
				places = append(places, to)
				at = append(at, to)
			}
		}
	}
	return places
}

// seatKnown is what is known of whether an entity is in a place.
type seatKnown int

const (
	seatUnknown seatKnown = iota
	seatHere
	seatElsewhere
)

// isIn says whether an entity is in the place that a word means.
func (x *index) isIn(n snapshot.Node, place string) seatKnown {
	known, kind := seatUnknown, x.s.Ontology().Country.Kind
	state := slices.ContainsFunc(x.nodesOf(x.exactly(place)), func(p snapshot.Node) bool { return x.s.Kind(p) == kind })
	for _, p := range x.seats.of(n) {
		if slices.Contains(placeNames(x.s, p), place) {
			return seatHere
		}
		if state || x.s.Kind(p) != kind {
			known = seatElsewhere
		}
	}
	return known
}

// placeNames are the words that mean a place.
func placeNames(s *snapshot.Snapshot, p snapshot.Node) (all []string) {
	e := s.Entity(p)
	add := func(name string) {
		for _, t := range takeApart(name) {
			all = append(all, t.means)
		}
	}
	add(e.Name)
	for _, a := range e.Aliases {
		add(a.Name)
	}
	return all
}
