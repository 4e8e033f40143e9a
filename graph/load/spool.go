package load

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// spool keeps claims in the order in which they come, and gives them as often as they are asked for. Beyond spoolInMemory bytes they are in a
// temporary file, which has no name once it is open, so that nothing is left behind however the program ends.
type spool struct {
	count   int
	memory  []byte // the claims, encoded, until there are too many
	file    *os.File
	out     *bufio.Writer
	names   []string // of files, by number
	numbers map[string]int
	last    int   // number of the file asked for last
	err     error // of writing
}

const spoolInMemory = 32 << 20

// add adds a claim.
func (s *spool) add(c *DraftClaim) {
	if s.err != nil {
		return
	}
	s.count++
	if s.file == nil {
		s.memory = s.append(s.memory, c)
		if len(s.memory) > spoolInMemory {
			s.err = s.spill()
		}
		return
	}
	s.memory = s.append(s.memory[:0], c)
	_, s.err = s.out.Write(s.memory)
}

// spill moves what is in memory into a file.
func (s *spool) spill() error {
	f, err := os.CreateTemp("", "chokepoint-claims-*")
	if err != nil {
		return err
	}
	os.Remove(f.Name())
	s.file, s.out = f, bufio.NewWriterSize(f, 1<<20)
	_, err = s.out.Write(s.memory)
	s.memory = make([]byte, 0, 4<<10)
	return err
}

// append encodes a claim: its length, then its texts and places in turn. Of words that are absent nothing is kept.
func (s *spool) append(to []byte, c *DraftClaim) []byte {
	start := len(to)
	to = append(to, 0, 0, 0, 0)
	to = s.appendPlace(appendText(to, c.Entity), c.At, Place{})
	words, flags := c.words(), uint64(0)
	for i, w := range words {
		if w.Text != "" {
			flags |= 1 << i
		}
	}
	if c.Seat {
		flags |= seatFlag
	}
	to = binary.AppendUvarint(to, flags)
	for _, w := range words {
		if w.Text != "" {
			to = s.appendPlace(appendText(to, w.Text), w.At, c.At)
		}
	}
	to = appendText(appendText(to, c.Purpose), c.Note)
	to = binary.AppendUvarint(to, uint64(len(c.Sources)))
	for i := range c.Sources {
		to = s.appendPlace(appendText(to, c.Sources[i].Text), c.Sources[i].At, c.At)
		to = appendText(to, c.Sources[i].Locator)
	}
	binary.LittleEndian.PutUint32(to[start:], uint32(len(to)-start-4))
	return to
}

// seatFlag stands beside the flags of the words.
const seatFlag = 1 << 10

func appendText(to []byte, text string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(text))), text...)
}

// appendPlace encodes a place: its column, twice, and one more if it is in another file or line than the place near it, which follow then.
func (s *spool) appendPlace(to []byte, p, near Place) []byte {
	if p.Line == near.Line && p.File == near.File {
		return binary.AppendUvarint(to, uint64(p.Column)<<1)
	}
	to = binary.AppendUvarint(to, uint64(p.Column)<<1|1)
	to = binary.AppendUvarint(to, uint64(s.number(p.File)))
	return binary.AppendUvarint(to, uint64(p.Line))
}

// words are the words of a claim, in the order in which they are kept.
func (c *DraftClaim) words() [10]*Word {
	return [...]*Word{&c.Predicate, &c.Object, &c.From, &c.To, &c.Since, &c.Grade, &c.Share, &c.Quantity, &c.Item, &c.Limit}
}

// number numbers a file. Claims mostly come file by file.
func (s *spool) number(file string) int {
	if s.last < len(s.names) && s.names[s.last] == file {
		return s.last
	}
	n, ok := s.numbers[file]
	if !ok {
		if s.numbers == nil {
			s.numbers = map[string]int{}
		}
		n = len(s.names)
		s.names, s.numbers[file] = append(s.names, file), n
	}
	s.last = n
	return n
}

// errSpool marks a temporary file that can't be written or read.
var errSpool = errors.New("keeping claims in a temporary file")

// each gives the claims in order, until one is refused. A claim is the receiver's until the next; its texts stay.
func (s *spool) each(yield func(*DraftClaim) bool) error {
	var in io.Reader
	d := decoder{names: s.names}
	switch {
	case s.err != nil:
		return fmt.Errorf("%w: %w", errSpool, s.err)
	case s.file == nil:
		for rest := s.memory; len(rest) > 0; {
			n := binary.LittleEndian.Uint32(rest) + 4
			if !yield(d.claim(string(rest[4:n]))) {
				return nil
			}
			rest = rest[n:]
		}
		return nil
	}
	if err := s.out.Flush(); err != nil {
		return fmt.Errorf("%w: %w", errSpool, err)
	}
	in = bufio.NewReaderSize(io.NewSectionReader(s.file, 0, 1<<62), 1<<20)
	var size [4]byte
	buffer := make([]byte, 0, 4<<10)
	for range s.count {
		_, err := io.ReadFull(in, size[:])
		if err == nil {
			n := int(binary.LittleEndian.Uint32(size[:]))
			if n > cap(buffer) {
				buffer = make([]byte, 0, 2*n)
			}
			buffer = buffer[:n]
			_, err = io.ReadFull(in, buffer)
		}
		if err != nil {
			return fmt.Errorf("%w: %w", errSpool, err)
		}
		if !yield(d.claim(string(buffer))) {
			return nil
		}
	}
	return nil
}

// decoder reads what append wrote.
type decoder struct {
	names []string
	data  string // what is not read yet
	into  DraftClaim
}

// claim reads a claim, whose texts share one.
func (d *decoder) claim(data string) *DraftClaim {
	d.data = data
	c := &d.into
	*c = DraftClaim{Entity: d.text(), At: d.place(Place{}), Sources: c.Sources[:0]}
	flags := d.uvarint()
	for i, w := range c.words() {
		if flags&(1<<i) != 0 {
			w.Text = d.text()
			w.At = d.place(c.At)
		}
	}
	c.Seat = flags&seatFlag != 0
	c.Purpose, c.Note = d.text(), d.text()
	for range d.uvarint() {
		w := Word{Text: d.text()}
		w.At = d.place(c.At)
		c.Sources = append(c.Sources, DraftCitation{w, d.text()})
	}
	return c
}

func (d *decoder) uvarint() int {
	x := uint64(0)
	for i := range len(d.data) {
		b := d.data[i]
		if x |= uint64(b&0x7f) << (7 * i); b < 0x80 {
			d.data = d.data[i+1:]
			break
		}
	}
	return int(x)
}

func (d *decoder) text() string {
	n := d.uvarint()
	text := d.data[:n]
	d.data = d.data[n:]
	return text
}

func (d *decoder) place(near Place) Place {
	column := d.uvarint()
	if column&1 == 0 {
		near.Column = column >> 1
		return near
	}
	return Place{d.names[d.uvarint()], d.uvarint(), column >> 1}
}
