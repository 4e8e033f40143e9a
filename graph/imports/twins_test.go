package imports

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	"chokepoint/graph/load"
	"chokepoint/graph/sqlite"
	"chokepoint/seeds"
)

// Two parties of a file that are one entity here own no part of each other, and what differs between them is said of the first alone; a
// state that a file says to lie in itself lies nowhere.
func TestPartiesThatAreOne(t *testing.T) {
	ctx := context.Background()
	store, err := sqlite.Open(ctx, "memory")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	known := []load.File{
		{Name: "orrery.yaml", Data: []byte("id: orrery\nkind: company\nname: Orrery Instruments\naliases: [Quadrant Optics]\nclaims:\n  - headquartered_in: latvia\n    source: book\n")},
		{Name: "latvia.yaml", Data: []byte("id: latvia\nkind: government\nname: Latvia\n")},
		{Name: "sources/book.yaml", Data: []byte("id: book\ntitle: A book\npublisher: P\nkind: dataset\n")},
	}
	request := func(dataset string, files ...load.File) Request {
		return Request{Dataset: graph.Dataset{Name: dataset}, Files: files, At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), AllowNames: true, BuiltIn: func() (*graph.Ontology, error) {
			data, err := seeds.FS.ReadFile(load.OntologyName)
			if err != nil {
				return nil, err
			}
			return load.Ontology(load.File{Name: load.OntologyName, Data: data})
		}}
	}
	if _, err := Run(ctx, store, request(graph.CuratedDataset, known...)); err != nil {
		t.Fatal(err)
	}
	report, err := Run(ctx, store, request("register", load.File{Name: "entities.json", Data: []byte(`
{"id":"a","caption":"Orrery Instruments","schema":"Company","properties":{"country":["lv"]}}
{"id":"b","caption":"Quadrant Optics","schema":"Company","properties":{"country":["lv"]}}
{"id":"c","caption":"Castor Holding","schema":"Company","properties":{"country":["lv"]}}
{"id":"d","caption":"Latvia","schema":"PublicBody","properties":{"country":["lv"]}}
{"id":"o1","schema":"Ownership","properties":{"owner":["a"],"asset":["b"]}}
{"id":"o2","schema":"Ownership","properties":{"owner":["c"],"asset":["a"],"percentage":["10"],"startDate":["2020"]}}
{"id":"o3","schema":"Ownership","properties":{"owner":["c"],"asset":["b"],"percentage":["20"],"startDate":["2020"]}}
`)}))
	if err != nil {
		t.Fatal(err)
	}
	if report.MergedTotal != 3 {
		t.Errorf("taken for entities that are known: %+v", report.Merged)
	}
	want := map[string]int{"claims that join two parties which are one": 1, "claims that say otherwise of parties which are one": 1}
	if diff := cmp.Diff(want, report.LeftOut); diff != "" {
		t.Errorf("left out (-want +got):\n%s", diff)
	}
	if len(report.Unresolved) > 0 || report.Claims.Added != 3 { // the seat of both, that of the holding, and that it owns a tenth
		t.Errorf("%+v", report)
	}
}
