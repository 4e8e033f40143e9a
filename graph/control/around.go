package control

import (
	"maps"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/owners"
	"chokepoint/graph/snapshot"
)

// lookAround finds what the item, the destination and the end user belong to.
func (x *checking) lookAround() error {
	if err := x.aroundItem(); err != nil {
		return err
	}
	if err := x.aroundDestination(); err != nil || x.EndUser == snapshot.None {
		return err
	}
	return x.aroundEndUser()
}

// aroundItem finds the classes of the item, those to which only a part of it belongs, and its members, which are parts of it too.
// A form of the item is no part: what covers a special form does not bear on the item in general.
func (x *checking) aroundItem() (err error) {
	if x.Item == snapshot.None {
		return nil
	}
	if x.designers, err = x.designersOf(x.Item); err != nil {
		return err
	}
	if x.classes, err = x.follow(trailsFrom(x.Item), along{relations: x.groups, said: true}); err != nil {
		return err
	}
	steps, err := x.stepsOfParts()
	if err != nil {
		return err
	}
	if x.partly, err = x.follow(steps, along{relations: x.groups, said: true}); err != nil {
		return err
	}
	only := slices.Clone(x.groups)
	for i, form := range x.s.Predicates(x.s.Ontology().Binding.Variants...) {
		only[i] = only[i] && !form
	}
	if x.parts, err = x.follow(trailsFrom(x.Item), along{relations: only, back: true, said: true}); err == nil {
		x.members, err = x.follow(x.parts, along{relations: x.groups})
	}
	return err
}

// stepsOfParts are the classes of the item, and those to which a part of it belongs, or a part of the nearest of its classes of which
// that is said: that a part of all tools is controlled says nothing of a kind of tools that has limits of its own. The lists of one
// state say nothing of those of another, so that each state's limits are looked for by themselves.
func (x *checking) stepsOfParts() (trails, error) {
	partly, seen, silent := maps.Clone(x.classes), map[snapshot.Node]bool{x.Item: true}, stateSet{}
	for level := []snapshot.Node{x.Item}; len(level) > 0; {
		var above []snapshot.Node
		spoken := stateSet{}
		for _, n := range level {
			for ref, to := range x.s.Out(n) {
				if err := x.l.Work(); err != nil {
					return nil, err
				}
				part, belongs := x.s.Is(ref, x.part), x.s.Is(ref, x.groups)
				if part || belongs && !x.isItem(to) && !x.s.IsDerived(ref) && len(x.index.covering[to]) > 0 {
					homes, err := x.homesOf(to)
					if err != nil {
						return nil, err
					}
					if part && x.claims.Admits(ref) && !partly.has(to) && !silent.haveAll(homes) {
						partly[to] = step{n, ref}
					}
					maps.Copy(spoken, homes)
				}
				if belongs && x.classes.has(to) && !seen[to] {
					above, seen[to] = append(above, to), true
				}
			}
		}
		maps.Copy(silent, spoken)
		level = above
	}
	return partly, nil
}

// stateSet is a set of states; snapshot.None in it is one that is not known.
type stateSet map[snapshot.Node]bool

func (s stateSet) haveAll(others stateSet) bool {
	for state := range others {
		if !s[state] {
			return false
		}
	}
	return true
}

// homesOf are the states whose decisions cover a class, or, if none does, what it belongs to.
func (x *checking) homesOf(class snapshot.Node) (stateSet, error) {
	found := stateSet{}
	classes := trailsFrom(class)
	if len(x.index.covering[class]) == 0 {
		var err error
		if classes, err = x.follow(classes, along{relations: x.groups, said: true}); err != nil {
			return nil, err
		}
	}
	for of := range classes {
		for _, d := range x.index.covering[of] {
			found[x.home(d)] = true
		}
	}
	if len(found) == 0 {
		found[snapshot.None] = true
	}
	return found, nil
}

// aroundDestination finds the state of the destination and the groups of destinations that it belongs to. That a place is part of
// another puts it into no scope: Macau lies in China and is a destination of its own.
func (x *checking) aroundDestination() (err error) {
	o := x.s.Ontology()
	isState := func(n snapshot.Node) bool { return x.s.Kind(n) == o.Country.Kind }
	x.places, err = x.follow(trailsFrom(x.To), along{relations: x.s.Predicates(o.Country.Relations...), until: isState})
	if err == nil {
		x.places, err = x.follow(x.places, along{relations: x.groups})
	}
	for _, group := range x.index.everywhere {
		if !x.places.has(group) && x.says(group, o.Binding.Everywhere) {
			x.places[group] = step{snapshot.None, snapshot.NoRef}
		}
	}
	return err
}

// aroundEndUser finds who lists the end user, and its circle, with and without those who may hold the majority of it.
func (x *checking) aroundEndUser() (err error) {
	if x.selves, err = x.operators(); err != nil {
		return err
	}
	if x.listed, err = x.listingsOfEndUser(); err != nil {
		return err
	}
	firms, err := x.masters(owners.Majority)
	if err != nil {
		return err
	}
	if x.circle, err = x.circleOf(firms); err != nil {
		return err
	}
	more, err := x.masters(owners.MaybeMajority)
	if err != nil || len(more) == len(firms) {
		return err
	}
	perhaps, err := x.circleOf(more)
	x.perhaps = &perhaps
	return err
}

func (x *checking) isActor(n snapshot.Node) bool {
	kind := x.s.Ontology().Kind(x.s.Kind(n))
	return kind != nil && kind.Actor
}

// isOwned reports whether an owner of the end user, or of who operates it, is recorded, however small its part.
func (x *checking) isOwned() bool {
	return slices.ContainsFunc(x.selves.nodes(), func(n snapshot.Node) bool {
		return len(owners.Holdings(x.s, n, graph.Dependencies, x.listings.Owning())) > 0
	})
}
