package snapshot

import (
	"iter"
	"slices"

	"chokepoint/graph"
)

// Visits are the nodes that a breadth-first walk has come to, in order of distance. It is scratch memory that walks use again:
// what a walk marked is cleared before the next one.
//
// A node may be come to again, with a greater latitude, which opens rows that were closed before; those that were open are not
// looked at again. So a walk is linear in the rows that it may follow, whatever other rows its nodes have.
type Visits struct {
	s     *Snapshot
	mark  []Latitude // by node: the greatest with which it was come to; 0: not visited
	count int        // of nodes visited
	queue []Visit    // visits in order of distance
	fresh [96]freshRow

	opened []opened
}

// manyOpened is how many stretches of rows are opened at once.
const manyOpened = 64

// Visit is a coming to a node: with a latitude, where it had been come to with the one before, 0 if never.
type Visit struct {
	Node             Node
	Latitude, Before Latitude
}

// freshRow is a row that leads to a node not visited, or with less latitude, when it was passed.
type freshRow struct {
	row  uint32
	to   Node
	want Latitude // the mark that it would give
}

// NewVisits makes room for a walk.
func (s *Snapshot) NewVisits() *Visits {
	return &Visits{s: s, mark: make([]Latitude, len(s.ids))}
}

// Begin forgets what was visited.
func (v *Visits) Begin() {
	if few := len(v.mark) / 16; len(v.queue) > few {
		clear(v.mark)
	} else {
		for _, x := range v.queue {
			v.mark[x.Node] = 0
		}
	}
	v.count, v.queue = 0, v.queue[:0]
}

// Visit comes to a node, and reports whether that opened anything.
func (v *Visits) Visit(n Node, l Latitude) bool {
	if v.mark[n] >= l {
		return false
	}
	v.note(n, l)
	return true
}

func (v *Visits) note(n Node, l Latitude) {
	before := v.mark[n]
	if before == 0 {
		v.count++
	}
	v.mark[n] = l
	v.queue = append(v.queue, Visit{n, l, before})
}

// Latitude returns the greatest latitude with which the walk came to a node; 0 if it did not.
func (v *Visits) Latitude(n Node) Latitude { return v.mark[n] }

// Nodes yields the nodes that were visited, in order of distance, the start first.
func (v *Visits) Nodes() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for _, x := range v.queue {
			if x.Before == 0 && !yield(x.Node) {
				return
			}
		}
	}
}

// Count is how many nodes were visited, the start included.
func (v *Visits) Count() int { return v.count }

// Queue lists the visits in order. It is the walk's own memory.
func (v *Visits) Queue() []Visit { return v.queue }

// ExpandIn makes, of the visits at [first, end) of the queue, all steps against the direction of dependency that they opened. It
// is what most questions spend their time in. Nearly all rows lead to nodes that are visited already: the loop over them is kept
// small and only notes the others, whose terms are looked at many at a time, since they lie anywhere in memory and it can fetch
// several at once. Benchmarks hold it against Yardstick.
func (v *Visits) ExpandIn(first, end int, c *Course) {
	if c.admitted != nil {
		v.expandNoted(first, end, c)
		return
	}
	mark, subject, fresh, n, looked := v.mark, v.s.rows.subject, &v.fresh, 0, 0
	for first < end {
		first = v.open(first, end, c)
		for _, x := range v.opened {
			for i, to := range subject[x.row:x.stop] {
				if mark[to] >= x.want {
					continue
				}
				fresh[n%len(fresh)] = freshRow{x.row + uint32(i), to, x.want}
				if n++; n == len(fresh) {
					v.visitSubjects(n, c.Mask)
					n, looked = 0, looked+n
				}
			}
		}
	}
	v.visitSubjects(n, c.Mask)
	c.looked.Add(int64(looked + n))
}

// expandNoted is ExpandIn along a course that has noted which rows it admits.
func (v *Visits) expandNoted(first, end int, c *Course) {
	mark, subject, admitted := v.mark, v.s.rows.subject, c.admitted
	queue, count := v.queue, v.count
	for first < end {
		v.queue = queue
		first = v.open(first, end, c)
		for _, x := range v.opened {
			for i, to := range subject[x.row:x.stop] {
				before := mark[to]
				if before >= x.want {
					continue
				}
				if row := x.row + uint32(i); admitted[row/64]>>(row%64)&1 == 0 {
					continue
				}
				mark[to] = x.want
				queue = append(queue, Visit{to, x.want, before})
				if before == 0 {
					count++
				}
			}
		}
	}
	v.queue, v.count = queue, count
}

