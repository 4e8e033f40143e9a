package graph

import (
	"bytes"
	"context"
	"slices"

	"github.com/google/uuid"
)

// ReachQuery asks who depends on an entity, or what it depends on.
type ReachQuery struct {
	Of        string // a reference: id, name or alias
	Direction Direction
	Depth     int // greatest number of steps; 0 is any
	Filter    Filter
	Page      Page
	Lang      string
	Budget    Budget
}

// Reach lists entities by distance, then by the confidence of the path (that of its weakest claim), then by name.
type Reach struct {
	Subject EntityRef `json:"subject"`
	AsOf    string    `json:"as_of"`
	Total   int       `json:"total"`
	Results []Reached `json:"results"`
	Next    string    `json:"next,omitempty"`
	Partial bool      `json:"partial,omitempty"`
	Why     string    `json:"why_partial,omitempty"`
}

// Reached is an entity, how far it is, and one shortest path: of the shortest ones, one whose weakest claim is the best;
// of those, at each step from the entity asked about, the one by the neighbour with the smaller id.
type Reached struct {
	Entity   EntityRef `json:"entity"`
	Distance int       `json:"distance"`
	Path     Path      `json:"path"`
}

// Reach answers q. ErrNotFound and ErrAmbiguous are about q.Of.
func (s *Snapshot) Reach(ctx context.Context, q ReachQuery) (Reach, error) {
	start, err := s.resolve(q.Of, q.Filter.KnownAt)
	if err != nil {
		return Reach{}, err
	}
	m, err := s.walkMask(q.Filter)
	if err != nil {
		return Reach{}, err
	}
	offset, limit, err := q.Page.window(s.version)
	if err != nil {
		return Reach{}, err
	}
	w := s.borrow()
	defer s.giveBack(w)
	why, err := s.walk(w, start, q.Direction, depthOf(q.Depth), m, newLimits(ctx, q.Budget))
	if err != nil {
		return Reach{}, err
	}
	answer := Reach{Subject: s.ref(start), AsOf: q.Filter.AsOf.String(), Partial: why != "", Why: why, Results: []Reached{}}
	listed := s.lister(q.Filter)
	answer.Total = s.countListed(w, listed)
	if limit == 0 || offset >= answer.Total {
		return answer, nil
	}
	t := s.shortestPaths(w, q.Direction, m, listed, offset+limit)
	for _, n := range t.page(offset, limit) {
		hops := t.hops(n)
		answer.Results = append(answer.Results, Reached{s.ref(n), len(hops), s.ontology.Phrase(s, q.Lang, hops)})
	}
	answer.Next = q.Page.next(s.version, offset+len(answer.Results), answer.Total)
	return answer, nil
}

// Count returns how many entities Reach would list.
func (s *Snapshot) Count(ctx context.Context, q ReachQuery) (int, error) {
	q.Page = Page{Limit: NoRows}
	r, err := s.Reach(ctx, q)
	return r.Total, err
}

func depthOf(depth int) int {
	if depth <= 0 {
		return -1
	}
	return depth
}

// lister returns which kinds a filter lists, by number, or nil if it lists all.
func (s *Snapshot) lister(f Filter) []bool {
	if len(f.Kinds) == 0 {
		return nil
	}
	kinds := make([]bool, 256)
	for i, k := range s.ontology.Kinds {
		kinds[i] = slices.Contains(f.Kinds, k.Name)
	}
	return kinds
}

func (s *Snapshot) countListed(w *scratch, listed []bool) int {
	if listed == nil {
		return len(w.queue) - 1
	}
	total := 0
	for _, n := range w.queue[1:] {
		if listed[s.kinds[n]] {
			total++
		}
	}
	return total
}

// arrival is how a shortest path comes to a node: by which row, from which node nearer to the start. It counts only if its
// epoch is that of the walk.
type arrival struct {
	epoch      uint32
	row        int32
	by         Node
	distance   int32
	confidence Confidence // of the weakest claim on the path
}

// paths are shortest paths from the start of a walk to its nearest nodes.
type paths struct {
	s         *Snapshot
	w         *scratch
	m         *mask
	direction Direction
	start     Node
	order     []Node // the first listed nodes, in the order of the answer
}

