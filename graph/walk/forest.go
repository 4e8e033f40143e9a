package walk

import "slices"

// forest hangs slots of a merged network below one each that they force: what a slot brings about is what that one does, and more.
// So it is worked out once for all that hang below it, and each slot has only its part that is new to add. Whatever a slot is
// hung below, what is found is the same; with that of which most follows, least is left to add.
type forest struct {
	parent      []slot // or noSlot
	roots       []slot
	child, next []slot // the first slot that hangs below one, and the one beside it; or noSlot
}

// newForest makes a forest of some slots and what they hang below.
func newForest(x *network, of []slot) *forest {
	f := &forest{parent: parents(x), child: slices.Repeat([]slot{noSlot}, x.slots()), next: slices.Repeat([]slot{noSlot}, x.slots())}
	hangs := make([]bool, x.slots())
	for _, i := range of {
		for ; i != noSlot && !hangs[i]; i = f.parent[i] {
			hangs[i] = true
			if p := f.parent[i]; p == noSlot {
				f.roots = append(f.roots, i)
			} else {
				f.next[i], f.child[p] = f.child[p], i
			}
		}
	}
	return f
}

// parents chooses for each slot the one that it hangs below, or noSlot: of those that it forces, the one of which most follows, by
// the count of what each forces down to a root. That counts twice what follows in two ways, and nothing of what several bring about
// together. Those that a slot forces stand after it, but for some that it is known to force only since others were merged.
func parents(x *network) []slot {
	parent, follow, most := slices.Repeat([]slot{noSlot}, x.slots()), make([]int64, x.slots()), make([]int64, x.slots())
	for i := slot(x.slots() - 1); i >= 0; i-- {
		follow[i] += 1 + most[i]
		for t, end := x.termsOf(i); t < end; t++ {
			in := x.term(t)[0]
			if len(x.term(t)) > 1 || in > i {
				continue
			}
			follow[in]++
			if follow[i] > most[in] {
				most[in], parent[in] = follow[i], i
			}
		}
	}
	return parent
}

// walk passes through the forest: it enters each slot after the one that it hangs below, and leaves it before that one, the last
// entered first. It ends when enter returns false.
func (f *forest) walk(enter func(slot) bool, leave func()) {
	for _, root := range f.roots {
		for at := root; at != noSlot; at = f.after(at, leave) {
			if !enter(at) {
				return
			}
		}
	}
}

// after returns what is entered after a slot, or noSlot at the end of its tree, once all is left that this does not hang below.
func (f *forest) after(at slot, leave func()) slot {
	if f.child[at] != noSlot {
		return f.child[at]
	}
	for ; at != noSlot; at = f.parent[at] {
		leave()
		if f.next[at] != noSlot {
			return f.next[at]
		}
	}
	return noSlot
}
