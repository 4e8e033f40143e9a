package format

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"chokepoint/graph/delimited"
	"chokepoint/graph/load"
)

// bounds are what a table may have.
var bounds = delimited.Bounds{Bytes: 4 << 30, Columns: 1000, Cell: 1 << 20}

// columns are the columns of a table by name.
type columns map[string]int

// absent is the place of a column that a table does not have.
const absent = -1

// place returns where a column stands.
func (c columns) place(name string) int {
	if at, ok := c[name]; ok {
		return at
	}
	return absent
}

// row gives the cells of a row by column, without the space around them, and the place of each; one that is absent is empty. It is its
// reader's until the next is read.
type row struct {
	file    string
	columns columns
	cells   delimited.Row
}

func (r *row) at() load.Place { return load.Place{File: r.file, Line: r.cells.Line, Column: 1} }

func (r *row) word(column string) load.Word { return r.wordAt(r.columns.place(column)) }

// wordAt is word for a column that was looked up before.
func (r *row) wordAt(column int) load.Word {
	text := r.textAt(column)
	if text == "" {
		return load.Word{}
	}
	line, at := r.cells.At(column)
	return load.Word{Text: text, At: load.Place{File: r.file, Line: line, Column: at}}
}

// textAt is text for a column that was looked up before.
func (r *row) textAt(column int) string {
	if column == absent || r.cells.Cells[column] == "" {
		return ""
	}
	return strings.TrimSpace(delimited.Unguarded(r.cells.Cells[column]))
}

func (r *row) text(column string) string { return r.textAt(r.columns.place(column)) }

// heads are the columns of a table.
type heads struct {
	needed, optional []string
	ignored          []string // said by the file for people alone
	open             bool     // any further column is let be
}

func (h *heads) known() []string { return slices.Concat(h.needed, h.optional) }

// mostRagged is how many rows of a wrong length are told before a file is given up.
const mostRagged = 100

// table reads a file whose first row names its columns; read is called for each row that has what it needs.
func (r *Reading) table(f load.File, h heads, b delimited.Bounds, read func(*row)) {
	in, err := f.Open()
	if err != nil {
		r.Fault(load.Place{File: f.Name}, "%v", err)
		return
	}
	defer in.Close()
	rows, err := delimited.NewReader(in, b)
	if err != nil {
		r.tableFault(f.Name, err)
		return
	}
	columns, ok := r.columnsOf(f.Name, rows.Head, h)
	if !ok {
		return
	}
	needed := make([]int, len(h.needed))
	for i, name := range h.needed {
		needed[i] = columns[name]
	}
	ragged, now := 0, &row{file: f.Name, columns: columns}
	for {
		now.cells, err = rows.Read()
		var wrong *delimited.Ragged
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.As(err, &wrong) && ragged < mostRagged:
			ragged++
			r.Fault(load.Place{File: f.Name, Line: wrong.Line, Column: 1}, "%s", wrong.Cause.In("en"))
			continue
		case err != nil:
			r.tableFault(f.Name, err)
			return
		}
		if empty := slices.IndexFunc(needed, func(column int) bool { return now.textAt(column) == "" }); empty >= 0 {
			line, at := now.cells.At(needed[empty])
			r.Fault(load.Place{File: f.Name, Line: line, Column: at}, "the %s is empty", h.needed[empty])
			continue
		}
		read(now)
	}
}

// columnsOf finds the columns by their names, whose capitals do not count.
func (r *Reading) columnsOf(file string, head []string, h heads) (found columns, ok bool) {
	found, ok = columns{}, true
	known := h.known()
	for i, name := range head {
		if name == "" { // a delimiter at the end of each row
			continue
		}
		name = strings.ToLower(name)
		found[name] = i
		if !h.open && !slices.Contains(known, name) && !slices.Contains(h.ignored, name) {
			r.Fault(load.Place{File: file, Line: 1, Column: 1}, "there is no column %q%s; there are %s", head[i], load.DidYouMean(name, known), strings.Join(known, ", "))
		}
	}
	for _, name := range h.needed {
		if _, there := found[name]; !there {
			r.Fault(load.Place{File: file, Line: 1, Column: 1}, "the column %s is missing", name)
			ok, r.Broken = false, true
		}
	}
	return found, ok
}

// tableFault notes what ended the reading of a table.
func (r *Reading) tableFault(file string, err error) {
	at, text := load.Place{File: file}, fmt.Sprint(err)
	var located *delimited.Fault
	if errors.As(err, &located) {
		at.Line, at.Column, text = located.Line, located.Column, located.Cause.In("en")
	}
	r.Fault(at, "%s", text)
	r.Broken = true
}
