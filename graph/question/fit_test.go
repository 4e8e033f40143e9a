package question

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFitted(t *testing.T) {
	rows := [][]string{{"ID", "WHY"}, {"nvidia", "it is made by a firm that is in a place"}}
	want := [][]string{{"ID", "WHY"}, {"nvidia", "it is made by a firm"}, {"", "that is in a place"}}
	if got := fitted(rows, 30); !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := fitted(rows, 0); !slices.EqualFunc(got, rows, slices.Equal) {
		t.Errorf("without a width: %q", got)
	}
}

// Lines keep within the width, and no word is lost.
func TestFittedKeepsAll(t *testing.T) {
	word := rapid.StringMatching(`[a-zéü]{1,30}( [a-z]{1,9}){0,12}`)
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(1, 5).Draw(t, "columns")
		rows := rapid.SliceOfN(rapid.SliceOfN(word, columns, columns), 1, 4).Draw(t, "rows")
		width := rapid.IntRange(columns*(narrowest+gap), 120).Draw(t, "width")
		got := fitted(rows, width)
		total := 0
		for _, w := range columnWidths(got) {
			total += w + gap
		}
		if total-gap > width {
			t.Fatalf("%d columns of %d: %q", total-gap, width, got)
		}
		letters := func(rows [][]string) (n int) {
			for _, row := range rows {
				n += utf8.RuneCountInString(strings.ReplaceAll(strings.Join(row, ""), " ", ""))
			}
			return n
		}
		if letters(got) != letters(rows) {
			t.Fatalf("%q became %q", rows, got)
		}
	})
}
