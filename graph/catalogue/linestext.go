package catalogue

import (
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// sentenceOfLines says how many items meet a line that restricts, and which.
func sentenceOfLines(a *question.Asking, _ *linesParameters, x Lines) string {
	lang := a.Lang()
	of := say.Text(lang, "lines.all")
	if x.Maker != nil {
		of = a.NameIn(x.Maker.ID)
	}
	var texts []string
	switch {
	case x.Total == 0:
		return say.Text(lang, "lines.no-items", of, x.AsOf)
	case !x.restricts():
		texts = append(texts, say.Text(lang, "lines.none", of, x.AsOf))
	case x.Met == 0:
		texts = append(texts, say.Text(lang, "lines.none-met", of, x.AsOf, x.Total))
	default:
		texts = append(texts, say.Text(lang, "lines.met", of, x.AsOf, x.Met, x.Total, firstOf(a, x.caught)))
	}
	if x.Unknown > 0 {
		texts = append(texts, say.Text(lang, "lines.unknown", x.Unknown, firstOf(a, x.open)))
	}
	return strings.Join(append(texts, x.Notice), " ")
}

// restricts reports whether a line restricts exports.
func (x *Lines) restricts() bool {
	for i := range x.Lines {
		if x.Lines[i].Outcome != NoneKnown {
			return true
		}
	}
	return false
}

// firstOf names the first of entities, and says how many more there are.
func firstOf(a *question.Asking, all []graph.EntityRef) string {
	names := make([]string, 0, namedMost+1)
	for _, e := range all[:min(namedMost, len(all))] {
		names = append(names, a.NameIn(e.ID))
	}
	text := strings.Join(names, ", ")
	if more := len(all) - len(names); more > 0 {
		text += say.Text(a.Lang(), "lines.more", more)
	}
	return text
}

// tableOfLines has a column for each axis.
func tableOfLines(x Lines) *question.Table {
	columns := []string{"item", "verdict", "meets", "may_meet"}
	for _, axis := range x.Axes {
		columns = append(columns, axis.Name)
	}
	t := question.NewTable(columns...)
	t.Next = x.Next
	for i := range x.Results {
		r := &x.Results[i]
		row := []any{r.Item.ID, say.That("verdict." + string(r.Verdict)), x.named(r, criteria.Met), x.named(r, criteria.Unknown)}
		for _, axis := range x.Axes {
			text := ""
			for _, f := range r.Figures {
				if f.Name == axis.Name {
					text = plain(f.Value)
				}
			}
			row = append(row, text)
		}
		t.Row(row...)
	}
	return t
}

// named are what the lines are of to which an item stands in a way.
func (x *Lines) named(r *LinedItem, verdict criteria.Verdict) lineNames {
	var names lineNames
	for _, st := range r.Lines {
		for i := range x.Lines {
			if x.Lines[i].ID == st.Line && st.Verdict == verdict && !slices.Contains(names, x.Lines[i].Of) {
				names = append(names, x.Lines[i].Of)
			}
		}
	}
	return names
}

// lineNames is a cell of the names of what lines are of.
type lineNames []graph.EntityRef

// String is the cell as CSV has it.
func (names lineNames) String() string {
	return names.join(func(e graph.EntityRef) string { return e.Name })
}

// On is the cell as a sheet shows it.
func (names lineNames) On(s *question.Sheet) string { return names.join(s.Name) }

func (names lineNames) join(name func(graph.EntityRef) string) string {
	texts := make([]string, len(names))
	for i, e := range names {
		texts[i] = name(e)
	}
	return strings.Join(texts, "; ")
}

func printLines(s *question.Sheet, x Lines) {
	s.Printf("%s\n", sentenceOfLines(s.Asked(), nil, x))
	for i := range x.Lines {
		line := &x.Lines[i]
		s.Printf("\n%s\n", s.Words("sheet.line", s.Name(line.Of), line.Text))
		for _, d := range line.Decisions {
			s.Printf("  %s%s\n", s.Name(d.Decision), dates(s, d.Since, ""))
		}
	}
	s.Printf("\n")
	printTable(s, tableOfLines(x))
}
