// Package walk follows dependencies: who is reached, by which paths, what stops when something is taken away, and whose loss
// alone stops most.
//
// All of it is asked of one snapshot along one course, ends with its limits, and returns nodes and refs; what a person reads is
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
	level []int // place in the queue of visits where each distance begins; one more at the end

	slots    []int32   // by node: the place of what is kept of it below, if that is there and of the node
	arrivals []arrival // of the nodes settled, one for each latitude
	away     []away    // of the visits
	useful   []useful  // of the nodes of layers
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
	w.level, w.arrivals, w.away, w.useful = w.level[:0], w.arrivals[:0], w.away[:0], w.useful[:0]
	return w
}

// makeSlots makes room for the places of nodes.
func (w *scratch) makeSlots(s *snapshot.Snapshot) {
	if w.slots == nil {
		w.slots = make([]int32, s.Nodes())
	}
}

func giveBack(s *snapshot.Snapshot, w *scratch) { scratchPool(s).Put(w) }

// visits lists the visits at a distance.
func (w *scratch) visits(dist int) []snapshot.Visit { return w.Queue()[w.level[dist]:w.level[dist+1]] }

// walk visits all nodes within depth steps (0: any number) of start, nearest first, each as often as that opens strata to it. It
// takes time linear in the rows that the course lets it follow: a row is tested against the mask only if it leads to a node not
// yet visited with what it gives, which most do not.
func (w *scratch) walk(l *limits.Limits, start snapshot.Node, d graph.Direction, depth int, c *snapshot.Course) (stop limits.Stop, err error) {
	w.begin(start, c)
	for dist := 0; depth <= 0 || dist < depth; dist++ {
		if w.level[dist] == w.level[dist+1] {
			break
		}
		if stop, err = w.advance(l, d, c); err != nil || !stop.None() {
			break
		}
	}
	return stop, err
}

// begin visits the start of a walk.
func (w *scratch) begin(start snapshot.Node, c *snapshot.Course) {
	w.Visit(start, c.Start())
	w.level = append(w.level, 0, 1)
}

// advance visits the nodes at the next distance.
func (w *scratch) advance(l *limits.Limits, d graph.Direction, c *snapshot.Course) (limits.Stop, error) {
	last := len(w.level) - 1
	stop, err := w.expand(l, w.level[last-1], w.level[last], d, c)
	w.level = append(w.level, len(w.Queue()))
	return stop, err
}

// expand makes the steps that the visits at [first, end) opened.
func (w *scratch) expand(l *limits.Limits, first, end int, d graph.Direction, c *snapshot.Course) (limits.Stop, error) {
	for ; first < end; first += l.Stride() {
		if stop, err := l.Spent(w.Count()); err != nil || !stop.None() {
			return stop, err
		}
		if d == graph.Dependents {
			w.ExpandIn(first, min(first+l.Stride(), end), c)
		} else {
			w.ExpandOut(first, min(first+l.Stride(), end), c)
		}
	}
	return limits.Stop{}, nil
}
