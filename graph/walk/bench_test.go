package walk_test

import (
	"os"
	"testing"

	"github.com/goccy/go-yaml"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/synthetic"
	"chokepoint/graph/walk"
)

// day is the date of the questions, 2026-01-15.
const day = graph.Day(20468)

// generated compiles a graph of the ontology of the curated facts, without a store.
func generated(b *testing.B, entities, claims int) *snapshot.Snapshot {
	b.Helper()
	data, err := os.ReadFile("../../seeds/ontology.yaml")
	if err != nil {
		b.Fatal(err)
	}
	o := &graph.Ontology{}
	if err := yaml.Unmarshal(data, o); err != nil {
		b.Fatal(err)
	}
	if err := o.Init(); err != nil {
		b.Fatal(err)
	}
	batch := synthetic.Graph{Entities: entities, Claims: claims, Seed: 1}.Batch(o)
	builder := snapshot.NewBuilder(o, "generated")
	recorded := graph.Recording{From: day.Time()}
	for _, s := range batch.Sources {
		builder.Source(s, synthetic.Dataset)
	}
	for _, e := range batch.Entities {
		builder.Entity(e, synthetic.Dataset, recorded)
	}
	for c := range batch.Claims {
		if err := builder.Claim(&graph.Assertion{Claim: c, Dataset: synthetic.Dataset, Recorded: recorded}); err != nil {
			b.Fatal(err)
		}
	}
	s, err := builder.Build(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkWalk asks about a hub of a generated graph of 100 thousand entities and a million claims; bare-search is the
// yardstick of what walks.
func BenchmarkWalk(b *testing.B) {
	s := generated(b, 100_000, 1_000_000)
	m, err := s.Course(graph.Filter{AsOf: day})
	if err != nil {
		b.Fatal(err)
	}
	hub, _ := s.Lookup(synthetic.ID(synthetic.Hub))
	far, _ := s.Lookup(synthetic.ID(99_999))
	all := s.Lister(graph.Filter{})
	y := s.NewYardstick(m)
	for _, c := range []struct {
		name string
		ask  func(*limits.Limits) error
	}{
		{"bare-search", func(*limits.Limits) error { y.Dependents(hub, 0); return nil }},
		{"dependents-counted", func(l *limits.Limits) error { return reach(l, s, hub, m, 0) }},
		{"dependents-page", func(l *limits.Limits) error { return reach(l, s, hub, m, 100) }},
		{"paths", func(l *limits.Limits) error {
			_, _, err := walk.Paths(l, s, far, hub, 3, 0, m)
			return err
		}},
		{"impact", func(l *limits.Limits) error {
			f, _, err := walk.Impact(l, s, graph.Filter{AsOf: day}, walk.Removal{Nodes: []snapshot.Node{hub}})
			if err != nil {
				return err
			}
			defer f.Close()
			lost, _, err := f.List(walk.Lost, all, 0, 100)
			for _, n := range lost {
				f.Effect(n)
			}
			return err
		}},
		{"chokepoints", func(l *limits.Limits) error { return chokepoints(l, s) }},
	} {
		b.Run(c.name, func(b *testing.B) { measure(b, c.ask) })
	}
}

// BenchmarkChokepoints ranks all entities of a smaller graph.
func BenchmarkChokepoints(b *testing.B) {
	s := generated(b, 10_000, 50_000)
	measure(b, func(l *limits.Limits) error { return chokepoints(l, s) })
}

func measure(b *testing.B, ask func(*limits.Limits) error) {
	b.ReportAllocs()
	for b.Loop() {
		if err := ask(limits.New(b.Context(), graph.Budget{})); err != nil {
			b.Fatal(err)
		}
	}
}

func reach(l *limits.Limits, s *snapshot.Snapshot, start snapshot.Node, m *snapshot.Course, limit int) error {
	r, _, err := walk.Reach(l, s, start, graph.Dependents, 0, m)
	if err != nil {
		return err
	}
	defer r.Close()
	all := s.Lister(graph.Filter{})
	r.Total(all)
	_, err = r.Page(all, 0, limit)
	return err
}

func chokepoints(l *limits.Limits, s *snapshot.Snapshot) error {
	r, _, err := walk.Chokepoints(l, s, graph.Filter{AsOf: day}, snapshot.None, false, func(snapshot.Node) bool { return true })
	if err != nil {
		return err
	}
	defer r.Close()
	for _, c := range r.Chokepoints[:min(100, len(r.Chokepoints))] {
		if _, err := r.Loss(c.Node, 100, 10); err != nil {
			return err
		}
	}
	return nil
}
