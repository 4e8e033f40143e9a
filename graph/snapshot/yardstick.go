package snapshot

import (
	"slices"

	"chokepoint/graph"
)

// Yardstick searches breadth-first over arrays of its own, which hold nothing but the ends of the rows that a course admits, by
// the passage that they ask: no dates, no confidence, no paths, no limits, in time linear in these rows. Benchmarks hold the
// questions against it; nothing is slower than it without a reason, and where both count they count alike.
type Yardstick struct {
	meets func(Latitude) Latitude // see Course.Meets
	start Latitude
	sides [2]side // against the direction of dependency, and along it
}

// side is the rows of one direction and a search over them.
type side struct {
	passages []Passage
	first    []uint32 // by node and passage: the first of its rows; one more at the end
	to       []Node

	mark  []Latitude // by node: the greatest with which it was reached; 0: not at all
	seen  []Node
	queue []Visit
	next  int // the first of the queue that was not expanded
}

// NewYardstick lays out the rows that a course walks, and makes room for searches.
func (s *Snapshot) NewYardstick(c *Course) *Yardstick {
	y := &Yardstick{meets: c.Meets, start: c.Start()}
	for i, d := range []graph.Direction{graph.Dependents, graph.Dependencies} {
		y.sides[i] = s.sideOf(c, d)
	}
	return y
}

func (s *Snapshot) sideOf(c *Course, d graph.Direction) side {
	x := side{mark: make([]Latitude, s.Nodes())}
	for n := range Node(s.Nodes()) {
		for _, p := range s.Steps(c, d, n) {
			if !slices.Contains(x.passages, p) {
				x.passages = append(x.passages, p)
			}
		}
	}
	x.first = make([]uint32, 0, s.Nodes()*len(x.passages)+1)
	rows := make([][]Node, len(x.passages))
	for n := range Node(s.Nodes()) {
		for step, p := range s.Steps(c, d, n) {
			i := slices.Index(x.passages, p)
			rows[i] = append(rows[i], step.To)
		}
		for i := range rows {
			x.first = append(x.first, uint32(len(x.to)))
			x.to, rows[i] = append(x.to, rows[i]...), rows[i][:0]
		}
	}
	x.first = append(x.first, uint32(len(x.to)))
	return x
}

// Rows returns how many rows a search may look at.
func (y *Yardstick) Rows() int { return len(y.sides[0].to) }

// Dependents returns how many nodes a search against the direction of dependency visits within depth steps, start not counted;
// depth 0 is any.
func (y *Yardstick) Dependents(start Node, depth int) int {
	return y.sides[0].reach(start, y.start, depth)
}

// Dependencies is Dependents along the direction of dependency.
func (y *Yardstick) Dependencies(start Node, depth int) int {
	return y.sides[1].reach(start, y.start, depth)
}

// Distance returns the length of a shortest path by which from depends on to, or -1: a search from both ends, which goes on where
// fewer rows lead on, until they meet.
func (y *Yardstick) Distance(from, to Node) int {
	back, forth := &y.sides[0], &y.sides[1]
	back.begin(to, y.start)
	forth.begin(from, y.start)
	if from == to {
		return 0
	}
	for length := 1; back.next < len(back.queue) && forth.next < len(forth.queue); length++ {
		x, other := forth, back
		if back.ahead() < forth.ahead() {
			x, other = back, forth
		}
		x.expand()
		for _, v := range x.queue[x.next:] {
			if l := other.mark[v.Node]; l != 0 && l >= y.meets(v.Latitude) {
				return length
			}
		}
	}
	return -1
}

func (x *side) begin(start Node, l Latitude) {
	for _, n := range x.seen {
		x.mark[n] = 0
	}
	x.mark[start] = l
	x.seen, x.queue, x.next = append(x.seen[:0], start), append(x.queue[:0], Visit{start, l, 0}), 0
}

func (x *side) reach(start Node, l Latitude, depth int) int {
	x.begin(start, l)
	for dist := 0; x.next < len(x.queue) && (depth <= 0 || dist < depth); dist++ {
		x.expand()
	}
	return len(x.seen) - 1
}

// ahead is how many rows the visits that were not expanded have.
func (x *side) ahead() (rows int) {
	for _, v := range x.queue[x.next:] {
		rows += int(x.first[(int(v.Node)+1)*len(x.passages)] - x.first[int(v.Node)*len(x.passages)])
	}
	return rows
}

// expand makes all steps from the visits that were not expanded.
func (x *side) expand() {
	mark, seen, queue := x.mark, x.seen, x.queue
	end := len(queue)
	for ; x.next < end; x.next++ {
		u := queue[x.next]
		for k, p := range x.passages {
			if !p.opens(u) {
				continue
			}
			at, l := int(u.Node)*len(x.passages)+k, p.Arrival(u.Latitude)
			for _, v := range x.to[x.first[at]:x.first[at+1]] {
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
	x.seen, x.queue = seen, queue
}

// SizeOfRows returns the bytes that relation claims take, texts and details apart: the columns, both indexes, and that of the sources.
func (s *Snapshot) SizeOfRows() int {
	const perRow = 4 + 4 + 4 + 4 + 4 + 4 + 4 + 4 + 4 // subject, from, to, class, share, sources, detail, outTo, outRow
	cited := s.byCitation()
	return perRow*s.rows.len() + 4*(len(s.in)+len(s.out)) + s.inRuns.size() + s.outRuns.size() + 4*(len(cited.first)+len(cited.claims))
}
