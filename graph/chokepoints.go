package graph

import (
	"cmp"
	"context"
	"slices"
)

// ChokepointsQuery asks which single losses lose most.
type ChokepointsQuery struct {
	For     string // only what loses this entity; empty: anything
	Country string // of the chokepoints; empty: any
	Filter  Filter // Kinds are those of the chokepoints
	Page    Page
	Lang    string
}

// Chokepoints ranks entities by how many others their loss alone loses, then by name.
type Chokepoints struct {
	For     *EntityRef   `json:"for,omitempty"`
	AsOf    string       `json:"as_of"`
	Total   int          `json:"total"`
	Results []Chokepoint `json:"results"`
	Next    string       `json:"next,omitempty"`
}

// Chokepoint is an entity and what its loss alone loses; Lost names at most LostNames of those, nearest first.
type Chokepoint struct {
	Entity       EntityRef   `json:"entity"`
	Count        int         `json:"count"`
	Lost         []EntityRef `json:"lost"`
	Alternatives int         `json:"alternatives"` // other entities that serve some of the needs that this one serves
}

// LostNames bounds the names given with each chokepoint; an impact question gives them all.
const LostNames = 100

// Chokepoints answers q: those whose loss loses something else, as an impact of each alone would find.
func (s *Snapshot) Chokepoints(ctx context.Context, q ChokepointsQuery) (Chokepoints, error) {
	m, err := s.walkMask(q.Filter)
	if err != nil {
		return Chokepoints{}, err
	}
	target, country := None, None
	answer := Chokepoints{AsOf: q.Filter.AsOf.String()}
	if q.For != "" {
		if target, err = s.resolve(q.For, q.Filter.KnownAt); err != nil {
			return Chokepoints{}, err
		}
		ref := s.ref(target)
		answer.For = &ref
	}
	if q.Country != "" {
		if country, err = s.resolve(q.Country, q.Filter.KnownAt); err != nil {
			return Chokepoints{}, err
		}
	}
	w := s.borrow()
	defer s.giveBack(w)
	g, err := s.newLossGraph(ctx, m, w)
	if err != nil {
		return Chokepoints{}, err
	}
	counts, err := g.counts(ctx)
	if err != nil {
		return Chokepoints{}, err
	}
	ranked := g.ranked(counts, target, country, s.lister(q.Filter))
	part, next, err := paginate(q.Page, s.version, ranked)
	if err != nil {
		return Chokepoints{}, err
	}
	answer.Total, answer.Next, answer.Results = len(ranked), next, make([]Chokepoint, len(part))
	for i, n := range part {
		c := Chokepoint{Entity: s.ref(n), Count: int(counts[n]), Lost: []EntityRef{}, Alternatives: g.alternatives(n)}
		lost := g.lostWith(n)
		for _, x := range lost[:min(LostNames, len(lost))] {
			c.Lost = append(c.Lost, s.ref(x))
		}
		answer.Results[i] = c
	}
	return answer, nil
}

// ranked lists the chokepoints that a query asks for, in the order of the answer.
func (g *lossGraph) ranked(counts []int32, target, country Node, listed []bool) []Node {
	var candidates []Node
	if target != None {
		candidates = g.losers(option{target}, nil)[1:]
	} else {
		for n := range counts {
			candidates = append(candidates, Node(n))
		}
	}
	ranked := slices.DeleteFunc(candidates, func(n Node) bool {
		return counts[n] == 0 || country != None && g.s.country[n] != country || listed != nil && !listed[g.s.kinds[n]]
	})
	slices.SortFunc(ranked, func(x, y Node) int {
		return cmp.Or(-cmp.Compare(counts[x], counts[y]), cmp.Compare(g.s.nameRank[x], g.s.nameRank[y]))
	})
	return ranked
}

// alternatives counts what else serves a need that n serves.
func (g *lossGraph) alternatives(n Node) int {
	others := map[Node]bool{}
	for r := g.s.in[n]; r < g.s.in[n+1]; r++ {
		if g.r.needs[g.r.predicateOf(int32(r))] != NeedAny || !g.r.m.admits(&g.s.rows, int32(r)) {
			continue
		}
		subject := g.s.rows.subject[r]
		if at, ok := g.r.slotOf(int32(r)); ok {
			for _, a := range at.group.objects {
				others[a.node] = true
			}
		}
		g.forget(subject)
	}
	delete(others, n)
	return len(others)
}
