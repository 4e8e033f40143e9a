package load

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph/names"
)

// TestNearNames holds the names that are found near against a comparison of each with each.
func TestNearNames(t *testing.T) {
	word := rapid.StringOfN(rapid.SampledFrom([]rune("ab7é汉")), 1, 7, -1)
	list := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 1, 3).Draw(t, "words"), " ")
	}), 2, 40)
	rapid.Check(t, func(t *rapid.T) {
		found := newNearNames()
		var seen []string
		for _, name := range list.Draw(t, "names") {
			// Half of the names are one slip from the one before, or little more.
			if len(seen) > 0 && rapid.Bool().Draw(t, "slip") {
				name = slip(t, seen[len(seen)-1])
			}
			var want []int32
			for i, other := range seen {
				if nearDuplicate(other, name) {
					want = append(want, int32(i))
				}
			}
			if diff := cmp.Diff(want, found.add("company", name)); diff != "" {
				t.Fatalf("near to %q among %q (-compared +found):\n%s", name, seen, diff)
			}
			seen = append(seen, name)
		}
		if near := found.add("chip", seen[0]); near != nil {
			t.Fatalf("near to one of another kind: %v", near)
		}
	})
}

// slip swaps, leaves out or replaces a letter.
func slip(t *rapid.T, name string) string {
	letters := []rune(name)
	at := rapid.IntRange(0, len(letters)-1).Draw(t, "at")
	switch rapid.IntRange(0, 2).Draw(t, "kind") {
	case 0:
		next := (at + 1) % len(letters)
		letters[at], letters[next] = letters[next], letters[at]
	case 1:
		letters = slices.Delete(letters, at, at+1)
	default:
		letters[at] = 'b'
	}
	return strings.Join(strings.Fields(string(letters)+"a"), " ")
}

// TestSuggestions holds what may have been meant against a comparison with all known words.
func TestSuggestions(t *testing.T) {
	word := rapid.StringOfN(rapid.SampledFrom([]rune("abc-é1")), 0, 9, -1)
	rapid.Check(t, func(t *rapid.T) {
		known := rapid.SliceOfN(word, 0, 30).Draw(t, "known")
		unknown := word.Filter(func(s string) bool { return !slices.Contains(known, s) }).Draw(t, "unknown")
		best, bestDistance := "", max(2, len([]rune(unknown))/3)+1
		for _, k := range known {
			if d := names.EditDistance(unknown, k); d < bestDistance {
				best, bestDistance = k, d
			}
		}
		want := ""
		if best != "" {
			want = ` (did you mean "` + best + `"?)`
		}
		if got := DidYouMean(unknown, known); got != want {
			t.Fatalf("%q among %q:%s, want%s", unknown, known, got, want)
		}
	})
}
