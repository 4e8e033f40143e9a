package storetest

import (
	"context"
	"fmt"

	"chokepoint/graph"
)

// sorts are the sorts of questions; each makes one about a world.
var sorts = []func(*world, dice) question{
	(*world).reach, (*world).neighbours, (*world).paths, (*world).impact, (*world).chokepoints, (*world).ownership,
	(*world).affiliates, (*world).decisions, (*world).check, (*world).changes, (*world).timeline, (*world).card,
	(*world).list, (*world).search, (*world).match, (*world).source, (*world).claim, (*world).resolve,
}

// questions makes n questions of each sort, and those that there is only one of.
func (w *world) questions(d dice, n int) []question {
	all := []question{sources, datasets, stats}
	for _, sort := range sorts {
		for range n {
			all = append(all, sort(w, d))
		}
	}
	return all
}

// questionOf names a question by what is asked.
func questionOf[Q, A any](q Q, ask func(context.Context, graph.Engine, Q) (A, error)) question {
	return question{fmt.Sprintf("%T%+v", q, q), func(ctx context.Context, e graph.Engine) (any, error) { return ask(ctx, e, q) }}
}

// pagedQuestion does so for a question with pages.
func pagedQuestion[Q, A any](q Q, limit int, next func(*A) *string, ask func(context.Context, graph.Engine, Q, graph.Page) (A, error)) question {
	return questionOf(q, func(ctx context.Context, e graph.Engine, q Q) ([]A, error) {
		return pages(func(p graph.Page) (A, error) { return ask(ctx, e, q, p) }, limit, next)
	})
}

func (w *world) reach(d dice) question {
	q := graph.ReachQuery{Of: w.entity(d), Direction: one(d, []graph.Direction{graph.Dependents, graph.Dependencies}),
		Depth: d(4), Filter: w.filter(d), Lang: language(d)}
	return pagedQuestion(q, limit(d), func(a *graph.Reach) *string { return &a.Next },
		func(ctx context.Context, e graph.Engine, q graph.ReachQuery, p graph.Page) (graph.Reach, error) {
			q.Page = p
			return e.Reach(ctx, q)
		})
}

func (w *world) neighbours(d dice) question {
	q := graph.NeighboursQuery{Of: w.entity(d), Direction: one(d, []graph.Direction{"", graph.Both, graph.Dependents, graph.Dependencies}),
		Filter: w.filter(d), Lang: language(d)}
	return pagedQuestion(q, limit(d), func(a *graph.Neighbours) *string { return &a.Next },
		func(ctx context.Context, e graph.Engine, q graph.NeighboursQuery, p graph.Page) (graph.Neighbours, error) {
			q.Page = p
			return e.Neighbours(ctx, q)
		})
}

func (w *world) paths(d dice) question {
	q := graph.PathsQuery{From: w.entity(d), To: w.entity(d), K: d(8), MaxHops: d(5), Filter: w.filter(d), Lang: language(d)}
	return questionOf(q, func(ctx context.Context, e graph.Engine, q graph.PathsQuery) (graph.Paths, error) {
		return e.Paths(ctx, q)
	})
}

func (w *world) impact(d dice) question {
	q := graph.ImpactQuery{Remove: []string{w.entity(d)}, Filter: w.filter(d), Lang: language(d)}
	switch d(4) {
	case 0:
		q.Remove = append(q.Remove, w.entity(d), w.entity(d))
	case 1:
		c := one(d, w.claims)
		q.Remove[0] = c.ID().String()
	}
	return pagedQuestion(q, limit(d), func(a *graph.Impact) *string { return &a.Next },
		func(ctx context.Context, e graph.Engine, q graph.ImpactQuery, p graph.Page) (graph.Impact, error) {
			q.Page = p
			return e.Impact(ctx, q)
		})
}

