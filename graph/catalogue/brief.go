package catalogue

import (
	"slices"

	"chokepoint/graph/view"
)

// What a brief answer shows of each row.
const (
	briefClaims    = 2  // of a list of claims about one decision
	briefCompared  = 1  // the same where it stands beside what the question is about, or on two sides
	briefSources   = 2  // of a claim
	briefPredicate = 25 // claims of a card, by predicate
)

// briefly shows the first claims of a list, with the first of their sources: one where there is one claim, or it is derived, so that its
// premises have them.
func briefly(all []view.ClaimView, most int) []view.ClaimView {
	short := slices.Clone(all[:min(most, len(all))])
	for i := range short {
		c := &short[i]
		sources := briefSources
		if len(c.DerivedFrom) > 0 || most == 1 {
			sources = 1
		}
		if more := len(c.Sources) - sources; more > 0 {
			c.Sources, c.MoreSources = c.Sources[:sources:sources], more
		}
	}
	return short
}

// brief shows what a decision does and how it stands; its conditions and what else is said of it are left to the whole.
func (v *DecisionView) brief(most int) {
	v.LeftOut = map[string]int{}
	v.cut("status", &v.Status, most)
	v.cut("effects", &v.Effects, most)
	v.cut("review_policy", &v.ReviewPolicy, most)
	v.cut("conditions", &v.Conditions, 0)
	v.cut("other", &v.Other, 0)
}

// cut shows the first of a list, and counts the others.
func (v *DecisionView) cut(name string, list *[]view.ClaimView, most int) {
	if left := len(*list) - most; left > 0 {
		v.LeftOut[name] += left
	}
	*list = briefly(*list, most)
}

// claims are how many there are about a decision.
func (v *DecisionView) claims() int {
	return len(v.Status) + len(v.Effects) + len(v.ReviewPolicy) + len(v.Conditions) + len(v.Other)
}

func (v *BearingView) brief(most int) {
	v.DecisionView.brief(most)
	v.cut("because", &v.Because, most)
}

func briefDecisions(d Decisions) (Decisions, int) {
	claims := 0
	d.Results = slices.Clone(d.Results)
	for i := range d.Results {
		r := &d.Results[i]
		claims += r.claims() + len(r.Because)
		r.brief(briefClaims)
	}
	return d, claims
}

func briefComparison(c Comparison) (Comparison, int) {
	claims := 0
	lists := []*[]ComparedDecision{&c.Decisions.Both, &c.Decisions.OnlyInOne, &c.Decisions.OnlyInOther}
	for _, list := range lists {
		*list = slices.Clone(*list)
		for i := range *list {
			for _, side := range []**BearingView{&(*list)[i].One, &(*list)[i].Other} {
				if *side == nil {
					continue
				}
				claims += (*side).claims() + len((*side).Because)
				short := **side
				short.brief(briefCompared)
				short.cut("review_policy", &short.ReviewPolicy, 0)
				*side = &short
			}
		}
	}
	c.Attributes = slices.Clone(c.Attributes)
	for i := range c.Attributes {
		at := &c.Attributes[i]
		claims += len(at.One.Claims) + len(at.Other.Claims)
		at.One.Claims, at.Other.Claims = briefly(at.One.Claims, briefClaims), briefly(at.Other.Claims, briefClaims)
	}
	c.Relations = slices.Clone(c.Relations)
	for i := range c.Relations {
		r := &c.Relations[i]
		for _, list := range []*[]ComparedTie{&r.Both, &r.OnlyInOne, &r.OnlyInOther} {
			*list = slices.Clone(*list)
			for j := range *list {
				tie := &(*list)[j]
				claims += len(tie.One) + len(tie.Other)
				tie.One, tie.Other = briefly(tie.One, briefClaims), briefly(tie.Other, briefClaims)
			}
		}
	}
	return c, claims
}

// briefVerdict shortens what is said of decisions that do not apply, or control no export; of those that do or may, nothing is left out.
func briefVerdict(c Check) (Check, int) {
	claims := 0
	for _, list := range [][]Ruling{c.Decisions, c.MayApply, c.AlsoConcerns, c.NotApplicable} {
		for i := range list {
			claims += list[i].claims() + len(list[i].Because)
			for _, criterion := range list[i].Criteria {
				for _, figure := range criterion.Figures {
					claims += len(figure.Claims)
				}
			}
		}
	}
	c.NotApplicable, c.AlsoConcerns = briefRulings(c.NotApplicable), briefRulings(c.AlsoConcerns)
	return c, claims
}

func briefRulings(all []Ruling) []Ruling {
	all = slices.Clone(all)
	for i := range all {
		r := &all[i]
		r.brief(briefCompared)
		r.cut("review_policy", &r.ReviewPolicy, 0)
		r.cut("because", &r.Because, briefCompared)
		r.Criteria = slices.Clone(r.Criteria)
		for j := range r.Criteria {
			if left := r.Criteria[j].brief(); left > 0 {
				r.LeftOut["figures"] += left
			}
		}
	}
	return all
}

// brief shows what a criterion compares, and not what the figures rest on; it returns how many figures that leaves out.
func (v *CriterionView) brief() int {
	v.Claim = briefly([]view.ClaimView{v.Claim}, 1)[0]
	left := len(v.Figures)
	v.Figures = []Figure{}
	return left
}
