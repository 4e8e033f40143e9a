package snapshot

import "chokepoint/graph"

// Yardstick counts what depends on a node by a bare breadth-first search over arrays of its own, which hold nothing but the
// subjects of the rows that a filter's relations and strata let a walk follow: no dates, no confidence, no paths, no limits, in
// time linear in these rows. Benchmarks hold the questions against it; nothing is slower than it without a reason.
type Yardstick struct {
	strata int
	first  []uint32 // by node and stratum: the first of its subjects; one more at the end
	to     []Node
	mark   []uint8 // by node: greatest stratum it was reached in, from 1; 0: not at all
	seen   []Node
	queue  []Visit
}

// NewYardstick lays out the rows that a course walks, and makes room for searches.
func (s *Snapshot) NewYardstick(c *Course) *Yardstick {
	strata := int(c.start)
	y := &Yardstick{strata: strata, first: make([]uint32, 0, len(s.ids)*strata+1), mark: make([]uint8, len(s.ids))}
	for n := range s.ids {
		for stratum := range Latitude(strata) {
			y.first = append(y.first, uint32(len(y.to)))
			s.eachLane(c, graph.Dependents, Node(n), func(first, end uint32, p Passage) bool {
				if p.Needs == stratum+1 {
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
	mark, seen, queue := y.mark, append(y.seen[:0], start), append(y.queue[:0], Visit{start, Latitude(y.strata), 0})
	mark[start] = uint8(y.strata)
	first := 0
	for dist := 0; first < len(queue) && (depth <= 0 || dist < depth); dist++ {
		end := len(queue)
		for ; first < end; first++ {
			u := queue[first]
			for l := u.Before; l < u.Latitude; l++ {
				at := int(u.Node)*y.strata + int(l)
				for _, v := range y.to[y.first[at]:y.first[at+1]] {
					if before := mark[v]; before < uint8(l)+1 {
						if before == 0 {
							seen = append(seen, v)
						}
						mark[v] = uint8(l) + 1
						queue = append(queue, Visit{v, l + 1, Latitude(before)})
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
	return perRow*s.rows.len() + 4*(len(s.in)+len(s.out)) + 4*(len(s.inBands.at)+len(s.outBands.at))
}
