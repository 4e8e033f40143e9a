package graph

import "slices"

type scopeMatch int

const (
	outOfScope scopeMatch = iota
	dependsOnParty
	dependsOnShare
	scopeNotStated
	inScope
)

// scope is how a decision stands to the destination and the end user.
type scope struct {
	match    scopeMatch
	excluded bool
	claims   []claimRef
}

// limb is one way into a decision's scope: by the destination, or by the end user. What is excluded on one does not free the
// other: a firm with its seat in a controlled country stays controlled wherever the goods go.
type limb struct {
	in, out bool
	claims  []claimRef
}

func (l *limb) enter(row int32, why []claimRef) {
	l.in = true
	l.claims = append(append(l.claims, claimRef(row)), why...)
}

func (l *limb) leave(row int32, why []claimRef) {
	l.out = true
	l.claims = append(append(l.claims, claimRef(row)), why...)
}

func (x *checking) scopeOf(d Node, c *catch) (sc scope) {
	roles := x.s.ontology.Binding
	stated, parties := false, false
	var byPlace, byParty limb
	for k := x.s.out[d]; k < x.s.out[d+1]; k++ {
		row, object := x.s.outRow[k], x.s.outTo[k]
		if !x.claims.admits(&x.s.rows, row) {
			continue
		}
		placeWhy, place := x.places[object]
		partyWhy, party := x.party[object]
		switch {
		case x.s.isRelation(row, []string{roles.Scope}, 0):
			stated = true
			if place && !c.neutral {
				byPlace.enter(row, placeWhy)
			}
			if party {
				byParty.enter(row, partyWhy)
			}
			parties = parties || x.endUser == None && x.s.country[object] == x.to && object != x.to
		case x.s.isRelation(row, []string{roles.Excludes}, 0):
			_, named := x.persons[object]
			if place || named {
				byPlace.leave(row, append(slices.Clip(placeWhy), partyWhy...))
			}
			if party {
				byParty.leave(row, partyWhy)
			}
		}
	}
	x.listsOrReaches(d, &sc, &byParty)
	stated = stated || sc.match != outOfScope || x.lists(d)
	x.weighLimbs(&sc, byPlace, byParty)
	switch {
	case sc.match != outOfScope:
	case parties && !c.neutral:
		sc.match = dependsOnParty
	case !stated && !c.neutral:
		sc.match = scopeNotStated
	}
	return sc
}

// weighLimbs puts what was found on the two limbs together.
func (x *checking) weighLimbs(sc *scope, limbs ...limb) {
	for _, l := range limbs {
		switch {
		case l.in && !l.out:
			sc.match, sc.excluded = inScope, false
			sc.claims = l.claims
			return
		case l.in:
			sc.match, sc.excluded = inScope, true
			sc.claims = append(sc.claims, l.claims...)
		}
	}
}

// lists reports whether a decision lists parties, or reaches them by a threshold.
func (x *checking) lists(d Node) bool {
	for r := x.s.in[d]; r < x.s.in[d+1]; r++ {
		if x.s.isRelation(int32(r), []string{x.s.ontology.Binding.ListedBy}, 0) && x.claims.admits(&x.s.rows, int32(r)) {
			return true
		}
	}
	return x.listing.thresholdOf(d) != 0
}

// listsOrReaches looks for the end user among the parties that a decision lists, and their affiliates if it has a threshold.
func (x *checking) listsOrReaches(d Node, sc *scope, byParty *limb) {
	if x.endUser == None {
		return
	}
	for k := x.s.out[x.endUser]; k < x.s.out[x.endUser+1]; k++ {
		row := x.s.outRow[k]
		if x.s.outTo[k] == d && x.s.isRelation(row, []string{x.s.ontology.Binding.ListedBy}, 0) && x.claims.admits(&x.s.rows, row) {
			byParty.enter(row, nil)
		}
	}
	ref := x.listing.thresholdOf(d)
	if ref == 0 {
		return
	}
	a := x.listing.reach(x.listing.parties(x.listing.lists(d)), x.s.attrs[^ref].value.Number)
	var stakes []claimRef
	for _, stake := range a.stakes[x.endUser] {
		stakes = append(stakes, claimRef(stake.row))
	}
	switch level, in := a.level[x.endUser]; {
	case in && level > 0:
		byParty.enter(a.stakes[x.endUser][0].row, append(stakes[1:], ref))
	case !in && slices.Contains(a.uncertain(), x.endUser):
		sc.match, sc.claims = dependsOnShare, append(stakes, ref)
	}
}
