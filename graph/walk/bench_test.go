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
func generated(b *testing.B, g synthetic.Graph) *snapshot.Snapshot {
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
	batch := g.Batch(o)
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

// BenchmarkWalk asks about a hub of generated graphs of 100 thousand entities and a million claims; bare-search and bare-distance are
// the yardsticks of what walks.
func BenchmarkWalk(b *testing.B) {
	for name, g := range map[string]synthetic.Graph{
		"layered":    {Entities: 100_000, Claims: 1_000_000, Seed: 1},
		"half-other": {Entities: 100_000, Claims: 1_000_000, Seed: 1, Shape: synthetic.Attached, Other: 0.5},
	} {
		b.Run(name, func(b *testing.B) { benchmarkWalks(b, generated(b, g)) })
	}
}

func benchmarkWalks(b *testing.B, s *snapshot.Snapshot) {
	m, err := s.Course(graph.Filter{AsOf: day})
	if err != nil {
		b.Fatal(err)
	}
	hub, far := ends(s, m)
	all, y := s.Lister(graph.Filter{}), s.NewYardstick(m)
	paths := func(k int) func(*limits.Limits) error {
		return func(l *limits.Limits) error {
			_, _, err := walk.Paths(l, s, far, hub, k, 0, m)
			return err
		}
	}
	for _, c := range []struct {
		name string
		ask  func(*limits.Limits) error
	}{
		{"bare-search", func(*limits.Limits) error { y.Dependents(hub, 0); return nil }},
		{"bare-distance", func(*limits.Limits) error { y.Distance(far, hub); return nil }},
		{"dependents-counted", func(l *limits.Limits) error { return reach(l, s, hub, m, 0) }},
		{"dependents-page", func(l *limits.Limits) error { return reach(l, s, hub, m, 100) }},
		{"path", paths(1)},
		{"paths-5", paths(5)},
		{"paths-100", paths(100)},
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

// ends are the entity on which most depend directly, and one that depends on it from as far as any.
func ends(s *snapshot.Snapshot, c *snapshot.Course) (hub, far snapshot.Node) {
	most := 0
	for n := range snapshot.Node(s.Nodes()) {
		rows := 0
		for range s.Steps(c, graph.Dependents, n) {
			rows++
		}
		if rows > most {
			hub, most = n, rows
		}
	}
	y, longest := s.NewYardstick(c), 0
	for n := range snapshot.Node(min(s.Nodes(), 2000)) {
		if d := y.Distance(n, hub); d > longest {
			far, longest = n, d
		}
	}
	return hub, far
}

// BenchmarkChokepoints ranks all entities of a smaller graph.
func BenchmarkChokepoints(b *testing.B) {
	s := generated(b, synthetic.Graph{Entities: 10_000, Claims: 50_000, Seed: 1})
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
