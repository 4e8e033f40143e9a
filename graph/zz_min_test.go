package graph_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"chokepoint/graph"
	"chokepoint/graph/synthetic"
)

func TestZZ(t *testing.T) {
	if os.Getenv("ZZ") == "" {
		t.Skip()
	}
	data, _ := os.ReadFile("../seeds/ontology.yaml")
	o := &graph.Ontology{}
	yaml.Unmarshal(data, o)
	o.Init()
	batch := synthetic.Graph{Entities: 100_000, Claims: 1_000_000, Seed: 1}.Batch(o)
	bd := graph.NewBuilder(o, "g")
	rec := graph.Recording{From: day.Time()}
	for _, s := range batch.Sources {
		bd.Source(s, "x")
	}
	for _, e := range batch.Entities {
		bd.Entity(e, "x", rec)
	}
	for c := range batch.Claims {
		bd.Claim(&graph.Assertion{Claim: c, Dataset: "x", Recorded: rec})
	}
	s, _ := bd.Build()
	hub := synthetic.ID(0)
	n, _ := s.Lookup(hub)
	y := s.NewYardstick()
	ctx := context.Background()
	for _, depth := range []int{0, 2, 3} {
		q := graph.ReachQuery{Of: hub, Direction: graph.Dependents, Depth: depth, Filter: graph.Filter{AsOf: day}}
		mb, mc, mp := time.Hour, time.Hour, time.Hour
		for i := 0; i < 150; i++ {
			t0 := time.Now()
			y.Dependents(n, depth)
			t1 := time.Now()
			s.Count(ctx, q)
			t2 := time.Now()
			s.Reach(ctx, q)
			t3 := time.Now()
			mb, mc, mp = min(mb, t1.Sub(t0)), min(mc, t2.Sub(t1)), min(mp, t3.Sub(t2))
		}
		fmt.Println(depth, mb, mc, mp, float64(mc)/float64(mb))
	}
	for i := 0; i < 3; i++ {
		t0 := time.Now()
		s.Impact(ctx, graph.ImpactQuery{Remove: []string{hub}, Filter: graph.Filter{AsOf: day}})
		fmt.Println("impact", time.Since(t0))
	}
}
