package sqlite

import (
	"context"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph"
)

func TestReadEmpty(t *testing.T) {
	s := openStore(t, "memory")
	b, err := s.Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := b.Build(context.Background())
	if err != nil || snapshot.Version() != "" || snapshot.Nodes() != 0 {
		t.Errorf("version %q, %d nodes, %v", snapshot.Version(), snapshot.Nodes(), err)
	}
}

// TestReadReplays checks each field of a claim through a snapshot, and that history is replayed.
func TestReadReplays(t *testing.T) {
	s := openStore(t, filePath(t))
	b := batch(t, "d", "@press", "@filing", "a", "b", "chip-c",
		"a supplied_by b press item=chip-c share=0.25-0.75 from=2024 to=2026-03 note=x", "a memory_bandwidth 3.5 filing", "a public false press")
	claims := slices.Collect(b.Claims)
	claims[0].Sources = []graph.Citation{{Source: "press", Locator: "p. 3"}, {Source: "filing"}}
	claims[0].Quantity, claims[0].Purpose, claims[0].Confidence = graph.Quantity{Number: 4e5, Unit: "units"}, "training", graph.Official
	claims[0].Note = `a "quoted" note, with [brackets}, a \ and 汉字`
	b.Claims = slices.Values(claims)
	load(t, s, 1, b)
	version := load(t, s, 2, batch(t, "d", "@press", "a", "a public false press")).Version

	builder, err := s.Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := builder.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if snapshot.Version() != version || snapshot.Nodes() != 3 || snapshot.Rows() != 1 {
		t.Errorf("version %q, %d nodes, %d rows", snapshot.Version(), snapshot.Nodes(), snapshot.Rows())
	}
	for i, c := range claims {
		refs := snapshot.ClaimsWithID(c.ID())
		if len(refs) != 1 {
			t.Fatalf("claim %d has %d statements", i, len(refs))
		}
		ref := refs[0]
		want := graph.Assertion{Claim: c, Dataset: "d", Recorded: graph.Recording{From: day(1), To: day(2)}}
		if i == 2 {
			want.Recorded.To = time.Time{}
		}
		got := graph.Assertion{Claim: snapshot.Claim(ref), Dataset: snapshot.SaidBy(ref)[0], Recorded: snapshot.Recorded(ref)}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("claim %d: %s", i, diff)
		}
	}
}

// TestRowsSurviveEncoding encodes random rows in a block and reads them again.
func TestRowsSurviveEncoding(t *testing.T) {
	number := rapid.OneOf(rapid.Just[int32](0), rapid.Int32Range(1, math.MaxInt32))
	date := rapid.OneOf(rapid.Just(graph.Beginning), rapid.Just(graph.End), rapid.Map(rapid.Int32(), func(n int32) graph.Date { return graph.Date(n) }))
	rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) row {
		r := row{
			subject: rapid.Int32Min(1).Draw(t, "subject"), predicate: rapid.Int32Min(1).Draw(t, "predicate"),
			object: number.Draw(t, "object"), item: number.Draw(t, "item"), citations: rapid.Int32Min(1).Draw(t, "citations"),
			valid:      graph.Interval{From: date.Draw(t, "from"), To: date.Draw(t, "to")},
			confidence: graph.Confidence(rapid.IntRange(1, 5).Draw(t, "confidence")),
			share:      graph.Share(rapid.Int32Range(0, int32(graph.Whole)).Draw(t, "share")),
		}
		if rapid.Bool().Draw(t, "no share") {
			r.share = graph.NoShare
		}
		if r.object == 0 || rapid.Bool().Draw(t, "detail") {
			detail, err := encodeDetail(&graph.Claim{Value: graph.Value{Type: graph.TextValue, Text: rapid.String().Draw(t, "text")},
				Note: rapid.String().Draw(t, "note"), ShareMost: graph.Share(rapid.Int32Range(0, int32(graph.Whole)).Draw(t, "most"))})
			if err != nil {
				t.Fatal(err)
			}
			r.detail = detail
		}
		return r
	}), 1, 20)
	equal := cmp.AllowUnexported(row{})
	rapid.Check(t, func(t *rapid.T) {
		want := rows.Draw(t, "rows")
		var text []byte
		for i := range want {
			separator := byte(',')
			if i == 0 {
				separator = '['
			}
			text = appendRow(append(text, separator), &want[i])
		}
		b := block{text: append(text, ']')}
		var got []row
		var r row
		for b.next(&r) {
			got = append(got, r)
		}
		if diff := cmp.Diff(want, got, equal); diff != "" || b.err != nil {
			t.Fatalf("%v %s", b.err, diff)
		}
		// A block cut short is found damaged and is never read beyond its end.
		cut := block{text: b.text[:rapid.IntRange(0, len(b.text)-1).Draw(t, "cut")]}
		for cut.next(&r) {
		}
		if cut.err == nil {
			t.Fatalf("a block cut short passes: %s", cut.text)
		}
	})
}
