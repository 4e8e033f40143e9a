package walk

import (
	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// useful is a node of a layer from which the target is reached through the later layers, and the least latitude that this needs.
type useful struct {
	node  snapshot.Node
	needs snapshot.Latitude
}

// leastThrough returns, of the ways through the layers to the target, the one least in order of nodes, and the greatest latitude
// at each of these.
func (x *spur) leastThrough(last snapshot.Node) (nodes []snapshot.Node, latitudes []snapshot.Latitude, stop limits.Stop, err error) {
	w, end := x.seen, len(x.layers)-1
	w.useful = append(w.useful[:0], useful{x.target, snapshot.Terminal})
	w.level = append(w.level[:0], 0, 1) // of useful: where those of each layer begin, the last layer first
	w.place(0, 1)
	for i := end - 1; i > 0; i-- {
		from, to := w.level[end-i-1], w.level[end-i] // of the layer after it
		for _, v := range w.Queue()[x.layers[i].first:x.layers[i].end] {
			if stop, err := x.l.Step(0); err != nil || !stop.None() {
				return nil, nil, stop, err
			}
			if needs := x.leastLatitude(v.Node, from, to); needs > 0 {
				w.useful = append(w.useful, useful{v.Node, needs})
			}
		}
		w.place(to, len(w.useful))
		w.level = append(w.level, len(w.useful))
	}
	at, l := last, x.latitude
	for i := 1; i <= end; i++ {
		from, to := w.level[end-i], w.level[end-i+1]
		w.place(from, to)
		at, l = x.leastStep(at, l, from, to)
		nodes, latitudes = append(nodes, at), append(latitudes, l)
	}
	return nodes, latitudes, stop, nil
}

// place notes where the useful nodes at [first, end) are.
func (w *scratch) place(first, end int) {
	for i, u := range w.useful[first:end] {
		w.slots[u.node] = int32(first + i)
	}
}

// needs is the latitude that a node needs, if it is one of those at [first, end) of the useful ones, which were placed last; else 0.
func (w *scratch) needs(n snapshot.Node, first, end int) snapshot.Latitude {
	if at := int(w.slots[n]); at >= first && at < end && w.useful[at].node == n {
		return w.useful[at].needs
	}
	return 0
}

// leastStep returns the first in order of the useful nodes at [first, end) that a path which has come to a node with a latitude can go
// on by, and the greatest latitude with which it comes there.
func (x *spur) leastStep(from snapshot.Node, l snapshot.Latitude, first, end int) (next snapshot.Node, latitude snapshot.Latitude) {
	next = snapshot.None
	for step, p := range x.s.StepsTo(x.c, graph.Dependencies, from, x.areUseful(first, end)) {
		switch {
		case p.Arrival(l) < x.seen.needs(step.To, first, end):
		case next == snapshot.None || step.To < next:
			next, latitude = step.To, p.Arrival(l)
		case step.To == next:
			latitude = max(latitude, p.Arrival(l))
		}
	}
	return next, latitude
}

// leastLatitude is the least latitude with which a step from a node comes to one of the useful ones at [first, end) with what that
// needs, or 0.
func (x *spur) leastLatitude(n snapshot.Node, first, end int) (least snapshot.Latitude) {
	for step, p := range x.s.StepsTo(x.c, graph.Dependencies, n, x.areUseful(first, end)) {
		least = lesser(least, neededFor(p, x.seen.needs(step.To, first, end)))
	}
	return least
}

func (x *spur) areUseful(first, end int) func(snapshot.Node) bool {
	return func(n snapshot.Node) bool { return x.seen.needs(n, first, end) > 0 }
}

// neededFor is the least latitude with which a step comes to its end with at least a latitude, or 0 if it never does.
func neededFor(p snapshot.Passage, l snapshot.Latitude) snapshot.Latitude {
	switch {
	case p.Gives >= l:
		return p.Needs
	case p.Gives == 0 && p.Keeps >= l:
		return max(p.Needs, l)
	}
	return 0
}

// lesser is the lesser of two latitudes of which 0 is none.
func lesser(x, y snapshot.Latitude) snapshot.Latitude {
	if x == 0 || y != 0 && y < x {
		return y
	}
	return x
}
