package catalogue

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

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
	Item          graph.EntityRef  `json:"item"`
	To            graph.EntityRef  `json:"to"`
	EndUser       *graph.EntityRef `json:"end_user,omitempty"`
	AsOf          string           `json:"as_of"`
	Decisions     []Ruling         `json:"decisions"`      // that apply
	MayApply      []Ruling         `json:"may_apply"`      // of which it is unknown whether they do
	NotApplicable []Ruling         `json:"not_applicable"` // that come near and do not, and why
	Unknowns      []string         `json:"unknowns"`
	Text          string           `json:"text"`
	Notice        string           `json:"notice"`
}

// Ruling is a decision with why it applies, may apply, or does not.
type Ruling struct {
	DecisionView
	Reason   string           `json:"reason"`
	Because  []view.ClaimView `json:"because"` // the claims that join it to the item, the destination and the end user
	Criteria []CriterionView  `json:"criteria,omitempty"`
}

// CriterionView is a criterion of a decision, or of a class that it covers, put to an item.
type CriterionView struct {
	Expression string           `json:"expression"`
	Verdict    criteria.Verdict `json:"verdict"`
	Figures    []Figure         `json:"figures"`
	Missing    []string         `json:"missing,omitempty"`  // figures that the criterion names and no claim gives
	Disputed   []string         `json:"disputed,omitempty"` // figures whose other values, by other sources, would decide otherwise
	Of         graph.EntityRef  `json:"of"`                 // the decision or class
	Claim      view.ClaimView   `json:"claim"`              // the claim that states the criterion
}

// Figure is a number of an item as a criterion sees it, in the attribute's base unit: claimed by a source, or computed from
// others by the ontology's Computation.
type Figure struct {
	Name       string           `json:"name"`
	Value      float64          `json:"value"`
	Unit       string           `json:"unit,omitempty"`
	Arithmetic string           `json:"arithmetic,omitempty"` // of a computed figure
	Claims     []view.ClaimView `json:"claims"`               // that give it, or its inputs
}

type checkParameters struct {
	question.Common
	Item    string `param:"item" arg:"1" required:"true" maxLength:"300" doc:"A chip, technology or other item." example:"nvidia-h20"`
	To      string `param:"to" required:"true" maxLength:"300" doc:"The destination." example:"china"`
	EndUser string `param:"end_user" maxLength:"300" doc:"The party that would use it."`
}

var check = question.Define(question.Definition[checkParameters, Check]{
	Name: "check", ID: "check", Path: "/v1/check", Tag: "Decisions",
	Summary: "The decisions that bear on an export, and what is unknown",
	Answer:  answerCheck, Table: tableOfCheck, Print: printCheck,
	Sentence: func(_ *question.Asking, _ *checkParameters, c Check) string { return c.Text + " " + c.Notice },
})

func answerCheck(a *question.Asking, p *checkParameters) (Check, error) {
	f := p.Filter(a)
	e := control.Export{EndUser: snapshot.None, Filter: f}
	var err error
	if e.Item, err = a.Resolve(p.Item, f.KnownAt); err != nil {
		return Check{}, err
	}
	if e.To, err = a.Resolve(p.To, f.KnownAt); err != nil {
		return Check{}, err
	}
	c := Check{Item: a.EntityRef(e.Item), To: a.EntityRef(e.To), AsOf: f.AsOf.String()}
	if p.EndUser != "" {
		if e.EndUser, err = a.Resolve(p.EndUser, f.KnownAt); err != nil {
			return Check{}, err
		}
		endUser := a.EntityRef(e.EndUser)
		c.EndUser = &endUser
	}
	found, err := control.Check(a.Limits, a.Facts, e)
	if err != nil {
		return Check{}, err
	}
	c.Decisions, c.MayApply, c.NotApplicable = viewRulings(a, found.Apply), viewRulings(a, found.MayApply), viewRulings(a, found.DoNotApply)
	c.Unknowns = sayUnknowns(a, &c, found.Unknowns)
	c.Text, c.Notice = sayFindings(a, &c), say.Text(a.Lang(), "check.notice")
	return c, nil
}

