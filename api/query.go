package api

import (
	"fmt"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"chokepoint/graph"
)

// dateQuery is the date of a question.
type dateQuery struct {
	AsOf string `query:"as_of" doc:"The day that the answer is about, as 2026-01-15. Default: today." example:"2026-01-15"`
	day  graph.Day
}

// recordQuery says which claims count.
type recordQuery struct {
	KnownAt       string `query:"known_at" doc:"Answer with what the database said at the end of this day, or at this instant (RFC 3339). Default: now."`
	MinConfidence string `query:"min_confidence" enum:"disputed,estimated,reported,confirmed,official" doc:"Leave out claims of less confidence."`
	knownAt       time.Time
	confidence    graph.Confidence
}

// walkQuery says which relations are walked.
type walkQuery struct {
	Channel  []string `query:"channel,explode" doc:"Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory."`
	Relation []string `query:"relation,explode" doc:"Relations to walk (repeatable), whatever their channel."`
}

// kindQuery says which kinds are listed.
type kindQuery struct {
	Kind []string `query:"kind,explode" doc:"Kinds of entity to list (repeatable)."`
}

// pageQuery cuts a list.
type pageQuery struct {
	Limit  int    `query:"limit" minimum:"0" maximum:"10000" default:"100" doc:"Greatest number of results; 0 counts only."`
	Cursor string `query:"cursor" doc:"The next of the answer before."`
}

// langQuery is the language of sentences.
type langQuery struct {
	Lang string `query:"lang" enum:"en,fr" default:"en" doc:"Language of sentences."`
}

// question is what all questions take.
type question struct {
	dateQuery
	recordQuery
	walkQuery
	kindQuery
	pageQuery
	langQuery
}

// refPath names the entity of a question.
type refPath struct {
	Ref string `path:"ref" doc:"An id, or a name or alias if only one entity has it."`
}

// Resolve reads the date; it is called by huma.
func (q *dateQuery) Resolve(huma.Context) []error {
	if q.AsOf == "" {
		return nil
	}
	day, err := graph.ParseDay(q.AsOf)
	q.day = day
	return inQuery("as_of", q.AsOf, err)
}

// Resolve reads the instant and the confidence; it is called by huma.
func (q *recordQuery) Resolve(huma.Context) []error {
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
	if t, err := time.Parse(time.RFC3339Nano, q.KnownAt); err == nil {
		q.knownAt = t
		return nil
	}
	day, err := graph.ParseDay(q.KnownAt)
	if err != nil {
		return inQuery("known_at", q.KnownAt, fmt.Errorf("%q is neither a day (2026-01-15) nor an instant (2026-01-15T12:00:00Z)", q.KnownAt))
	}
	q.knownAt = (day + 1).Time().Add(-time.Microsecond)
	return nil
}

func inQuery(name string, value any, err error) []error {
	if err == nil {
		return nil
	}
	return []error{&huma.ErrorDetail{Location: "query." + name, Message: err.Error(), Value: value}}
}

func (s *server) today(q dateQuery) graph.Day {
	if q.AsOf == "" {
		return graph.DayOf(s.Now())
	}
	return q.day
}

// filter puts the parts of a question together.
func (s *server) filter(q *question) graph.Filter {
	return graph.Filter{AsOf: s.today(q.dateQuery), KnownAt: q.knownAt, MinConfidence: q.confidence,
		Channels: q.Channel, Relations: q.Relation, Kinds: q.Kind}
}

func (q *pageQuery) page() graph.Page {
	if q.Limit == 0 {
		return graph.Page{Limit: graph.NoRows, Cursor: q.Cursor}
	}
	return graph.Page{Limit: q.Limit, Cursor: q.Cursor}
}
