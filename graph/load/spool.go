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

// append encodes a claim: its length, then its texts and places in turn.
func (s *spool) append(to []byte, c *DraftClaim) []byte {
	start := len(to)
	to = append(to, 0, 0, 0, 0)
	text := func(t string) {
		to = binary.AppendUvarint(to, uint64(len(t)))
		to = append(to, t...)
	}
	place := func(p Place) {
		to = binary.AppendUvarint(to, uint64(s.number(p.File)))
		to = binary.AppendUvarint(to, uint64(p.Line))
		to = binary.AppendUvarint(to, uint64(p.Column))
	}
	text(c.Entity)
	place(c.At)
	for _, w := range c.words() {
		text(w.Text)
		if w.Text != "" {
			place(w.At)
		}
	}
	text(c.Purpose)
	text(c.Note)
	seat := uint64(0)
	if c.Seat {
		seat = 1
	}
	to = binary.AppendUvarint(to, seat)
	to = binary.AppendUvarint(to, uint64(len(c.Sources)))
	for i := range c.Sources {
		text(c.Sources[i].Text)
		place(c.Sources[i].At)
		text(c.Sources[i].Locator)
	}
	binary.LittleEndian.PutUint32(to[start:], uint32(len(to)-start-4))
	return to
}

// words are the words of a claim, in the order in which they are kept.
func (c *DraftClaim) words() [10]*Word {
	return [...]*Word{&c.Predicate, &c.Object, &c.From, &c.To, &c.Since, &c.Grade, &c.Share, &c.Quantity, &c.Item, &c.Limit}
}

func (s *spool) number(file string) int {
	n, ok := s.numbers[file]
	if !ok {
		if s.numbers == nil {
			s.numbers = map[string]int{}
		}
		n = len(s.names)
		s.names, s.numbers[file] = append(s.names, file), n
	}
	return n
}

// errSpool marks a temporary file that can't be written or read.
var errSpool = errors.New("keeping claims in a temporary file")

// each gives the claims in order, until one is refused. The claim is the receiver's.
func (s *spool) each(yield func(*DraftClaim) bool) error {
	var in io.Reader
	switch {
	case s.err != nil:
		return fmt.Errorf("%w: %w", errSpool, s.err)
	case s.file == nil:
		for rest := s.memory; len(rest) > 0; {
			n := binary.LittleEndian.Uint32(rest) + 4
			if !yield(s.decode(string(rest[4:n]))) {
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
		if !yield(s.decode(string(buffer))) {
			return nil
		}
	}
	return nil
}

// decode reads what append wrote. The texts share one.
func (s *spool) decode(data string) *DraftClaim {
	uvarint := func() int {
		x, shift := uint64(0), 0
		for i := 0; i < len(data); i++ {
			b := data[i]
			x |= uint64(b&0x7f) << shift
			if b < 0x80 {
				data = data[i+1:]
				break
			}
			shift += 7
		}
		return int(x)
	}
	text := func() string {
		n := uvarint()
		t := data[:n]
		data = data[n:]
		return t
	}
	place := func() Place { return Place{s.names[uvarint()], uvarint(), uvarint()} }
	c := &DraftClaim{Entity: text()}
	c.At = place()
	for _, w := range c.words() {
		if w.Text = text(); w.Text != "" {
			w.At = place()
		}
	}
	c.Purpose, c.Note = text(), text()
	c.Seat = uvarint() == 1
	if n := uvarint(); n > 0 {
		c.Sources = make([]DraftCitation, n)
		for i := range c.Sources {
			c.Sources[i].Text = text()
			c.Sources[i].At = place()
			c.Sources[i].Locator = text()
		}
	}
	return c
}
