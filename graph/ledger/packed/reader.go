package packed

import (
	"encoding/binary"
	"math"

	"chokepoint/graph"
)

// Reader reads what a Writer wrote, in the same order. Of damaged bytes it reads zero values, and Err says so.
type Reader struct {
	rest    []byte
	texts   []string
	damaged bool
}

// NewReader reads bytes, which it keeps no longer than it reads.
func NewReader(packed []byte) *Reader { return &Reader{rest: packed} }

// More reports whether something follows.
func (r *Reader) More() bool { return len(r.rest) > 0 && !r.damaged }

// Err is ErrDamaged if something was read that no Writer wrote.
func (r *Reader) Err() error {
	if r.damaged {
		return ErrDamaged
	}
	return nil
}

// Raw reads n bytes as they are.
func (r *Reader) Raw(n uint64) []byte {
	if n > uint64(len(r.rest)) {
		r.damaged, r.rest = true, nil
		return make([]byte, min(n, 64))
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

// Number reads a number.
func (r *Reader) Number() int64 {
	n, length := binary.Varint(r.rest)
	r.skip(length)
	return n
}

func (r *Reader) uvarint() uint64 {
	n, length := binary.Uvarint(r.rest)
	r.skip(length)
	return n
}

// skip goes on by the length of a varint, which is not above 0 if there is none.
func (r *Reader) skip(length int) {
	if length <= 0 {
		r.damaged, r.rest = true, nil
		return
	}
	r.rest = r.rest[length:]
}

// count reads how many of something follow, of which each takes a byte at least.
func (r *Reader) count() int {
	n := r.Number()
	if n < 0 || n > int64(len(r.rest)) {
		r.damaged, r.rest = true, nil
		return 0
	}
	return int(n)
}

// Text reads a text.
func (r *Reader) Text() string {
	switch n := r.uvarint(); {
	case n == emptyText:
		return ""
	case n == newText:
		s := string(r.Raw(r.uvarint()))
		r.texts = append(r.texts, s)
		return s
	case n-earlierTexts < uint64(len(r.texts)):
		return r.texts[n-earlierTexts]
	default:
		r.damaged, r.rest = true, nil
		return ""
	}
}

func (r *Reader) float() float64 { return math.Float64frombits(binary.LittleEndian.Uint64(r.Raw(8))) }

// Entity reads an entity.
func (r *Reader) Entity() graph.Entity {
	e := graph.Entity{ID: r.Text(), Kind: r.Text(), Name: r.Text()}
	for range r.count() {
		e.Aliases = append(e.Aliases, graph.Alias{Name: r.Text(), Lang: r.Text()})
	}
	for range r.count() {
		if e.Identifiers == nil {
			e.Identifiers = map[string]string{}
		}
		scheme := r.Text()
		e.Identifiers[scheme] = r.Text()
	}
	return e
}

// Source reads a source.
func (r *Reader) Source() graph.Source {
	return graph.Source{ID: r.Text(), Title: r.Text(), Publisher: r.Text(), URL: r.Text(), Language: r.Text(), Kind: r.Text(), CopyOf: r.Text(),
		Published: graph.Date(r.Number())}
}

// Claim reads a claim.
func (r *Reader) Claim() graph.Claim {
	has := r.Number()
	c := graph.Claim{Subject: r.Text(), Predicate: r.Text(), Object: r.Text(), Confidence: graph.Confidence(r.Number()), Share: graph.NoShare, Valid: graph.Always}
	if n := r.count(); n > 0 {
		c.Sources = make([]graph.Citation, n)
		for i := range c.Sources {
			c.Sources[i] = graph.Citation{Source: r.Text(), Locator: r.Text()}
		}
	}
	if has&hasValue != 0 {
		c.Value = graph.Value{Type: graph.ValueType(r.Text()), Number: r.float(), Unit: r.Text(), Text: r.Text(), Date: graph.Date(r.Number()), Bool: r.Number() != 0}
	}
	if has&hasShare != 0 {
		c.Share, c.ShareMost = graph.Share(r.Number()), graph.Share(r.Number())
	}
	if has&hasQuantity != 0 {
		c.Quantity = graph.Quantity{Number: r.float(), Unit: r.Text()}
	}
	if has&hasItem != 0 {
		c.Item = r.Text()
	}
	if has&hasFrom != 0 {
		c.Valid.From = graph.Date(r.Number())
	}
	if has&hasTo != 0 {
		c.Valid.To = graph.Date(r.Number())
	}
	if has&hasWords != 0 {
		c.Role, c.Purpose, c.Note = r.Text(), r.Text(), r.Text()
	}
	return c
}
