package question

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// Table is an answer as rows. Columns are named in lower case, with underscores for spaces.
type Table struct {
	Columns []string
	Rows    [][]string
	Next    string // cursor of what follows, or empty
}

// NewTable makes a table without rows.
func NewTable(columns ...string) *Table { return &Table{Columns: columns} }

// Row adds a row.
func (t *Table) Row(cells ...any) {
	texts := make([]string, len(cells))
	for i, c := range cells {
		texts[i] = fmt.Sprint(c)
	}
	t.Rows = append(t.Rows, texts)
}

// WriteCSV writes the table as RFC 4180 has it, with the columns as the first line.
func (t *Table) WriteCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	if err := c.Write(t.Columns); err != nil {
		return err
	}
	return c.WriteAll(t.Rows)
}

// Sheet is what an answer is written on for people at a terminal.
type Sheet struct {
	w     io.Writer
	width int // of the lines of tables; 0: any
}

// NewSheet returns a sheet that writes to w.
func NewSheet(w io.Writer) *Sheet { return &Sheet{w: w} }

// Fit keeps the lines of tables within a width, in letters, by breaking texts in their columns; 0 is any width.
func (s *Sheet) Fit(width int) { s.width = width }

// Printf writes text.
func (s *Sheet) Printf(format string, args ...any) { fmt.Fprintf(s.w, format, args...) }

// Table writes a table under its columns.
func (s *Sheet) Table(t *Table) {
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = strings.ToUpper(strings.ReplaceAll(c, "_", " "))
	}
	s.Rows(append([][]string{heads}, t.Rows...))
}

// Rows writes rows in columns, without heads.
func (s *Sheet) Rows(rows [][]string) {
	t := tabwriter.NewWriter(s.w, 0, 8, gap, ' ', 0)
	for _, row := range fitted(rows, s.width) {
		fmt.Fprintln(t, strings.Join(row, "\t"))
	}
	t.Flush()
}

// First writes the first lines of what print writes, and returns how many lines it left out.
func (s *Sheet) First(lines int, print func(*Sheet)) (left int) {
	var all bytes.Buffer
	print(&Sheet{&all, s.width})
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
		s.Printf("\nMore: --cursor %s\n", cursor)
	}
}

// JSON writes a value as it stands over HTTP.
func (s *Sheet) JSON(v any) {
	enc := json.NewEncoder(s.w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v)
}
