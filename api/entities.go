package api

import (
	"context"

	"chokepoint/graph"
)

func (s *server) registerEntities() {
	type list struct {
		Question
		Country string `query:"country" maxLength:"300" doc:"A state: id or name."`
		Q       string `query:"q" maxLength:"300" doc:"Part of a name or alias, in any script."`
	}
	get(s, "/v1/entities", "list-entities", "List entities", "Entities", func(ctx context.Context, in *list) (graph.Entities, error) {
		return s.Engine.Entities(ctx, graph.EntitiesQuery{Filter: graph.Filter{KnownAt: in.knownAt, Kinds: in.Kind}, Country: in.Country, Text: in.Q, Page: in.page()})
	})
	get(s, "/v1/entities/{ref}", "get-entity", "An entity with its claims", "Entities", func(ctx context.Context, in *EntityQuestion) (graph.Card, error) {
		return s.Engine.Card(ctx, graph.CardQuery{Of: in.Ref, Lang: in.Lang, Filter: s.filter(&in.Question)})
	})
	type neighbours struct {
		RefPath
		Question
		Direction string `query:"direction" enum:"dependents,dependencies,both" default:"both" doc:"Claims with the entity as object, as subject, or both."`
	}
	get(s, "/v1/entities/{ref}/neighbours", "list-neighbours", "One hop, all relations", "Entities", func(ctx context.Context, in *neighbours) (graph.Neighbours, error) {
		return s.Engine.Neighbours(ctx, graph.NeighboursQuery{Of: in.Ref, Direction: graph.Direction(in.Direction), Filter: s.filter(&in.Question), Page: in.page(), Lang: in.Lang})
	})
}
