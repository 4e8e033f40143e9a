package control

import (
	"iter"
	"maps"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// trails are nodes, each with the claim that led to it and whence; a start has none.
type trails map[snapshot.Node]step

type step struct {
	from snapshot.Node
	by   snapshot.Ref
}

func trailsFrom(starts ...snapshot.Node) trails {
	t := trails{}
	for _, start := range starts {
		t[start] = step{snapshot.None, snapshot.NoRef}
	}
	return t
}

func (t trails) has(n snapshot.Node) bool {
	_, ok := t[n]
	return ok
}

// to lists the claims that lead from the start to a node, in that order; none if nothing leads there.
func (t trails) to(n snapshot.Node) (claims []snapshot.Ref) {
	for at, ok := t[n]; ok && at.from != snapshot.None; at, ok = t[at.from] {
		claims = append(claims, at.by)
	}
	slices.Reverse(claims)
	return claims
}

// nodes lists all nodes in order.
func (t trails) nodes() []snapshot.Node { return slices.Sorted(maps.Keys(t)) }

// along are the claims by which trails go on: of a set of relations, against their direction if back is set, and of what is said
// alone if said is. They end at what until says, which belongs to them, and keep within what leads to something, if that is given.
type along struct {
	relations  snapshot.Predicates
	back, said bool
	until      func(snapshot.Node) bool
	within     snapshot.NodeSet
}

// follow goes on from trails along claims of the day, as far as they lead: first along those that are well supported, so that a trail
// has an estimated or disputed one only where there is no other way.
func (x *reading) follow(from trails, a along) (trails, error) {
	found := maps.Clone(from)
	for _, least := range []graph.Confidence{graph.Reported, graph.Disputed} {
		for queue := found.nodes(); len(queue) > 0; queue = queue[1:] {
			if a.until != nil && a.until(queue[0]) {
				continue
			}
			for ref, to := range x.claimsBy(a.relations, queue[0], a.back) {
				if err := x.l.Work(); err != nil {
					return nil, err
				}
				if !found.has(to) && (a.within == nil || a.within.Has(to)) && x.claims.Admits(ref) && !(a.said && x.s.IsDerived(ref)) && x.s.Confidence(ref) >= least {
					found[to] = step{queue[0], ref}
					queue = append(queue, to)
				}
			}
		}
	}
	return found, nil
}

// claimsBy are the claims of a set of relations that lead on from a node, or back from it.
func (x *reading) claimsBy(set snapshot.Predicates, n snapshot.Node, back bool) iter.Seq2[snapshot.Ref, snapshot.Node] {
	if back {
		return x.s.InBy(n, set)
	}
	return x.s.OutBy(n, set)
}
