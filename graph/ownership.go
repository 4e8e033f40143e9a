package graph

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// OwnershipQuery asks who owns an entity (Dependencies) or what it owns (Dependents).
type OwnershipQuery struct {
	Of        string
	Direction Direction
	Filter    Filter
	Page      Page
	Lang      string
}

// Ownership lists owners or holdings, direct or through others, the greatest effective share first, those of unknown share
// last, then by distance and name.
type Ownership struct {
	Subject EntityRef    `json:"subject"`
	AsOf    string       `json:"as_of"`
	Total   int          `json:"total"`
	Results []HoldingRow `json:"results"`
	Next    string       `json:"next,omitempty"`
}

// HoldingRow is an owner or a holding. Share is the effective share: the sum, over all chains of ownership, of the product
// of the shares along them, cross-holdings included. It is null if no chain has all its shares known.
type HoldingRow struct {
	Entity   EntityRef `json:"entity"`
	Share    *float64  `json:"share"`
	AtLeast  bool      `json:"at_least,omitempty"` // a further chain has a share that is not known
	Direct   bool      `json:"direct"`
	Distance int       `json:"distance"`
	Path     Path      `json:"path"`
}

// ownershipChannel is the channel whose relations ownership follows.
const ownershipChannel = "ownership"

// Ownership answers q over the relations of the ownership channel.
func (s *Snapshot) Ownership(ctx context.Context, q OwnershipQuery) (Ownership, error) {
	start, err := s.resolve(q.Of, q.Filter.KnownAt)
	if err != nil {
		return Ownership{}, err
	}
	f := q.Filter
	if len(f.Relations) == 0 {
		f.Channels = []string{ownershipChannel}
	}
	m, err := s.walkMask(f)
	if err != nil {
		return Ownership{}, err
	}
	w := s.borrow()
	defer s.giveBack(w)
	if _, err := s.walk(w, start, q.Direction, -1, m, newLimits(ctx, Budget{})); err != nil {
		return Ownership{}, err
	}
	t := s.shortestPaths(w, q.Direction, m, s.lister(f), math.MaxInt)
	shares := s.effectiveShares(w.queue, q.Direction, m)
	rows := make([]HoldingRow, 0, len(t.order))
	for _, n := range t.order {
		hops := t.hops(n)
		row := HoldingRow{Entity: s.ref(n), Direct: len(hops) == 1, Distance: len(hops), Path: s.ontology.Phrase(s, q.Lang, hops)}
		if e := shares[n]; e.known {
			share := round(e.share)
			row.Share, row.AtLeast = &share, e.atLeast
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, compareHoldings)
	part, next, err := paginate(q.Page, s.version, rows)
	return Ownership{s.ref(start), q.Filter.AsOf.String(), len(rows), part, next}, err
}

func compareHoldings(x, y HoldingRow) int {
	if (x.Share == nil) != (y.Share == nil) {
		return compareBool(x.Share == nil, y.Share == nil)
	}
	if x.Share != nil && *x.Share != *y.Share {
		return -cmp.Compare(*x.Share, *y.Share)
	}
	return cmp.Compare(x.Distance, y.Distance)
}

type effective struct {
	share          float64
	known, atLeast bool
}

// Bounds of the iteration for effective shares: cross-holdings form a geometric series, which converges because no company
// owns itself whole.
const (
	shareRounds  = 200
	shareEpsilon = 1e-9
)

// effectiveShares solves x = d + x·A on the nodes of a walk, where A holds the direct shares and d those of its start:
// M. Brioschi, L. Buzzacchi and M. Colombo, "Risk capital financing and the separation of ownership and control in business
// groups", Journal of Banking and Finance 13 (1989). Chains on which the owner comes to own itself are left out, as in
// S. Vitali, J. Glattfelder and S. Battiston, "The network of global corporate control", PLoS ONE 6 (2011), appendix: what a
// company holds of itself makes no one's part larger than the whole. Shares that several claims give for one pair are not
// added: the best supported counts.
func (s *Snapshot) effectiveShares(walked []Node, d Direction, m *mask) map[Node]effective {
	direct := map[Node][]holding{}
	for _, n := range walked {
		direct[n] = s.holdings(n, d, m)
	}
	start := walked[0]
	if d == Dependents {
		return spreadShares(walked, direct, start, false)
	}
	// Upwards the owner is the other end of the chain, so that all chains are taken; those owners that own themselves
	// through others, which are few, are taken one by one from above.
	shares := spreadShares(walked, direct, start, true)
	below := map[Node][]holding{}
	for _, n := range walked {
		for _, h := range direct[n] {
			below[h.node] = append(below[h.node], holding{n, h.share, h.row})
		}
	}
	for _, owner := range onCycles(walked, direct) {
		if owner == start {
			continue
		}
		shares[owner] = spreadShares(walked, below, owner, false)[start]
	}
	return shares
}

// spreadShares iterates from a start until the shares settle. With comeBack set, chains may come back to the start.
func spreadShares(walked []Node, direct map[Node][]holding, start Node, comeBack bool) map[Node]effective {
	now := map[Node]effective{start: {share: 1, known: true}}
	for range shareRounds {
		next := map[Node]effective{start: {share: 1, known: true}}
		for _, n := range walked {
			from, reached := now[n]
			if !reached {
				continue
			}
			for _, h := range direct[n] {
				if h.node == start && !comeBack {
					continue
				}
				e := next[h.node]
				if from.known && h.share.Known() {
					e.share, e.known = e.share+from.share*float64(h.share), true
				}
				e.atLeast = e.atLeast || from.atLeast || !from.known || !h.share.Known()
				next[h.node] = e
			}
		}
		if settled(now, next) {
			return next
		}
		now = next
	}
	return now
}

// onCycles lists the nodes that hold themselves through others.
func onCycles(walked []Node, direct map[Node][]holding) []Node {
	place := make(map[Node]Node, len(walked))
	for i, n := range walked {
		place[n] = Node(i)
	}
	var nodes []Node
	for _, component := range components(len(walked), func(i Node, yield func(Node)) {
		for _, h := range direct[walked[i]] {
			yield(place[h.node])
		}
	}) {
		if len(component) > 1 {
			for _, i := range component {
				nodes = append(nodes, walked[i])
			}
		}
	}
	return nodes
}

func settled(x, y map[Node]effective) bool {
	if len(x) != len(y) {
		return false
	}
	for n, e := range x {
		f := y[n]
		if math.Abs(e.share-f.share) > shareEpsilon || e.known != f.known || e.atLeast != f.atLeast {
			return false
		}
	}
	return true
}

type holding struct {
	node  Node
	share Share
	row   int32
}

// holdings lists the owners (Dependencies) or holdings (Dependents) of a node, each once with its best supported share.
func (s *Snapshot) holdings(n Node, d Direction, m *mask) []holding {
	best := map[Node]holding{}
	consider := func(row int32, other, object Node) {
		if !m.admits(&s.rows, row) {
			return
		}
		h, ok := best[other]
		share := s.rows.share[row]
		if !ok || share.Known() && !h.share.Known() || share.Known() == h.share.Known() && s.betterRow(row, h.row, object) {
			best[other] = holding{other, share, row}
		}
	}
	if d == Dependencies {
		for k := s.out[n]; k < s.out[n+1]; k++ {
			consider(s.outRow[k], s.outTo[k], s.outTo[k])
		}
	} else {
		for r := s.in[n]; r < s.in[n+1]; r++ {
			consider(int32(r), s.rows.subject[r], n)
		}
	}
	list := make([]holding, 0, len(best))
	for _, h := range best {
		list = append(list, h)
	}
	slices.SortFunc(list, func(x, y holding) int { return cmp.Compare(x.node, y.node) })
	return list
}
