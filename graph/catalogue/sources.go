package catalogue

import (
	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

var sources = question.Define(question.Definition[sourcesParameters, Sources]{
	Name: "sources", ID: "list-sources", Path: "/v1/sources", Tag: "Catalogue", Summary: "All sources",
	Answer: answerSources,
	Table:  tableOfSources,
	Print:  func(s *question.Sheet, a Sources) { printTable(s, tableOfSources(a)) },
})

type sourcesParameters struct {
	Limit  int    `param:"limit" min:"0" max:"10000" default:"25" doc:"Greatest number of results; 0 counts only."`
	Cursor string `param:"cursor" maxLength:"200" blank:"true" doc:"The next of the answer before."`
	question.Spoken
}

// Sources is a list of sources in order of id.
type Sources struct {
	Results []SourceView `json:"results"`
	Total   int          `json:"total"`
	Next    string       `json:"next,omitempty"`
}

// SourceView is a source as it is shown.
type SourceView struct {
	ID        string            `json:"id"`
	Title     string            `json:"title"`
	Publisher string            `json:"publisher"`
	URL       string            `json:"url"`
	Published string            `json:"published,omitempty"`
	Language  string            `json:"language,omitempty"`
	Kind      string            `json:"kind"`
	CopyOf    string            `json:"copy_of,omitempty"` // of a copy: what it retells, the id of a source or a title
	Datasets  []string          `json:"datasets"`
	Claims    []view.ClaimView  `json:"claims,omitempty"` // that stand and cite it; only where one source is asked for
	Names     map[string]string `json:"names,omitempty"`  // what the entities that these claims name are called in the language of the answer, by id
}

// ShownSource implements export.SourceShown.
func (v SourceView) ShownSource() string { return v.ID }

func answerSources(a *question.Asking, p *sourcesParameters) (Sources, error) {
	page := graph.Page{Limit: p.Limit, Cursor: p.Cursor}
	ids := a.Facts.SourceIDs()
	part, next, err := question.Paginate(a, page, ids)
	answer := Sources{Results: make([]SourceView, len(part)), Total: len(ids), Next: next}
	for i, id := range part {
		answer.Results[i], _ = sourceView(a.Facts, id)
	}
	return answer, err
}

func sourceView(s *snapshot.Snapshot, id string) (v SourceView, ok bool) {
	src, in, ok := s.Source(id)
	return SourceView{ID: src.ID, Title: src.Title, Publisher: src.Publisher, URL: src.URL, Published: src.Published.String(),
		Language: src.Language, Kind: src.Kind, CopyOf: src.CopyOf, Datasets: in}, ok
}

func tableOfSources(a Sources) *question.Table {
	t := question.NewTable("id", "published", "publisher", "title", "kind", "copy_of")
	for _, v := range a.Results {
		t.Row(v.ID, v.Published, v.Publisher, v.Title, v.Kind, v.CopyOf)
	}
	t.Next = a.Next
	return t
}
