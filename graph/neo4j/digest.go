package neo4j

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"maps"
	"math"
	"slices"

	"chokepoint/graph"
)

// digestOf is a digest of all that a batch says, in the order in which it says it: a batch of the digest of that before it needs no
// comparing.
func digestOf(batch *graph.Batch) string {
	d := digester{hash: sha256.New()}
	for i := range batch.Entities {
		e := &batch.Entities[i]
		d.texts(e.ID, e.Kind, e.Name)
		d.number(int64(len(e.Aliases)))
		for _, a := range e.Aliases {
			d.texts(a.Name, a.Lang)
		}
		d.number(int64(len(e.Identifiers)))
		for _, scheme := range slices.Sorted(maps.Keys(e.Identifiers)) {
			d.texts(scheme, e.Identifiers[scheme])
		}
	}
	d.number(int64(len(batch.Entities)))
	for i := range batch.Sources {
		s := &batch.Sources[i]
		d.texts(s.ID, s.Title, s.Publisher, s.URL, s.Language, s.Kind, s.CopyOf)
		d.number(int64(s.Published))
	}
	d.number(int64(len(batch.Sources)))
	for c := range batch.Claims {
		d.claim(&c)
	}
	return hex.EncodeToString(d.sum())
}

// digester writes to a hash by the buffer.
type digester struct {
	hash   hash.Hash
	buffer []byte
}

func (d *digester) texts(texts ...string) {
	for _, t := range texts {
		d.number(int64(len(t)))
		d.buffer = append(d.buffer, t...)
	}
}

func (d *digester) number(n int64) {
	if len(d.buffer) >= 1<<15 {
		d.hash.Write(d.buffer)
		d.buffer = d.buffer[:0]
	}
	d.buffer = binary.AppendVarint(d.buffer, n)
}

func (d *digester) claim(c *graph.Claim) {
	d.texts(c.Subject, c.Predicate, c.Object, string(c.Value.Type), c.Value.String(), c.Value.Unit, c.Item, c.Role, c.Purpose, c.Note, c.Quantity.Unit)
	for _, n := range [...]int64{int64(math.Float64bits(c.Value.Number)), int64(math.Float64bits(c.Quantity.Number)), int64(c.Share), int64(c.ShareMost),
		int64(c.Valid.From), int64(c.Valid.To), int64(c.Confidence), int64(len(c.Sources))} {
		d.number(n)
	}
	for _, s := range c.Sources {
		d.texts(s.Source, s.Locator)
	}
}

func (d *digester) sum() []byte {
	d.hash.Write(d.buffer)
	return d.hash.Sum(nil)
}
