package ledger

import (
	"cmp"
	"slices"

	"chokepoint/graph"
)

// Tell tells a listener all records, with the ontology, which may be nil, and the datasets of the store that has them.
func (r *Records) Tell(o *graph.Ontology, datasets []graph.DatasetState, to graph.Listener) error {
	datasets = slices.SortedFunc(slices.Values(datasets), func(x, y graph.DatasetState) int { return cmp.Compare(x.Name, y.Name) })
	if err := to.Begin(o, datasets); err != nil {
		return err
	}
	for _, e := range inOrder(&r.Entities, entityID) {
		if err := to.Entity(&e.Said, e.Dataset, e.Recorded); err != nil {
			return err
		}
	}
	for _, s := range inOrder(&r.Sources, sourceID) {
		if err := to.Source(&s.Said, s.Dataset, s.Recorded); err != nil {
			return err
		}
	}
	for _, c := range r.Claims.Records {
		if err := to.Claim(&graph.Assertion{Claim: c.Said, Dataset: c.Dataset, Recorded: c.Recorded}); err != nil {
			return err
		}
	}
	return nil
}

// inOrder are the records of a list in order of recording, then of id.
func inOrder[T any](l *List[T], id func(*T) string) []*Record[T] {
	sorted := make([]*Record[T], len(l.Records))
	for i := range l.Records {
		sorted[i] = &l.Records[i]
	}
	slices.SortStableFunc(sorted, func(x, y *Record[T]) int {
		return cmp.Or(x.Recorded.From.Compare(y.Recorded.From), cmp.Compare(id(&x.Said), id(&y.Said)))
	})
	return sorted
}