// open notes the rows against the direction of dependency that visits from first on opened, of some visits at a time, so that the
// places of many are fetched at once, and returns the visit after them.
func (v *Visits) open(first, end int, c *Course) int {
	v.opened = v.opened[:0]
	for ; first < end && len(v.opened) < manyOpened; first++ {
		v.opened = v.s.open(v.opened, c, 0, v.queue[first])
	}
	return first
}

// visitSubjects comes to the subjects of the first n fresh rows that pass the mask, in their order.
func (v *Visits) visitSubjects(n int, m *Mask) {
	mark, terms, pass, at := v.mark, m.terms, m.pass, m.instant
	queue, count := slices.Grow(v.queue, n), v.count
	for _, f := range v.fresh[:n] {
		before, t := mark[f.to], &terms[f.row]
		if before < f.want && pass[t.class] != 0 && t.valid.From < at && at <= t.valid.To &&
			(pass[t.class] == passAll || m.holdsShare(Ref(f.row), t.class)) {
			mark[f.to] = f.want
			queue = append(queue, Visit{f.to, f.want, before})
			if before == 0 {
				count++
			}
		}
	}
	v.queue, v.count = queue, count
}

// ExpandOut is ExpandIn along the direction of dependency.
func (v *Visits) ExpandOut(first, end int, c *Course) {
	looked := 0
	v.ExpandOutBy(first, end, c, func(ref Ref, _ Node, _ Latitude) bool {
		looked++
		return c.Admits(ref)
	})
	if c.admitted == nil {
		c.looked.Add(int64(looked))
	}
}

// ExpandOutBy is ExpandOut by those rows that a function picks, which is asked of each that leads to a node not yet visited with the
// latitude that it gives.
func (v *Visits) ExpandOutBy(first, end int, c *Course, picks func(Ref, Node, Latitude) bool) {
	for i := first; i < end; i++ {
		v.opened = v.s.open(v.opened[:0], c, 1, v.queue[i])
		for _, x := range v.opened {
			for place, to := range v.s.outTo[x.row:x.stop] {
				if v.mark[to] < x.want && picks(Ref(v.s.outRow[x.row+uint32(place)]), to, x.want) {
					v.note(to, x.want)
				}
			}
		}
	}
}

// Opens counts the rows that the visits at [first, end) of the queue open in a direction, without a look at them.
func (v *Visits) Opens(d graph.Direction, first, end int, c *Course) (rows int) {
	for _, visit := range v.queue[first:end] {
		v.opened = v.s.open(v.opened[:0], c, along(d), visit)
		for _, x := range v.opened {
			rows += int(x.stop - x.row)
		}
	}
	return rows
}

// Step is a claim that a walk may follow, and where it leads.
type Step struct {
	Ref Ref
	To  Node
}

// Steps yields the admitted claims by which a walk goes on from a node in a direction (graph.Dependents or graph.Dependencies),
// each with its passage, whatever the latitude. It passes the rows of lanes that are not walked without a look.
func (s *Snapshot) Steps(c *Course, d graph.Direction, n Node) iter.Seq2[Step, Passage] {
	return s.StepsTo(c, d, n, nil)
}

// StepsTo is Steps that lead to some nodes. Others are passed without a look at what else is said of them.
func (s *Snapshot) StepsTo(c *Course, d graph.Direction, n Node, some func(Node) bool) iter.Seq2[Step, Passage] {
	return func(yield func(Step, Passage) bool) {
		var few [16]opened
		for _, x := range s.open(few[:0], c, along(d), c.All(n)) {
			for place := x.row; place < x.stop; place++ {
				step := Step{Ref(place), 0}
				if d == graph.Dependencies {
					step = Step{Ref(s.outRow[place]), s.outTo[place]}
				} else {
					step.To = s.rows.subject[place]
				}
				if (some == nil || some(step.To)) && c.Admits(step.Ref) && !yield(step, x.Passage) {
					return
				}
			}
		}
	}
}
