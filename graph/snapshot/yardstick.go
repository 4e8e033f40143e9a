package snapshot

// Yardstick counts what depends on a node by a bare breadth-first search over the rows of a snapshot: no filter, no paths, no
// limits, in time linear in the rows. Benchmarks hold the questions against it; nothing is slower than it without a reason.
type Yardstick struct {
	s     *Snapshot
	mark  []uint32
	epoch uint32
	queue []Node
}

// NewYardstick makes room for searches.
func (s *Snapshot) NewYardstick() *Yardstick {
	return &Yardstick{s: s, mark: make([]uint32, len(s.ids)), queue: make([]Node, 0, len(s.ids))}
}

// Dependents returns how many nodes a search against the direction of dependency visits within depth steps, start not counted;
// depth 0 is any.
func (y *Yardstick) Dependents(start Node, depth int) int {
	y.epoch++
	mark, epoch, in, subject := y.mark, y.epoch, y.s.in, y.s.rows.subject
	queue := append(y.queue[:0], start)
	mark[start] = epoch
	first := 0
	for dist := 0; first < len(queue) && (depth <= 0 || dist < depth); dist++ {
		end := len(queue)
		for ; first < end; first++ {
			u := queue[first]
			for r, stop := in[u], in[u+1]; r < stop; r++ {
				if v := subject[r]; mark[v] != epoch {
					mark[v] = epoch
					queue = append(queue, v)
				}
			}
		}
	}
	y.queue = queue
	return len(queue) - 1
}

// SizeOfRows returns the bytes that relation claims take, texts and details apart: the columns and both indexes.
func (s *Snapshot) SizeOfRows() int {
	const perRow = 4 + 4 + 4 + 4 + 4 + 4 + 4 + 4 + 4 // subject, from, to, class, share, sources, detail, outTo, outRow
	return perRow*s.rows.len() + 4*(len(s.in)+len(s.out))
}
