package catalogue

import (
	"cmp"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/control"
	"chokepoint/graph/question"
	"chokepoint/graph/rules"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

// Decisions lists decisions: those in force first, then those that asserted claims join to the entity, then by name; or the latest
// first.
type Decisions struct {
	Subject graph.EntityRef `json:"subject"`
	AsOf    string          `json:"as_of"`
	Total   int             `json:"total"`
	InForce int             `json:"total_in_force"`
	Results []BearingView   `json:"results"`
	Note    string          `json:"note,omitempty"` // that there are none
	Next    string          `json:"next,omitempty"`
	Moved
}

// BearingView is a decision and why it bears on the entity: the claims that join them, asserted or derived.
type BearingView struct {
	DecisionView
	Role    string           `json:"role,omitempty"` // in which the entity is subject to it
	Derived bool             `json:"derived"`        // each way that joins them has a derived claim
	Because []view.ClaimView `json:"because"`
}

// DecisionView is a decision as it stands on a day.
type DecisionView struct {
	Decision     graph.EntityRef   `json:"decision"`
	InForce      *bool             `json:"in_force"`        // null: no status is recorded
	Doubt        Doubt             `json:"doubt,omitempty"` // of one in force: why it may not be
	Status       []view.ClaimView  `json:"status"`
	Effects      []view.ClaimView  `json:"effects"`
	ReviewPolicy []view.ClaimView  `json:"review_policy,omitempty"`
	Conditions   []view.ClaimView  `json:"conditions"`
	IssuedBy     []graph.EntityRef `json:"issued_by"`
	Other        []view.ClaimView  `json:"other,omitempty"`    // rates, quantities, citations
	LeftOut      map[string]int    `json:"left_out,omitempty"` // of a brief answer: how many claims each list has beyond those shown
}

type decisionsParameters struct {
	question.Of
	question.Common
	sinceParameter
	By     string   `param:"by" names:"entity" maxLength:"300" doc:"Only decisions of this authority, or of one that is part of it: an id or a name, such as united-states." example:"netherlands"`
	Effect []string `param:"effect" maxItems:"20" doc:"Only decisions with this effect (repeatable): a term of the attribute effect, such as permit or tax."`
	Status []string `param:"status" maxItems:"20" doc:"Only decisions with this status (repeatable): a term of the attribute status, such as proposed or in-force."`
	Sort   string   `param:"sort" enum:"standing,date" default:"standing" doc:"standing: those in force first, then by name. date: the latest first."`
}

// choice reads which decisions are wanted. The error wraps graph.ErrNotFound, graph.ErrAmbiguous or graph.ErrUnknownTerm.
func (p *decisionsParameters) choice(a *question.Asking, f graph.Filter) (*control.Choice, error) {
	c := &control.Choice{By: snapshot.None, Effects: p.Effect, Statuses: p.Status}
	o := a.Facts.Ontology()
	for _, x := range []struct {
		attribute string
		terms     []string
	}{{o.Binding.Effect, p.Effect}, {o.Binding.Attribute, p.Status}} {
		attribute := o.Attribute(x.attribute)
		for _, term := range x.terms {
			if attribute == nil || !slices.Contains(attribute.Terms, term) {
				e := &graph.UnknownTerm{What: x.attribute, Name: term}
				if attribute != nil {
					e.Known = attribute.Terms
				}
				return nil, e
			}
		}
	}
	if p.By != "" {
		n, err := a.Resolve(p.By, f.KnownAt)
		if err != nil {
			return nil, err
		}
		c.By = n
	}
	return c, c.Prepare(a.Limits, a.Facts, f)
}

// found lists the decisions that are wanted under a filter.
func (p *decisionsParameters) found(a *question.Asking, n snapshot.Node, f graph.Filter) ([]control.Bearing, error) {
	c, err := p.choice(a, f)
	if err != nil {
		return nil, err
	}
	all, err := control.Decisions(a.Limits, a.Facts, n, f)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(b control.Bearing) bool { return !c.Keeps(a.Facts, &b.State) })
	if p.Sort == "date" {
		slices.SortStableFunc(all, func(x, y control.Bearing) int {
			one, _ := x.Begun(a.Facts)
			other, _ := y.Begun(a.Facts)
			return -cmp.Compare(one, other)
		})
	}
	return all, nil
}

var decisions = question.Define(question.Definition[decisionsParameters, Decisions]{
	Name: "decisions", ID: "list-decisions", Path: "/v1/entities/{ref}/decisions", Tag: "Decisions",
	Summary: "The decisions that bear on it",
	Part:    asLookedAt[decisionsParameters],
	Legal:   true, Answer: answerDecisions, Table: tableOfDecisions, Print: printDecisions,
	Sentence: sentenceOfDecisions, Brief: briefDecisions,
})

