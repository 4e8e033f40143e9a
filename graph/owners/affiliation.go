package owners

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// Affiliation is how far the listing of some parties reaches: the least set of entities in which listed parties and members of
// the set hold the threshold together. A holding of a member counts whole, however small the listed parties' part in the
// member; cross-holdings add nothing of their own. What is known as a range is held at its lower end at the least. A node in which
// the threshold may be held, but not for sure, is undecided, and what it owns itself does not count for anything.
type Affiliation struct {
	x         *Listings
	listed    Nodes
	threshold graph.Share
	level     map[snapshot.Node]int // listed parties 0, affiliates above
	stakes    map[snapshot.Node][]Holding
	total     map[snapshot.Node]int64 // of the known stakes at the least, in billionths
	most      map[snapshot.Node]int64 // of all stakes at the most, in billionths
	order     []snapshot.Node
}

// Reach finds the affiliates of listed parties. Under a threshold of 0 every known holding above nothing makes one. It takes
// time linear in the holdings of what it reaches.
func (x *Listings) Reach(listed Nodes, threshold graph.Share) (*Affiliation, error) {
	a := &Affiliation{x: x, listed: listed, threshold: max(threshold, 1), level: map[snapshot.Node]int{},
		stakes: map[snapshot.Node][]Holding{}, total: map[snapshot.Node]int64{}, most: map[snapshot.Node]int64{}}
	var queue []snapshot.Node
	for n := range listed {
		a.level[n] = 0
		queue = append(queue, n)
	}
	slices.Sort(queue)
	for level := 1; len(queue) > 0; level++ {
		var next []snapshot.Node
		for _, owner := range queue {
			for _, h := range Holdings(x.s, owner, graph.Dependents, x.owning) {
				if err := x.l.Work(); err != nil {
					return nil, err
				}
				if a.add(owner, h) {
					a.level[h.Node] = level
					next = append(next, h.Node)
				}
			}
		}
		slices.SortFunc(next, a.byName)
		a.order = append(a.order, next...)
		queue = next
	}
	return a, nil
}

// add notes what an owner holds, and reports whether this makes an affiliate of it.
func (a *Affiliation) add(owner snapshot.Node, h Holding) bool {
	a.stakes[h.Node] = append(a.stakes[h.Node], Holding{owner, h.Shares, h.Ref})
	a.total[h.Node] += int64(max(0, h.Shares.Least))
	a.most[h.Node] += int64(h.Shares.Most)
	_, in := a.level[h.Node]
	return !in && a.total[h.Node] >= int64(a.threshold)
}

func (a *Affiliation) byName(x, y snapshot.Node) int {
	return cmp.Compare(a.x.s.NameRank(x), a.x.s.NameRank(y))
}

// Owned lists the affiliates, and the listed parties that would be affiliates were they not listed themselves: by the level that
// Step gives them, then by name.
func (a *Affiliation) Owned() []snapshot.Node {
	owned := slices.Clone(a.order)
	for n := range a.listed {
		if a.total[n] >= int64(a.threshold) {
			owned = append(owned, n)
		}
	}
	slices.SortFunc(owned, func(x, y snapshot.Node) int { return cmp.Or(cmp.Compare(a.Step(x), a.Step(y)), a.byName(x, y)) })
	return owned
}

// Step is the level of an affiliate, or the one that a listed party would have were it not listed itself: one more than that of
// the owners who make up the threshold.
func (a *Affiliation) Step(n snapshot.Node) int {
	if !a.listed[n] {
		return a.level[n]
	}
	stakes := slices.Clone(a.stakes[n])
	slices.SortFunc(stakes, func(x, y Holding) int { return cmp.Compare(a.level[x.Node], a.level[y.Node]) })
	sum := int64(0)
	for _, h := range stakes {
		sum += int64(max(0, h.Shares.Least))
		if sum >= int64(a.threshold) {
			return a.level[h.Node] + 1
		}
	}
	return 0
}

