package format

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"chokepoint/graph"
	"chokepoint/graph/load"
)

// fuzz reads files that nobody would write: whatever they hold, the answer is a draft that stands, or problems that a person can find.
func fuzz(f *testing.F, format *Format, name string, odd ...string) {
	cases, err := filepath.Glob("testdata/" + format.Name + "-*.txtar")
	if err != nil || len(cases) == 0 {
		f.Fatalf("no cases of %s: %v", format.Name, err)
	}
	for _, c := range cases {
		archive, err := txtar.ParseFile(c)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if file.Name != wantName && file.Name != mapName {
				f.Add(file.Data)
			}
		}
	}
	for _, text := range odd {
		f.Add([]byte(text))
	}
	_, builtIn := ontologies(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		checkDraft(t, format.Read([]load.File{{Name: name, Data: data}}, Options{Ontology: builtIn}), builtIn)
	})
}

// checkDraft makes sure that what a format makes of a file that it finds well-formed is what a store takes.
func checkDraft(t *testing.T, d *load.Draft, o *graph.Ontology) {
	if checkProblems(t, d); len(d.Problems) == 0 {
		checkStands(t, d, o)
	}
}

// checkProblems makes sure that a person finds what is wrong.
func checkProblems(t *testing.T, d *load.Draft) {
	for _, p := range d.Problems {
		if p.File == "" || p.Message == "" || p.Line < 0 {
			t.Errorf("a problem that nobody can find: %+v", p)
		}
	}
}

func checkStands(t *testing.T, d *load.Draft, o *graph.Ontology) {
	ids := map[string]bool{}
	for i := range d.Entities {
		ids[d.Entities[i].ID] = true
	}
	d.Settle = func(c *load.DraftClaim, _ bool) bool {
		if c.Seat && (!ids[c.Entity] || strings.TrimSpace(c.Object.Text) == "") {
			t.Errorf("a seat of nobody, or nowhere: %+v", c)
		}
		return !c.Seat
	}
	if _, err := d.Batch(load.Options{Dataset: graph.Dataset{Name: "test"}, Ontology: o}); err != nil {
		t.Errorf("what was read without a problem does not stand: %v", err)
	}
}

func FuzzCSL(f *testing.F) {
	fuzz(f, &csl, "consolidated", `{"results":[]}`, `{"results":{}}`, `[{"source":"x","name":"Address 01","addresses":[{"country":"HK"}]}]`, "{", "[null]", "source,name\nx,\n")
}

func FuzzFTM(f *testing.F) {
	fuzz(f, &ftm, "entities.ftm.json", `{"id":"a","schema":"Company","properties":{"name":"a"}}{"id":"b","schema":"Ownership","properties":{"owner":"a","asset":"a"}}`,
		`[{"id":"a","schema":"Sanction","properties":{"authority":["x"],"entity":["a"],"startDate":"2020-02-30"}}]`, "{}", "")
}

// FuzzETO takes the five tables in one text, as the cases in testdata have them.
func FuzzETO(f *testing.F) {
	cases, err := filepath.Glob("testdata/eto-*.txtar")
	if err != nil || len(cases) == 0 {
		f.Fatalf("no cases: %v", err)
	}
	for _, name := range cases {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(txtar.Format(archive))
	}
	_, builtIn := ontologies(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		var files []load.File
		for _, file := range txtar.Parse(data).Files {
			if file.Name != wantName {
				files = append(files, load.File{Name: file.Name, Data: file.Data})
			}
		}
		if len(files) > 0 {
			checkDraft(t, eto.Read(files, Options{Ontology: builtIn}), builtIn)
		}
	})
}

func FuzzBODS(f *testing.F) {
	fuzz(f, &bods, "statements.json", `[{"statementId":"1","recordId":"a","recordType":"relationship","recordDetails":{"subject":"a","interestedParty":"a","interests":[{"share":{"exact":1e99}}]}}]`, "[]", "{}")
}
