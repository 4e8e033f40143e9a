package catalogue

import (
	"cmp"
	"iter"

	"chokepoint/graph"
	"chokepoint/graph/first"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

var claims = question.Define(question.Definition[claimsParameters, Claims]{
	Name: "claims", ID: "list-claims", Path: "/v1/claims", Tag: "Catalogue", Summary: "Claims by predicate, subject and source",
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
		s.Next(c.Next)
	},
})

type claimsParameters struct {
	question.Common
	Predicate string `param:"predicate" doc:"A relation, the inverse of one, or an attribute. An inverse is read from its object, which is then the subject of this question."`
	Subject   string `param:"subject" doc:"Whose claims: an id, or a name or alias if only one entity has it."`
	Source    string `param:"source" doc:"Id of a source that they cite."`
}

// Claims lists claims by predicate, then by name of the subject, then by support.
type Claims struct {
	AsOf    string           `json:"as_of"`
	Total   int              `json:"total"`
	Results []view.ClaimView `json:"results"`
	Next    string           `json:"next,omitempty"`
}

// chosen says which claims are listed.
type chosen struct {
	predicates snapshot.Predicates // nil: all
	inverse    bool                // read from the object
	subject    snapshot.Node       // or None
	source     string              // or empty
	mask       *snapshot.Mask
	kinds      snapshot.Lister
}

// readClaim is a claim and the end that it is read from.
type readClaim struct {
	ref  snapshot.Ref
	from snapshot.Node
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
	for ref, from := range c.among(s) {
		if err := a.Limits.Work(); err != nil {
			return Claims{}, err
		}
		if r := (readClaim{ref, from}); c.lists(s, r) {
			leading.Add(r)
		}
	}
	part, total := leading.From(offset), leading.Added()
	answer := Claims{AsOf: f.AsOf.String(), Total: total, Results: make([]view.ClaimView, len(part)), Next: a.Next(p.Page(), offset+len(part), total)}
	for i, r := range part {
		answer.Results[i] = view.Claim(s, r.ref, p.Lang)
	}
	return answer, nil
}

// chooseClaims reads the parameters. The error wraps graph.ErrUnknownTerm, or graph.ErrNotFound for a subject or source.
func chooseClaims(a *question.Asking, p *claimsParameters, f graph.Filter) (*chosen, error) {
	s := a.Facts
	c := &chosen{subject: snapshot.None, source: p.Source, kinds: s.Lister(f)}
	var err error
	if c.mask, err = narrowedMask(s, f); err != nil {
		return nil, err
	}
	if p.Predicate != "" {
		name := p.Predicate
		if r := s.Ontology().InverseOf(name); r != nil {
			name, c.inverse = r.Name, true
		}
		if _, ok := s.PredicateNumber(name); !ok {
			return nil, &graph.UnknownTerm{What: "predicate", Name: name}
		}
		c.predicates = s.Predicates(name)
	}
	if p.Subject != "" {
		if c.subject, err = a.Resolve(p.Subject, f.KnownAt); err != nil {
			return nil, err
		}
	}
	if _, _, ok := s.Source(p.Source); !ok && p.Source != "" {
		return nil, &graph.NotFound{What: "source", Ref: p.Source}
	}
	return c, nil
}

// among yields the claims that have to be looked at: those of the subject if there is one.
func (c *chosen) among(s *snapshot.Snapshot) iter.Seq2[snapshot.Ref, snapshot.Node] {
	switch {
	case c.subject != snapshot.None && c.inverse:
		return withEnd(c.subject, keys(s.In(c.subject)))
	case c.subject != snapshot.None:
		return withEnd(c.subject, s.Attributes(c.subject), keys(s.Out(c.subject)))
	case c.inverse:
		return s.RelationClaims(c.predicates)
	}
	return func(yield func(snapshot.Ref, snapshot.Node) bool) {
		for ref := range s.Claims() {
			if !yield(ref, s.Subject(ref)) {
				return
			}
		}
	}
}

// withEnd pairs claims with the one entity that they are read from.
func withEnd(n snapshot.Node, claims ...iter.Seq[snapshot.Ref]) iter.Seq2[snapshot.Ref, snapshot.Node] {
	return func(yield func(snapshot.Ref, snapshot.Node) bool) {
		for _, refs := range claims {
			for ref := range refs {
				if !yield(ref, n) {
					return
				}
			}
		}
	}
}

func keys(claims iter.Seq2[snapshot.Ref, snapshot.Node]) iter.Seq[snapshot.Ref] {
	return func(yield func(snapshot.Ref) bool) {
		for ref := range claims {
			if !yield(ref) {
				return
			}
		}
	}
}

func (c *chosen) lists(s *snapshot.Snapshot, r readClaim) bool {
	return (c.predicates == nil || s.Is(r.ref, c.predicates)) && c.mask.Admits(r.ref) && c.kinds.Lists(r.from) &&
		(c.source == "" || cites(s, r.ref, c.source))
}
