package delimited

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"chokepoint/graph/say"
)

// Reader reads the rows of a text, one after another. It is used by one goroutine.
type Reader struct {
	// Head is the first row: the names of the columns, without the space around them; some may be empty.
	Head []string

	cells  *parser
	bounds Bounds
	head   int  // line of the first row
	again  bool // the first row is one of data
	read   int  // rows
	err    error
}

// Row is a row of cells as they stand in the text: without the quotes around them, and with the space. Its slices are its reader's until
// the next is read; its texts stay.
type Row struct {
	Line  int // where it begins
	Cells []string
	at    []place
}

// At is where a cell begins: its line and, in letters, its column.
func (r *Row) At(cell int) (line, column int) {
	if cell >= len(r.at) {
		return r.Line, 1
	}
	return r.at[cell].line, r.at[cell].column
}

// NewReader begins to read a text whose first row names its columns. The error is a *Fault, or that of the reader below.
func NewReader(in io.Reader, b Bounds) (*Reader, error) {
	l, err := newLetters(in, b)
	if err != nil {
		return nil, err
	}
	begin, err := beginning(l)
	if err != nil {
		return nil, err
	}
	delimiter, said := delimiterOf(begin)
	line := 1
	if said {
		begin = begin[bytes.IndexByte(begin, '\n')+1:]
		line++
	}
	p := newParser(io.MultiReader(bytes.NewReader(begin), l), b, delimiter, false)
	p.line = line
	r := &Reader{cells: p, bounds: b}
	return r, r.readHead()
}

// NewLines begins to read a text that has a cell a line, whatever stands in it, and no heads.
func NewLines(in io.Reader, b Bounds) (*Reader, error) {
	l, err := newLetters(in, b)
	if err != nil {
		return nil, err
	}
	r := &Reader{cells: newParser(l, b, undivided, true), bounds: b, again: true}
	return r, r.readHead()
}

func (r *Reader) readHead() error {
	first, err := r.cells.next()
	if errors.Is(err, io.EOF) {
		return faultAt(0, 0, "delimited.empty")
	}
	if err != nil {
		return err
	}
	r.head = first.Line
	for i, cell := range first.Cells {
		cell = strings.TrimSpace(cell)
		if cell != "" && slices.ContainsFunc(r.Head, func(before string) bool { return strings.EqualFold(before, cell) }) {
			return faultAt(first.at[i].line, first.at[i].column, "delimited.twice", cell)
		}
		r.Head = append(r.Head, cell)
	}
	return nil
}

// Delimiter is what stands between cells; empty in a text that NewLines reads.
func (r *Reader) Delimiter() string {
	if r.cells.delimiter == undivided {
		return ""
	}
	return string(r.cells.delimiter)
}

// NoHeads takes the first row for one of data, which Read gives first. It is called before Read, if at all.
func (r *Reader) NoHeads() { r.again = true }

// Read returns the next row that is not empty, with as many cells as there are heads. The error is io.EOF after the last row, a
// *Ragged for a row of another length, which is returned as it stands and after which the next can be read, or a *Fault.
func (r *Reader) Read() (Row, error) {
	if r.err != nil {
		return Row{}, r.err
	}
	row := Row{Line: r.head, Cells: r.Head}
	if !r.again {
		if row, r.err = r.cells.next(); r.err != nil {
			return Row{}, r.err
		}
	}
	r.again = false
	if r.read++; r.bounds.Rows > 0 && r.read > r.bounds.Rows {
		r.err = faultAt(row.Line, 0, "delimited.rows", r.bounds.Rows)
		return Row{}, r.err
	}
	columns := len(r.Head)
	for len(row.Cells) > columns && strings.TrimSpace(row.Cells[len(row.Cells)-1]) == "" {
		row.Cells = row.Cells[:len(row.Cells)-1]
	}
	if len(row.Cells) != columns {
		return row, &Ragged{Fault{row.Line, 0, say.That("delimited.ragged", len(row.Cells), columns)}}
	}
	return row, nil
}

// Ragged is the fault of a row that has more or fewer cells than there are heads.
type Ragged struct{ Fault }
