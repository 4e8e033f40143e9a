package question

import (
	"encoding/csv"
	"fmt"
	"io"

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
