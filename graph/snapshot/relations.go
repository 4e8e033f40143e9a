package snapshot

import (
	"iter"
	"slices"
)

// lanesWith reports, by number, which lanes of rows are of a set of predicates.
func (s *Snapshot) lanesWith(set Predicates) []bool {
	with := make([]bool, len(s.laneNumbers.lanes))
	for i, l := range s.laneNumbers.lanes {
		with[i] = set[l.predicate]
	}
	return with
}

// RelationClaims yields the relation claims of a set of predicates, each with its object, in order of object. It passes over all nodes and
// looks at no row of another predicate.
func (s *Snapshot) RelationClaims(set Predicates) iter.Seq2[Ref, Node] {
	return func(yield func(Ref, Node) bool) {
		wanted := s.lanesWith(set)
		if !slices.Contains(wanted, true) {
			return
		}
		for object := range len(s.ids) {
			row := Ref(s.in[object])
			for _, r := range s.inRuns.at(Node(object)) {
				end := row + Ref(r.rows)
				for ; wanted[r.lane] && row < end; row++ {
					if !yield(row, Node(object)) {
						return
					}
				}
				row = end
			}
		}
	}
}

// CountByPredicate counts the relation claims of each predicate, those that no longer stand included, by number.
func (s *Snapshot) CountByPredicate() []int {
	ofLane, counts := make([]int, len(s.laneNumbers.lanes)), make([]int, len(s.predicates))
	for _, r := range s.inRuns.of {
		ofLane[r.lane] += int(r.rows)
	}
	for lane, n := range ofLane {
		counts[s.laneNumbers.lanes[lane].predicate] += n
	}
	return counts
}

// CountEnds counts the entities that are subjects of relation claims of a set of predicates, and those that are objects. It passes over all
// nodes and looks at no row.
func (s *Snapshot) CountEnds(set Predicates) (subjects, objects int) {
	wanted := s.lanesWith(set)
	count := func(x *runs) (nodes int) {
		for n := range len(s.ids) {
			if slices.ContainsFunc(x.at(Node(n)), func(r run) bool { return wanted[r.lane] }) {
				nodes++
			}
		}
		return nodes
	}
	return count(&s.outRuns), count(&s.inRuns)
}
