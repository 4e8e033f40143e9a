package graph

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// PathsQuery asks how one entity depends on another.
type PathsQuery struct {
	From, To string
	K        int // greatest number of paths; 0 is DefaultPaths
	MaxHops  int // greatest length; 0 is any
	Filter   Filter
	Lang     string
	Budget   Budget
}

// DefaultPaths and MaxPaths bound the number of paths in an answer.
const (
	DefaultPaths = 3
	MaxPaths     = 100
)

// Paths lists simple paths in dependency order, the shortest first, those of one length in the order of the ids of their
// entities. Where several claims join the same two entities, the better supported is shown.
type Paths struct {
	From    EntityRef `json:"from"`
	To      EntityRef `json:"to"`
	AsOf    string    `json:"as_of"`
	Paths   []Path    `json:"paths"`
	Partial bool      `json:"partial,omitempty"`
	Why     string    `json:"why_partial,omitempty"`
}

// Paths answers q. If From does not depend on To, paths by which To depends on From are given: a path always leads from the
// dependent to what it depends on.
func (s *Snapshot) Paths(ctx context.Context, q PathsQuery) (Paths, error) {
	from, err := s.resolve(q.From, q.Filter.KnownAt)
	if err != nil {
		return Paths{}, err
	}
	to, err := s.resolve(q.To, q.Filter.KnownAt)
	if err != nil {
		return Paths{}, err
	}
	m, err := s.walkMask(q.Filter)
	if err != nil {
		return Paths{}, err
	}
	answer := Paths{From: s.ref(from), To: s.ref(to), AsOf: q.Filter.AsOf.String(), Paths: []Path{}}
	if from == to {
		return answer, nil
	}
	l := newLimits(ctx, q.Budget)
	for _, ends := range [2][2]Node{{from, to}, {to, from}} {
		found, why, err := s.shortestSimplePaths(ends[0], ends[1], pathLimit(q.K), maxHops(q.MaxHops), m, l)
		if err != nil {
			return Paths{}, err
		}
		answer.Partial, answer.Why = why != "", why
		for _, nodes := range found {
			answer.Paths = append(answer.Paths, s.ontology.Phrase(s, q.Lang, s.hopsAlong(nodes, m)))
		}
		if len(found) > 0 {
			break
		}
	}
	return answer, nil
}

func pathLimit(k int) int {
	if k <= 0 {
		return DefaultPaths
	}
	return min(k, MaxPaths)
}

func maxHops(n int) int {
	if n <= 0 {
		return math.MaxInt
	}
	return n
}

// hopsAlong chooses the claim between each two neighbours of a path.
func (s *Snapshot) hopsAlong(nodes []Node, m *mask) []Hop {
	hops := make([]Hop, len(nodes)-1)
	for i := range hops {
		best := int32(-1)
		for k := s.out[nodes[i]]; k < s.out[nodes[i]+1]; k++ {
			if row := s.outRow[k]; s.outTo[k] == nodes[i+1] && m.admits(&s.rows, row) && (best < 0 || s.betterRow(row, best, nodes[i+1])) {
				best = row
			}
		}
		hops[i] = s.hop(claimRef(best))
	}
	return hops
}

// yen finds shortest simple paths: J. Y. Yen, "Finding the K Shortest Loopless Paths in a Network", Management Science 17
// (1971), with E. L. Lawler's improvement (a spur is sought only from where a path left its parent). Each spur is searched
// for within the distances to the target, which are computed once.
type yen struct {
	s      *Snapshot
	m      *mask
	l      *limits
	target Node
	to     *scratch // distances to the target
	hops   int      // greatest length of a path
	seen   *scratch
}

type candidatePath struct {
	nodes []Node
	spur  int // index from which it differs from its parent
}

// shortestSimplePaths takes, for k paths of length n, at most k·n spur searches.
func (s *Snapshot) shortestSimplePaths(from, to Node, k, hops int, m *mask, l *limits) (found [][]Node, why string, err error) {
	y := &yen{s: s, m: m, l: l, target: to, hops: hops, to: s.borrow(), seen: s.borrow()}
	defer s.giveBack(y.to)
	defer s.giveBack(y.seen)
	depth := -1
	if hops != math.MaxInt {
		depth = hops
	}
	if why, err = s.walk(y.to, to, Dependents, depth, m, l); err != nil {
		return nil, "", err
	}
	y.to.setDistances(len(y.to.level))
	first, reason, err := y.spur([]Node{from}, nil)
	if err != nil || first == nil {
		return nil, cmp.Or(why, reason), err
	}
	waiting := []candidatePath{{first, 0}}
	for len(waiting) > 0 && len(found) < k {
		next := waiting[0]
		waiting = waiting[1:]
		found = append(found, next.nodes)
		if len(found) == k {
			break
		}
		if reason, err = y.branch(next, found, &waiting); reason != "" || err != nil {
			return found, reason, err
		}
	}
	return found, why, nil
}

