package sqlite

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"chokepoint/graph"
)

// testOntology declares enough for these tests.
func testOntology(t testing.TB) *graph.Ontology {
	t.Helper()
	o := &graph.Ontology{
		Kinds: []graph.Kind{{Name: "company"}, {Name: "chip"}},
		Units: []graph.Unit{{Name: "GB/s"}},
		Attributes: []graph.Attribute{
			{Name: "memory_bandwidth", Type: graph.NumberValue, Unit: "GB/s"},
			{Name: "founded", Type: graph.DateValue},
			{Name: "public", Type: graph.BoolValue},
			{Name: "motto", Type: graph.TextValue},
		},
		Relations: []graph.Relation{
			{Name: "designed_by", Inverse: "designs", Channel: "supply", Need: graph.NeedAll, Sentence: graph.Text{"en": "{subject} is designed by {object}"}},
			{Name: "owned_by", Inverse: "owns", Channel: "ownership"},
			{Name: "supplied_by", Inverse: "supplies", Channel: "supply", Need: graph.NeedAny},
		},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

// batch makes a batch out of lines such as
//
//	nvidia                            an entity (a chip if its id begins with "chip")
//	@press                            a source
//	chip-a designed_by nvidia press   a claim with its sources; further words are share=, to=, from=, item=, note=
func batch(t testing.TB, dataset string, lines ...string) graph.Batch {
	t.Helper()
	b := graph.Batch{Dataset: graph.Dataset{Name: dataset}, Ontology: testOntology(t)}
	var claims []graph.Claim
	for _, line := range lines {
		words := strings.Fields(line)
		switch {
		case strings.HasPrefix(line, "@"):
			b.Sources = append(b.Sources, graph.Source{ID: line[1:], Title: "Title of " + line[1:], Published: graph.Beginning, Kind: "press"})
		case len(words) == 1:
			kind := "company"
			if strings.HasPrefix(line, "chip") {
				kind = "chip"
			}
			b.Entities = append(b.Entities, graph.Entity{ID: line, Kind: kind, Name: strings.ToUpper(line)})
		default:
			claims = append(claims, claim(t, words))
		}
	}
	b.Claims = slices.Values(claims)
	return b
}

func claim(t testing.TB, words []string) graph.Claim {
	t.Helper()
	c := graph.Claim{Subject: words[0], Predicate: words[1], Valid: graph.Always, Share: graph.NoShare, Confidence: graph.Reported}
	var err error
	switch words[1] {
	case "memory_bandwidth":
		c.Value, err = graph.ParseValue(graph.NumberValue, words[2]+" GB/s")
	case "founded":
		c.Value, err = graph.ParseValue(graph.DateValue, words[2])
	case "public":
		c.Value, err = graph.ParseValue(graph.BoolValue, words[2])
	case "motto":
		c.Value, err = graph.ParseValue(graph.TextValue, words[2])
	default:
		c.Object = words[2]
	}
	for _, word := range words[3:] {
		key, value, qualified := strings.Cut(word, "=")
		switch {
		case !qualified:
			c.Sources = append(c.Sources, graph.Citation{Source: word})
		case key == "share":
			var shares graph.ShareRange
			shares, err = graph.ParseShareRange(value)
			c.Share, c.ShareMost = shares.Least, shares.Upper()
		case key == "from":
			c.Valid.From, err = graph.ParseDate(value)
		case key == "to":
			c.Valid.To, err = graph.ParseDate(value)
		case key == "item":
			c.Item = value
		case key == "note":
			c.Note = value
		default:
			t.Fatalf("unknown word %q", word)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// day is the time of recording of the n-th load.
func day(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }

func openStore(t testing.TB, path string, pragmas ...string) *Store {
	t.Helper()
	s, err := open(context.Background(), path, pragmas...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func filePath(t testing.TB) string { return filepath.Join(t.TempDir(), "led ger?#%41.db") }

// load loads a batch recorded on the n-th day.
func load(t testing.TB, s *Store, n int, b graph.Batch) graph.Report {
	t.Helper()
	b.At = day(n)
	r, err := s.Load(context.Background(), b)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// recorded lists everything recorded, through the views that operators use, with the days of recording: [1,2) from the load
// of the first day to that of the second, [1,) still standing.
func recorded(t testing.TB, s *Store) []string {
	t.Helper()
	var lines []string
	for _, query := range []string{
		`SELECT 'entity', dataset, id || ' ' || name, '', '', '', '', recorded_from, recorded_to FROM entities`,
		`SELECT 'source', dataset, id || ' ' || title, '', '', '', '', recorded_from, recorded_to FROM sources`,
		`SELECT 'claim', dataset, subject || ' ' || predicate || ' ' || object || coalesce(' of ' || item, ''),
			coalesce(' share ' || round(share, 3), '') || coalesce(' to ' || round(share_most, 3), ''), coalesce(' from ' || valid_from, ''), coalesce(' to ' || valid_to, ''),
			coalesce(' note ' || note, '') || ' ' || (SELECT group_concat(value ->> 'id') FROM json_each(sources)), recorded_from, recorded_to FROM claims`,
	} {
		rows, err := s.db.Query(query)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var what, dataset, a, b, c, d, e, from string
			var to *string
			if err := rows.Scan(&what, &dataset, &a, &b, &c, &d, &e, &from, &to); err != nil {
				t.Fatal(err)
			}
			end := ""
			if to != nil {
				end = strings.TrimLeft((*to)[8:10], "0")
			}
			lines = append(lines, fmt.Sprintf("%s %s: %s%s%s%s%s [%s,%s)", dataset, what, a, b, c, d, e, strings.TrimLeft(from[8:10], "0"), end))
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		rows.Close()
	}
	slices.Sort(lines)
	return lines
}

// claimsOnly keeps the lines of a ledger that are claims.
func claimsOnly(lines []string) []string {
	return slices.DeleteFunc(lines, func(l string) bool { return !strings.Contains(l, " claim: ") })
}
