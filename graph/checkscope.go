package graph

type scopeMatch int

const (
	outOfScope scopeMatch = iota
	dependsOnParty
	scopeNotStated
	inScope
)

// scope is how a decision stands to the destination and the end user.
type scope struct {
	match    scopeMatch
	excluded bool
	claims   []claimRef
}

func (x *checking) scopeOf(d Node, c *catch) (sc scope) {
	roles := x.s.ontology.Binding
	stated, parties := false, false
	for k := x.s.out[d]; k < x.s.out[d+1]; k++ {
		row, object := x.s.outRow[k], x.s.outTo[k]
		if !x.claims.admits(&x.s.rows, row) {
			continue
		}
		byPlace, place := x.places[object]
		byParty, party := x.party[object]
		switch {
		case x.s.isRelation(row, []string{roles.Scope}, 0):
			stated = true
			switch {
			case place && !c.neutral, party:
				sc.match = inScope
				why := byPlace
				if !place {
					why = byParty
				}
				sc.claims = append(append(sc.claims, claimRef(row)), why...)
			case x.endUser == None && x.s.country[object] == x.to && object != x.to:
				parties = true
			}
		case x.s.isRelation(row, []string{roles.Excludes}, 0) && (place || party):
			sc.excluded = true
			sc.claims = append(append(append(sc.claims, claimRef(row)), byPlace...), byParty...)
		}
	}
	stated = x.listsOrReaches(d, &sc) || stated
	switch {
	case sc.match == inScope:
	case parties && !c.neutral:
		sc.match = dependsOnParty
	case !stated && !c.neutral:
		sc.match = scopeNotStated
	}
	return sc
}

// listsOrReaches looks for the end user among the parties that a decision lists, and their affiliates if it has a threshold.
func (x *checking) listsOrReaches(d Node, sc *scope) (stated bool) {
	roles := x.s.ontology.Binding
	for r := x.s.in[d]; r < x.s.in[d+1]; r++ {
		if !x.s.isRelation(int32(r), []string{roles.ListedBy}, 0) || !x.claims.admits(&x.s.rows, int32(r)) {
			continue
		}
		stated = true
		if x.s.rows.subject[r] == x.endUser {
			sc.match = inScope
			sc.claims = append(sc.claims, claimRef(r))
		}
	}
	ref := x.listing.thresholdOf(d)
	if ref == 0 || x.endUser == None {
		return stated || ref != 0
	}
	listed := x.listing.parties(x.listing.lists(d))
	a := x.listing.reach(listed, x.s.attrs[^ref].value.Number)
	if level := a.level[x.endUser]; level > 0 {
		sc.match = inScope
		for _, stake := range a.stakes[x.endUser] {
			sc.claims = append(sc.claims, claimRef(stake.row))
		}
		sc.claims = append(sc.claims, ref)
	}
	return true
}
