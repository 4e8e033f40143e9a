package catalogue_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// Totals that are kept are those of who counts a list, however often they are asked for.
func TestTotalsAgreeWithAList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, entities := drawClaims(t), []graph.Entity{}
		b := snapshot.NewBuilder(claimsOntology(), "1")
		kinds := map[string]int{}
		for _, e := range listed {
			r := graph.Recording{From: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}
			if rapid.IntRange(0, 3).Draw(t, "gone") == 0 {
				r.To = r.From.AddDate(0, 1, 0)
			} else {
				entities = append(entities, e)
				kinds[e.Kind]++
			}
			b.Entity(e, "d", r)
		}
		claims, withdrawn := map[string]int{}, 0
		for i := range all {
			if err := b.Claim(&all[i]); err != nil {
				t.Fatal(err)
			}
			if all[i].Recorded.Stands() {
				claims[all[i].Predicate]++
			} else {
				withdrawn++
			}
		}
		s, err := b.Build(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			stats := askStats(t, fixed{s})
			if fmt.Sprint(stats.ByKind, stats.ByPredicate) != fmt.Sprint(kinds, claims) || stats.Entities != len(entities) || stats.Withdrawn != withdrawn {
				t.Fatalf("%+v; want %v, %v, %d withdrawn", stats, kinds, claims, withdrawn)
			}
			for kind, want := range map[string]int{"chip": kinds["chip"], "": len(entities)} {
				v := question.Values{"limit": {"1"}}
				if kind != "" {
					v["kind"] = []string{kind}
				}
				if got, _ := askThe[catalogue.Entities](t, s, "entities", v); got.Total != want || len(got.Results) != min(1, want) {
					t.Fatalf("%+v; want %d entities of kind %q", got, want, kind)
				}
			}
		}
	})
}
