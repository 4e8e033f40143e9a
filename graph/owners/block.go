package owners

import (
	"cmp"
	"container/heap"
	"slices"

	"chokepoint/graph/limits"
)

// block solves for the sums of all chains within companies that own each other. It takes the companies away one by one, those
// with the fewest neighbours first, and joins what led to each with what it leads to, over the returns to itself: Gaussian
// elimination of (I - A), without a subtraction. What a company does not pass on within the block is kept as its exit, so that
// one minus the returns, which may be as little as a billionth, is a sum of positive numbers and as exact as they are:
// W. Grassmann, M. Taksar and D. Heyman, "Regenerative analysis and steady state distributions for Markov chains", Operations
// Research 33 (1985).
//
// A ring costs time and memory linear in its length, n companies that all own each other n³ steps and n² numbers; what lies
// between costs as much as the links that arise on the way.
type block struct {
	exit  []float64 // by node, then by position; negative where the companies hold more than all of it
	order []int32   // positions to nodes
	later [][]int32 // by position: the neighbours that are taken away later, in order of position
	out   [][]float64
	in    [][]float64 // by position and place in later: what leads to the neighbour, and from it
	pivot []float64

	count, found []int32 // scratch of places: 0, 1, 2 …, and the last result
}

// entry is what the company to holds of the company from.
type entry struct {
	from, to int32
	share    float64
}

// divergence is what a pivot must be above where exits are negative, so that their sum may be rounded.
const divergence = 1e-12

// factorise takes the companies away. It reports false if the sums of chains are endless.
func (b *block) factorise(l *limits.Limits, entries []entry) (bool, error) {
	if err := b.plan(l, entries); err != nil {
		return false, err
	}
	least := 0.0
	if slices.Min(b.exit) < 0 {
		least = divergence
	}
	b.fill(entries)
	n := len(b.exit)
	b.pivot, b.count = make([]float64, n), make([]int32, n)
	for i := range b.count {
		b.count[i] = int32(i)
	}
	for p := range n {
		pivot := b.exit[p]
		for _, share := range b.out[p] {
			pivot += share
		}
		if pivot <= least {
			return false, nil
		}
		b.pivot[p] = pivot
		if err := b.join(l, p); err != nil {
			return false, err
		}
	}
	return true, nil
}

// join joins what leads to a position with what it leads to.
func (b *block) join(l *limits.Limits, p int) error {
	later, out := b.later[p], b.out[p]
	through := make([]float64, len(later))
	for t, share := range b.in[p] {
		through[t] = share / b.pivot[p]
	}
	for t, x := range later {
		if err := l.Work(); err != nil {
			return err
		}
		b.exit[x] += through[t] * b.exit[p]
		outOf, into, inward, outward := b.out[x], b.in[x], through[t], out[t]
		for u, at := range b.places(later[t+1:], x) {
			outOf[at] += inward * out[t+1+u]
			into[at] += through[t+1+u] * outward
		}
	}
	return nil
}

// places finds some of a position's later neighbours, in order, among all of them.
func (b *block) places(some []int32, position int32) []int32 {
	all := b.later[position]
	if len(some) == len(all) {
		return b.count[:len(all)]
	}
	b.found = b.found[:0]
	at := int32(0)
	for _, x := range some {
		for all[at] != x {
			at++
		}
		b.found = append(b.found, at)
	}
	return b.found
}

// down returns what is held of each node, given what is held directly: h = A h + direct.
func (b *block) down(direct []float64) []float64 {
	h := make([]float64, len(direct)) // by position
	for p, node := range b.order {
		h[p] = direct[node]
	}
	for p := range h {
		for t, x := range b.later[p] {
			h[x] += b.in[p][t] / b.pivot[p] * h[p]
		}
	}
	for p := len(h) - 1; p >= 0; p-- {
		for t, x := range b.later[p] {
			h[p] += b.out[p][t] * h[x]
		}
		h[p] /= b.pivot[p]
	}
	return b.byNode(h)
}

// up returns how often each node is visited by what enters: v = v A + entering.
func (b *block) up(entering []float64) []float64 {
	v := make([]float64, len(entering)) // by position
	for p, node := range b.order {
		v[p] = entering[node]
	}
	for p := range v {
		for t, x := range b.later[p] {
			v[x] += v[p] / b.pivot[p] * b.out[p][t]
		}
	}
	for p := len(v) - 1; p >= 0; p-- {
		for t, x := range b.later[p] {
			v[p] += v[x] * b.in[p][t]
		}
		v[p] /= b.pivot[p]
	}
	return b.byNode(v)
}

