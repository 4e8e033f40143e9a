package owners

import (
	"chokepoint/graph"
	"chokepoint/graph/scc"
)

// flags sets of each share whether it is known, and whether some chain has one that is not, or only as a range.
func (nw *network) flags(d graph.Direction, found []Effective) error {
	next := nw.owners
	if d == graph.Dependents {
		next = nw.holdings()
	}
	r, err := nw.reach(next, d == graph.Dependents)
	if err != nil {
		return err
	}
	for i := range found {
		found[i].Known, found[i].AtLeast = r.clear[i], r.unclear[i]
	}
	if d == graph.Dependencies {
		return nw.leaveOutReturns(r, found)
	}
	return nil
}

// holdings are the stakes, seen from the owners.
func (nw *network) holdings() [][]stake {
	held := make([][]stake, len(nw.owners))
	for n, owners := range nw.owners {
		for _, st := range owners {
			held[st.owner] = append(held[st.owner], stake{int32(n), st.share, st.open})
		}
	}
	return held
}

// reached is where chains from the start lead: chains of known shares, and those with one that is not known exactly. A chain with
// a range and no unknown share is both.
type reached struct{ clear, unclear []bool }

// reach follows the chains. With once set they don't come back to the start, which is the owner then.
func (nw *network) reach(next [][]stake, once bool) (*reached, error) {
	r := &reached{make([]bool, len(next)), make([]bool, len(next))}
	type place struct {
		node    int32
		unclear bool
	}
	r.clear[0] = true
	queue := []place{{0, false}}
	visit := func(to place) {
		seen := r.clear
		if to.unclear {
			seen = r.unclear
		}
		if !seen[to.node] {
			seen[to.node] = true
			queue = append(queue, to)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		for _, st := range next[at.node] {
			if err := nw.l.Work(); err != nil {
				return nil, err
			}
			if once && st.owner == 0 {
				continue
			}
			if at.unclear || st.open {
				visit(place{st.owner, true})
			}
			if !at.unclear && st.share.Known() {
				visit(place{st.owner, false})
			}
		}
	}
	return r, nil
}

// leaveOutReturns takes back what reach said of owners that own themselves through others: a chain that goes on from the owner
// does not count, so that a share is unclear only by chains that come to its owner at their end. Where chains are unclear before
// they enter a circle, they are so for all in it.
func (nw *network) leaveOutReturns(r *reached, found []Effective) error {
	circles := scc.Components(len(nw.owners), func(n int32, yield func(int32)) {
		for _, st := range nw.owners[n] {
			yield(st.owner)
		}
	})
	c := &circling{nw: nw, of: make([]int32, len(nw.owners)), entered: make([]bool, len(nw.owners)), mark: make([]int32, len(nw.owners))}
	for i, circle := range circles {
		for _, n := range circle {
			c.of[n] = int32(i)
		}
	}
	before, within := make([]bool, len(circles)), make([]bool, len(circles)) // circles: where a share that is not known exactly is
	c.entered[0] = true
	for n, owners := range nw.owners {
		for _, st := range owners {
			switch to := c.of[st.owner]; {
			case to != c.of[n]:
				c.entered[st.owner] = true
				before[to] = before[to] || r.unclear[n] || st.open
			case st.open:
				within[to] = true
			}
		}
	}
	for i, circle := range circles {
		for _, owner := range circle {
			found[owner].AtLeast = before[i]
			if before[i] || !within[i] {
				continue
			}
			var err error
			if found[owner].AtLeast, err = c.unclear(owner, circle); err != nil {
				return err
			}
		}
	}
	return nil
}

// circling looks for chains within circles of owners.
type circling struct {
	nw      *network
	of      []int32 // by node: its circle
	entered []bool  // by node: whether chains come to it from without, or begin there
	mark    []int32 // by node: the last owner, counted from 1, for whom it was visited
}

// unclear reports whether a chain with a share that is not known exactly comes to an owner for the first time within its circle.
func (c *circling) unclear(owner int32, circle []int32) (bool, error) {
	var queue []int32
	visit := func(n int32) {
		if n != owner && c.of[n] == c.of[owner] && c.mark[n] != owner+1 {
			c.mark[n] = owner + 1
			queue = append(queue, n)
		}
	}
	for _, n := range circle {
		if c.entered[n] {
			visit(n)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, st := range c.nw.owners[queue[0]] {
			if err := c.nw.l.Work(); err != nil {
				return false, err
			}
			if st.open && c.of[st.owner] == c.of[owner] {
				return true, nil
			}
			visit(st.owner)
		}
	}
	return false, nil
}
