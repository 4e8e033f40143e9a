package catalogue_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/rules"
	"chokepoint/graph/snapshot"
)

// twoSources compiles facts that are told twice alike: of what is called filed by a filing, of what is called retold by a copy.
func twoSources(t *testing.T) *snapshot.Snapshot {
	t.Helper()
	o := readOntology(t)
	b := snapshot.NewBuilder(o, "two sources")
	recorded := graph.Recording{From: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	for _, src := range []graph.Source{{ID: "filing", Kind: "filing"}, {ID: "page", Kind: graph.CopyKind, CopyOf: "filing"}} {
		b.Source(src, graph.CuratedDataset)
	}
	say := func(source, subject, predicate, object string) {
		a := graph.Assertion{Dataset: graph.CuratedDataset, Recorded: recorded, Claim: graph.Claim{Subject: subject, Predicate: predicate,
			Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Reported, Sources: []graph.Citation{{Source: source}}}}
		a.Valid.From = graph.DateOf(day - 10)
		if attribute := o.Attribute(predicate); attribute != nil {
			v, err := graph.ParseValue(attribute.Type, object)
			if err != nil {
				t.Fatal(err)
			}
			a.Value = v
		} else {
			a.Object = object
		}
		if predicate == "owned_by" {
			a.Share = graph.Whole
		}
		if err := b.Claim(&a); err != nil {
			t.Fatal(err)
		}
	}
	for id, kind := range map[string]string{"maker": "company", "owner": "company", "list": "decision", "rule": "decision",
		"filed-chip": "chip", "retold-chip": "chip", "filed-firm": "company", "retold-firm": "company"} {
		b.Entity(graph.Entity{ID: id, Kind: kind, Name: id}, graph.CuratedDataset, recorded)
	}
	for name, source := range map[string]string{"filed": "filing", "retold": "page"} {
		say(source, name+"-chip", "designed_by", "maker")
		say(source, name+"-chip", "die_area", "800 mm2")
		say(source, name+"-firm", "owned_by", "owner")
	}
	say("filing", "owner", "listed_by", "list")
	for _, decision := range []string{"list", "rule"} {
		say("filing", decision, "status", "in-force")
	}
	say("filing", "rule", "criterion", "die_area > 700.0")
	s, err := b.Build(t.Context(), rules.Passes()...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPrimarySources(t *testing.T) {
	facts := fixed{twoSources(t)}
	for name, v := range map[string]question.Values{
		"dependents":   {"ref": {"maker"}},
		"dependencies": {"ref": {"rule"}, "relation": {"covers"}}, // what a criterion covers follows from figures
		"neighbours":   {"ref": {"maker"}},
		"entity":       {"ref": {"maker"}},
		"holdings":     {"ref": {"owner"}},
		"affiliates":   {"ref": {"owner"}},
		"impact":       {"remove": {"maker"}},
		"timeline":     {"ref": {"maker"}},
		"changes":      {"since": {"2026-01-01"}, "what": {"began", "recorded"}},
		"claims":       {"predicate": {"designed_by"}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, sources := range []string{"", "all", "primary"} {
				v["sources"] = []string{sources}
				if sources == "" {
					delete(v, "sources")
				}
				body, err := json.Marshal(reply(t, facts, name, graph.Budget{}, v).Answer)
				if err != nil {
					t.Fatal(err)
				}
				filed, retold := strings.Contains(string(body), `"filed-`), strings.Contains(string(body), `"retold-`)
				if !filed || retold != (sources != "primary") {
					t.Errorf("sources=%s: what is filed counts: %v, what is retold: %v: %s", sources, filed, retold, body)
				}
			}
		})
	}
}
