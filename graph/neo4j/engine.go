package neo4j

import (
	"context"
	"time"

	"chokepoint/graph"
)

// Engine answers from the database: questions about paths and about one entity's claims by Cypher, others from a snapshot
// of it, which is read again when a load has changed the data. Stats says which.
type Engine struct {
	*graph.Memory
	store *Store
}

var _ graph.Engine = (*Engine)(nil)

// NewEngine reads the snapshot and returns the engine.
func NewEngine(ctx context.Context, s *Store) (*Engine, error) {
	m, err := graph.NewMemory(ctx, s)
	if err != nil {
		return nil, err
	}
	return &Engine{m, s}, nil
}

// pushedDown are the questions that are answered by Cypher.
var pushedDown = []string{"dependents", "dependencies", "paths", "neighbours", "owners", "holdings", "decisions", "timeline", "changes", "card"}

// Stats implements graph.Engine.
func (e *Engine) Stats(ctx context.Context) (graph.Stats, error) {
	stats, err := e.Memory.Stats(ctx)
	for _, question := range pushedDown {
		stats.Answers[question] = "cypher"
	}
	return stats, err
}

// gather resolves references, lets f gather what a question needs, and returns the part with the entities that the
// references mean.
func (e *Engine) gather(ctx context.Context, refs []string, f graph.Filter, take func(g *gathering, ids []string) error) (part *graph.Snapshot, ids []string, err error) {
	err = e.store.consistently(ctx, func(tx *transaction, m meta) error {
		if err := e.refresh(ctx, m.version()); err != nil {
			return err
		}
		s := e.Snapshot()
		g := &gathering{tx: tx, ontology: s.Ontology(), filter: f, names: map[string]bool{}, statements: map[string]graph.Statement{}}
		ids = nil
		for _, ref := range refs {
			entity, err := s.ResolveAt(ref, f.KnownAt)
			if err != nil {
				return err
			}
			ids = append(ids, entity.ID)
			g.names[entity.ID] = true
		}
		if err := g.ontology.CheckFilter(f); err != nil {
			return err
		}
		if err := take(g, ids); err != nil {
			return err
		}
		part, err = g.part(m.version())
		return err
	})
	return part, ids, explain(e.store.uri, "asking it", err)
}

// refresh brings the snapshot to the version that a transaction sees.
func (e *Engine) refresh(ctx context.Context, version string) error {
	if e.Snapshot().Version() == version {
		return nil
	}
	if err := e.Refresh(ctx); err != nil {
		return err
	}
	if e.Snapshot().Version() != version {
		return errMoved
	}
	return nil
}

// deadline returns when a budget's time is over; zero is never.
func deadline(b graph.Budget) time.Time {
	if b.Time <= 0 {
		return time.Time{}
	}
	return time.Now().Add(b.Time)
}

// overdue is why an answer is partial whose walk ran out of time.
func overdue(b graph.Budget) string { return "stopped after " + b.Time.String() }
