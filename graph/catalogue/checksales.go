package catalogue

import (
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/control"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

// strictness orders outcomes, the strictest first.
var strictness = []Outcome{Prohibited, LicenceRequired, MayBeControlled, NoneKnown}

// answerSales checks each item that a seller makes and sells. The outcome is the strictest of them.
func answerSales(a *question.Asking, p *checkParameters) (Check, error) {
	f := p.Filter(a)
	seller, err := a.Resolve(p.Seller, f.KnownAt)
	if err != nil {
		return Check{}, err
	}
	ref := a.EntityRef(seller)
	c := Check{Seller: &ref, AsOf: f.AsOf.String(), Outcome: NoneKnown}
	if err := readDestination(a, p, &control.Export{Filter: f}, &c); err != nil {
		return Check{}, err
	}
	items, err := control.Sold(a.Limits, a.Facts, seller, f)
	if err != nil {
		return Check{}, err
	}
	c.Items = make([]Check, 0, len(items))
	outcomes := map[Outcome]bool{}
	for _, item := range items {
		one, err := answerItem(a, p, item)
		if err != nil {
			return Check{}, err
		}
		c.Items, outcomes[one.Outcome] = append(c.Items, one), true
	}
	for i := len(strictness) - 1; i >= 0; i-- {
		if outcomes[strictness[i]] {
			c.Outcome = strictness[i]
		}
	}
	c.Decisions, c.MayApply, c.NotApplicable, c.AlsoConcerns, c.Exceptions, c.Unknowns = []Ruling{}, []Ruling{}, []Ruling{}, []Ruling{}, []ExceptionView{}, []string{}
	c.Text, c.Notice = sayItems(a, &c), say.Text(a.Lang(), "check.notice")
	c.Record = recordOf(a, &f, c.values())
	return c, nil
}

// answerItem is the check of one item of a seller.
func answerItem(a *question.Asking, p *checkParameters, item snapshot.Node) (Check, error) {
	of := *p
	of.Seller, of.Item = "", a.Facts.ID(item)
	return answerCheck(a, &of)
}

// What the text of a seller's check names of an outcome: its items, and the decisions that come to it.
const (
	soldItems     = 10
	soldDecisions = 4
)

// sayItems says for which items the check comes to which outcome, the strictest first, and by which decisions.
func sayItems(a *question.Asking, c *Check) string {
	lang := a.Lang()
	if len(c.Items) == 0 {
		return say.Text(lang, "sales.none", a.NameIn(c.Seller.ID))
	}
	export := say.Text(lang, "check.of", a.NameIn(c.Seller.ID), a.NameIn(c.To.ID))
	if c.EndUser != nil {
		export = say.Text(lang, "check.of.end-user", a.NameIn(c.Seller.ID), a.NameIn(c.To.ID), a.NameIn(c.EndUser.ID))
	}
	texts := []string{say.Text(lang, "sales.found", export, c.AsOf, len(c.Items))}
	for _, outcome := range strictness {
		var items, decisions []string
		for i := range c.Items {
			if item := &c.Items[i]; item.Outcome == outcome {
				items = append(items, itemOf(a, item))
				for _, r := range item.comeTo(a.Facts.Ontology()) {
					decisions = appendNew(decisions, a.NameIn(r.Decision.ID))
				}
			}
		}
		if len(items) == 0 {
			continue
		}
		text := say.Text(lang, "sales."+string(outcome), len(items), someOf(lang, items, soldItems))
		if len(decisions) > 0 {
			text = say.Text(lang, "sales.by", text, someOf(lang, decisions, soldDecisions))
		}
		texts = append(texts, say.Stop(text))
	}
	return strings.Join(texts, " ")
}

// comeTo are the decisions by which a check has its outcome.
func (c *Check) comeTo(o *graph.Ontology) (found []Ruling) {
	for _, r := range c.Decisions {
		if c.Outcome != NoneKnown && hindrance(o, &r) == c.Outcome {
			found = append(found, r)
		}
	}
	for _, r := range c.MayApply {
		if c.Outcome == MayBeControlled && r.mayHinder(o) {
			found = append(found, r)
		}
	}
	return found
}

// someOf names the first of some names, and says how many more there are.
func someOf(lang string, names []string, most int) string {
	if rest := len(names) - most; rest > 0 {
		names = append(slices.Clone(names[:most]), say.Text(lang, "entity.others", rest))
	}
	return say.List(lang, names)
}
