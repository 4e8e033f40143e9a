package load

import (
	"encoding/binary"
	"hash/maphash"
	"iter"
	"slices"

	"chokepoint/graph"
)

// said is what was said under the id of a claim, and where it was first written.
type said struct {
	claim graph.Claim
	at    Place
	told  bool // in the pass under way
}

// claims checks all claims of a draft. What is said twice is one claim with the sources of both and the better confidence, if both mean the
// same. Of each claim 8 bytes are kept, a hash of what its id is made of; what shares one is looked at again.
func (c *checker) claims(d *Draft) error {
	var hashes []uint64
	x := identity{seed: maphash.MakeSeed()}
	err := d.Each(func(w *DraftClaim) bool {
		if claim, ok := c.claim(w); ok {
			hashes = append(hashes, x.hash(&claim))
		}
		return true
	})
	if err != nil {
		return err
	}
	slices.Sort(hashes)
	suspect := map[uint64]bool{}
	for i := 1; i < len(hashes); i++ {
		if hashes[i] == hashes[i-1] {
			suspect[hashes[i]] = true
		}
	}
	c.said = map[[16]byte]*said{}
	if len(suspect) == 0 {
		return nil
	}
	return d.Each(func(w *DraftClaim) bool {
		if claim, ok := c.again(w); ok && suspect[x.hash(&claim)] {
			c.suspect(w, claim)
		}
		return true
	})
}

// identity hashes what a claim's id is made of: faster than the id itself, which the few decide that have one hash.
type identity struct {
	seed maphash.Seed
	text []byte
}

func (x *identity) hash(c *graph.Claim) uint64 {
	object := c.Object
	if object == "" {
		object = c.Value.String()
	}
	b := x.text[:0]
	for _, part := range [...]string{c.Subject, c.Predicate, object, c.Item} {
		b = append(append(b, part...), 0)
	}
	x.text = binary.LittleEndian.AppendUint32(b, uint32(c.Valid.From))
	return maphash.Bytes(x.seed, x.text)
}

// suspect joins a claim with what was said under its id before, if anything was.
func (c *checker) suspect(w *DraftClaim, claim graph.Claim) {
	id := claim.ID()
	if first := c.said[id]; first != nil {
		c.join(&first.claim, first.at, w, claim)
		return
	}
	c.said[id] = &said{claim: claim, at: w.At}
}

// join joins a claim with one of the same id, which was first written at a place.
func (c *checker) join(old *graph.Claim, at Place, w *DraftClaim, claim graph.Claim) {
	if old.Shares() != claim.Shares() || old.Quantity != claim.Quantity || old.Purpose != claim.Purpose || old.Valid != claim.Valid {
		c.fault(w.At, "the same claim stands at %s with another share, quantity, purpose or end: a claim is told from others by its subject, predicate, object, item and valid_from; make one of the two", at)
		return
	}
	for _, s := range claim.Sources {
		if !slices.Contains(old.Sources, s) {
			old.Sources = append(old.Sources, s)
		}
	}
	old.Confidence = max(old.Confidence, claim.Confidence)
	if old.Note == "" {
		old.Note = claim.Note
	}
}

// all gives the claims of a draft that was found without mistakes, each id once, as often as it is asked.
func (c *checker) all(d *Draft) iter.Seq[graph.Claim] {
	return func(yield func(graph.Claim) bool) {
		for _, s := range c.said {
			s.told = false
		}
		err := d.Each(func(w *DraftClaim) bool {
			claim, _ := c.claim(w)
			if len(c.said) == 0 { // nearly always: no claim need be told by its id
				return yield(claim)
			}
			if s := c.said[claim.ID()]; s != nil {
				if s.told {
					return true
				}
				s.told, claim = true, s.claim
			}
			return yield(claim)
		})
		if err != nil && c.Fail != nil {
			c.Fail(err)
		}
	}
}
