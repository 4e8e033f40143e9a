package format

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"chokepoint/graph/load"
)

// longestDocument bounds one JSON text of a file, in bytes.
const longestDocument = 16 << 20

// documents reads the JSON objects of a file one by one: the elements of an array, or objects one after another, as in JSON lines. Where
// member is named and the file is one object that has it, they are the elements of that member. Nothing is kept of one when the next is
// read; each gets the place at which the object begins. An object that each can't decode is refused there, and reading goes on.
func (r *Reading) documents(f load.File, member string, each func(at load.Place, raw []byte) error) {
	in, err := f.Open()
	if err != nil {
		r.Fault(load.Place{File: f.Name}, "%v", err)
		return
	}
	defer in.Close()
	lines := &lineCounter{in: in, line: 1}
	d := &documents{Reading: r, lines: lines, dec: json.NewDecoder(lines), file: f.Name, each: each}
	if err := d.all(member); err != nil && !errors.Is(err, io.EOF) {
		at := d.place(d.dec.InputOffset())
		var syntax *json.SyntaxError
		switch {
		case errors.As(err, &syntax):
			at = d.place(max(d.dec.InputOffset(), syntax.Offset-1))
			r.Fault(at, "this is no JSON: %v", err)
		case errors.Is(err, io.ErrUnexpectedEOF):
			r.Fault(at, "the file ends within a JSON text")
		default:
			r.Fault(at, "%v", err)
		}
	}
}

// documents is a file of JSON objects being read.
type documents struct {
	*Reading
	lines *lineCounter
	dec   *json.Decoder
	file  string
	each  func(load.Place, []byte) error
}

var errNoMember = errors.New("the file has no such member")

func (d *documents) all(member string) error {
	first, err := d.lines.peek()
	switch {
	case err != nil:
		return err
	case first == '[':
		return d.elements()
	case first != '{':
		return errors.New("this is no JSON: it begins neither with { nor with [")
	case member != "":
		return d.member(member)
	}
	for {
		if err := d.one(); err != nil {
			return err
		}
	}
}

// member reads the elements of a member of the object that the file is.
func (d *documents) member(name string) error {
	if _, err := d.dec.Token(); err != nil {
		return err
	}
	for d.dec.More() {
		key, err := d.dec.Token()
		if err != nil {
			return err
		}
		if key == name {
			return d.elements()
		}
		var skipped json.RawMessage
		if err := d.dec.Decode(&skipped); err != nil {
			return err
		}
		d.lines.from(d.dec.InputOffset())
	}
	return fmt.Errorf("%w: %s", errNoMember, name)
}

// elements reads the objects of an array.
func (d *documents) elements() error {
	open, err := d.dec.Token()
	if err != nil {
		return unexpected(err)
	}
	if open != json.Delim('[') {
		return fmt.Errorf("here is no list of objects but %v", open)
	}
	for d.dec.More() {
		if err := d.one(); err != nil {
			return unexpected(err)
		}
	}
	_, err = d.dec.Token()
	return unexpected(err)
}

// unexpected says of an end of the file that it came within a text.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// one reads the next object.
func (d *documents) one() error {
	var raw json.RawMessage
	if err := d.dec.Decode(&raw); err != nil {
		return err
	}
	end := d.dec.InputOffset()
	at := d.place(end - int64(len(raw)))
	d.lines.from(end)
	if raw[0] != '{' {
		d.Fault(at, "here should be an object, and there is %.20s", raw)
		return nil
	}
	if !utf8.Valid(raw) {
		d.Fault(at, "the object that begins here is not in UTF-8: save the file as UTF-8")
		return nil
	}
	var wrong *json.UnmarshalTypeError
	switch err := d.each(at, raw); {
	case errors.As(err, &wrong):
		d.Fault(at, "the member %s can't be %s", cmp.Or(wrong.Field, "that holds the details"), wrong.Value)
	case err != nil:
		d.Fault(at, "%v", err)
	}
	return nil
}

func (d *documents) place(offset int64) load.Place {
	line, column := d.lines.at(offset)
	return load.Place{File: d.file, Line: line, Column: column}
}

// lineCounter finds the line of an offset of what is read through it. Offsets are asked for in ascending order.
type lineCounter struct {
	in     io.Reader
	read   int64   // bytes that went through
	breaks []int64 // ends of lines from the last offset asked for
	line   int     // of the last offset asked for
	begin  int64   // of that line
	mark   int64   // where the text that is being read begins
	first  []byte  // read to look at
}

// peek returns the first letter that is no space, and takes a mark of the byte order away.
func (c *lineCounter) peek() (byte, error) {
	begin := make([]byte, 512)
	n, err := io.ReadFull(c.in, begin)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return 0, err
	}
	c.first = bytes.TrimPrefix(begin[:n], []byte("\ufeff"))
	text := bytes.TrimLeft(c.first, " \t\r\n")
	if len(text) == 0 {
		return 0, io.EOF
	}
	return text[0], nil
}

func (c *lineCounter) Read(p []byte) (n int, err error) {
	if c.read-c.mark > longestDocument {
		return 0, fmt.Errorf("one JSON text is longer than %d MB", longestDocument>>20)
	}
	if len(c.first) > 0 {
		n = copy(p, c.first)
		c.first = c.first[n:]
	} else {
		n, err = c.in.Read(p)
	}
	for i, b := range p[:n] {
		if b == '\n' {
			c.breaks = append(c.breaks, c.read+int64(i)+1)
		}
	}
	c.read += int64(n)
	return n, err
}

// from says that all before an offset is done with.
func (c *lineCounter) from(offset int64) { c.mark = offset }

func (c *lineCounter) at(offset int64) (line, column int) {
	for len(c.breaks) > 0 && c.breaks[0] <= offset {
		c.line++
		c.begin, c.breaks = c.breaks[0], c.breaks[1:]
	}
	return c.line, int(offset-c.begin) + 1
}

// texts are the values of a member that some write as one value and others as a list; numbers are texts, and what is absent is none.
type texts []string

// UnmarshalJSON implements json.Unmarshaler.
func (t *texts) UnmarshalJSON(data []byte) error {
	*t = nil
	var list []json.RawMessage
	if data[0] == '[' {
		if err := json.Unmarshal(data, &list); err != nil {
			return err
		}
	} else {
		list = []json.RawMessage{data}
	}
	for _, one := range list {
		var text string
		switch one[0] {
		case '"':
			if err := json.Unmarshal(one, &text); err != nil {
				return err
			}
		case '[':
			return errors.New("here should be texts, and there is a list of lists")
		case '{', 'n':
			continue
		default:
			text = string(one)
		}
		if text = clean(text); text != "" {
			*t = append(*t, text)
		}
	}
	return nil
}

// first is the first of the texts, if there are any.
func (t texts) first() string {
	if len(t) == 0 {
		return ""
	}
	return t[0]
}

// clean takes away what nobody sees in a text from outside: characters of control and of direction, and space that is more than one.
func clean(text string) string {
	const joins = "\u200c\u200d" // they tell letters apart in some scripts
	shown := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) && !strings.ContainsRune(joins, r):
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(shown), " ")
}
