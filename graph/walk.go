package graph

import (
	"context"
	"fmt"
	"time"
)

// Direction is the way a walk follows dependencies.
type Direction string

// The directions. Dependents walk from object to subject, dependencies from subject to object.
const (
	Dependents   Direction = "dependents"
	Dependencies Direction = "dependencies"
	Both         Direction = "both"
)

// Budget bounds the work of one question; beyond it the answer is partial and says why. Zero fields are unbounded.
type Budget struct {
	Nodes int           // entities visited
	Time  time.Duration // spent walking
}

// scratch is the memory of a walk, kept between walks: a node is visited when its mark is the walk's epoch, so that nothing
// has to be cleared.
type scratch struct {
	epoch uint32
	mark  []uint32   // by node
	queue []Node     // visited nodes in order of distance; queue[0] is the start. It has room for one more than all
	fresh [96]uint32 // rows that lead to nodes not visited when they were passed
	level []int      // place in queue where each distance begins; one more at the end
	dist  []int32    // by node, after setDistances: its distance, if visited

	arrivals []arrival // by node, for shortestPaths
}

func newScratch(nodes int) *scratch {
	return &scratch{mark: make([]uint32, nodes), queue: make([]Node, 0, nodes+1)}
}

func (s *Snapshot) borrow() *scratch {
	w := s.scratch.Get().(*scratch)
	w.begin()
	return w
}

func (s *Snapshot) giveBack(w *scratch) { s.scratch.Put(w) }

// begin forgets what the scratch visited.
func (w *scratch) begin() {
	w.epoch++
	if w.epoch == 0 {
		clear(w.mark)
		w.epoch = 1
	}
	w.queue, w.level = w.queue[:0], w.level[:0]
}

func (w *scratch) visit(n Node) bool {
	if w.mark[n] == w.epoch {
		return false
	}
	w.mark[n] = w.epoch
	w.queue = append(w.queue, n)
	return true
}

func (w *scratch) visited(n Node) bool { return w.mark[n] == w.epoch }

// setDistances notes the distance of every visited node that is nearer than the given level.
func (w *scratch) setDistances(levels int) {
	if w.dist == nil {
		w.dist = make([]int32, len(w.mark))
	}
	for d := 0; d+1 < len(w.level) && d < levels; d++ {
		for _, n := range w.queue[w.level[d]:w.level[d+1]] {
			w.dist[n] = int32(d)
		}
	}
}

// distance returns the distance of a node, or -1 if the walk did not come to it.
func (w *scratch) distance(n Node) int {
	if !w.visited(n) {
		return -1
	}
	return int(w.dist[n])
}

// checkEvery is how many expanded nodes lie between two looks at the context and the clock.
const checkEvery = 1024

// limits watches a context and a budget during a walk.
type limits struct {
	ctx      context.Context
	deadline time.Time
	budget   Budget
	steps    int // of a search that calls step
}

func newLimits(ctx context.Context, b Budget) *limits {
	l := &limits{ctx: ctx, budget: b}
	if b.Time > 0 {
		l.deadline = time.Now().Add(b.Time)
	}
	return l
}

// stride is how many nodes may be expanded between two calls of spent: one where their number is bounded, so that a small
// bound stops a walk at the same place on every machine.
func (l *limits) stride() int {
	if l.budget.Nodes > 0 && l.budget.Nodes < checkEvery*checkEvery {
		return 1
	}
	return checkEvery
}

// spent returns why the walk must stop with what it has, or an error if nobody waits for it any more.
func (l *limits) spent(visited int) (reason string, err error) {
	if l.budget.Nodes > 0 && visited > l.budget.Nodes {
		return fmt.Sprintf("stopped after %d entities", l.budget.Nodes), nil
	}
	if err := l.ctx.Err(); err != nil {
		return "", err
	}
	if !l.deadline.IsZero() && time.Now().After(l.deadline) {
		return fmt.Sprintf("stopped after %s", l.budget.Time), nil
	}
	return "", nil
}

// step is spent for searches that expand one node at a time: it looks at the context and the clock now and then.
func (l *limits) step(visited int) (reason string, err error) {
	l.steps++
	if over := l.budget.Nodes > 0 && visited > l.budget.Nodes; !over && l.steps%checkEvery != 1 {
		return "", nil
	}
	return l.spent(visited)
}

// walk visits all nodes within depth steps (below 0: any number) of start, nearest first. It takes time linear in the rows
// of the nodes visited: a row is tested against the mask only if it leads to a node not yet visited, which most do not.
func (s *Snapshot) walk(w *scratch, start Node, d Direction, depth int, m *mask, l *limits) (partial string, err error) {
	w.visit(start)
	w.level = append(w.level, 0, 1)
	for dist := 0; depth < 0 || dist < depth; dist++ {
		first, end := w.level[dist], w.level[dist+1]
		if first == end {
			break
		}
		if d == Dependents {
			partial, err = s.expandBack(w, first, end, m, l)
		} else {
			partial, err = s.expandForth(w, first, end, m, l)
		}
		w.level = append(w.level, len(w.queue))
		if partial != "" || err != nil {
			break
		}
	}
	return partial, err
}

// expandBack is what most questions spend their time in. Nearly all rows lead to nodes that are visited already: the loop over
// them is kept small and only notes the others, whose terms are looked at many at a time, since they lie anywhere in memory
// and it can fetch several at once. Benchmarks hold it against Yardstick.
func (s *Snapshot) expandBack(w *scratch, first, end int, m *mask, l *limits) (string, error) {
	mark, epoch, in, subject, fresh, n := w.mark, w.epoch, s.in, s.rows.subject, &w.fresh, 0
	for first < end {
		if reason, err := l.spent(len(w.queue)); reason != "" || err != nil {
			return reason, err
		}
		for _, u := range w.queue[first:min(first+l.stride(), end)] {
			for r, stop := in[u], in[u+1]; r < stop; r++ {
				if mark[subject[r]] == epoch {
					continue
				}
				fresh[n%len(fresh)] = r
				if n++; n == len(fresh) {
					s.visitSubjects(w, n, m)
					n = 0
				}
			}
		}
		first += l.stride()
		s.visitSubjects(w, n, m)
		n = 0
	}
	return "", nil
}

// visitSubjects visits the subjects of the first n fresh rows that pass the mask, in their order.
func (s *Snapshot) visitSubjects(w *scratch, n int, m *mask) {
	mark, epoch, queue, subject, terms, pass, at := w.mark, w.epoch, w.queue, s.rows.subject, s.rows.terms, m.pass, m.instant
	for _, r := range w.fresh[:n] {
		v := subject[r]
		if t := &terms[r]; mark[v] != epoch && pass[t.class] && t.valid.From < at && at <= t.valid.To {
			mark[v] = epoch
			queue = append(queue, v)
		}
	}
	w.queue = queue
}

func (s *Snapshot) expandForth(w *scratch, first, end int, m *mask, l *limits) (string, error) {
	for first < end {
		if reason, err := l.spent(len(w.queue)); reason != "" || err != nil {
			return reason, err
		}
		for stop := min(first+l.stride(), end); first < stop; first++ {
			u := w.queue[first]
			for k := s.out[u]; k < s.out[u+1]; k++ {
				if v := s.outTo[k]; !w.visited(v) && m.admits(&s.rows, s.outRow[k]) {
					w.visit(v)
				}
			}
		}
	}
	return "", nil
}
