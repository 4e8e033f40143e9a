package catalogue

import (
	"cmp"

	"github.com/google/uuid"

	"chokepoint/graph/first"
	"chokepoint/graph/snapshot"
)

// leadingClaims finds the first claims in order of a key and, of one key, in that of Snapshot.CompareClaims. What is costly to know of a
// claim is found out for those that may be among the first.
type leadingClaims struct {
	s     *snapshot.Snapshot
	first *first.Of[placedClaim]
	last  placedClaim // of those that are first so far, once they are as many as wanted
	full  bool
	most  int
	total int
}

// placedClaim is a claim with what decides its place.
type placedClaim struct {
	key, support uint64
	id           uuid.UUID
	ref          snapshot.Ref
	inverse      bool // it is read from its object
}

func newLeadingClaims(s *snapshot.Snapshot, most int) *leadingClaims {
	return &leadingClaims{s: s, first: first.New(most, comparePlaced), most: most}
}

func comparePlaced(x, y placedClaim) int {
	if c := cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.support, y.support)); c != 0 {
		return c
	}
	return cmp.Or(snapshot.CompareID(x.id, y.id), snapshot.CompareRefs(x.ref, y.ref))
}

// add takes a claim into account; object is that of a relation claim, or None if it has to be looked for.
func (x *leadingClaims) add(key uint64, ref snapshot.Ref, object snapshot.Node, inverse bool) {
	if x.total++; x.most == 0 {
		return
	}
	if x.isBeyond(key) || x.full && key == x.last.key && x.s.LeastSupport(ref) > x.last.support {
		return
	}
	c := placedClaim{key: key, support: x.s.Support(ref), ref: ref, inverse: inverse}
	if x.full && key == x.last.key && c.support > x.last.support {
		return
	}
	if object == snapshot.None {
		c.id = x.s.ClaimID(ref)
	} else {
		c.id = x.s.IDWithObject(ref, object)
	}
	x.first.Add(c)
	x.last, x.full = x.first.Last()
}

// isBeyond reports whether no claim of a key can be among the first.
func (x *leadingClaims) isBeyond(key uint64) bool { return x.full && key > x.last.key }

// from returns the first claims without those before an offset.
func (x *leadingClaims) from(offset int) []placedClaim { return x.first.From(offset) }
