package snapshot

import (
	"iter"

	"chokepoint/graph"
)

// someSteps is how many claims are handed on at once.
const someSteps = 512

// AdmittedIn yields the relation claims of which n is the object and which a mask admits, each with its subject, in the order of In,
// some at a time: the list is used again. It looks at arrays that stand side by side, and at nothing else of a claim.
func (s *Snapshot) AdmittedIn(m *Mask, n Node) iter.Seq[[]Step] {
	return func(yield func([]Step) bool) {
		var some []Step
		subject := s.rows.subject
		s.look(n, AsObject)
		for r, end := s.in[n], s.in[n+1]; r < end; r++ {
			if !m.admitsRow(r) {
				continue
			}
			if some = append(some, Step{Ref(r), subject[r]}); len(some) == someSteps {
				if !yield(some) {
					return
				}
				some = some[:0]
			}
		}
		yieldSome(some, yield)
	}
}

// AdmittedOut yields the relation claims of which n is the subject and which a mask admits, each with its object, as AdmittedIn does.
func (s *Snapshot) AdmittedOut(m *Mask, n Node) iter.Seq[[]Step] {
	return func(yield func([]Step) bool) {
		var some []Step
		s.look(n, AsSubject)
		for k, end := s.out[n], s.out[n+1]; k < end; k++ {
			if !m.admitsRow(uint32(s.outRow[k])) {
				continue
			}
			if some = append(some, Step{Ref(s.outRow[k]), s.outTo[k]}); len(some) == someSteps {
				if !yield(some) {
					return
				}
				some = some[:0]
			}
		}
		yieldSome(some, yield)
	}
}

// CountIn counts the relation claims of which n is the object and which a mask admits.
func (s *Snapshot) CountIn(m *Mask, n Node) (count int) {
	for some := range s.AdmittedIn(m, n) {
		count += len(some)
	}
	return count
}

// CountOut counts those of which n is the subject.
func (s *Snapshot) CountOut(m *Mask, n Node) (count int) {
	for some := range s.AdmittedOut(m, n) {
		count += len(some)
	}
	return count
}

// AdmittedRows yields all relation claims that a mask admits, each with its object, in order of object, as AdmittedIn does.
func (s *Snapshot) AdmittedRows(m *Mask) iter.Seq[[]Step] {
	return func(yield func([]Step) bool) {
		var some []Step
		object := Node(0)
		for r := range uint32(s.rows.len()) {
			if !m.admitsRow(r) {
				continue
			}
			for s.in[object+1] <= r {
				object++
			}
			if some = append(some, Step{Ref(r), object}); len(some) == someSteps {
				if !yield(some) {
					return
				}
				some = some[:0]
			}
		}
		yieldSome(some, yield)
	}
}

// AdmittedAttributes yields the attribute claims that a mask admits, those of n or, of None, all, each with no node, as AdmittedIn does.
func (s *Snapshot) AdmittedAttributes(m *Mask, n Node) iter.Seq[[]Step] {
	return func(yield func([]Step) bool) {
		var some []Step
		first, end := uint32(0), uint32(len(s.attrs))
		if n != None {
			s.look(n, InItself)
			first, end = s.attrsOf[n], s.attrsOf[n+1]
		}
		for i := first; i < end; i++ {
			if !m.Admits(^Ref(i)) {
				continue
			}
			if some = append(some, Step{^Ref(i), None}); len(some) == someSteps {
				if !yield(some) {
					return
				}
				some = some[:0]
			}
		}
		yieldSome(some, yield)
	}
}

func yieldSome(some []Step, yield func([]Step) bool) {
	if len(some) > 0 {
		yield(some)
	}
}

// admitsRow is Admits of a row, small enough to stand in a loop.
func (m *Mask) admitsRow(row uint32) bool {
	t := &m.terms[row]
	return t.valid.From < m.instant && m.instant <= t.valid.To && m.passes(row, t.class)
}

func (m *Mask) passes(row, class uint32) bool {
	pass := m.pass[class]
	return pass == passAll || pass == passShare && m.holdsShare(Ref(row), class)
}

// Only returns a mask that admits what m does, of some predicates.
func (s *Snapshot) Only(m *Mask, set Predicates) *Mask {
	only := *m
	only.pass = make([]passing, len(m.pass))
	for i, k := range s.classes {
		if set[k.predicate] {
			only.pass[i] = m.pass[i]
		}
	}
	return &only
}

// Keys are a number for each claim that follows from its predicate and its confidence.
type Keys struct {
	of    []uint32 // by class
	terms []terms
	attrs []attribute
}

// Keys numbers claims.
func (s *Snapshot) Keys(of func(Predicate, graph.Confidence) uint32) Keys {
	k := Keys{make([]uint32, len(s.classes)), s.rows.terms, s.attrs}
	for i, c := range s.classes {
		k.of[i] = of(c.predicate, c.confidence)
	}
	return k
}

// Of returns the number of a claim.
func (k *Keys) Of(ref Ref) uint32 {
	if ref < 0 {
		return k.of[k.attrs[^ref].class]
	}
	return k.of[k.terms[ref].class]
}
