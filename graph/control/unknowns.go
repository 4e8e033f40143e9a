package control

import "chokepoint/graph/snapshot"

// Gap is something that would have to be known for a fuller answer.
type Gap struct {
	Kind     GapKind
	Names    []string      // attributes of the item, where it is these that are missing or disputed
	Decision snapshot.Node // the decision that turns on it, or snapshot.None
	Reason   Reason        // of a decision that is open: why
}

// GapKind is what sort of thing is not known.
type GapKind int

// The kinds of gap.
const (
	FiguresMissing  GapKind = iota // no claim gives Names of the item
	FiguresDisputed                // sources differ on Names of the item
	DecisionOpen                   // whether the decision applies, for Reason
	EffectUnknown                  // what the decision does
	EndUserNotGiven
	OwnerUnknown // no owner of the end user is recorded
	NotLookedAt  // what no check looks at: end use, origin, licences of single exporters
)

// unknowns lists the gaps that a check leaves.
func (x *checking) unknowns(found *Findings) (gaps []Gap) {
	for _, r := range found.MayApply {
		for _, c := range r.Criteria {
			if len(c.Missing) > 0 {
				gaps = append(gaps, Gap{Kind: FiguresMissing, Names: c.Missing, Decision: r.Decision})
			}
			if len(c.Disputed) > 0 {
				gaps = append(gaps, Gap{Kind: FiguresDisputed, Names: c.Disputed, Decision: r.Decision})
			}
		}
		if len(r.Criteria) == 0 {
			gaps = append(gaps, Gap{Kind: DecisionOpen, Decision: r.Decision, Reason: r.Reason})
		}
	}
	for _, r := range found.Apply {
		if len(r.Effects) == 0 {
			gaps = append(gaps, Gap{Kind: EffectUnknown, Decision: r.Decision})
		}
	}
	switch {
	case x.EndUser == snapshot.None:
		gaps = append(gaps, Gap{Kind: EndUserNotGiven, Decision: snapshot.None})
	case !x.isOwned():
		gaps = append(gaps, Gap{Kind: OwnerUnknown, Decision: snapshot.None})
	}
	return append(gaps, Gap{Kind: NotLookedAt, Decision: snapshot.None})
}
