package snapshot

import (
	"iter"

	"chokepoint/graph"
)

// Common is what many claims have in common. Who asks about very many of them decides on it before looking at any.
type Common struct {
	Predicate  Predicate
	Confidence graph.Confidence
	Derived    bool   // a rule derived them
	Primary    bool   // see Snapshot.IsPrimary
	Dataset    string // the one whose contents are shown
	Recorded   graph.Recording
}

func (s *Snapshot) common(k *class) Common {
	return Common{k.predicate, k.confidence, k.derived, k.primary, s.says[k.dataset], s.recordings[k.recording]}
}

type countsKey struct{}

// Counted yields what claims have in common, maybe several times the same, each time with how many claims have it. They are counted once
// a snapshot, in one pass over all claims.
func (s *Snapshot) Counted() iter.Seq2[Common, int] {
	counts := Memo(s, countsKey{}, func() []int {
		ofClass := make([]int, len(s.classes))
		for i := range s.rows.terms {
			ofClass[s.rows.terms[i].class]++
		}
		for i := range s.attrs {
			ofClass[s.attrs[i].class]++
		}
		return ofClass
	})
	return func(yield func(Common, int) bool) {
		for class, n := range counts {
			if n > 0 && !yield(s.common(&s.classes[class]), n) {
				return
			}
		}
	}
}

// Derivable are the predicates of which there are claims that a rule derived.
func (s *Snapshot) Derivable() Predicates {
	set := make(Predicates, len(s.predicates))
	for i := range s.classes {
		if s.classes[i].derived {
			set[s.classes[i].predicate] = true
		}
	}
	return set
}

// Interest is which of the claims that have something in common are looked at.
type Interest uint8

// The interests.
const (
	Never  Interest = iota
	Dated           // those that are dated in a period: a day of it is their value, or one on which they begin or end or are written to do so
	Always          // all
)

// ClaimsOfInterest yields the claims to be looked at, in the order of Claims, some at a time, now and then none: the list is used again.
// It is one pass over the dates of all claims.
func (s *Snapshot) ClaimsOfInterest(in Period, interest func(Common) Interest) iter.Seq[[]Ref] {
	return func(yield func([]Ref) bool) {
		ofClass := make([]Interest, len(s.classes))
		for i := range s.classes {
			ofClass[i] = interest(s.common(&s.classes[i]))
		}
		some := make([]Ref, 0, someRows)
		for r := range s.rows.terms {
			t := &s.rows.terms[r]
			if x := ofClass[t.class]; x == Always || x == Dated && (in.bounds(t.valid) || s.classes[t.class].cut != 0 && in.bounds(s.Written(Ref(r)))) {
				some = append(some, Ref(r))
			}
			if r%someRows == someRows-1 {
				if !yield(some) {
					return
				}
				some = some[:0]
			}
		}
		for i := range s.attrs {
			a := &s.attrs[i]
			if x := ofClass[a.class]; x == Always || x == Dated && (in.bounds(a.valid) || a.value.Type == graph.DateValue && in.has(a.value.Date)) {
				some = append(some, ^Ref(i))
			}
			if i%someRows == someRows-1 {
				if !yield(some) {
					return
				}
				some = some[:0]
			}
		}
		yield(some)
	}
}

// someRows is how many claims ClaimsOfInterest passes between two times that it yields.
const someRows = 1 << 14

// has reports whether a date is of the period.
func (p Period) has(d graph.Date) bool {
	return d.Day() >= p.Since && d.Day() <= p.Until && d.Bounded()
}

// bounds reports whether an interval begins or ends in the period.
func (p Period) bounds(v graph.Interval) bool { return p.has(v.From) || p.has(v.To) }
