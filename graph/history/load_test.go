package history

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// What loads did is what they did to the claims of their own dataset, whatever other datasets say alike.
func TestLoadsOfDatasetsSideBySide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := &graph.Ontology{Kinds: []graph.Kind{{Name: "company"}}, Relations: []graph.Relation{{Name: "owns"}}}
		if err := o.Init(); err != nil {
			t.Fatal(err)
		}
		b := snapshot.NewBuilder(o, "1")
		for _, id := range []string{"a", "b", "c"} {
			b.Entity(graph.Entity{ID: id, Kind: "company", Name: id}, "one", graph.Recording{From: firstLoad})
		}
		type saying struct {
			share graph.Share // 0: it says nothing
			since time.Time
		}
		says := map[string]saying{} // by dataset and object
		end := func(dataset, object string, at time.Time) {
			s := says[dataset+object]
			if s.share == 0 {
				return
			}
			c := graph.Claim{Subject: "a", Predicate: "owns", Object: object, Share: s.share, Valid: graph.Always,
				Confidence: graph.Reported, Sources: []graph.Citation{{Source: "paper"}}}
			if err := b.Claim(&graph.Assertion{Claim: c, Dataset: dataset, Recorded: graph.Recording{From: s.since, To: at}}); err != nil {
				t.Fatal(err)
			}
		}
		var want []Load
		datasets := []string{"one", "two", "three"}
		for n := range rapid.IntRange(1, 6).Draw(t, "loads") {
			did := Load{At: firstLoad.Add(time.Duration(n) * time.Hour), Dataset: rapid.SampledFrom(datasets).Draw(t, "dataset")}
			for _, object := range []string{"b", "c"} {
				before := says[did.Dataset+object]
				now := saying{graph.Share(rapid.IntRange(0, 2).Draw(t, "share")), did.At}
				switch {
				case now.share == before.share:
					continue
				case before.share == 0:
					did.Recorded++
				case now.share == 0:
					did.Withdrawn++
				default:
					did.Edited++
				}
				end(did.Dataset, object, did.At)
				says[did.Dataset+object] = now
			}
			if did.Recorded+did.Withdrawn+did.Edited > 0 {
				want = append(want, did)
			}
		}
		for _, dataset := range datasets {
			end(dataset, "b", time.Time{})
			end(dataset, "c", time.Time{})
		}
		s, err := b.Build(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		on := graph.DayOf(firstLoad)
		found, err := Changes(limits.New(t.Context(), graph.Budget{}), s, Query{In: snapshot.Period{Since: on, Until: on}, Of: snapshot.None}, 10)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(found.Loads); got != fmt.Sprint(want) {
			t.Fatalf("loads %v, want %v", got, want)
		}
	})
}
