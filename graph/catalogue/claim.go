package catalogue

import (
	"slices"

	"github.com/google/uuid"

	"chokepoint/graph"
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
	Statements []view.ClaimView `json:"statements,omitempty"`
}

func (c *ClaimAnswer) all() []view.ClaimView {
	if len(c.Statements) > 0 {
		return c.Statements
	}
	return []view.ClaimView{c.ClaimView}
}

func partOfClaim(_ *question.Asking, p *namedParameters) (snapshot.Need, error) {
	if id, err := uuid.Parse(p.ID); err == nil {
		return snapshot.Need{Claims: []uuid.UUID{id}}, nil
	}
	return snapshot.Need{}, nil
}

// answerClaim finds a claim whether it stands or is withdrawn.
func answerClaim(a *question.Asking, p *namedParameters) (ClaimAnswer, error) {
	if id, err := uuid.Parse(p.ID); err == nil {
		switch refs := a.Facts.ClaimsWithID(id); len(refs) {
		case 0:
		case 1:
			return ClaimAnswer{ClaimView: view.Claim(a.Facts, refs[0], p.Lang)}, nil
		default:
			best := slices.MinFunc(refs, a.Facts.CompareClaims)
			return ClaimAnswer{view.Claim(a.Facts, best, p.Lang), view.Claims(a.Facts, refs, p.Lang)}, nil
		}
	}
	return ClaimAnswer{}, &graph.NotFound{What: "claim", Ref: p.ID}
}
