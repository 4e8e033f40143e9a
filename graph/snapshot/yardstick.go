package snapshot

import (
	"slices"

	"chokepoint/graph"
)

// Yardstick counts what depends on a node by a bare breadth-first search over arrays of its own, which hold nothing but the
// subjects of the rows that a filter's relations and strata let a walk follow: no dates, no confidence, no paths, no limits, in
// time linear in these rows. Benchmarks hold the questions against it; nothing is slower than it without a reason.
type Yardstick struct {
	start    Latitude
	passages []Passage
	first    []uint32 // by node and passage: the first of its subjects; one more at the end
	to       []Node
	mark     []Latitude // by node: the greatest with which it was reached; 0: not at all
	seen     []Node
	queue    []Visit
}

// NewYardstick lays out the rows that a course walks, and makes room for searches.
func (s *Snapshot) NewYardstick(c *Course) *Yardstick {
	y := &Yardstick{start: c.start, mark: make([]Latitude, len(s.ids))}
	for _, p := range c.passages[0] {
		if p.Needs != 0 && !slices.Contains(y.passages, p) {
			y.passages = append(y.passages, p)
		}
	}
	y.first = make([]uint32, 0, len(s.ids)*len(y.passages)+1)
	for n := range s.ids {
		for _, wanted := range y.passages {
			y.first = append(y.first, uint32(len(y.to)))
			s.eachLane(c, graph.Dependents, Node(n), func(first, end uint32, p Passage) bool {
				if p == wanted {
					y.to = append(y.to, s.rows.subject[first:end]...)
				}
				return true
			})
		}
	}
	y.first = append(y.first, uint32(len(y.to)))
	return y
}

// Rows returns how many rows a search may look at.
func (y *Yardstick) Rows() int { return len(y.to) }

// Dependents returns how many nodes a search against the direction of dependency visits within depth steps, start not counted;
// depth 0 is any.
func (y *Yardstick) Dependents(start Node, depth int) int {
	for _, n := range y.seen {
		y.mark[n] = 0
	}
	mark, seen, queue := y.mark, append(y.seen[:0], start), append(y.queue[:0], Visit{start, y.start, 0})
	mark[start] = y.start
	first := 0
	for dist := 0; first < len(queue) && (depth <= 0 || dist < depth); dist++ {
		end := len(queue)
		for ; first < end; first++ {
			u := queue[first]
			for k, p := range y.passages {
				if !p.opens(u) {
					continue
				}
				at, l := int(u.Node)*len(y.passages)+k, p.Arrival(u.Latitude)
				for _, v := range y.to[y.first[at]:y.first[at+1]] {
					if before := mark[v]; before < l {
						if before == 0 {
							seen = append(seen, v)
						}
						mark[v] = l
						queue = append(queue, Visit{v, l, before})
					}
				}
			}
		}
	}
	y.seen, y.queue = seen, queue
	return len(seen) - 1
}

// SizeOfRows returns the bytes that relation claims take, texts and details apart: the columns and both indexes.
func (s *Snapshot) SizeOfRows() int {
	const perRow = 4 + 4 + 4 + 4 + 4 + 4 + 4 + 4 + 4 // subject, from, to, class, share, sources, detail, outTo, outRow
	return perRow*s.rows.len() + 4*(len(s.in)+len(s.out)) + s.inBands.size() + s.outBands.size()
}