func viewRulings(a *question.Asking, rulings []control.Ruling) []Ruling {
	views := make([]Ruling, len(rulings))
	for i := range rulings {
		r := &rulings[i]
		v := Ruling{DecisionView: viewOfDecision(a, &r.State), Because: view.Claims(a.Facts, r.Because, a.Lang())}
		v.Reason = sayReason(a.Lang(), r, saidTerms(a, v.Status))
		for _, j := range r.Criteria {
			v.Criteria = append(v.Criteria, viewOfCriterion(a, &j))
		}
		views[i] = v
	}
	return views
}

func viewOfCriterion(a *question.Asking, j *criteria.Judgement) CriterionView {
	s := a.Facts
	v := CriterionView{Expression: s.Value(j.Claim).Text, Verdict: j.Verdict, Figures: []Figure{}, Missing: j.Missing, Disputed: j.Disputed,
		Of: a.EntityRef(s.Subject(j.Claim)), Claim: view.Claim(s, j.Claim, a.Lang())}
	for _, f := range j.Figures {
		v.Figures = append(v.Figures, Figure{f.Name, f.Value, f.Unit, arithmetic(s.Ontology(), &f), view.Claims(s, f.Claims, a.Lang())})
	}
	return v
}

// arithmetic shows how a figure was computed, with the definition that the ontology notes.
func arithmetic(o *graph.Ontology, f *criteria.Figure) string {
	switch len(f.From) {
	case 1:
		of, times := &f.From[0], plain(f.Times)
		text := f.Name + " = " + of.Name + " × " + times + " = " + withUnit(of) + " × " + times + " = " + plain(f.Value)
		if note := o.Attribute(f.Name).Computed.Note; note != "" {
			text += " (" + note + ")"
		}
		return text
	case 2:
		over, under := &f.From[0], &f.From[1]
		return f.Name + " = " + over.Name + " ÷ " + under.Name + " = " + plain(over.Value) + " ÷ " + withUnit(under) + " = " + plain(f.Value)
	}
	return ""
}

func withUnit(f *criteria.Figure) string { return strings.TrimSpace(plain(f.Value) + " " + f.Unit) }

