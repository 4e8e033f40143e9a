package neo4j

import (
	"maps"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
	"chokepoint/graph/names"
)

// What is absent has no property, so that analysts may ask for IS NULL.

func setText(p properties, key, text string) {
	if text != "" {
		p[key] = text
	}
}

func setRecording(p properties, r graph.Recording) {
	p["recorded_from"] = r.From.UTC()
	if !r.Stands() {
		p["recorded_to"] = r.To.UTC()
	}
}

// setDay sets a date as Cypher has it, its first day, with its precision.
func setDay(p properties, key string, d graph.Date) {
	if d.Bounded() {
		p[key] = neo4j.DateOf(d.Day().Time())
		p[key+"_precision"] = precisions[len(d.String())]
	}
}

// precisions are those of dates, by the length of how they are written.
var precisions = map[int]string{len("2026"): "year", len("2026-01"): "month", len("2026-01-15"): "day"}

// setInterval sets when a claim holds, and how that was written.
func setInterval(p properties, holds, written graph.Interval) {
	p["from"], p["to"] = int64(holds.From), int64(holds.To)
	setDays(p, holds, written)
}

// setDays sets it as dates, and how it was written.
func setDays(p properties, holds, written graph.Interval) {
	setDay(p, "valid_from", holds.From)
	setDay(p, "valid_to", holds.To)
	setText(p, "valid_from_written", written.From.String())
	setText(p, "valid_to_written", written.To.String())
}

// encodeEntityRecord adds to an entity the forms by which what references mean is found.
func encodeEntityRecord(e *graph.Entity) properties {
	p := encodeEntity(e)
	p[formsKey] = names.Forms(e)
	return p
}

// encodeEntity keeps aliases in two lists, names and languages, since a property can't hold a list of pairs; identifiers
// are a list of scheme:value.
func encodeEntity(e *graph.Entity) properties {
	p := properties{"id": e.ID, "kind": e.Kind, "name": e.Name}
	if len(e.Aliases) > 0 {
		names, langs := make([]string, len(e.Aliases)), make([]string, len(e.Aliases))
		for i, a := range e.Aliases {
			names[i], langs[i] = a.Name, a.Lang
		}
		p["aliases"], p["alias_langs"] = names, langs
	}
	if len(e.Identifiers) > 0 {
		var list []string
		for _, scheme := range slices.Sorted(maps.Keys(e.Identifiers)) {
			list = append(list, scheme+":"+e.Identifiers[scheme])
		}
		p["identifiers"] = list
	}
	return p
}

func encodeSource(s *graph.Source) properties {
	p := properties{"id": s.ID, "title": s.Title}
	setText(p, "publisher", s.Publisher)
	setText(p, "url", s.URL)
	setText(p, "published", s.Published.String())
	setText(p, "language", s.Language)
	setText(p, "kind", s.Kind)
	setText(p, "copy_of", s.CopyOf)
	return p
}

// encodeAssertion is what analysts find of a claim in the ledger; what it cites, its relationships say.
func encodeAssertion(c *graph.Claim) properties {
	p := properties{"id": c.ID().String(), "subject": c.Subject, "predicate": c.Predicate}
	setText(p, "object", c.Object)
	setDays(p, c.Valid, c.Valid)
	encodeContent(p, c)
	return p
}

// encodeClaim adds what a claim says, but for what it is about and when it holds.
func encodeClaim(p properties, c *graph.Claim) {
	p["rank"] = int64(c.Confidence)
	encodeContent(p, c)
	encodeCitations(p, c.Sources)
}

// encodeContent adds what is said of how, how much and how sure.
func encodeContent(p properties, c *graph.Claim) {
	p["confidence"] = c.Confidence.String()
	setText(p, "item", c.Item)
	setText(p, "purpose", c.Purpose)
	setText(p, "note", c.Note)
	if c.Share.Known() {
		p["share"] = c.Share.Float()
	}
	if shares := c.Shares(); shares.Ranges() {
		p["share_most"] = shares.Most.Float()
	}
	if !c.Quantity.IsZero() {
		p["quantity"] = c.Quantity.Number
		setText(p, "unit", c.Quantity.Unit)
	}
	encodeValue(p, c.Value)
}

// encodeCitations adds the ids of sources, and where in them it stands if that is said of any.
func encodeCitations(p properties, cited []graph.Citation) {
	sources, locators, located := make([]string, len(cited)), make([]string, len(cited)), false
	for i, c := range cited {
		sources[i], locators[i] = c.Source, c.Locator
		located = located || c.Locator != ""
	}
	p["sources"] = sources
	if located {
		p["locators"] = locators
	}
}

// encodeValue keeps a value with the type that Cypher has for it, but for a date, which may be a month or a year.
func encodeValue(p properties, v graph.Value) {
	if v.IsZero() {
		return
	}
	p["value_type"] = string(v.Type)
	switch v.Type {
	case graph.NumberValue:
		p["value"] = v.Number
		setText(p, "value_unit", v.Unit)
	case graph.BoolValue:
		p["value"] = v.Bool
	default:
		p["value"] = v.String()
	}
}

// relationTerms are what the ontology says of a relation.
type relationTerms struct {
	channel, need string
	strata        []string
}

// termsOf are the terms of all relations.
func termsOf(o *graph.Ontology) map[string]relationTerms {
	terms := map[string]relationTerms{}
	for i := range o.Relations {
		r := &o.Relations[i]
		terms[r.Name] = relationTerms{r.Channel, string(r.Need), o.Strata}
	}
	return terms
}

// encodeStatement is what a relationship says, whose ends and type say the rest: the claim, who says it, when it holds, what it is
// among dependences, and what it rests on.
func encodeStatement(st *graph.Statement, terms relationTerms) properties {
	p := properties{"id": st.ID().String(), "dataset": st.Dataset, "primary": st.Primary, "derived": st.Derived}
	encodeClaim(p, &st.Claim)
	setInterval(p, st.Effective, st.Valid)
	if st.Effective != st.Valid {
		p["written_from"], p["written_to"] = int64(st.Valid.From), int64(st.Valid.To)
	}
	if !st.Said.Equal(st.Recorded) {
		p["said_from"] = st.Said.From.UTC()
		if !st.Said.Stands() {
			p["said_to"] = st.Said.To.UTC()
		}
	}
	if st.Stratum >= 0 {
		p["stratum"], p[stratumKey] = terms.strata[st.Stratum], int64(st.Stratum)
	}
	setText(p, "channel", terms.channel)
	setText(p, "need", terms.need)
	if st.Own {
		p["own"] = true
	}
	setText(p, "role", st.Role)
	if len(st.AlsoIn) > 0 {
		p["also_in"] = st.AlsoIn
	}
	if st.Derived {
		ids := make([]string, len(st.DerivedFrom))
		for i, id := range st.DerivedFrom {
			ids[i] = id.String()
		}
		p["derived_from"] = ids
	}
	setRecording(p, st.Recorded)
	return p
}

func encodeDataset(d *graph.DatasetState) properties {
	p := properties{"name": d.Name, "loaded_at": d.LoadedAt.UTC(), "claims": int64(d.Claims), "entities": int64(d.Entities)}
	setText(p, "title", d.Title)
	setText(p, "licence", d.Licence)
	setText(p, "origin", d.Origin)
	return p
}
