package snapshot

import (
	"iter"

	"chokepoint/graph"
)

// Stretch is rows of an object side by side: claims from First on, one for each of the subjects.
type Stretch struct {
	First    Ref
	Subjects []Node // memory of the snapshot
}

// Stretches yields the rows by which a walk may go on from a node against the direction of dependency, those that the mask does not
// admit too. It is for walks that leave most rows as soon as they see the subject; the others ask for Steps.
func (s *Snapshot) Stretches(c *Course, n Node) iter.Seq2[Stretch, Passage] {
	return func(yield func(Stretch, Passage) bool) {
		var few [16]opened
		for _, x := range s.open(few[:0], c, along(graph.Dependents), c.all(n)) {
			if !yield(Stretch{Ref(x.row), s.rows.subject[x.row:x.stop]}, x.Passage) {
				return
			}
		}
	}
}
