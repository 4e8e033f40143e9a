package question

import (
	"slices"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"
)

// written is what a sheet of a width makes of a table.
func written(width int, heads []string, rows ...[]string) []string {
	var out strings.Builder
	s := NewSheet(&out)
	s.Fit(width)
	s.Rows(heads, rows)
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

func TestTablesFit(t *testing.T) {
	for name, c := range map[string]struct {
		width int
		rows  [][]string
		want  []string
	}{
		"any width": {0, [][]string{{"nvidia", "it is made by a firm"}},
			[]string{"ID      WHY", "nvidia  it is made by a firm"}},
		"texts give": {30, [][]string{{"nvidia", "it is made by a firm that is in a place"}},
			[]string{"ID      WHY", "nvidia  it is made by a firm", "        that is in a place"}},
		"ids stay whole where texts can give": {47, [][]string{{"china-information-technology", "it is made by a firm that is in a place"}},
			[]string{"ID                            WHY", "china-information-technology  it is made by a", "                              firm that is in a", "                              place"}},
		"ids break behind their marks": {36, [][]string{{"china-information-technology-group", "made by a firm"}},
			[]string{"ID                    WHY", "china-information-    made by a firm", "technology-group"}},
		"what is left fills the narrower": {40, [][]string{{"short words here", "a text that goes on and on for more than a line has room"}},
			[]string{"ID                WHY", "short words here  a text that goes on", "                  and on for more than a", "                  line has room"}},
		"wide letters take two columns": {0, [][]string{{"英伟达", "x"}, {"nvidia", "y"}},
			[]string{"ID      WHY", "英伟达  x", "nvidia  y"}},
		"Chinese breaks between its letters": {24, [][]string{{"id", "国家大基金变相增持中芯国际"}},
			[]string{"ID  WHY", "id  国家大基金变相增持中", "    芯国际"}},
		"blocks where columns would be too narrow": {20, [][]string{{"nvidia-h200", "it is made by a firm"}, {"tsmc", "x"}},
			[]string{"ID   nvidia-h200", "WHY  it is made by a", "     firm", "", "ID   tsmc", "WHY  x"}},
		"an indentation stays": {24, [][]string{{"  one two three four five six", "x"}},
			[]string{"ID                   WHY", "  one two three      x", "  four five six"}},
	} {
		if got := written(c.width, []string{"ID", "WHY"}, c.rows...); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// An id breaks rather than that a table is more than twice as long.
func TestLongTextsBreakIDs(t *testing.T) {
	const id = "china-information-technology-x"
	for text, want := range map[string]bool{"it is made by a firm that is in a place": false, strings.Repeat("wafers ", 12): true} {
		all := written(44, []string{"ID", "WHY"}, []string{id, text})
		if broken := !strings.HasPrefix(all[1], id); broken != want {
			t.Errorf("%s: the id breaks: %t\n%s", text, broken, strings.Join(all, "\n"))
		}
	}
}

// Lines keep within the width, as rows or as blocks, and no letter is lost.
func TestTablesKeepAll(t *testing.T) {
	word := rapid.StringMatching(`[a-zéü中国-]{1,30}( [a-z芯]{1,9}){0,12}`)
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(1, 5).Draw(t, "columns")
		rows := rapid.SliceOfN(rapid.SliceOfN(word, columns, columns), 1, 4).Draw(t, "rows")
		width := rapid.IntRange(20, 120).Draw(t, "width")
		heads := []string{"A", "B", "C", "D", "E"}[:columns]
		lines := written(width, heads, rows...)
		for _, line := range lines {
			if uniseg.StringWidth(line) > width {
				t.Fatalf("%d columns of %d: %q", uniseg.StringWidth(line), width, line)
			}
		}
		letters := func(all ...string) string {
			sorted := []rune(strings.Map(func(r rune) rune {
				if strings.ContainsRune(" \nABCDE", r) {
					return -1
				}
				return r
			}, strings.Join(all, "")))
			slices.Sort(sorted)
			return string(sorted)
		}
		var all []string
		for _, row := range rows {
			all = append(all, row...)
		}
		if letters(lines...) != letters(all...) {
			t.Fatalf("%q became %q", rows, lines)
		}
	})
}

// Lines of text break between words, addresses stay whole, and what is to be copied is as it was.
func TestTextsFit(t *testing.T) {
	var out strings.Builder
	s := NewSheet(&out)
	s.Fit(24)
	s.Printf("  %s\n", "a source: its title https://example.org/a/very/long/page and 国家大基金变相增持中芯国际")
	s.Verbatim("chokepoint dependents nvidia --lang en\x1b")
	const want = "  a source: its title\n    https://example.org/a/very/long/page\n    and 国家大基金变相增\n    持中芯国际\nchokepoint dependents nvidia --lang en\\u001b\n"
	if out.String() != want {
		t.Errorf("%s\nwant\n%s", out.String(), want)
	}
}
