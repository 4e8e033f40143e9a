package walk

import (
	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Reached is what a walk came to, start not counted. It holds memory of the snapshot until it is closed.
type Reached struct {
	s         *snapshot.Snapshot
	l         *limits.Limits
	c         *snapshot.Course
	direction graph.Direction
	w         *scratch
}

// Found is an entity and one shortest path between it and the start, in dependency order: of the shortest ones, one whose
// weakest claim is the best; of those, at each step from the start, the one by the neighbour with the smaller id. Its length
// is the distance.
type Found struct {
	Node snapshot.Node
	Path []snapshot.Ref
}

// Reach walks from start to all that depends on it, or that it depends on, within depth steps (0: any number). The stop says
// why there may be more.
func Reach(l *limits.Limits, s *snapshot.Snapshot, start snapshot.Node, d graph.Direction, depth int, c *snapshot.Course) (*Reached, limits.Stop, error) {
	r := &Reached{s, l, c, d, borrow(s)}
	stop, err := r.w.walk(l, start, d, depth, c)
	if err != nil {
		r.Close()
		return nil, stop, err
	}
	return r, stop, nil
}

// Close gives the memory back.
func (r *Reached) Close() { giveBack(r.s, r.w) }

// Total counts the entities that are listed.
func (r *Reached) Total(listed snapshot.Lister) int {
	if listed.All() {
		return r.w.Count() - 1
	}
	total := 0
	for _, v := range r.w.Queue()[1:] {
		if v.Before == 0 && listed.Lists(v.Node) {
			total++
		}
	}
	return total
}

// Page returns a part of the listed entities: in order of distance, then of the confidence of the path (that of its weakest
// claim), then of name. The error says that the context ended.
func (r *Reached) Page(listed snapshot.Lister, offset, limit int) ([]Found, error) {
	if limit == 0 {
		return nil, nil
	}
	order, err := r.settlePaths(listed, offset+limit)
	if err != nil {
		return nil, err
	}
	page := make([]Found, 0, limit)
	for _, n := range order[min(offset, len(order)):] {
		page = append(page, Found{n, r.pathOf(n)})
	}
	return page, nil
}
