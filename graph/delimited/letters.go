package delimited

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// letters reads a text letter by letter: in UTF-8, with \n for every end of a line, and without what would be shown otherwise than
// it is. What is wrong is an error from there on.
type letters struct {
	in           *bufio.Reader
	wide         bool // it was UTF-16
	misread      bool // see Bounds
	line, column int  // of the next letter

	rest []byte // of the last letter
	room [utf8.UTFMax]byte
	err  error
}

// errLarge marks a text of more bytes than it may have.
var errLarge = errors.New("too large")

// bounded is a reader of so many bytes; more are errLarge.
type bounded struct {
	in   io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, errLarge
	}
	n, err := b.in.Read(p[:min(int64(len(p)), b.left+1)])
	if b.left -= int64(n); b.left < 0 {
		return n - 1, errLarge
	}
	return n, err
}

// foreign are the beginnings of files that are no text, and what they are.
var foreign = []struct{ begins, what string }{
	{"PK\x03\x04", "delimited.workbook"},
	{"\xd0\xcf\x11\xe0", "delimited.workbook"},
	{"\x1f\x8b", "delimited.packed"},
	{"%PDF", "delimited.pdf"},
	{"\xff\xfe\x00\x00", "delimited.utf32"},
	{"\x00\x00\xfe\xff", "delimited.utf32"},
}

// longestTag is more than the beginning of a page of the web has before it says what it is.
const longestTag = 64

func newLetters(r io.Reader, b Bounds) (*letters, error) {
	if b.Bytes > 0 {
		r = &bounded{r, b.Bytes}
	}
	in := bufio.NewReaderSize(r, parsed)
	begin, _ := in.Peek(longestTag) // an error comes again
	for _, f := range foreign {
		if bytes.HasPrefix(begin, []byte(f.begins)) {
			return nil, faultAt(0, 0, f.what)
		}
	}
	l := &letters{in: in, misread: b.Misread, line: 1, column: 1}
	if order, marked, wide := byteOrder(begin); wide {
		if marked {
			_, _ = in.Discard(2) // it was seen
		}
		l.wide, l.in = true, bufio.NewReaderSize(transform.NewReader(in, unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder()), parsed)
	} else if bytes.HasPrefix(begin, []byte("\ufeff")) {
		_, _ = in.Discard(len("\ufeff"))
	}
	begin, _ = l.in.Peek(longestTag)
	begin = bytes.ToLower(bytes.TrimSpace(begin))
	if bytes.HasPrefix(begin, []byte("<!doctype")) || bytes.HasPrefix(begin, []byte("<html")) || bytes.HasPrefix(begin, []byte("<?xml")) {
		return nil, faultAt(1, 1, "delimited.page")
	}
	return l, nil
}

// byteOrder recognises UTF-16 by its mark or, without one, by two letters of ASCII at the beginning.
func byteOrder(b []byte) (order unicode.Endianness, marked, wide bool) {
	switch {
	case len(b) < 2:
		return unicode.LittleEndian, false, false
	case b[0] == 0xff && b[1] == 0xfe:
		return unicode.LittleEndian, true, true
	case b[0] == 0xfe && b[1] == 0xff:
		return unicode.BigEndian, true, true
	case len(b) < 4:
		return unicode.LittleEndian, false, false
	case b[0] != 0 && b[1] == 0 && b[2] != 0 && b[3] == 0:
		return unicode.LittleEndian, false, true
	case b[0] == 0 && b[1] != 0 && b[2] == 0 && b[3] != 0:
		return unicode.BigEndian, false, true
	}
	return unicode.LittleEndian, false, false
}

// Read implements io.Reader.
func (l *letters) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if len(l.rest) == 0 {
			if plain := l.plain(p[n:]); plain > 0 {
				n += plain
				continue
			}
			var r rune
			if r, err = l.next(); err != nil {
				break
			}
			l.rest = utf8.AppendRune(l.rest, r)
		}
		written := copy(p[n:], l.rest)
		n, l.rest = n+written, l.rest[written:]
		if len(l.rest) == 0 {
			l.rest = l.room[:0]
		}
	}
	if n > 0 {
		return n, nil // the error comes again
	}
	return 0, err
}

// plain reads letters that stand for themselves, as far as they are at hand, and returns how many bytes they are.
func (l *letters) plain(p []byte) int {
	if l.err != nil {
		return 0
	}
	at, _ := l.in.Peek(min(l.in.Buffered(), len(p)))
	n := 0
	for n < len(at) {
		c := at[n]
		if c < utf8.RuneSelf {
			if controls(rune(c)) {
				break
			}
			n++
			continue
		}
		r, size := utf8.DecodeRune(at[n:])
		if r == utf8.RuneError || r < 0xa0 || directs(r) {
			break
		}
		n += size
	}
	at = at[:copy(p, at[:n])]
	_, _ = l.in.Discard(n)
	if end := bytes.LastIndexByte(at, '\n'); end >= 0 {
		l.line += bytes.Count(at, []byte{'\n'})
		l.column, at = 1, at[end+1:]
	}
	l.column += utf8.RuneCount(at)
	return n
}

// next reads one letter.
func (l *letters) next() (r rune, err error) {
	if l.err == nil {
		r, l.err = l.read()
	}
	return r, l.err
}

func (l *letters) read() (rune, error) {
	line, column := l.line, l.column
	r, size, err := l.in.ReadRune()
	switch {
	case errors.Is(err, errLarge):
		return 0, faultAt(0, 0, "delimited.large")
	case err != nil:
		return 0, err
	case r == utf8.RuneError && l.wide:
		return 0, faultAt(line, column, "delimited.broken")
	case r == utf8.RuneError && size == 1:
		return 0, faultAt(line, column, "delimited.encoding")
	case r == 0:
		return 0, faultAt(line, column, "delimited.nul")
	case r == '\r':
		if next, err := l.in.Peek(1); err == nil && next[0] == '\n' {
			_, _ = l.in.Discard(1)
		}
		r = '\n'
	case directs(r):
		return 0, faultAt(line, column, "delimited.direction", codePoint(r))
	case 0x80 <= r && r < 0xa0 && l.misread:
		if r = charmap.Windows1252.DecodeByte(byte(r)); r < 0xa0 || r == utf8.RuneError { // five bytes of it are no letters
			r = ' '
		}
	case 0x80 <= r && r < 0xa0:
		return 0, faultAt(line, column, "delimited.misread", codePoint(r))
	case controls(r):
		return 0, faultAt(line, column, "delimited.control", codePoint(r))
	}
	if l.column++; r == '\n' {
		l.line, l.column = line+1, 1
	}
	return r, nil
}

// controls reports whether a character of ASCII commands a terminal.
func controls(r rune) bool { return r < ' ' && r != '\t' && r != '\n' || r == 0x7f }

// directs reports whether a character turns the direction of what follows, so that it is shown in another order than it stands in.
func directs(r rune) bool { return 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069 }
