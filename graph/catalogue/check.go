package catalogue

import (
	"chokepoint/graph"
	"chokepoint/graph/control"
	"chokepoint/graph/criteria"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

// Check lists the decisions that bear on an export and what is unknown. It never says that a sale is allowed.
type Check struct {
	Seller        *graph.EntityRef  `json:"seller,omitempty"` // of which all items are checked
	Item          *graph.EntityRef  `json:"item,omitempty"`
	Figures       map[string]string `json:"figures,omitempty"` // of an item that is not on record
	To            graph.EntityRef   `json:"to"`
	EndUser       *graph.EntityRef  `json:"end_user,omitempty"`
	AsOf          string            `json:"as_of"`
	Assumed       []Assumption      `json:"assumed,omitempty"`
	Outcome       Outcome           `json:"outcome"`
	ReviewPolicy  []string          `json:"review_policy,omitempty"` // of the decisions that apply, each once
	Items         []Check           `json:"items,omitzero"`          // of a seller, each checked: what follows is then empty
	Decisions     []Ruling          `json:"decisions"`               // that apply
	MayApply      []Ruling          `json:"may_apply"`               // of which it is unknown whether they do
	NotApplicable []Ruling          `json:"not_applicable"`          // that come near and do not, and why
	AlsoConcerns  []Ruling          `json:"also_concerns"`           // that control no export, and name the end user or the item
	Exceptions    []ExceptionView   `json:"exceptions"`              // that might serve instead of a licence
	Unknowns      []string          `json:"unknowns"`
	Text          string            `json:"text"`
	Notice        string            `json:"notice"`
	Record
}

// Outcome is what a check comes to.
type Outcome string

// The outcomes, the strictest first.
const (
	Prohibited      Outcome = "prohibited"
	LicenceRequired Outcome = "licence-required"
	MayBeControlled Outcome = "may-be-controlled"
	NoneKnown       Outcome = "none-known" // no decision on record controls it, which is no permission
)

// Ruling is a decision with why it applies, may apply, or does not. Of its effects, review policy and conditions it has those that
// are for this export.
type Ruling struct {
	DecisionView
	Reason   string           `json:"reason"`
	Because  []view.ClaimView `json:"because"`           // the claims that join it to the item, the destination and the end user
	Parts    []view.ClaimView `json:"parts,omitempty"`   // by which it covers a part of the item; their notes say where the limit is
	Instead  *graph.EntityRef `json:"instead,omitempty"` // whose review policy stands in for its own
	Assumed  bool             `json:"assumed,omitempty"`
	Criteria []CriterionView  `json:"criteria,omitempty"`

	Citations       []view.ClaimView `json:"-"` // of Other: where it can be found
	part, shortPart string           // which part of the item it covers
	short           string           // why it may apply, in a few words
}

// ExceptionView is a licence exception, or an authorisation of named parties, that might serve instead of a licence.
type ExceptionView struct {
	Ruling
	Answers []graph.EntityRef `json:"answers"` // the decisions that ask for a licence
	Fits    criteria.Verdict  `json:"fits"`    // whether the item is one that it is open for
}

// Assumption is a decision with a status that it is answered under.
type Assumption struct {
	Decision graph.EntityRef `json:"decision"`
	Status   string          `json:"status"`
}

type checkParameters struct {
	question.Common
	Item    string   `param:"item" names:"entity" arg:"1" maxLength:"300" doc:"A chip, technology or other item. Either this or figures." example:"nvidia-h20"`
	Seller  string   `param:"seller" names:"entity" maxLength:"300" doc:"In place of item: who sells. All that it designs and sells, and that had been announced by the day, is checked." example:"nvidia"`
	Figures Figures  `param:"figures" maxLength:"4000" doc:"Figures of an item that is not on record, in place of item: an object of attributes and values, or name=value pairs with semicolons." example:"{\"fp8_dense\":\"296 TFLOPS\",\"die_area\":\"814 mm2\"}"`
	To      string   `param:"to" names:"entity" maxLength:"300" doc:"The destination: a state or a place. It may be left out where an end user is given: then it is the state of that." example:"china"`
	EndUser string   `param:"end_user" names:"entity" maxLength:"300" doc:"The party that would use it."`
	Assume  []string `param:"assume" names:"entity" maxItems:"20" doc:"Answer as if a decision had another status: decision:status (repeatable)." example:"bis-affiliates-rule:in-force"`
}

var check = question.Define(question.Definition[checkParameters, Check]{
	Name: "check", ID: "check", Path: "/v1/check", Tag: "Decisions", Posted: true, GetToo: true, Either: []string{"item", "figures", "seller"},
	Summary: "The decisions that bear on an export, and what is unknown",
	Part:    asLookedAt[checkParameters],
	Legal:   true, Answer: answerCheck, Table: tableOfCheck, Print: printCheck,
	Sentence: func(_ *question.Asking, _ *checkParameters, c Check) string { return c.Text + " " + c.Notice },
	Brief:    briefVerdict,
})

func answerCheck(a *question.Asking, p *checkParameters) (Check, error) {
	if p.Seller != "" && p.Item == "" && len(p.Figures) == 0 {
		return answerSales(a, p)
	}
	e, c, err := readExport(a, p)
	if err != nil {
		return Check{}, err
	}
	found, err := control.Check(a.Limits, a.Facts, e)
	if err != nil {
		return Check{}, err
	}
	x := newShowing(a, itemOf(a, &c))
	c.Decisions, c.MayApply, c.NotApplicable = x.rulings(found.Apply), x.rulings(found.MayApply), x.rulings(found.DoNotApply)
	c.AlsoConcerns, c.Exceptions = x.rulings(found.Beside), x.exceptions(found.Exceptions)
	c.Outcome, c.ReviewPolicy = outcomeOf(a.Facts.Ontology(), &c), policiesOf(&c)
	c.Unknowns = sayUnknowns(a, &c, found.Unknowns)
	if e.Filter.AsOf > a.Today {
		c.Unknowns = append(c.Unknowns, say.Text(a.Lang(), "gap.day-to-come", dayIn(a.Lang(), c.AsOf)))
	}
	c.Text, c.Notice = sayFindings(a, &c), say.Text(a.Lang(), "check.notice")
	c.Record = recordOf(a, &e.Filter, c.values())
	return c, nil
}

// readExport finds what a check is about.
func readExport(a *question.Asking, p *checkParameters) (e control.Export, c Check, err error) {
	f := p.Filter(a)
	e = control.Export{Item: snapshot.None, EndUser: snapshot.None, Filter: f}
	c.AsOf = f.AsOf.String()
	switch {
	case p.Item == "" && len(p.Figures) == 0:
		return e, c, &question.Invalid{Faults: []question.Fault{{Parameter: "item", Index: -1, Message: say.That("check.no-item")}}}
	case p.Item != "" && len(p.Figures) > 0 || p.Seller != "":
		return e, c, &question.Invalid{Faults: []question.Fault{{Parameter: "figures", Index: -1, Message: say.That("check.two-items")}}}
	case p.Item != "":
		if e.Item, err = a.Resolve(p.Item, f.KnownAt); err == nil {
			item := a.EntityRef(e.Item)
			c.Item = &item
		}
	default:
		c.Figures = p.Figures
		e.Figures, err = p.Figures.read(a.Facts)
	}
	if err != nil {
		return e, c, err
	}
	if err := readDestination(a, p, &e, &c); err != nil {
		return e, c, err
	}
	e.Assumed, c.Assumed, err = assumptions(a, p.Assume, &f)
	return e, c, err
}

// readDestination finds where an export goes, and to whom.
func readDestination(a *question.Asking, p *checkParameters, e *control.Export, c *Check) (err error) {
	if p.EndUser != "" {
		if e.EndUser, err = a.Resolve(p.EndUser, e.Filter.KnownAt); err != nil {
			return err
		}
		endUser := a.EntityRef(e.EndUser)
		c.EndUser = &endUser
	}
	switch {
	case p.To != "":
		e.To, err = a.Resolve(p.To, e.Filter.KnownAt)
	case c.EndUser != nil && c.EndUser.Country != "":
		e.To, err = a.Resolve(c.EndUser.Country, e.Filter.KnownAt)
	default:
		err = &question.Invalid{Faults: []question.Fault{{Parameter: "to", Index: -1, Message: say.That("fault.needed")}}}
	}
	if err == nil {
		c.To = a.EntityRef(e.To)
	}
	return err
}

// values are what a check turns on, beside its day and what was known.
func (c *Check) values() question.Values {
	v := question.Values{"to": {c.To.ID}, "figures": {Figures(c.Figures).String()}}
	if c.Item != nil {
		v["item"] = []string{c.Item.ID}
	}
	if c.Seller != nil {
		v["seller"] = []string{c.Seller.ID}
	}
	if c.EndUser != nil {
		v["end_user"] = []string{c.EndUser.ID}
	}
	for _, s := range c.Assumed {
		v["assume"] = append(v["assume"], s.Decision.ID+":"+s.Status)
	}
	return v
}

// outcomeOf is the strictest that the decisions found come to.
func outcomeOf(o *graph.Ontology, c *Check) Outcome {
	outcome := NoneKnown
	for _, r := range c.MayApply {
		if r.mayHinder(o) {
			outcome = MayBeControlled
		}
	}
	for _, r := range c.Decisions {
		switch hindrance(o, &r) {
		case Prohibited:
			return Prohibited
		case LicenceRequired:
			outcome = LicenceRequired
		}
	}
	return outcome
}

// policiesOf lists the review policies of the decisions that apply, each once.
func policiesOf(c *Check) (all []string) {
	for _, r := range c.Decisions {
		all = appendNew(all, termsIn(r.ReviewPolicy)...)
	}
	return all
}
