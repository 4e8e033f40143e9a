package names_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/load"
	"chokepoint/graph/names"
	"chokepoint/graph/snapshot"
	"chokepoint/seeds"
)

// curated are the entities of the built-in facts.
var curated = sync.OnceValues(func() (*snapshot.Snapshot, error) {
	files, err := load.FilesIn(seeds.FS, load.YAMLExtensions...)
	if err != nil {
		return nil, err
	}
	ontology, files := load.CutOntology(files)
	o, err := load.Ontology(*ontology)
	if err != nil {
		return nil, err
	}
	batch, err := load.YAML(files, nil).Batch(load.Options{Dataset: graph.Dataset{Name: "d"}, Ontology: o})
	if err != nil {
		return nil, err
	}
	b := snapshot.NewBuilder(o, "1")
	for _, s := range batch.Sources {
		b.Source(s, "d")
	}
	for _, e := range batch.Entities {
		b.Entity(e, "d", graph.Recording{})
	}
	for c := range batch.Claims {
		if err := b.Claim(&graph.Assertion{Claim: c, Dataset: "d"}); err != nil {
			return nil, err
		}
	}
	return b.Build(context.Background())
})

// manyFirms are 200,000 firms with names of two to five words, some of them very frequent, each with an alias.
var manyFirms = sync.OnceValues(func() (*snapshot.Snapshot, error) {
	r := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("ka ro mi ten lu sha vor bel nix qua dri fen gor hal jin kel mon nor pol rus sel tav und vex wil xan yor zed")
	usual := strings.Fields("Technology Electronics International Group Trading Semiconductor Systems Industrial Shanghai Shenzhen Beijing Moscow")
	rare := func() string {
		var b strings.Builder
		for range 2 + r.IntN(3) {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		return strings.ToUpper(b.String()[:1]) + b.String()[1:]
	}
	b := snapshot.NewBuilder(&graph.Ontology{Kinds: []graph.Kind{{Name: "company"}}}, "1")
	for i := range 200_000 {
		name := rare()
		for range r.IntN(3) {
			name += " " + usual[r.IntN(len(usual))]
		}
		b.Entity(graph.Entity{ID: fmt.Sprintf("e-%06d", i), Kind: "company", Name: name + " Co., Ltd.", Aliases: []graph.Alias{{Name: rare() + " " + name}}}, "d", graph.Recording{})
	}
	return b.Build(context.Background())
})

func snapshotFor(b *testing.B, of func() (*snapshot.Snapshot, error)) *snapshot.Snapshot {
	s, err := of()
	if err != nil {
		b.Fatal(err)
	}
	names.Prepare(context.Background(), s)
	return s
}

func benchmarkMatch(b *testing.B, s *snapshot.Snapshot, all []string, most int) {
	b.ReportAllocs()
	for b.Loop() {
		for _, name := range all {
			if _, err := names.Match(unlimited(), s, names.Party{Name: name, Country: snapshot.None, Most: most}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkMatch500OfAList(b *testing.B) {
	benchmarkMatch(b, snapshotFor(b, curated), strangers(b)[:500], 5)
}

func BenchmarkMatch100Of200000(b *testing.B) {
	benchmarkMatch(b, snapshotFor(b, manyFirms), strangers(b)[:100], 5)
}

// Names that cost most: of frequent words alone, one letter repeated, and many candidates wanted.
func BenchmarkMatchCostlyOf200000(b *testing.B) {
	s := snapshotFor(b, manyFirms)
	for _, c := range []string{"Shanghai International Technology Electronics Group", strings.Repeat("a", 300), strings.Repeat("ka ", 100), "Karomi Technology"} {
		b.Run(c[:12], func(b *testing.B) { benchmarkMatch(b, s, []string{c}, 50) })
	}
}

func BenchmarkResolveUnknownOf200000(b *testing.B) {
	s := snapshotFor(b, manyFirms)
	for _, ref := range []string{"Karomitem Technolgy", "quadri-fengor", "zzz"} {
		b.Run(ref, func(b *testing.B) {
			for b.Loop() {
				var missing *graph.NotFound
				if _, err := names.Resolve(limits.New(context.Background(), graph.Budget{}), s, ref, graph.Filter{}); !errors.As(err, &missing) {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkExactAndSlip(b *testing.B) {
	s := snapshotFor(b, manyFirms)
	for b.Loop() {
		for _, text := range []string{"which", "depends on", "karomiten", "technolgy"} {
			if _, err := names.Exact(unlimited(), s, text, graph.Filter{}); err != nil {
				b.Fatal(err)
			}
			if _, _, err := names.Slip(unlimited(), s, text, graph.Filter{}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkPrepare200000 says what the index of 200,000 entities with two names each costs to build and to hold.
func BenchmarkPrepare200000(b *testing.B) {
	b.ReportAllocs()
	var before, after runtime.MemStats
	for b.Loop() {
		b.StopTimer()
		s := again(b)
		runtime.GC()
		runtime.ReadMemStats(&before)
		b.StartTimer()
		names.Prepare(context.Background(), s)
		b.StopTimer()
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MB-held")
		runtime.KeepAlive(s)
		b.StartTimer()
	}
}

// again is a snapshot of the many firms that has no index yet.
func again(b *testing.B) *snapshot.Snapshot {
	s, err := manyFirms()
	if err != nil {
		b.Fatal(err)
	}
	builder := snapshot.NewBuilder(s.Ontology(), "1")
	for n := range snapshot.Node(s.Nodes()) {
		builder.Entity(*s.Entity(n), "d", graph.Recording{})
	}
	if s, err = builder.Build(context.Background()); err != nil {
		b.Fatal(err)
	}
	return s
}

func strangers(t testing.TB) (all []string) {
	for line := range strings.Lines(strangersText) {
		if name := strings.TrimSpace(line); name != "" && name[0] != '#' {
			all = append(all, name)
		}
	}
	return all
}
