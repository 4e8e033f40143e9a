package question_test

import (
	"strings"
	"testing"

	"chokepoint/graph/question"
)

// Nothing that commands a terminal is written to one, and a name keeps its row.
func TestSheetsArePlain(t *testing.T) {
	const name = "A\x1b[31mB\u202eC\x9bD\nE\tF\r"
	for what, write := range map[string]func(*question.Sheet){
		"text":  func(s *question.Sheet) { s.Printf("%s\n", name) },
		"table": func(s *question.Sheet) { tb := question.NewTable("name"); tb.Row(name); s.Table(tb, "") },
		"rows":  func(s *question.Sheet) { s.Rows(nil, [][]string{{name, "x"}}) },
		"json":  func(s *question.Sheet) { s.JSON(name) },
	} {
		var out strings.Builder
		write(question.NewSheet(&out))
		if strings.ContainsAny(out.String(), "\x1b\u202e\u009b\r") || !strings.Contains(out.String(), `\u001b[31mB\u202eC`) {
			t.Errorf("%s: %q", what, out.String())
		}
		if lines := strings.Count(out.String(), "\n"); what != "text" && what != "table" && lines != 1 || what == "table" && lines != 2 {
			t.Errorf("%s: %q", what, out.String())
		}
	}
}
