package walk

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// arrival is how a shortest path comes to a node: by which claim, from which node nearer to the start. It counts only if its
// epoch is that of the walk.
type arrival struct {
	epoch      uint32
	claim      snapshot.Ref // or NoRef
	by         snapshot.Node
	distance   int32
	confidence graph.Confidence // of the weakest claim on the path
}

// settlePaths settles the best shortest paths of as many levels of a walk as hold the first n listed nodes, and returns those
// in the order of the answer. It takes time linear in the rows of the levels before, whatever the size of the last one.
func (r *Reached) settlePaths(listed snapshot.Lister, n int) (order []snapshot.Node, err error) {
	if r.w.arrivals == nil {
		r.w.arrivals = make([]arrival, r.s.Nodes())
	}
	start := r.w.Nodes()[0]
	r.w.arrivals[start] = arrival{epoch: r.w.Epoch(), claim: snapshot.NoRef, by: snapshot.None, confidence: graph.Official}
	for dist := 1; dist+1 < len(r.w.level) && len(order) < n; dist++ {
		level := r.w.Nodes()[r.w.level[dist]:r.w.level[dist+1]]
		if err := r.settle(r.w.Nodes()[r.w.level[dist-1]:r.w.level[dist]], level, int32(dist)); err != nil {
			return nil, err
		}
		order = append(order, r.first(level, listed, n-len(order))...)
	}
	return order, nil
}

// settle finds how best to arrive at each node of a level from the level before.
func (r *Reached) settle(before, level []snapshot.Node, dist int32) error {
	arrivals, epoch := r.w.arrivals, r.w.Epoch()
	for _, v := range level {
		arrivals[v] = arrival{epoch: epoch, claim: snapshot.NoRef, by: snapshot.None, distance: dist}
	}
	for i, u := range before {
		if i%every == 0 {
			if err := r.l.Context().Err(); err != nil {
				return err
			}
		}
		if r.direction == graph.Dependents {
			for ref, v := range r.s.In(u) {
				if arrivals[v].epoch == epoch && arrivals[v].distance == dist {
					r.consider(u, v, ref)
				}
			}
			continue
		}
		for ref, v := range r.s.Out(u) {
			if arrivals[v].epoch == epoch && arrivals[v].distance == dist {
				r.consider(u, v, ref)
			}
		}
	}
	return nil
}

// consider keeps the best way to arrive at v: the better confidence, then the smaller neighbour, then the better claim.
func (r *Reached) consider(u, v snapshot.Node, ref snapshot.Ref) {
	if !r.m.Admits(ref) {
		return
	}
	best := &r.w.arrivals[v]
	c := min(r.w.arrivals[u].confidence, r.s.Confidence(ref))
	switch {
	case best.claim == snapshot.NoRef, c > best.confidence, c == best.confidence && u < best.by:
	case c == best.confidence && u == best.by && r.prefers(ref, best.claim, u, v):
	default:
		return
	}
	best.confidence, best.claim, best.by = c, ref, u
}

// prefers reports whether one of two claims between the same two nodes is better supported.
func (r *Reached) prefers(x, y snapshot.Ref, u, v snapshot.Node) bool {
	object := u
	if r.direction != graph.Dependents {
		object = v
	}
	return r.s.CompareSupport(x, y, object) < 0
}

// first returns the first n listed nodes of a level in the order of the answer: by confidence, then by name.
func (r *Reached) first(level []snapshot.Node, listed snapshot.Lister, n int) []snapshot.Node {
	keys := newSmallest(min(n, len(level)))
	for _, v := range level {
		if listed.Lists(v) {
			keys.add(uint64(graph.Official-r.w.arrivals[v].confidence)<<32|uint64(r.s.NameRank(v)), v)
		}
	}
	return keys.inOrder()
}

// pathOf returns the path of a node in dependency order.
func (r *Reached) pathOf(n snapshot.Node) []snapshot.Ref {
	path := make([]snapshot.Ref, r.w.arrivals[n].distance)
	for i := range path {
		path[i] = r.w.arrivals[n].claim
		n = r.w.arrivals[n].by
	}
	if r.direction != graph.Dependents {
		slices.Reverse(path)
	}
	return path
}
