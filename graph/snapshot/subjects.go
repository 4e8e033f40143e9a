package snapshot

import (
	"cmp"
	"slices"
)

// few is of how many entities one at most is the subject of claims of a predicate whose subjects are few.
const few = 64

type fewSubjectsKey struct{}

// FewSubjects lists the subjects of claims of a predicate in order of name, if they are few; else who looks for some of them by name soon
// comes to one. The list must not be changed.
func (s *Snapshot) FewSubjects(p Predicate) (subjects []Node, ok bool) {
	subjects = Memo(s, fewSubjectsKey{}, s.fewSubjects)[p]
	return subjects, subjects != nil
}

// fewSubjects lists the subjects of the predicates that have few: nil for the others. It passes twice over the runs of all entities and the
// claims of attributes.
func (s *Snapshot) fewSubjects() [][]Node {
	count, found := make([]int, len(s.predicates)), make([][]Node, len(s.predicates))
	s.eachSubject(func(p Predicate, _ Node) { count[p]++ })
	for p, n := range count {
		if n <= len(s.ids)/few {
			found[p] = make([]Node, 0, n)
		}
	}
	s.eachSubject(func(p Predicate, n Node) {
		if last := len(found[p]) - 1; found[p] != nil && (last < 0 || found[p][last] != n) {
			found[p] = append(found[p], n)
		}
	})
	for _, subjects := range found {
		slices.SortFunc(subjects, func(x, y Node) int { return cmp.Compare(s.nameRank[x], s.nameRank[y]) })
	}
	return found
}

// eachSubject yields the subjects of the claims of each predicate in order, maybe several times.
func (s *Snapshot) eachSubject(yield func(Predicate, Node)) {
	for n := range s.ids {
		for _, r := range s.outRuns.of[s.outRuns.begin[n]:s.outRuns.begin[n+1]] {
			yield(s.laneNumbers.lanes[r.lane].predicate, Node(n))
		}
	}
	for i := range s.attrs {
		yield(s.classes[s.attrs[i].class].predicate, s.attrs[i].subject)
	}
}
