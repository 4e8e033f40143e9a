package export_test

import (
	"bytes"
	"context"
	"iter"
	"slices"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/engine"
	"chokepoint/graph/export"
	"chokepoint/graph/sqlite"
)

func ontology(t testing.TB) *graph.Ontology {
	t.Helper()
	o := &graph.Ontology{
		Kinds: []graph.Kind{{Name: "company"}, {Name: "state"}},
		Units: []graph.Unit{{Name: "m"}, {Name: "km", Base: "m", Factor: 1000}},
		Attributes: []graph.Attribute{{Name: "motto", Type: graph.TextValue}, {Name: "founded", Type: graph.DateValue}, {Name: "height", Type: graph.NumberValue, Unit: "m"},
			{Name: "listed", Type: graph.BoolValue}, {Name: "policy", Type: graph.TermValue, Terms: []string{"denial"}, Limited: true, Many: true}},
		Relations: []graph.Relation{{Name: "owned_by", Channel: graph.OwnershipChannel}, {Name: "seated_in"}},
		Country:   graph.Country{Relations: []string{"seated_in"}, Kind: "state"},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

func date(text string) graph.Date {
	d, err := graph.ParseDate(text)
	if err != nil {
		panic(err) // it is written here
	}
	return d
}

func day(n int) time.Time { return time.Date(2026, 1, n, 12, 0, 0, 1000, time.UTC) }

// claim is one that a company makes of another thing, or of itself where value is given.
func claim(subject, predicate, object string, value graph.Value) graph.Claim {
	return graph.Claim{Subject: subject, Predicate: predicate, Object: object, Value: value, Share: graph.NoShare, Valid: graph.Always,
		Confidence: graph.Reported, Sources: []graph.Citation{{Source: "press"}}}
}

// first is what the curated dataset says first: of everything that there is something.
func first() graph.Batch {
	b := graph.Batch{Dataset: graph.Dataset{Name: "curated", Title: "Facts; curated", Licence: "CC0-1.0", Origin: "a test"}, At: day(1),
		Entities: []graph.Entity{
			{ID: "a", Kind: "company", Name: `=HYPERLINK("A & Söhne")`, Aliases: []graph.Alias{{Name: "甲; 乙", Lang: "zh"}, {Name: "A@home"}}, Identifiers: map[string]string{"lei": "5", "cik": "1;2"}},
			{ID: "b", Kind: "company", Name: "B <b>"}, {ID: "s", Kind: "state", Name: "State"}},
		Sources: []graph.Source{
			{ID: "press", Title: "Title", Publisher: "Publisher", URL: "https://example.org/?a=1&b=2", Published: date("2026-01"), Language: "en", Kind: "press"},
			{ID: "copy", Title: "-2+3", Publisher: "P", URL: "https://example.org/c", Published: graph.Beginning, Kind: graph.CopyKind, CopyOf: "press"}}}
	owned := claim("a", "owned_by", "b", graph.Value{})
	owned.Share, owned.ShareMost, owned.Valid = graph.Whole/4, graph.Whole/2, graph.Interval{From: date("2020"), To: date("2026-06-01")}
	owned.Sources = append(owned.Sources, graph.Citation{Source: "copy", Locator: "p. 1; 2"})
	owned.Quantity, owned.Item, owned.Purpose, owned.Note = graph.Quantity{Number: 1.5e-7, Unit: "km"}, "s", "training", "two\nlines, and \"quotes\""
	limited := claim("b", "policy", "", graph.Value{Type: graph.TermValue, Text: "denial"})
	limited.Item = "s"
	b.Claims = slices.Values([]graph.Claim{owned, claim("a", "seated_in", "s", graph.Value{}), limited,
		claim("a", "motto", "", graph.Value{Type: graph.TextValue, Text: "+1"}), claim("a", "founded", "", graph.Value{Type: graph.DateValue, Date: date("1999-12")}),
		claim("a", "height", "", graph.Value{Type: graph.NumberValue, Number: 1.25, Unit: "km"}), claim("b", "listed", "", graph.Value{Type: graph.BoolValue})})
	return b
}

// stored is a store with a history: edits, a withdrawal, a second dataset that says a claim otherwise.
func stored(t testing.TB) *sqlite.Store {
	t.Helper()
	s := empty(t)
	b := first()
	b.Ontology = ontology(t)
	fill(t, s, b)
	said := slices.Collect(b.Claims)
	said[0].Share, said[0].ShareMost = graph.Whole/3, 0
	said[5].Value = graph.Value{Type: graph.NumberValue, Number: 1300, Unit: "m"}
	later := first()
	later.At, later.Ontology, later.Entities[1].Name, later.Claims = day(2), nil, "B", slices.Values(said[:6])
	fill(t, s, later)
	other := graph.Batch{Dataset: graph.Dataset{Name: "other"}, At: day(3), Entities: []graph.Entity{{ID: "b", Kind: "company", Name: "Bee"}, {ID: "c", Kind: "company", Name: "C"}},
		Sources: []graph.Source{{ID: "press", Title: "Another document", Published: graph.Beginning}}, Claims: slices.Values([]graph.Claim{said[1]})}
	said[0].Share = graph.Whole / 5
	said[0].Sources = said[0].Sources[:1]
	other.Claims = slices.Values([]graph.Claim{said[0], claim("b", "owned_by", "a", graph.Value{})})
	fill(t, s, other)
	return s
}

func empty(t testing.TB) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), "memory")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func fill(t testing.TB, s graph.Store, b graph.Batch) {
	t.Helper()
	if _, err := s.Load(context.Background(), b); err != nil {
		t.Fatal(err)
	}
}

// jsonl is what a store exports.
func jsonl(t testing.TB, s graph.Store, set func(*export.JSONL)) string {
	t.Helper()
	var out bytes.Buffer
	to := export.NewJSONL(&out)
	if set != nil {
		set(to)
	}
	if err := s.Tell(context.Background(), to); err != nil {
		t.Fatal(err)
	}
	if err := to.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func linesOf(text string) export.Lines {
	return func() iter.Seq2[export.Line, error] { return export.ReadLines(bytes.NewBufferString(text)) }
}

// facts are what stands in a store, of some datasets.
func facts(t testing.TB, s *sqlite.Store, datasets ...string) *export.Facts {
	t.Helper()
	ctx := context.Background()
	m, err := engine.New(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	f, err := export.Choose(ctx, s, m.Current(), datasets, graph.DayOf(day(20)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func written(t testing.TB, f export.File) string {
	t.Helper()
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
