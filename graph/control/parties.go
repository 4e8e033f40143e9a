package control

import (
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
	parties, err := x.listings.Parties(lists)
	if err != nil {
		return err
	}
	reach, err := x.listings.Reach(parties, owners.Threshold(x.s.Value(threshold).Number))
	if err != nil {
		return err
	}
	var why []snapshot.Ref
	unknown := false
	for _, h := range reach.Stakes(x.EndUser) {
		why = append(why, h.Ref)
		unknown = unknown || !h.Shares.Known()
	}
	why = append(why, threshold)
	switch {
	case reach.Step(x.EndUser) > 0: // also if it is listed itself
		byParty.enter(true, why[0], why[1:])
	case reach.Undecided(x.EndUser) && unknown:
		sc.match, sc.claims = dependsOnShare, why
	case reach.Undecided(x.EndUser):
		sc.match, sc.claims = dependsOnRange, why
	}
	return nil
}

// listingsOfEndUser finds the decisions that list the end user, with the claims that say so.
func (x *checking) listingsOfEndUser() (map[snapshot.Node][]snapshot.Ref, error) {
	listed := map[snapshot.Node][]snapshot.Ref{}
	for ref, list := range x.s.Out(x.EndUser) {
		if err := x.l.Work(); err != nil {
			return nil, err
		}
		if x.s.Is(ref, x.listedBy) && x.claims.Admits(ref) {
			listed[list] = append(listed[list], ref)
		}
	}
	return listed, nil
}
