package catalogue_test

import (
	"context"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/engine"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/synthetic"
)

// generated compiles a graph of 100 thousand entities and a million claims, some of which are no dependence, without a store.
func generated(b testing.TB, other float64) *snapshot.Snapshot {
	b.Helper()
	o := readOntology(b)
	batch := synthetic.Graph{Entities: 100_000, Claims: 1_000_000, Seed: 1, Other: other}.Batch(o)
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
	s, err := engine.Build(context.Background(), builder)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// prepared reads a question once; it is then asked again and again.
func prepared(b *testing.B, s *snapshot.Snapshot, name string, v question.Values) func() error {
	b.Helper()
	q, ok := catalogue.Find(name)
	if !ok {
		b.Fatalf("there is no question %s", name)
	}
	asked, err := q.Read(v)
	if err != nil {
		b.Fatal(err)
	}
	return func() error {
		_, err := asked.Ask(b.Context(), fixed{s}, question.Terms{Now: day.Time()})
		return err
	}
}

// BenchmarkQuestions asks the main questions of the built-in facts and of a generated graph; bare-search is the yardstick of those that
// walk.
func BenchmarkQuestions(b *testing.B) {
	for _, on := range []struct {
		name, hub, far, search string
		facts                  func(testing.TB) *snapshot.Snapshot
	}{
		{"built-in", "nvidia", "deepseek", "Huawei Tech", builtInFacts},
		{"generated", synthetic.ID(synthetic.Hub), synthetic.ID(99_999), "Pacific Laser Optics", func(b testing.TB) *snapshot.Snapshot { return generated(b, 0) }},
	} {
		b.Run(on.name, func(b *testing.B) {
			s := on.facts(b)
			node, _ := s.Lookup(on.hub)
			course, err := s.Course(graph.Filter{AsOf: day})
			if err != nil {
				b.Fatal(err)
			}
			y := s.NewYardstick(course)
			hub, far, search := []string{on.hub}, []string{on.far}, []string{on.search}
			for _, c := range []struct {
				name string
				ask  func() error
			}{
				{"bare-search", func() error { y.Dependents(node, 0); return nil }},
				{"dependents-counted", prepared(b, s, "dependents", question.Values{"ref": hub, "limit": {"0"}})},
				{"dependents-page", prepared(b, s, "dependents", question.Values{"ref": hub})},
				{"dependents-within-2", prepared(b, s, "dependents", question.Values{"ref": hub, "depth": {"2"}})},
				{"dependencies-page", prepared(b, s, "dependencies", question.Values{"ref": far})},
				{"neighbours", prepared(b, s, "neighbours", question.Values{"ref": hub})},
				{"path", prepared(b, s, "paths", question.Values{"from": far, "to": hub, "k": {"1"}})},
				{"paths", prepared(b, s, "paths", question.Values{"from": far, "to": hub})},
				{"paths-100", prepared(b, s, "paths", question.Values{"from": far, "to": hub, "k": {"100"}, "limit": {"100"}})},
				{"impact", prepared(b, s, "impact", question.Values{"remove": hub})},
				{"chokepoints", prepared(b, s, "chokepoints", question.Values{})},
				{"owners", prepared(b, s, "owners", question.Values{"ref": far})},
				{"decisions", prepared(b, s, "decisions", question.Values{"ref": hub})},
				{"entity", prepared(b, s, "entity", question.Values{"ref": hub})},
				{"claims", prepared(b, s, "claims", question.Values{"object": hub})},
				{"timeline", prepared(b, s, "timeline", question.Values{"ref": hub})},
				{"search", prepared(b, s, "search", question.Values{"q": search})},
				{"match", prepared(b, s, "match", question.Values{"queries": search})},
				{"screen", prepared(b, s, "screen", question.Values{"queries": search})},
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
		})
	}
}

// BenchmarkPages asks for a page of the claims about a hub, half of which are no dependence, and of all claims.
func BenchmarkPages(b *testing.B) {
	s := generated(b, 0.5)
	hub := synthetic.ID(synthetic.Hub)
	for _, c := range []struct {
		name, question string
		v              question.Values
	}{
		{"neighbours", "neighbours", question.Values{"ref": {hub}}},
		{"neighbours-far", "neighbours", question.Values{"ref": {hub}, "relation": {"requires"}, "limit": {"1000"}}},
		{"entity", "entity", question.Values{"ref": {hub}}},
		{"claims-all", "claims", question.Values{}},
		{"claims-predicate", "claims", question.Values{"predicate": {"supplied_by"}}},
		{"claims-inverse", "claims", question.Values{"predicate": {"supplies"}, "subject": {hub}}},
		{"claims-subject", "claims", question.Values{"subject": {hub}}},
		{"claims-object", "claims", question.Values{"object": {hub}}},
		{"claims-source", "claims", question.Values{"source": {"s-007"}}},
		{"sources", "sources", question.Values{}},
		{"entities", "entities", question.Values{}},
		{"entities-kind", "entities", question.Values{"kind": {"chip"}}},
		{"timeline", "timeline", question.Values{"ref": {hub}}},
		{"changes-of", "changes", question.Values{"of": {hub}, "since": {"2024-01-01"}}},
		{"changes", "changes", question.Values{"since": {"2025-01-01"}}},
		{"owners", "owners", question.Values{"ref": {hub}}},
		{"holdings", "holdings", question.Values{"ref": {hub}}},
	} {
		ask := prepared(b, s, c.question, c.v)
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// crowded compiles the built-in facts beside a generated graph of 100 thousand entities and a million claims.
func crowded(b *testing.B) *snapshot.Snapshot {
	b.Helper()
	facts := builtInFacts(b)
	o := facts.Ontology()
	batch := synthetic.Graph{Entities: 100_000, Claims: 1_000_000, Seed: 1}.Batch(o)
	builder := snapshot.NewBuilder(o, "crowded")
	recorded := graph.Recording{From: day.Time()}
	for n := range snapshot.Node(facts.Nodes()) {
		builder.Entity(*facts.Entity(n), graph.CuratedDataset, recorded)
	}
	for _, e := range batch.Entities {
		builder.Entity(e, synthetic.Dataset, recorded)
	}
	add := func(c graph.Claim, dataset string) {
		c.Sources = nil
		if err := builder.Claim(&graph.Assertion{Claim: c, Dataset: dataset, Recorded: recorded}); err != nil {
			b.Fatal(err)
		}
	}
	for ref := range facts.Claims() {
		if !facts.IsDerived(ref) {
			add(facts.Claim(ref), graph.CuratedDataset)
		}
	}
	for c := range batch.Claims {
		add(c, synthetic.Dataset)
	}
	s, err := engine.Build(context.Background(), builder)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkCheck puts exports to the built-in facts, and to these among a hundred times as many entities: a chip, a party by its seat, a class
// of tools with a listed end user, and a threshold of ownership.
func BenchmarkCheck(b *testing.B) {
	exports := map[string]question.Values{
		"chip":      {"item": {"nvidia-h20"}, "to": {"china"}, "as_of": {"2025-06-01"}},
		"seat":      {"item": {"nvidia-h200"}, "to": {"malaysia"}, "end_user": {"bytedance"}, "as_of": {"2026-02-01"}},
		"tools":     {"item": {"etching"}, "to": {"china"}, "end_user": {"smic"}, "as_of": {"2024-06-01"}},
		"affiliate": {"item": {"nvidia-b300"}, "to": {"china"}, "end_user": {"ymtc"}, "as_of": {"2026-11-20"}},
	}
	for facts, s := range map[string]*snapshot.Snapshot{"built-in": builtInFacts(b), "crowded": crowded(b)} {
		for name, v := range exports {
			ask := prepared(b, s, "check", v)
			b.Run(facts+"/"+name, func(b *testing.B) {
				for b.Loop() {
					if err := ask(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