// branch adds the best path that leaves the given one at each of its nodes, from its spur on.
func (y *yen) branch(p candidatePath, found [][]Node, waiting *[]candidatePath) (why string, err error) {
	for i := p.spur; i < len(p.nodes)-1; i++ {
		root := p.nodes[:i+1]
		banned := map[Node]bool{}
		for _, f := range found {
			if len(f) > i+1 && slices.Equal(f[:i+1], root) {
				banned[f[i+1]] = true
			}
		}
		path, why, err := y.spur(root, banned)
		if why != "" || err != nil {
			return why, err
		}
		if path != nil {
			insertPath(waiting, candidatePath{path, i})
		}
	}
	return "", nil
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

// spur returns the least path that begins with root, does not go on to a banned node and visits no node twice, or nil.
// Bounds on its length are tried in order; each search stays within nodes that can still reach the target in the bound.
func (y *yen) spur(root []Node, banned map[Node]bool) (path []Node, why string, err error) {
	last := root[len(root)-1]
	least := y.to.distance(last)
	if least < 0 {
		return nil, "", nil
	}
	for bound := least; len(root)-1+bound <= y.hops; bound++ {
		layers, pruned, why, err := y.layers(root, banned, bound)
		if why != "" || err != nil {
			return nil, why, err
		}
		if layers != nil {
			return append(slices.Clone(root), y.leastThrough(last, layers, banned)...), "", nil
		}
		if !pruned {
			break
		}
	}
	return nil, "", nil
}

// layers walks from the end of root, keeping to nodes that lie within bound of the target by way of their layer. It returns
// the layers up to the target, or nil and whether a larger bound might find it.
func (y *yen) layers(root []Node, banned map[Node]bool, bound int) (layers [][]Node, pruned bool, why string, err error) {
	y.seen.begin()
	for _, n := range root {
		y.seen.visit(n)
	}
	layer := root[len(root)-1:]
	for depth := 1; depth <= bound; depth++ {
		var next []Node
		for _, u := range layer {
			if why, err := y.l.step(0); why != "" || err != nil {
				return nil, false, why, err
			}
			y.eachNext(u, func(v Node) {
				if y.seen.visited(v) || depth == 1 && banned[v] {
					return
				}
				h := y.to.distance(v)
				if h < 0 {
					return
				}
				if depth+h > bound {
					pruned = true
					return
				}
				y.seen.visit(v)
				next = append(next, v)
			})
		}
		if len(next) == 0 {
			return nil, pruned, "", nil
		}
		layers = append(layers, next)
		if y.seen.visited(y.target) {
			return layers, false, "", nil
		}
		layer = next
	}
	return nil, pruned, "", nil
}

// leastThrough returns, of the shortest ways through the layers to the target, the one least in order of nodes.
func (y *yen) leastThrough(from Node, layers [][]Node, banned map[Node]bool) []Node {
	useful := make([]map[Node]bool, len(layers)) // nodes from which the target is reached through the later layers
	useful[len(layers)-1] = map[Node]bool{y.target: true}
	for i := len(layers) - 2; i >= 0; i-- {
		useful[i] = map[Node]bool{}
		for _, u := range layers[i] {
			y.eachNext(u, func(v Node) {
				if useful[i+1][v] {
					useful[i][u] = true
				}
			})
		}
	}
	path, u := []Node{}, from
	for i := range layers {
		least := None
		y.eachNext(u, func(v Node) {
			if useful[i][v] && (i > 0 || !banned[v]) && (least == None || v < least) {
				least = v
			}
		})
		path, u = append(path, least), least
	}
	return path
}

func (y *yen) eachNext(u Node, yield func(Node)) {
	for k := y.s.out[u]; k < y.s.out[u+1]; k++ {
		if y.m.admits(&y.s.rows, y.s.outRow[k]) {
			yield(y.s.outTo[k])
		}
	}
}
