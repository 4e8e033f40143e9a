// Package scc finds what is on a cycle together.
package scc

// Components returns the strongly connected components of a graph of numbered nodes, each after all that its nodes lead to.
func Components[Node ~int32](nodes int, each func(Node, func(Node))) [][]Node {
	order := make([]Node, 0, nodes)
	var found [][]Node
	Each(nodes, each, func(component []Node) {
		first := len(order)
		order = append(order, component...)
		found = append(found, order[first:len(order):len(order)])
	})
	return found
}

// Each yields what Components returns, a component after the other, which is right until it returns: R. Tarjan, "Depth-first
// search and linear graph algorithms", SIAM Journal on Computing 1 (1972), without recursion. It takes time linear in the nodes
// and edges; memory in the nodes, and in the edges of those that are on the way at once.
func Each[Node ~int32](nodes int, each func(Node, func(Node)), yield func([]Node)) {
	t := &tarjan[Node]{index: make([]int32, nodes), low: make([]int32, nodes), onStack: make([]bool, nodes), each: each, yield: yield}
	t.push = func(to Node) { t.next = append(t.next, to) }
	for n := range nodes {
		if t.index[n] == 0 {
			t.visit(Node(n))
		}
	}
}

type tarjan[Node ~int32] struct {
	index, low []int32 // from 1; 0: not visited
	onStack    []bool
	count      int32
	stack      []Node
	calls      []call[Node]
	next       []Node
	each       func(Node, func(Node))
	push       func(Node)
	yield      func([]Node)
}

// call is a visit under way; what its node leads to stands in next from first on, and from at on what is left to be followed.
type call[Node ~int32] struct {
	node      Node
	first, at int
}

func (t *tarjan[Node]) enter(n Node) {
	t.count++
	t.index[n], t.low[n], t.onStack[n] = t.count, t.count, true
	t.stack = append(t.stack, n)
	t.calls = append(t.calls, call[Node]{n, len(t.next), len(t.next)})
	t.each(n, t.push)
}

func (t *tarjan[Node]) visit(root Node) {
	t.enter(root)
	for len(t.calls) > 0 {
		c := &t.calls[len(t.calls)-1]
		if c.at < len(t.next) {
			to := t.next[c.at]
			c.at++
			if t.index[to] == 0 {
				t.enter(to)
			} else if t.onStack[to] {
				t.low[c.node] = min(t.low[c.node], t.index[to])
			}
			continue
		}
		n := c.node
		t.calls, t.next = t.calls[:len(t.calls)-1], t.next[:c.first]
		if len(t.calls) > 0 {
			parent := t.calls[len(t.calls)-1].node
			t.low[parent] = min(t.low[parent], t.low[n])
		}
		if t.low[n] == t.index[n] {
			t.close(n)
		}
	}
}

// close takes the component of n, which is all that stands above n on the stack.
func (t *tarjan[Node]) close(n Node) {
	at := len(t.stack) - 1
	for t.stack[at] != n {
		at--
	}
	for _, x := range t.stack[at:] {
		t.onStack[x] = false
	}
	t.yield(t.stack[at:])
	t.stack = t.stack[:at]
}
