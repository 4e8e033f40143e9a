package walk

import (
	"slices"

	"chokepoint/graph/limits"
	"chokepoint/graph/scc"
)

// slot is a node of a network: a fact that some removals bring about.
type slot = int32

const noSlot slot = -1

// network is facts that follow from others: a slot holds if one of its terms does, and a term if all of its inputs do. What holds
// is the least fixpoint of that. An input that is a term of its own forces the slot: whatever brings it about brings the slot about.
type network struct {
	inputs []slot
	ends   []int32 // by term: the end of its inputs, which begin at the end of the term before
	terms  []int32 // by slot: its first term; one more at the end
}

func newNetwork() *network { return &network{ends: []int32{0}, terms: []int32{1}} }

// addTerm adds a term to the slot that is being made.
func (x *network) addTerm(inputs ...slot) {
	if len(x.inputs)+len(inputs) > cap(x.inputs) {
		x.inputs = slices.Grow(x.inputs, max(every, len(x.inputs), len(inputs)))
	}
	x.inputs = append(x.inputs, inputs...)
	x.ends = added(x.ends, int32(len(x.inputs)))
}

// closeSlot ends the slot that is being made: those after it have the terms that come.
func (x *network) closeSlot() { x.terms = added(x.terms, int32(len(x.ends))) }

// makeRoom makes room for no more than another network is.
func (x *network) makeRoom(other *network) {
	x.inputs, x.ends, x.terms = slices.Grow(x.inputs, len(other.inputs)), slices.Grow(x.ends, len(other.ends)), slices.Grow(x.terms, len(other.terms))
}

func (x *network) slots() int { return len(x.terms) - 1 }

// inputsOf returns the inputs of all terms of a slot.
func (x *network) inputsOf(i slot) []slot {
	return x.inputs[x.ends[x.terms[i]-1]:x.ends[x.terms[i+1]-1]]
}

// termsOf returns the first term of a slot and the one after its last.
func (x *network) termsOf(i slot) (first, end int32) { return x.terms[i], x.terms[i+1] }

// term returns the inputs of a term.
func (x *network) term(t int32) []slot { return x.inputs[x.ends[t-1]:x.ends[t]] }

// eachTerm yields each term with the slot that it is of, slot by slot.
func (x *network) eachTerm(yield func(head slot, inputs []slot)) {
	for i := range slot(x.slots()) {
		for t, end := x.termsOf(i); t < end; t++ {
			yield(i, x.term(t))
		}
	}
}

// merged returns a network in which slots are one that force each other, each after all that forces it, and the number of each
// slot in it. Of terms that say the same, one is left. When the limits end, the search is not fed any further and so ends soon.
func (x *network) merged(l *limits.Limits) (*network, []slot, error) {
	m := &merging{from: x, of: make([]slot, x.slots()), to: newNetwork()}
	m.to.makeRoom(x)
	var members []slot // of one after the other
	var err error
	scc.Each(x.slots(), func(i slot, yield func(slot)) {
		for t, end := x.termsOf(i); t < end && err == nil; t++ {
			if in := x.term(t); len(in) == 1 {
				yield(in[0])
			}
			err = l.Work()
		}
	}, func(component []slot) {
		for _, i := range component {
			m.of[i] = m.slots
		}
		members = append(members, component...)
		m.slots++
	})
	if err != nil {
		return nil, nil, err
	}
	m.seen = make([]slot, m.slots)
	for first := 0; first < len(members); {
		end := first + 1
		for end < len(members) && m.of[members[end]] == m.of[members[first]] {
			end++
		}
		m.make(members[first:end])
		first = end
	}
	return m.to, m.of, nil
}

// merging makes the slots of a merged network.
type merging struct {
	from, to *network
	of       []slot // by slot of from
	slots    slot
	seen     []slot // by slot of to: one more than the last slot that it forces
	ins      []slot
}

// make makes one slot of several: first what forces it, then the terms that this does not decide.
func (m *merging) make(members []slot) {
	self := m.of[members[0]]
	m.seen[self] = self + 1
	for _, i := range members {
		for t, end := m.from.termsOf(i); t < end; t++ {
			if m.read(t); len(m.ins) == 1 && m.seen[m.ins[0]] != self+1 {
				m.seen[m.ins[0]] = self + 1
				m.to.addTerm(m.ins[0])
			}
		}
	}
	for _, i := range members {
		for t, end := m.from.termsOf(i); t < end; t++ {
			if m.read(t); !slices.ContainsFunc(m.ins, func(in slot) bool { return m.seen[in] == self+1 }) {
				m.to.addTerm(m.ins...)
			}
		}
	}
	m.to.closeSlot()
}

// read finds the inputs of a term, each once.
func (m *merging) read(t int32) {
	m.ins = m.ins[:0]
	for _, in := range m.from.term(t) {
		m.ins = append(m.ins, m.of[in])
	}
	if len(m.ins) > 1 {
		slices.Sort(m.ins)
		m.ins = slices.Compact(m.ins)
	}
}
