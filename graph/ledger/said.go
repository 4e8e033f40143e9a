package ledger

import (
	"fmt"
	"hash/maphash"

	"chokepoint/graph"
)

// seed is the process's own: hashes are compared within a load and never stored.
var seed = maphash.MakeSeed()

// said are hashes of what identifies the claims of a batch, 8 bytes each: memory is what bounds a load.
type said struct {
	hashes []uint64
	text   []byte // scratch
}

// add remembers a claim.
func (s *said) add(c *graph.Claim) { s.hashes = append(s.hashes, s.hash(c)) }

// hash hashes what a claim's ID is made of.
func (s *said) hash(c *graph.Claim) uint64 {
	object := c.Object
	if object == "" {
		object = c.Value.String()
	}
	b := append(append(s.text[:0], c.Subject...), 0)
	b = append(append(b, c.Predicate...), 0)
	b = append(append(b, object...), 0)
	b = append(append(b, c.Item...), 0)
	from := uint32(c.Valid.From)
	s.text = append(b, byte(from), byte(from>>8), byte(from>>16), byte(from>>24))
	return maphash.Bytes(seed, s.text)
}

// twice returns the hashes that were remembered more than once. It looks at one part of them at a time, since a table of
// them all would not fit into the processor's cache.
func (s *said) twice() map[uint64]bool {
	const parts = 256
	var ends [parts + 1]int
	for _, h := range s.hashes {
		ends[h>>56+1]++
	}
	for p := range parts {
		ends[p+1] += ends[p]
	}
	sorted := make([]uint64, len(s.hashes))
	next := ends
	for _, h := range s.hashes {
		sorted[next[h>>56]] = h
		next[h>>56]++
	}
	var twice map[uint64]bool
	var table []uint64
	for p := range parts {
		part := sorted[ends[p]:ends[p+1]]
		for len(table) < 2*len(part) {
			table = make([]uint64, max(2*len(table), 64))
		}
		clear(table)
		for _, h := range part {
			if seen(table, h) {
				if twice == nil {
					twice = map[uint64]bool{}
				}
				twice[h] = true
			}
		}
	}
	return twice
}

// seen reports whether a hash is in a table with open addressing, and puts it there. Its size is a power of two, and 0 an
// empty place: the one hash in 2⁶⁴ that is 0 is never seen.
func seen(table []uint64, h uint64) bool {
	mask := uint64(len(table) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		switch table[i] {
		case 0:
			table[i] = h
			return false
		case h:
			return true
		}
	}
}

// checkTwice makes sure that no claim of the batch is said twice. Hashes only say where to look again: of ten million claims
// that are all different, two have one hash in one of four hundred thousand loads.
func (l *Load) checkTwice(s *said) error {
	suspects := s.twice()
	if len(suspects) == 0 {
		return nil
	}
	ids := map[[16]byte]bool{}
	for c := range l.Batch.Claims {
		if !suspects[s.hash(&c)] {
			continue
		}
		if ids[c.ID()] {
			return fmt.Errorf("the batch has claim %q twice", c.String())
		}
		ids[c.ID()] = true
	}
	return nil
}
