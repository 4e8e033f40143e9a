package load

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"chokepoint/graph"
)

// endingName is the case of TestEndings: files, and for some days what ends then.
const endingName = "testdata/ending/ending.txtar"

// endingCase reads the case: its files, and its ontology.
func endingCase(t *testing.T) (*txtar.Archive, []File, *graph.Ontology) {
	t.Helper()
	archive, err := txtar.ParseFile(endingName)
	if err != nil {
		t.Fatal(err)
	}
	var files []File
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".yaml") {
			files = append(files, File{Name: f.Name, Data: f.Data})
		}
	}
	ontology, files := CutOntology(files)
	o, err := Ontology(*ontology)
	if err != nil {
		t.Fatal(err)
	}
	return archive, files, o
}

func TestEndings(t *testing.T) {
	archive, files, o := endingCase(t)
	d := YAML(files, nil)
	if _, err := d.Batch(Options{Ontology: o, ByHand: true, NamedFiles: true}); err != nil {
		t.Fatal(err)
	}
	days := 0
	for i := range archive.Files {
		want := &archive.Files[i]
		today, err := graph.ParseDay(want.Name)
		if err != nil {
			continue
		}
		days++
		got := ""
		for _, e := range d.Endings(o, today) {
			got += e.On(today) + "\n"
		}
		if *update {
			want.Data = []byte(got)
		} else if diff := cmp.Diff(string(want.Data), got); diff != "" {
			t.Errorf("on %s (-want +got):\n%s", today, diff)
		}
	}
	if days == 0 {
		t.Errorf("%s asks for no day", endingName)
	}
	if *update {
		if err := os.WriteFile(endingName, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Endings are told of the claims that have no mistakes, beside those that have.
func TestEndingsBesideMistakes(t *testing.T) {
	_, files, o := endingCase(t)
	d := YAML(append(files, File{Name: "wrong.yaml", Data: []byte("id: wrong\nkind: act\n")}), nil)
	if _, err := d.Batch(Options{Ontology: o, ByHand: true}); err == nil {
		t.Fatal("a mistake was not found")
	}
	today, _ := graph.ParseDay("2026-11-28")
	if all := d.Endings(o, today); len(all) == 0 {
		t.Error("nothing ends")
	}
}
