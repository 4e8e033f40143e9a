package format

import (
	"testing"

	"chokepoint/graph/load"
)

// FuzzTables reads claims of two entities, in any form of CSV.
func FuzzTables(f *testing.F) {
	for _, text := range []string{"subject,predicate,object\nnvidia,uses,h200\n", "sep=;\nsubject;predicate;object;share\nh200;designed_by;nvidia;49,5 %\n",
		"\xff\xfes\x00", "subject\tpredicate\tobject\r\"", "subject,predicate,object,sources\nh200,designed_by,nvidia,a#b;;c;d\n", "subject,predicate,object,share_most\na,b,c,1\n"} {
		f.Add([]byte(text))
	}
	small, _ := ontologies(f)
	entities := load.File{Name: EntitiesName, Data: []byte("id,kind\nnvidia,company\nh200,chip\n")}
	f.Fuzz(func(t *testing.T, data []byte) {
		d := tables.Read([]load.File{entities, {Name: ClaimsName, Data: data}}, Options{})
		checkProblems(t, d)
		if _, err := d.Batch(load.Options{Ontology: small}); err == nil {
			checkStands(t, d, small)
		}
	})
}

// FuzzFlat reads a table of any form with a map of any fields.
func FuzzFlat(f *testing.F) {
	for _, c := range [][3]string{{"Supplier,Share\nTSMC,49%\n", "object", "Supplier"}, {"a;b\n1;2\n", "subject_identifier.lei", "a"}, {"x\n\n", "subject", "=y"}, {"a,b\n,", "nothing", "b"}, {"", "", ""}} {
		f.Add([]byte(c[0]), c[1], c[2])
	}
	_, builtIn := ontologies(f)
	f.Fuzz(func(t *testing.T, data []byte, field, column string) {
		m := map[string]string{"subject": "=Acme", "predicate": "=supplied_by", "object": "Supplier", field: column}
		checkProblems(t, flat.Read([]load.File{{Name: "x.csv", Data: data}}, Options{Map: m, Ontology: builtIn}))
	})
}

// FuzzJSONL reads lines of JSON.
func FuzzJSONL(f *testing.F) {
	for _, text := range []string{`{"type":"entity","id":"a","kind":"company","name":"A"}`, `{"type":"claim","subject":"a","predicate":"founded_on","value":"1999","value_type":"date","sources":[{"id":"s"}]}`,
		`{"type":"claim","subject":"a","predicate":"x","object":"b","share":0.1,"share_most":0.05,"sources":[{"id":"s"}]}`, "{}", "{\"type\":\"dataset\"}\n\xef\xbb\xbf", "null"} {
		f.Add([]byte(text))
	}
	_, builtIn := ontologies(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		d := jsonl.Read([]load.File{{Name: "x.jsonl", Data: data}}, Options{Ontology: builtIn})
		checkProblems(t, d)
		_, _ = d.Batch(load.Options{Ontology: builtIn})
		_, _ = Tells([]load.File{{Name: "x.jsonl", Data: data}})
	})
}
