package catalogue

import (
	"slices"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/disagree"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

var claim = question.Define(question.Definition[namedParameters, ClaimAnswer]{
	Name: "claim", ID: "get-claim", Path: "/v1/claims/{id}", Tag: "Catalogue", Summary: "A claim",
	Part:   partOfClaim,
	Answer: answerClaim,
	Table:  func(c ClaimAnswer) *question.Table { return claimsTable(c.all()) },
	Print:  func(s *question.Sheet, c ClaimAnswer) { printClaims(s, c.all()) },
})

// ClaimAnswer is a claim. Where datasets say other contents of it, it is the best supported of their statements, and all of them
// are listed, the curated dataset's first.
type ClaimAnswer struct {
	view.ClaimView
	Statements []view.ClaimView  `json:"statements,omitempty"`
	Names      map[string]string `json:"names"` // what the entities that it names are called in the language of the answer, by id
}

func (c *ClaimAnswer) all() []view.ClaimView {
	if len(c.Statements) > 0 {
		return c.Statements
	}
	return []view.ClaimView{c.ClaimView}
}

func partOfClaim(_ *question.Asking, p *namedParameters) (snapshot.Need, error) {
	if id, err := uuid.Parse(p.ID); err == nil {
		return snapshot.Need{Claims: []uuid.UUID{id}, Looks: true}, nil
	}
	return snapshot.Need{}, nil
}

// answerClaim finds a claim whether it stands or is withdrawn.
func answerClaim(a *question.Asking, p *namedParameters) (ClaimAnswer, error) {
	var refs []snapshot.Ref
	if id, err := uuid.Parse(p.ID); err == nil {
		refs = a.Facts.ClaimsWithID(id)
	}
	if len(refs) == 0 {
		return ClaimAnswer{}, &graph.NotFound{What: "claim", Ref: p.ID}
	}
	best := slices.MinFunc(refs, a.Facts.CompareClaims)
	answer := ClaimAnswer{ClaimView: view.Claim(a.Facts, best, p.Lang)}
	answer.Names = namesIn(a, answer.ClaimView)
	if len(refs) > 1 {
		answer.Statements = view.Claims(a.Facts, refs, p.Lang)
	}
	nameKinds(a.Facts, append(answer.Statements, answer.ClaimView))
	standing, err := ofSubjectBy(a, best)
	if err != nil {
		return ClaimAnswer{}, err
	}
	among, err := disagree.Among(a.Limits, a.Facts, standing)
	if err != nil {
		return ClaimAnswer{}, err
	}
	answer.Contradicts, err = contradicting(a, among, best)
	return answer, err
}

// namesIn is what lists in the language of the answer call the entities that claims name, by id.
func namesIn(a *question.Asking, claims ...view.ClaimView) map[string]string {
	all := map[string]string{}
	for _, c := range claims {
		for _, id := range [...]string{c.Subject, c.Object, c.Item, c.For} {
			if n, ok := a.Facts.Lookup(id); ok {
				all[id] = listName(a, n)
			}
		}
	}
	return all
}

func listName(a *question.Asking, n snapshot.Node) string {
	e := a.Facts.Entity(n)
	return a.ListName(graph.EntityRef{ID: e.ID, Name: e.Name})
}

// ofSubjectBy are the claims of the subject of a claim by its predicate that stand, if it does itself.
func ofSubjectBy(a *question.Asking, ref snapshot.Ref) (all []snapshot.Ref, err error) {
	s := a.Facts
	if !s.Recorded(ref).Stands() {
		return nil, nil
	}
	claims := claimsOfPredicate(s, s.Predicate(ref))
	for other := range claims(s.Subject(ref)) {
		if err := a.Limits.Work(); err != nil {
			return nil, err
		}
		if s.Recorded(other).Stands() {
			all = append(all, other)
		}
	}
	return all, nil
}
