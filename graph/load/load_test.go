package load

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
)

// known is a store that holds a few things.
type known map[string]string

func (k known) Kind(id string) (string, bool) { kind, ok := k[id]; return kind, ok && kind != "source" }
func (k known) HasSource(id string) bool      { return k[id] == "source" }

func TestBatchMayNameWhatIsKnown(t *testing.T) {
	files := []File{{Name: "h200.yaml", Data: []byte("id: h200\nkind: chip\nname: H200\nclaims:\n  - designed_by: nvidia\n    source: paper\n  - designed_by: state\n    source: nvidia\n")}}
	options := Options{Dataset: graph.Dataset{Name: "test"}, Ontology: testOntology(t), Known: known{"nvidia": "company", "state": "government", "paper": "source"}}
	_, err := YAML(files, nil).Batch(options)
	want := `h200.yaml:7:18: designed_by goes to company, and state is a government
h200.yaml:8:13: no source has the id "nvidia"; describe it in a file of its own, as sources/nvidia.yaml`
	if err == nil || err.Error() != want {
		t.Errorf("got:\n%v\nwant:\n%s", err, want)
	}
}

func TestOntologyProblems(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"syntax", "kinds: [", `o.yaml:1:8: this is not the YAML that is expected here: sequence end token ']' not found`},
		{"unknown field", "kinds:\n  - {name: chip, colour: red}", `o.yaml:2:18: this is not the YAML that is expected here: unknown field "colour"`},
		{"contradictions", "kinds: [{name: chip}, {name: chip}]\nrelations: [{name: uses, from: [company]}]",
			"o.yaml: ontology: kind \"chip\" is unnamed or declared twice\no.yaml: ontology: uses names kind \"company\", which is not declared"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := Ontology(File{Name: "o.yaml", Data: []byte(c.text)}); err == nil || err.Error() != c.want {
				t.Errorf("got:\n%v\nwant:\n%s", err, c.want)
			}
		})
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"ontology.yaml", "chips/b.yaml", "chips/a.yml", "chips/.hidden.yaml", "notes.txt"} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files, err := Files([]string{filepath.Join(dir, "notes.txt"), dir}, YAMLExtensions...)
	if err != nil {
		t.Fatal(err)
	}
	for i := range files {
		if files[i], err = files[i].InMemory(); err != nil {
			t.Fatal(err)
		}
	}
	ontology, rest := CutOntology(files)
	if ontology == nil || string(ontology.Data) != "ontology.yaml" {
		t.Errorf("the ontology is %v", ontology)
	}
	var got []string
	for _, f := range rest {
		got = append(got, string(f.Data))
	}
	if diff := cmp.Diff([]string{"notes.txt", "chips/a.yml", "chips/b.yaml"}, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if _, err := Files([]string{filepath.Join(dir, "nowhere")}); err == nil {
		t.Error("a path that is not there is no error")
	}
}

// Files are read by several goroutines; what they say keeps the order of the files.
func TestYAMLKeepsOrder(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, id := range []string{"a1", "b2", "c3", "d4", "e5", "f6", "g7", "h8"} {
		fsys[id+".yaml"] = &fstest.MapFile{Data: []byte("id: " + id + "\nkind: chip\nname: " + id)}
	}
	files, err := FilesIn(fsys, YAMLExtensions...)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range YAML(files, nil).Entities {
		if e.ID+".yaml" != files[i].Name {
			t.Fatalf("entity %d is %s, want that of %s", i, e.ID, files[i].Name)
		}
	}
}
