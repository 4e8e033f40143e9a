package snapshot_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// On random facts, the claims that cite a source are those of all claims that do, in their order, each with its object.
func TestClaimsThatCiteASource(t *testing.T) {
	o := testOntology(t)
	rapid.Check(t, func(t *rapid.T) {
		d := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)).IntN
		b, entities := snapshot.NewBuilder(o, "1"), 1+d(40)
		for i := range entities {
			b.Entity(graph.Entity{ID: fmt.Sprint("e", i), Kind: "company"}, "d", graph.Recording{})
		}
		for i := range rapid.IntRange(0, 60).Draw(t, "claims") {
			c := graph.Claim{Subject: fmt.Sprint("e", d(entities)), Share: graph.NoShare, Valid: graph.Always, Confidence: []graph.Confidence{graph.Reported, graph.Official}[d(2)]}
			if d(4) == 0 {
				c.Predicate, c.Value = "motto", graph.Value{Type: graph.TextValue, Text: fmt.Sprint(i)}
			} else {
				c.Predicate, c.Object, c.Valid.From = "uses", fmt.Sprint("e", d(entities)), graph.DateOf(graph.Day(i))
			}
			for range 1 + d(3) {
				c.Sources = append(c.Sources, graph.Citation{Source: fmt.Sprint("s", d(4)), Locator: fmt.Sprint(d(2))})
			}
			if err := b.Claim(&graph.Assertion{Claim: c, Dataset: "d"}); err != nil {
				t.Fatal(err)
			}
		}
		s, err := b.Build(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		m, err := s.ClaimMask(graph.Filter{MinConfidence: graph.Official})
		if err != nil {
			t.Fatal(err)
		}
		for _, source := range []string{"s0", "s1", "s2", "s3", "none"} {
			var want []snapshot.Ref
			var wantAdmitted, admitted []snapshot.Step
			for ref := range s.Claims() {
				if !slices.ContainsFunc(s.Citations(ref), func(c graph.Citation) bool { return c.Source == source }) {
					continue
				}
				want = append(want, ref)
				if m.Admits(ref) {
					wantAdmitted = append(wantAdmitted, snapshot.Step{Ref: ref, To: s.Object(ref)})
				}
			}
			for some := range s.AdmittedCiting(m, source) {
				admitted = append(admitted, some...)
			}
			if got := slices.Collect(s.Citing(source)); !slices.Equal(got, want) || !slices.Equal(admitted, wantAdmitted) {
				t.Fatalf("%s: %v, admitted %v; want %v, %v", source, got, admitted, want, wantAdmitted)
			}
		}
	})
}