func (w *world) chokepoints(d dice) question {
	q := graph.ChokepointsQuery{Filter: w.filter(d), Lang: language(d)}
	switch d(3) {
	case 0:
		q.For = w.entity(d)
	case 1:
		q.Country = w.ofKind(d, "government")
	}
	return pagedQuestion(q, limit(d), func(a *graph.Chokepoints) *string { return &a.Next },
		func(ctx context.Context, e graph.Engine, q graph.ChokepointsQuery, p graph.Page) (graph.Chokepoints, error) {
			q.Page = p
			return e.Chokepoints(ctx, q)
		})
}

func (w *world) ownership(d dice) question {
	q := graph.OwnershipQuery{Of: w.ofKind(d, "company", "person"), Direction: one(d, []graph.Direction{graph.Dependents, graph.Dependencies}),
		Filter: w.filter(d), Lang: language(d)}
	return pagedQuestion(q, limit(d), func(a *graph.Ownership) *string { return &a.Next },
		func(ctx context.Context, e graph.Engine, q graph.OwnershipQuery, p graph.Page) (graph.Ownership, error) {
			q.Page = p
			return e.Ownership(ctx, q)
		})
}

func (w *world) affiliates(d dice) question {
	q := graph.AffiliatesQuery{Of: w.ofKind(d, "company", "decision"), Threshold: one(d, []float64{0, 0, 0.25, 0.5, 0.75}),
		Filter: w.filter(d), Lang: language(d)}
	return pagedQuestion(q, limit(d), func(a *graph.Affiliates) *string { return &a.Next },
		func(ctx context.Context, e graph.Engine, q graph.AffiliatesQuery, p graph.Page) (graph.Affiliates, error) {
			q.Page = p
			return e.Affiliates(ctx, q)
		})
}

func (w *world) decisions(d dice) question {
	q := graph.DecisionsQuery{Of: w.entity(d), Filter: w.filter(d), Lang: language(d)}
	return pagedQuestion(q, limit(d), func(a *graph.Decisions) *string { return &a.Next },
		func(ctx context.Context, e graph.Engine, q graph.DecisionsQuery, p graph.Page) (graph.Decisions, error) {
			q.Page = p
			return e.Decisions(ctx, q)
		})
}

func (w *world) check(d dice) question {
	q := graph.CheckQuery{Item: w.ofKind(d, "chip", "technology"), To: w.ofKind(d, "government", "place"), Filter: w.filter(d), Lang: language(d)}
	if once(d, 2) {
		q.EndUser = w.ofKind(d, "company")
	}
	return questionOf(q, func(ctx context.Context, e graph.Engine, q graph.CheckQuery) (graph.Check, error) {
		return e.Check(ctx, q)
	})
}

func (w *world) changes(d dice) question {
	q := graph.ChangesQuery{Since: one(d, w.days), Filter: w.filter(d), Lang: language(d)}
	q.Until = q.Since + graph.Day(d(400))
	if once(d, 2) { // around a load
		q.Since = graph.DayOf(one(d, w.instants))
		q.Until = q.Since + graph.Day(d(3))
	}
	if once(d, 3) {
		q.What = some(d, graph.ChangeKinds)
	}
	return pagedQuestion(q, limit(d), func(a *graph.ChangesAnswer) *string { return &a.Next },
		func(ctx context.Context, e graph.Engine, q graph.ChangesQuery, p graph.Page) (graph.ChangesAnswer, error) {
			q.Page = p
			return e.Changes(ctx, q)
		})
}

func (w *world) timeline(d dice) question {
	q := graph.TimelineQuery{Of: w.entity(d), Filter: w.filter(d), Lang: language(d)}
	return pagedQuestion(q, limit(d), func(a *graph.Timeline) *string { return &a.Next },
		func(ctx context.Context, e graph.Engine, q graph.TimelineQuery, p graph.Page) (graph.Timeline, error) {
			q.Page = p
			return e.Timeline(ctx, q)
		})
}

func (w *world) card(d dice) question {
	q := graph.CardQuery{Of: w.entity(d), Filter: w.filter(d), Lang: language(d)}
	return questionOf(q, func(ctx context.Context, e graph.Engine, q graph.CardQuery) (graph.Card, error) {
		return e.Card(ctx, q)
	})
}
