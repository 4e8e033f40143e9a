package walk

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// spur returns the least path that begins with root, does not go on to a banned node and visits no node twice, or nil.
// Bounds on its length are tried in order; each search stays within nodes that can still reach the target in the bound.
func (y *yen) spur(root []snapshot.Node, banned map[snapshot.Node]bool) (path []snapshot.Node, stop limits.Stop, err error) {
	last, latitude := root[len(root)-1], y.latitudeAfter(root)
	least := y.to.distance(last, y.c.Meets(latitude))
	if least < 0 {
		return nil, stop, nil
	}
	for bound := least; y.hops <= 0 || len(root)-1+bound <= y.hops; bound++ {
		layers, pruned, stop, err := y.layers(root, latitude, banned, bound)
		if err != nil || !stop.None() {
			return nil, stop, err
		}
		if layers != nil {
			rest, stop, err := y.leastThrough(last, latitude, layers, banned)
			if err != nil || !stop.None() {
				return nil, stop, err
			}
			return append(slices.Clone(root), rest...), stop, nil
		}
		if !pruned {
			break
		}
	}
	return nil, stop, nil
}

// latitudeAfter returns the greatest latitude with which claims lead along some nodes.
func (y *yen) latitudeAfter(nodes []snapshot.Node) snapshot.Latitude {
	l := y.c.Start()
	for i, n := range nodes[1:] {
		next := snapshot.Latitude(0)
		for step, p := range y.s.Steps(y.c, graph.Dependencies, nodes[i]) {
			if step.To == n {
				next = max(next, p.Arrival(l))
			}
		}
		l = next
	}
	return l
}

// layers walks from the end of root, keeping to nodes that lie within bound of the target by way of their layer. It returns
// the layers up to the target, or nil and whether a larger bound might find it.
func (y *yen) layers(root []snapshot.Node, start snapshot.Latitude, banned map[snapshot.Node]bool, bound int) (layers [][]snapshot.Visit, pruned bool, stop limits.Stop, err error) {
	y.seen.Begin()
	for _, n := range root {
		y.seen.Visit(n, y.c.Start())
	}
	layer := []snapshot.Visit{{Node: root[len(root)-1], Latitude: start}}
	for depth := 1; depth <= bound; depth++ {
		first := len(y.seen.Queue())
		for _, u := range layer {
			if stop, err := y.l.Step(0); err != nil || !stop.None() {
				return nil, false, stop, err
			}
			for step, p := range y.s.Steps(y.c, graph.Dependencies, u.Node) {
				v, l := step.To, p.Arrival(u.Latitude)
				if l == 0 || y.seen.Latitude(v) >= l || depth == 1 && banned[v] {
					continue
				}
				switch h := y.to.distance(v, y.c.Meets(l)); {
				case h < 0:
				case depth+h > bound:
					pruned = true
				default:
					y.seen.Visit(v, l)
				}
			}
		}
		if layer = slices.Clone(y.seen.Queue()[first:]); len(layer) == 0 {
			return nil, pruned, stop, nil
		}
		layers = append(layers, layer)
		if y.seen.Latitude(y.target) > 0 {
			return layers, false, stop, nil
		}
	}
	return nil, pruned, stop, nil
}

// leastThrough returns, of the shortest ways through the layers to the target, the one least in order of nodes.
func (y *yen) leastThrough(from snapshot.Node, start snapshot.Latitude, layers [][]snapshot.Visit, banned map[snapshot.Node]bool) (path []snapshot.Node, stop limits.Stop, err error) {
	// By layer: the nodes from which the target is reached through the later layers, and the least latitude that this needs.
	useful := make([]map[snapshot.Node]snapshot.Latitude, len(layers))
	useful[len(layers)-1] = map[snapshot.Node]snapshot.Latitude{y.target: snapshot.Terminal}
	for i := len(layers) - 2; i >= 0; i-- {
		useful[i] = map[snapshot.Node]snapshot.Latitude{}
		for _, u := range layers[i] {
			if stop, err = y.l.Step(0); err != nil || !stop.None() {
				return nil, stop, err
			}
			if least := y.leastLatitude(u.Node, useful[i+1]); least > 0 && least <= u.Latitude {
				useful[i][u.Node] = least
			}
		}
	}
	u, l := from, start
	for i := range layers {
		next, latitude := snapshot.None, snapshot.Latitude(0)
		for step, p := range y.s.Steps(y.c, graph.Dependencies, u) {
			v := step.To
			needs, ok := useful[i][v]
			if !ok || i == 0 && banned[v] || p.Arrival(l) < needs {
				continue
			}
			switch {
			case next == snapshot.None || v < next:
				next, latitude = v, p.Arrival(l)
			case v == next:
				latitude = max(latitude, p.Arrival(l))
			}
		}
		path, u, l = append(path, next), next, latitude
	}
	return path, stop, nil
}

// leastLatitude is the least latitude with which a step from a node comes to one of others with what that needs, or 0.
func (y *yen) leastLatitude(n snapshot.Node, others map[snapshot.Node]snapshot.Latitude) (least snapshot.Latitude) {
	for step, p := range y.s.Steps(y.c, graph.Dependencies, n) {
		needs, ok := others[step.To]
		if !ok || p.Gives != 0 && p.Gives < needs || p.Gives == 0 && p.Keeps < needs {
			continue
		}
		l := p.Needs
		if p.Gives == 0 {
			l = max(l, needs)
		}
		if least == 0 || l < least {
			least = l
		}
	}
	return least
}
