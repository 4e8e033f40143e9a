package api

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"chokepoint/graph"
)

// The inputs of questions are put together from the types below. They are exported because huma looks for parameters in
// exported fields only, and an embedded type is a field by its own name.

// DateQuery is the date of a question.
type DateQuery struct {
	AsOf string `query:"as_of" doc:"The day that the answer is about, as 2026-01-15. Default: today." example:"2026-01-15"`
	day  graph.Day
}

// RecordQuery says which claims count.
type RecordQuery struct {
	KnownAt       string `query:"known_at" doc:"Answer with what the database said at the end of this day, or at this instant (RFC 3339). Default: now."`
	MinConfidence string `query:"min_confidence" enum:"disputed,estimated,reported,confirmed,official" doc:"Leave out claims of less confidence."`
	knownAt       time.Time
	confidence    graph.Confidence
}

// WalkQuery says which relations are walked.
type WalkQuery struct {
	Channel  []string `query:"channel,explode" doc:"Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory."`
	Relation []string `query:"relation,explode" doc:"Relations to walk (repeatable), whatever their channel."`
}

// KindQuery says which kinds are listed.
type KindQuery struct {
	Kind []string `query:"kind,explode" doc:"Kinds of entity to list (repeatable)."`
}

// PageQuery cuts a list.
type PageQuery struct {
	Limit  int    `query:"limit" minimum:"0" maximum:"10000" default:"100" doc:"Greatest number of results; 0 counts only."`
	Cursor string `query:"cursor" doc:"The next of the answer before."`
	scope  string // the question that a cursor belongs to
}

// LangQuery is the language of sentences.
type LangQuery struct {
	Lang string `query:"lang" enum:"en,fr" default:"en" doc:"Language of sentences."`
}

// Question is what all questions take, also those on whose answers some of it has no bearing: a client may send the same
// parameters with each.
type Question struct {
	DateQuery
	RecordQuery
	WalkQuery
	KindQuery
	PageQuery
	LangQuery
}

// RefPath names the entity of a question.
type RefPath struct {
	Ref string `path:"ref" maxLength:"300" doc:"An id, or a name or alias if only one entity has it."`
}

// Resolve reads the date; it is called by huma.
func (q *DateQuery) Resolve(huma.Context) []error {
	if q.AsOf == "" {
		return nil
	}
	day, err := graph.ParseDay(q.AsOf)
	q.day = day
	return inQuery("as_of", q.AsOf, err)
}

// Resolve reads the instant and the confidence; it is called by huma.
func (q *RecordQuery) Resolve(huma.Context) []error {
	if q.MinConfidence != "" {
		c, err := graph.ParseConfidence(q.MinConfidence)
		if err != nil {
			return nil // huma has said so: the values are an enum
		}
		q.confidence = c
	}
	if q.KnownAt == "" {
		return nil
	}
	known, err := graph.ParseInstant(q.KnownAt)
	q.knownAt = known
	return inQuery("known_at", q.KnownAt, err)
}

// Resolve notes which question is asked, all but its page; it is called by huma.
func (q *PageQuery) Resolve(ctx huma.Context) []error {
	u := ctx.URL()
	asked := u.Query()
	asked.Del("cursor")
	asked.Del("limit")
	q.scope = u.Path + "?" + asked.Encode()
	return nil
}

func inQuery(name string, value any, err error) []error {
	if err == nil {
		return nil
	}
	return []error{&huma.ErrorDetail{Location: "query." + name, Message: err.Error(), Value: value}}
}

func (s *server) today(q DateQuery) graph.Day {
	if q.AsOf == "" {
		return graph.DayOf(s.Now())
	}
	return q.day
}

// filter puts the parts of a question together.
func (s *server) filter(q *Question) graph.Filter {
	return graph.Filter{AsOf: s.today(q.DateQuery), KnownAt: q.knownAt, MinConfidence: q.confidence,
		Channels: q.Channel, Relations: q.Relation, Kinds: q.Kind}
}

func (q *PageQuery) page() graph.Page {
	p := graph.Page{Limit: q.Limit, Cursor: q.Cursor, Scope: q.scope}
	if q.Limit == 0 {
		p.Limit = graph.NoRows
	}
	return p
}
