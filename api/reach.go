package api

import (
	"context"

	"chokepoint/graph"
)

func (s *server) registerReach() {
	type in struct {
		RefPath
		Question
		Depth int `query:"depth" minimum:"1" doc:"Greatest number of steps. Default: any."`
	}
	reach := func(d graph.Direction) func(context.Context, *in) (graph.Reach, error) {
		return func(ctx context.Context, q *in) (graph.Reach, error) {
			return s.Engine.Reach(ctx, graph.ReachQuery{Of: q.Ref, Direction: d, Depth: q.Depth, Filter: s.filter(&q.Question),
				Page: q.page(), Lang: q.Lang, Budget: s.Budget})
		}
	}
	get(s, "/v1/entities/{ref}/dependents", "list-dependents", "Who depends on it, at any distance", "Dependencies", reach(graph.Dependents))
	get(s, "/v1/entities/{ref}/dependencies", "list-dependencies", "What it depends on, at any distance", "Dependencies", reach(graph.Dependencies))
}

func (s *server) registerPaths() {
	type in struct {
		Question
		From    string `query:"from" required:"true" minLength:"1" maxLength:"300" doc:"The dependent."`
		To      string `query:"to" required:"true" minLength:"1" maxLength:"300" doc:"What it depends on."`
		K       int    `query:"k" minimum:"1" maximum:"100" default:"3" doc:"Greatest number of paths."`
		MaxHops int    `query:"max_hops" minimum:"1" doc:"Greatest length. Default: any."`
	}
	get(s, "/v1/paths", "list-paths", "The shortest ways in which one entity depends on another", "Dependencies", func(ctx context.Context, q *in) (graph.Paths, error) {
		k := q.K
		if q.Limit > 0 {
			k = min(k, q.Limit)
		}
		return s.Engine.Paths(ctx, graph.PathsQuery{From: q.From, To: q.To, K: k, MaxHops: q.MaxHops, Filter: s.filter(&q.Question), Lang: q.Lang, Budget: s.Budget})
	})
}
