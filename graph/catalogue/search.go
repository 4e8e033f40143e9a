package catalogue

import (
	"strconv"

	"chokepoint/graph"
	"chokepoint/graph/names"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

var search = question.Define(question.Definition[searchParameters, Found]{
	Name: "search", ID: "search", Path: "/v1/search", Tag: "Search", Summary: "Entities by name or alias",
	Part:     asLookedAt[searchParameters],
	Answer:   answerSearch,
	Table:    tableOfFound,
	Print:    func(s *question.Sheet, f Found) { printTable(s, tableOfFound(f)) },
	Sentence: sentenceOfSearch,
})

type searchParameters struct {
	question.Common
	Q string `param:"q" arg:"1" words:"true" required:"true" maxLength:"300" doc:"A name or alias, or something like it, in any script." example:"huawei"`
}

// Found lists candidates, the best first.
type Found struct {
	Query   string      `json:"query"`
	Total   int         `json:"total"`
	Results []Candidate `json:"results"`
	Next    string      `json:"next,omitempty"`
}

// Candidate is an entity that a name may mean.
type Candidate struct {
	Entity  graph.EntityRef `json:"entity"`
	Score   float64         `json:"score"`   // 1 is the same name
	Matched string          `json:"matched"` // the name or alias that matched
}

func answerSearch(a *question.Asking, p *searchParameters) (Found, error) {
	f := p.Filter(a)
	if err := a.Facts.Ontology().CheckFilter(f); err != nil {
		return Found{}, err
	}
	offset, limit, err := a.Window(p.Page())
	if err != nil {
		return Found{}, err
	}
	found, total, err := names.Search(a.Limits, a.Facts, names.Query{Text: p.Q, KnownAt: f.KnownAt, Keep: a.Facts.Lister(f).Lists, Most: offset + limit})
	if err != nil {
		return Found{}, err
	}
	part := found[min(offset, len(found)):]
	return Found{p.Q, total, candidates(a, part), a.Next(p.Page(), offset+len(part), total)}, nil
}

func candidates(a *question.Asking, found []names.Candidate) []Candidate {
	shown := make([]Candidate, len(found))
	for i, c := range found {
		shown[i] = Candidate{a.EntityRef(c.Node), c.Score, c.Matched}
	}
	return shown
}

func tableOfFound(f Found) *question.Table {
	t := question.NewTable("score", "id", "kind", "matched")
	for _, c := range f.Results {
		t.Row(plainScore(c.Score), c.Entity.ID, c.Entity.Kind, c.Matched)
	}
	t.Next = f.Next
	return t
}

func plainScore(score float64) string { return strconv.FormatFloat(score, 'f', 2, 64) }

func sentenceOfSearch(a *question.Asking, p *searchParameters, f Found) string {
	text := say.Text(a.Lang(), "search.found", f.Total, p.Q)
	for _, c := range f.Results[:min(spoken, len(f.Results))] {
		text += " " + a.ListName(c.Entity) + " (" + c.Entity.ID + ")."
	}
	return text
}
