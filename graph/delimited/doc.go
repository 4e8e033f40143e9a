// Package delimited reads rows of text as people have them: with commas, semicolons or tabs between the cells, in UTF-8 or
// UTF-16, with or without a mark of the byte order, with any ends of lines, and with the line "sep=" that spreadsheets write. What
// can't be read for sure is refused with its line, its column and the cause: another encoding, control characters, a quote that
// does not end. Nothing is read beyond the bounds, and no row is kept.
package delimited

import (
	"fmt"

	"chokepoint/graph/say"
)

// Bounds are what a text may have at most; zero is any number.
type Bounds struct {
	Bytes   int64 // of the text as it comes
	Rows    int   // without the heads
	Columns int
	Cell    int // bytes of a cell in UTF-8

	// Misread takes the control characters U+0080 to U+009F for the letters of Windows-1252 that somebody has misread, as in lists that
	// governments publish, instead of refusing them.
	Misread bool
}

// Fault is what is wrong with a text, and where: lines and columns are counted from 1, columns in letters; Column is 0 where it is
// the line as a whole, Line is 0 where it is the text.
type Fault struct {
	Line, Column int
	Cause        say.Told
}

func (f *Fault) Error() string { return f.In("en") }

// In implements say.Told.
func (f *Fault) In(lang string) string {
	cause := f.Cause.In(lang)
	switch {
	case f.Line == 0:
		return cause
	case f.Column == 0:
		return say.Text(lang, "delimited.line", f.Line, cause)
	}
	return say.Text(lang, "delimited.place", f.Line, f.Column, cause)
}

func faultAt(line, column int, key string, args ...any) *Fault {
	return &Fault{line, column, say.That(key, args...)}
}

// codePoint writes a character that can't be shown.
func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }
