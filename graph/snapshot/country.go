package snapshot

import (
	"chokepoint/graph"
)

// placeCountries follows the ontology's chain of relations to its end, over claims that stand, whatever their dates.
// Several ends are settled by the better confidence, then by the smaller id.
func (s *Snapshot) placeCountries() {
	s.country = make([]Node, len(s.ids))
	chain := make(map[Predicate]bool)
	for _, name := range s.ontology.Country.Relations {
		chain[s.number[name]] = true
	}
	const unvisited, underway = -2, -3
	for i := range s.country {
		s.country[i] = unvisited
	}
	var visit func(Node) Node
	visit = func(n Node) Node {
		if s.country[n] != unvisited {
			return max(s.country[n], None) // a cycle has no end
		}
		s.country[n] = underway
		found, best, leads := None, graph.Confidence(0), false
		for i := s.out[n]; i < s.out[n+1]; i++ {
			k := s.classes[s.rows.terms[s.outRow[i]].class]
			if !chain[k.predicate] || !s.recordings[k.recording].Stands() {
				continue
			}
			leads = true
			if c := visit(s.outTo[i]); c != None && k.confidence > best {
				found, best = c, k.confidence
			}
		}
		if !leads && s.Kind(n) == s.ontology.Country.Kind && s.ontology.Country.Kind != "" {
			found = n
		}
		s.country[n] = found
		return found
	}
	for n := range s.ids {
		visit(Node(n))
	}
}
