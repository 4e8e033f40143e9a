package control

import (
	"slices"

	"chokepoint/graph/snapshot"
)

type scopeMatch int

const (
	outOfScope        scopeMatch = iota
	toOthers                     // it is addressed to parties at the destination, and no end user is given
	dependsOnShare               // it turns on the share of a listed party, or of an affiliate of one, which is not known
	dependsOnRange               // it turns on such a share, known as a range in which the threshold lies
	dependsOnMajority            // it turns on the share of an owner in the scope, known as a range in which the majority begins
	scopeNotStated
	inScope
)

// scope is how a decision stands to the destination and the end user.
type scope struct {
	match    scopeMatch
	party    bool // it reaches the end user itself, wherever the goods go
	named    bool // and by name or by a group that it belongs to, not by a seat
	excluded bool
	claims   []snapshot.Ref
}

// limb is one way into a decision's scope: by the destination, or by the end user. What is excluded on one does not free the
// other: a firm with its seat in a controlled country stays controlled wherever the goods go. What is named itself stays in, even
// if a group that it belongs to is left out.
type limb struct {
	in, named, out, outNamed bool
	own                      bool // it is entered otherwise than by a seat
	claims                   []snapshot.Ref
}

func (l *limb) enter(named bool, ref snapshot.Ref, why []snapshot.Ref) {
	l.in, l.own, l.named = true, true, l.named || named
	l.claims = append(append(l.claims, ref), why...)
}

func (l *limb) enterBySeat(ref snapshot.Ref, why []snapshot.Ref) {
	l.in = true
	l.claims = append(append(l.claims, ref), why...)
}

func (l *limb) leave(named bool, ref snapshot.Ref, why []snapshot.Ref) {
	l.out, l.outNamed = true, l.outNamed || named
	l.claims = append(append(l.claims, ref), why...)
}

// leftOut reports whether what the decision leaves out takes the limb out of its scope.
func (l *limb) leftOut() bool { return l.outNamed || l.out && !l.named }

// limbs are both ways, and what is stated of the scope at all.
type limbs struct {
	byPlace, byParty limb
	stated           bool
	others           bool // parties of the destination are named, and no end user is
}

// scopeOf finds how a decision stands to the destination and the end user.
func (x *checking) scopeOf(d snapshot.Node) (sc scope, err error) {
	found, err := x.limbsOf(d, &x.circle)
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
	sc.weigh(&found.byParty, &found.byPlace)
	sc.party = found.byParty.in && !found.byParty.leftOut()
	sc.named = sc.party && found.byParty.own
	if sc.match == outOfScope && x.perhaps != nil {
		if err = x.mayReach(d, &sc); err != nil {
			return sc, err
		}
	}
	switch {
	case sc.match != outOfScope:
	case found.others:
		sc.match = toOthers
	case !found.stated:
		sc.match = scopeNotStated
	}
	return sc, nil
}

// mayReach looks for the end user in a decision's scope by those who may hold the majority of it.
func (x *checking) mayReach(d snapshot.Node, sc *scope) error {
	found, err := x.limbsOf(d, x.perhaps)
	if err == nil && found.byParty.in && !found.byParty.leftOut() {
		sc.match, sc.claims = dependsOnMajority, found.byParty.claims
	}
	return err
}

// limbsOf looks for the destination and the end user, with a circle of parties, in what a decision applies to and what it leaves out.
func (x *checking) limbsOf(d snapshot.Node, c *circle) (found limbs, err error) {
	for ref, object := range x.s.Out(d) {
		if err := x.l.Work(); err != nil {
			return found, err
		}
		if !x.admits(ref) {
			continue
		}
		place, party, seat := x.places.has(object), c.persons.has(object), c.bySeat[object]
		switch {
		case x.s.Is(ref, x.scope):
			found.stated = true
			if place && !x.atHome(d, object) {
				found.byPlace.enter(x.isState(object), ref, x.places.to(object))
			}
			if party {
				found.byParty.enter(object == x.EndUser, ref, c.persons.to(object))
			} else if seat && !x.isHome(d) {
				found.byParty.enterBySeat(ref, c.seats.to(object))
			}
			found.others = found.others || x.EndUser == snapshot.None && !place && x.countries.Of(object) == x.To
		case x.s.Is(ref, x.excludes):
			if place {
				found.byPlace.leave(x.isState(object), ref, x.places.to(object))
			}
			if party || seat {
				found.byParty.leave(object == x.EndUser, ref, slices.Concat(c.persons.to(object), c.seats.to(object)))
			}
			if party {
				found.byPlace.leave(true, ref, c.persons.to(object))
			}
		}
	}
	return found, nil
}

// isState reports whether something in the scope is the destination itself, or its state, and no group.
func (x *checking) isState(n snapshot.Node) bool {
	return n == x.To || x.s.Kind(n) == x.s.Ontology().Country.Kind
}

// atHome reports whether a group takes in every destination, and the destination is that of the decision's issuer: nothing is
// exported there.
func (x *checking) atHome(d, group snapshot.Node) bool {
	return slices.Contains(x.index.everywhere, group) && x.isHome(d)
}

// isHome reports whether the destination is that of the decision's issuer.
func (x *checking) isHome(d snapshot.Node) bool {
	home := x.home(d)
	return home != snapshot.None && x.places.has(home)
}

// home is the state of those who issued a decision, or None.
func (x *checking) home(d snapshot.Node) snapshot.Node {
	home, ok := x.homes[d]
	if ok {
		return home
	}
	home = snapshot.None
	for ref, by := range x.s.Out(d) {
		if x.s.Is(ref, x.issuer) && x.claims.Admits(ref) {
			home = x.countries.Of(by)
			break
		}
	}
	x.homes[d] = home
	return home
}

// weigh puts what was found on the limbs together; the first of them goes first.
func (sc *scope) weigh(limbs ...*limb) {
	for _, l := range limbs {
		switch {
		case l.in && !l.leftOut():
			sc.match, sc.excluded, sc.claims = inScope, false, l.claims
			return
		case l.in:
			sc.match, sc.excluded = inScope, true
			sc.claims = append(sc.claims, l.claims...)
		}
	}
}
