package snapshot

// Visits are the nodes that a breadth-first walk has come to, in order of distance. It is scratch memory that walks use again:
// a node is visited when its mark is the walk's epoch, so that nothing has to be cleared.
//
// Expanding a node is linear in its rows, whether the mask admits them or not.
type Visits struct {
	s     *Snapshot
	epoch uint32
	mark  []uint32   // by node
	queue []Node     // visited nodes in order of distance; queue[0] is the start. It has room for one more than all
	fresh [96]uint32 // rows that lead to nodes not visited when they were passed
}

// NewVisits makes room for a walk.
func (s *Snapshot) NewVisits() *Visits {
	return &Visits{s: s, mark: make([]uint32, len(s.ids)), queue: make([]Node, 0, len(s.ids)+1)}
}

// Begin forgets what was visited.
func (v *Visits) Begin() {
	v.epoch++
	if v.epoch == 0 {
		clear(v.mark)
		v.epoch = 1
	}
	v.queue = v.queue[:0]
}

// Epoch tells this walk from earlier ones in the same memory, so that what a caller keeps by node need not be cleared either.
func (v *Visits) Epoch() uint32 { return v.epoch }

// Visit visits a node, and reports whether it had not been visited.
func (v *Visits) Visit(n Node) bool {
	if v.mark[n] == v.epoch {
		return false
	}
	v.mark[n] = v.epoch
	v.queue = append(v.queue, n)
	return true
}

// Visited reports whether a node was visited.
func (v *Visits) Visited(n Node) bool { return v.mark[n] == v.epoch }

// Nodes lists what was visited, in order. It is the walk's own memory.
func (v *Visits) Nodes() []Node { return v.queue }

// ExpandIn visits the subjects of the admitted rows of which the nodes at [first, end) of the queue are the objects. It is what
// most questions spend their time in. Nearly all rows lead to nodes that are visited already: the loop over them is kept small
// and only notes the others, whose terms are looked at many at a time, since they lie anywhere in memory and it can fetch several
// at once. Benchmarks hold it against Yardstick.
func (v *Visits) ExpandIn(first, end int, m *Mask) {
	mark, epoch, in, subject, fresh, n := v.mark, v.epoch, v.s.in, v.s.rows.subject, &v.fresh, 0
	for _, u := range v.queue[first:end] {
		for r, stop := in[u], in[u+1]; r < stop; r++ {
			if mark[subject[r]] == epoch {
				continue
			}
			fresh[n%len(fresh)] = r
			if n++; n == len(fresh) {
				v.visitSubjects(n, m)
				n = 0
			}
		}
	}
	v.visitSubjects(n, m)
}

// visitSubjects visits the subjects of the first n fresh rows that pass the mask, in their order.
func (v *Visits) visitSubjects(n int, m *Mask) {
	mark, epoch, queue, subject, terms, pass, at := v.mark, v.epoch, v.queue, v.s.rows.subject, m.terms, m.pass, m.instant
	for _, r := range v.fresh[:n] {
		to := subject[r]
		if t := &terms[r]; mark[to] != epoch && pass[t.class] && t.valid.From < at && at <= t.valid.To {
			mark[to] = epoch
			queue = append(queue, to)
		}
	}
	v.queue = queue
}

// ExpandOut visits the objects of the admitted rows of which the nodes at [first, end) of the queue are the subjects.
func (v *Visits) ExpandOut(first, end int, m *Mask) {
	s := v.s
	for ; first < end; first++ {
		u := v.queue[first]
		for k := s.out[u]; k < s.out[u+1]; k++ {
			if to := s.outTo[k]; v.mark[to] != v.epoch && m.Admits(Ref(s.outRow[k])) {
				v.Visit(to)
			}
		}
	}
}
