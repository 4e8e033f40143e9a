package graph_test

import (
	"os"
	"testing"

	"github.com/goccy/go-yaml"

	"chokepoint/graph"
	"chokepoint/graph/synthetic"
)

// generated compiles a graph of 100 thousand entities and a million claims, without a store.
func generated(b *testing.B) *graph.Snapshot {
	b.Helper()
	data, err := os.ReadFile("../seeds/ontology.yaml")
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
	batch := synthetic.Graph{Entities: 100_000, Claims: 1_000_000, Seed: 1}.Batch(o)
	builder := graph.NewBuilder(o, "generated")
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
	s, err := builder.Build()
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// day is the date of the questions, 2026-01-15.
const day = graph.Day(20468)

// BenchmarkEngine asks about a hub of a generated graph; bare-search is the yardstick of the questions that walk.
func BenchmarkEngine(b *testing.B) {
	s := generated(b)
	ctx, hub := b.Context(), synthetic.ID(synthetic.Hub)
	node, _ := s.Lookup(hub)
	y := s.NewYardstick()
	f := graph.Filter{AsOf: day}
	reach := graph.ReachQuery{Of: hub, Direction: graph.Dependents, Filter: f}
	for _, c := range []struct {
		name string
		ask  func() error
	}{
		{"bare-search", func() error { y.Dependents(node, 0); return nil }},
		{"dependents-counted", func() error { _, err := s.Count(ctx, reach); return err }},
		{"dependents-page", func() error { _, err := s.Reach(ctx, reach); return err }},
		{"paths", func() error {
			_, err := s.Paths(ctx, graph.PathsQuery{From: synthetic.ID(99_999), To: hub, Filter: f})
			return err
		}},
		{"impact", func() error {
			_, err := s.Impact(ctx, graph.ImpactQuery{Remove: []string{hub}, Filter: f})
			return err
		}},
		{"chokepoints", func() error {
			_, err := s.Chokepoints(ctx, graph.ChokepointsQuery{Filter: f})
			return err
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := c.ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
