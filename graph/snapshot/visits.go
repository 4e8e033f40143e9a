package snapshot

import (
	"iter"

	"chokepoint/graph"
)

// Visits are the nodes that a breadth-first walk has come to, in order of distance. It is scratch memory that walks use again:
// a node is visited when its mark is one of the walk's epoch, so that nothing has to be cleared.
//
// A node may be come to again, with a greater latitude, which opens rows that were closed before; those that were open are not
// looked at again. So a walk is linear in the rows that it may follow, whatever other rows its nodes have.
type Visits struct {
	s     *Snapshot
	epoch uint32   // a multiple of latitudes
	mark  []uint32 // by node: epoch plus latitude
	nodes []Node   // visited nodes in order of distance, each once; nodes[0] is the start
	queue []Visit  // visits in order of distance
	fresh [96]freshRow
}

// Visit is a coming to a node: with a latitude, where it had been come to with the one before, 0 if never.
type Visit struct {
	Node             Node
	Latitude, Before Latitude
}

// freshRow is a row that leads to a node not visited, or with less latitude, when it was passed.
type freshRow struct {
	row  uint32
	want uint32 // the mark that it would give
}

// latitudes is more than any latitude.
const latitudes = 1 << 5

// NewVisits makes room for a walk.
func (s *Snapshot) NewVisits() *Visits {
	return &Visits{s: s, mark: make([]uint32, len(s.ids))}
}

// Begin forgets what was visited.
func (v *Visits) Begin() {
	v.epoch += latitudes
	if v.epoch == 0 {
		clear(v.mark)
		v.epoch = latitudes
	}
	v.nodes, v.queue = v.nodes[:0], v.queue[:0]
}

// Visit comes to a node, and reports whether that opened anything.
func (v *Visits) Visit(n Node, l Latitude) bool {
	if v.mark[n] >= v.epoch+uint32(l) {
		return false
	}
	v.note(n, v.epoch+uint32(l))
	return true
}

func (v *Visits) note(n Node, mark uint32) {
	before := Latitude(0)
	if v.mark[n] >= v.epoch {
		before = Latitude(v.mark[n] - v.epoch)
	}
	if before == 0 {
		v.nodes = append(v.nodes, n)
	}
	v.mark[n] = mark
	v.queue = append(v.queue, Visit{n, Latitude(mark - v.epoch), before})
}

// Latitude returns the greatest latitude with which the walk came to a node; 0 if it did not.
func (v *Visits) Latitude(n Node) Latitude {
	if v.mark[n] < v.epoch {
		return 0
	}
	return Latitude(v.mark[n] - v.epoch)
}

// Nodes lists the nodes that were visited, in order. It is the walk's own memory.
func (v *Visits) Nodes() []Node { return v.nodes }

// Queue lists the visits in order. It is the walk's own memory.
func (v *Visits) Queue() []Visit { return v.queue }

// ExpandIn makes, of the visits at [first, end) of the queue, all steps against the direction of dependency that they opened. It
// is what most questions spend their time in. Nearly all rows lead to nodes that are visited already: the loop over them is kept
// small and only notes the others, whose terms are looked at many at a time, since they lie anywhere in memory and it can fetch
// several at once. Benchmarks hold it against Yardstick.
func (v *Visits) ExpandIn(first, end int, c *Course) {
	mark, subject, fresh, n := v.mark, v.s.rows.subject, &v.fresh, 0
	in, inRuns, passages := v.s.in, &v.s.inRuns, c.passages[0]
	for i := first; i < end; i++ {
		at := v.queue[i]
		row := in[at.Node]
		for k, last := inRuns.of[at.Node], inRuns.of[at.Node+1]; k < last; k++ {
			stop, p := inRuns.end[k], passages[inRuns.lane[k]]
			if p.Needs == 0 || p.Needs > at.Latitude || p.Needs <= at.Before && p.Gives != 0 {
				row = stop
				continue
			}
			want := v.epoch + uint32(p.Gives)
			if p.Gives == 0 {
				want = v.epoch + uint32(at.Latitude)
			}
			for ; row < stop; row++ {
				if mark[subject[row]] >= want {
					continue
				}
				fresh[n%len(fresh)] = freshRow{row, want}
				if n++; n == len(fresh) {
					v.visitSubjects(n, c.Mask)
					n = 0
				}
			}
		}
	}
	v.visitSubjects(n, c.Mask)
}

// visitSubjects comes to the subjects of the first n fresh rows that pass the mask, in their order.
func (v *Visits) visitSubjects(n int, m *Mask) {
	mark, subject, terms, pass, at := v.mark, v.s.rows.subject, m.terms, m.pass, m.instant
	for _, f := range v.fresh[:n] {
		to, t := subject[f.row], &terms[f.row]
		if mark[to] < f.want && pass[t.class] != 0 && t.valid.From < at && at <= t.valid.To &&
			(pass[t.class] == passAll || m.holdsShare(Ref(f.row), t.class)) {
			v.note(to, f.want)
		}
	}
}

// ExpandOut is ExpandIn along the direction of dependency.
func (v *Visits) ExpandOut(first, end int, c *Course) {
	s := v.s
	for i := first; i < end; i++ {
		at := v.queue[i]
		place := s.out[at.Node]
		for k, last := s.outRuns.of[at.Node], s.outRuns.of[at.Node+1]; k < last; k++ {
			stop, p := s.outRuns.end[k], c.passages[1][s.outRuns.lane[k]]
			l := p.Arrival(at.Latitude)
			if l == 0 || p.Needs <= at.Before && p.Gives != 0 {
				place = stop
				continue
			}
			want := v.epoch + uint32(l)
			for ; place < stop; place++ {
				if to := s.outTo[place]; v.mark[to] < want && c.Admits(Ref(s.outRow[place])) {
					v.note(to, want)
				}
			}
		}
	}
}

// Step is a claim that a walk may follow, and where it leads.
type Step struct {
	Ref Ref
	To  Node
}

// Steps yields the admitted claims by which a walk goes on from a node in a direction (graph.Dependents or graph.Dependencies),
// each with its passage, whatever the latitude. It passes the rows of lanes that are not walked without a look.
func (s *Snapshot) Steps(c *Course, d graph.Direction, n Node) iter.Seq2[Step, Passage] {
	if d == graph.Dependencies {
		return func(yield func(Step, Passage) bool) {
			place := s.out[n]
			for k, last := s.outRuns.of[n], s.outRuns.of[n+1]; k < last; k++ {
				stop, p := s.outRuns.end[k], c.passages[1][s.outRuns.lane[k]]
				for ; place < stop && p.Needs > 0; place++ {
					if ref := Ref(s.outRow[place]); c.Admits(ref) && !yield(Step{ref, s.outTo[place]}, p) {
						return
					}
				}
				place = stop
			}
		}
	}
	return func(yield func(Step, Passage) bool) {
		row := s.in[n]
		for k, last := s.inRuns.of[n], s.inRuns.of[n+1]; k < last; k++ {
			stop, p := s.inRuns.end[k], c.passages[0][s.inRuns.lane[k]]
			for ; row < stop && p.Needs > 0; row++ {
				if ref := Ref(row); c.Admits(ref) && !yield(Step{ref, s.rows.subject[row]}, p) {
					return
				}
			}
			row = stop
		}
	}
}
