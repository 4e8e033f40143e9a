package snapshot

import (
	"bytes"
	"chokepoint/graph"
	"cmp"
	"iter"
	"slices"
	"sort"

	"github.com/google/uuid"
)

// Ref is the place of a claim in a snapshot: a relation claim from 0, or the complement of an attribute claim's.
type Ref int32

// NoRef is no claim's place.
const NoRef Ref = -1 << 31

// IsRelation reports whether it is a relation claim rather than one of an attribute.
func (r Ref) IsRelation() bool { return r >= 0 }

// Out yields the relation claims of which n is the subject, each with its object, in order of lane (stratum, then predicate), then of object.
func (s *Snapshot) Out(n Node) iter.Seq2[Ref, Node] {
	return func(yield func(Ref, Node) bool) {
		s.look(n, AsSubject)
		for k, end := s.out[n], s.out[n+1]; k < end; k++ {
			if !yield(Ref(s.outRow[k]), s.outTo[k]) {
				return
			}
		}
	}
}

// In yields the relation claims of which n is the object, each with its subject, in order of lane, then of subject.
func (s *Snapshot) In(n Node) iter.Seq2[Ref, Node] {
	return func(yield func(Ref, Node) bool) {
		s.look(n, AsObject)
		for r, end := s.in[n], s.in[n+1]; r < end; r++ {
			if !yield(Ref(r), s.rows.subject[r]) {
				return
			}
		}
	}
}

// Attributes yields the attribute claims of n, predicate by predicate.
func (s *Snapshot) Attributes(n Node) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		s.look(n, InItself)
		for i, end := s.attrsOf[n], s.attrsOf[n+1]; i < end; i++ {
			if !yield(^Ref(i)) {
				return
			}
		}
	}
}

// AttributesNamed yields the claims of one attribute of n; none if the ontology does not have it.
func (s *Snapshot) AttributesNamed(n Node, name string) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		number, ok := s.number[name]
		if !ok {
			return
		}
		s.look(n, InItself)
		for i, end := s.attrsOf[n], s.attrsOf[n+1]; i < end; i++ {
			if s.classes[s.attrs[i].class].predicate == number && !yield(^Ref(i)) {
				return
			}
		}
	}
}

// ClaimsOf yields all claims of which n is subject or object, each once, in a stable order.
func (s *Snapshot) ClaimsOf(n Node) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		for ref := range s.Attributes(n) {
			if !yield(ref) {
				return
			}
		}
		for ref := range s.Out(n) {
			if !yield(ref) {
				return
			}
		}
		for ref, subject := range s.In(n) {
			if subject != n && !yield(ref) {
				return
			}
		}
	}
}

// Claims yields every claim.
func (s *Snapshot) Claims() iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		for r := range s.rows.len() {
			if !yield(Ref(r)) {
				return
			}
		}
		for i := range s.attrs {
			if !yield(^Ref(i)) {
				return
			}
		}
	}
}

// Degree is how many claims ClaimsOf yields at most.
func (s *Snapshot) Degree(n Node) int {
	if s.horizon != nil {
		s.look(n, Counted)
		return s.horizon.within.Count[s.ids[n]]
	}
	return int(s.attrsOf[n+1] - s.attrsOf[n] + s.out[n+1] - s.out[n] + s.in[n+1] - s.in[n])
}

func (s *Snapshot) classOf(ref Ref) *class {
	if ref < 0 {
		return &s.classes[s.attrs[^ref].class]
	}
	return &s.classes[s.rows.terms[ref].class]
}

func (s *Snapshot) detailOf(ref Ref) *detail {
	i := int32(-1)
	if ref < 0 {
		i = s.attrs[^ref].detail
	} else {
		i = s.rows.detail[ref]
	}
	if i < 0 {
		return &noDetail
	}
	return &s.details[i]
}

var noDetail = detail{item: None} // read only

// Predicate returns the number of a claim's predicate.
func (s *Snapshot) Predicate(ref Ref) Predicate { return s.classOf(ref).predicate }