// shortestPaths settles the best shortest paths of as many levels of a walk as hold the first n listed nodes, and orders
// those. It takes time linear in the rows of the levels before, whatever the size of the last one.
func (s *Snapshot) shortestPaths(w *scratch, d Direction, m *mask, listed []bool, n int) *paths {
	if w.arrivals == nil {
		w.arrivals = make([]arrival, len(w.mark))
	}
	t := &paths{s: s, w: w, m: m, direction: d, start: w.queue[0]}
	w.arrivals[t.start] = arrival{epoch: w.epoch, row: -1, by: None, confidence: Official}
	for dist := 1; dist+1 < len(w.level) && len(t.order) < n; dist++ {
		level := w.queue[w.level[dist]:w.level[dist+1]]
		t.settle(w.queue[w.level[dist-1]:w.level[dist]], level, int32(dist))
		t.order = append(t.order, t.first(level, listed, n-len(t.order))...)
	}
	return t
}

// settle finds how best to arrive at each node of a level from the level before.
func (t *paths) settle(before, level []Node, dist int32) {
	s, arrivals, epoch := t.s, t.w.arrivals, t.w.epoch
	for _, v := range level {
		arrivals[v] = arrival{epoch: epoch, row: -1, by: None, distance: dist}
	}
	for _, u := range before {
		if t.direction == Dependents {
			for r := s.in[u]; r < s.in[u+1]; r++ {
				if v := s.rows.subject[r]; arrivals[v].epoch == epoch && arrivals[v].distance == dist {
					t.consider(u, v, int32(r))
				}
			}
			continue
		}
		for k := s.out[u]; k < s.out[u+1]; k++ {
			if v := s.outTo[k]; arrivals[v].epoch == epoch && arrivals[v].distance == dist {
				t.consider(u, v, s.outRow[k])
			}
		}
	}
}

// consider keeps the best way to arrive at v: the better confidence, then the smaller neighbour, then the better row.
func (t *paths) consider(u, v Node, row int32) {
	if !t.m.admits(&t.s.rows, row) {
		return
	}
	best := &t.w.arrivals[v]
	c := min(t.w.arrivals[u].confidence, t.s.classes[t.s.rows.terms[row].class].confidence)
	switch {
	case best.row < 0, c > best.confidence, c == best.confidence && u < best.by:
	case c == best.confidence && u == best.by && t.prefers(row, best.row, v, u):
	default:
		return
	}
	best.confidence, best.row, best.by = c, row, u
}

// first returns the first n listed nodes of a level in the order of the answer: by confidence, then by name.
func (t *paths) first(level []Node, listed []bool, n int) []Node {
	keys := newSmallest(min(n, len(level)))
	for _, v := range level {
		if listed == nil || listed[t.s.kinds[v]] {
			keys.add(uint64(Official-t.w.arrivals[v].confidence)<<32|uint64(t.s.nameRank[v]), v)
		}
	}
	return keys.inOrder()
}

// prefers orders two rows between the same two nodes: the better confidence first, then the smaller claim id.
func (t *paths) prefers(x, y int32, v, u Node) bool {
	object := u
	if t.direction != Dependents {
		object = v
	}
	return t.s.betterRow(x, y, object)
}

func (s *Snapshot) betterRow(x, y int32, object Node) bool {
	cx, cy := s.classes[s.rows.terms[x].class].confidence, s.classes[s.rows.terms[y].class].confidence
	if cx != cy {
		return cx > cy
	}
	ix, iy := s.rowID(x, object), s.rowID(y, object)
	return compareID(ix, iy) < 0
}

func compareID(x, y uuid.UUID) int { return bytes.Compare(x[:], y[:]) }

func (t *paths) page(offset, limit int) []Node {
	return t.order[min(offset, len(t.order)):min(offset+limit, len(t.order))]
}

// hops returns the path of a node in dependency order.
func (t *paths) hops(n Node) []Hop {
	var hops []Hop
	for n != t.start {
		a := &t.w.arrivals[n]
		hops = append(hops, t.s.hop(claimRef(a.row)))
		n = a.by
	}
	if t.direction == Dependencies {
		slices.Reverse(hops)
	}
	return hops
}
