package catalogue

import (
	"strings"

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

// sayItems says what the check of each item comes to.
func sayItems(a *question.Asking, c *Check) string {
	if len(c.Items) == 0 {
		return say.Text(a.Lang(), "sales.none", a.NameIn(c.Seller.ID))
	}
	text := say.Text(a.Lang(), "check.of", a.NameIn(c.Seller.ID), a.NameIn(c.To.ID)) + ", " + c.AsOf + "."
	for i := range c.Items {
		_, verdict, _ := strings.Cut(c.Items[i].Text, c.AsOf)
		text += " " + say.Capital(say.Text(a.Lang(), "item.verdict", itemOf(a, &c.Items[i]), strings.TrimLeft(verdict, " :")))
	}
	return text
}