// PredicateName returns the name of a claim's predicate.
func (s *Snapshot) PredicateName(ref Ref) string { return s.predicates[s.classOf(ref).predicate] }

// NameOfPredicate returns the name of a predicate.
func (s *Snapshot) NameOfPredicate(p Predicate) string { return s.predicates[p] }

// PredicateNumber returns the number of a predicate; ok is false if the ontology does not have it.
func (s *Snapshot) PredicateNumber(name string) (n Predicate, ok bool) {
	n, ok = s.number[name]
	return n, ok
}

// PredicateCount is how many predicates there are.
func (s *Snapshot) PredicateCount() int { return len(s.predicates) }

// Confidence returns a claim's confidence.
func (s *Snapshot) Confidence(ref Ref) graph.Confidence { return s.classOf(ref).confidence }

// IsDerived reports whether a rule derived the claim.
func (s *Snapshot) IsDerived(ref Ref) bool { return s.classOf(ref).derived }

// IsPrimary reports whether a claim rests on a source that speaks for itself; of a derived claim, whether each of its premises does.
func (s *Snapshot) IsPrimary(ref Ref) bool { return s.classOf(ref).primary }

// Recorded returns when a store said the claim, and it had this effective interval. Claims that are recorded one after another
// under one id, and differ in nothing else, were said throughout: see Said.
func (s *Snapshot) Recorded(ref Ref) graph.Recording { return s.recordings[s.classOf(ref).recording] }

// Said returns when a store said the claim, whatever was known meanwhile of the existence of its ends.
func (s *Snapshot) Said(ref Ref) graph.Recording {
	if k := s.classOf(ref); k.said > 0 {
		return s.recordings[k.said-1]
	}
	return s.Recorded(ref)
}

// SaidBy returns the datasets that say the claim, the one whose contents are shown first.
func (s *Snapshot) SaidBy(ref Ref) []string {
	said := []string{s.says[s.classOf(ref).dataset]}
	for _, n := range s.detailOf(ref).alsoIn {
		said = append(said, s.says[n])
	}
	return said
}

// Premises returns the ids of the claims that a derived claim rests on.
func (s *Snapshot) Premises(ref Ref) []uuid.UUID { return s.detailOf(ref).derivedFrom }

// ComesAndGoes reports whether a claim is one of a relation that comes and goes for its subject.
func (s *Snapshot) ComesAndGoes(ref Ref) bool {
	if !ref.IsRelation() {
		return false
	}
	r := s.ontology.Relation(s.PredicateName(ref))
	return r != nil && slices.Contains(r.ComesAndGoes, s.Kind(s.Subject(ref)))
}

// Subject returns the subject of a claim.
func (s *Snapshot) Subject(ref Ref) Node {
	if ref < 0 {
		return s.attrs[^ref].subject
	}
	return s.rows.subject[ref]
}

// Object returns the object of a relation claim, in time logarithmic in the number of nodes; who came by Out or In has it
// already. That of an attribute claim is None.
func (s *Snapshot) Object(ref Ref) Node {
	if ref < 0 {
		return None
	}
	return Node(sort.Search(len(s.ids), func(i int) bool { return s.in[i+1] > uint32(ref) }))
}

// Other returns the end of a relation claim that is not n.
func (s *Snapshot) Other(ref Ref, n Node) Node {
	if subject := s.Subject(ref); subject != n {
		return subject
	}
	return s.Object(ref)
}

// Share returns the share of a relation claim, the lower end of a range.
func (s *Snapshot) Share(ref Ref) graph.Share {
	if ref < 0 {
		return graph.NoShare
	}
	return s.rows.share[ref]
}

// Shares returns what a relation claim says of the share.
func (s *Snapshot) Shares(ref Ref) graph.ShareRange {
	return graph.SharesFrom(s.Share(ref), s.detailOf(ref).shareMost)
}

// Item returns the item of a claim, or None.
func (s *Snapshot) Item(ref Ref) Node { return s.detailOf(ref).item }

// Purpose returns the purpose of a claim.
func (s *Snapshot) Purpose(ref Ref) string { return s.detailOf(ref).purpose }

