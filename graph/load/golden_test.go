package load

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"chokepoint/graph"
)

var update = flag.Bool("update", false, "write what the cases in testdata give as what they should give")

// testOntology is the small ontology that the cases are written in.
func testOntology(t testing.TB) *graph.Ontology {
	t.Helper()
	data, err := os.ReadFile("testdata/ontology.yaml")
	if err != nil {
		t.Fatal(err)
	}
	o, err := Ontology(File{Name: "testdata/ontology.yaml", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// wantName is the file of a case that says what reading the others gives: problems, or else entities, sources and claims.
const wantName = "want"

func TestGolden(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	o := testOntology(t)
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var files []File
			var want *txtar.File
			for i, f := range archive.Files {
				if f.Name == wantName {
					want = &archive.Files[i]
					continue
				}
				files = append(files, File{Name: f.Name, Data: f.Data})
			}
			got := describe(YAML(files, nil), o)
			switch {
			case *update && want == nil:
				archive.Files = append(archive.Files, txtar.File{Name: wantName, Data: []byte(got)})
				fallthrough
			case *update:
				if want != nil {
					want.Data = []byte(got)
				}
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			case want == nil:
				t.Fatalf("%s says nothing under %q; run go test -update and look at what it writes", name, wantName)
			default:
				if diff := cmp.Diff(string(want.Data), got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			}
		})
	}
}

// describe writes the problems of a draft, or what it says if it has none.
func describe(d *Draft, o *graph.Ontology) string {
	b, err := d.Batch(Options{Dataset: graph.Dataset{Name: "test"}, Ontology: o, ByHand: true, NamedFiles: true})
	if err != nil {
		if !errors.Is(err, ErrProblems) {
			return "error of another kind: " + err.Error() + "\n"
		}
		return err.Error() + "\n"
	}
	var w strings.Builder
	for _, e := range b.Entities {
		fmt.Fprintf(&w, "%s %s %q aliases=%v identifiers=%v\n", e.Kind, e.ID, e.Name, e.Aliases, e.Identifiers)
	}
	for _, s := range b.Sources {
		fmt.Fprintf(&w, "source %s %q %s %q", s.ID, s.Title, s.Kind, s.Published)
		if s.CopyOf != "" {
			fmt.Fprintf(&w, " copy of %q", s.CopyOf)
		}
		w.WriteByte('\n')
	}
	for c := range b.Claims {
		describeClaim(&w, &c)
	}
	return w.String()
}

func describeClaim(w *strings.Builder, c *graph.Claim) {
	fmt.Fprintf(w, "%s %s", c.Subject, c.Predicate)
	if c.Object != "" {
		fmt.Fprintf(w, " %s", c.Object)
	} else {
		fmt.Fprintf(w, " %s:%q", c.Value.Type, c.Value)
	}
	fmt.Fprintf(w, " [%s, %s) %s", c.Valid.From, c.Valid.To, c.Confidence)
	if c.Share.Known() {
		fmt.Fprintf(w, " share=%v", c.Shares())
	}
	if !c.Quantity.IsZero() {
		fmt.Fprintf(w, " quantity=%q", c.Quantity)
	}
	for _, q := range []struct{ key, text string }{{"item", c.Item}, {"purpose", c.Purpose}, {"note", c.Note}} {
		if q.text != "" {
			fmt.Fprintf(w, " %s=%q", q.key, q.text)
		}
	}
	for _, s := range c.Sources {
		fmt.Fprintf(w, " source=%s", s.Source)
		if s.Locator != "" {
			fmt.Fprintf(w, "(%s)", s.Locator)
		}
	}
	w.WriteByte('\n')
}
