package graph

import (
	"context"
	"slices"
)

// lossGraph says, for every entity at once, which single losses lose it. An edge leads from an entity to another whose loss
// alone loses it; what loses an entity is all that it reaches. Where every need has one object the edges are the needs
// themselves and, seen from a single supplier, the graph is its dominator tree; a group of alternatives adds an edge only to
// what all of them have in common.
type lossGraph struct {
	s     *Snapshot
	r     *removal // reads need groups
	up    [][]Node // by node: what loses it
	down  [][]Node // by node: what it loses
	group map[Node][]choice
	w     *scratch
}

// choice is a need with several alternatives.
type choice []option

// option is an alternative: its object, and the decisions without whose permission it can't be had.
type option []Node

// newLossGraph takes time linear in the rows for single needs, plus, for each group of alternatives, the search of what
// loses each of them. Groups on cycles are taken again until nothing changes: the least fixpoint, from below.
func (s *Snapshot) newLossGraph(ctx context.Context, m *mask, w *scratch) (*lossGraph, error) {
	g := &lossGraph{s: s, r: newRemoval(s, m, newLimits(ctx, Budget{})), up: make([][]Node, len(s.ids)), down: make([][]Node, len(s.ids)), group: map[Node][]choice{}, w: w}
	for n := range s.ids {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		g.addNeeds(Node(n))
	}
	for _, component := range g.componentsNeedsFirst() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for changed := true; changed; {
			changed = false
			for _, n := range component {
				changed = g.addCommon(n) || changed
			}
			changed = changed && len(component) > 1
		}
	}
	for n, up := range g.up {
		for _, u := range up {
			g.down[u] = append(g.down[u], Node(n))
		}
	}
	return g, nil
}

// addNeeds reads the need groups of a node.
func (g *lossGraph) addNeeds(n Node) {
	permits := g.permits(n)
	seen := map[*needGroup]bool{}
	for k := g.s.out[n]; k < g.s.out[n+1]; k++ {
		row := g.s.outRow[k]
		if g.r.needs[g.r.predicateOf(row)] == NeedNone {
			continue
		}
		at, ok := g.r.slotOf(row)
		if !ok || seen[at.group] {
			continue
		}
		seen[at.group] = true
		options := make(choice, len(at.group.objects))
		for i, a := range at.group.objects {
			options[i] = append(option{a.node}, permits.of(g.r.predicateOf(row), a.node)...)
		}
		if len(options) == 1 {
			for _, u := range options[0] {
				g.addEdge(n, u)
			}
			continue
		}
		g.group[n] = append(g.group[n], options)
	}
	g.forget(n)
}

// forget drops the need groups of a node, which are read once.
func (g *lossGraph) forget(n Node) {
	for k := g.s.out[n]; k < g.s.out[n+1]; k++ {
		delete(g.r.slots, g.s.outRow[k])
	}
	delete(g.r.built, n)
}

// permit is a decision that a party needs for an item (None: any) under some predicates.
type permit struct {
	decision, item Node
	gated          []uint16
}

type permits []permit

func (g *lossGraph) permits(n Node) permits {
	var ps permits
	for k := g.s.out[n]; k < g.s.out[n+1]; k++ {
		row := g.s.outRow[k]
		if gated := g.r.gates[g.r.predicateOf(row)]; len(gated) > 0 && g.r.m.admits(&g.s.rows, row) {
			ps = append(ps, permit{g.s.outTo[k], g.s.detailOf(g.s.rows.detail[row]).item, gated})
		}
	}
	return ps
}

func (ps permits) of(predicate uint16, object Node) []Node {
	var decisions []Node
	for _, p := range ps {
		if slices.Contains(p.gated, predicate) && (p.item == None || p.item == object) {
			decisions = append(decisions, p.decision)
		}
	}
	return decisions
}

func (g *lossGraph) addEdge(n, u Node) bool {
	if n == u || slices.Contains(g.up[n], u) {
		return false
	}
	g.up[n] = append(g.up[n], u)
	return true
}

// addCommon adds edges from a node to what loses all the alternatives of one of its groups, unless it is lost by it already.
func (g *lossGraph) addCommon(n Node) bool {
	added := false
	for _, options := range g.group[n] {
		common := g.losers(options[0], nil)
		for _, o := range options[1:] {
			if len(common) == 0 {
				break
			}
			common = g.losers(o, common)
		}
		if len(common) == 0 {
			continue
		}
		known := g.losers(option{n}, nil)
		for _, u := range common {
			if u != n && !slices.Contains(known, u) {
				added = g.addEdge(n, u) || added
				known = append(known, g.losers(option{u}, nil)...)
			}
		}
	}
	return added
}

