package question

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"chokepoint/graph"
	"chokepoint/graph/delimited"
	"chokepoint/graph/say"
)

// Table is an answer as rows. Columns are named in lower case, with underscores for spaces; those of tables that are shown at a
// terminal have a message there. As CSV a table is the same in every language; on a sheet it is in that of the sheet, for which
// entities, confidences and what is Told stand in cells as such.
type Table struct {
	Columns []string
	Rows    [][]any
	Next    string // cursor of what follows, or empty
}

// NewTable makes a table without rows.
func NewTable(columns ...string) *Table { return &Table{Columns: columns} }

// Row adds a row.
func (t *Table) Row(cells ...any) { t.Rows = append(t.Rows, cells) }

// Shown is a cell that a sheet shows in its own way; as CSV it is its String.
type Shown interface {
	fmt.Stringer
	On(*Sheet) string
}

// plainly is a cell as CSV has it.
func plainly(cell any) string {
	switch c := cell.(type) {
	case graph.EntityRef:
		return c.Name
	case say.Told:
		return c.In("en")
	}
	return fmt.Sprint(cell)
}

// WriteCSV writes the table as RFC 4180 has it, with the columns as the first line. No spreadsheet takes a cell for a formula.
func (t *Table) WriteCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	if err := c.Write(t.Columns); err != nil {
		return err
	}
	for _, row := range t.Rows {
		texts := make([]string, len(row))
		for i, cell := range row {
			texts[i] = delimited.Guarded(plainly(cell))
		}
		if err := c.Write(texts); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// Sheet is what an answer is written on for people at a terminal, in the language of its question.
type Sheet struct {
	w     io.Writer
	width int     // of the lines of tables; 0: any
	asked *Asking // what is answered; nil until an answer is written
}

// NewSheet returns a sheet that writes to w.
func NewSheet(w io.Writer) *Sheet { return &Sheet{w: w} }

// Fit keeps the lines of tables within a width, in letters, by breaking texts in their columns; 0 is any width.
func (s *Sheet) Fit(width int) { s.width = width }

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

// Sure is what a confidence is called.
func (s *Sheet) Sure(c graph.Confidence) string { return s.Words("confidence." + c.String()) }

// cell is a cell of a table as the sheet shows it.
func (s *Sheet) cell(cell any) string {
	switch c := cell.(type) {
	case Shown:
		return c.On(s)
	case graph.EntityRef:
		return s.Name(c)
	case graph.Confidence:
		return s.Sure(c)
	case say.Told:
		return c.In(s.Lang())
	}
	return fmt.Sprint(cell)
}

// Printf writes text.
func (s *Sheet) Printf(format string, args ...any) {
	_, _ = io.WriteString(s.w, Plain(fmt.Sprintf(format, args...)))
}

// Table writes a table under its columns; blank stands in cells that would be empty.
func (s *Sheet) Table(t *Table, blank string) {
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = strings.ToUpper(s.Words("column." + c))
	}
	rows := [][]string{heads}
	for _, row := range t.Rows {
		texts := make([]string, len(row))
		for i, c := range row {
			texts[i] = cmp.Or(s.cell(c), blank)
		}
		rows = append(rows, texts)
	}
	s.Rows(rows)
}

// Rows writes rows in columns, without heads.
func (s *Sheet) Rows(rows [][]string) {
	t := tabwriter.NewWriter(s.w, 0, 8, gap, ' ', 0)
	plain := make([][]string, len(rows))
	for i, row := range rows {
		for _, cell := range row {
			plain[i] = append(plain[i], plainCell(cell))
		}
	}
	for _, row := range fitted(plain, s.width) {
		fmt.Fprintln(t, strings.Join(row, "\t"))
	}
	t.Flush()
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
