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

// count is how many claims are of one of the relations, and how many subjects an object of them has on average, and how many
// objects a subject. It passes over all claims if there are any of the relations.
func (x *relationIndex) count(relations snapshot.Predicates) (claims int, subjects, objects float64) {
	for predicate, in := range relations {
		if in {
			claims += x.counts[predicate]
		}
	}
	if claims == 0 {
		return 0, 0, 0
	}
	seen, ofSubjects, ofObjects, last := make([]bool, x.s.Nodes()), 0, 0, snapshot.None
	for ref, object := range x.s.RelationClaims(relations) {
		if object != last {
			last = object
			ofObjects++
		}
		if subject := x.s.Subject(ref); !seen[subject] {
			seen[subject] = true
			ofSubjects++
		}
	}
	return claims, float64(claims) / float64(ofObjects), float64(claims) / float64(ofSubjects)
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
