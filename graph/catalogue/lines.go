package catalogue

import (
	"cmp"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/control"
	"chokepoint/graph/criteria"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

// Lines are the criteria of the decisions in force on a day, and items put to them: who is caught by its figures. Destinations, end users,
// exceptions and what decisions name are not looked at; a check looks at these.
type Lines struct {
	Maker   *graph.EntityRef `json:"maker,omitempty"`
	AsOf    string           `json:"as_of"`
	Axes    []Axis           `json:"axes"`  // the figures that criteria on record, of any day, turn on
	Turns   []TurnView       `json:"turns"` // the days on which lines come and go, the earliest first
	Lines   []LineView       `json:"lines"`
	Total   int              `json:"total"`
	Met     int              `json:"total_met"`     // of these: meet a line that restricts
	Unknown int              `json:"total_unknown"` // of these: may meet one
	Results []LinedItem      `json:"results"`       // by name
	Next    string           `json:"next,omitempty"`
	Notice  string           `json:"notice"`

	caught, open []graph.EntityRef // of all, not of the page alone
}

// Axis is a figure by which items can be set out.
type Axis struct {
	Name string `json:"name"`
	Unit string `json:"unit,omitempty"`
}

// TurnView is a day on which a decision that turns on figures comes into force, or ceases to be.
type TurnView struct {
	Date     string          `json:"date"`
	Decision graph.EntityRef `json:"decision"`
	Begins   bool            `json:"begins"`
}

// LineView is a criterion of decisions in force, or of a class that they cover. AnyOf are the ways to meet it: one is enough, and of it
// all bounds must hold; there are none of a criterion that can't be taken apart so.
type LineView struct {
	ID         string             `json:"id"` // of the claim that states it
	Of         graph.EntityRef    `json:"of"` // the decision or class
	Expression string             `json:"expression"`
	Outcome    Outcome            `json:"outcome"` // the strictest of its decisions
	AnyOf      [][]Bound          `json:"any_of"`
	Text       string             `json:"text"`
	Decisions  []LineDecisionView `json:"decisions"` // that turn on it, the latest in force first
	Claim      view.ClaimView     `json:"claim"`
}

// LineDecisionView is a decision that turns on a line.
type LineDecisionView struct {
	Decision  graph.EntityRef `json:"decision"`
	Since     string          `json:"since,omitempty"` // in force since
	Outcome   Outcome         `json:"outcome"`
	Effects   []string        `json:"effects"`   // terms
	Citations []string        `json:"citations"` // where it can be found
}

// Bound is a comparison of a figure with a limit.
type Bound struct {
	Name  string `json:"name"`
	Op    string `json:"op"`    // <, <=, >, >=, ==, != or in
	Limit any    `json:"limit"` // in the base unit; a list where op is in
	Unit  string `json:"unit,omitempty"`
	Text  string `json:"text"`

	name, limit string // as they are written
}

// LinedItem is an item with its figures, and how it stands to the lines that concern it.
type LinedItem struct {
	Item    graph.EntityRef   `json:"item"`
	Makers  []graph.EntityRef `json:"makers"`
	Verdict criteria.Verdict  `json:"verdict"` // met: by a line that restricts; unknown: perhaps by one
	Figures []Figure          `json:"figures"` // of the axes, as far as they are known
	Lines   []Standing        `json:"lines"`
	LeftOut map[string]int    `json:"left_out,omitempty"` // of a brief answer: how many claims the figures rest on, and how many lines are not met
}

// Standing is how an item stands to a line.
type Standing struct {
	Line     string           `json:"line"`
	Verdict  criteria.Verdict `json:"verdict"`
	Missing  []string         `json:"missing,omitempty"`
	Disputed []string         `json:"disputed,omitempty"`
}

type linesParameters struct {
	question.Common
	Maker string `param:"maker" names:"entity" arg:"1" maxLength:"300" doc:"Whose items: what it designs and sells. Default: those of all." example:"nvidia"`
}

var lines = question.Define(question.Definition[linesParameters, Lines]{
	Name: "lines", ID: "list-lines", Path: "/v1/lines", Tag: "Decisions", Summary: "Items against the criteria of the decisions in force on a day",
	Part:   asLookedAt[linesParameters],
	Answer: answerLines, Table: tableOfLines, Print: printLines, Sentence: sentenceOfLines, Brief: briefLines,
})

func answerLines(a *question.Asking, p *linesParameters) (Lines, error) {
	f := p.Filter(a)
	kinds := f.Kinds
	if len(kinds) == 0 {
		kinds = a.Facts.Ontology().Binding.Sold
	}
	answer := Lines{AsOf: f.AsOf.String(), Axes: []Axis{}, Notice: say.Text(a.Lang(), "lines.notice") + " " + say.Text(a.Lang(), "check.notice")}
	found, err := control.LinesOf(a.Limits, a.Facts, f, kinds)
	if err != nil {
		return Lines{}, err
	}
	x := newShowing(a, "")
	if answer.Lines, err = x.lines(found); err != nil {
		return Lines{}, err
	}
	for _, name := range found.Axes {
		unit := a.Facts.Ontology().Attribute(name).Unit
		answer.Axes = append(answer.Axes, Axis{name, unit})
	}
	answer.Turns = make([]TurnView, len(found.Turns))
	for i, turn := range found.Turns {
		answer.Turns[i] = TurnView{turn.On.String(), a.EntityRef(turn.Decision), turn.Begins}
	}
	items, err := itemsOf(a, p, f, kinds, found, &answer)
	if err != nil {
		return Lines{}, err
	}
	all := make([]LinedItem, len(items))
	for i, item := range items {
		if all[i], err = x.lined(found, item, &answer); err != nil {
			return Lines{}, err
		}
	}
	answer.Total = len(all)
	answer.Results, answer.Next, err = question.Paginate(a, p.Page(), all)
	return answer, err
}

// itemsOf lists the items that are put to the lines, by name, and notes whose they are.
func itemsOf(a *question.Asking, p *linesParameters, f graph.Filter, kinds []string, found *control.Lines, answer *Lines) ([]snapshot.Node, error) {
	if p.Maker == "" {
		return found.Items(f, kinds)
	}
	maker, err := a.Resolve(p.Maker, f.KnownAt)
	if err != nil {
		return nil, err
	}
	ref := a.EntityRef(maker)
	answer.Maker = &ref
	items, err := control.Sold(a.Limits, a.Facts, maker, f)
	items = slices.DeleteFunc(items, func(n snapshot.Node) bool { return !slices.Contains(kinds, a.Facts.Kind(n)) })
	slices.SortFunc(items, func(x, y snapshot.Node) int { return cmp.Compare(a.Facts.NameRank(x), a.Facts.NameRank(y)) })
	return items, err
}

func (x *showing) lines(found *control.Lines) ([]LineView, error) {
	views := make([]LineView, len(found.All))
	for i := range found.All {
		line := &found.All[i]
		claim := x.claimViews([]snapshot.Ref{line.Criterion})[0]
		v := LineView{ID: claim.ID.String(), Of: x.EntityRef(line.Of), Expression: x.Facts.Value(line.Criterion).Text, Outcome: NoneKnown, AnyOf: [][]Bound{}, Claim: claim}
		for j := range line.Decisions {
			d := x.lineDecision(&line.Decisions[j])
			if slices.Index(strictness, d.Outcome) < slices.Index(strictness, v.Outcome) {
				v.Outcome = d.Outcome
			}
			v.Decisions = append(v.Decisions, d)
		}
		ways, err := criteria.Alternatives(x.Facts, line.Criterion)
		if err != nil {
			return nil, err
		}
		v.AnyOf, v.Text = x.ways(ways)
		v.Text = cmp.Or(v.Text, v.Expression)
		views[i] = v
	}
	return views, nil
}

func (x *showing) lineDecision(d *control.LineDecision) LineDecisionView {
	effects, cited := x.claimViews(d.Effects), []snapshot.Ref{}
	for _, ref := range d.Other {
		if x.Facts.PredicateName(ref) == x.Facts.Ontology().Binding.Citation {
			cited = append(cited, ref)
		}
	}
	v := LineDecisionView{Decision: x.EntityRef(d.Decision), Outcome: strictest(x.Facts.Ontology(), effects),
		Effects: append([]string{}, termsIn(effects)...), Citations: append([]string{}, termsIn(x.claimViews(cited))...)}
	if d.Since.Bounded() {
		v.Since = d.Since.String()
	}
	return v
}

// ways shows the ways to meet a criterion, and says them.
func (x *showing) ways(ways [][]criteria.Threshold) (views [][]Bound, text string) {
	views = [][]Bound{}
	var texts []string
	for _, joint := range ways {
		var bounds []Bound
		var parts []string
		for i := range joint {
			b := x.bound(&joint[i])
			b.say(x.Lang())
			bounds, parts = append(bounds, b), append(parts, b.Text)
		}
		views, texts = append(views, bounds), append(texts, strings.Join(parts, say.Text(x.Lang(), "lines.and")))
	}
	return views, strings.Join(texts, say.Text(x.Lang(), "lines.or"))
}

// symbols are the comparisons as people write them.
var symbols = map[string]string{"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "=", "!=": "≠"}

// say puts a bound into words.
func (b *Bound) say(lang string) {
	switch _, number := b.Limit.(float64); {
	case number:
		b.Text = say.Text(lang, "bound", b.name, symbols[b.Op], b.limit)
	case b.Op == "!=":
		b.Text = say.Text(lang, "bound.not", b.name, b.limit)
	default:
		b.Text = say.Text(lang, "bound.is", b.name, b.limit)
	}
}

// lined puts an item to the lines, and notes in the answer how it stands to those that restrict.
func (x *showing) lined(found *control.Lines, item snapshot.Node, answer *Lines) (v LinedItem, err error) {
	judged, figures, err := found.Put(item)
	if err != nil {
		return v, err
	}
	makers, err := found.Makers(item)
	if err != nil {
		return v, err
	}
	v = LinedItem{Item: x.EntityRef(item), Makers: refsOf(x.Asking, makers), Verdict: criteria.NotMet, Figures: []Figure{}, Lines: []Standing{}}
	for i := range answer.Lines {
		j, concerns := judged[i]
		if !concerns {
			continue
		}
		v.Lines = append(v.Lines, Standing{answer.Lines[i].ID, j.Verdict, j.Missing, j.Disputed})
		if answer.Lines[i].Outcome != NoneKnown && (j.Verdict == criteria.Met || j.Verdict == criteria.Unknown && v.Verdict == criteria.NotMet) {
			v.Verdict = j.Verdict
		}
	}
	for _, name := range found.Axes {
		if f, known := figures.Figure(name); known {
			v.Figures = append(v.Figures, x.figure(&f))
		}
	}
	switch v.Verdict {
	case criteria.Met:
		answer.Met, answer.caught = answer.Met+1, append(answer.caught, v.Item)
	case criteria.Unknown:
		answer.Unknown, answer.open = answer.Unknown+1, append(answer.open, v.Item)
	}
	return v, nil
}

// briefLines leaves out the claims that figures rest on, and the lines that an item does not meet.
func briefLines(x Lines) (Lines, int) {
	claims := 0
	x.Results = slices.Clone(x.Results)
	for i := range x.Results {
		r, left := &x.Results[i], 0
		r.Figures = slices.Clone(r.Figures)
		for j := range r.Figures {
			left += len(r.Figures[j].Claims)
			r.Figures[j].Claims = []view.ClaimView{}
		}
		claims += left
		lines := len(r.Lines)
		r.Lines = slices.DeleteFunc(slices.Clone(r.Lines), func(st Standing) bool { return st.Verdict == criteria.NotMet })
		r.LeftOut = map[string]int{"figures": left, "lines": lines - len(r.Lines)}
	}
	x.Lines = slices.Clone(x.Lines)
	for i := range x.Lines {
		claims += 1 + len(x.Lines[i].Decisions) // a decision takes about as long to show
		x.Lines[i].Claim = briefly([]view.ClaimView{x.Lines[i].Claim}, briefCompared)[0]
	}
	return x, claims
}
