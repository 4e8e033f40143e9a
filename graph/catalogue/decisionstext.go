package catalogue

import (
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/view"
)

// namedConditions is how many conditions of a decision are said at most, where there are no more decisions than are said; of more
// decisions, the conditions are counted.
const namedConditions = 3

// sentenceOfDecisions counts the decisions, and says of the first what they do, since when, and on what conditions.
func sentenceOfDecisions(a *question.Asking, p *decisionsParameters, d Decisions) string {
	if d.Note != "" {
		return d.Note + sayMoved(a, d.Moved)
	}
	subject := a.NameIn(d.Subject.ID)
	text := say.Text(a.Lang(), "decisions.counted", d.Total, subject, d.InForce)
	if by := authorityOf(a, p); by != "" && by != d.Subject.ID {
		text = say.Text(a.Lang(), "decisions.counted.by", d.Total, subject, a.NameIn(by), d.InForce)
	}
	for i := range d.Results[:min(spoken, len(d.Results))] {
		text += " " + sayDecision(a, &d.Results[i].DecisionView, d.Total <= spoken)
	}
	return text + sayMoved(a, d.Moved)
}

// authorityOf is the id of the authority whose decisions are asked for, or empty.
func authorityOf(a *question.Asking, p *decisionsParameters) string {
	if p.By == "" {
		return ""
	}
	id, err := a.ResolveID(p.By, p.KnownAt.Time)
	if err != nil {
		return ""
	}
	return id
}

// noDecisions says that none was found of those that are asked for.
func noDecisions(a *question.Asking, p *decisionsParameters, d *Decisions) string {
	subject := a.NameIn(d.Subject.ID)
	switch by := authorityOf(a, p); {
	case by != "":
		return say.Text(a.Lang(), "decisions.none.by", subject, a.NameIn(by))
	case len(p.Effect)+len(p.Status) > 0:
		return say.Text(a.Lang(), "decisions.none.such", subject)
	}
	return say.Text(a.Lang(), "decisions.none", subject)
}

// sayDecision says what a decision is: its day, effects, review policy, standing, where it can be found and its conditions, or how
// many these are.
func sayDecision(a *question.Asking, v *DecisionView, full bool) string {
	o := a.Facts.Ontology()
	var details []string
	for _, list := range []struct {
		attribute string
		claims    []view.ClaimView
	}{{o.Binding.Effect, v.Effects}, {o.Binding.ReviewPolicy, v.ReviewPolicy}} {
		for _, term := range termsIn(list.claims) {
			details = append(details, say.Term(a.Lang(), o.Attribute(list.attribute), term))
		}
	}
	details = append(details, forceIn(a.Lang(), v.InForce, v.Doubt))
	if n := len(conditionsOf(v)); n > 0 && !full {
		details = append(details, say.Text(a.Lang(), "decisions.conditions.counted", n))
	}
	for _, c := range v.Other {
		if text, ok := c.Value.(string); ok && c.Predicate == o.Binding.Citation {
			details = append(details, text)
			break
		}
	}
	text := say.Text(a.Lang(), "decisions.one.undated", say.Capital(a.NameIn(v.Decision.ID)), strings.Join(details, ", "))
	if day := begunOf(v.Status); day != "" {
		if d, err := graph.ParseDate(day); err == nil {
			text = say.Text(a.Lang(), "decisions.one", say.Date(a.Lang(), d), a.NameIn(v.Decision.ID), strings.Join(details, ", "))
		}
	}
	if conditions := conditionsOf(v); len(conditions) > 0 && full {
		text += " " + say.Text(a.Lang(), "decisions.conditions", strings.Join(conditions[:min(namedConditions, len(conditions))], say.Text(a.Lang(), "clauses")))
	}
	return text
}

// conditionsOf lists the conditions of a decision, each once.
func conditionsOf(v *DecisionView) (all []string) {
	for _, c := range v.Conditions {
		if condition, ok := c.Value.(string); ok {
			all = appendNew(all, strings.TrimRight(condition, "."))
		}
	}
	return all
}

// begunOf is the earliest beginning among claims, or empty.
func begunOf(claims []view.ClaimView) (day string) {
	for _, c := range claims {
		if c.ValidFrom != "" && (day == "" || c.ValidFrom < day) {
			day = c.ValidFrom
		}
	}
	return day
}
