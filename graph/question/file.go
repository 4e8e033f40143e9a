package question

import (
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"

	"chokepoint/graph/delimited"
	"chokepoint/graph/fold"
	"chokepoint/graph/say"
)

// A list parameter whose field is tagged file:"csv" can come from the rows of a file, an element a row:
//
//	Queries []PartyQuery `param:"queries" file:"csv"`
//
// Its elements are FromRow. What is wrong with the file as a whole is an *Invalid of the parameter; what is wrong with one row the
// element is told, and the other rows are answered.

// FromRow is a pointer to an element that can come from a row of a file.
type FromRow interface {
	// Columns says what the columns of a file may be called. It is asked of a zero element.
	Columns() []Column
	// FromRow sets the element.
	FromRow(*Row)
}

// Column is a column that a file may have.
type Column struct {
	Member string   // what it gives
	Heads  []string // what it may be called, the best first; case, marks and punctuation do not count
	Needed bool     // a file without it says nothing
}

// Row is a row of a file.
type Row struct {
	Number  int               // from 1, heads not counted
	Between string            // what stands between cells: the delimiter that the file is read with
	Heads   []string          // of all columns as they stand; nil: the file has none
	Cells   []string          // of all columns
	Members map[string]string // cells that are not empty by what they give, without the space around them
	Wrong   say.Told          // the number of cells is not that of the heads; or nil
}

// File is a text of rows.
type File struct {
	Text  io.Reader
	Lines bool // an element a line, whatever stands in it, and no heads
}

// The bounds of a file.
const (
	MaxFile    = 16 << 20 // bytes
	maxColumns = 200
	maxCell    = 32 << 10 // bytes: as much as a cell of a spreadsheet has
)

// FromFile returns the parameter that can come from a file, or nil.
func (i *Info) FromFile() *Parameter {
	at := slices.IndexFunc(i.Parameters, func(p Parameter) bool { return p.File != "" })
	if at < 0 {
		return nil
	}
	return &i.Parameters[at]
}

// ReadFile implements Question.
func (d *defined[P, A]) ReadFile(v Values, f File) (Prepared, error) {
	p := d.info.FromFile()
	if p == nil {
		return nil, &Invalid{[]Fault{{Index: -1, Message: say.That("fault.file.none")}}}
	}
	if len(v[p.Name]) > 0 {
		return nil, &Invalid{[]Fault{{Parameter: p.Name, Index: -1, Message: say.That("fault.file.both")}}}
	}
	into := new(P)
	rest := slices.DeleteFunc(slices.Clone(d.info.Parameters), func(other Parameter) bool { return other.Name == p.Name })
	if err := read(v, rest, reflect.ValueOf(into).Elem()); err != nil {
		return nil, err
	}
	list, err := p.fromFile(f)
	if err != nil {
		return nil, err
	}
	reflect.ValueOf(into).Elem().FieldByIndex(p.index).Set(list)
	return &prepared[P, A]{d, into, scopeOf(d.Name, v), len(v["limit"]) > 0}, nil
}

// fromFile makes the elements of a list of the rows of a file. The error is an *Invalid, or that of the reader.
func (p *Parameter) fromFile(f File) (list reflect.Value, err error) {
	wrong := func(why say.Told) error { return &Invalid{[]Fault{{Parameter: p.Name, Index: -1, Message: why}}} }
	defer func() {
		var fault *delimited.Fault
		if errors.As(err, &fault) {
			err = wrong(fault)
		}
	}()
	bounds := delimited.Bounds{Bytes: MaxFile, Rows: p.MaxItems, Columns: maxColumns, Cell: maxCell}
	open := delimited.NewReader
	if f.Lines {
		open = delimited.NewLines
	}
	r, err := open(f.Text, bounds)
	if err != nil {
		return list, err
	}
	columns := reflect.New(p.Element).Interface().(FromRow).Columns()
	places, why := placesOf(columns, r.Head, f.Lines)
	if why != nil {
		return list, wrong(why)
	}
	heads := r.Head
	if heads != nil && places == nil {
		r.NoHeads()
		heads, places = nil, map[string]int{needed(columns): 0}
	}
	list = reflect.MakeSlice(reflect.SliceOf(p.Element), 0, 0)
	for number := 1; ; number++ {
		row, err := nextRow(r, places)
		switch {
		case errors.Is(err, io.EOF) && number == 1:
			return list, wrong(say.That("fault.file.rows"))
		case errors.Is(err, io.EOF):
			return list, nil
		case err != nil:
			return list, err
		}
		row.Number, row.Between, row.Heads = number, r.Delimiter(), heads
		element := reflect.New(p.Element)
		element.Interface().(FromRow).FromRow(row)
		list = reflect.Append(list, element.Elem())
	}
}

// nextRow reads a row, and what its cells give. One of another length than the heads gives nothing and is Wrong. The error is io.EOF,
// a *delimited.Fault, or that of the reader.
func nextRow(r *delimited.Reader, places map[string]int) (*Row, error) {
	cells, err := r.Read()
	row := &Row{Cells: slices.Clone(cells.Cells), Members: map[string]string{}}
	var ragged *delimited.Ragged
	if errors.As(err, &ragged) {
		row.Wrong = ragged
		return row, nil
	}
	if err != nil {
		return nil, err
	}
	for member, at := range places {
		if cell := strings.TrimSpace(row.Cells[at]); cell != "" {
			row.Members[member] = cell
		}
	}
	return row, nil
}

// needed is what a file of one column without a head gives.
func needed(columns []Column) string {
	return columns[slices.IndexFunc(columns, func(c Column) bool { return c.Needed })].Member
}

// placesOf finds the columns of a file by their heads. Without any, a file of one column is one without heads; if what is needed is
// missing, the message says so.
func placesOf(columns []Column, heads []string, lines bool) (places map[string]int, why say.Told) {
	if lines {
		return nil, nil
	}
	places = map[string]int{}
	for _, c := range columns {
		for _, head := range c.Heads {
			at := slices.IndexFunc(heads, func(given string) bool { return headOf(given) == headOf(head) })
			if at >= 0 {
				places[c.Member] = at
				break
			}
		}
	}
	for _, c := range columns {
		if _, ok := places[c.Member]; ok || !c.Needed {
			continue
		}
		if len(heads) == 1 && len(places) == 0 {
			return nil, nil
		}
		return nil, say.That("fault.file.column", c.Member, strings.Join(c.Heads[:min(len(c.Heads), headsNamed)], ", "), strings.Join(shortened(heads), ", "))
	}
	return places, nil
}

// Bounds of what a message names.
const (
	headsNamed  = 6
	headsShown  = 20
	headLetters = 40
)

// shortened are the heads as a message names them.
func shortened(heads []string) (shown []string) {
	for i, head := range heads {
		if i == headsShown {
			return append(shown, "…")
		}
		if letters := []rune(head); len(letters) > headLetters {
			head = string(letters[:headLetters]) + "…"
		}
		if head != "" {
			shown = append(shown, `"`+head+`"`)
		}
	}
	return shown
}

// headOf is what a head is compared by.
func headOf(head string) string {
	return strings.ReplaceAll(fold.Name(strings.ReplaceAll(head, "_", " ")), " ", "")
}
