package walk

import "chokepoint/graph/limits"

// consequences is a merged network read from inputs to what follows, and what holds of it. What was added last can be taken back.
type consequences struct {
	forcedAt []int32 // by slot: the first of those that it forces; one more at the end
	forced   []slot
	sharedAt []int32 // by slot: the first of the terms that it shares with others; one more at the end
	shared   []int32
	heads    []slot  // by shared term
	missing  []int32 // by shared term: inputs that do not hold

	holds   []bool
	held    []slot // those that hold, in the order in which they came to
	entries []int  // how many held before each that was added
	weights []taken
	taken   taken // by all that holds

	l    *limits.Limits
	work int // slots and terms looked at since the limits were
	stop limits.Stop
	err  error
}

// taken is how many are lost and impaired.
type taken struct{ lost, impaired int32 }

// newConsequences reads a network; weights are by slot.
func newConsequences(l *limits.Limits, x *network, weights []taken) *consequences {
	n := x.slots()
	c := &consequences{forcedAt: make([]int32, n+2), sharedAt: make([]int32, n+2), holds: make([]bool, n), weights: weights, l: l}
	terms := 0
	x.eachTerm(func(_ slot, inputs []slot) {
		if len(inputs) == 1 {
			c.forcedAt[inputs[0]+2]++
			return
		}
		terms++
		for _, in := range inputs {
			c.sharedAt[in+2]++
		}
	})
	for i := range n {
		c.forcedAt[i+2] += c.forcedAt[i+1]
		c.sharedAt[i+2] += c.sharedAt[i+1]
	}
	c.forced, c.shared = make([]slot, c.forcedAt[n+1]), make([]int32, c.sharedAt[n+1])
	c.heads, c.missing = make([]slot, 0, terms), make([]int32, 0, terms)
	x.eachTerm(func(head slot, inputs []slot) {
		if len(inputs) == 1 {
			c.forced[c.forcedAt[inputs[0]+1]] = head
			c.forcedAt[inputs[0]+1]++
			return
		}
		for _, in := range inputs {
			c.shared[c.sharedAt[in+1]] = int32(len(c.heads))
			c.sharedAt[in+1]++
		}
		c.heads, c.missing = append(c.heads, head), append(c.missing, int32(len(inputs)))
	})
	return c
}

// add makes a slot hold and all that follows from it. It reports false if the limits ended before: there is no going on from that.
func (c *consequences) add(i slot) bool {
	at := len(c.held)
	c.entries = append(c.entries, at)
	c.hold(i)
	for ; at < len(c.held); at++ {
		i := c.held[at]
		forced, shared := c.forced[c.forcedAt[i]:c.forcedAt[i+1]], c.shared[c.sharedAt[i]:c.sharedAt[i+1]]
		for _, to := range forced {
			c.hold(to)
		}
		for _, t := range shared {
			if c.missing[t]--; c.missing[t] == 0 {
				c.hold(c.heads[t])
			}
		}
		if c.work += 1 + len(forced) + len(shared); c.work >= every && !c.goesOn() {
			return false
		}
	}
	return true
}

func (c *consequences) hold(i slot) {
	if !c.holds[i] {
		c.holds[i] = true
		c.held = append(c.held, i)
		c.taken.lost += c.weights[i].lost
		c.taken.impaired += c.weights[i].impaired
	}
}

func (c *consequences) goesOn() bool {
	c.work = 0
	c.stop, c.err = c.l.Spent(0)
	return c.err == nil && c.stop.None()
}

// takeBack takes back what was added last.
func (c *consequences) takeBack() {
	last := len(c.entries) - 1
	for _, i := range c.held[c.entries[last]:] {
		c.holds[i] = false
		c.taken.lost -= c.weights[i].lost
		c.taken.impaired -= c.weights[i].impaired
		for _, t := range c.shared[c.sharedAt[i]:c.sharedAt[i+1]] {
			c.missing[t]++
		}
	}
	c.held, c.entries = c.held[:c.entries[last]], c.entries[:last]
}
