package question

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"chokepoint/graph/say"
)

// Markdown is a table with what is said of it, as GitHub-flavoured Markdown has it.
type Markdown struct {
	Heading, Sentence string
	Notes             []string // under the table
	Table             *Table
}

// Markdown writes a table under its heading, in the language of the sheet. Nothing in it is taken for markup.
func (s *Sheet) Markdown(m Markdown) {
	fmt.Fprintf(s.w, "## %s\n\n", unmarked(m.Heading))
	if m.Sentence != "" {
		fmt.Fprintf(s.w, "%s\n\n", unmarked(m.Sentence))
	}
	heads := make([]string, len(m.Table.Columns))
	for i, c := range m.Table.Columns {
		heads[i] = unmarked(s.head(c))
	}
	line := func(cells []string) { fmt.Fprintf(s.w, "| %s |\n", strings.Join(cells, " | ")) }
	line(heads)
	_, _ = io.WriteString(s.w, strings.Repeat("| --- ", len(heads))+"|\n")
	for _, row := range m.Table.Rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = unmarked(s.cell(c).text)
		}
		line(cells)
	}
	for _, note := range m.Notes {
		fmt.Fprintf(s.w, "\n*%s*\n", unmarked(note))
	}
}

// head is what a column is called in the language of the sheet: by its message, or as the attribute whose values it has; or its own name,
// as that of a file is.
func (s *Sheet) head(column string) string {
	key := "column." + column
	if text := s.Words(key); text != key {
		return text
	}
	if s.asked != nil && s.asked.Facts != nil {
		if a := s.asked.Facts.Ontology().Attribute(column); a != nil && a.Label != nil {
			return a.Label.In(s.Lang())
		}
	}
	return column
}

// unmarked is a text in which nothing is markup, on one line.
func unmarked(text string) string {
	text = plainCell(text)
	var b strings.Builder
	for i, r := range text {
		switch r {
		case '&':
			b.WriteString("&amp;")
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '_':
			if !within(text, i) {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
		case '\\', '|', '`', '*', '[', ']', '~', '#', '!':
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// within reports whether a mark stands between letters or digits, where it is none: neighbours_of, https://example.org/a_b.
func within(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at+1:])
	return isWordy(before) && isWordy(after)
}

func isWordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// markdown is an answer as Markdown, under a heading.
func (q *prepared[P, A]) markdown(a *Asking, heading, sentence string, t *Table) Markdown {
	m := Markdown{Heading: heading, Sentence: sentence, Table: t}
	if t.Next != "" {
		m.Notes = append(m.Notes, say.Text(a.lang, "sheet.more", t.Next))
	}
	var foot []string
	if _, ok := any(q.p).(filtered); ok {
		foot = append(foot, say.Text(a.lang, "sheet.as-of", a.filter.AsOf.String()))
	}
	if notice := say.Text(a.lang, "check.notice"); q.Definition.Legal && !strings.Contains(sentence, notice) {
		foot = append(foot, notice)
	}
	if len(foot) > 0 {
		m.Notes = append(m.Notes, strings.Join(foot, " "))
	}
	return m
}
