package snapshot

import (
	"cmp"
	"encoding/binary"
	"iter"
	"slices"

	"github.com/google/uuid"
)

// placed is where one of the statements of a claim is, behind the first four bytes of the id of the claim.
type placed uint64

func placedAt(id uuid.UUID, ref Ref) placed {
	return placed(binary.BigEndian.Uint32(id[:]))<<32 | placed(uint32(ref))
}

func (p placed) beginning() uint32 { return uint32(p >> 32) }
func (p placed) ref() Ref          { return Ref(int32(p)) }

// indexClaims lists the first statement of each claim by its id: eight bytes a claim, which ids alone would be twice of.
func (s *Snapshot) indexClaims() []placed {
	all := make([]placed, 0, s.rows.len()+len(s.attrs))
	for object := range Node(len(s.ids)) {
		last := NoRef
		for ref := Ref(s.in[object]); ref < Ref(s.in[object+1]); ref++ {
			if last == NoRef || !s.sameClaim(last, ref) {
				all = append(all, placedAt(s.IDWithObject(ref, object), ref))
			}
			last = ref
		}
	}
	last := NoRef
	for i := range s.attrs {
		if ref := ^Ref(i); last == NoRef || !s.sameClaim(last, ref) {
			all = append(all, placedAt(s.ClaimID(ref), ref))
		}
		last = ^Ref(i)
	}
	slices.Sort(all)
	return all
}

// PrepareClaims makes the indexes by which claims are found by their ids, in about a microsecond a claim, and by the sources that they cite,
// in a hundredth of that. Without it the first that is sought so waits for it.
func (s *Snapshot) PrepareClaims() {
	s.byCitation()
	s.byID()
}

// claimAt returns the place of a statement of a claim.
func (s *Snapshot) claimAt(id uuid.UUID) (Ref, bool) {
	all := s.byID()
	sought := placedAt(id, 0).beginning()
	first, _ := slices.BinarySearchFunc(all, sought, func(p placed, sought uint32) int { return cmp.Compare(p.beginning(), sought) })
	for _, p := range all[first:] {
		if p.beginning() != sought {
			break
		}
		if s.ClaimID(p.ref()) == id {
			return p.ref(), true
		}
	}
	return NoRef, false
}

// ClaimsWithID returns the places of the statements of a claim, each by datasets that say other contents, the curated one first:
// of those that stand or, if none does, of those that were withdrawn last. There are none if nothing has the id.
func (s *Snapshot) ClaimsWithID(id uuid.UUID) []Ref {
	found, ok := s.claimAt(id)
	if !ok {
		return nil
	}
	var last []Ref
	for ref := range s.Versions(found) {
		if len(last) > 0 {
			switch c := s.compareEnds(ref, last[0]); {
			case c < 0:
				continue
			case c > 0:
				last = last[:0]
			}
		}
		last = append(last, ref)
	}
	return last
}

// compareEnds orders statements by when they were withdrawn, those that stand last.
func (s *Snapshot) compareEnds(x, y Ref) int {
	rx, ry := s.Recorded(x), s.Recorded(y)
	return cmp.Or(CompareBool(rx.Stands(), ry.Stands()), rx.To.Compare(ry.To))
}

// Versions yields all statements of the claim of which one is given: those of all datasets and all recorded times. They stand
// side by side, so that none of the other claims is looked at.
func (s *Snapshot) Versions(ref Ref) iter.Seq[Ref] {
	place, end := int(ref), 0 // of the claims among which they stand
	at := func(i int) Ref { return Ref(i) }
	first := 0
	if ref < 0 {
		place, at = int(^ref), func(i int) Ref { return ^Ref(i) }
		n := s.Subject(ref)
		first, end = int(s.attrsOf[n]), int(s.attrsOf[n+1])
	} else {
		object := s.Object(ref)
		first, end = int(s.in[object]), int(s.in[object+1])
	}
	same := func(i int) bool { return s.sameClaim(at(i), ref) }
	for place > first && same(place-1) {
		place--
	}
	return func(yield func(Ref) bool) {
		for i := place; i < end && same(i); i++ {
			if !yield(at(i)) {
				return
			}
		}
	}
}

// sameClaim reports whether two claims on one object, or two of attributes, are statements of one claim.
func (s *Snapshot) sameClaim(x, y Ref) bool {
	kx, ky := s.classOf(x), s.classOf(y)
	return s.Subject(x) == s.Subject(y) && kx.predicate == ky.predicate && kx.role == ky.role && s.Written(x).From == s.Written(y).From &&
		s.Item(x) == s.Item(y) && s.Value(x).String() == s.Value(y).String()
}