// returns is how often a visit to each node comes to it, the visit itself included: the diagonal of the inverse, for which only
// those of its entries are worked out that stand where the block has links: K. Takahashi, J. Fagan and M. Chen, "Formation of a
// sparse bus impedance matrix and its application to short circuit study", PICA conference (1973).
func (b *block) returns(l *limits.Limits) ([]float64, error) {
	n := len(b.pivot)
	diagonal, to, from := make([]float64, n), make([][]float64, n), make([][]float64, n) // to and from later neighbours
	for p := n - 1; p >= 0; p-- {
		later, out, in := b.later[p], b.out[p], b.in[p]
		to[p], from[p] = make([]float64, len(later)), make([]float64, len(later))
		for t, x := range later {
			if err := l.Work(); err != nil {
				return nil, err
			}
			from[p][t] += diagonal[x] * in[t]
			to[p][t] += out[t] * diagonal[x]
			toX, fromX, toP, fromP := to[x], from[x], to[p][t+1:], from[p][t+1:]
			inX, outX, sumIn, sumOut := in[t], out[t], 0.0, 0.0
			for u, at := range b.places(later[t+1:], x) {
				xu, ux := toX[at], fromX[at]
				sumIn += xu * in[t+1+u]
				fromP[u] += ux * inX
				sumOut += out[t+1+u] * ux
				toP[u] += outX * xu
			}
			from[p][t] += sumIn
			to[p][t] += sumOut
		}
		back := 1.0
		for t := range later {
			from[p][t] /= b.pivot[p]
			to[p][t] /= b.pivot[p]
			back += out[t] * from[p][t]
		}
		diagonal[p] = back / b.pivot[p]
	}
	return b.byNode(diagonal), nil
}

func (b *block) byNode(byPosition []float64) []float64 {
	byNode := make([]float64, len(byPosition))
	for p, node := range b.order {
		byNode[node] = byPosition[p]
	}
	return byNode
}

// fill sets the links between the companies as they are at first.
func (b *block) fill(entries []entry) {
	n := len(b.order)
	position, exit := make([]int32, n), make([]float64, n)
	for p, node := range b.order {
		position[node], exit[p] = int32(p), b.exit[node]
	}
	b.exit, b.out, b.in = exit, make([][]float64, n), make([][]float64, n)
	for p, later := range b.later {
		b.out[p], b.in[p] = make([]float64, len(later)), make([]float64, len(later))
	}
	for _, e := range entries {
		from, to := position[e.from], position[e.to]
		links := b.out
		if from > to {
			from, to, links = to, from, b.in
		}
		at, _ := slices.BinarySearch(b.later[from], to)
		links[from][at] += e.share
	}
}

// plan finds the order, and the neighbours that each company has when it is taken away.
func (b *block) plan(l *limits.Limits, entries []entry) error {
	n := len(b.exit)
	near := make([][]int32, n) // by node: the neighbours that are left, in order
	for _, e := range entries {
		near[e.from] = append(near[e.from], e.to)
		near[e.to] = append(near[e.to], e.from)
	}
	queue := &byDegree{}
	for i := range near {
		slices.Sort(near[i])
		near[i] = slices.Compact(near[i])
		queue.nodes = append(queue.nodes, degree{len(near[i]), int32(i)})
	}
	heap.Init(queue)
	position := slices.Repeat([]int32{-1}, n)
	b.later = make([][]int32, 0, n)
	for len(b.order) < n {
		next := heap.Pop(queue).(degree)
		if position[next.node] >= 0 || next.count != len(near[next.node]) {
			continue // an entry of before
		}
		if 2*next.count >= n-len(b.order)-1 {
			b.planRest(position)
			break
		}
		position[next.node] = int32(len(b.order))
		b.order, b.later = append(b.order, next.node), append(b.later, near[next.node])
		for _, i := range near[next.node] {
			if err := l.Work(); err != nil {
				return err
			}
			near[i] = joinNear(near[i], near[next.node], next.node, i)
			heap.Push(queue, degree{len(near[i]), i})
		}
	}
	for _, later := range b.later {
		for t, node := range later {
			later[t] = position[node]
		}
		slices.Sort(later)
	}
	return nil
}

// planRest takes all that are left as neighbours of each other, once most of them are.
func (b *block) planRest(position []int32) {
	var rest []int32
	for node := range position {
		if position[node] < 0 {
			rest = append(rest, int32(node))
		}
	}
	for i, node := range rest {
		position[node] = int32(len(b.order))
		b.order, b.later = append(b.order, node), append(b.later, slices.Clone(rest[i+1:]))
	}
}

// joinNear merges two ordered lists without two of their nodes.
func joinNear(x, y []int32, without, nor int32) []int32 {
	merged := make([]int32, 0, len(x)+len(y))
	for len(x) > 0 || len(y) > 0 {
		var next int32
		switch {
		case len(y) == 0 || len(x) > 0 && x[0] < y[0]:
			next, x = x[0], x[1:]
		case len(x) == 0 || y[0] < x[0]:
			next, y = y[0], y[1:]
		default:
			next, x, y = x[0], x[1:], y[1:]
		}
		if next != without && next != nor {
			merged = append(merged, next)
		}
	}
	return merged
}

// degree is how many neighbours a node has left.
type degree struct {
	count int
	node  int32
}

// byDegree is a heap of nodes, those with the fewest neighbours first.
type byDegree struct{ nodes []degree }

func (q *byDegree) Len() int { return len(q.nodes) }
func (q *byDegree) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(q.nodes[i].count, q.nodes[j].count), cmp.Compare(q.nodes[i].node, q.nodes[j].node)) < 0
}
func (q *byDegree) Swap(i, j int) { q.nodes[i], q.nodes[j] = q.nodes[j], q.nodes[i] }
func (q *byDegree) Push(x any)    { q.nodes = append(q.nodes, x.(degree)) }
func (q *byDegree) Pop() any {
	last := q.nodes[len(q.nodes)-1]
	q.nodes = q.nodes[:len(q.nodes)-1]
	return last
}
