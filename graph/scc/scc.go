// Package scc finds what is on a cycle together.
package scc

// Components returns the strongly connected components of a graph of numbered nodes, each after all that its nodes lead to:
// R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972), without recursion. It takes
// time and memory linear in the nodes and edges.
func Components[Node ~int32](nodes int, each func(Node, func(Node))) [][]Node {
	t := &tarjan[Node]{index: make([]int32, nodes), low: make([]int32, nodes), onStack: make([]bool, nodes), each: each}
	for n := range nodes {
		if t.index[n] == 0 {
			t.visit(Node(n))
		}
	}
	return t.found
}

type tarjan[Node ~int32] struct {
	index, low []int32 // from 1; 0: not visited
	onStack    []bool
	count      int32
	stack      []Node
	calls      []call[Node]
	found      [][]Node
	each       func(Node, func(Node))
}

// call is a visit under way: what its node leads to and has not been followed yet.
type call[Node ~int32] struct {
	node Node
	next []Node
}

func (t *tarjan[Node]) enter(n Node) {
	t.count++
	t.index[n], t.low[n], t.onStack[n] = t.count, t.count, true
	t.stack = append(t.stack, n)
	c := call[Node]{node: n}
	t.each(n, func(to Node) { c.next = append(c.next, to) })
	t.calls = append(t.calls, c)
}

func (t *tarjan[Node]) visit(root Node) {
	t.enter(root)
	for len(t.calls) > 0 {
		c := &t.calls[len(t.calls)-1]
		if len(c.next) > 0 {
			to := c.next[0]
			c.next = c.next[1:]
			if t.index[to] == 0 {
				t.enter(to)
			} else if t.onStack[to] {
				t.low[c.node] = min(t.low[c.node], t.index[to])
			}
			continue
		}
		n := c.node
		t.calls = t.calls[:len(t.calls)-1]
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
	component := append([]Node(nil), t.stack[at:]...)
	for _, x := range component {
		t.onStack[x] = false
	}
	t.found = append(t.found, component)
	t.stack = t.stack[:at]
}
