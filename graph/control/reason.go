package control

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
	"chokepoint/graph/rules"
	"chokepoint/graph/snapshot"
)

// Standing is what a check finds of a decision.
type Standing int

// The standings. A decision that does not come near the export is irrelevant, and not listed.
const (
	Irrelevant Standing = iota
	DoesNotApply
	MayApply
	Applies
	Concerns // it binds a party, or says something of the item, and controls no export
)

// Reason is why a decision applies, may apply or does not.
type Reason int

// The reasons, in the order of their standings.
const (
	NoBearing Reason = iota // it is irrelevant

	// Why it does not apply.
	NotInForce
	CompliedWithLater // it binds the export from a later day
	ItemExcluded
	PartyExcluded // the destination or the end user
	CriterionNotMet

	// Why it may apply.
	CriterionUnknown
	PartCovered    // it covers a part of the item's class
	ShareUnknown   // a listed party, or an affiliate of one, holds a part of the end user
	ShareRanges    // the same, and the part is known as a range in which the threshold lies
	OwnerRanges    // whether an owner in its scope holds the majority: the part is known as a range
	OriginUnknown  // the item is designed where it is to go, and the decision is another state's
	OriginAsked    // the item is designed abroad, and whether it is subject to the decision turns on how it is made
	OriginUnstated // who designs the item is not recorded, and whether it is subject to the decision turns on that
	ScopeUnknown
	ForceUnknown
	JoinDoubtful  // what joins it to the export is an estimate, or disputed
	OnlyAnnounced // with no day from which it is in force
	Informal      // guidance, or an instruction, that is no rule
	ForceEstimated
	ForceDisputed
	PartyExempted // an authorisation that names the end user may serve instead of a licence
	ForceByTerms  // it is in force again by the mere terms of what suspended it

	// Why it applies.
	PermitUnnamed      // it permits exports, and it is not known whether to this end user
	EndUserReached     // whatever the item
	DestinationReached // whatever the item
	CriterionMet
	ItemCovered

	// Why it concerns the export beside.
	NoControl   // its effect is no control on exports
	NamesNoItem // it catches no item
)

// Standing is what the reason is a reason for.
func (r Reason) Standing() Standing {
	switch {
	case r == NoBearing:
		return Irrelevant
	case r <= CriterionNotMet:
		return DoesNotApply
	case r <= ForceByTerms:
		return MayApply
	case r <= ItemCovered:
		return Applies
	}
	return Concerns
}

// weigh weighs what was found: what rules a decision out comes before what leaves it open.
func (x *checking) weigh(r *Ruling, c *catch, sc *scope) []Reason {
	if sc.match == outOfScope || sc.match == toOthers || sc.match == scopeNotStated && (c.all || c.ofAll) && !c.named {
		return nil
	}
	if beside := x.beside(r, c, sc); beside != NoBearing {
		return []Reason{beside}
	}
	if !c.reaches() || !x.controls(r) || r.foreignOnly && (r.made == home || x.Item != snapshot.None && !x.isItem(x.Item)) {
		return nil
	}
	if x.over(r) {
		if c.excluded || sc.excluded || c.fails() || c.all && !c.named || x.isInformal(r) {
			return nil
		}
		return []Reason{NotInForce}
	}
	if out := x.ruledOut(r, c, sc); out != NoBearing {
		return []Reason{out}
	}
	open := x.leftOpen(r, c, sc)
	switch {
	case len(open) > 0:
		return open
	case x.isPermit(r) && !sc.named:
		return []Reason{PermitUnnamed}
	case c.all && !c.named && len(c.criteria) == 0:
		if !sc.party {
			return []Reason{DestinationReached}
		}
		return []Reason{EndUserReached}
	case !c.named && !c.all:
		return []Reason{CriterionMet}
	}
	return []Reason{ItemCovered}
}

// controls reports whether the decision's effect, if one is recorded, is a control on exports or is felt like one.
func (x *checking) controls(r *Ruling) bool {
	roles := x.s.Ontology().Binding
	return len(r.Effects) == 0 || len(roles.Controls) == 0 || x.hasEffect(r, roles.Controls) || x.hasEffect(r, roles.Informal)
}

func (x *checking) hasEffect(r *Ruling, terms []string) bool {
	return slices.ContainsFunc(r.Effects, func(ref snapshot.Ref) bool { return slices.Contains(terms, x.s.Value(ref).Text) })
}

