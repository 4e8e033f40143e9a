package cypher_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/cypher"
)

// TestText holds that nothing in a text ends its literal: read by the rules of the language, the literal ends where it ends, and says the text.
func TestText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Map(func(r rune) rune {
			if r == '\n' || r == '\t' || r >= ' ' && r < 0x7f {
				return r
			}
			return -1
		}, rapid.String().Draw(t, "text")+rapid.StringMatching(`[\\'"n]{0,8}`).Draw(t, "end"))
		literal := []rune(cypher.Text(text))
		var said strings.Builder
		for i := 1; i < len(literal)-1; i++ {
			switch r := literal[i]; r {
			case '\'':
				t.Fatalf("%q ends early: %s", text, string(literal))
			case '\\':
				i++
				said.WriteRune(map[rune]rune{'\\': '\\', '\'': '\'', 'n': '\n', 't': '\t'}[literal[i]])
				if i == len(literal)-1 {
					t.Fatalf("%q does not end: %s", text, string(literal))
				}
			default:
				said.WriteRune(r)
			}
		}
		if said.String() != text {
			t.Fatalf("%q is said as %q", text, said.String())
		}
	})
}

// TestAdmits holds that each member of a filter is asked for, and none that it leaves open.
func TestAdmits(t *testing.T) {
	day, _ := graph.ParseDay("2025-06-01")
	f := graph.Filter{AsOf: day}
	if got, want := cypher.Admits(&f, "r"), "coalesce(r.valid_from <= date('2025-06-01'), true) AND coalesce(date('2025-06-01') < r.valid_to, true)"; got != want {
		t.Errorf("of a day alone: %s", got)
	}
	f.MinConfidence, f.Primary, f.KnownAt = graph.Confirmed, true, time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, part := range []string{"c.rank >= 4", "c.primary", "c.recorded_from <= datetime('2026-01-02T03:04:05Z')", "datetime('2026-01-02T03:04:05Z') < c.recorded_to"} {
		if got := cypher.Admits(&f, "c"); !strings.Contains(got, part) {
			t.Errorf("%s lacks %s", got, part)
		}
	}
	if types := cypher.Types([]string{"made_by", "odd-name"}, &f); types != "MADE_BY|`ODD-NAME`|CP_WITHDRAWN_MADE_BY|`CP_WITHDRAWN_ODD-NAME`" {
		t.Errorf("types are %s", types)
	}
}

// TestWalkWithoutStrata holds that an ontology without strata has walks of one, in any order.
func TestWalkWithoutStrata(t *testing.T) {
	o := &graph.Ontology{Relations: []graph.Relation{{Name: "needs", Channel: "supply"}, {Name: "may", Channel: "regulatory", Own: true}}}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	for query, f := range map[string]graph.Filter{
		"-[own:MAY WHERE own.own AND ": {}, "NEEDS|MAY WHERE r0.own IS NULL AND ": {}, "(()-[r:NEEDS|MAY WHERE coalesce(": {AnyOrder: true},
	} {
		if got := cypher.NewWalk(o, &f).Paths("ANY SHORTEST", "(a)", "(b)"); !strings.Contains(got, query) {
			t.Errorf("%+v: no %q in\n%s", f, query, got)
		}
	}
	if got := cypher.NewWalk(o, &graph.Filter{Channels: []string{"ownership"}}).Paths("ANY SHORTEST", "(a)", "(b)"); got != "" {
		t.Errorf("nothing is walked, and the query is\n%s", got)
	}
}