// losers lists what loses an option, itself first; with within, only what is also there.
func (g *lossGraph) losers(o option, within []Node) []Node {
	g.w.begin()
	for _, n := range o {
		g.w.visit(n)
	}
	for i := 0; i < len(g.w.queue); i++ {
		for _, u := range g.up[g.w.queue[i]] {
			g.w.visit(u)
		}
	}
	if within == nil {
		return slices.Clone(g.w.queue)
	}
	var common []Node
	for _, n := range within {
		if g.w.visited(n) {
			common = append(common, n)
		}
	}
	return common
}

// componentsNeedsFirst returns the strongly connected components of the needs in an order in which a component stands after
// all that it needs: R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972), without
// recursion.
func (g *lossGraph) componentsNeedsFirst() [][]Node {
	const unseen = 0
	index, low := make([]int32, len(g.up)), make([]int32, len(g.up))
	onStack := make([]bool, len(g.up))
	var components [][]Node
	var stack []Node
	type frame struct {
		node  Node
		needs []Node
	}
	var call []frame
	count := int32(unseen)
	enter := func(n Node) {
		count++
		index[n], low[n], onStack[n] = count, count, true
		stack = append(stack, n)
		call = append(call, frame{n, g.needsOf(n)})
	}
	for root := range g.up {
		if index[root] != unseen {
			continue
		}
		enter(Node(root))
		for len(call) > 0 {
			f := &call[len(call)-1]
			if len(f.needs) > 0 {
				u := f.needs[0]
				f.needs = f.needs[1:]
				if index[u] == unseen {
					enter(u)
				} else if onStack[u] {
					low[f.node] = min(low[f.node], index[u])
				}
				continue
			}
			n := f.node
			call = call[:len(call)-1]
			if len(call) > 0 {
				parent := call[len(call)-1].node
				low[parent] = min(low[parent], low[n])
			}
			if low[n] == index[n] {
				at := lastIndex(stack, n)
				for _, x := range stack[at:] {
					onStack[x] = false
				}
				components = append(components, slices.Clone(stack[at:]))
				stack = stack[:at]
			}
		}
	}
	return components
}

// lastIndex finds a node that is on the stack.
func lastIndex(stack []Node, n Node) int {
	for i := len(stack) - 1; i >= 0; i-- {
		if stack[i] == n {
			return i
		}
	}
	return -1
}

func (g *lossGraph) needsOf(n Node) []Node {
	needs := g.up[n]
	if groups := g.group[n]; len(groups) > 0 {
		needs = slices.Clone(needs)
		for _, options := range groups {
			for _, o := range options {
				needs = append(needs, o...)
			}
		}
	}
	return needs
}

// lostWith lists what the loss of n alone loses, nearest first.
func (g *lossGraph) lostWith(n Node) []Node {
	g.w.begin()
	g.w.visit(n)
	for i := 0; i < len(g.w.queue); i++ {
		for _, d := range g.down[g.w.queue[i]] {
			g.w.visit(d)
		}
	}
	return g.w.queue[1:]
}

// counts returns, for every node, how many nodes its loss alone loses. Where each of those is lost by one edge only, they are
// a tree, whose sizes add up; elsewhere they are counted by a search that does not look at needs again.
func (g *lossGraph) counts(ctx context.Context) ([]int32, error) {
	counts, tree := make([]int32, len(g.up)), make([]bool, len(g.up))
	for i, n := range g.leavesFirst() {
		if i%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		tree[n] = true
		sum := int32(0)
		for _, d := range g.down[n] {
			tree[n] = tree[n] && tree[d] && len(g.up[d]) == 1
			sum += 1 + counts[d]
		}
		if !tree[n] {
			sum = int32(len(g.lostWith(n)))
		}
		counts[n] = sum
	}
	return counts, nil
}

// leavesFirst orders the nodes so that each stands after those that it loses, except on cycles, whose nodes stand last.
func (g *lossGraph) leavesFirst() []Node {
	open := make([]int32, len(g.down))
	order := make([]Node, 0, len(g.down))
	for n, down := range g.down {
		if open[n] = int32(len(down)); open[n] == 0 {
			order = append(order, Node(n))
		}
	}
	for i := 0; i < len(order); i++ {
		for _, u := range g.up[order[i]] {
			if open[u]--; open[u] == 0 {
				order = append(order, u)
			}
		}
	}
	if len(order) < len(open) {
		for n := range open {
			if open[n] > 0 {
				order = append(order, Node(n))
			}
		}
	}
	return order
}
