package snapshot

import (
	"cmp"

	"chokepoint/graph"
)

// CompareClaims orders claims for reading: by confidence, then by number of sources, then the later first.
func (s *Snapshot) CompareClaims(x, y Ref) int {
	if c := cmp.Or(-cmp.Compare(s.Confidence(x), s.Confidence(y)), -cmp.Compare(len(s.Citations(x)), len(s.Citations(y))),
		-cmp.Compare(s.Valid(x).From.String(), s.Valid(y).From.String())); c != 0 {
		return c
	}
	return CompareID(s.ClaimID(x), s.ClaimID(y))
}

// Relevant returns the predicates of the relations and channels that a filter names, all if it names none. Of a filter that
// names channels only, relations of other channels are left out.
func (s *Snapshot) Relevant(f graph.Filter) Predicates {
	if len(f.Relations) == 0 && len(f.Channels) == 0 {
		return s.everyPredicate()
	}
	set := make(Predicates, len(s.predicates))
	for i := range s.ontology.Relations {
		set[i] = f.Walks(&s.ontology.Relations[i])
	}
	return set
}
