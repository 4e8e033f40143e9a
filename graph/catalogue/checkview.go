package catalogue

import (
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

// CriterionView is a criterion of a decision, or of a class that it covers, put to an item.
type CriterionView struct {
	Expression string           `json:"expression"`
	Verdict    criteria.Verdict `json:"verdict"`
	Thresholds []ThresholdView  `json:"thresholds"` // the comparisons that it makes, and how far the item is from each
	Figures    []Figure         `json:"figures"`
	Missing    []string         `json:"missing,omitempty"`  // figures that the criterion names and no claim gives
	Disputed   []string         `json:"disputed,omitempty"` // figures whose other values, by other sources, would decide otherwise
	Of         graph.EntityRef  `json:"of"`                 // the decision or class
	Claim      view.ClaimView   `json:"claim"`              // the claim that states the criterion
}

// ThresholdView is a comparison of a figure with a limit that a criterion makes: TPP 2368 of 4800.
type ThresholdView struct {
	Name    string           `json:"name"`
	Op      string           `json:"op"`              // <, <=, >, >=, ==, != or in
	Limit   any              `json:"limit"`           // in the base unit; a list where op is in
	Value   any              `json:"value,omitempty"` // of the item; absent if it is not known
	Unit    string           `json:"unit,omitempty"`
	Verdict criteria.Verdict `json:"verdict"` // of this comparison alone
	Text    string           `json:"text"`
}

// Figure is a number of an item as a criterion sees it, in the attribute's base unit: claimed by a source, or computed from
// others by the ontology's Computation.
type Figure struct {
	Name       string           `json:"name"`
	Value      float64          `json:"value"`
	Unit       string           `json:"unit,omitempty"`
	Arithmetic string           `json:"arithmetic,omitempty"` // of a computed figure
	Confidence graph.Confidence `json:"confidence,omitempty"` // of the best claim that gives it; of a computed one, of the weakest figure behind it
	Claims     []view.ClaimView `json:"claims"`               // that give it, or its inputs
}

// showing shows what a check found. Decisions share criteria and the claims that join them to an export: each is put into words once.
type showing struct {
	*question.Asking
	item     string // as sentences name it
	criteria map[snapshot.Ref]CriterionView
	verdicts map[criteria.Verdict]string
	claims   map[snapshot.Ref]view.ClaimView
}

func newShowing(a *question.Asking, item string) *showing {
	return &showing{a, item, map[snapshot.Ref]CriterionView{}, map[criteria.Verdict]string{}, map[snapshot.Ref]view.ClaimView{}}
}

func (x *showing) rulings(found []control.Ruling) []Ruling {
	views := make([]Ruling, len(found))
	for i := range found {
		views[i] = x.ruling(&found[i])
	}
	return views
}

func (x *showing) ruling(r *control.Ruling) Ruling {
	v := Ruling{DecisionView: viewOfDecision(x.Asking, &r.State), Because: x.claimViews(r.Because), Assumed: r.Assumed}
	if r.Instead != snapshot.None {
		instead := x.EntityRef(r.Instead)
		v.Instead = &instead
	}
	if len(r.Parts) > 0 {
		v.Parts = x.claimViews(r.Parts)
		v.part, v.shortPart = sayPart(x.Asking, r, x.item, 0), sayPart(x.Asking, r, x.item, longestLimit)
	}
	v.Reason, v.short = sayReasons(x.Asking, r, &v)
	for i := range v.Other {
		if v.Other[i].Predicate == x.Facts.Ontology().Binding.Citation {
			v.Citations = append(v.Citations, v.Other[i])
		}
	}
	for i := range r.Criteria {
		v.Criteria = append(v.Criteria, x.criterion(&r.Criteria[i]))
	}
	slices.SortStableFunc(v.Criteria, func(c, other CriterionView) int {
		return slices.Index(telling, c.Verdict) - slices.Index(telling, other.Verdict)
	})
	return v
}

// telling are verdicts on criteria, of which one is enough: first those that tell most of the decision.
var telling = []criteria.Verdict{criteria.Met, criteria.Unknown, criteria.NotMet}

func (x *showing) exceptions(found []control.Exception) []ExceptionView {
	views := make([]ExceptionView, len(found))
	for i := range found {
		views[i] = ExceptionView{Ruling: x.ruling(&found[i].Ruling), Answers: []graph.EntityRef{}, Fits: found[i].Fits}
		for _, d := range found[i].Answers {
			views[i].Answers = append(views[i].Answers, x.EntityRef(d))
		}
	}
	return views
}

// verdict is a verdict in words.
func (x *showing) verdict(v criteria.Verdict) string {
	text, said := x.verdicts[v]
	if !said {
		text = say.Text(x.Lang(), "verdict."+string(v))
		x.verdicts[v] = text
	}
	return text
}

// claimViews shows claims in the order given.
func (x *showing) claimViews(refs []snapshot.Ref) []view.ClaimView {
	views := make([]view.ClaimView, len(refs))
	for i, ref := range refs {
		v, shown := x.claims[ref]
		if !shown {
			v = view.Claim(x.Facts, ref, x.Lang())
			x.claims[ref] = v
		}
		views[i] = v
	}
	return views
}

func (x *showing) threshold(t *criteria.Threshold) ThresholdView {
	a, b := x.Asking, x.bound(t)
	v := ThresholdView{Name: b.Name, Op: b.Op, Limit: b.Limit, Unit: b.Unit, Verdict: t.Verdict}
	var value string
	if !t.Known() {
		value = say.Text(a.Lang(), "threshold.unknown")
	} else {
		v.Value, value = bare(t.Value), x.write(t.Name, t.Value)
		if value == b.limit && t.Value.Number != t.Limit.Number { // rounding would hide on which side it is
			value = strings.TrimSpace(strconv.FormatFloat(t.Value.Number, 'f', -1, 64) + " " + t.Value.Unit)
		}
	}
	verdict := x.verdict(t.Verdict)
	switch {
	case t.Limit.Type == graph.NumberValue:
		v.Text = say.Text(a.Lang(), "threshold", b.name, value, t.Op, b.limit, verdict)
	case t.Op == "!=":
		v.Text = say.Text(a.Lang(), "threshold.not", b.name, value, b.limit, verdict)
	default:
		v.Text = say.Text(a.Lang(), "threshold.is", b.name, value, b.limit, verdict)
	}
	return v
}

// bound shows the limit of a comparison.
func (x *showing) bound(t *criteria.Threshold) Bound {
	b := Bound{Name: t.Name, Op: t.Op, Limit: bare(t.Limit), Unit: t.Limit.Unit, name: t.Name, limit: x.write(t.Name, t.Limit)}
	if of := x.Facts.Ontology().Attribute(t.Name); of != nil && of.Label != nil {
		b.name = of.Label.In(x.Lang())
	}
	if t.Op == "in" {
		var all []any
		var texts []string
		for _, among := range t.Among {
			all, texts = append(all, bare(among)), append(texts, x.write(t.Name, among))
		}
		b.Limit, b.limit = all, strings.Join(texts, ", ")
	}
	return b
}

// write writes a value of an attribute, or of an expression over several.
func (x *showing) write(name string, v graph.Value) string {
	if v.Type == graph.NumberValue {
		return valueInUnit(v)
	}
	return say.Term(x.Lang(), x.Facts.Ontology().Attribute(name), v.String())
}

// bare is a value as JSON has it, without its unit.
func bare(v graph.Value) any {
	switch v.Type {
	case graph.NumberValue:
		return v.Number
	case graph.BoolValue:
		return v.Bool
	}
	return v.String()
}

// valueInUnit writes a value with at most two decimals, with its unit.
func valueInUnit(v graph.Value) string {
	if v.Type == graph.NumberValue {
		return strings.TrimSpace(plain(v.Number) + " " + v.Unit)
	}
	return v.String()
}

func (x *showing) criterion(j *criteria.Judgement) CriterionView {
	if v, shown := x.criteria[j.Claim]; shown {
		return v
	}
	s := x.Facts
	v := CriterionView{Expression: s.Value(j.Claim).Text, Verdict: j.Verdict, Thresholds: []ThresholdView{}, Figures: []Figure{}, Missing: j.Missing,
		Disputed: j.Disputed, Of: x.EntityRef(s.Subject(j.Claim)), Claim: x.claimViews([]snapshot.Ref{j.Claim})[0]}
	for i := range j.Thresholds {
		v.Thresholds = append(v.Thresholds, x.threshold(&j.Thresholds[i]))
	}
	for _, f := range j.Figures {
		v.Figures = append(v.Figures, x.figure(&f))
	}
	x.criteria[j.Claim] = v
	return v
}

func (x *showing) figure(f *criteria.Figure) Figure {
	return Figure{f.Name, f.Value, f.Unit, arithmetic(x.Facts.Ontology(), f), f.Confidence, x.claimViews(f.Claims)}
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

// hindrance is the strictest outcome that the effects of a decision come to.
func hindrance(o *graph.Ontology, r *Ruling) Outcome { return strictest(o, r.Effects) }

// strictest is the strictest outcome that effects come to.
func strictest(o *graph.Ontology, effects []view.ClaimView) Outcome {
	outcome := NoneKnown
	for _, term := range termsIn(effects) {
		switch at := slices.Index(o.Binding.Restricts, term); {
		case at >= 0 && o.Binding.Restricts[at] == o.Binding.Prohibits:
			return Prohibited
		case at >= 0:
			outcome = LicenceRequired
		}
	}
	return outcome
}

// mayHinder reports whether a decision that may apply would control the export: by its effects, by what is felt like a control, or by effects that
// are not recorded.
func (r *Ruling) mayHinder(o *graph.Ontology) bool {
	return hindrance(o, r) != NoneKnown || len(r.Effects) == 0 || r.informal(o)
}

// informal reports whether an effect may be felt like a control and is none.
func (r *Ruling) informal(o *graph.Ontology) bool {
	return slices.ContainsFunc(termsIn(r.Effects), func(term string) bool { return slices.Contains(o.Binding.Informal, term) })
}

// termsIn are the texts and terms that claims give.
func termsIn(claims []view.ClaimView) (terms []string) {
	for _, v := range claims {
		if term, ok := v.Value.(string); ok {
			terms = appendNew(terms, term)
		}
	}
	return terms
}

func appendNew(all []string, more ...string) []string {
	for _, text := range more {
		if !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}
