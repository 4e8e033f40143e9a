package storetest

import (
	"context"

	"github.com/google/uuid"

	"chokepoint/graph"
)

func (w *world) list(d dice) question {
	q := graph.EntitiesQuery{Filter: w.filter(d)}
	switch d(3) {
	case 0:
		q.Country = w.ofKind(d, "government")
	case 1:
		q.Text = part(d, one(d, w.names))
	}
	return pagedQuestion(q, limit(d), func(a *graph.Entities) *string { return &a.Next },
		func(ctx context.Context, e graph.Engine, q graph.EntitiesQuery, p graph.Page) (graph.Entities, error) {
			q.Page = p
			return e.Entities(ctx, q)
		})
}

// part is the beginning of a name, in letters.
func part(d dice, name string) string {
	letters := []rune(name)
	return string(letters[:1+d(len(letters))])
}

func (w *world) search(d dice) question {
	q := graph.SearchQuery{Text: part(d, one(d, w.names)), Filter: w.filter(d)}
	return pagedQuestion(q, limit(d), func(a *graph.SearchAnswer) *string { return &a.Next },
		func(ctx context.Context, e graph.Engine, q graph.SearchQuery, p graph.Page) (graph.SearchAnswer, error) {
			q.Page = p
			return e.Search(ctx, q)
		})
}

func (w *world) match(d dice) question {
	q := []graph.MatchQuery{{Name: part(d, one(d, w.names))}, {Name: w.entity(d), Kind: one(d, w.kinds())}}
	return questionOf(q, func(ctx context.Context, e graph.Engine, q []graph.MatchQuery) ([]graph.MatchAnswer, error) {
		return e.Match(ctx, q, 3)
	})
}

func (w *world) resolve(d dice) question {
	return questionOf(w.entity(d), func(ctx context.Context, e graph.Engine, ref string) (graph.EntityRef, error) {
		return e.Resolve(ctx, ref)
	})
}

// reference names a source or a claim, and the language of the answer.
type reference struct{ id, lang string }

func (w *world) source(d dice) question {
	q := reference{one(d, w.sources), language(d)}
	if once(d, 10) {
		q.id = "no-such-source"
	}
	return questionOf(q, func(ctx context.Context, e graph.Engine, q reference) (graph.SourceView, error) {
		return e.Source(ctx, q.id, q.lang)
	})
}

func (w *world) claim(d dice) question {
	c := one(d, w.claims)
	q := reference{c.ID().String(), language(d)}
	if once(d, 10) {
		q.id = uuid.Nil.String()
	}
	return questionOf(q, func(ctx context.Context, e graph.Engine, q reference) (graph.ClaimView, error) {
		return e.Claim(ctx, q.id, q.lang)
	})
}

var sources = question{"all sources", func(ctx context.Context, e graph.Engine) (any, error) {
	return pages(func(p graph.Page) (graph.Sources, error) { return e.Sources(ctx, p) }, 5, func(a *graph.Sources) *string { return &a.Next })
}}

var datasets = question{"all datasets", func(ctx context.Context, e graph.Engine) (any, error) { return e.Datasets(ctx) }}

// stats compares the counts only: which store it is and how it answers is its own affair.
var stats = question{"stats", func(ctx context.Context, e graph.Engine) (any, error) {
	s, err := e.Stats(ctx)
	s.Version, s.Store, s.Answers = "", "", nil
	return s, err
}}
