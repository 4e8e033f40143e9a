package question

import (
	"slices"
	"strings"

	"chokepoint/graph"
)

// Grid is a table as a program shows it to people: its heads and cells in the language of the question, and what each cell names.
type Grid struct {
	Sentence string   `json:"sentence,omitempty" doc:"The answer in a few words."`
	Columns  []Head   `json:"columns"`
	Rows     [][]Cell `json:"rows"`
	Next     string   `json:"next,omitempty" doc:"Cursor of what follows."`
}

// Head is the head of a column.
type Head struct {
	Name string `json:"name" doc:"The same in every language, as in CSV."`
	Text string `json:"text"`
}

// Cell is a cell of a grid.
type Cell struct {
	Text       string            `json:"text"`
	Entity     *graph.EntityRef  `json:"entity,omitempty" doc:"The entity that the cell names."`
	Confidence *graph.Confidence `json:"confidence,omitempty" doc:"The confidence that the cell says."`
}

// entityColumns are those whose cells are ids of entities.
var entityColumns = []string{"id", "country", "subject", "object", "item", "from", "to", "decision", "list"}

// grid returns a table as the sheet shows it.
func (s *Sheet) grid(t *Table, sentence string) *Grid {
	g := &Grid{Sentence: sentence, Columns: make([]Head, len(t.Columns)), Rows: make([][]Cell, len(t.Rows)), Next: t.Next}
	for i, name := range t.Columns {
		g.Columns[i] = Head{name, strings.ReplaceAll(strings.TrimPrefix(s.Words("column."+name), "column."), "_", " ")}
	}
	for i, row := range t.Rows {
		cells := make([]Cell, len(row))
		for j, cell := range row {
			cells[j] = s.gridCell(t.Columns[j], cell)
		}
		g.Rows[i] = cells
	}
	for i, name := range t.Columns {
		if name == "id" && slices.ContainsFunc(g.Rows, func(row []Cell) bool { return row[i].Entity != nil }) {
			g.Columns[i].Text = s.Words("column.name")
		}
	}
	return g
}

func (s *Sheet) gridCell(column string, cell any) Cell {
	c := Cell{Text: s.cell(cell)}
	switch v := cell.(type) {
	case graph.EntityRef:
		c.Entity = &v
	case graph.Confidence:
		c.Confidence = &v
	case string:
		if v != "" && slices.Contains(entityColumns, column) {
			s.name(&c, v)
		}
	}
	return c
}

// name makes an id that is one of an entity a cell that names it.
func (s *Sheet) name(c *Cell, id string) {
	if n, ok := s.asked.Facts.Lookup(id); ok {
		ref := s.asked.EntityRef(n)
		c.Text, c.Entity = s.Name(ref), &ref
	}
}
