package neo4j

import (
	"context"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

// Tell implements graph.Store. All is read before anything is told, since what a load disturbs is read again: memory is linear in
// all that is recorded.
func (s *Store) Tell(ctx context.Context, to graph.Listener) error {
	var l *ledger.Records
	var o *graph.Ontology
	var datasets []graph.DatasetState
	err := s.consistently(ctx, ledgerFloor, func(tx *transaction, at *state) (err error) {
		datasets = at.described()
		if o, err = ledger.DecodeOntology(at.ontology); err != nil {
			return err
		}
		l, err = tx.readLedgers(at)
		return err
	})
	if err != nil {
		return explain(s.uri, "telling what it recorded", err)
	}
	return l.Tell(o, datasets, to)
}
