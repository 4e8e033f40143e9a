package api

import (
	"context"

	"chokepoint/graph"
)

type entityQuestion struct {
	refPath
	question
}

func (s *server) registerOwnership() {
	ownership := func(d graph.Direction) func(context.Context, *entityQuestion) (graph.Ownership, error) {
		return func(ctx context.Context, q *entityQuestion) (graph.Ownership, error) {
			return s.Engine.Ownership(ctx, graph.OwnershipQuery{Of: q.Ref, Direction: d, Filter: s.filter(&q.question), Page: q.page(), Lang: q.Lang})
		}
	}
	get(s, "/v1/entities/{ref}/owners", "list-owners", "Who owns it, with effective shares", "Ownership", ownership(graph.Dependencies))
	get(s, "/v1/entities/{ref}/holdings", "list-holdings", "What it owns, with effective shares", "Ownership", ownership(graph.Dependents))
}

func (s *server) registerDecisions() {
	get(s, "/v1/entities/{ref}/decisions", "list-decisions", "The decisions that bear on it", "Decisions", func(ctx context.Context, q *entityQuestion) (graph.Decisions, error) {
		return s.Engine.Decisions(ctx, graph.DecisionsQuery{Of: q.Ref, Filter: s.filter(&q.question), Page: q.page(), Lang: q.Lang})
	})
}

func (s *server) registerTimeline() {
	get(s, "/v1/entities/{ref}/timeline", "get-timeline", "What began and ended for it, and when", "History", func(ctx context.Context, q *entityQuestion) (graph.Timeline, error) {
		return s.Engine.Timeline(ctx, graph.TimelineQuery{Of: q.Ref, Filter: s.filter(&q.question), Page: q.page(), Lang: q.Lang})
	})
}
