package ledger_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

// A difference finds what is said wherever it stands: it is held against a map of all that stood. Content 0 to 2 of few keys, most of them said
// in the order in which they stand.
func TestDifferenceAgreesWithAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stood := rapid.SliceOfNDistinct(rapid.IntRange(0, 40), 0, 30, rapid.ID).Draw(t, "stood")
		said := slices.Clone(stood)
		for range rapid.IntRange(0, 6).Draw(t, "moved") {
			if len(said) > 1 {
				from, to := rapid.IntRange(0, len(said)-1).Draw(t, "from"), rapid.IntRange(0, len(said)-1).Draw(t, "to")
				said[from], said[to] = said[to], said[from]
			}
		}
		said = said[:rapid.IntRange(0, len(said)).Draw(t, "said")]
		said = append(said, rapid.SliceOfNDistinct(rapid.IntRange(41, 45), 0, 3, rapid.ID).Draw(t, "new")...)
		content := rapid.Uint64Range(0, 1)
		var count graph.Changes
		d, left := ledger.NewDifference[int](len(stood), &count), map[int]uint64{}
		for _, key := range stood {
			left[key] = content.Draw(t, "content")
			d.Stand(key, left[key], int64(key))
		}
		var ended []int64
		for _, key := range said {
			new, want := content.Draw(t, "content"), ledger.Added
			if old, ok := left[key]; ok && old == new {
				want = ledger.Unchanged
			} else if ok {
				want, ended = ledger.Changed, append(ended, int64(key))
			}
			if delete(left, key); d.Say(key, new) != want {
				t.Fatalf("%d said: not %d", key, want)
			}
		}
		var withdrawn []int64
		for key := range left {
			withdrawn = append(withdrawn, int64(key))
		}
		slices.Sort(withdrawn)
		ended = append(ended, withdrawn...)
		slices.Sort(ended)
		if gotWithdrawn, gotEnded := d.Withdraw(); !slices.Equal(gotWithdrawn, withdrawn) || !slices.Equal(gotEnded, ended) {
			t.Errorf("withdrawn %v, ended %v; want %v and %v", gotWithdrawn, gotEnded, withdrawn, ended)
		}
		if sum := count.Added + count.Changed + count.Unchanged; sum != len(said) || count.Withdrawn != len(withdrawn) {
			t.Errorf("counted %+v", count)
		}
	})
}

// Of several that stand under one key, one stands for it, and the others are ended but not withdrawn.
func TestDifferenceEndsWhatStandsTwice(t *testing.T) {
	var count graph.Changes
	d := ledger.NewDifference[string](0, &count)
	for place, key := range []string{"a", "a", "b", "b", "c"} {
		d.Stand(key, 0, int64(place))
	}
	if d.Say("a", 0) != ledger.Unchanged || d.Say("c", 0) != ledger.Unchanged {
		t.Error("what stands is not unchanged")
	}
	withdrawn, ended := d.Withdraw()
	if !slices.Equal(withdrawn, []int64{3}) || len(ended) != 3 || count.Withdrawn != 1 {
		t.Errorf("withdrawn %v, ended %v", withdrawn, ended)
	}
}
