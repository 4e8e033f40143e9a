package layers

import (
	"cmp"
	"slices"
)

// columns are the columns of nodes, and the edges that lead back.
type columns struct {
	edges  []Edge
	out    lists // edges by the node from which they lead
	in     lists // by that to which
	back   []bool
	order  []int32 // nodes, each before all that edges lead to from it, but for those back
	band   []int   // by node: a rank
	column []int   // by node
	bands  []int   // by column
}

func newColumns(nodes int, edges []Edge) *columns {
	g := &columns{edges: edges, back: make([]bool, len(edges)), band: make([]int, nodes), column: make([]int, nodes),
		out: newLists(nodes, len(edges), func(e int) int32 { return edges[e].From }),
		in:  newLists(nodes, len(edges), func(e int) int32 { return edges[e].To })}
	g.breakCycles(nodes)
	g.assignBands()
	last := g.assignColumns()
	g.tighten(last)
	g.closeUp()
	return g
}

// span is how many columns right of its beginning an edge ends.
func (g *columns) span(e Edge) int { return g.column[e.To] - g.column[e.From] }

// least is the least rank of the edges from a node, or -1 if none has a rank.
func (g *columns) least(n int32) int {
	least := -1
	for _, e := range g.out.of(n) {
		if r := g.edges[e].Rank; r >= 0 && (least < 0 || r < least) {
			least = r
		}
	}
	return least
}

// breakCycles goes through the graph in depth, from where nothing leads to first and then from where the least ranks lead on: an edge to a
// node that is on the way leads back.
func (g *columns) breakCycles(nodes int) {
	starts := make([]int32, nodes)
	for n := range starts {
		starts[n] = int32(n)
	}
	leading := func(n int32) (beginning, least int) {
		return min(1, len(g.in.of(n))), g.least(n)
	}
	slices.SortStableFunc(starts, func(x, y int32) int {
		beginningX, leastX := leading(x)
		beginningY, leastY := leading(y)
		return cmp.Or(cmp.Compare(beginningX, beginningY), cmp.Compare(leastX, leastY))
	})
	const fresh, onWay, left = 0, 1, 2
	state, next := make([]uint8, nodes), make([]int32, nodes) // next: how many edges from it were followed
	for _, start := range starts {
		if state[start] != fresh {
			continue
		}
		state[start] = onWay
		for way := []int32{start}; len(way) > 0; {
			n := way[len(way)-1]
			out := g.out.of(n)
			if int(next[n]) == len(out) {
				state[n] = left
				g.order, way = append(g.order, n), way[:len(way)-1]
				continue
			}
			e := out[next[n]]
			next[n]++
			switch to := g.edges[e].To; state[to] {
			case fresh:
				state[to], way = onWay, append(way, to)
			case onWay:
				g.back[e] = true
			}
		}
	}
	slices.Reverse(g.order)
}

// assignBands puts each node into the greatest of the bands and ranks of what leads to it; where nothing does, into the least of the ranks
// that lead on.
func (g *columns) assignBands() {
	for _, n := range g.order {
		band, begins := -1, true
		for _, e := range g.in.of(n) {
			if !g.back[e] {
				band, begins = max(band, g.band[g.edges[e].From], g.edges[e].Rank), false
			}
		}
		if begins {
			band = max(0, g.least(n))
		}
		g.band[n] = band
	}
}

// assignColumns puts each node as many columns into its band as the longest way within the band takes to it. It returns the last column of
// each band.
func (g *columns) assignColumns() (last []int) {
	widths := []int{}
	for _, n := range g.order {
		depth := 0
		for _, e := range g.in.of(n) {
			if from := g.edges[e].From; !g.back[e] && g.band[from] == g.band[n] {
				depth = max(depth, g.column[from]+1)
			}
		}
		g.column[n] = depth
		for len(widths) <= g.band[n] {
			widths = append(widths, 0)
		}
		widths[g.band[n]] = max(widths[g.band[n]], depth+1)
	}
	last = make([]int, len(widths))
	columns := 0
	for band, width := range widths {
		columns += width
		last[band] = columns - 1
	}
	for n, band := range g.band {
		g.column[n] += last[band] + 1 - widths[band]
	}
	return last
}

// tighten moves each node from which more leads on than leads to it as far to the right as its band and what it leads to leave it.
func (g *columns) tighten(last []int) {
	for _, n := range slices.Backward(g.order) {
		in, out, right := 0, 0, last[g.band[n]]
		for _, e := range g.in.of(n) {
			if !g.back[e] {
				in++
			}
		}
		for _, e := range g.out.of(n) {
			if !g.back[e] {
				out++
				right = min(right, g.column[g.edges[e].To]-1)
			}
		}
		if out > in {
			g.column[n] = right
		}
	}
}

// closeUp leaves out columns in which nothing stands.
func (g *columns) closeUp() {
	used := []int{} // by column: 1 if something stands there, later how many such columns are before it
	band := map[int]int{}
	for n, c := range g.column {
		for len(used) <= c {
			used = append(used, 0)
		}
		used[c], band[c] = 1, g.band[n]
	}
	count := 0
	for c, there := range used {
		used[c] = count
		if count += there; there > 0 {
			g.bands = append(g.bands, band[c])
		}
	}
	for n, c := range g.column {
		g.column[n] = used[c]
	}
}