// Listed reports whether a node is listed itself.
func (a *Affiliation) Listed(n snapshot.Node) bool { return a.listed[n] }

// Total is the sum of the known shares that listed parties and affiliates hold in a node, as a fraction: of ranges, of their lower
// ends. It is above 1 where the claims contradict each other.
func (a *Affiliation) Total(n snapshot.Node) float64 {
	return float64(a.total[n]) / float64(graph.Whole)
}

// Most is what these may hold together at the most: all of it, if some share is not known. It is no less than Total.
func (a *Affiliation) Most(n snapshot.Node) float64 {
	return float64(a.atMost(n)) / float64(graph.Whole)
}

// atMost is Most in billionths: an unknown share may be all that is left.
func (a *Affiliation) atMost(n snapshot.Node) int64 {
	return max(a.total[n], min(a.most[n], int64(graph.Whole)))
}

// Stakes are what listed parties and affiliates hold in a node: the greatest known share first, of ranges by their lower ends,
// unknown ones last.
func (a *Affiliation) Stakes(n snapshot.Node) []Holding {
	stakes := slices.Clone(a.stakes[n])
	slices.SortFunc(stakes, compareStakes)
	return stakes
}

// compareStakes puts the greatest known share first. NoShare is the least of all.
func compareStakes(x, y Holding) int {
	return cmp.Or(cmp.Compare(y.Shares.Least, x.Shares.Least), cmp.Compare(x.Node, y.Node))
}

// Undecided reports whether a node would perhaps be an affiliate if all shares were known exactly: its stakes do not reach the
// threshold for sure, and do if each is as great as it may be.
func (a *Affiliation) Undecided(n snapshot.Node) bool {
	_, in := a.level[n]
	return !in && a.MayMeet(n)
}

// MayMeet reports whether the stakes in a node come to the threshold if each is as great as it may be.
func (a *Affiliation) MayMeet(n snapshot.Node) bool { return a.atMost(n) >= int64(a.threshold) }

// AllUndecided lists what is undecided, by name.
func (a *Affiliation) AllUndecided() []snapshot.Node {
	var nodes []snapshot.Node
	for n := range a.stakes {
		if a.Undecided(n) {
			nodes = append(nodes, n)
		}
	}
	slices.SortFunc(nodes, a.byName)
	return nodes
}

// OverRecorded reports whether listed parties and affiliates hold more of a node than all of it, by the claims.
func (a *Affiliation) OverRecorded(n snapshot.Node) bool { return a.total[n] > int64(graph.Whole) }

// From returns what origins own, directly or through others that are not listed themselves.
func (a *Affiliation) From(origins Nodes) (Nodes, error) {
	held := map[snapshot.Node][]snapshot.Node{} // by who holds
	for n, stakes := range a.stakes {
		for _, h := range stakes {
			if err := a.x.l.Work(); err != nil {
				return nil, err
			}
			held[h.Node] = append(held[h.Node], n)
		}
	}
	found := Nodes{}
	var queue []snapshot.Node
	for n := range origins {
		queue = append(queue, n)
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, n := range held[queue[0]] {
			if !found[n] {
				found[n] = true
				if !a.listed[n] {
					queue = append(queue, n)
				}
			}
		}
	}
	return found, nil
}

// Chain follows the greatest stakes of lower levels from a node to a listed party, from one that is listed itself to another.
func (a *Affiliation) Chain(n snapshot.Node) []snapshot.Ref {
	var chain []snapshot.Ref
	for first := true; first || !a.listed[n]; first = false {
		level, in := a.level[n]
		in = in && !a.listed[n]
		best := Holding{Node: snapshot.None}
		for _, h := range a.stakes[n] {
			if (!in || a.level[h.Node] < level) && (best.Node == snapshot.None || compareStakes(h, best) < 0) {
				best = h
			}
		}
		if best.Node == snapshot.None {
			break
		}
		chain = append(chain, best.Ref)
		n = best.Node
	}
	return chain
}
