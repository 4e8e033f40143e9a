package load

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestSpool holds what a spool gives against what it was given, from memory and from a file.
func TestSpool(t *testing.T) {
	text := rapid.OneOf(rapid.Just(""), rapid.String())
	place := rapid.Custom(func(t *rapid.T) Place {
		return Place{rapid.SampledFrom([]string{"", "a.csv", "b.csv"}).Draw(t, "file"), rapid.IntRange(0, 1<<40).Draw(t, "line"), rapid.IntRange(0, 300).Draw(t, "column")}
	})
	claim := rapid.Custom(func(t *rapid.T) DraftClaim {
		c := DraftClaim{Entity: text.Draw(t, "entity"), At: place.Draw(t, "at"), Purpose: text.Draw(t, "purpose"), Note: text.Draw(t, "note"), Seat: rapid.Bool().Draw(t, "seat")}
		for _, w := range c.words() {
			if w.Text = text.Draw(t, "word"); w.Text != "" {
				w.At = place.Draw(t, "place")
			}
		}
		for range rapid.IntRange(0, 3).Draw(t, "sources") {
			c.Sources = append(c.Sources, DraftCitation{Word{text.Draw(t, "source"), place.Draw(t, "cited")}, text.Draw(t, "locator")})
		}
		return c
	})
	rapid.Check(t, func(t *rapid.T) {
		claims := rapid.SliceOfN(claim, 0, 20).Draw(t, "claims")
		spillAt := rapid.IntRange(0, 20).Draw(t, "spill")
		s := &spool{}
		for i := range claims {
			if i == spillAt {
				if err := s.spill(); err != nil {
					t.Fatal(err)
				}
			}
			s.add(&claims[i])
		}
		for range 2 {
			var got []DraftClaim
			if err := s.each(func(c *DraftClaim) bool {
				kept := *c
				kept.Sources = slices.Clone(c.Sources)
				got = append(got, kept)
				return true
			}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(claims, got, cmp.Transformer("empty", func(cs []DraftCitation) string { return fmt.Sprint(cs) })); diff != "" && len(claims)+len(got) > 0 {
				t.Fatal(diff)
			}
		}
		seen := 0
		_ = s.each(func(*DraftClaim) bool { seen++; return seen < 2 })
		if seen > 2 {
			t.Fatalf("%d claims after it was told to end", seen)
		}
	})
}
