// Package walk follows dependencies: who is reached, by which paths, what stops when something is taken away, and whose loss
// alone stops most.
//
// All of it is asked of one snapshot under one mask, ends with its limits, and returns nodes and refs; what a person reads is
// made of them elsewhere. What a search needs to remember of each node is memory that the snapshot keeps for the next one.
package walk

import (
	"sync"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// every is how many steps lie between two looks at the context where a search has no part of an answer to give.
const every = 1024

// scratch is the memory of a walk.
type scratch struct {
	*snapshot.Visits
	level []int   // place in the visited nodes where each distance begins; one more at the end
	dist  []int32 // by node, after setDistances: its distance, if visited

	arrivals []arrival // by node, once paths were settled
}

type scratchKey struct{}

func scratchPool(s *snapshot.Snapshot) *sync.Pool {
	return snapshot.Memo(s, scratchKey{}, func() *sync.Pool {
		return &sync.Pool{New: func() any { return &scratch{Visits: s.NewVisits()} }}
	})
}

// borrow returns memory in which nothing is visited; giveBack returns it.
func borrow(s *snapshot.Snapshot) *scratch {
	w := scratchPool(s).Get().(*scratch)
	w.Begin()
	w.level = w.level[:0]
	return w
}

func giveBack(s *snapshot.Snapshot, w *scratch) { scratchPool(s).Put(w) }

// setDistances notes the distance of every visited node.
func (w *scratch) setDistances(nodes int) {
	if w.dist == nil {
		w.dist = make([]int32, nodes)
	}
	for d := range len(w.level) - 1 {
		for _, n := range w.Nodes()[w.level[d]:w.level[d+1]] {
			w.dist[n] = int32(d)
		}
	}
}

// distance returns the distance of a node, or -1 if the walk did not come to it.
func (w *scratch) distance(n snapshot.Node) int {
	if !w.Visited(n) {
		return -1
	}
	return int(w.dist[n])
}

// walk visits all nodes within depth steps (0: any number) of start, nearest first. It takes time linear in the rows of the
// nodes visited: a row is tested against the mask only if it leads to a node not yet visited, which most do not.
func (w *scratch) walk(l *limits.Limits, start snapshot.Node, d graph.Direction, depth int, m *snapshot.Mask) (stop limits.Stop, err error) {
	w.Visit(start)
	w.level = append(w.level, 0, 1)
	for dist := 0; depth <= 0 || dist < depth; dist++ {
		first, end := w.level[dist], w.level[dist+1]
		if first == end {
			break
		}
		stop, err = w.expand(l, first, end, d, m)
		w.level = append(w.level, len(w.Nodes()))
		if err != nil || !stop.None() {
			break
		}
	}
	return stop, err
}

// expand visits what the visited nodes at [first, end) lead to.
func (w *scratch) expand(l *limits.Limits, first, end int, d graph.Direction, m *snapshot.Mask) (limits.Stop, error) {
	for ; first < end; first += l.Stride() {
		if stop, err := l.Spent(len(w.Nodes())); err != nil || !stop.None() {
			return stop, err
		}
		if d == graph.Dependents {
			w.ExpandIn(first, min(first+l.Stride(), end), m)
		} else {
			w.ExpandOut(first, min(first+l.Stride(), end), m)
		}
	}
	return limits.Stop{}, nil
}
