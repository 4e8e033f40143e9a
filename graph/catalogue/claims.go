package catalogue

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
	"chokepoint/graph/first"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

var claims = question.Define(question.Definition[claimsParameters, Claims]{
	Name: "claims", ID: "list-claims", Path: "/v1/claims", Tag: "Catalogue", Summary: "Claims by predicate, subject, object and source",
	Answer: answerClaims,
	Table: func(c Claims) *question.Table {
		t := claimsTable(c.Results)
		t.Next = c.Next
		return t
	},
	Print: func(s *question.Sheet, c Claims) {
		s.Say("sheet.claims", c.AsOf, c.Total)
		if c.Total == 0 {
			s.Say("sheet.empty")
		}
		printClaims(s, c.Results)
		for _, f := range c.Computed {
			s.Printf("  %s\n", f.Arithmetic)
			printClaims(s, f.Claims)
		}
		s.Next(c.Next)
	},
	Sentence: sentenceOfClaims,
})

type claimsParameters struct {
	question.Common
	Predicate  []string `param:"predicate" maxItems:"20" doc:"A relation, the inverse of one, or an attribute (repeatable). An inverse is read from its object, which is then the subject of this question."`
	Subject    string   `param:"subject" doc:"Whose claims: an id, or a name or alias if only one entity has it."`
	Object     string   `param:"object" doc:"The entity at the other end of a relation."`
	ObjectKind []string `param:"object_kind" maxItems:"20" doc:"Kinds of the entity at the other end of a relation (repeatable)."`
	About      string   `param:"about" doc:"An entity that the claim names: at the other end, as its item, or in its words."`
	Source     string   `param:"source" doc:"Id of a source that they cite."`
}

// Claims lists claims by predicate, then by name of the subject, then by support. Computed are figures that no claim gives and that
// the ontology computes from others, where one is asked for of a subject.
type Claims struct {
	AsOf     string           `json:"as_of"`
	Total    int              `json:"total"`
	Results  []view.ClaimView `json:"results"`
	Computed []Computed       `json:"computed,omitempty"`
	Next     string           `json:"next,omitempty"`
}

// Computed is a figure that follows from others.
type Computed struct {
	Name       string           `json:"name"`
	Value      float64          `json:"value"`
	Unit       string           `json:"unit,omitempty"`
	Arithmetic string           `json:"arithmetic"`
	Claims     []view.ClaimView `json:"claims"` // that give what it is computed from
}

func answerClaims(a *question.Asking, p *claimsParameters) (Claims, error) {
	f := p.Filter(a)
	c, err := chooseClaims(a, p, f)
	if err != nil {
		return Claims{}, err
	}
	offset, limit, err := a.Window(p.Page())
	if err != nil {
		return Claims{}, err
	}
	s := a.Facts
	leading := first.New(offset+limit, func(x, y readClaim) int {
		if c := cmp.Or(cmp.Compare(s.PredicateName(x.ref), s.PredicateName(y.ref)), cmp.Compare(s.NameRank(x.from), s.NameRank(y.from))); c != 0 {
			return c
		}
		return s.CompareClaims(x.ref, y.ref)
	})
	for r := range c.among(s) {
		if err := a.Limits.Work(); err != nil {
			return Claims{}, err
		}
		if c.lists(s, r) {
			leading.Add(r)
		}
	}
	part, total := leading.From(offset), leading.Added()
	answer := Claims{AsOf: f.AsOf.String(), Total: total, Results: make([]view.ClaimView, len(part)), Next: a.Next(p.Page(), offset+len(part), total)}
	for i, r := range part {
		answer.Results[i] = view.Claim(s, r.ref, p.Lang)
	}
	if c.subject != snapshot.None {
		answer.Computed = computed(a, c, p.Predicate)
	}
	return answer, nil
}

// computed are the figures of the subject among the predicates that no claim gives.
func computed(a *question.Asking, c *chosen, predicates []string) []Computed {
	s := a.Facts
	var all []Computed
	for _, name := range predicates {
		attribute := s.Ontology().Attribute(name)
		if attribute == nil || attribute.Computed == nil || !mayHave(s, c.subject, attribute) {
			continue
		}
		figure := criteria.Of(s, c.subject, c.mask.Admits).Best(name)
		if figure == nil || len(figure.From) == 0 {
			continue
		}
		x := Computed{Name: name, Value: figure.Value, Unit: figure.Unit, Arithmetic: arithmetic(s.Ontology(), figure)}
		for _, from := range figure.From {
			x.Claims = append(x.Claims, view.Claims(s, from.Claims, a.Lang())...)
		}
		all = append(all, x)
	}
	return all
}

// sentenceOfClaims says the best supported claims, each with how sure it is and from when on, and how many there are besides.
func sentenceOfClaims(a *question.Asking, p *claimsParameters, c Claims) string {
	text := ""
	for _, f := range c.Computed {
		label := a.Facts.Ontology().Attribute(f.Name).Label.In(a.Lang())
		text += say.Text(a.Lang(), "claims.computed", cmp.Or(label, f.Name), a.NameIn(c.subjectOf(a, p)), plain(f.Value), f.Unit, f.Arithmetic) + " "
	}
	if len(c.Results) == 0 {
		if text != "" {
			return text[:len(text)-1]
		}
		return sayNoClaims(a, p, c.AsOf)
	}
	leading := slices.Clone(c.Results)
	view.SortSupport(leading)
	for _, v := range leading[:min(spoken, len(leading))] {
		text += say.Text(a.Lang(), "claims.one", v.Sentence, sureSince(a.Lang(), &v)) + " "
	}
	if rest := c.Total - min(spoken, len(leading)); rest > 0 {
		return text + say.Text(a.Lang(), "claims.more", rest)
	}
	return text[:len(text)-1]
}

func (c *Claims) subjectOf(a *question.Asking, p *claimsParameters) string {
	if n, err := a.Resolve(p.Subject, p.KnownAt.Time); err == nil {
		return a.Facts.ID(n)
	}
	return p.Subject
}

// sureSince says how sure a claim is, and when it begins and ends, as far as that is known.
func sureSince(lang string, v *view.ClaimView) string {
	text := say.Text(lang, "confidence."+v.Confidence.String())
	for _, x := range [...]struct{ key, day string }{{"claims.since", v.ValidFrom}, {"claims.until", v.ValidTo}} {
		if d, err := graph.ParseDate(x.day); err == nil && x.day != "" {
			text += ", " + say.Text(lang, x.key, say.DateNoun(lang, d))
		}
	}
	return text
}

// sayNoClaims says what was looked for and not found.
func sayNoClaims(a *question.Asking, p *claimsParameters, day string) string {
	d, err := graph.ParseDate(day)
	if err != nil {
		return ""
	}
	name := ""
	if p.Subject != "" {
		name = a.NameIn((&Claims{}).subjectOf(a, p))
	}
	var labels []string
	for _, predicate := range p.Predicate {
		if attribute := a.Facts.Ontology().Attribute(predicate); attribute != nil {
			labels = append(labels, cmp.Or(attribute.Label.In(a.Lang()), predicate))
		}
	}
	switch {
	case name != "" && len(labels) > 0:
		return say.Text(a.Lang(), "claims.none.of", name, say.List(a.Lang(), labels), say.Date(a.Lang(), d))
	case name != "":
		return say.Text(a.Lang(), "claims.none.subject", name, say.Date(a.Lang(), d))
	}
	return say.Text(a.Lang(), "claims.none", say.Date(a.Lang(), d))
}
