package rules

import (
	"encoding/binary"

	"chokepoint/graph/snapshot"
)

// relationIndex finds the claims of relations, whatever their ends: joins begin with the rarest relation.
type relationIndex struct {
	s      *snapshot.Snapshot
	counts []int                 // by predicate
	ends   map[string][2]float64 // by relations: how many subjects an object has on average, and how many objects a subject
	found  map[*condition][]pair
}

// pair is a relation claim with its object.
type pair struct {
	ref    snapshot.Ref
	object snapshot.Node
}

func newRelationIndex(s *snapshot.Snapshot) *relationIndex {
	return &relationIndex{s: s, counts: s.CountByPredicate(), ends: map[string][2]float64{}, found: map[*condition][]pair{}}
}

// count is how many claims are of one of the relations, and how many subjects an object of them has on average, and how many
// objects a subject. It passes over all nodes if there are any of the relations, the first time that they are asked for.
func (x *relationIndex) count(relations snapshot.Predicates) (claims int, subjects, objects float64) {
	var key []byte
	for predicate, in := range relations {
		if in {
			claims += x.counts[predicate]
			key = binary.AppendUvarint(key, uint64(predicate))
		}
	}
	if claims == 0 {
		return 0, 0, 0
	}
	average, ok := x.ends[string(key)]
	if !ok {
		ofSubjects, ofObjects := x.s.CountEnds(relations)
		average = [2]float64{float64(claims) / float64(ofObjects), float64(claims) / float64(ofSubjects)}
		x.ends[string(key)] = average
	}
	return claims, average[0], average[1]
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