func answerDecisions(a *question.Asking, p *decisionsParameters) (Decisions, error) {
	n, err := a.Resolve(p.Ref, p.KnownAt.Time)
	if err != nil {
		return Decisions{}, err
	}
	f := p.Filter(a)
	all, err := p.found(a, n, f)
	if err != nil {
		return Decisions{}, err
	}
	part, next, err := question.Paginate(a, p.Page(), all)
	if err != nil {
		return Decisions{}, err
	}
	answer := Decisions{Subject: a.EntityRef(n), AsOf: f.AsOf.String(), Total: len(all), Results: make([]BearingView, len(part)), Next: next}
	for i, b := range part {
		answer.Results[i] = BearingView{viewOfDecision(a, &b.State), b.Role, b.Derived, view.Claims(a.Facts, b.Because, a.Lang())}
	}
	for _, b := range all {
		if b.Binds() {
			answer.InForce++
		}
	}
	if len(all) == 0 {
		answer.Note = noDecisions(a, p, &answer)
	}
	answer.Moved, err = movedSince(a, p.sinceParameter, f, func(a *question.Asking, f graph.Filter) ([]snapshot.Node, error) {
		n, err := a.Resolve(p.Ref, f.KnownAt)
		if err != nil {
			return nil, err
		}
		all, err := p.found(a, n, f)
		nodes := make([]snapshot.Node, len(all))
		for i := range all {
			nodes[i] = all[i].Decision
		}
		return nodes, err
	})
	return answer, err
}

func viewOfDecision(a *question.Asking, st *control.State) DecisionView {
	claims := func(refs []snapshot.Ref) []view.ClaimView { return view.Claims(a.Facts, refs, a.Lang()) }
	v := DecisionView{Decision: a.EntityRef(st.Decision), InForce: st.InForce, Doubt: doubtOf(st.Grounds), Status: claims(st.Status), Effects: claims(st.Effects),
		ReviewPolicy: claims(st.ReviewPolicy), Conditions: claims(st.Conditions), Other: claims(st.Other), IssuedBy: make([]graph.EntityRef, len(st.IssuedBy))}
	for i, n := range st.IssuedBy {
		v.IssuedBy[i] = a.EntityRef(n)
	}
	return v
}

func tableOfDecisions(d Decisions) *question.Table {
	t := question.NewTable("id", "decision", "in_force", "effects", "role", "derived", "why")
	t.Next = d.Next
	for _, r := range d.Results {
		t.Row(r.Decision.ID, r.Decision.Name, force(r.InForce), termsOf(r.Effects), r.Role, r.Derived, r.Because[0].Sentence)
	}
	return t
}

func printDecisions(s *question.Sheet, d Decisions) {
	s.Say("sheet.decisions", s.Name(d.Subject), d.AsOf, d.Total)
	printNote(s, d.Note)
	for _, r := range d.Results {
		s.Printf("\n")
		s.Say("sheet.line", s.Name(r.Decision), standingOf(s, r.InForce, r.Doubt))
		printClaims(s, r.Because)
		printClaims(s, r.Effects)
		printClaims(s, r.ReviewPolicy)
		printClaims(s, r.Conditions)
	}
	printMoved(s, d.Moved)
	s.Next(d.Next)
}

// Doubt is why a decision that is in force by what is recorded may not be: estimated, disputed, or terms, which are those of what
// suspended it.
type Doubt string

func doubtOf(g rules.Grounds) Doubt {
	if g.Doubtful() {
		return Doubt(g.String())
	}
	return ""
}

// standingOf is forceIn at a terminal.
func standingOf(s *question.Sheet, inForce *bool, doubt Doubt) string {
	return forceIn(s.Lang(), inForce, doubt)
}

// forceIn says whether a decision is in force, and what makes that doubtful.
func forceIn(lang string, inForce *bool, doubt Doubt) string {
	text := force(inForce).In(lang)
	if doubt != "" {
		return text + " (" + say.Text(lang, "doubt."+string(doubt)) + ")"
	}
	return text
}

// force says in tables and at a terminal whether a decision is in force.
func force(inForce *bool) say.Told {
	switch {
	case inForce == nil:
		return say.That("force.unknown")
	case *inForce:
		return say.That("force.yes")
	}
	return say.That("force.no")
}

// termsOf lists the texts and terms that claims give, each once.
func termsOf(claims []view.ClaimView) string {
	var all []string
	seen := map[string]bool{}
	for _, v := range claims {
		if term, ok := v.Value.(string); ok && !seen[term] {
			seen[term] = true
			all = append(all, term)
		}
	}
	return strings.Join(all, ", ")
}
