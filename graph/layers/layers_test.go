package layers

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawnGraph is a random graph, with edges side by side, loops and cycles.
func drawnGraph(t *rapid.T, most int) (nodes int, edges []Edge) {
	nodes = rapid.IntRange(1, most).Draw(t, "nodes")
	node := rapid.Int32Range(0, int32(nodes-1))
	edges = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Edge {
		return Edge{node.Draw(t, "from"), node.Draw(t, "to"), rapid.IntRange(-1, 4).Draw(t, "rank")}
	}), 0, 3*most).Draw(t, "edges")
	return nodes, edges
}

// TestPlace holds of every graph what a Layout says of itself.
func TestPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		nodes, edges := drawnGraph(t, 12)
		l := Place(nodes, edges)
		if !reflect.DeepEqual(l, Place(nodes, edges)) {
			t.Fatal("the same graph is placed in two ways")
		}
		if !slices.IsSorted(l.Bands) {
			t.Fatalf("bands are not in order: %v", l.Bands)
		}
		checkEdges(t, l, edges)
		checkRows(t, l, edges)
		if without := slices.DeleteFunc(slices.Clone(edges), func(e Edge) bool { return l.Back[slices.Index(edges, e)] }); cyclic(nodes, without) {
			t.Fatalf("there are cycles without the edges that lead back: %v", without)
		}
		if !cyclic(nodes, edges) && slices.Contains(l.Back, true) {
			t.Fatal("an edge leads back where there is no cycle")
		}
	})
}

// cyclic takes away what nothing leads to, again and again.
func cyclic(nodes int, edges []Edge) bool {
	left := make([]bool, nodes)
	for again := true; again; {
		again = false
		for n := range left {
			if !left[n] && !slices.ContainsFunc(edges, func(e Edge) bool { return int(e.To) == n && !left[e.From] }) {
				left[n], again = true, true
			}
		}
	}
	return slices.Contains(left, false)
}

func checkEdges(t *rapid.T, l *Layout, edges []Edge) {
	for i, e := range edges {
		from, to := l.At[e.From].Column, l.At[e.To].Column
		switch {
		case l.Back[i]:
			if len(l.Bends[i]) > 0 {
				t.Fatalf("%v leads back and has places in between", e)
			}
			continue
		case from >= to:
			t.Fatalf("%v leads from column %d to %d", e, from, to)
		case l.Bands[to] < e.Rank || l.Bands[to] < l.Bands[from]:
			t.Fatalf("%v leads to the band %d", e, l.Bands[to])
		case len(l.Bends[i]) != to-from-1:
			t.Fatalf("%v spans %d columns and has %d places in between", e, to-from, len(l.Bends[i]))
		}
		for j, bend := range l.Bends[i] {
			if bend.Column != from+1+j {
				t.Fatalf("place %d of %v is in column %d", j, e, bend.Column)
			}
		}
	}
}

// checkRows holds that nothing stands in the way of anything else.
func checkRows(t *rapid.T, l *Layout, edges []Edge) {
	const nearly = 1 - 1e-9
	for n, at := range l.At {
		if at.Row < 0 || at.Row > l.Height-nearly || at.Column < 0 || at.Column >= len(l.Bands) {
			t.Fatalf("node %d stands at %v of %d columns and %v rows", n, at, len(l.Bands), l.Height)
		}
		for m, other := range l.At[:n] {
			if at.Column == other.Column && at.Row-other.Row < nearly && other.Row-at.Row < nearly {
				t.Fatalf("nodes %d and %d stand at %v and %v", m, n, other, at)
			}
		}
		for i := range edges {
			for _, bend := range l.Bends[i] {
				if far := bend.Row - at.Row; bend.Column == at.Column && far < 0.74 && far > -0.74 {
					t.Fatalf("%v passes node %d, at %v, by %v", edges[i], n, at, bend)
				}
			}
		}
	}
}

// TestCrossings holds that crossings are counted as by looking at all pairs, and that the order kept has no more than the one that was
// begun with, nor any place twice.
func TestCrossings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		nodes, edges := drawnGraph(t, 10)
		x := newOrder(nodes, newColumns(nodes, edges), edges)
		before := x.crossings()
		if naive := x.naiveCrossings(); before != naive {
			t.Fatalf("%d crossings, want %d", before, naive)
		}
		x.improve()
		if after := x.crossings(); after > before || after != x.naiveCrossings() {
			t.Fatalf("%d crossings after %d; by looking at all pairs %d", after, before, x.naiveCrossings())
		}
		for c, column := range x.columns {
			for place, i := range column {
				if x.column[i] != c || int(x.place[i]) != place {
					t.Fatalf("item %d of column %d stands at %d of %d", i, x.column[i], place, c)
				}
			}
		}
	})
}

func (x *order) naiveCrossings() (n int) {
	for s := range x.from {
		for other := range s {
			if x.column[x.from[s]] == x.column[x.from[other]] &&
				(x.place[x.from[s]]-x.place[x.from[other]])*(x.place[x.to[s]]-x.place[x.to[other]]) < 0 {
				n++
			}
		}
	}
	return n
}

// TestTree holds that a tree is drawn without a crossing, and its root beside the middle of what it leads to.
func TestTree(t *testing.T) {
	var edges []Edge
	for n := int32(1); n < 40; n++ {
		edges = append(edges, Edge{(n - 1) / 3, n, 0})
	}
	x := newOrder(40, newColumns(40, edges), edges)
	if n := x.crossings(); n != 0 {
		t.Errorf("%d crossings", n)
	}
	l := Place(40, edges)
	if root, middle := l.At[0], l.At[2]; root.Column != 0 || root.Row != middle.Row {
		t.Errorf("the root stands at %v, the middle below it at %v", root, middle)
	}
}

// TestBands holds that an edge of a higher rank leads to the right of all that edges of lower ones lead to.
func TestBands(t *testing.T) {
	// A user, a chip, a maker, a tool, the maker's owner and a rule on the user alone.
	l := Place(6, []Edge{{0, 1, 0}, {1, 2, 1}, {2, 3, 1}, {2, 4, 2}, {0, 5, 3}})
	want := []int{0, 1, 2, 3, 4, 5}
	for n, column := range want {
		if l.At[n].Column != column {
			t.Errorf("node %d stands in column %d, want %d", n, l.At[n].Column, column)
		}
	}
	if want := []int{0, 0, 1, 1, 2, 3}; !slices.Equal(l.Bands, want) {
		t.Errorf("bands are %v, want %v", l.Bands, want)
	}
}

func BenchmarkPlace(b *testing.B) {
	for _, size := range []struct{ nodes, edges int }{{100, 300}, {1000, 3000}, {5000, 15000}} {
		b.Run(fmt.Sprint(size.nodes), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			edges := make([]Edge, size.edges)
			for i := range edges { // nodes of low number are led to by many
				from := 1 + r.IntN(size.nodes-1)
				edges[i] = Edge{int32(from), int32(float64(from) * r.Float64() * r.Float64()), r.IntN(5)}
			}
			for b.Loop() {
				Place(size.nodes, edges)
			}
		})
	}
}
