package control

import (
	"chokepoint/graph"
	"chokepoint/graph/owners"
	"chokepoint/graph/snapshot"
)

// lists reports whether a decision lists parties, or reaches them by a threshold.
func (x *checking) lists(d snapshot.Node) (bool, error) {
	for ref := range x.s.In(d) {
		if err := x.l.Work(); err != nil {
			return false, err
		}
		if x.s.Is(ref, x.listedBy) && x.claims.Admits(ref) {
			return true, nil
		}
	}
	_, reaches := x.listings.ThresholdOf(d)
	return reaches, nil
}

// listsOrReaches looks for the end user among the parties that a decision lists, and their affiliates if it has a threshold.
func (x *checking) listsOrReaches(d snapshot.Node, sc *scope, byParty *limb) error {
	if x.EndUser == snapshot.None || x.isHome(d) { // what is sold at home is not exported
		return nil
	}
	for _, ref := range x.listed[d] {
		byParty.enter(true, ref, nil)
	}
	threshold, ok := x.listings.ThresholdOf(d)
	if !ok {
		return nil
	}
	lists, err := x.listings.Lists(d)
	if err != nil {
		return err
	}
	parties, err := x.listedOwners(lists)
	if err != nil || len(parties) == 0 {
		return err
	}
	reach, err := x.listings.Reach(parties, owners.Threshold(x.s.Value(threshold).Number))
	if err != nil {
		return err
	}
	for _, self := range x.selves.nodes() {
		if err := x.reaches(self, threshold, lists, reach, sc, byParty); err != nil {
			return err
		}
	}
	return nil
}

// listedOwners are the parties on some lists that hold the end user, or its operator, directly or through others: nobody else makes
// an affiliate of it.
func (x *checking) listedOwners(lists owners.Nodes) (owners.Nodes, error) {
	found, seen := owners.Nodes{}, map[snapshot.Node]bool{}
	for queue := x.selves.nodes(); len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if seen[at] {
			continue
		}
		seen[at] = true
		for ref, list := range x.s.Out(at) {
			if err := x.l.Work(); err != nil {
				return nil, err
			}
			if x.s.Is(ref, x.listedBy) && x.claims.Admits(ref) && lists[list] && x.bindings.At(list, x.day) != nil {
				found[at] = true
			}
		}
		for _, h := range owners.Holdings(x.s, at, graph.Dependencies, x.listings.Owning()) {
			if err := x.l.Work(); err != nil {
				return nil, err
			}
			queue = append(queue, h.Node)
		}
	}
	return found, nil
}

// reaches notes how far a list reaches the end user, or who operates it, by a threshold.
func (x *checking) reaches(self snapshot.Node, threshold snapshot.Ref, lists owners.Nodes, reach *owners.Affiliation, sc *scope, byParty *limb) error {
	why, unknown := x.selves.to(self), false
	for _, h := range reach.Stakes(self) {
		why = append(why, h.Ref)
		unknown = unknown || !h.Shares.Known()
	}
	listings, err := x.listingsOn(lists, reach.Chain(self))
	if err != nil {
		return err
	}
	why = append(append(why, listings...), threshold)
	switch {
	case reach.Step(self) > 0: // also if it is listed itself
		byParty.enter(true, why[0], why[1:])
	case reach.Undecided(self) && unknown:
		sc.match, sc.claims = dependsOnShare, why
	case reach.Undecided(self):
		sc.match, sc.claims = dependsOnRange, why
	}
	return nil
}

// listingsOn are the claims that one of some lists lists the owner at the end of a chain of holdings.
func (x *checking) listingsOn(lists owners.Nodes, chain []snapshot.Ref) (listings []snapshot.Ref, err error) {
	if len(chain) == 0 {
		return nil, nil
	}
	for ref, list := range x.s.Out(x.s.Object(chain[len(chain)-1])) {
		if err := x.l.Work(); err != nil {
			return nil, err
		}
		if x.s.Is(ref, x.listedBy) && x.claims.Admits(ref) && lists[list] && x.bindings.At(list, x.day) != nil {
			listings = append(listings, ref)
		}
	}
	return listings, nil
}

// listingsOfEndUser finds the decisions that list the end user, or who operates it, with the claims that say so.
func (x *checking) listingsOfEndUser() (map[snapshot.Node][]snapshot.Ref, error) {
	listed := map[snapshot.Node][]snapshot.Ref{}
	for _, self := range x.selves.nodes() {
		for ref, list := range x.s.Out(self) {
			if err := x.l.Work(); err != nil {
				return nil, err
			}
			if x.s.Is(ref, x.listedBy) && x.claims.Admits(ref) {
				listed[list] = append(listed[list], append(x.selves.to(self), ref)...)
			}
		}
	}
	return listed, nil
}
