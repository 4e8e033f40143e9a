package question

import (
	"reflect"
	"time"

	"chokepoint/graph"
)

// Basis says what an answer rests on: the part of Common that has a bearing on a question which walks nowhere.
type Basis struct {
	AsOf          *graph.Day       `param:"as_of" doc:"The day that the answer is about, as 2026-01-15. Default: today." example:"2026-01-15"`
	KnownAt       Instant          `param:"known_at" doc:"Answer with what the store said at the end of this day, or at this instant (RFC 3339). Default: now."`
	MinConfidence graph.Confidence `param:"min_confidence" enum:"disputed,estimated,reported,confirmed,official" doc:"Leave out claims of less confidence."`
	Sources       string           `param:"sources" enum:"all,primary" default:"all" doc:"primary: leave out claims that rest on no law, regulation, page of a government, filing or document of the company itself; and what follows from such claims."`
}

// Common is what nearly all questions take, also those on whose answers some of it has no bearing: a client may send the same
// parameters with each.
type Common struct {
	Basis
	Channel  []string `param:"channel" doc:"Channels of dependency to walk (repeatable). Default: supply, ownership, regulatory."`
	Order    string   `param:"order" enum:"strata,any" default:"strata" doc:"Whether a path goes down the strata of the ontology (use, production, ownership, regulation, place) and never back up, or any chain of claims will do."`
	MinShare *float64 `param:"min_share" min:"0" max:"1" doc:"The share from which holding counts as a dependence, from 0 to 1. Default: that of the ontology, 0.25."`
	Relation []string `param:"relation" doc:"Relations to walk (repeatable), whatever their channel."`
	Kind     []string `param:"kind" doc:"Kinds of entity to list (repeatable)."`
	Limit    int      `param:"limit" min:"0" max:"10000" default:"25" doc:"Greatest number of results; 0 counts only."`
	Detail   Detail   `param:"detail" enum:"auto,brief,full" default:"auto" doc:"How much is said of each row. full: all that is known. brief: what tells most, and under left_out how much else there is. auto: full, but brief where no limit is given and the whole would be more than 100 claims."`
	Cursor   string   `param:"cursor" maxLength:"200" blank:"true" doc:"The next of the answer before."`
	Spoken
}

// Detail is how much an answer says of each row. What is left out of it counts in tables, texts and at a terminal all the same.
type Detail string

// The details.
const (
	Auto  Detail = "auto" // brief where no limit is given and the whole would be more than claimsInFull claims
	Brief Detail = "brief"
	Full  Detail = "full"
)

// claimsInFull is how many claims an answer shows in full unless it is told to: some 60 kB.
const claimsInFull = 100

func (c *Common) detail() Detail { return c.Detail }

// detailOf finds the detail among the parameters.
func detailOf(p any) Detail {
	if c, ok := p.(interface{ detail() Detail }); ok {
		return c.detail()
	}
	return Full
}

// PrimarySources is the value of sources that keeps what rests on sources that speak for themselves.
const PrimarySources = "primary"

// Spoken is the language of an answer, all that a question takes of Common of which the rest would say nothing.
type Spoken struct {
	Lang string `param:"lang" enum:"en,fr" default:"en" doc:"Language of sentences."`
}

// Of names the entity of a question.
type Of struct {
	Ref string `param:"ref" names:"entity" arg:"1" required:"true" maxLength:"300" doc:"An id, or a name or alias if only one entity has it." example:"nvidia"`
}

// Filter is the filter that the parameters make; as_of is today if it is not given.
func (b *Basis) Filter(a *Asking) graph.Filter {
	f := graph.Filter{AsOf: a.Today, KnownAt: b.KnownAt.Time, MinConfidence: b.MinConfidence, Primary: b.Sources == PrimarySources}
	if b.AsOf != nil {
		f.AsOf = *b.AsOf
	}
	return f
}

// Filter is that of the basis with what the common parameters add.
func (c *Common) Filter(a *Asking) graph.Filter {
	f := c.Basis.Filter(a)
	f.Channels, f.Relations, f.Kinds, f.AnyOrder = c.Channel, c.Relation, c.Kind, c.Order == "any"
	if c.MinShare != nil {
		share := graph.ShareFrom(*c.MinShare)
		f.MinShare = &share
	}
	return f
}

// filtered are parameters that say what an answer rests on, among it the day that it is about.
type filtered interface{ Filter(*Asking) graph.Filter }

// filterOf is the filter that parameters make; without common ones among them, that of today.
func filterOf(a *Asking, p any) graph.Filter {
	if c, ok := p.(filtered); ok {
		return c.Filter(a)
	}
	return graph.Filter{AsOf: a.Today}
}

// Page is the part of a list that the common parameters ask for.
func (c *Common) Page() graph.Page { return graph.Page{Limit: c.Limit, Cursor: c.Cursor} }

func (s *Spoken) language() string { return s.Lang }

// langOf finds the language among the parameters.
func langOf(p reflect.Value) string {
	if c, ok := p.Addr().Interface().(interface{ language() string }); ok {
		return c.language()
	}
	return "en"
}

// Instant is a moment, written as such or as a day, which means its end. The zero Instant is now.
type Instant struct{ time.Time }

// UnmarshalText reads an instant.
func (i *Instant) UnmarshalText(text []byte) (err error) {
	i.Time, err = graph.ParseInstant(string(text))
	return err
}
