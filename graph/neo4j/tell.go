package neo4j

import (
	"context"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

// Tell implements graph.Store. All is read before anything is told, since what a load disturbs is read again: memory is linear in
// all that is recorded.
func (s *Store) Tell(ctx context.Context, to graph.Listener) error {
	var l *ledgers
	var o *graph.Ontology
	err := s.consistently(ctx, func(tx *transaction, _ state) error {
		m, err := tx.readMeta()
		if err != nil {
			return err
		}
		if o, err = ledger.DecodeOntology(m.ontology); err != nil {
			return err
		}
		l, err = tx.readLedgers()
		return err
	})
	if err != nil {
		return explain(s.uri, "telling what it recorded", err)
	}
	return l.Tell(o, l.datasets, to)
}
