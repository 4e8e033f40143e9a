package walk

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// arrival is how a shortest path comes to a node with at least some latitude: by which claim, and from which arrival at a node
// nearer to the start.
type arrival struct {
	node       snapshot.Node // whose arrival it is
	claim      snapshot.Ref  // or NoRef
	by         snapshot.Node
	from       snapshot.Latitude // of the arrival at by that it goes on from
	confidence graph.Confidence  // of the weakest claim on the path
	distance   int32             // -1: there is none with this latitude
}

// arrivalAt returns a node's arrival with at least a latitude, or nil if it is not settled.
func (r *Reached) arrivalAt(n snapshot.Node, l snapshot.Latitude) *arrival {
	at := int(r.w.slots[n])
	if at >= len(r.w.arrivals) || r.w.arrivals[at].node != n {
		return nil
	}
	if a := &r.w.arrivals[at+int(l)]; a.distance >= 0 {
		return a
	}
	return nil
}

// makeRoom makes a visit's arrivals, at a distance: of a node not settled yet all of them.
func (r *Reached) makeRoom(v snapshot.Visit, dist int32) []arrival {
	latitudes := r.c.Latitudes()
	if v.Before == 0 {
		r.w.slots[v.Node] = int32(len(r.w.arrivals))
		for range latitudes {
			r.w.arrivals = append(r.w.arrivals, arrival{node: v.Node, claim: snapshot.NoRef, by: snapshot.None, distance: -1})
		}
	}
	at := int(r.w.slots[v.Node])
	made := r.w.arrivals[at+int(v.Before)+1 : at+int(v.Latitude)+1]
	for i := range made {
		made[i].distance = dist
	}
	return made
}

// settlePaths settles the best shortest paths of as many levels of a walk as hold the first n listed nodes, and returns those
// in the order of the answer. It takes time linear in the rows of the levels before, whatever the size of the last one.
func (r *Reached) settlePaths(listed snapshot.Lister, n int) (order []snapshot.Node, err error) {
	r.w.makeSlots(r.s)
	for _, a := range r.w.visits(0) {
		for i, made := 0, r.makeRoom(a, 0); i < len(made); i++ {
			made[i].confidence = graph.Official
		}
	}
	for dist := 1; dist+1 < len(r.w.level) && len(order) < n; dist++ {
		if err := r.settle(dist); err != nil {
			return nil, err
		}
		order = append(order, r.first(r.w.visits(dist), listed, n-len(order))...)
	}
	return order, nil
}

// settle finds how best to arrive at each node of a level from the level before.
func (r *Reached) settle(dist int) error {
	for _, v := range r.w.visits(dist) {
		r.makeRoom(v, int32(dist))
	}
	for i, from := range r.w.visits(dist - 1) {
		if i%every == 0 {
			if err := r.l.Context().Err(); err != nil {
				return err
			}
		}
		for step, p := range r.s.Steps(r.c, r.direction, from.Node) {
			if p.Needs > from.Latitude || p.Gives != 0 && p.Needs <= from.Before {
				continue
			}
			r.consider(from, step.To, step.Ref, p, int32(dist))
		}
	}
	return nil
}

// consider offers a step to all arrivals at v that it can serve.
func (r *Reached) consider(from snapshot.Visit, v snapshot.Node, ref snapshot.Ref, p snapshot.Passage, dist int32) {
	if a := r.arrivalAt(v, snapshot.Terminal); a == nil {
		return
	}
	if p.Gives != 0 {
		for l := snapshot.Terminal; l <= p.Gives; l++ {
			r.offer(from.Node, p.Needs, v, l, ref, dist)
		}
		return
	}
	for l := max(p.Needs, from.Before+1); l <= from.Latitude; l++ { // it leaves what there was
		for k := snapshot.Terminal; k <= p.Arrival(l); k++ {
			r.offer(from.Node, l, v, k, ref, dist)
		}
	}
}

// offer keeps the best way to arrive at v with a latitude: the better confidence, then the smaller neighbour, then the better claim.
func (r *Reached) offer(u snapshot.Node, from snapshot.Latitude, v snapshot.Node, l snapshot.Latitude, ref snapshot.Ref, dist int32) {
	before, best := r.arrivalAt(u, from), r.arrivalAt(v, l)
	if best == nil || best.distance != dist || before == nil || before.distance != dist-1 {
		return
	}
	c := min(before.confidence, r.s.Confidence(ref))
	switch {
	case best.claim == snapshot.NoRef, c > best.confidence, c == best.confidence && u < best.by:
	case c == best.confidence && u == best.by && r.prefers(ref, best.claim, u, v):
	default:
		return
	}
	best.confidence, best.claim, best.by, best.from = c, ref, u, from
}

// prefers reports whether one of two claims between the same two nodes is better supported.
func (r *Reached) prefers(x, y snapshot.Ref, u, v snapshot.Node) bool {
	object := u
	if r.direction != graph.Dependents {
		object = v
	}
	return r.s.CompareSupport(x, y, object) < 0
}

// first returns the first n listed nodes among those first visited at a level in the order of the answer: by confidence, then by
// name.
func (r *Reached) first(level []snapshot.Visit, listed snapshot.Lister, n int) []snapshot.Node {
	keys := newSmallest(min(n, len(level)))
	for _, v := range level {
		if v.Before == 0 && listed.Lists(v.Node) {
			confidence := r.arrivalAt(v.Node, snapshot.Terminal).confidence
			keys.add(uint64(graph.Official-confidence)<<32|uint64(r.s.NameRank(v.Node)), v.Node)
		}
	}
	return keys.inOrder()
}

// pathOf returns the path of a node in dependency order.
func (r *Reached) pathOf(n snapshot.Node) []snapshot.Ref {
	a := r.arrivalAt(n, snapshot.Terminal)
	path := make([]snapshot.Ref, a.distance)
	for i := range path {
		path[i] = a.claim
		a = r.arrivalAt(a.by, a.from)
	}
	if r.direction != graph.Dependents {
		slices.Reverse(path)
	}
	return path
}
