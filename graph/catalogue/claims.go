package catalogue

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

var claims = question.Define(question.Definition[claimsParameters, Claims]{
	Name: "claims", ID: "list-claims", Path: "/v1/claims", Tag: "Catalogue", Summary: "Claims by predicate, subject, object and source",
	Part:   partOfClaims,
	Answer: answerClaims,
	Cypher: cypherOfClaims,
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
		printClaims(s, c.Past)
		printClaims(s, c.Without)
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
	Subject    string   `param:"subject" names:"entity" doc:"Whose claims: an id, or a name or alias if only one entity has it."`
	Object     string   `param:"object" names:"entity" doc:"The entity at the other end of a relation."`
	ObjectKind []string `param:"object_kind" maxItems:"20" doc:"Kinds of the entity at the other end of a relation (repeatable)."`
	About      string   `param:"about" names:"entity" doc:"An entity that the claim names: at the other end, as its item, or in its words."`
	Source     string   `param:"source" doc:"Id of a source that they cite."`
}

// Claims lists claims by predicate, then by name of the subject, then by support. Computed are figures that no claim gives and that
// the ontology computes from others, where one is asked for of a subject.
type Claims struct {
	AsOf     string           `json:"as_of"`
	Total    int              `json:"total"`
	Results  []view.ClaimView `json:"results"`
	Past     []view.ClaimView `json:"past,omitempty"`    // where none holds on the day: the last that held before it
	Without  []view.ClaimView `json:"without,omitempty"` // where none names what they are to be about: the first that do not
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

// partOfClaims asks for the claims of the subject or, without one, of the object, whenever they hold. Without either, claims are
// looked for among all.
func partOfClaims(a *question.Asking, p *claimsParameters) (snapshot.Need, error) {
	f := p.Filter(a)
	need, of := snapshot.Need{Filter: f, Budget: a.Budget}, cmp.Or(p.Subject, p.Object)
	if of == "" {
		return need, fmt.Errorf("claims without a subject or an object: %w", graph.ErrWhole)
	}
	for _, ref := range []string{p.Subject, p.Object, p.About} {
		if ref == "" {
			continue
		}
		id, err := a.ResolveID(ref, f.KnownAt)
		if err != nil {
			return need, err
		}
		need.Names = append(need.Names, id)
		if ref == of || ref == p.About {
			need.About = append(need.About, snapshot.NeededClaims{Of: id, Attributes: true, Ever: true})
		}
	}
	if p.Source != "" {
		need.Sources = []string{p.Source}
	}
	return need, nil
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
	part, total, err := c.list(a, offset, limit)
	if err != nil {
		return Claims{}, err
	}
	answer := Claims{AsOf: f.AsOf.String(), Total: total, Results: make([]view.ClaimView, len(part)), Next: a.Next(p.Page(), offset+len(part), total)}
	for i, r := range part {
		answer.Results[i] = view.Claim(s, r.ref, p.Lang)
	}
	if c.subject == snapshot.None {
		return answer, nil
	}
	answer.Computed = computed(a, c, p.Predicate)
	if total > 0 {
		return answer, nil
	}
	if answer.Past, err = c.past(a, f); err == nil && len(answer.Past) == 0 && c.about != nil {
		c.about = nil
		part, _, err = c.list(a, 0, spoken)
		for _, r := range part {
			answer.Without = append(answer.Without, view.Claim(s, r.ref, p.Lang))
		}
	}
	return answer, err
}

// list returns a part of the claims that are chosen, and how many they are.
func (c *chosen) list(a *question.Asking, offset, limit int) ([]placedClaim, int, error) {
	if c.isWhole() {
		return c.listInOrder(a, offset, limit)
	}
	s := a.Facts
	leading, keys := newLeadingClaims(s, offset+limit), &readingsOf(s).ofClaims
	err := c.admitted(a, func(r readClaim) {
		if !c.lists(s, r) {
			return
		}
		key := uint64(keys.Of(r.ref)) << 32
		if !leading.isBeyond(key) {
			key |= uint64(s.NameRank(r.from))
		}
		leading.add(key, r.ref, r.object(), r.inverse)
	})
	return leading.from(offset), leading.total, err
}

// past returns the claims of the subject that had ended by the day, the last that did first, and at most as many as are said.
func (c *chosen) past(a *question.Asking, f graph.Filter) ([]view.ClaimView, error) {
	s := a.Facts
	leading := newLeadingClaims(s, spoken)
	for r := range c.ofSubject(s) {
		if err := a.Limits.Work(); err != nil {
			return nil, err
		}
		to := s.Valid(r.ref).To
		if to.Bounded() && to.Day() <= f.AsOf && s.Recorded(r.ref).Contains(f.KnownAt) && s.Confidence(r.ref) >= f.MinConfidence && (!f.Primary || s.IsPrimary(r.ref)) && c.lists(s, r) {
			leading.add(math.MaxUint64-uint64(int64(to)-math.MinInt32), r.ref, r.object(), r.inverse)
		}
	}
	var views []view.ClaimView
	for _, r := range leading.from(0) {
		views = append(views, view.Claim(s, r.ref, a.Lang()))
	}
	return views, nil
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
	var texts []string
	for _, f := range c.Computed {
		label := a.Facts.Ontology().Attribute(f.Name).Label.In(a.Lang())
		texts = append(texts, say.Text(a.Lang(), "claims.computed", cmp.Or(label, f.Name), a.NameIn(c.subjectOf(a, p)), strings.TrimSpace(plain(f.Value)+" "+f.Unit), f.Arithmetic))
	}
	leading := slices.Clone(c.Results)
	switch {
	case len(leading) > 0:
		view.SortSupport(leading)
	case len(c.Past) > 0:
		leading = c.Past
		texts = append(texts, say.Text(a.Lang(), "claims.past", say.Date(a.Lang(), mustDate(c.AsOf))))
	case len(c.Without) > 0:
		leading = c.Without
		texts = append(texts, say.Text(a.Lang(), "claims.without", a.NameIn(p.About)))
	case len(texts) == 0:
		return sayNoClaims(a, p, c.AsOf)
	}
	for _, v := range leading[:min(spoken, len(leading))] {
		texts = append(texts, say.Text(a.Lang(), "claims.one", v.Sentence, sureSince(a, &v)))
	}
	if rest := c.Total - spoken; rest > 0 {
		texts = append(texts, say.Text(a.Lang(), "claims.more", rest))
	}
	return strings.Join(texts, " ")
}

// mustDate reads a day that an answer gives.
func mustDate(day string) graph.Date {
	d, _ := graph.ParseDate(day)
	return d
}

func (c *Claims) subjectOf(a *question.Asking, p *claimsParameters) string {
	if n, err := a.Resolve(p.Subject, p.KnownAt.Time); err == nil {
		return a.Facts.ID(n)
	}
	return p.Subject
}

// longestNote is how long a note may be, in bytes, to be read out.
const longestNote = 120

// sureSince says how sure a claim is, when it begins and ends as far as that is known and its sentence does not say it, and what its
// note adds.
func sureSince(a *question.Asking, v *view.ClaimView) string {
	lang, attribute := a.Lang(), a.Facts.Ontology().Attribute(v.Predicate)
	text := say.Text(lang, "confidence."+v.Confidence.String())
	days := []struct{ key, day string }{{"claims.since", v.ValidFrom}, {"claims.until", v.ValidTo}}
	switch {
	case attribute != nil && attribute.Period:
		days = nil
	case attribute != nil && attribute.Past:
		days = []struct{ key, day string }{{"claims.on", v.ValidFrom}}
	}
	for _, x := range days {
		if d, err := graph.ParseDate(x.day); err == nil && x.day != "" {
			text += ", " + say.Text(lang, x.key, say.DateNoun(lang, d))
		}
	}
	if v.Note != "" && len(v.Note) <= longestNote {
		text += ", " + strings.TrimRight(v.Note, ".")
	}
	return text
}

// sayNoClaims says what was looked for and not found.
func sayNoClaims(a *question.Asking, p *claimsParameters, day string) string {
	d, name := mustDate(day), ""
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
