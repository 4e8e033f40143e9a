package first_test

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"chokepoint/graph/first"
)

// A page is what is cut from the sorted list.
func TestFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfNDistinct(rapid.Int(), 0, 5000, rapid.ID).Draw(t, "all")
		most, offset := rapid.IntRange(0, 20).Draw(t, "most"), rapid.IntRange(0, 30).Draw(t, "offset")
		f := first.New(most, cmp.Compare[int])
		for i, x := range all {
			f.Add(x)
			sorted := slices.Sorted(slices.Values(all[:min(i+1, 50)]))
			if last, full := f.Last(); i < 50 && (full != (most > 0 && i+1 >= most) || full && last != sorted[most-1]) {
				t.Fatalf("of %d the last of %d: %d, %v", i+1, most, last, full)
			}
		}
		slices.Sort(all)
		want := all[min(offset, most, len(all)):min(most, len(all))]
		if got := f.From(offset); f.Added() != len(all) || !slices.Equal(got, want) {
			t.Errorf("of %d from %d: %v, and %d added; want %v", most, offset, got, f.Added(), want)
		}
	})
}
