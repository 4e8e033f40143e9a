package snapshot

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph"
)

// graphToAddTo draws what several datasets said of a few firms and fabs, and rows that are added to it in rounds.
func graphToAddTo(t *rapid.T, o *graph.Ontology) (said []graph.Assertion, rounds [][]Derived) {
	const nodes = 6
	relations := o.Relations
	day := func(label string, from int) time.Time {
		return time.Date(2026, 1, rapid.IntRange(from, from+2).Draw(t, label), 0, 0, 0, 0, time.UTC)
	}
	recorded := func() graph.Recording {
		r := graph.Recording{From: day("recorded", 1)}
		if rapid.IntRange(0, 3).Draw(t, "ends") == 0 {
			r.To = day("ended", 5)
		}
		return r
	}
	from := func() graph.Interval {
		return graph.Interval{From: graph.DateOf(graph.Day(rapid.IntRange(18000, 18001).Draw(t, "from"))), To: graph.End}
	}
	grade := func() graph.Confidence { return graph.Confidence(rapid.IntRange(3, 4).Draw(t, "confidence")) }
	node := rapid.IntRange(0, nodes-1)
	for range rapid.IntRange(0, 25).Draw(t, "claims") {
		said = append(said, graph.Assertion{Claim: graph.Claim{Subject: firmOrFab(node.Draw(t, "subject")), Predicate: rapid.SampledFrom(relations).Draw(t, "relation").Name,
			Object: firmOrFab(node.Draw(t, "object")), Share: graph.NoShare, Valid: from(), Confidence: grade(), Note: rapid.SampledFrom([]string{"", "n"}).Draw(t, "note"),
			Sources: []graph.Citation{{Source: rapid.SampledFrom([]string{"x", "y"}).Draw(t, "source")}}},
			Dataset: rapid.SampledFrom([]string{"curated", "mine"}).Draw(t, "dataset"), Recorded: recorded()})
	}
	for range rapid.IntRange(1, 3).Draw(t, "rounds") {
		var drawn []Derived
		for range rapid.IntRange(1, 8).Draw(t, "drawn") {
			drawn = append(drawn, Derived{Subject: Node(node.Draw(t, "subject")), Object: Node(node.Draw(t, "object")), Item: None,
				Predicate: Predicate(rapid.IntRange(0, len(relations)-1).Draw(t, "relation")), Valid: from(), Confidence: grade(), Recorded: []graph.Recording{recorded()}})
		}
		rounds = append(rounds, drawn)
	}
	return said, rounds
}

func firmOrFab(n int) string { return fmt.Sprintf("%s-%d", []string{"fab", "firm"}[n/3], n) }

// withRows compiles claims and adds rows, which are laid out by a method of the builder.
func withRows(t *rapid.T, o *graph.Ontology, said []graph.Assertion, rounds [][]Derived, lay func(*Builder, *Snapshot)) *Snapshot {
	b := NewBuilder(o, "1")
	for n := range 6 {
		b.Entity(graph.Entity{ID: firmOrFab(n), Kind: []string{"fab", "firm"}[n/3], Name: "x"}, "curated", graph.Recording{})
	}
	for i := range said {
		if err := b.Claim(&said[i]); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, drawn := range rounds {
		if b.addConclusions(drawn, seen) {
			lay(b, s)
		}
	}
	return s
}

// layout is all that the order of rows decides.
func layout(s *Snapshot) (lines []string) {
	for st := range s.Statements() {
		lines = append(lines, fmt.Sprintf("%+v", st))
	}
	lanes := func(x *runs) (all []string) {
		for _, r := range x.of {
			all = append(all, fmt.Sprintf("%+v: %d", s.laneNumbers.lanes[r.lane], r.rows))
		}
		return all
	}
	return append(lines, fmt.Sprint(s.in), fmt.Sprint(s.out), fmt.Sprint(s.outTo), fmt.Sprint(s.outRow), fmt.Sprint(s.inRuns.begin), fmt.Sprint(s.outRuns.begin),
		fmt.Sprintf("%q", lanes(&s.inRuns)), fmt.Sprintf("%q", lanes(&s.outRuns)))
}

// Rows that are put between those that are there stand as if all were laid out anew.
func TestInsertedRowsStandAsLaidOutAnew(t *testing.T) {
	o := strata(t)
	rapid.Check(t, func(t *rapid.T) {
		said, rounds := graphToAddTo(t, o)
		want := layout(withRows(t, o, said, rounds, (*Builder).index))
		if diff := cmp.Diff(want, layout(withRows(t, o, said, rounds, (*Builder).insert))); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTakeOutAndPutIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Int(), 0, 20).Draw(t, "values")
		if len(values) == 0 {
			return
		}
		places := rapid.SliceOfDistinct(rapid.Uint32Range(0, uint32(len(values)-1)), rapid.ID).Draw(t, "places")
		slices.Sort(places)
		taken := slices.Clone(values)
		before, coming := slices.Clone(places), pick(values, places)
		for i := range before {
			before[i] -= uint32(i)
		}
		if got := putIn(takeOut(taken, places), before, coming); !slices.Equal(got, values) {
			t.Errorf("%v without %v, put back: %v", values, places, got)
		}
	})
}
