package catalogue

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// readings number the predicates of a snapshot as they are read from an end of a claim, so that claims are put in order without
// looking at a name.
type readings struct {
	names    []string         // each once, in order
	keys     [2]snapshot.Keys // by end: readKey
	ofClaims snapshot.Keys    // places among the names of predicates, whatever end they are read from
}

// The ends of a claim, as places in readings.
const (
	fromSubject = iota
	fromObject
)

// directions that a claim read from an end goes in.
var directions = [2]graph.Direction{graph.Dependencies, graph.Dependents}

type readingsKey struct{}

func readingsOf(s *snapshot.Snapshot) *readings {
	return snapshot.Memo(s, readingsKey{}, func() *readings {
		x := &readings{}
		var read [2][]string // by predicate
		for p := range s.PredicateCount() {
			name := s.NameOfPredicate(snapshot.Predicate(p))
			inverse := name
			if r := s.Ontology().Relation(name); r != nil {
				inverse = cmp.Or(r.Inverse, name)
			}
			read[fromSubject], read[fromObject] = append(read[fromSubject], name), append(read[fromObject], inverse)
		}
		x.names = slices.Compact(slices.Sorted(slices.Values(slices.Concat(read[0], read[1]))))
		place := func(name string) uint32 {
			at, _ := slices.BinarySearch(x.names, name)
			return uint32(at)
		}
		for end := range x.keys {
			x.keys[end] = s.Keys(func(p snapshot.Predicate, c graph.Confidence) uint32 { return readKey(place(read[end][p]), end, c) })
		}
		x.ofClaims = s.Keys(func(p snapshot.Predicate, _ graph.Confidence) uint32 { return place(read[fromSubject][p]) })
		return x
	})
}

// readKey orders claims about an entity by the name that they are read under, then by direction, dependencies first, then by confidence,
// the greater first.
func readKey(place uint32, end int, c graph.Confidence) uint32 {
	return place<<4 | uint32(end)<<3 | uint32(graph.Official-c)
}

// placeOf is the place among the names of the one that a claim is read under.
func (x *readings) placeOf(ref snapshot.Ref, end int) int { return int(x.keys[end].Of(ref) >> 4) }

// nameOf is the name that a claim is read under.
func (x *readings) nameOf(ref snapshot.Ref, end int) string { return x.names[x.placeOf(ref, end)] }
