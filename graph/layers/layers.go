// Package layers places a directed graph in columns, so that edges lead from left to right: K. Sugiyama, S. Tagawa and M. Toda,
// "Methods for visual understanding of hierarchical system structures", IEEE Transactions on Systems, Man, and Cybernetics 11 (1981).
//
// Its steps are those of E. R. Gansner, E. Koutsofios, S. C. North and K.-P. Vo, "A technique for drawing directed graphs", IEEE
// Transactions on Software Engineering 19 (1993): cycles are broken, nodes get columns, long edges places between them, columns an order
// with few crossings, and what is in them rows. Edges have ranks: columns stand in bands, a band for each rank, and an edge leads
// into the band of its rank or one further right. The same graph is always placed alike.
package layers

import "slices"

// Edge leads from a node to another. Where it leads stands in the band of its rank or to the right of that; -1 is no rank.
type Edge struct {
	From, To int32
	Rank     int
}

// Point is a place: a column, and how many rows below the top.
type Point struct {
	Column int
	Row    float64
}

// Layout is where things stand. Nodes of a column are at least 1 apart.
type Layout struct {
	At     []Point   // by node
	Bands  []int     // by column: its rank
	Height float64   // in rows: all Rows are from 0 to less than this, by 1 at least
	Back   []bool    // by edge: it leads to the left, or stays, since it closes a cycle
	Bends  [][]Point // by edge: the places between its ends; none of one to the next column, of one back, or of one that is very long
}

// longest is how many columns an edge may span and have places between its ends, so that a long chain costs no more than other graphs.
const longest = 64

// Place places nodes, numbered from 0. It takes time near linear in the nodes and the columns that edges span together.
func Place(nodes int, edges []Edge) *Layout {
	g := newColumns(nodes, edges)
	x := newOrder(nodes, g, edges)
	x.improve()
	rows, height := x.rows()
	l := &Layout{At: make([]Point, nodes), Bands: g.bands, Height: height, Back: g.back, Bends: make([][]Point, len(edges))}
	for n := range l.At {
		l.At[n] = Point{g.column[n], rows[n]}
	}
	for e := range edges {
		first, count := x.bends[e], 0
		if first >= 0 {
			count = g.span(edges[e]) - 1
		}
		for i := range count {
			l.Bends[e] = append(l.Bends[e], Point{g.column[edges[e].From] + 1 + i, rows[int(first)+i]})
		}
	}
	return l
}

// lists are lists by number, side by side.
type lists struct {
	first []int32 // by number; one more at the end
	all   []int32
}

// newLists lists, by the number that key gives each of some things, the things in their order.
func newLists(numbers, things int, key func(thing int) int32) lists {
	x := lists{make([]int32, numbers+1), make([]int32, things)}
	for i := range things {
		x.first[key(i)+1]++
	}
	for n := range numbers {
		x.first[n+1] += x.first[n]
	}
	next := slices.Clone(x.first)
	for i := range things {
		x.all[next[key(i)]] = int32(i)
		next[key(i)]++
	}
	return x
}

func (x *lists) of(n int32) []int32 { return x.all[x.first[n]:x.first[n+1]] }
