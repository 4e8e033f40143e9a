package walk

import (
	"cmp"
	"iter"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Paths returns at most k simple paths by which from depends on to, of at most hops steps (0: any number), in dependency
// order: the shortest first, those of one length in the order of the ids of their entities. Where several claims join the
// same two entities, the better supported is on the path. The stop says why there may be others. It takes, for k paths of
// length n, at most k·n searches, each from both ends.
func Paths(l *limits.Limits, s *snapshot.Snapshot, from, to snapshot.Node, k, hops int, c *snapshot.Course) ([][]snapshot.Ref, limits.Stop, error) {
	if k == 0 || from == to {
		return nil, limits.Stop{}, nil
	}
	if hops <= 0 {
		hops = s.Nodes() // more than any simple path has
	}
	y := &yen{s: s, c: c, l: l, target: to, k: k, hops: hops, to: newDistances(l, s, to, c), seen: borrow(s)}
	defer giveBack(s, y.to.scratch)
	defer giveBack(s, y.seen)
	y.seen.makeSlots(s)
	found, stop, err := y.find(from)
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
// (1971), with E. L. Lawler's improvements: a spur is sought only from where a path left its parent, and only if it can be
// among the k. Each is searched for within the distances to the target, which are found as far as that is worth it.
type yen struct {
	s      *snapshot.Snapshot
	c      *snapshot.Course
	l      *limits.Limits
	target snapshot.Node
	to     *distances
	k      int
	hops   int // greatest length of a path
	seen   *scratch
	layers []stretch // of the visits of seen; the first holds the end of the root of a spur

	waiting []candidatePath // in the order of the answer
	credit  int             // rows that searches looked at for want of distances, less those that distances have cost
}

// candidatePath is a path with the latitude at each of its nodes, and the place from which it differs from its parent.
type candidatePath struct {
	nodes     []snapshot.Node
	latitudes []snapshot.Latitude
	spur      int
}

// branching is the tree of the paths found: by node where these go on to, in order.
type branching struct {
	on   []snapshot.Node
	next []*branching
}

// add adds the rest of a path.
func (b *branching) add(nodes []snapshot.Node) {
	for _, n := range nodes {
		i, there := slices.BinarySearch(b.on, n)
		if !there {
			b.on, b.next = slices.Insert(b.on, i, n), slices.Insert(b.next, i, &branching{})
		}
		b = b.next[i]
	}
}

// after is where the paths go on from that begin with the same node as b does.
func (b *branching) after(n snapshot.Node) *branching {
	i, _ := slices.BinarySearch(b.on, n)
	return b.next[i]
}

func (y *yen) find(from snapshot.Node) (found [][]snapshot.Node, stop limits.Stop, err error) {
	start := candidatePath{nodes: []snapshot.Node{from}, latitudes: []snapshot.Latitude{y.c.Start()}}
	if stop, err = y.leave(start, 0, nil); err != nil || !stop.None() {
		return nil, stop, err
	}
	var tree branching
	for len(y.waiting) > 0 {
		next := y.waiting[0]
		y.waiting = y.waiting[1:]
		if found = append(found, next.nodes); len(found) == y.k {
			break
		}
		tree.add(next.nodes[1:])
		if stop, err = y.branch(next, &tree, y.k-len(found)); err != nil || !stop.None() {
			return found, stop, err
		}
	}
	return found, stop, nil
}

// branch adds the best path that leaves the given one at each of its nodes, from its spur on.
func (y *yen) branch(p candidatePath, found *branching, wanted int) (limits.Stop, error) {
	for i := range len(p.nodes) - 1 {
		if i > 0 {
			found = found.after(p.nodes[i])
		}
		if i < p.spur {
			continue
		}
		if len(y.waiting) >= wanted {
			y.waiting = y.waiting[:wanted]
			y.hops = min(y.hops, len(y.waiting[wanted-1].nodes)-1)
		}
		if stop, err := y.leave(p, i, found.on); err != nil || !stop.None() {
			return stop, err
		}
	}
	return limits.Stop{}, nil
}

// leave adds the best path that leaves the given one at a place, but not to a banned node.
func (y *yen) leave(p candidatePath, at int, banned []snapshot.Node) (limits.Stop, error) {
	x := spur{yen: y, root: p.nodes[:at+1], latitude: p.latitudes[at], banned: banned, most: y.hops - at}
	nodes, latitudes, stop, err := x.find()
	if len(nodes) > 0 {
		path := candidatePath{slices.Concat(x.root, nodes), slices.Concat(p.latitudes[:at+1], latitudes), at}
		i, _ := slices.BinarySearchFunc(y.waiting, path, func(x, y candidatePath) int {
			return cmp.Or(cmp.Compare(len(x.nodes), len(y.nodes)), slices.Compare(x.nodes, y.nodes))
		})
		y.waiting = slices.Insert(y.waiting, i, path)
	}
	return stop, err
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
		for _, p := range y.between(nodes[i], nodes[i+1]) {
			needs[i] = lesser(needs[i], neededFor(p, needs[i+1]))
		}
	}
	claims, l := make([]snapshot.Ref, len(nodes)-1), y.c.Start()
	for i := range claims {
		best, next := snapshot.NoRef, snapshot.Latitude(0)
		for step, p := range y.between(nodes[i], nodes[i+1]) {
			if p.Arrival(l) >= needs[i+1] && (best == snapshot.NoRef || y.s.CompareSupport(step.Ref, best, step.To) < 0) {
				best, next = step.Ref, p.Arrival(l)
			}
		}
		claims[i], l = best, next
	}
	return claims, nil
}

// between yields the steps from one node to another.
func (y *yen) between(from, to snapshot.Node) iter.Seq2[snapshot.Step, snapshot.Passage] {
	return y.s.StepsTo(y.c, graph.Dependencies, from, func(n snapshot.Node) bool { return n == to })
}
