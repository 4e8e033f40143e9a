package walk

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Paths returns at most k simple paths by which from depends on to, of at most hops steps (0: any number), in dependency
// order: the shortest first, those of one length in the order of the ids of their entities. Where several claims join the
// same two entities, the better supported is on the path. The stop says why there may be others. It takes, for k paths of
// length n, at most k·n searches.
func Paths(l *limits.Limits, s *snapshot.Snapshot, from, to snapshot.Node, k, hops int, c *snapshot.Course) ([][]snapshot.Ref, limits.Stop, error) {
	if k == 0 || from == to {
		return nil, limits.Stop{}, nil
	}
	y := &yen{s: s, c: c, l: l, target: to, hops: hops, to: borrow(s), seen: borrow(s)}
	defer giveBack(s, y.to)
	defer giveBack(s, y.seen)
	found, stop, err := y.find(from, k)
	if err != nil {
		return nil, stop, err
	}
	paths := make([][]snapshot.Ref, len(found))
	for i, nodes := range found {
		if paths[i], err = y.claimsAlong(nodes); err != nil {
			return nil, stop, err
		}
	}
	return paths, stop, nil
}

// yen finds shortest simple paths: J. Y. Yen, "Finding the K Shortest Loopless Paths in a Network", Management Science 17
// (1971), with E. L. Lawler's improvement (a spur is sought only from where a path left its parent). Each spur is searched
// for within the distances to the target, which are computed once.
type yen struct {
	s      *snapshot.Snapshot
	c      *snapshot.Course
	l      *limits.Limits
	target snapshot.Node
	to     *scratch // distances to the target
	hops   int      // greatest length of a path; 0: any
	seen   *scratch
}

type candidatePath struct {
	nodes []snapshot.Node
	spur  int // index from which it differs from its parent
}

func (y *yen) find(from snapshot.Node, k int) (found [][]snapshot.Node, stop limits.Stop, err error) {
	cut, err := y.to.walk(y.l, y.target, graph.Dependents, y.hops, y.c)
	if err != nil {
		return nil, cut, err
	}
	y.to.setDistances(y.s, y.c)
	first, stop, err := y.spur([]snapshot.Node{from}, nil)
	if err != nil || first == nil {
		return nil, cmp.Or(cut, stop), err
	}
	waiting := []candidatePath{{first, 0}}
	for len(waiting) > 0 {
		next := waiting[0]
		waiting = waiting[1:]
		if found = append(found, next.nodes); len(found) == k {
			break
		}
		if stop, err = y.branch(next, found, &waiting); err != nil || !stop.None() {
			return found, stop, err
		}
	}
	return found, cut, nil
}

// branch adds the best path that leaves the given one at each of its nodes, from its spur on.
func (y *yen) branch(p candidatePath, found [][]snapshot.Node, waiting *[]candidatePath) (limits.Stop, error) {
	for i := p.spur; i < len(p.nodes)-1; i++ {
		root := p.nodes[:i+1]
		banned := map[snapshot.Node]bool{}
		for _, f := range found {
			if len(f) > i+1 && slices.Equal(f[:i+1], root) {
				banned[f[i+1]] = true
			}
		}
		path, stop, err := y.spur(root, banned)
		if err != nil || !stop.None() {
			return stop, err
		}
		if path != nil {
			insertPath(waiting, candidatePath{path, i})
		}
	}
	return limits.Stop{}, nil
}

// insertPath keeps the waiting paths in the order of the answer, each once.
func insertPath(waiting *[]candidatePath, p candidatePath) {
	i, there := slices.BinarySearchFunc(*waiting, p, func(x, y candidatePath) int {
		return cmp.Or(cmp.Compare(len(x.nodes), len(y.nodes)), slices.Compare(x.nodes, y.nodes))
	})
	if !there {
		*waiting = slices.Insert(*waiting, i, p)
	}
}

// claimsAlong chooses the claim between each two neighbours of a path: the better supported, of those with which the path goes
// down the strata to its end.
func (y *yen) claimsAlong(nodes []snapshot.Node) ([]snapshot.Ref, error) {
	needs := make([]snapshot.Latitude, len(nodes)) // by place: what the rest of the path needs
	needs[len(nodes)-1] = snapshot.Terminal
	for i := len(nodes) - 2; i >= 0; i-- {
		if i%every == 0 {
			if err := y.l.Context().Err(); err != nil {
				return nil, err
			}
		}
		needs[i] = y.leastLatitude(nodes[i], map[snapshot.Node]snapshot.Latitude{nodes[i+1]: needs[i+1]})
	}
	claims, l := make([]snapshot.Ref, len(nodes)-1), y.c.Start()
	for i := range claims {
		best, next := snapshot.NoRef, snapshot.Latitude(0)
		for step, p := range y.s.Steps(y.c, graph.Dependencies, nodes[i]) {
			if step.To == nodes[i+1] && p.Arrival(l) >= needs[i+1] && (best == snapshot.NoRef || y.s.CompareSupport(step.Ref, best, step.To) < 0) {
				best, next = step.Ref, p.Arrival(l)
			}
		}
		claims[i], l = best, next
	}
	return claims, nil
}