// isInformal reports whether the decision's effect may be felt like a control and is none.
func (x *checking) isInformal(r *Ruling) bool {
	roles := x.s.Ontology().Binding
	return x.hasEffect(r, roles.Informal) && !x.hasEffect(r, roles.Controls)
}

// isPermit reports whether the decision permits, and does nothing else to an export.
func (x *checking) isPermit(r *Ruling) bool {
	roles := x.s.Ontology().Binding
	return len(r.Effects) > 0 && len(roles.Permits) > 0 && !slices.ContainsFunc(r.Effects, func(ref snapshot.Ref) bool {
		return !slices.Contains(roles.Permits, x.s.Value(ref).Text)
	})
}

// restricts reports whether the decision stands in the way of an export.
func (x *checking) restricts(r *Ruling) bool { return x.hasEffect(r, x.s.Ontology().Binding.Restricts) }

// prohibits reports whether no licence lifts the decision.
func (x *checking) prohibits(r *Ruling) bool {
	return x.hasEffect(r, []string{x.s.Ontology().Binding.Prohibits})
}

// beside finds why a decision in force that controls no export concerns it all the same: it names the end user and no item, or its
// effect is no control.
func (x *checking) beside(r *Ruling, c *catch, sc *scope) Reason {
	switch {
	case sc.excluded || !r.Binds() && !x.pending(r) || sc.match != inScope:
	case c.nothing && sc.party:
		return NamesNoItem
	case !c.nothing && c.verdict == criteria.Met && !c.excluded && !x.controls(r) && (sc.party || !c.all):
		return NoControl
	}
	return NoBearing
}

// ruledOut finds what rules a decision out that is not over, or NoBearing.
func (x *checking) ruledOut(r *Ruling, c *catch, sc *scope) Reason {
	day, later := x.compliesLater(&r.State)
	switch {
	case c.excluded:
		return ItemExcluded
	case sc.excluded:
		return PartyExcluded
	case c.fails():
		return CriterionNotMet
	case later:
		r.From = day
		return CompliedWithLater
	}
	return NoBearing
}

// over reports whether the decision is known not to be in force, nor announced without a day.
func (x *checking) over(r *Ruling) bool {
	return r.InForce != nil && !*r.InForce && !x.pending(r)
}

// pending reports whether the decision is announced, and no day is known from which it is in force.
func (x *checking) pending(r *Ruling) bool {
	if r.InForce == nil || *r.InForce || r.Assumed || slices.ContainsFunc(r.Force, func(in graph.Interval) bool { return in.From.Day() > x.day }) {
		return false
	}
	return slices.ContainsFunc(r.Status, func(ref snapshot.Ref) bool {
		return slices.Contains(x.s.Ontology().Binding.Pending, x.s.Value(ref).Text)
	})
}

// leftOpen lists what leaves it open whether a decision applies.
func (x *checking) leftOpen(r *Ruling, c *catch, sc *scope) (open []Reason) {
	for _, may := range []struct {
		reason Reason
		so     bool
	}{
		{CriterionUnknown, c.verdict == criteria.Unknown && c.parts == nil && !c.all},
		{PartCovered, c.verdict != criteria.Met && c.parts != nil},
		{ShareUnknown, sc.match == dependsOnShare},
		{ShareRanges, sc.match == dependsOnRange},
		{OwnerRanges, sc.match == dependsOnMajority},
		{OriginUnknown, r.made == there && !c.named && !c.all && c.verdict == criteria.Met},
		{OriginAsked, r.made >= abroad && (len(r.Asks) > 0 || c.all && !c.named && !sc.party)},
		{OriginUnstated, r.made == unknown && (r.foreignOnly || c.all && !c.named && !sc.party)},
		{ScopeUnknown, sc.match == scopeNotStated},
		{ForceUnknown, r.InForce == nil},
		{JoinDoubtful, slices.ContainsFunc(r.Because, func(ref snapshot.Ref) bool { return x.s.Confidence(ref) <= graph.Estimated })},
		{OnlyAnnounced, x.pending(r)},
		{Informal, x.isInformal(r)},
	} {
		if may.so {
			open = append(open, may.reason)
		}
	}
	if doubt := doubt(r); doubt != NoBearing {
		open = append(open, doubt)
	}
	return open
}

// doubt finds what makes it doubtful that the decision is in force.
func doubt(r *Ruling) Reason {
	switch r.Grounds {
	case rules.Estimated:
		return ForceEstimated
	case rules.Disputed:
		return ForceDisputed
	case rules.Terms:
		return ForceByTerms
	}
	return NoBearing
}
