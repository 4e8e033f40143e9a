package engine_test

import (
	"context"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/engine"
	"chokepoint/graph/limits"
	"chokepoint/graph/names"
	"chokepoint/graph/snapshot"
)

// store holds firms.
type store struct {
	snapshot.Store
	version  string
	entities []graph.Entity
}

func (s *store) Name() string                            { return "fixed" }
func (s *store) Version(context.Context) (string, error) { return s.version, nil }
func (s *store) Read(context.Context) (*snapshot.Builder, error) {
	b := snapshot.NewBuilder(&graph.Ontology{Kinds: []graph.Kind{{Name: "company"}}}, s.version)
	for _, e := range s.entities {
		b.Entity(e, "d", graph.Recording{})
	}
	return b, nil
}

// Who can't wait at all finds names by the index of a snapshot that replaced another.
func TestNamesAreThereWithTheNextSnapshot(t *testing.T) {
	s := &store{version: "1"}
	for _, id := range []string{"alpha", "beta", "gamma"} {
		s.entities = append(s.entities, graph.Entity{ID: id, Kind: "company", Name: "Firm " + id})
	}
	m, err := engine.New(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	s.version = "2"
	if err := m.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	found, err := names.Exact(limits.New(ended, graph.Budget{}), m.Current(), "firm beta", graph.Filter{})
	if err != nil || len(found) != 1 || m.Current().ID(found[0]) != "beta" {
		t.Errorf("%v, %v", found, err)
	}
}
