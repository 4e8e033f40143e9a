package api

import (
	"context"
	"errors"
	"math"

	"github.com/danielgtaylor/huma/v2"

	"chokepoint/graph"
)

type EntityQuestion struct {
	RefPath
	Question
}

func (s *server) registerOwnership() {
	ownership := func(d graph.Direction) func(context.Context, *EntityQuestion) (graph.Ownership, error) {
		return func(ctx context.Context, q *EntityQuestion) (graph.Ownership, error) {
			return s.Engine.Ownership(ctx, graph.OwnershipQuery{Of: q.Ref, Direction: d, Filter: s.filter(&q.Question), Page: q.page(), Lang: q.Lang})
		}
	}
	get(s, "/v1/entities/{ref}/owners", "list-owners", "Who owns it, with effective shares", "Ownership", ownership(graph.Dependencies))
	type affiliates struct {
		EntityQuestion
		Threshold float64 `query:"threshold" minimum:"0" maximum:"1" doc:"Least share, 0..1, that listed parties and affiliates hold together. Default: that of the rule on record."`
	}
	get(s, "/v1/entities/{ref}/affiliates", "list-affiliates", "Whom a listing reaches through ownership", "Ownership", func(ctx context.Context, q *affiliates) (graph.Affiliates, error) {
		if math.IsNaN(q.Threshold) { // which no minimum catches
			return graph.Affiliates{}, unprocessable("threshold", "NaN", errors.New("expected a number from 0 to 1"))
		}
		return s.Engine.Affiliates(ctx, graph.AffiliatesQuery{Of: q.Ref, Threshold: q.Threshold, Filter: s.filter(&q.Question), Page: q.page(), Lang: q.Lang})
	})
	get(s, "/v1/entities/{ref}/holdings", "list-holdings", "What it owns, with effective shares", "Ownership", ownership(graph.Dependents))
}

func (s *server) registerDecisions() {
	get(s, "/v1/entities/{ref}/decisions", "list-decisions", "The decisions that bear on it", "Decisions", func(ctx context.Context, q *EntityQuestion) (graph.Decisions, error) {
		return s.Engine.Decisions(ctx, graph.DecisionsQuery{Of: q.Ref, Filter: s.filter(&q.Question), Page: q.page(), Lang: q.Lang})
	})
}

func (s *server) registerCheck() {
	type check struct {
		Question
		Item    string `query:"item" required:"true" minLength:"1" maxLength:"300" doc:"A chip, technology or other item." example:"nvidia-h20"`
		To      string `query:"to" required:"true" minLength:"1" maxLength:"300" doc:"The destination." example:"china"`
		EndUser string `query:"end_user" maxLength:"300" doc:"The party that would use it."`
	}
	get(s, "/v1/check", "check", "The decisions that bear on an export, and what is unknown", "Decisions", func(ctx context.Context, q *check) (graph.Check, error) {
		return s.Engine.Check(ctx, graph.CheckQuery{Item: q.Item, To: q.To, EndUser: q.EndUser, Lang: q.Lang,
			Filter: s.filter(&q.Question)})
	})
}

func (s *server) registerTimeline() {
	get(s, "/v1/entities/{ref}/timeline", "get-timeline", "What began and ended for it, and when", "History", func(ctx context.Context, q *EntityQuestion) (graph.Timeline, error) {
		return s.Engine.Timeline(ctx, graph.TimelineQuery{Of: q.Ref, Filter: s.filter(&q.Question), Page: q.page(), Lang: q.Lang})
	})
	type changes struct {
		Question
		Since string   `query:"since" required:"true" doc:"First day, as 2026-01-01." example:"2026-01-01"`
		Until string   `query:"until" doc:"Last day. Default: as_of, else today."`
		What  []string `query:"what,explode" enum:"began,ended,on,recorded,withdrawn" doc:"Kinds of change (repeatable). Default: all."`
	}
	get(s, "/v1/changes", "list-changes", "What began, ended, was recorded or withdrawn between two days", "History", func(ctx context.Context, q *changes) (graph.ChangesAnswer, error) {
		since, err := graph.ParseDay(q.Since)
		if err != nil {
			return graph.ChangesAnswer{}, unprocessable("since", q.Since, err)
		}
		until := s.today(q.DateQuery)
		if q.Until != "" {
			if until, err = graph.ParseDay(q.Until); err != nil {
				return graph.ChangesAnswer{}, unprocessable("until", q.Until, err)
			}
		}
		return s.Engine.Changes(ctx, graph.ChangesQuery{Since: since, Until: until, What: q.What, Filter: s.filter(&q.Question), Page: q.page(), Lang: q.Lang})
	})
}

func unprocessable(name, value string, err error) error {
	return huma.Error422UnprocessableEntity("The request is not valid.", inQuery(name, value, err)...)
}