// plain writes a number with at most two decimals.
func plain(x float64) string {
	s := strconv.FormatFloat(x, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// reasons are the messages of the reasons that need no more than themselves.
var reasons = map[control.Reason]string{
	control.ItemExcluded: "ruling.item-excluded", control.PartyExcluded: "ruling.party-excluded", control.CriterionNotMet: "ruling.criterion-not-met",
	control.CriterionUnknown: "ruling.criterion-unknown", control.NoEndUserGiven: "ruling.no-end-user", control.ShareUnknown: "ruling.share-unknown",
	control.ScopeUnknown: "ruling.scope-unknown", control.ForceUnknown: "ruling.force-unknown", control.EndUserReached: "ruling.end-user-reached",
	control.CriterionMet: "ruling.criterion-met", control.ItemCovered: "ruling.item-covered",
}

func sayReason(lang string, r *control.Ruling, status string) string {
	if r.Reason != control.NotInForce {
		return say.Text(lang, reasons[r.Reason])
	}
	text := say.Text(lang, "ruling.not-in-force")
	if status != "" {
		text += say.Text(lang, "ruling.not-in-force.status", status)
	}
	for _, in := range r.Binds {
		switch {
		case in == graph.Always:
		case in.To == graph.End:
			text += say.Text(lang, "ruling.not-in-force.from", say.DateNoun(lang, in.From))
		default:
			text += say.Text(lang, "ruling.not-in-force.was", say.DateNoun(lang, in.From), say.DateNoun(lang, in.To))
		}
	}
	return text + "."
}

// sayUnknowns says what would have to be known for a fuller answer, each thing once.
func sayUnknowns(a *question.Asking, c *Check, gaps []control.Gap) []string {
	list := []string{}
	for _, g := range gaps {
		if text := sayGap(a, c, &g); !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

func sayGap(a *question.Asking, c *Check, g *control.Gap) string {
	lang, decision := a.Lang(), ""
	if g.Decision != snapshot.None {
		decision = a.NameIn(a.Facts.ID(g.Decision))
	}
	switch g.Kind {
	case control.FiguresMissing:
		return say.Text(lang, "gap.figures-missing", strings.Join(g.Names, ", "), a.NameIn(c.Item.ID), decision)
	case control.FiguresDisputed:
		return say.Text(lang, "gap.figures-disputed", strings.Join(g.Names, ", "), a.NameIn(c.Item.ID), decision)
	case control.DecisionOpen:
		return say.Text(lang, "gap.decision", decision, say.Text(lang, reasons[g.Reason]))
	case control.EffectUnknown:
		return say.Text(lang, "gap.effect", decision)
	case control.EndUserNotGiven:
		return say.Text(lang, "gap.end-user")
	case control.OwnerUnknown:
		return say.Text(lang, "gap.owner", a.NameIn(c.EndUser.ID))
	default:
		return say.Text(lang, "gap.not-looked-at")
	}
}

// sayFindings says in words which decisions apply, and of how many it is unknown.
func sayFindings(a *question.Asking, c *Check) string {
	lang := a.Lang()
	export := say.Text(lang, "check.of", a.NameIn(c.Item.ID), a.NameIn(c.To.ID))
	if c.EndUser != nil {
		export = say.Text(lang, "check.of.end-user", a.NameIn(c.Item.ID), a.NameIn(c.To.ID), a.NameIn(c.EndUser.ID))
	}
	names := make([]string, len(c.Decisions))
	for i, r := range c.Decisions {
		names[i] = a.NameIn(r.Decision.ID)
		if effects := saidTerms(a, r.Effects); effects != "" {
			names[i] += " (" + effects + ")"
		}
	}
	text := say.Text(lang, "check.none-applies", export, c.AsOf)
	if len(names) > 0 {
		text = say.Text(lang, "check.apply", export, c.AsOf, len(names), strings.Join(names, say.Text(lang, "clauses")))
	}
	if n := len(c.MayApply); n > 0 {
		text += say.Text(lang, "check.may-apply", n)
	}
	return text
}

// rulingsOf are the lists of a check, each with its name.
func rulingsOf(c *Check) []struct {
	what    string
	rulings []Ruling
} {
	return []struct {
		what    string
		rulings []Ruling
	}{{"apply", c.Decisions}, {"may apply", c.MayApply}, {"do not apply", c.NotApplicable}}
}

func tableOfCheck(c Check) *question.Table {
	t := question.NewTable("finding", "id", "decision", "in_force", "effects", "why")
	for _, list := range rulingsOf(&c) {
		for _, r := range list.rulings {
			t.Row(list.what, r.Decision.ID, r.Decision.Name, force(r.InForce), termsOf(r.Effects), r.Reason)
		}
	}
	return t
}

func printCheck(s *question.Sheet, c Check) {
	s.Printf("%s\n", c.Text)
	for _, list := range rulingsOf(&c) {
		if len(list.rulings) > 0 {
			s.Printf("\n%s\n", s.Words("check.heading."+list.what))
		}
		for _, r := range list.rulings {
			printRuling(s, &r)
		}
	}
	s.Printf("\n%s\n", s.Words("check.heading.unknown"))
	for _, u := range c.Unknowns {
		s.Printf("- %s\n", u)
	}
	s.Printf("\n%s\n", c.Notice)
}

func printRuling(s *question.Sheet, r *Ruling) {
	s.Printf("- %s\n", s.Words("sheet.line", s.Name(r.Decision), r.Reason))
	for _, c := range r.Criteria {
		s.Printf("    %s\n", s.Words("sheet.line", c.Expression, s.Words("verdict."+string(c.Verdict))))
		for _, f := range c.Figures {
			s.Printf("      %s\n", cmp.Or(f.Arithmetic, f.Name+" = "+strconv.FormatFloat(f.Value, 'f', -1, 64)+" "+f.Unit))
		}
	}
	printClaims(s, r.Effects)
	printClaims(s, r.ReviewPolicy)
	printClaims(s, r.Conditions)
}
