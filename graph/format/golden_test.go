package format

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"chokepoint/graph"
	"chokepoint/graph/load"
	"chokepoint/seeds"
)

var update = flag.Bool("update", false, "write what the cases in testdata give as what they should give")

// ontologies are those that cases are written in: the small one of package load, or the one built in.
func ontologies(t testing.TB) (small, builtIn *graph.Ontology) {
	t.Helper()
	data, err := os.ReadFile("../load/testdata/ontology.yaml")
	if err == nil {
		small, err = load.Ontology(load.File{Name: "ontology.yaml", Data: data})
	}
	if err != nil {
		t.Fatal(err)
	}
	data, err = seeds.FS.ReadFile(load.OntologyName)
	if err == nil {
		builtIn, err = load.Ontology(load.File{Name: "ontology.yaml", Data: data})
	}
	if err != nil {
		t.Fatal(err)
	}
	return small, builtIn
}

// The files of a case that are not read: what reading the others gives (problems, or else entities, sources and claims), and what maps
// the columns, a line a field.
const (
	wantName = "want"
	mapName  = "map"
)

// A case is named by its format, and after a hyphen by what it shows; those of formats with ids of ours are written in the small ontology.
func TestGolden(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	small, builtIn := ontologies(t)
	for _, name := range cases {
		title := strings.TrimSuffix(filepath.Base(name), ".txtar")
		t.Run(title, func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var files []load.File
			var want *txtar.File
			options := Options{Map: map[string]string{}, Ontology: builtIn}
			for i, f := range archive.Files {
				switch f.Name {
				case wantName:
					want = &archive.Files[i]
				case mapName:
					for line := range strings.Lines(string(f.Data)) {
						field, column, _ := strings.Cut(strings.TrimSpace(line), "=")
						options.Map[field] = column
					}
				default:
					files = append(files, load.File{Name: f.Name, Data: f.Data})
				}
			}
			f, files, err := Of("", files)
			if err != nil || !strings.HasPrefix(title, f.Name+"-") {
				t.Fatalf("recognised as %+v, %v", f, err)
			}
			if f.Own {
				options.Ontology = small
			}
			got := describe(f.Read(files, options), options.Ontology, f.Own)
			switch {
			case *update:
				if want == nil {
					archive.Files = append(archive.Files, txtar.File{Name: wantName})
					want = &archive.Files[len(archive.Files)-1]
				}
				want.Data = []byte(got)
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

// describe writes what a draft says, as far as it is resolved by itself, or its problems.
func describe(d *load.Draft, o *graph.Ontology, byHand bool) string {
	var w strings.Builder
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Found {
			fmt.Fprintf(&w, "found %s", e.ID)
			if e.Country.Text != "" {
				fmt.Fprintf(&w, " in %s", e.Country.Text)
			}
			w.WriteByte('\n')
		}
	}
	for _, what := range slices.Sorted(maps.Keys(d.LeftOut)) {
		fmt.Fprintf(&w, "left out %s: %d\n", what, d.LeftOut[what])
	}
	_ = d.Each(func(c *load.DraftClaim) bool {
		if c.Seat { // what state it is, is found out among those known
			fmt.Fprintf(&w, "seat %s %s\n", c.Entity, c.Object.Text)
		}
		return true
	})
	d.Settle = func(c *load.DraftClaim, _ bool) bool { return !c.Seat }
	b, err := d.Batch(load.Options{Dataset: graph.Dataset{Name: "test"}, Ontology: o, ByHand: byHand})
	if err != nil {
		if !errors.Is(err, load.ErrProblems) {
			return "error of another kind: " + err.Error() + "\n"
		}
		return w.String() + err.Error() + "\n"
	}
	for _, e := range b.Entities {
		fmt.Fprintf(&w, "%s %s %q aliases=%v identifiers=%v\n", e.Kind, e.ID, e.Name, e.Aliases, e.Identifiers)
	}
	for _, s := range b.Sources {
		fmt.Fprintf(&w, "source %s %q %q %s %q %s\n", s.ID, s.Title, s.Publisher, s.Kind, s.Published, s.URL)
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
