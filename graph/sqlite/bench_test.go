package sqlite

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"testing"

	"chokepoint/graph"
)

// chain yields n relation claims over n/10 companies, half of them with a date, a fifth with a share. Every edition
// changes the share of one claim in a hundred.
func chain(n, edition int) iter.Seq[graph.Claim] {
	relations := []string{"designed_by", "owned_by", "supplied_by"}
	return func(yield func(graph.Claim) bool) {
		x := uint64(1)
		sources := make([][]graph.Citation, 1000)
		for i := range sources {
			sources[i] = []graph.Citation{{Source: "press", Locator: fmt.Sprint("row ", i)}}
		}
		ids := companies(n)
		for i := range n {
			x = x*6364136223846793005 + 1442695040888963407
			c := graph.Claim{
				Subject: ids[i/10].ID, Object: ids[(x>>33)%uint64(len(ids))].ID, Predicate: relations[i%3],
				Valid: graph.Always, Share: graph.NoShare, Confidence: graph.Reported, Sources: sources[i%len(sources)],
			}
			c.Valid.From = graph.DateOf(graph.Day(18000 + i%10)) // keeps the ten claims of one subject apart
			if i%5 == 0 {
				c.Share = graph.Share(i%100) * (graph.Whole / 100)
			}
			if edition > 0 && i%100 == edition {
				c.Share = 123 * (graph.Whole / 1000)
			}
			if !yield(c) {
				return
			}
		}
	}
}

func companies(claims int) []graph.Entity {
	entities := make([]graph.Entity, max(claims/10, 1))
	for i := range entities {
		id := fmt.Sprintf("company-%d", i)
		entities[i] = graph.Entity{ID: id, Kind: "company", Name: id}
	}
	return entities
}

func chainBatch(b testing.TB, n, edition int) graph.Batch {
	return graph.Batch{
		Dataset: graph.Dataset{Name: "generated"}, Ontology: testOntology(b), Entities: companies(n),
		Sources: []graph.Source{{ID: "press", Kind: "press", Published: graph.Beginning}}, Claims: chain(n, edition),
	}
}

var sizes = []int{100_000, 1_000_000}

func mustLoad(b testing.TB, s *Store, batch graph.Batch) graph.Report {
	b.Helper()
	r, err := s.Load(context.Background(), batch)
	if err != nil {
		b.Fatal(err)
	}
	return r
}

func perSecond(b *testing.B, n int) {
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "claims/s")
}

func BenchmarkLoad(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			batch := chainBatch(b, n, 0)
			for b.Loop() {
				b.StopTimer()
				s := openStore(b, filepath.Join(b.TempDir(), "ledger.db"))
				b.StartTimer()
				mustLoad(b, s, batch)
			}
			perSecond(b, n)
		})
	}
}

// BenchmarkReload loads a dataset again with one claim in a hundred changed.
func BenchmarkReload(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := openStore(b, filepath.Join(b.TempDir(), "ledger.db"))
			mustLoad(b, s, chainBatch(b, n, 0))
			edition := 0
			for b.Loop() {
				edition = edition%98 + 1
				mustLoad(b, s, chainBatch(b, n, edition))
			}
			perSecond(b, n)
		})
	}
}

func BenchmarkRead(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := openStore(b, filepath.Join(b.TempDir(), "ledger.db"))
			mustLoad(b, s, chainBatch(b, n, 0))
			for b.Loop() {
				if _, err := s.Read(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
			perSecond(b, n)
		})
	}
}

// BenchmarkRecorded asks for the claims of one entity among all, about twenty: by the method, and by the view for other
// programs.
func BenchmarkRecorded(b *testing.B) {
	for _, n := range sizes {
		s := openStore(b, filepath.Join(b.TempDir(), "ledger.db"))
		mustLoad(b, s, chainBatch(b, n, 0))
		b.Run(fmt.Sprint("method/", n), func(b *testing.B) {
			for b.Loop() {
				if said, err := s.Recorded(context.Background(), "company-77"); err != nil || len(said) < 10 {
					b.Fatal(len(said), err)
				}
			}
		})
		b.Run(fmt.Sprint("view/", n), func(b *testing.B) {
			for b.Loop() {
				if said := viewed(b, s, "company-77"); said < 10 {
					b.Fatal(said)
				}
			}
		})
	}
}
