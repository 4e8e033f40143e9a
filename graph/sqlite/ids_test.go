package sqlite

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"chokepoint/graph"
)

func TestIDs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "facts.db")
	if _, err := IDs(t.Context(), path, "", 9); err == nil {
		t.Fatal("there is no file, and no error")
	}
	store, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	batch := graph.Batch{Dataset: graph.Dataset{Name: "a"}, Claims: slices.Values([]graph.Claim(nil)), At: time.Unix(1, 0)}
	for _, id := range []string{"tsmc", "nvidia-h20", "nvidia", "nvidia-h200", "nvidi"} {
		batch.Entities = append(batch.Entities, graph.Entity{ID: id, Kind: "company", Name: id})
	}
	batch.Ontology = testOntology(t)
	if _, err := store.Load(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		begun string
		most  int
		want  []string
	}{
		{"nvidia", 9, []string{"nvidia", "nvidia-h20", "nvidia-h200"}},
		{"nvidia", 2, []string{"nvidia", "nvidia-h20"}},
		{"", 9, []string{"nvidi", "nvidia", "nvidia-h20", "nvidia-h200", "tsmc"}},
		{"nvidia%", 9, nil},
	} {
		got, err := IDs(t.Context(), path, c.begun, c.most)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%q, %d: %q, %v; want %q", c.begun, c.most, got, err, c.want)
		}
	}
}
