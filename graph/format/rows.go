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

// row gives the cells of a row by column, without the space around them, and the place of each; one that is absent is empty.
type row struct {
	file    string
	columns map[string]int
	cells   delimited.Row
}

func (r *row) at() load.Place { return load.Place{File: r.file, Line: r.cells.Line, Column: 1} }

func (r *row) word(column string) load.Word {
	i, ok := r.columns[column]
	if !ok {
		return load.Word{}
	}
	text := strings.TrimSpace(delimited.Unguarded(r.cells.Cells[i]))
	if text == "" {
		return load.Word{}
	}
	line, at := r.cells.At(i)
	return load.Word{Text: text, At: load.Place{File: r.file, Line: line, Column: at}}
}

func (r *row) text(column string) string { return r.word(column).Text }

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
	ragged := 0
	for {
		cells, err := rows.Read()
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
		now := &row{f.Name, columns, cells}
		if empty := slices.IndexFunc(h.needed, func(name string) bool { return now.text(name) == "" }); empty >= 0 {
			line, at := cells.At(columns[h.needed[empty]])
			r.Fault(load.Place{File: f.Name, Line: line, Column: at}, "the %s is empty", h.needed[empty])
			continue
		}
		read(now)
	}
}

// columnsOf finds the columns by their names, whose capitals do not count.
func (r *Reading) columnsOf(file string, head []string, h heads) (columns map[string]int, ok bool) {
	columns, ok = map[string]int{}, true
	known := h.known()
	for i, name := range head {
		if name == "" { // a delimiter at the end of each row
			continue
		}
		name = strings.ToLower(name)
		columns[name] = i
		if !h.open && !slices.Contains(known, name) && !slices.Contains(h.ignored, name) {
			r.Fault(load.Place{File: file, Line: 1, Column: 1}, "there is no column %q%s; there are %s", head[i], load.DidYouMean(name, known), strings.Join(known, ", "))
		}
	}
	for _, name := range h.needed {
		if _, there := columns[name]; !there {
			r.Fault(load.Place{File: file, Line: 1, Column: 1}, "the column %s is missing", name)
			ok, r.Broken = false, true
		}
	}
	return columns, ok
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
