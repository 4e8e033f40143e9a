package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"chokepoint/graph"
)

// impactBody is what is taken away, and what the answer may rest on. Its date may stand in the body or in the query.
type impactBody struct {
	Remove        []string `json:"remove" minItems:"1" maxItems:"1000" doc:"Entities (id, name or alias) and claims (id). A relation is taken away by the ids of its claims; a decision takes its permissions with it."`
	AsOf          string   `json:"as_of,omitempty" doc:"The day that the answer is about. Default: today."`
	KnownAt       string   `json:"known_at,omitempty" doc:"Answer with what the database said at the end of this day, or at this instant."`
	MinConfidence string   `json:"min_confidence,omitempty" enum:"disputed,estimated,reported,confirmed,official"`
	Channel       []string `json:"channel,omitempty"`
	Relation      []string `json:"relation,omitempty"`
	Kind          []string `json:"kind,omitempty" doc:"Kinds of entity to list."`
	Lang          string   `json:"lang,omitempty" enum:"en,fr"`
	Limit         *int     `json:"limit,omitempty" minimum:"0" maximum:"10000" doc:"Greatest length of each list; 0 counts only."`
	Cursor        string   `json:"cursor,omitempty" doc:"The next of the answer before."`
}

func (s *server) registerImpact() {
	type in struct {
		Question
		Body impactBody
	}
	huma.Register(s.api, huma.Operation{
		OperationID: "impact", Method: http.MethodPost, Path: "/v1/impact", Summary: "What stops, or is weakened, if something is taken away", Tags: []string{"Dependencies"},
		Errors: []int{http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity},
	}, handle(s, func(ctx context.Context, q *in) (graph.Impact, error) {
		if err := q.merge(&q.Body); err != nil {
			return graph.Impact{}, err
		}
		return s.Engine.Impact(ctx, graph.ImpactQuery{Remove: q.Body.Remove, Filter: s.filter(&q.Question), Page: q.page(), Lang: q.Lang, Budget: s.Budget})
	}))
	type rank struct {
		Question
		Country string `query:"country" maxLength:"300" doc:"Chokepoints of this state: id or name."`
		For     string `query:"for" maxLength:"300" doc:"Only what loses this entity."`
	}
	get(s, "/v1/chokepoints", "list-chokepoints", "Entities by what their loss alone would lose", "Dependencies", func(ctx context.Context, q *rank) (graph.Chokepoints, error) {
		return s.Engine.Chokepoints(ctx, graph.ChokepointsQuery{For: q.For, Country: q.Country, Filter: s.filter(&q.Question), Page: q.page(), Lang: q.Lang})
	})
}

// merge lets what the body says win over the query.
func (q *Question) merge(b *impactBody) error {
	for _, f := range []struct {
		from string
		to   *string
	}{{b.AsOf, &q.AsOf}, {b.KnownAt, &q.KnownAt}, {b.MinConfidence, &q.MinConfidence}, {b.Lang, &q.Lang}, {b.Cursor, &q.Cursor}} {
		if f.from != "" {
			*f.to = f.from
		}
	}
	for _, f := range []struct {
		from []string
		to   *[]string
	}{{b.Channel, &q.Channel}, {b.Relation, &q.Relation}, {b.Kind, &q.Kind}} {
		if len(f.from) > 0 {
			*f.to = f.from
		}
	}
	if b.Limit != nil {
		q.Limit = *b.Limit
	}
	faults := append(q.DateQuery.Resolve(nil), q.RecordQuery.Resolve(nil)...)
	if len(faults) > 0 {
		return huma.Error422UnprocessableEntity("The request is not valid.", faults...)
	}
	return nil
}
