package snapshot

import (
	"iter"

	"chokepoint/graph"
)

// OutBy is Out of the claims of some predicates, in time linear in their number and in that of the lanes of n: no other is looked at.
func (s *Snapshot) OutBy(n Node, set Predicates) iter.Seq2[Ref, Node] {
	return func(yield func(Ref, Node) bool) {
		s.look(n, AsSubject)
		for k, end := range s.outRuns.by(s.laneNumbers, n, set) {
			for ; k < end; k++ {
				if !yield(Ref(s.outRow[k]), s.outTo[k]) {
					return
				}
			}
		}
	}
}

// InBy is In of the claims of some predicates, as OutBy is of Out.
func (s *Snapshot) InBy(n Node, set Predicates) iter.Seq2[Ref, Node] {
	return func(yield func(Ref, Node) bool) {
		s.look(n, AsObject)
		for r, end := range s.inRuns.by(s.laneNumbers, n, set) {
			for ; r < end; r++ {
				if !yield(Ref(r), s.rows.subject[r]) {
					return
				}
			}
		}
	}
}

// RecordingsOf lists the different stretches in which claims of a set of predicates were recorded.
func (s *Snapshot) RecordingsOf(set Predicates) []graph.Recording {
	used := map[uint32]bool{}
	for _, k := range s.classes {
		if set[k.predicate] {
			used[k.recording] = true
		}
	}
	recordings := make([]graph.Recording, 0, len(used))
	for r := range used {
		recordings = append(recordings, s.recordings[r])
	}
	return recordings
}
