package storetest

import (
	"bytes"
	"context"
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"chokepoint/graph"
	"chokepoint/graph/export"
)

// testRoundTrips makes sure that what a store exports makes an empty one export the same, byte by byte: of the double and of the store
// under test, either way.
func (s *Suite) testRoundTrips(t *testing.T) {
	files, err := texts.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	histories := map[string][]graph.Batch{}
	for _, f := range files {
		data, err := texts.ReadFile("testdata/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		histories[f.Name()] = readLoads(t, s.Ontology, txtar.Parse(data))
	}
	g := newGenerator(seeded(), s.Ontology, 30)
	for n := range 8 {
		histories["random"] = append(histories["random"], g.batch(n, 40))
	}
	last := histories["random"][7] // a load that changes nothing but what the dataset is called, and one that changes nothing but the ontology
	last.Dataset.Title, last.At = "Another title", last.At.AddDate(0, 0, 1)
	again := last
	again.Ontology, again.At = withUnit(s.Ontology), last.At.AddDate(0, 0, 1)
	histories["random"] = append(histories["random"], last, again)
	for name, batches := range histories {
		t.Run(name, func(t *testing.T) {
			tested, reference := open(t, &s.Subject), open(t, &double)
			for _, b := range batches {
				for _, store := range []graph.Store{tested, reference} {
					if _, err := store.Load(context.Background(), b); err != nil {
						t.Fatal(err)
					}
				}
			}
			first := exported(t, reference)
			if diff := cmp.Diff(first, exported(t, tested)); diff != "" {
				t.Fatalf("the store under test exports something else (-double +store):\n%s", diff)
			}
			if err := tested.Close(); err != nil {
				t.Fatal(err)
			}
			for kind, subject := range map[string]*Subject{"double": &double, "store": &s.Subject} {
				empty := open(t, subject)
				if err := export.Replay(context.Background(), empty, linesOf(first), nil); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(first, exported(t, empty)); diff != "" {
					t.Errorf("a %s made of it exports something else (-first +again):\n%s", kind, diff)
				}
				if diff := cmp.Diff(told(t, reference), told(t, empty)); diff != "" {
					t.Errorf("a %s made of it tells something else (-first +again):\n%s", kind, diff)
				}
			}
		})
	}
}

// withUnit is an ontology with a unit more.
func withUnit(o *graph.Ontology) *graph.Ontology {
	other := *o
	other.Units = append(append([]graph.Unit{}, o.Units...), graph.Unit{Name: "a unit of its own"})
	return &other
}

func exported(t testing.TB, store graph.Store) string {
	t.Helper()
	var out bytes.Buffer
	to := export.NewJSONL(&out)
	if err := store.Tell(context.Background(), to); err != nil {
		t.Fatal(err)
	}
	if err := to.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func linesOf(text string) export.Lines {
	return func() iter.Seq2[export.Line, error] { return export.ReadLines(bytes.NewBufferString(text)) }
}
