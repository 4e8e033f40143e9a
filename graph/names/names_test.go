package names_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/fold"
	"chokepoint/graph/limits"
	"chokepoint/graph/names"
	"chokepoint/graph/snapshot"
)

func compile(t rapid.TB, entities []graph.Entity) *snapshot.Snapshot {
	b := snapshot.NewBuilder(&graph.Ontology{}, "1")
	for _, e := range entities {
		b.Entity(e, "d", graph.Recording{})
	}
	s, err := b.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func unlimited() *limits.Limits { return limits.New(context.Background(), graph.Budget{}) }

var someEntities = []graph.Entity{
	{ID: "nvidia", Name: "Nvidia", Aliases: []graph.Alias{{Name: "英伟达", Lang: "zh"}}, Identifiers: map[string]string{"ticker": "NVDA"}},
	{ID: "h20", Name: "Nvidia H20", Aliases: []graph.Alias{{Name: "H20"}}},
	{ID: "tsmc", Name: "TSMC", Aliases: []graph.Alias{{Name: "Chip maker"}}},
	{ID: "smic", Name: "SMIC", Aliases: []graph.Alias{{Name: "Chip Maker"}}},
}

func TestResolve(t *testing.T) {
	s := compile(t, someEntities)
	for ref, want := range map[string]string{"nvidia": "nvidia", "ＮＶＩＤＩＡ": "nvidia", "英伟达": "nvidia", "nvda": "nvidia", "h 20": "", "H20": "h20", "Tsmc": "tsmc"} {
		n, err := names.Resolve(unlimited(), s, ref, graph.Filter{})
		switch missing := new(graph.NotFound); {
		case want == "":
			if !errors.As(err, &missing) || missing.Near[0].ID != "h20" {
				t.Errorf("%s: %v", ref, err)
			}
		case err != nil || s.ID(n) != want:
			t.Errorf("%s: %v, %v", ref, n, err)
		}
	}
	var several *graph.Ambiguous
	if _, err := names.Resolve(unlimited(), s, "chip-maker", graph.Filter{}); !errors.As(err, &several) || len(several.Candidates) != 2 || several.Candidates[0].ID != "smic" {
		t.Errorf("chip-maker: %v", err)
	}
}

func TestScores(t *testing.T) {
	s := compile(t, someEntities)
	for _, c := range []struct {
		text, id, matched string
		score             float64
	}{
		{"nvidia", "nvidia", "Nvidia", 1},
		{"nvid", "nvidia", "Nvidia", 0.75 + 0.2*4/6},
		{"h20", "h20", "H20", 1},
		{"vidi", "nvidia", "Nvidia", 0.5 + 0.3*4/6},
		{"nvidea", "nvidia", "Nvidia", 0.95 * 5 / 6},
		{"英伟", "nvidia", "英伟达", 0.75 + 0.2*2/3},
		{"NVDA", "nvidia", "NVDA", 1},
	} {
		found, _, err := names.Search(unlimited(), s, names.Query{Text: c.text, Most: 1})
		if err != nil || len(found) != 1 || s.ID(found[0].Node) != c.id || found[0].Matched != c.matched || max(found[0].Score-c.score, c.score-found[0].Score) > 1e-9 {
			t.Errorf("%s: %v, %v; want %v", c.text, found, err, c)
		}
	}
}

// naive scores every name, one after the other.
func naive(s *snapshot.Snapshot, entities []graph.Entity, text string) []names.Candidate {
	asked := fold.Name(text)
	var all []names.Candidate
	for _, e := range entities {
		n, _ := s.Lookup(e.ID)
		best := names.Candidate{Node: n}
		for _, name := range append([]string{e.Name, e.ID}, aliases(e)...) {
			c := names.Candidate{Node: n, Score: score(asked, fold.Name(name)), Matched: name}
			if cmp.Or(-cmp.Compare(c.Score, best.Score), cmp.Compare(len(c.Matched), len(best.Matched)), cmp.Compare(c.Matched, best.Matched)) < 0 {
				best = c
			}
		}
		if best.Score >= 0.45 {
			all = append(all, best)
		}
	}
	slices.SortFunc(all, func(x, y names.Candidate) int {
		return cmp.Or(-cmp.Compare(x.Score, y.Score), cmp.Compare(len(x.Matched), len(y.Matched)), cmp.Compare(x.Node, y.Node))
	})
	return all
}

func aliases(e graph.Entity) (all []string) {
	for _, a := range e.Aliases {
		all = append(all, a.Name)
	}
	return all
}

func score(asked, name string) float64 {
	shared := 0
	grams, others := names.Bigrams(asked), names.Bigrams(name)
	for _, g := range grams {
		if slices.Contains(others, g) {
			shared++
		}
	}
	if shared == 0 {
		return 0
	}
	return names.Resemblance(asked, name, shared)
}

// A search finds what scoring every name finds, and a shorter one the beginning of it.
func TestSearchFindsWhatScoringAllFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[abc]{1,4}( [abc]{1,3})?`)
		var entities []graph.Entity
		for i := range rapid.IntRange(0, 12).Draw(t, "entities") {
			e := graph.Entity{ID: fmt.Sprintf("z%02d", i), Name: word.Draw(t, "name")}
			if rapid.Bool().Draw(t, "aliased") {
				e.Aliases = []graph.Alias{{Name: word.Draw(t, "alias")}}
			}
			entities = append(entities, e)
		}
		s := compile(t, entities)
		text, most := word.Draw(t, "text"), rapid.IntRange(0, 12).Draw(t, "most")
		want := naive(s, entities, text)
		for range 2 { // what the first leaves behind does not count in the second
			got, total, err := names.Search(unlimited(), s, names.Query{Text: text, Most: most})
			if err != nil || total != len(want) || !slices.Equal(got, want[:min(most, len(want))]) {
				t.Fatalf("%q: %v of %d, %v; want %v", text, got, total, err, want)
			}
		}
	})
}

// A search that nobody waits for ends with its context, and the next has the index.
func TestSearchEnds(t *testing.T) {
	var entities []graph.Entity
	for i := range 20000 {
		entities = append(entities, graph.Entity{ID: fmt.Sprint("e", i), Name: fmt.Sprint("Entity ", i)})
	}
	s := compile(t, entities)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	start := time.Now()
	if _, _, err := names.Search(limits.New(ctx, graph.Budget{}), s, names.Query{Text: "entity", Most: 10}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if waited := time.Since(start); waited > 50*time.Millisecond {
		t.Errorf("it ended after %v", waited)
	}
	if _, total, err := names.Search(unlimited(), s, names.Query{Text: "entity", Most: 10}); err != nil || total != len(entities) {
		t.Errorf("the next finds %d: %v", total, err)
	}
}

func TestEditDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "", 3}, {"kitten", "sitting", 3}, {"ab", "ba", 1}, {"微软", "微", 1}} {
		if got := names.EditDistance(c.a, c.b); got != c.want {
			t.Errorf("%q to %q: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
