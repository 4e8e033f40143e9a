package compare

import (
	"cmp"
	"maps"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Relation is something to which a relation joins one side or both.
type Relation struct {
	Predicate  string // of the claims
	Back       bool   // the sides are its objects
	To         snapshot.Node
	One, Other []snapshot.Ref // the claims, the best supported first
	Outcome    Outcome        // Differs: another share, quantity, item or purpose
}

// joint is a relation to something, as it is read from a side.
type joint struct {
	predicate snapshot.Predicate
	back      bool
	to        snapshot.Node
}

// terms are what a relation claim says beyond its ends. Its note is about the claim and does not count.
type terms struct {
	share    graph.ShareRange
	quantity graph.Quantity
	item     snapshot.Node
	purpose  string
}

// Relations compares what two sides are joined to, relation by relation in the order of their names, then by name of what they are
// joined to. Entities of kinds that the filters do not list are left out.
func Relations(l *limits.Limits, s *snapshot.Snapshot, one, other Side) ([]Relation, error) {
	p, err := newPair(l, s, one, other)
	if err != nil {
		return nil, err
	}
	var joined [2]map[joint][]snapshot.Ref
	for i := range p.sides {
		if joined[i], err = p.relations(i); err != nil {
			return nil, err
		}
	}
	union := maps.Clone(joined[0])
	maps.Copy(union, joined[1])
	all := make([]Relation, 0, len(union))
	for j := range union {
		if err := l.Work(); err != nil {
			return nil, err
		}
		x, y := joined[0][j], joined[1][j]
		r := Relation{Back: j.back, To: j.to, One: x, Other: y, Outcome: outcomeOf(len(x) > 0, len(y) > 0, maps.Equal(p.terms(x), p.terms(y)))}
		r.Predicate = s.PredicateName(append(slices.Clip(x), y...)[0])
		for _, refs := range [][]snapshot.Ref{x, y} {
			slices.SortFunc(refs, s.CompareClaims)
		}
		all = append(all, r)
	}
	slices.SortFunc(all, func(x, y Relation) int {
		return cmp.Or(cmp.Compare(x.Predicate, y.Predicate), snapshot.CompareBool(x.Back, y.Back), cmp.Compare(s.NameRank(x.To), s.NameRank(y.To)))
	})
	return all, nil
}

// relations lists the claims that join one side to others.
func (p *pair) relations(side int) (map[joint][]snapshot.Ref, error) {
	n, lists := p.sides[side].Node, p.s.Lister(p.sides[side].Filter)
	joined := map[joint][]snapshot.Ref{}
	for _, back := range []bool{false, true} {
		claims := p.s.Out(n)
		if back {
			claims = p.s.In(n)
		}
		for ref, to := range claims {
			if err := p.l.Work(); err != nil {
				return nil, err
			}
			if p.masks[side].Admits(ref) && lists.Lists(to) && !(back && to == n) {
				j := joint{p.s.Predicate(ref), back, to}
				joined[j] = append(joined[j], ref)
			}
		}
	}
	return joined, nil
}

func (p *pair) terms(refs []snapshot.Ref) map[terms]bool {
	set := map[terms]bool{}
	for _, ref := range refs {
		set[terms{p.s.Shares(ref), p.s.Claim(ref).Quantity, p.s.Item(ref), p.s.Purpose(ref)}] = true
	}
	return set
}
