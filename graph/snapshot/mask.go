package snapshot

import (
	"chokepoint/graph"
	"slices"
	"time"
)

// Mask is a filter compiled for one snapshot: whether it admits a claim is one look at what many claims have in common and two
// comparisons of dates.
type Mask struct {
	terms   []terms       // of the snapshot's rows
	attrs   []attribute   // of the snapshot
	pass    []passing     // by class
	instant graph.Date    // see graph.Instant
	least   []graph.Share // by class, of those with passShare; nil if there are none
	s       *Snapshot     // whose shares are compared with these
}

// passing is whether claims of a class pass a mask but for their dates.
type passing uint8

const (
	passNone passing = iota
	passAll
	passShare // those of at least the least share, of one that may be, or of an unknown one
)

// holdsShare reports whether a row has the least share of its class, or one of which that is not known: of a range, its upper end
// is at least the least.
func (m *Mask) holdsShare(ref Ref, class uint32) bool {
	share, least := m.s.rows.share[ref], m.least[class]
	return !share.Known() || share >= least || m.s.detailOf(ref).shareMost >= least
}

// Admits reports whether the claim passes the filter.
func (m *Mask) Admits(ref Ref) bool {
	if ref < 0 {
		a := &m.attrs[^ref]
		return m.pass[a.class] != passNone && a.valid.From < m.instant && m.instant <= a.valid.To
	}
	t := &m.terms[ref]
	return m.pass[t.class] != passNone && t.valid.From < m.instant && m.instant <= t.valid.To && (m.pass[t.class] == passAll || m.holdsShare(ref, t.class))
}

// AdmitsEver reports whether the claim passes the filter but for its dates.
func (m *Mask) AdmitsEver(ref Ref) bool {
	if ref < 0 {
		return m.pass[m.attrs[^ref].class] != passNone
	}
	class := m.terms[ref].class
	return m.pass[class] == passAll || m.pass[class] == passShare && m.holdsShare(ref, class)
}

// WalkMask admits the relation claims that f lets a walk follow. The error wraps ErrUnknownTerm.
func (s *Snapshot) WalkMask(f graph.Filter) (*Mask, error) {
	if err := s.ontology.CheckFilter(f); err != nil {
		return nil, err
	}
	walked := make(Predicates, len(s.predicates))
	for i := range s.ontology.Relations {
		walked[i] = f.Walks(&s.ontology.Relations[i])
	}
	return s.maskOf(f, walked), nil
}

// ClaimMask admits all claims of the date, recording, confidence and sources that f asks for, whatever their predicate. The error wraps
// ErrUnknownTerm if f names what is not there.
func (s *Snapshot) ClaimMask(f graph.Filter) (*Mask, error) {
	if err := s.ontology.CheckFilter(f); err != nil {
		return nil, err
	}
	return s.maskOf(f, s.everyPredicate()), nil
}

// KnownMask admits what was recorded at an instant, whatever its dates, confidence and predicate: ask it AdmitsEver.
func (s *Snapshot) KnownMask(at time.Time) *Mask {
	return s.maskOf(graph.Filter{KnownAt: at}, s.everyPredicate())
}

func (s *Snapshot) everyPredicate() Predicates {
	return slices.Repeat(Predicates{true}, len(s.predicates))
}

func (s *Snapshot) maskOf(f graph.Filter, predicates Predicates) *Mask {
	known := make([]bool, len(s.recordings))
	for i, r := range s.recordings {
		known[i] = r.Contains(f.KnownAt)
	}
	m := &Mask{terms: s.rows.terms, attrs: s.attrs, pass: make([]passing, len(s.classes)), instant: graph.Instant(f.AsOf)}
	for i, k := range s.classes {
		if predicates[k.predicate] && k.confidence >= f.MinConfidence && (k.primary || !f.Primary) && known[k.recording] {
			m.pass[i] = passAll
		}
	}
	return m
}

// Predicates is a set of predicates, by number.
type Predicates []bool

// Predicates returns the set of the predicates of the given names; names that the ontology does not have are left out.
func (s *Snapshot) Predicates(names ...string) Predicates {
	set := make(Predicates, len(s.predicates))
	for _, name := range names {
		if n, ok := s.number[name]; ok {
			set[n] = true
		}
	}
	return set
}

// Is reports whether the claim's predicate is in the set.
func (s *Snapshot) Is(ref Ref, set Predicates) bool { return set[s.Predicate(ref)] }

// Relevant returns the predicates of the relations and channels that a filter names, all if it names none. Of a filter that
// names channels only, relations of other channels are left out.
func (s *Snapshot) Relevant(f graph.Filter) Predicates {
	if len(f.Relations) == 0 && len(f.Channels) == 0 {
		return s.everyPredicate()
	}
	set := make(Predicates, len(s.predicates))
	for i := range s.ontology.Relations {
		set[i] = f.Walks(&s.ontology.Relations[i])
	}
	return set
}

// Lister returns which kinds a filter lists, by number; Lists asks it.
func (s *Snapshot) Lister(f graph.Filter) Lister {
	if len(f.Kinds) == 0 {
		return Lister{}
	}
	l := Lister{s.kinds, make([]bool, 256)}
	for i, k := range s.ontology.Kinds {
		l.listed[i] = slices.Contains(f.Kinds, k.Name)
	}
	return l
}

// Lister says which entities a filter lists. The zero Lister lists all.
type Lister struct {
	kinds  []uint8 // by node
	listed []bool  // by kind
}

// All reports whether every entity is listed.
func (l Lister) All() bool { return l.listed == nil }

// Lists reports whether an entity is listed.
func (l Lister) Lists(n Node) bool { return l.listed == nil || l.listed[l.kinds[n]] }
