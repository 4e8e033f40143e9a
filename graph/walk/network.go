package walk

import (
	"math"
	"math/bits"

	"chokepoint/graph/limits"
	"chokepoint/graph/scc"
)

// slot is a node of a network: a fact that some removals bring about.
type slot = int32

// network is facts that follow from others: a slot holds if one of its terms does, and a term if all of its inputs do. It works
// out many removals at once, a bit each: the lanes of a slot are those in which it holds, by the least fixpoint of all.
//
// Slots are taken in an order in which each stands after what it follows from, so that each is weighed once, but for those on a
// cycle, which are weighed again until nothing changes. A slot is weighed only when an input has changed: the cost of a block
// of removals is in proportion to what they reach.
type network struct {
	inputs []slot
	ends   []int32 // by term: the end of its inputs, which begin at the end of the term before
	terms  []int32 // by slot: its first term; one more at the end

	order     []slot
	place     []int32 // by slot: its place in order
	last      []int32 // by place: the last place of its component
	followers []slot  // what follows from a slot
	followAt  []int32 // by slot: its first follower; one more at the end

	lanes   []lanes  // by slot
	live    []bool   // by slot: it holds in some lane
	dirty   []uint64 // by place: a bit for a slot to be weighed
	touched []slot   // that are live
}

// addTerm adds a term to the slot that is being made.
func (x *network) addTerm(inputs ...slot) {
	x.inputs = append(x.inputs, inputs...)
	x.ends = append(x.ends, int32(len(x.inputs)))
}

// closeSlot ends the slot that is being made: those after it have the terms that come.
func (x *network) closeSlot() { x.terms = append(x.terms, int32(len(x.ends))) }

func newNetwork() *network { return &network{ends: []int32{0}, terms: []int32{1}} }

func (x *network) slots() int { return len(x.terms) - 1 }

// inputsOf returns the inputs of all terms of a slot.
func (x *network) inputsOf(i slot) []slot {
	return x.inputs[x.ends[x.terms[i]-1]:x.ends[x.terms[i+1]-1]]
}

// arrange finds the order, once all slots are made. When its limits end, the search is not fed any further and so ends soon.
func (x *network) arrange(l *limits.Limits) (err error) {
	components := scc.Components(x.slots(), func(i slot, yield func(slot)) {
		for _, in := range x.inputsOf(i) {
			if err == nil {
				err = l.Work()
			}
			if err == nil {
				yield(in)
			}
		}
	})
	if err != nil {
		return err
	}
	n := x.slots()
	x.order, x.place, x.last = make([]slot, 0, n), make([]int32, n), make([]int32, n)
	for _, component := range components {
		end := int32(len(x.order) + len(component) - 1)
		for _, i := range component {
			x.place[i], x.last[len(x.order)] = int32(len(x.order)), end
			x.order = append(x.order, i)
		}
	}
	x.follow()
	x.lanes, x.live, x.dirty = make([]lanes, n), make([]bool, n), make([]uint64, n/64+1)
	return nil
}

// follow turns inputs around.
func (x *network) follow() {
	n := x.slots()
	x.followAt, x.followers = make([]int32, n+2), make([]slot, len(x.inputs))
	for _, in := range x.inputs {
		x.followAt[in+2]++
	}
	for i := range n {
		x.followAt[i+2] += x.followAt[i+1]
	}
	for i := range slot(n) {
		for _, in := range x.inputsOf(i) {
			x.followers[x.followAt[in+1]] = i
			x.followAt[in+1]++
		}
	}
}

// clear forgets a block of removals.
func (x *network) clear() {
	for _, i := range x.touched {
		x.lanes[i], x.live[i] = lanes{}, false
	}
	x.touched = x.touched[:0]
	clear(x.dirty)
}

// set makes a slot hold in a lane.
func (x *network) set(i slot, lane int) {
	x.lanes[i][lane/64] |= 1 << (lane % 64)
	x.touch(i)
	x.mark(i)
}

// mark notes that what follows from a slot is to be weighed, and returns the first place among it.
func (x *network) mark(i slot) (first int32) {
	first = math.MaxInt32
	for _, to := range x.followers[x.followAt[i]:x.followAt[i+1]] {
		p := x.place[to]
		x.dirty[p/64] |= 1 << (p % 64)
		first = min(first, p)
	}
	return first
}

// settle finds the fixpoint of what was set.
func (x *network) settle(l *limits.Limits) (limits.Stop, error) {
	again := int32(math.MaxInt32) // the first place to go back to, in the component of the place before
	end := int32(-1)              // of that component
	for p := int32(0); ; {
		next := x.next(p)
		if next > end && again <= end {
			p, again = again, math.MaxInt32
			continue
		}
		if next == math.MaxInt32 {
			return limits.Stop{}, nil
		}
		if stop, err := l.Step(0); err != nil || !stop.None() {
			return stop, err
		}
		x.dirty[next/64] &^= 1 << (next % 64)
		end = x.last[next]
		if i := x.order[next]; x.weigh(i) {
			if first := x.mark(i); first <= next {
				again = min(again, first)
			}
		}
		p = next + 1
	}
}

// next returns the first place from p on that is to be weighed.
func (x *network) next(p int32) int32 {
	at := int(p / 64)
	if at >= len(x.dirty) {
		return math.MaxInt32
	}
	for word := x.dirty[at] &^ (1<<(p%64) - 1); ; word = x.dirty[at] {
		if word != 0 {
			return int32(at*64 + bits.TrailingZeros64(word))
		}
		if at++; at == len(x.dirty) {
			return math.MaxInt32
		}
	}
}

// weigh adds to the lanes of a slot those in which one of its terms holds.
func (x *network) weigh(i slot) (changed bool) {
	own := x.lanes[i]
	at := x.ends[x.terms[i]-1]
	for _, end := range x.ends[x.terms[i]:x.terms[i+1]] {
		inputs := x.inputs[at:end]
		at = end
		if !x.live[inputs[0]] {
			continue
		}
		if len(inputs) == 1 {
			changed = own.or(&x.lanes[inputs[0]]) || changed
			continue
		}
		all := x.lanes[inputs[0]]
		for _, in := range inputs[1:] {
			if !x.live[in] {
				all = lanes{}
				break
			}
			all.and(&x.lanes[in])
		}
		changed = own.or(&all) || changed
	}
	if changed {
		x.lanes[i] = own
		x.touch(i)
	}
	return changed
}

func (x *network) touch(i slot) {
	if !x.live[i] {
		x.live[i] = true
		x.touched = append(x.touched, i)
	}
}
