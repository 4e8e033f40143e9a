package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"strings"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/load"
	"chokepoint/graph/rules"
	"chokepoint/graph/snapshot"
	"chokepoint/seeds"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func main() {
	files := must(load.FilesIn(seeds.FS, load.YAMLExtensions...))
	ontology, files := load.CutOntology(files)
	o := must(load.Ontology(*ontology))
	batch := must(load.YAML(files, nil).Batch(load.Options{Dataset: graph.Dataset{Name: graph.CuratedDataset}, Ontology: o}))
	b, loaded := snapshot.NewBuilder(o, "1"), graph.Recording{From: time.Date(2026, 1, 20, 8, 0, 0, 0, time.UTC)}
	for _, s := range batch.Sources {
		b.Source(s, graph.CuratedDataset)
	}
	for _, e := range batch.Entities {
		b.Entity(e, graph.CuratedDataset, loaded)
	}
	for c := range batch.Claims {
		if err := b.Claim(&graph.Assertion{Claim: c, Dataset: graph.CuratedDataset, Recorded: loaded}); err != nil {
			panic(err)
		}
	}
	var timed []snapshot.Pass
	for i, p := range rules.Passes() {
		timed = append(timed, func(ctx context.Context, s *snapshot.Snapshot) ([]snapshot.Derived, error) {
			t := time.Now()
			d, err := p(ctx, s)
			fmt.Fprintln(os.Stderr, "pass", i, len(d), time.Since(t))
			return d, err
		})
	}
	if pf := os.Getenv("PROF"); pf != "" {
		f, _ := os.Create(pf)
		runtime.SetCPUProfileRate(2000)
		pprof.StartCPUProfile(f)
	}
	t := time.Now()
	s := must(b.Build(context.Background(), timed...))
	pprof.StopCPUProfile()
	fmt.Fprintln(os.Stderr, "built in", time.Since(t))
	count := map[string]int{}
	for st := range s.Statements() {
		if !st.Derived {
			continue
		}
		count[st.Predicate+" "+st.Role]++
		line := fmt.Sprint(st.Predicate, " ", st.Role, ": ", st.Subject, " -> ", st.Object, " [", st.Item, "] ", st.Valid.From, "..", st.Valid.To, " ", st.Confidence, " ", len(st.DerivedFrom))
		if len(os.Args) < 2 || strings.Contains(line, os.Args[1]) {
			fmt.Println(line)
		}
	}
	fmt.Fprintln(os.Stderr, count)
}
