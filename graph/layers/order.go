package layers

import (
	"cmp"
	"slices"
)

// order is the order of what stands in each column: nodes, then the places of long edges.
type order struct {
	nodes   int
	column  []int     // by item
	bends   []int32   // by edge: the first item of its places, which are numbered on; -1: it has none
	left    lists     // segments by the item at their right
	right   lists     // by that at their left
	from    []int32   // by segment: the item at its left
	to      []int32   // at its right
	columns [][]int32 // items in order
	place   []int32   // by item: in its column

	before []int32 // memory of sort
	keys   []uint64
}

// newOrder makes segments of edges, each to the next column; edges between the same nodes are one.
func newOrder(nodes int, g *columns, edges []Edge) *order {
	x := &order{nodes: nodes, column: slices.Clone(g.column), bends: slices.Repeat([]int32{-1}, len(edges))}
	sorted := make([]int32, 0, len(edges))
	for e := range edges {
		if span := g.span(edges[e]); !g.back[e] && span <= longest {
			sorted = append(sorted, int32(e))
		}
	}
	slices.SortStableFunc(sorted, func(e, f int32) int {
		return cmp.Or(cmp.Compare(edges[e].From, edges[f].From), cmp.Compare(edges[e].To, edges[f].To))
	})
	for i, e := range sorted {
		if i > 0 {
			if before := sorted[i-1]; edges[before].From == edges[e].From && edges[before].To == edges[e].To {
				x.bends[e] = x.bends[before]
				continue
			}
		}
		x.lead(e, edges[e], g.span(edges[e]))
	}
	x.left = newLists(len(x.column), len(x.to), func(s int) int32 { return x.to[s] })
	x.right = newLists(len(x.column), len(x.from), func(s int) int32 { return x.from[s] })
	x.begin(len(g.bands))
	return x
}

// lead makes the segments of an edge.
func (x *order) lead(e int32, edge Edge, span int) {
	at := edge.From
	if span > 1 {
		x.bends[e] = int32(len(x.column))
	}
	for i := 1; i < span; i++ {
		bend := int32(len(x.column))
		x.column = append(x.column, x.column[edge.From]+i)
		x.from, x.to = append(x.from, at), append(x.to, bend)
		at = bend
	}
	x.from, x.to = append(x.from, at), append(x.to, edge.To)
}

// begin puts items into their columns in the order in which a search in depth comes to them, whichever way segments lead: what hangs together
// stands together, and a tree without a crossing.
func (x *order) begin(columns int) {
	x.columns, x.place = make([][]int32, columns), make([]int32, len(x.column))
	seen := make([]bool, len(x.column))
	starts := make([]int32, x.nodes)
	for n := range starts {
		starts[n] = int32(n)
	}
	slices.SortStableFunc(starts, func(n, m int32) int { return cmp.Compare(x.column[n], x.column[m]) })
	var way []int32
	for _, start := range starts {
		for way = append(way[:0], start); len(way) > 0; {
			i := way[len(way)-1]
			way = way[:len(way)-1]
			if seen[i] {
				continue
			}
			seen[i] = true
			c := x.column[i]
			x.place[i] = int32(len(x.columns[c]))
			x.columns[c] = append(x.columns[c], i)
			for _, s := range slices.Backward(x.right.of(i)) {
				way = append(way, x.to[s])
			}
			for _, s := range slices.Backward(x.left.of(i)) {
				way = append(way, x.from[s])
			}
		}
	}
}

// The bounds of improving: rounds in all, and in a row that leave more than a part of the crossings.
const (
	mostRounds = 10
	mostIdle   = 2
	worthwhile = 0.98
)

// improve sweeps over the columns, from left to right and back, and puts each in the order of the means of what it is joined to in the
// column before, and keeps the order that has the fewest crossings.
func (x *order) improve() {
	best, idle := x.crossings(), 0
	kept := slices.Clone(x.place)
	for round := 0; round < mostRounds && idle < mostIdle && best > 0; round++ {
		for c := 1; c < len(x.columns); c++ {
			x.sort(c, &x.left, x.from)
		}
		for c := len(x.columns) - 2; c >= 0; c-- {
			x.sort(c, &x.right, x.to)
		}
		n := x.crossings()
		if idle++; float64(n) < worthwhile*float64(best) {
			idle = 0
		}
		if n < best {
			best = n
			copy(kept, x.place)
		}
	}
	copy(x.place, kept)
	for _, column := range x.columns {
		slices.SortFunc(column, func(i, j int32) int { return cmp.Compare(x.place[i], x.place[j]) })
	}
}

// sort puts a column in the order of the means of the places of what its items are joined to on a side. What is joined to nothing there
// stays where it is.
func (x *order) sort(c int, side *lists, ends []int32) {
	column := append(x.before[:0], x.columns[c]...)
	keys := x.keys[:0] // the mean, and the place of the item until now
	for place, i := range column {
		segments, sum := side.of(i), 0
		for _, s := range segments {
			sum += int(x.place[ends[s]])
		}
		if len(segments) > 0 {
			keys = append(keys, uint64(sum<<8/len(segments))<<32|uint64(place))
		}
	}
	slices.Sort(keys)
	x.before, x.keys = column, keys
	for place, i := range column {
		if len(side.of(i)) > 0 {
			i, keys = column[uint32(keys[0])], keys[1:]
		}
		x.columns[c][place], x.place[i] = i, int32(place)
	}
}

// crossings counts the pairs of segments that cross: W. Barth, P. Mutzel and M. Jünger, "Simple and efficient bilayer cross counting",
// Journal of Graph Algorithms and Applications 8 (2004).
func (x *order) crossings() (n int) {
	var sum, ends []int32 // sum: of how many segments end at places, as P. Fenwick's trees hold it
	for c := range len(x.columns) - 1 {
		places := len(x.columns[c+1])
		sum = slices.Grow(sum[:0], places+1)[:places+1]
		clear(sum)
		before := 0
		for _, i := range x.columns[c] {
			ends = ends[:0]
			for _, s := range x.right.of(i) {
				ends = append(ends, x.place[x.to[s]])
			}
			for _, end := range ends {
				n += before
				for at := end + 1; at > 0; at -= at & -at {
					n -= int(sum[at])
				}
			}
			for _, end := range ends {
				for at := end + 1; int(at) <= places; at += at & -at {
					sum[at]++
				}
			}
			before += len(ends)
		}
	}
	return n
}
