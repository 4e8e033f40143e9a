package question

import (
	"slices"

	"chokepoint/graph"
)

// Grid is a table as a program shows it to people: its heads and cells in the language of the question, and what each cell names.
type Grid struct {
	Sentence string   `json:"sentence,omitempty" doc:"The answer in a few words."`
	Columns  []Head   `json:"columns"`
	Rows     [][]Cell `json:"rows"`
	Next     string   `json:"next,omitempty" doc:"Cursor of what follows."`
	named    string   // head of a column of entities
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
	g := &Grid{Sentence: sentence, Columns: make([]Head, len(t.Columns)), Rows: make([][]Cell, len(t.Rows)), Next: t.Next, named: s.Words("column.name")}
	for i, name := range t.Columns {
		g.Columns[i] = Head{name, s.head(name)}
	}
	for i, row := range t.Rows {
		cells := make([]Cell, len(row))
		for j, cell := range row {
			cells[j] = s.gridCell(t.Columns[j], cell)
		}
		g.Rows[i] = cells
	}
	g.nameEntities()
	return g
}

// nameEntities calls the column of ids that of the entities which its cells name, and leaves out one that repeats their names.
func (g *Grid) nameEntities() {
	of := slices.IndexFunc(g.Columns, func(h Head) bool { return h.Name == "id" })
	if of < 0 || !slices.ContainsFunc(g.Rows, func(row []Cell) bool { return row[of].Entity != nil }) {
		return
	}
	for i := range g.Columns {
		repeats := i != of && !slices.ContainsFunc(g.Rows, func(row []Cell) bool {
			return row[of].Entity == nil || row[i].Text != row[of].Entity.Name && row[i].Text != row[of].Text
		})
		if repeats {
			g.Columns[of].Text = g.Columns[i].Text
			g.Columns = slices.Delete(g.Columns, i, i+1)
			for r := range g.Rows {
				g.Rows[r] = slices.Delete(g.Rows[r], i, i+1)
			}
			return
		}
	}
	g.Columns[of].Text = g.named
}

func (s *Sheet) gridCell(column string, cell any) Cell {
	c := Cell{Text: s.cell(cell).text}
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
