package delimited

import (
	"bytes"
	"errors"
	"io"
)

// parser takes a text apart into rows of cells, as RFC 4180 has it. Space may stand between a quote and a delimiter.
//
// It goes over bytes: what it looks for is ASCII, which stands for nothing else within a letter of UTF-8.
type parser struct {
	in           io.Reader // see letters
	bounds       Bounds
	line, column int // of the next letter

	bare, quoted stops
	delimiter    rune
	plain        bool // quotes are letters like others

	buffer []byte
	rest   []byte // of the buffer: what is not parsed yet
	text   []byte // of the cells of a row, side by side
	ends   []int  // where each ends there
	row    Row    // read last
}

// stops are the bytes at which a run of letters ends.
type stops [256]bool

// What stands where a letter does: at the end of a text, and for the delimiter of one that has none.
const (
	none      rune = -1
	undivided rune = -2
)

// parsed is how much of a text is parsed at once, in bytes.
const parsed = 16 << 10

func newParser(in io.Reader, b Bounds, delimiter rune, plain bool) *parser {
	p := &parser{in: in, bounds: b, line: 1, column: 1, delimiter: delimiter, plain: plain, buffer: make([]byte, parsed)}
	p.bare['\n'], p.quoted['\n'] = true, true
	p.bare['"'], p.quoted['"'] = !plain, true
	if delimiter != undivided {
		p.bare[delimiter] = true
	}
	return p
}

// place is where something begins.
type place struct{ line, column int }

// next reads the next row that is not empty, with where its cells begin; it is the caller's until the next. The error is io.EOF, or a
// *Fault.
func (p *parser) next() (Row, error) {
	for {
		p.text, p.ends, p.row.at = p.text[:0], p.ends[:0], p.row.at[:0]
		p.row.Line = p.line
		empty := true
		for end := p.delimiter; end == p.delimiter; {
			at, start := place{p.line, p.column}, len(p.text)
			if p.bounds.Columns > 0 && len(p.ends) == p.bounds.Columns {
				return Row{}, faultAt(at.line, at.column, "delimited.columns", p.bounds.Columns)
			}
			last, err := p.cell(at, start)
			if err != nil {
				return Row{}, err
			}
			empty = empty && isBlank(p.text[start:])
			if last == none && empty {
				return Row{}, io.EOF
			}
			p.ends, p.row.at, end = append(p.ends, len(p.text)), append(p.row.at, at), last
		}
		if !empty {
			return p.cut(), nil
		}
	}
}

// cut makes the cells of a row, which share one string.
func (p *parser) cut() Row {
	text, start := string(p.text), 0
	p.row.Cells = p.row.Cells[:0]
	for _, end := range p.ends {
		p.row.Cells = append(p.row.Cells, text[start:end])
		start = end
	}
	return p.row
}

func isBlank(text []byte) bool { return len(text) == 0 || len(bytes.TrimSpace(text)) == 0 }

// cell adds a cell, which begins at start in the text of the row, and returns the letter after it: the delimiter, the end of the line, or
// none.
func (p *parser) cell(begin place, start int) (last rune, err error) {
	if len(p.rest) > 0 && rune(p.rest[0]) == p.delimiter { // most cells of wide tables are empty
		return p.pass(), nil
	}
	last, err = p.take(&p.bare, begin, start)
	if err != nil || last != '"' || p.plain {
		return last, err
	}
	quote := place{p.line, p.column - 1}
	if !isBlank(p.text[start:]) {
		return 0, faultAt(quote.line, quote.column, "delimited.bare-quote")
	}
	p.text = p.text[:start]
	return p.inQuotes(quote, start)
}

// inQuotes adds a cell after its first quote.
func (p *parser) inQuotes(begin place, start int) (last rune, err error) {
	for {
		r, err := p.take(&p.quoted, begin, start)
		switch {
		case err != nil:
			return 0, err
		case r == none:
			return 0, faultAt(begin.line, begin.column, "delimited.open-quote")
		case r == '"':
			if r, err = p.afterQuote(place{p.line, p.column - 1}); r != '"' || err != nil {
				return r, err
			}
		}
		p.text = append(p.text, byte(r))
		if err := p.checkSize(begin, start); err != nil {
			return 0, err
		}
	}
}

// afterQuote reads what follows a quote in a quoted cell: another quote, which stands for one, or the end of the cell.
func (p *parser) afterQuote(quote place) (rune, error) {
	for first := true; ; first = false {
		more, err := p.more()
		if err != nil || !more {
			return none, err
		}
		r := p.pass()
		switch {
		case r == p.delimiter || r == '\n' || r == '"' && first:
			return r, nil
		case r != ' ' && r != '\t':
			return 0, faultAt(quote.line, quote.column, "delimited.quote")
		}
	}
}

// take adds letters to the cell up to one of the stops, which it passes and returns, or to the end of the text, which is none.
func (p *parser) take(at *stops, begin place, start int) (stop rune, err error) {
	for {
		more, err := p.more()
		if err != nil || !more {
			return none, err
		}
		rest, n, letters := p.rest, 0, 0
		for n < len(rest) && !at[rest[n]] {
			if isFirst(rest[n]) {
				letters++
			}
			n++
		}
		p.text, p.rest, p.column = append(p.text, rest[:n]...), rest[n:], p.column+letters
		if err := p.checkSize(begin, start); err != nil {
			return 0, err
		}
		if len(p.rest) > 0 {
			return p.pass(), nil
		}
	}
}

// isFirst reports whether a byte is the first of a letter.
func isFirst(c byte) bool { return c&0xc0 != 0x80 }

// pass passes a letter of one byte, and returns it.
func (p *parser) pass() rune {
	r := rune(p.rest[0])
	p.rest = p.rest[1:]
	if p.column++; r == '\n' {
		p.line, p.column = p.line+1, 1
	}
	return r
}

// more makes sure that there is something to parse; it reports false at the end of the text.
func (p *parser) more() (bool, error) {
	for len(p.rest) == 0 {
		n, err := p.in.Read(p.buffer)
		p.rest = p.buffer[:n]
		switch {
		case n > 0: // an error comes again
		case errors.Is(err, io.EOF):
			return false, nil
		case err != nil:
			return false, err
		}
	}
	return true, nil
}

// checkSize makes sure that a cell is not too large.
func (p *parser) checkSize(begin place, start int) error {
	if p.bounds.Cell > 0 && len(p.text)-start > p.bounds.Cell {
		return faultAt(begin.line, begin.column, "delimited.cell", p.bounds.Cell)
	}
	return nil
}
