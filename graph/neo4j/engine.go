package neo4j

import (
	"context"

	"chokepoint/graph/engine"
	"chokepoint/graph/limits"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// Engine answers from the database: for questions that say what part of the facts they need, that part is gathered there, by
// Cypher; others are answered from a snapshot, which is read again when a load has changed the data.
type Engine struct {
	*engine.Memory
	store *Store
}

var _ question.PartSource = (*Engine)(nil)

// NewEngine reads the snapshot and returns the engine.
func NewEngine(ctx context.Context, s *Store) (*Engine, error) {
	m, err := engine.New(ctx, s)
	if err != nil {
		return nil, err
	}
	return &Engine{m, s}, nil
}

// Part implements question.PartSource.
func (e *Engine) Part(ctx context.Context, need func(*snapshot.Snapshot) (snapshot.Need, error)) (whole, part *snapshot.Snapshot, stop limits.Stop, err error) {
	var refused error // by the question itself: it is no fault of the database
	err = e.store.consistently(ctx, graphFloor, func(tx *transaction, at *state) error {
		if whole, err = e.at(ctx, at.version()); err != nil {
			return err
		}
		var needed snapshot.Need
		if needed, refused = need(whole); refused == nil {
			refused = whole.Ontology().CheckFilter(needed.Filter)
		}
		if refused != nil {
			return nil
		}
		g := newGathering(tx, at, whole.Ontology(), &needed)
		if stop, err = g.gather(); err != nil {
			return err
		}
		part, err = g.part()
		return err
	})
	if err == nil && refused != nil {
		return nil, nil, limits.Stop{}, refused
	}
	return whole, part, stop, explain(e.store.uri, "asking it", err)
}

// at returns the snapshot of the version that a transaction sees.
func (e *Engine) at(ctx context.Context, version string) (*snapshot.Snapshot, error) {
	if s := e.Current(); s.Version() == version {
		return s, nil
	}
	if err := e.Refresh(ctx); err != nil {
		return nil, err
	}
	if s := e.Current(); s.Version() == version {
		return s, nil
	}
	return nil, errMoved
}
