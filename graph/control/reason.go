package control

import "chokepoint/graph/criteria"

// Standing is what a check finds of a decision.
type Standing int

// The standings. A decision that does not come near the export is irrelevant, and not listed.
const (
	Irrelevant Standing = iota
	DoesNotApply
	MayApply
	Applies
)

// Reason is why a decision applies, may apply or does not.
type Reason int

// The reasons.
const (
	NoBearing Reason = iota // it is irrelevant

	// Why it does not apply.
	NotInForce
	ItemExcluded
	PartyExcluded // the destination or the end user
	CriterionNotMet

	// Why it may apply.
	CriterionUnknown
	NoEndUserGiven // and it is addressed to parties
	ShareUnknown   // a listed party, or an affiliate of one, holds a part of the end user
	ScopeUnknown
	ForceUnknown

	// Why it applies.
	EndUserReached // whatever the item
	CriterionMet
	ItemCovered
)

// Standing is what the reason is a reason for.
func (r Reason) Standing() Standing {
	switch {
	case r == NoBearing:
		return Irrelevant
	case r <= CriterionNotMet:
		return DoesNotApply
	case r <= ForceUnknown:
		return MayApply
	}
	return Applies
}

// weighReasons weighs what was found: what rules a decision out comes before what leaves it open.
func weighReasons(r *Ruling, c *catch, sc *scope) Reason {
	ended := r.InForce != nil && !*r.InForce
	switch {
	case ended && (c.verdict == criteria.NotMet || c.excluded || sc.excluded || c.neutral):
		return NoBearing
	case ended:
		return NotInForce
	case c.excluded:
		return ItemExcluded
	case sc.excluded:
		return PartyExcluded
	case c.verdict == criteria.NotMet:
		return CriterionNotMet
	case c.verdict == criteria.Unknown && !c.neutral:
		return CriterionUnknown
	case sc.match == dependsOnParty:
		return NoEndUserGiven
	case sc.match == dependsOnShare:
		return ShareUnknown
	case sc.match == scopeNotStated:
		return ScopeUnknown
	case r.InForce == nil:
		return ForceUnknown
	case c.neutral:
		return EndUserReached
	case len(c.criteria) > 0 && !c.named:
		return CriterionMet
	}
	return ItemCovered
}
