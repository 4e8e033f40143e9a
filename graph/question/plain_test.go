package question_test

import (
	"regexp"
	"strings"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/question"
)

// Nothing that commands a terminal is written to one, and a name keeps its row.
func TestSheetsArePlain(t *testing.T) {
	const name = "A\x1b[31mB\u202eC\x9bD\nE\tF\r"
	for what, write := range map[string]func(*question.Sheet){
		"text":  func(s *question.Sheet) { s.Printf("%s\n", name) },
		"table": func(s *question.Sheet) { tb := question.NewTable("name"); tb.Row(name); s.Table(tb, "") },
		"rows":  func(s *question.Sheet) { s.Rows(nil, [][]string{{name, "x"}}) },
		"markdown": func(s *question.Sheet) {
			tb := question.NewTable("name")
			tb.Row(name)
			s.Markdown(question.Markdown{Heading: "x", Table: tb})
		},
		"json": func(s *question.Sheet) { s.JSON(name) },
	} {
		var out strings.Builder
		sheet := question.NewSheet(&out)
		sheet.Color(true)
		write(sheet)
		shown := out.String()
		if what == "markdown" { // which has strokes before its marks
			shown = strings.NewReplacer(`\\u`, `\u`, `\[`, `[`).Replace(shown)
		}
		if strings.ContainsAny(shown, "\x1b\u202e\u009b\r") || !strings.Contains(shown, `\u001b[31mB\u202eC`) {
			t.Errorf("%s: %q", what, shown)
		}
		if lines := strings.Count(shown, "\n"); (what == "rows" || what == "json") && lines != 1 || what == "table" && lines != 2 {
			t.Errorf("%s: %q", what, shown)
		}
	}
}

// Colours stand around the words of confidences alone, whatever is beside them, and take no room.
func TestColors(t *testing.T) {
	write := func(color bool) string {
		var out strings.Builder
		s := question.NewSheet(&out)
		s.Color(color)
		table := question.NewTable("name", "confidence", "why")
		for c := graph.Disputed; c <= graph.Official; c++ {
			table.Row("\x1b[1;32mx", c, "because")
		}
		s.Table(table, "-")
		s.Printf("%s (%s, %d)\n", "\x1b[0m", s.Sure(graph.Official), 3)
		return out.String()
	}
	plain, colored := write(false), write(true)
	if strings.Contains(plain, "\x1b") {
		t.Errorf("without colours: %q", plain)
	}
	codes := regexp.MustCompile("\x1b\\[[0-9;]*m")
	if got := codes.ReplaceAllString(colored, ""); got != plain {
		t.Errorf("without its codes: %q, want %q", got, plain)
	}
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile("(\x1b\\[[0-9;]+m)(disputed|estimated|reported|confirmed|official)\x1b\\[0m").FindAllStringSubmatch(colored, -1) {
		seen[m[1]+m[2]] = true
	}
	if all := len(codes.FindAllString(colored, -1)); len(seen) != 5 || all != 12 {
		t.Errorf("%d colours in %d codes: %q", len(seen), all, colored)
	}
}
