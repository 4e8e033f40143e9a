package control

import (
	"slices"

	"chokepoint/graph/snapshot"
)

// origin is where an item is designed, as a decision's issuer sees it.
type origin int

const (
	unknown origin = iota
	home           // somebody in the issuer's own state designs it
	abroad         // nobody there does
	there          // all who do have their seats in the destination
)

// made finds where the item is designed, as a decision's issuer sees it.
func (x *checking) made(d snapshot.Node) origin {
	state := x.home(d)
	if state == snapshot.None || len(x.designers) == 0 {
		return unknown
	}
	found := there
	for _, country := range x.designers {
		switch {
		case country == snapshot.None:
			return unknown
		case country == state || x.unions[country].has(state):
			return home
		case !x.places.has(country):
			found = abroad
		}
	}
	return found
}

// designersOf lists the states of those who design the item, also before it is announced.
func (x *checking) designersOf(item snapshot.Node) (states []snapshot.Node, err error) {
	makers, known := x.s.Predicates(x.s.Ontology().Binding.Makers...), x.s.KnownMask(x.Filter.KnownAt)
	for ref, maker := range x.s.Out(item) {
		if err := x.l.Work(); err != nil {
			return nil, err
		}
		if !x.s.Is(ref, makers) || !known.AdmitsEver(ref) {
			continue
		}
		state := x.countries.Of(maker)
		states = append(states, state)
		if state != snapshot.None && x.unions[state] == nil {
			if x.unions[state], err = x.follow(trailsFrom(state), along{relations: x.s.Predicates(x.s.Ontology().Binding.Within...)}); err != nil {
				return nil, err
			}
		}
	}
	return states, nil
}

// asks lists what a decision turns on of an item from abroad: of one that nobody from the issuer's state is known to design.
func (x *checking) asks(r *Ruling) (asked []snapshot.Ref) {
	if r.made == home {
		return nil
	}
	for ref := range x.s.AttributesNamed(r.Decision, x.s.Ontology().Binding.Asks) {
		if x.claims.Admits(ref) && x.counts(ref) {
			asked = append(asked, ref)
		}
	}
	slices.SortFunc(asked, x.s.CompareClaims)
	return asked
}

// askInstead takes out rules on foreign items alone where it is not known who designs the item and a rule of the same state applies to it
// anyway: what they turn on is asked, and the same control is not found twice.
func (x *checking) askInstead(found *Findings) {
	found.MayApply = slices.DeleteFunc(found.MayApply, func(r Ruling) bool {
		if !r.foreignOnly || r.made != unknown {
			return false
		}
		twice := slices.ContainsFunc(found.Apply, func(other Ruling) bool { return x.restricts(&other) && x.home(other.Decision) == x.home(r.Decision) })
		if twice {
			x.asked = append(x.asked, r)
		}
		return twice
	})
}
