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
	l := s.newLosses(m)
	defer l.giveBack()
	listed := s.lister(q.Filter)
	var needed map[Node]bool
	if target != None {
		needed = l.needsOf(target)
	}
	candidates := l.candidates(func(n Node) bool {
		return (needed == nil || needed[n]) && (country == None || s.country[n] == country) && (listed == nil || listed[s.kinds[n]]) && n != target
	})
	counts, err := l.counts(ctx, candidates, target)
	if err != nil {
		return Chokepoints{}, err
	}
	ranked := rank(s, candidates, counts)
	part, next, err := paginate(q.Page, s.version, ranked)
	if err != nil {
		return Chokepoints{}, err
	}
	answer.Total, answer.Next, answer.Results = len(ranked), next, make([]Chokepoint, len(part))
	for i, r := range part {
		lost, err := s.lostWith(ctx, m, r.node)
		if err != nil {
			return Chokepoints{}, err
		}
		answer.Results[i] = Chokepoint{Entity: s.ref(r.node), Count: r.count, Lost: lost, Alternatives: l.others(r.node)}
	}
	return answer, nil
}

type ranking struct {
	node  Node
	count int
}

// rank orders the candidates that lose something.
func rank(s *Snapshot, candidates []Node, counts []int) []ranking {
	ranked := []ranking{}
	for i, n := range candidates {
		if counts[i] > 0 {
			ranked = append(ranked, ranking{n, counts[i]})
		}
	}
	slices.SortFunc(ranked, func(x, y ranking) int {
		return cmp.Or(-cmp.Compare(x.count, y.count), cmp.Compare(s.nameRank[x.node], s.nameRank[y.node]))
	})
	return ranked
}

// lostWith lists the first things that the loss of n alone loses, nearest first.
func (s *Snapshot) lostWith(ctx context.Context, m *mask, n Node) ([]EntityRef, error) {
	r := newRemoval(s, m, newLimits(ctx, Budget{Nodes: LostNames}))
	defer r.giveBack()
	r.lose(n, cause{row: -1, group: -1})
	if _, err := r.settleLosses(); err != nil {
		return nil, err
	}
	refs := []EntityRef{}
	for _, x := range r.lost[1:min(LostNames+1, len(r.lost))] {
		refs = append(refs, s.ref(x.node))
	}
	return refs, nil
}

// others counts what else serves a need that n serves.
func (l *losses) others(n Node) int {
	found := map[Node]bool{}
	for row := int32(l.s.in[n]); row < int32(l.s.in[n+1]); row++ {
		if !l.m.admits(&l.s.rows, row) || l.kind[l.predicateOf(row)] != NeedAny {
			continue
		}
		if o := l.optionOfRow(row); o != nil {
			for _, x := range l.alternatives(l.groupOf(o)) {
				found[x.object] = true
			}
		}
	}
	delete(found, n)
	return len(found)
}
