package walk

import (
	"slices"

	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// spur returns the least path that begins with root, does not go on to a banned node and visits no node twice, or nil.
// Bounds on its length are tried in order; each search stays within nodes that can still reach the target in the bound.
func (y *yen) spur(root []snapshot.Node, banned map[snapshot.Node]bool) (path []snapshot.Node, stop limits.Stop, err error) {
	last := root[len(root)-1]
	least := y.to.distance(last)
	if least < 0 {
		return nil, stop, nil
	}
	for bound := least; y.hops <= 0 || len(root)-1+bound <= y.hops; bound++ {
		layers, pruned, stop, err := y.layers(root, banned, bound)
		if err != nil || !stop.None() {
			return nil, stop, err
		}
		if layers != nil {
			rest, stop, err := y.leastThrough(last, layers, banned)
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

// layers walks from the end of root, keeping to nodes that lie within bound of the target by way of their layer. It returns
// the layers up to the target, or nil and whether a larger bound might find it.
func (y *yen) layers(root []snapshot.Node, banned map[snapshot.Node]bool, bound int) (layers [][]snapshot.Node, pruned bool, stop limits.Stop, err error) {
	y.seen.Begin()
	for _, n := range root {
		y.seen.Visit(n)
	}
	layer := root[len(root)-1:]
	for depth := 1; depth <= bound; depth++ {
		first := len(y.seen.Nodes())
		for _, u := range layer {
			if stop, err := y.l.Step(0); err != nil || !stop.None() {
				return nil, false, stop, err
			}
			for ref, v := range y.s.Out(u) {
				if !y.m.Admits(ref) || y.seen.Visited(v) || depth == 1 && banned[v] {
					continue
				}
				switch h := y.to.distance(v); {
				case h < 0:
				case depth+h > bound:
					pruned = true
				default:
					y.seen.Visit(v)
				}
			}
		}
		if layer = y.seen.Nodes()[first:]; len(layer) == 0 {
			return nil, pruned, stop, nil
		}
		layers = append(layers, layer)
		if y.seen.Visited(y.target) {
			return layers, false, stop, nil
		}
	}
	return nil, pruned, stop, nil
}

// leastThrough returns, of the shortest ways through the layers to the target, the one least in order of nodes.
func (y *yen) leastThrough(from snapshot.Node, layers [][]snapshot.Node, banned map[snapshot.Node]bool) (path []snapshot.Node, stop limits.Stop, err error) {
	useful := make([]map[snapshot.Node]bool, len(layers)) // nodes from which the target is reached through the later layers
	useful[len(layers)-1] = map[snapshot.Node]bool{y.target: true}
	for i := len(layers) - 2; i >= 0; i-- {
		useful[i] = map[snapshot.Node]bool{}
		for _, u := range layers[i] {
			if stop, err = y.l.Step(0); err != nil || !stop.None() {
				return nil, stop, err
			}
			for ref, v := range y.s.Out(u) {
				if useful[i+1][v] && y.m.Admits(ref) {
					useful[i][u] = true
					break
				}
			}
		}
	}
	u := from
	for i := range layers {
		least := snapshot.None
		for ref, v := range y.s.Out(u) { // in order of object
			if useful[i][v] && (i > 0 || !banned[v]) && y.m.Admits(ref) {
				least = v
				break
			}
		}
		path, u = append(path, least), least
	}
	return path, stop, nil
}
