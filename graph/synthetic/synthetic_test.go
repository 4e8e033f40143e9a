package synthetic

import (
	"slices"
	"testing"
)

// A graph is the same each time, has about as many claims as were asked for, and none twice; names differ.
func TestGraphs(t *testing.T) {
	for _, shape := range Shapes {
		for _, other := range []float64{0, 0.5, 0.95} {
			b := Graph{Entities: 2000, Claims: 20000, Seed: 3, Shape: shape, Other: other}.Batch(nil)
			var keys []string
			others := 0
			for c := range b.Claims {
				keys = append(keys, c.ID().String())
				if isOther(c.Predicate) {
					others++
				}
			}
			var again []string
			for c := range b.Claims {
				again = append(again, c.ID().String())
			}
			if !slices.Equal(keys, again) {
				t.Errorf("%s: a second look finds other claims", shape)
			}
			if n := len(keys); n < 16000 || n > 22000 {
				t.Errorf("%s, %.2f: %d claims", shape, other, n)
			}
			if part := float64(others) / float64(len(keys)); part < other-0.08 || part > other+0.08 {
				t.Errorf("%s, %.2f: %.2f are no dependence", shape, other, part)
			}
			slices.Sort(keys)
			if n := len(slices.Compact(keys)); n != len(again) {
				t.Errorf("%s: %d of %d claims differ", shape, n, len(again))
			}
		}
	}
}

func isOther(relation string) bool {
	for _, options := range others {
		for _, o := range options {
			if o.relation == relation {
				return true
			}
		}
	}
	return false
}

func TestNamesDiffer(t *testing.T) {
	seen := map[string]bool{}
	for i := range 1<<20 + 1000 {
		if n := name(i); seen[n] {
			t.Fatalf("two entities are called %s", n)
		} else {
			seen[n] = true
		}
	}
}
