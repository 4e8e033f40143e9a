package catalogue

import (
	"time"

	"chokepoint/graph/question"
)

var datasets = question.Define(question.Definition[question.Spoken, Datasets]{
	Name: "datasets", ID: "list-datasets", Path: "/v1/datasets", Tag: "Catalogue", Summary: "What is loaded",
	Part:   justOntology[question.Spoken],
	Answer: answerDatasets,
	Table:  tableOfDatasets,
	Print:  func(s *question.Sheet, d Datasets) { printTable(s, tableOfDatasets(d)) },
})

// Datasets lists what is loaded, in order of name.
type Datasets struct {
	Results []DatasetView `json:"results"`
	Total   int           `json:"total"`
}

// DatasetView is a dataset as it is shown.
type DatasetView struct {
	Name     string    `json:"name"`
	Title    string    `json:"title,omitempty"`
	Licence  string    `json:"licence,omitempty"`
	Origin   string    `json:"origin,omitempty"`
	LoadedAt time.Time `json:"loaded_at"`
	Entities int       `json:"entities"`
	Claims   int       `json:"claims"`
}

func answerDatasets(a *question.Asking, _ *question.Spoken) (Datasets, error) {
	loaded := a.Facts.Datasets()
	d := Datasets{make([]DatasetView, len(loaded)), len(loaded)}
	for i, l := range loaded {
		d.Results[i] = DatasetView{l.Name, l.Title, l.Licence, l.Origin, l.LoadedAt, l.Entities, l.Claims}
	}
	return d, nil
}

func tableOfDatasets(d Datasets) *question.Table {
	t := question.NewTable("name", "entities", "claims", "loaded", "licence", "origin")
	for _, v := range d.Results {
		t.Row(v.Name, v.Entities, v.Claims, v.LoadedAt.Format("2006-01-02 15:04"), v.Licence, v.Origin)
	}
	return t
}
