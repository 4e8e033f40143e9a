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
	above, err := x.listedOwners()
	if err != nil {
		return err
	}
	parties := owners.Nodes{}
	for party := range above {
		if len(x.listingsOn(lists, party)) > 0 {
			parties[party] = true
		}
	}
	if len(parties) == 0 {
		return nil
	}
	reach, err := x.listings.Reach(parties, owners.Threshold(x.s.Value(threshold).Number))
	if err != nil {
		return err
	}
	for _, self := range x.selves.nodes() {
		x.reaches(self, threshold, lists, reach, sc, byParty)
	}
	return nil
}

// listedOwners are the listed parties that hold the end user, or its operator, directly or through others, with the claims that list
// them: nobody else makes an affiliate of it. They are looked for once.
func (x *checking) listedOwners() (map[snapshot.Node][]snapshot.Ref, error) {
	if x.above != nil {
		return x.above, nil
	}
	found, seen := map[snapshot.Node][]snapshot.Ref{}, map[snapshot.Node]bool{}
	for queue := x.selves.nodes(); len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if seen[at] {
			continue
		}
		seen[at] = true
		listings, err := x.listings.Of(at)
		if err != nil {
			return nil, err
		}
		if len(listings) > 0 {
			found[at] = listings
		}
		for _, h := range owners.Holdings(x.s, at, graph.Dependencies, x.listings.Owning()) {
			if err := x.l.Work(); err != nil {
				return nil, err
			}
			queue = append(queue, h.Node)
		}
	}
	x.above = found
	return found, nil
}

// listingsOn are the claims by which some lists list an owner.
func (x *checking) listingsOn(lists owners.Nodes, owner snapshot.Node) (listings []snapshot.Ref) {
	for _, ref := range x.above[owner] {
		if lists[x.s.Object(ref)] {
			listings = append(listings, ref)
		}
	}
	return listings
}

// reaches notes how far a list reaches the end user, or who operates it, by a threshold.
func (x *checking) reaches(self snapshot.Node, threshold snapshot.Ref, lists owners.Nodes, reach *owners.Affiliation, sc *scope, byParty *limb) {
	why, unknown := x.selves.to(self), false
	for _, h := range reach.Stakes(self) {
		why = append(why, h.Ref)
		unknown = unknown || !h.Shares.Known()
	}
	if chain := reach.Chain(self); len(chain) > 0 {
		why = append(why, x.listingsOn(lists, x.s.Object(chain[len(chain)-1]))...)
	}
	why = append(why, threshold)
	switch {
	case reach.Step(self) > 0: // also if it is listed itself
		byParty.enter(true, why[0], why[1:])
	case reach.Undecided(self) && unknown:
		sc.match, sc.claims = dependsOnShare, why
	case reach.Undecided(self):
		sc.match, sc.claims = dependsOnRange, why
	}
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