// Value returns the value of an attribute claim; that of a relation claim is absent.
func (s *Snapshot) Value(ref Ref) graph.Value {
	if ref >= 0 {
		return graph.Value{}
	}
	return s.attrs[^ref].value
}

// Citations returns what a claim cites. It must not be changed.
func (s *Snapshot) Citations(ref Ref) []graph.Citation {
	if ref < 0 {
		return s.cited[s.attrs[^ref].sources]
	}
	return s.cited[s.rows.sources[ref]]
}

// Claim puts a claim together again.
func (s *Snapshot) Claim(ref Ref) graph.Claim {
	d := s.detailOf(ref)
	c := graph.Claim{Subject: s.ids[s.Subject(ref)], Predicate: s.PredicateName(ref), Value: s.Value(ref), Share: s.Share(ref), ShareMost: d.shareMost,
		Quantity: d.quantity, Purpose: d.purpose, Note: d.note, Valid: s.Written(ref), Confidence: s.Confidence(ref), Sources: s.Citations(ref)}
	if ref >= 0 {
		c.Object = s.ids[s.Object(ref)]
	}
	if d.item != None {
		c.Item = s.ids[d.item]
	}
	c.Role = s.Role(ref)
	return c
}

// Hop returns a claim as a step of a path.
func (s *Snapshot) Hop(ref Ref) graph.Hop {
	return graph.Hop{Claim: s.Claim(ref), Undated: s.IsUndated(ref), DerivedFrom: s.Premises(ref)}
}

// ClaimID returns the id of a claim.
func (s *Snapshot) ClaimID(ref Ref) uuid.UUID {
	if ref < 0 {
		c := s.Claim(ref)
		return c.ID()
	}
	return s.IDWithObject(ref, s.Object(ref))
}

// IDWithObject returns the id of a relation claim of which the object is known: it is not looked for.
func (s *Snapshot) IDWithObject(ref Ref, object Node) uuid.UUID {
	item := ""
	if n := s.Item(ref); n != None {
		item = s.ids[n]
	}
	return graph.ClaimID(s.ids[s.rows.subject[ref]], s.PredicateName(ref), s.ids[object], item, s.Role(ref), s.Written(ref).From)
}

// CompareSupport orders two relation claims between the same two nodes: the better confidence first, then the smaller id, then
// the dataset as statements of one claim stand.
func (s *Snapshot) CompareSupport(x, y Ref, object Node) int {
	if c := -cmp.Compare(s.Confidence(x), s.Confidence(y)); c != 0 {
		return c
	}
	return cmp.Or(CompareID(s.IDWithObject(x, object), s.IDWithObject(y, object)), cmp.Compare(x, y))
}

// CompareClaims orders claims for reading: by Support, then by id and dataset.
func (s *Snapshot) CompareClaims(x, y Ref) int {
	if c := cmp.Compare(s.Support(x), s.Support(y)); c != 0 {
		return c
	}
	return cmp.Or(CompareID(s.ClaimID(x), s.ClaimID(y)), CompareRefs(x, y))
}

// Support is how well a claim is supported, in one number that is the less, the better: by confidence, then by number of sources, then the
// later first.
func (s *Snapshot) Support(ref Ref) uint64 {
	const most = 1<<24 - 1
	return s.LeastSupport(ref) | uint64(most-min(most, len(s.Citations(ref))))<<32 | uint64(^s.Written(ref).From.TextOrder())
}

// LeastSupport is the least that Support of a claim of its confidence can be.
func (s *Snapshot) LeastSupport(ref Ref) uint64 {
	return uint64(graph.Official-s.Confidence(ref)) << 56
}

// CompareBool puts what is false first.
func CompareBool(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	default:
		return -1
	}
}

// CompareID orders ids of claims.
func CompareID(x, y uuid.UUID) int { return bytes.Compare(x[:], y[:]) }

// CompareRefs orders claims of one kind as they stand.
func CompareRefs(x, y Ref) int {
	if x < 0 {
		x, y = ^x, ^y
	}
	return cmp.Compare(x, y)
}
