package control

import (
	"slices"

	"chokepoint/graph/snapshot"
)

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
	claims   []snapshot.Ref
}

// limb is one way into a decision's scope: by the destination, or by the end user. What is excluded on one does not free the
// other: a firm with its seat in a controlled country stays controlled wherever the goods go.
type limb struct {
	in, out bool
	claims  []snapshot.Ref
}

func (l *limb) enter(ref snapshot.Ref, why []snapshot.Ref) {
	l.in = true
	l.claims = append(append(l.claims, ref), why...)
}

func (l *limb) leave(ref snapshot.Ref, why []snapshot.Ref) {
	l.out = true
	l.claims = append(append(l.claims, ref), why...)
}

// limbs are both ways, and what is stated of the scope at all.
type limbs struct {
	byPlace, byParty limb
	stated           bool
	parties          bool // parties of the destination are named, and no end user is
}

// scopeOf finds how a decision stands to the destination and the end user; neutral if it names no items.
func (x *checking) scopeOf(d snapshot.Node, neutral bool) (sc scope, err error) {
	found, err := x.limbsOf(d, neutral)
	if err != nil {
		return sc, err
	}
	if err = x.listsOrReaches(d, &sc, &found.byParty); err != nil {
		return sc, err
	}
	if !found.stated && sc.match == outOfScope {
		if found.stated, err = x.lists(d); err != nil {
			return sc, err
		}
	}
	sc.weigh(&found.byPlace, &found.byParty)
	switch {
	case sc.match != outOfScope:
	case found.parties && !neutral:
		sc.match = dependsOnParty
	case !found.stated && !neutral:
		sc.match = scopeNotStated
	}
	return sc, nil
}

// limbsOf looks for the destination and the end user in what a decision applies to and what it leaves out.
func (x *checking) limbsOf(d snapshot.Node, neutral bool) (found limbs, err error) {
	for ref, object := range x.s.Out(d) {
		if err := x.l.Work(); err != nil {
			return found, err
		}
		_, place := x.places[object]
		_, party := x.party[object]
		_, named := x.persons[object]
		switch {
		case x.s.Is(ref, x.scope) && x.claims.Admits(ref):
			found.stated = true
			if place && !neutral {
				found.byPlace.enter(ref, x.places.to(object))
			}
			if party {
				found.byParty.enter(ref, x.party.to(object))
			}
			found.parties = found.parties || x.EndUser == snapshot.None && x.countries.Of(object) == x.To && object != x.To
		case x.s.Is(ref, x.excludes) && x.claims.Admits(ref):
			if place || named {
				found.byPlace.leave(ref, slices.Concat(x.places.to(object), x.party.to(object)))
			}
			if party {
				found.byParty.leave(ref, x.party.to(object))
			}
		}
	}
	return found, nil
}

// weigh puts what was found on the limbs together.
func (sc *scope) weigh(limbs ...*limb) {
	for _, l := range limbs {
		switch {
		case l.in && !l.out:
			sc.match, sc.excluded, sc.claims = inScope, false, l.claims
			return
		case l.in:
			sc.match, sc.excluded = inScope, true
			sc.claims = append(sc.claims, l.claims...)
		}
	}
}
