package catalogue

import (
	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/view"
)

var claim = question.Define(question.Definition[namedParameters, view.ClaimView]{
	Name: "claim", ID: "get-claim", Path: "/v1/claims/{id}", Tag: "Catalogue", Summary: "A claim",
	Answer: answerClaim,
	Table:  func(v view.ClaimView) *question.Table { return claimsTable([]view.ClaimView{v}) },
	Print:  func(s *question.Sheet, v view.ClaimView) { printClaims(s, []view.ClaimView{v}) },
})

// answerClaim finds a claim whether it stands or is withdrawn.
func answerClaim(a *question.Asking, p *namedParameters) (view.ClaimView, error) {
	if id, err := uuid.Parse(p.ID); err == nil {
		if ref, ok := a.Facts.ClaimWithID(id); ok {
			return view.Claim(a.Facts, ref, p.Lang), nil
		}
	}
	return view.ClaimView{}, &graph.NotFound{What: "claim", Ref: p.ID}
}
