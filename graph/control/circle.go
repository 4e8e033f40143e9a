package control

import (
	"maps"

	"chokepoint/graph"
	"chokepoint/graph/owners"
	"chokepoint/graph/snapshot"
)

// circle is whom the end user belongs to, the groups of parties that these belong to, and those that take in who has a seat where
// they have theirs.
type circle struct {
	persons trails                 // from the end user: itself, its owners, and the groups that these belong to
	seats   trails                 // from the end user: these, their seats, and groups
	bySeat  map[snapshot.Node]bool // groups of parties that take in the end user by a seat
}

// circleOf is the circle of an end user with its masters.
func (x *checking) circleOf(firms trails) (c circle, err error) {
	o := x.s.Ontology()
	c.persons = firms
	if x.s.Kind(x.EndUser) != o.Country.Kind { // the groups of a state are those of destinations
		if c.persons, err = x.follow(firms, along{relations: x.groups}); err != nil {
			return c, err
		}
	}
	isState := func(n snapshot.Node) bool { return x.s.Kind(n) == o.Country.Kind }
	seats, err := x.follow(firms, along{relations: x.s.Predicates(o.Country.Relations...), until: isState})
	if err == nil {
		seats, err = x.follow(seats, along{relations: x.groups})
	}
	if err != nil {
		return c, err
	}
	c.seats, c.bySeat = maps.Clone(seats), map[snapshot.Node]bool{}
	for _, place := range seats.nodes() {
		if firms.has(place) {
			continue
		}
		for _, group := range x.index.seated[place] {
			if err := x.takeIn(&c, place, group); err != nil {
				return c, err
			}
		}
	}
	return c, nil
}

// takeIn notes that a group takes in the end user by a seat in a place.
func (x *checking) takeIn(c *circle, place, group snapshot.Node) error {
	relations := x.s.Predicates(x.s.Ontology().Binding.Seats...)
	for ref, to := range x.s.Out(group) {
		if err := x.l.Work(); err != nil {
			return err
		}
		if to == place && x.s.Is(ref, relations) && x.claims.Admits(ref) && !c.bySeat[group] {
			c.seats[group] = step{place, ref}
			c.bySeat[group] = true
		}
	}
	return nil
}

// masters are the end user, its majority owners, theirs, and so on; and who operates it, if it is a site.
func (x *checking) masters(majority func(*snapshot.Snapshot, snapshot.Node, graph.Share, *snapshot.Mask) []owners.Holding) (trails, error) {
	found := maps.Clone(x.selves)
	for queue := found.nodes(); len(queue) > 0; queue = queue[1:] {
		for _, h := range majority(x.s, queue[0], owners.DefaultThreshold, x.listings.Owning()) {
			if err := x.l.Work(); err != nil {
				return nil, err
			}
			if !found.has(h.Node) {
				found[h.Node] = step{queue[0], h.Ref}
				queue = append(queue, h.Node)
			}
		}
	}
	return found, nil
}

// operators are the end user itself, and, of a site, who operates or owns it.
func (x *checking) operators() (trails, error) {
	found := trailsFrom(x.EndUser)
	if x.isActor(x.EndUser) {
		return found, nil
	}
	for ref, to := range x.s.Out(x.EndUser) {
		if err := x.l.Work(); err != nil {
			return nil, err
		}
		if r := x.s.Ontology().Relation(x.s.PredicateName(ref)); r.Belongs && x.isActor(to) && x.claims.Admits(ref) && !found.has(to) {
			found[to] = step{x.EndUser, ref}
		}
	}
	return found, nil
}
