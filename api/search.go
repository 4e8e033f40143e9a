package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"chokepoint/graph"
)

func (s *server) registerSearch() {
	type search struct {
		Question        // names have no dates and are not walked; see Question
		Q        string `query:"q" required:"true" minLength:"1" maxLength:"300" doc:"A name or alias, or something like it, in any script."`
	}
	get(s, "/v1/search", "search", "Entities by name or alias", "Search", func(ctx context.Context, q *search) (graph.SearchAnswer, error) {
		return s.Engine.Search(ctx, graph.SearchQuery{Text: q.Q, Filter: graph.Filter{KnownAt: q.knownAt, Kinds: q.Kind}, Page: q.page()})
	})
	type match struct {
		Body struct {
			Queries []graph.MatchQuery `json:"queries" minItems:"1" maxItems:"1000"`
			Limit   int                `json:"limit,omitempty" minimum:"1" maximum:"50" default:"5"`
		}
	}
	type matches struct {
		Results []graph.MatchAnswer `json:"results"`
	}
	huma.Register(s.api, huma.Operation{
		OperationID: "match", Method: http.MethodPost, Path: "/v1/match", Summary: "Candidates for a batch of names", Tags: []string{"Search"},
	}, handle(s, func(ctx context.Context, q *match) (matches, error) {
		results, err := s.Engine.Match(ctx, q.Body.Queries, q.Body.Limit)
		return matches{results}, err
	}))
}

func (s *server) registerAsk() {
	type ask struct {
		DateQuery
		RecordQuery
		WalkQuery
		KindQuery
		PageQuery
		Q    string `query:"q" required:"true" minLength:"1" maxLength:"1000" doc:"A question in English or French." example:"who depends on Nvidia"`
		Lang string `query:"lang" enum:"en,fr" doc:"Language of the answer. Default: that of the question."`
	}
	get(s, "/v1/ask", "ask", "A question in plain words", "Search", func(ctx context.Context, q *ask) (graph.Answer, error) {
		return graph.Ask(ctx, s.Engine, graph.Question{Text: q.Q, Lang: q.Lang, Budget: s.Budget, Page: q.page(),
			Filter: s.filter(&Question{DateQuery: q.DateQuery, RecordQuery: q.RecordQuery, WalkQuery: q.WalkQuery, KindQuery: q.KindQuery})})
	})
}
