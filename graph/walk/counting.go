package walk

import (
	"cmp"
	"slices"

	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// counting counts what the loss of each of many entities alone takes from others.
type counting struct {
	x      *losses
	l      *limits.Limits
	target snapshot.Node
	merged *network
	of     []slot // by slot of the network that was merged
	*consequences
	taking  []slot // by node: the merged slot for its being lost, or impaired if it acts, or noSlot
	belongs *belongings
	counted []Chokepoint
}

// newCounting takes the network of losses from them.
func newCounting(l *limits.Limits, x *losses, target snapshot.Node) (*counting, error) {
	c := &counting{x: x, l: l, target: target, taking: make([]slot, x.s.Nodes())}
	var err error
	if c.merged, c.of, err = x.merged(l); err != nil {
		return nil, err
	}
	x.network = nil
	weights := make([]taken, c.merged.slots())
	for n := range snapshot.Node(len(c.taking)) {
		switch i := c.slotOfTaking(n); {
		case i == noSlot:
		case x.acts(n):
			weights[i].impaired++
		default:
			weights[i].lost++
		}
	}
	c.consequences = newConsequences(l, c.merged, weights)
	c.belongs, err = x.belonging.all(l)
	return c, err
}

// slotOfTaking finds the slot for a node's being taken.
func (c *counting) slotOfTaking(n snapshot.Node) slot {
	i := c.x.lostSlot(n)
	if c.x.acts(n) {
		i = c.x.weakSlot(n)
	}
	c.taking[n] = c.mergedOf(i)
	return c.taking[n]
}

// mergedOf is the merged slot of one of the network, or noSlot.
func (c *counting) mergedOf(i slot) slot {
	if i == noSlot {
		return noSlot
	}
	return c.of[i]
}

// candidate is a node that may be taken away, and what that makes hold.
type candidate struct {
	node snapshot.Node
	slot slot
}

// candidates are the nodes whose loss may take something from others, or do something to the target, of those that keep lets pass, in
// the order of their slots.
func (c *counting) candidates(keep func(snapshot.Node) bool) (list []candidate, err error) {
	needed := []bool(nil)
	if c.target != snapshot.None {
		if needed, err = c.neededBy(c.target); err != nil {
			return nil, err
		}
	}
	for n, serves := range c.x.serves {
		if n := snapshot.Node(n); serves {
			if i := c.of[c.x.removedSlot(n)]; (needed == nil || needed[i]) && keep(n) {
				list = append(list, candidate{n, i})
			}
		}
	}
	slices.SortFunc(list, func(x, y candidate) int { return cmp.Or(cmp.Compare(x.slot, y.slot), cmp.Compare(x.node, y.node)) })
	return list, nil
}

// neededBy returns all slots that a node's being lost or weak may follow from.
func (c *counting) neededBy(n snapshot.Node) ([]bool, error) {
	needed := make([]bool, c.merged.slots())
	var queue []slot
	reach := func(i slot) {
		if i != noSlot && !needed[i] {
			needed[i] = true
			queue = append(queue, i)
		}
	}
	reach(c.mergedOf(c.x.weakSlot(n)))
	reach(c.mergedOf(c.x.lostSlot(n)))
	for len(queue) > 0 {
		if err := c.l.Work(); err != nil {
			return nil, err
		}
		i := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, in := range c.merged.inputsOf(i) {
			reach(in)
		}
	}
	return needed, nil
}

// count counts what each candidate's loss alone does. After a stop, there are only some.
func (c *counting) count(candidates []candidate) (limits.Stop, error) {
	slots := make([]slot, len(candidates))
	first := make([]int32, c.merged.slots()) // by slot: one more than the place of the first of its candidates
	for k := len(candidates) - 1; k >= 0; k-- {
		slots[k] = candidates[k].slot
		first[slots[k]] = int32(k) + 1
	}
	newForest(c.merged, slots).walk(func(i slot) bool {
		if !c.add(i) {
			return false
		}
		for k := first[i]; k > 0 && int(k) <= len(candidates) && candidates[k-1].slot == i; k++ {
			c.tally(candidates[k-1].node)
		}
		return c.err == nil && c.stop.None()
	}, c.takeBack)
	return c.stop, c.err
}

// tally counts what holds where a node is taken away, but for what belongs to it.
func (c *counting) tally(n snapshot.Node) {
	x := Chokepoint{Node: n, Lost: int(c.taken.lost), Impaired: int(c.taken.impaired)}
	for _, own := range c.belongs.of(n) {
		switch i := c.taking[own]; {
		case i == noSlot || !c.holds[i]:
		case c.x.acts(own):
			x.Impaired--
		default:
			x.Lost--
		}
		if c.work++; c.work >= every && !c.goesOn() {
			return
		}
	}
	if c.target != snapshot.None {
		x.Effect = c.effectOn(c.target)
	}
	c.counted = append(c.counted, x)
}

// effectOn says what became of a node.
func (c *counting) effectOn(n snapshot.Node) State {
	holds := func(i slot) bool { return i != noSlot && c.holds[c.of[i]] }
	switch {
	case !holds(c.x.weakSlot(n)) && !holds(c.x.lostSlot(n)):
		return Standing
	case c.x.acts(n):
		return Impaired
	case holds(c.x.lostSlot(n)):
		return Lost
	}
	return Degraded
}
