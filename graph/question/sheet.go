package question

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/say"
)

// Sheet is what an answer is written on for people at a terminal, in the language of its question.
type Sheet struct {
	w     io.Writer
	width int     // of lines; 0: any
	color bool    // confidences have their colours
	asked *Asking // what is answered; nil until an answer is written
}

// NewSheet returns a sheet that writes to w.
func NewSheet(w io.Writer) *Sheet { return &Sheet{w: w} }

// Fit keeps lines within a width, in columns of a terminal: texts break between words, those of tables in their columns; 0 is any width.
func (s *Sheet) Fit(width int) { s.width = width }

// Color gives confidences colours beside their words, by codes that terminals know.
func (s *Sheet) Color(on bool) { s.color = on }

// of returns the sheet for the answer to a question.
func (s *Sheet) of(a *Asking) *Sheet {
	on := *s
	on.asked = a
	return &on
}

// In returns the sheet in another language.
func (s *Sheet) In(lang string) *Sheet { return s.of(s.asked.Within(lang)) }

// Asked is what the answer that is written answers; nil before one is.
func (s *Sheet) Asked() *Asking { return s.asked }

// Lang is the language of what is written.
func (s *Sheet) Lang() string {
	if s.asked == nil {
		return ""
	}
	return s.asked.Lang()
}

// Words is the message of a key in the language of the sheet.
func (s *Sheet) Words(key string, args ...any) string { return say.Text(s.Lang(), key, args...) }

// Say writes a line: the message of a key.
func (s *Sheet) Say(key string, args ...any) { s.Printf("%s\n", s.Words(key, args...)) }

// Name is what lists and headings call an entity.
func (s *Sheet) Name(e graph.EntityRef) string {
	if s.asked == nil {
		return e.Name
	}
	return s.asked.ListName(e)
}

// Sure is what a confidence is called, in its colour where Printf writes it.
func (s *Sheet) Sure(c graph.Confidence) Graded {
	return Graded{s.Words("confidence." + c.String()), c}
}

// cell is a cell of a table as the sheet shows it.
func (s *Sheet) cell(cell any) Graded {
	switch c := cell.(type) {
	case Shown:
		return Graded{text: c.On(s)}
	case graph.EntityRef:
		return Graded{text: s.Name(c)}
	case graph.Confidence:
		return s.Sure(c)
	case say.Told:
		return Graded{text: c.In(s.Lang())}
	}
	return Graded{text: fmt.Sprint(cell)}
}

// Printf writes text. What stands in it for the arguments commands no terminal.
func (s *Sheet) Printf(format string, args ...any) {
	shown := make([]any, len(args))
	for i, arg := range args {
		if g, ok := arg.(Graded); ok && s.color {
			shown[i] = g.colored(Plain(g.text))
		} else {
			shown[i] = cleaned{arg}
		}
	}
	_, _ = io.WriteString(s.w, wrapped(fmt.Sprintf(format, shown...), s.width))
}

// Verbatim writes a text that is to be copied, as a command, on lines of its own that nothing breaks.
func (s *Sheet) Verbatim(text string) { _, _ = io.WriteString(s.w, Plain(text)+"\n") }

// cleaned is an argument that is Plain once it is formatted.
type cleaned struct{ argument any }

// Format implements fmt.Formatter.
func (c cleaned) Format(to fmt.State, verb rune) {
	_, _ = io.WriteString(to, Plain(fmt.Sprintf(fmt.FormatString(to, verb), c.argument)))
}

// Table writes a table under its columns; blank stands in cells that would be empty.
func (s *Sheet) Table(t *Table, blank string) {
	rows := make([][]Graded, len(t.Rows))
	for i, row := range t.Rows {
		for _, c := range row {
			shown := s.cell(c)
			shown.text = cmp.Or(shown.text, blank)
			rows[i] = append(rows[i], shown)
		}
	}
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = strings.ToUpper(s.head(c))
	}
	s.rows(heads, rows)
}

// Rows writes rows in columns under their heads, or without where there are none.
func (s *Sheet) Rows(heads []string, rows [][]string) {
	cells := make([][]Graded, len(rows))
	for i, row := range rows {
		for _, text := range row {
			cells[i] = append(cells[i], Graded{text: text})
		}
	}
	s.rows(heads, cells)
}

// First writes the first lines of what print writes, and returns how many lines it left out.
func (s *Sheet) First(lines int, print func(*Sheet)) (left int) {
	var all bytes.Buffer
	on := *s
	on.w = &all
	print(&on)
	for line := range bytes.Lines(all.Bytes()) {
		if lines--; lines >= 0 {
			_, _ = s.w.Write(line)
		} else {
			left++
		}
	}
	return left
}

// Next says how to ask for what follows.
func (s *Sheet) Next(cursor string) {
	if cursor != "" {
		s.Printf("\n")
		s.Say("sheet.more", cursor)
	}
}

// JSON writes a value as it stands over HTTP.
func (s *Sheet) JSON(v any) {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v)
	_, _ = io.WriteString(s.w, Plain(text.String())) // in JSON such characters stand in texts alone, where \u is an escape
}
