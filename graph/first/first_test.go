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
		for _, x := range all {
			f.Add(x)
		}
		slices.Sort(all)
		want := all[min(offset, most, len(all)):min(most, len(all))]
		if got := f.From(offset); f.Added() != len(all) || !slices.Equal(got, want) {
			t.Errorf("of %d from %d: %v, and %d added; want %v", most, offset, got, f.Added(), want)
		}
	})
}
