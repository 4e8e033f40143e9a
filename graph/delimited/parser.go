package delimited

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// parser takes letters apart into rows of cells, as RFC 4180 has it. Space may stand between a quote and a delimiter.
type parser struct {
	in           *bufio.Reader
	delimiter    rune
	plain        bool // quotes are letters like others
	bounds       Bounds
	line, column int // of the next letter
}

// What stands where a letter does: at the end of a text, and for the delimiter of one that has none.
const (
	none      rune = -1
	undivided rune = -2
)

// place is where something begins.
type place struct{ line, column int }

// row reads the next row that is not empty, with where its cells begin. The error is io.EOF, or a *Fault.
func (p *parser) row() (Row, error) {
	for {
		row := Row{Line: p.line}
		empty := true
		for end := p.delimiter; end == p.delimiter; {
			at := place{p.line, p.column}
			if p.bounds.Columns > 0 && len(row.Cells) == p.bounds.Columns {
				return Row{}, faultAt(at.line, at.column, "delimited.columns", p.bounds.Columns)
			}
			cell, last, err := p.cell(at)
			switch {
			case err != nil:
				return Row{}, err
			case last == none && empty && strings.TrimSpace(cell) == "":
				return Row{}, io.EOF
			}
			row.Cells, row.at, end = append(row.Cells, cell), append(row.at, at), last
			empty = empty && strings.TrimSpace(cell) == ""
		}
		if !empty {
			return row, nil
		}
	}
}

// next reads a letter, or none at the end.
func (p *parser) next() (rune, error) {
	r, _, err := p.in.ReadRune()
	switch {
	case errors.Is(err, io.EOF):
		return none, nil
	case err != nil:
		return 0, err
	}
	if p.column++; r == '\n' {
		p.line, p.column = p.line+1, 1
	}
	return r, nil
}

// cell reads a cell and the letter after it: the delimiter, the end of the line, or none.
func (p *parser) cell(begin place) (text string, last rune, err error) {
	var b strings.Builder
	for {
		at := place{p.line, p.column}
		r, err := p.next()
		switch {
		case err != nil:
			return "", 0, err
		case r == p.delimiter || r == '\n' || r == none:
			return b.String(), r, nil
		case r == '"' && !p.plain && strings.TrimSpace(b.String()) == "":
			return p.quoted(at)
		case r == '"' && !p.plain:
			return "", 0, faultAt(at.line, at.column, "delimited.bare-quote")
		}
		if err := p.add(&b, r, begin); err != nil {
			return "", 0, err
		}
	}
}

// quoted reads a cell after its first quote.
func (p *parser) quoted(begin place) (text string, last rune, err error) {
	var b strings.Builder
	for {
		at := place{p.line, p.column}
		r, err := p.next()
		switch {
		case err != nil:
			return "", 0, err
		case r == none:
			return "", 0, faultAt(begin.line, begin.column, "delimited.open-quote")
		case r == '"':
			if r, err = p.afterQuote(at); r != '"' || err != nil {
				return b.String(), r, err
			}
		}
		if err := p.add(&b, r, begin); err != nil {
			return "", 0, err
		}
	}
}

// afterQuote reads what follows a quote in a quoted cell: another quote, which stands for one, or the end of the cell.
func (p *parser) afterQuote(quote place) (rune, error) {
	for first := true; ; first = false {
		r, err := p.next()
		switch {
		case err != nil || r == p.delimiter || r == '\n' || r == none || r == '"' && first:
			return r, err
		case r != ' ' && r != '\t':
			return 0, faultAt(quote.line, quote.column, "delimited.quote")
		}
	}
}

// add adds a letter to a cell while there is room in it.
func (p *parser) add(b *strings.Builder, r rune, begin place) error {
	if p.bounds.Cell > 0 && b.Len()+utf8.RuneLen(r) > p.bounds.Cell {
		return faultAt(begin.line, begin.column, "delimited.cell", p.bounds.Cell)
	}
	b.WriteRune(r)
	return nil
}
