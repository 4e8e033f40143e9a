package rules

import "chokepoint/graph/snapshot"

// relationIndex finds the claims of relations, whatever their ends: joins begin with the rarest relation.
type relationIndex struct {
	s      *snapshot.Snapshot
	counts []int // by predicate
	found  map[*condition][]pair
}

// pair is a relation claim with its object.
type pair struct {
	ref    snapshot.Ref
	object snapshot.Node
}

func newRelationIndex(s *snapshot.Snapshot) *relationIndex {
	return &relationIndex{s: s, counts: s.CountByPredicate(), found: map[*condition][]pair{}}
}

// count is how many claims are of one of the relations.
func (x *relationIndex) count(relations snapshot.Predicates) int {
	n := 0
	for predicate, in := range relations {
		if in {
			n += x.counts[predicate]
		}
	}
	return n
}

// claims lists the claims of a condition's relations in order of object, by one pass over all claims the first time.
func (x *relationIndex) claims(c *condition) []pair {
	if claims, ok := x.found[c]; ok {
		return claims
	}
	claims := make([]pair, 0, c.claims)
	for ref, object := range x.s.RelationClaims(c.relations) {
		claims = append(claims, pair{ref, object})
	}
	x.found[c] = claims
	return claims
}
