package neo4j

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"chokepoint/graph"
)

// instant reads a recorded time.
func instant(p properties, key string) time.Time {
	t, _ := p[key].(time.Time)
	return t.UTC()
}

func whole(p properties, key string) int64 {
	n, _ := p[key].(int64)
	return n
}

func text(p properties, key string) string {
	s, _ := p[key].(string)
	return s
}

func texts(p properties, key string) []string {
	list, _ := p[key].([]any)
	if len(list) == 0 {
		return nil
	}
	out := make([]string, len(list))
	for i, v := range list {
		out[i], _ = v.(string)
	}
	return out
}

func decodeRecording(p properties) graph.Recording {
	r := graph.Recording{From: instant(p, "recorded_from")}
	if p["recorded_to"] != nil {
		r.To = instant(p, "recorded_to")
	}
	return r
}

func decodeDate(written string) (graph.Date, error) {
	if written == "" {
		return graph.Beginning, nil
	}
	return graph.ParseDate(written)
}

func decodeSource(p properties) (graph.Source, error) {
	published, err := decodeDate(text(p, "published"))
	return graph.Source{ID: text(p, "id"), Title: text(p, "title"), Publisher: text(p, "publisher"), URL: text(p, "url"),
		Published: published, Language: text(p, "language"), Kind: text(p, "kind"), CopyOf: text(p, "copy_of")}, err
}

func decodeClaim(p properties) (graph.Claim, error) {
	c := graph.Claim{
		Item:    text(p, "item"),
		Purpose: text(p, "purpose"), Note: text(p, "note"), Share: graph.NoShare, Confidence: graph.Confidence(whole(p, "rank")),
		Valid: graph.Interval{From: graph.Date(whole(p, "from")), To: graph.Date(whole(p, "to"))},
	}
	if share, ok := p["share"].(float64); ok {
		c.Share = graph.ShareOf(share)
	}
	if most, ok := p["share_most"].(float64); ok {
		c.ShareMost = graph.ShareOf(most)
	}
	if number, ok := p["quantity"].(float64); ok {
		c.Quantity = graph.Quantity{Number: number, Unit: text(p, "unit")}
	}
	locators := texts(p, "locators")
	for i, id := range texts(p, "sources") {
		cited := graph.Citation{Source: id}
		if locators != nil {
			cited.Locator = locators[i]
		}
		c.Sources = append(c.Sources, cited)
	}
	var err error
	c.Value, err = decodeValue(p)
	if err != nil {
		return c, fmt.Errorf("claim %s: %w", text(p, "id"), err)
	}
	return c, nil
}

func decodeValue(p properties) (graph.Value, error) {
	v := graph.Value{Type: graph.ValueType(text(p, "value_type"))}
	var err error
	switch v.Type {
	case "":
	case graph.NumberValue:
		v.Number, _ = p["value"].(float64)
		v.Unit = text(p, "value_unit")
	case graph.BoolValue:
		v.Bool, _ = p["value"].(bool)
	case graph.DateValue:
		v.Date, err = decodeDate(text(p, "value"))
	default:
		v.Text = text(p, "value")
	}
	return v, err
}

// decodeStatement reads what encodeStatement made, but for what the relationship says by its ends and its type.
func decodeStatement(p properties) (graph.Statement, error) {
	c, err := decodeClaim(p)
	st := graph.Statement{Assertion: graph.Assertion{Claim: c, Dataset: text(p, "dataset"), Recorded: decodeRecording(p)}, Effective: c.Valid}
	st.Said, st.Role, st.Stratum = st.Recorded, text(p, "role"), -1
	if p[stratumKey] != nil {
		st.Stratum = int(whole(p, stratumKey))
	}
	st.Own, _ = p["own"].(bool)
	st.Primary, _ = p["primary"].(bool)
	if p["written_from"] != nil {
		st.Valid = graph.Interval{From: graph.Date(whole(p, "written_from")), To: graph.Date(whole(p, "written_to"))}
	}
	if p["said_from"] != nil {
		st.Said = graph.Recording{From: instant(p, "said_from")}
		if p["said_to"] != nil {
			st.Said.To = instant(p, "said_to")
		}
	}
	st.Derived, _ = p["derived"].(bool)
	st.AlsoIn = texts(p, "also_in")
	for _, written := range texts(p, "derived_from") {
		id, err := uuid.Parse(written)
		if err != nil {
			return st, err
		}
		st.DerivedFrom = append(st.DerivedFrom, id)
	}
	return st, err
}

// properties are those of an entity or a source at the version, of all that its node has.
func (s *state) properties(p properties) (properties, error) {
	if since, waits := p[nextSinceKey].(int64); waits && since <= s.loads {
		return decodeNext(text(p, nextKey))
	}
	return p, nil
}

func decodeEntity(p properties) graph.Entity {
	e := graph.Entity{ID: text(p, "id"), Kind: text(p, "kind"), Name: text(p, "name")}
	names, langs := texts(p, "aliases"), texts(p, "alias_langs")
	for i, name := range names {
		e.Aliases = append(e.Aliases, graph.Alias{Name: name, Lang: langs[i]})
	}
	for _, identifier := range texts(p, "identifiers") {
		if e.Identifiers == nil {
			e.Identifiers = map[string]string{}
		}
		scheme, value, _ := strings.Cut(identifier, ":")
		e.Identifiers[scheme] = value
	}
	return e
}
