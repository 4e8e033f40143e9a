package neo4j

import (
	"context"

	"chokepoint/graph"
)

// Reach implements graph.Engine: one query a level.
func (e *Engine) Reach(ctx context.Context, q graph.ReachQuery) (graph.Reach, error) {
	late := false
	part, ids, err := e.gather(ctx, []string{q.Of}, q.Filter, func(g *gathering, ids []string) (err error) {
		_, late, err = g.walk(ids[0], q.Direction, q.Depth, q.Budget, deadline(q.Budget))
		return err
	})
	if err != nil {
		return graph.Reach{}, err
	}
	q.Of = ids[0]
	answer, err := part.Reach(ctx, q)
	if late {
		answer.Partial, answer.Why = true, overdue(q.Budget)
	}
	return answer, err
}

// Paths implements graph.Engine. It gathers all that depends on the target, which holds every path to it; if From does not
// depend on To, also all that depends on From.
func (e *Engine) Paths(ctx context.Context, q graph.PathsQuery) (graph.Paths, error) {
	late := false
	part, ids, err := e.gather(ctx, []string{q.From, q.To}, q.Filter, func(g *gathering, ids []string) error {
		if ids[0] == ids[1] {
			return nil
		}
		until := deadline(q.Budget)
		reached, stopped, err := g.walk(ids[1], graph.Dependents, q.MaxHops, q.Budget, until)
		if err == nil && !stopped && !reached[ids[0]] {
			_, stopped, err = g.walk(ids[0], graph.Dependents, q.MaxHops, q.Budget, until)
		}
		late = stopped
		return err
	})
	if err != nil {
		return graph.Paths{}, err
	}
	q.From, q.To = ids[0], ids[1]
	answer, err := part.Paths(ctx, q)
	if late {
		answer.Partial, answer.Why = true, overdue(q.Budget)
	}
	return answer, err
}

// Neighbours implements graph.Engine.
func (e *Engine) Neighbours(ctx context.Context, q graph.NeighboursQuery) (graph.Neighbours, error) {
	part, ids, err := e.gather(ctx, []string{q.Of}, q.Filter, func(g *gathering, ids []string) error {
		if len(q.Filter.Channels) == 0 && len(q.Filter.Relations) == 0 {
			return g.about(ids[0], "", false)
		}
		if types := walkedTypes(g.ontology, q.Filter); types != "" {
			return g.about(ids[0], types, false)
		}
		return nil
	})
	if err != nil {
		return graph.Neighbours{}, err
	}
	q.Of = ids[0]
	return part.Neighbours(ctx, q)
}

// ownershipChannel is the channel whose relations ownership follows.
const ownershipChannel = "ownership"

// Ownership implements graph.Engine.
func (e *Engine) Ownership(ctx context.Context, q graph.OwnershipQuery) (graph.Ownership, error) {
	f := q.Filter
	if len(f.Relations) == 0 {
		f.Channels = []string{ownershipChannel}
	}
	part, ids, err := e.gather(ctx, []string{q.Of}, f, func(g *gathering, ids []string) error {
		_, _, err := g.walk(ids[0], q.Direction, 0, graph.Budget{}, deadline(graph.Budget{}))
		return err
	})
	if err != nil {
		return graph.Ownership{}, err
	}
	q.Of = ids[0]
	return part.Ownership(ctx, q)
}

// Timeline implements graph.Engine.
func (e *Engine) Timeline(ctx context.Context, q graph.TimelineQuery) (graph.Timeline, error) {
	part, ids, err := e.gatherAbout(ctx, q.Of, q.Filter, true)
	if err != nil {
		return graph.Timeline{}, err
	}
	q.Of = ids[0]
	return part.Timeline(ctx, q)
}

// Card implements graph.Engine.
func (e *Engine) Card(ctx context.Context, q graph.CardQuery) (graph.Card, error) {
	part, ids, err := e.gatherAbout(ctx, q.Of, q.Filter, false)
	if err != nil {
		return graph.Card{}, err
	}
	q.Of = ids[0]
	return part.Card(ctx, q)
}

// gatherAbout gathers all claims of an entity.
func (e *Engine) gatherAbout(ctx context.Context, of string, f graph.Filter, anyDate bool) (*graph.Snapshot, []string, error) {
	return e.gather(ctx, []string{of}, f, func(g *gathering, ids []string) error {
		if err := g.claims(ids[0], anyDate); err != nil {
			return err
		}
		return g.about(ids[0], "", anyDate)
	})
}

// Decisions implements graph.Engine: the claims that join the entity to decisions, then all claims of these decisions and of
// those that suspend or end them.
func (e *Engine) Decisions(ctx context.Context, q graph.DecisionsQuery) (graph.Decisions, error) {
	f := q.Filter
	part, ids, err := e.gather(ctx, []string{q.Of}, f, func(g *gathering, ids []string) error {
		if err := g.about(ids[0], "", false); err != nil {
			return err
		}
		return g.decisions()
	})
	if err != nil {
		return graph.Decisions{}, err
	}
	q.Of = ids[0]
	return part.Decisions(ctx, q)
}

// Changes implements graph.Engine.
func (e *Engine) Changes(ctx context.Context, q graph.ChangesQuery) (graph.ChangesAnswer, error) {
	part, _, err := e.gather(ctx, nil, q.Filter, func(g *gathering, _ []string) error { return g.changed(q.Since, q.Until) })
	if err != nil {
		return graph.ChangesAnswer{}, err
	}
	return part.Changes(ctx, q)
}
