package catalogue

import (
	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

var source = question.Define(question.Definition[namedParameters, SourceView]{
	Name: "source", ID: "get-source", Path: "/v1/sources/{id}", Tag: "Catalogue", Summary: "A source and the claims that cite it",
	Part: func(_ *question.Asking, p *namedParameters) (snapshot.Need, error) {
		return snapshot.Need{Sources: []string{p.ID}, Citing: p.ID}, nil
	},
	Answer: answerSource,
	Table:  func(v SourceView) *question.Table { return claimsTable(v.Claims) },
	Print:  printSource,
})

// namedParameters name a source or a claim.
type namedParameters struct {
	ID string `param:"id" names:"id" arg:"1" required:"true" maxLength:"300" doc:"The id."`
	question.Spoken
}

func answerSource(a *question.Asking, p *namedParameters) (SourceView, error) {
	v, ok := sourceView(a.Facts, p.ID)
	if !ok {
		return SourceView{}, &graph.NotFound{What: "source", Ref: p.ID}
	}
	for ref := range a.Facts.Citing(p.ID) {
		if err := a.Limits.Work(); err != nil {
			return SourceView{}, err
		}
		if a.Facts.Recorded(ref).Stands() && !a.Facts.IsDerived(ref) {
			v.Claims = append(v.Claims, view.Claim(a.Facts, ref, p.Lang))
		}
	}
	nameKinds(a.Facts, v.Claims)
	v.Names = namesIn(a, v.Claims...)
	return v, nil
}

func printSource(s *question.Sheet, v SourceView) {
	s.Printf("%s: %s\n%s%s\n%s\n", v.ID, v.Title, v.Publisher, prefixed(", ", v.Published), v.URL)
	if v.CopyOf != "" {
		s.Say("sheet.retells", v.CopyOf)
	}
	for _, c := range v.Claims {
		s.Printf("  %s (%s%s)\n", c.Sentence, s.Sure(c.Confidence), dates(s, c.ValidFrom, c.ValidTo))
	}
}
