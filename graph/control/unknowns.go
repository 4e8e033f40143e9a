package control

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// Gap is something that would have to be known for a fuller answer.
type Gap struct {
	Kind     GapKind
	Names    []string        // attributes of the item, where it is these that are missing or disputed
	Decision snapshot.Node   // the decision that turns on it, or snapshot.None
	Reason   Reason          // of a decision that is open: why
	Claim    snapshot.Ref    // of an origin: the claim that asks; else snapshot.NoRef
	From     graph.Date      // of an item that was announced later: when
	Others   []snapshot.Node // the decisions or forms that were not looked at
}

// GapKind is what sort of thing is not known.
type GapKind int

// The kinds of gap.
const (
	FiguresMissing  GapKind = iota // no claim gives Names of the item
	FiguresDisputed                // sources differ on Names of the item
	DecisionOpen                   // whether the decision applies, for Reason
	EffectUnknown                  // what the decision does
	PolicyUnknown                  // how licences under the decision are reviewed
	OriginTurnsOn                  // whether an item from abroad is subject to the decision at all: Claim asks
	EndUserNotGiven
	PartiesOpen  // Others are addressed to parties at the destination, and no end user is given
	FormsCovered // Others are special forms of the item that decisions cover
	ItemNotYet   // the item was announced, on From, after the day
	OwnerUnknown // no owner of the end user is recorded
	NotLookedAt  // what no check looks at: end use, origin, licences of single exporters
)

// unknowns lists the gaps that a check leaves.
func (x *checking) unknowns(found *Findings) (gaps []Gap, err error) {
	for i := range found.MayApply {
		gaps = append(gaps, gapsOf(&found.MayApply[i])...)
	}
	for _, r := range found.Apply {
		switch {
		case len(r.Effects) == 0:
			gaps = append(gaps, Gap{Kind: EffectUnknown, Decision: r.Decision})
		case len(r.ReviewPolicy) == 0 && x.restricts(&r) && !x.prohibits(&r):
			gaps = append(gaps, Gap{Kind: PolicyUnknown, Decision: r.Decision})
		}
	}
	for _, r := range slices.Concat(found.Apply, found.MayApply, x.asked) {
		for _, ref := range r.Asks {
			gaps = append(gaps, Gap{Kind: OriginTurnsOn, Decision: r.Decision, Claim: ref})
		}
	}
	if from, later := x.announcedLater(); later {
		gaps = append(gaps, Gap{Kind: ItemNotYet, Decision: snapshot.None, From: from})
	}
	forms, err := x.formsCovered()
	if err != nil {
		return nil, err
	}
	if len(forms) > 0 {
		gaps = append(gaps, Gap{Kind: FormsCovered, Decision: snapshot.None, Others: forms})
	}
	switch {
	case x.EndUser == snapshot.None:
		gaps = append(gaps, Gap{Kind: EndUserNotGiven, Decision: snapshot.None})
		if len(x.open) > 0 {
			gaps = append(gaps, Gap{Kind: PartiesOpen, Decision: snapshot.None, Others: x.open})
		}
	case !x.isOwned():
		gaps = append(gaps, Gap{Kind: OwnerUnknown, Decision: snapshot.None})
	}
	return append(gaps, Gap{Kind: NotLookedAt, Decision: snapshot.None}), nil
}

// gapsOf lists what leaves it open whether a decision applies.
func gapsOf(r *Ruling) (gaps []Gap) {
	for _, c := range r.Criteria {
		if len(c.Missing) > 0 && r.Reason() == CriterionUnknown {
			gaps = append(gaps, Gap{Kind: FiguresMissing, Names: c.Missing, Decision: r.Decision})
		}
		if len(c.Disputed) > 0 {
			gaps = append(gaps, Gap{Kind: FiguresDisputed, Names: c.Disputed, Decision: r.Decision})
		}
	}
	for _, reason := range r.Reasons {
		if reason != CriterionUnknown {
			gaps = append(gaps, Gap{Kind: DecisionOpen, Decision: r.Decision, Reason: reason})
		}
	}
	return gaps
}

// announcedLater returns the day on which the item was announced first, if that came after the day.
func (x *checking) announcedLater() (first graph.Date, later bool) {
	if x.Item == snapshot.None {
		return first, false
	}
	known := x.s.KnownMask(x.Filter.KnownAt)
	for _, name := range x.s.Ontology().Binding.Announced {
		for ref := range x.s.AttributesNamed(x.Item, name) {
			if date := x.s.Value(ref).Date; known.AdmitsEver(ref) && (!later || date < first) {
				first, later = date, true
			}
		}
	}
	return first, later && first.Day() > x.day
}

// formsCovered lists special forms of the item that a decision covers which does not catch the item itself.
func (x *checking) formsCovered() (forms []snapshot.Node, err error) {
	if x.Item == snapshot.None {
		return nil, nil
	}
	variants := x.s.Predicates(x.s.Ontology().Binding.Variants...)
	for ref, form := range x.s.In(x.Item) {
		if err := x.l.Work(); err != nil {
			return nil, err
		}
		if !x.s.Is(ref, variants) || !x.claims.Admits(ref) {
			continue
		}
		classes, err := x.follow(trailsFrom(form), along{relations: x.groups, said: true})
		if err != nil {
			return nil, err
		}
		for class := range classes {
			if !x.classes.has(class) && slices.ContainsFunc(x.index.covering[class], func(d snapshot.Node) bool { return x.bindings.At(d, x.day) != nil }) {
				forms = append(forms, form)
				break
			}
		}
	}
	slices.Sort(forms)
	return slices.Compact(forms), nil
}
