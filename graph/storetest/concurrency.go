package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

func (s *Suite) testConcurrency(t *testing.T) {
	t.Run("loads take turns", func(t *testing.T) { takeTurns(s.bench(t)) })
	t.Run("readers see one state", func(t *testing.T) { oneState(s.bench(t)) })
}

// takeTurns loads several datasets at once, one of them with two contents.
func takeTurns(b *bench) {
	b.load("base", small)
	var batches []graph.Batch
	for n := range 5 {
		batch := b.batch(fmt.Sprint("dataset-", n%4), fmt.Sprintf("h200 designed_by nvidia source=source-%d", n))
		batch.At = day(9) // all at once: recorded one after the other
		batches = append(batches, batch)
	}
	var loads sync.WaitGroup
	for _, batch := range batches {
		loads.Go(func() {
			if _, err := b.store.Load(context.Background(), batch); err != nil {
				b.Errorf("dataset %s: %v", batch.Dataset.Name, err)
			}
		})
	}
	loads.Wait()
	lines := b.ledger()
	last := lines[slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, ",)") })]
	for n := range 4 {
		if !strings.Contains(last, fmt.Sprint("dataset-", n)) {
			b.Errorf("dataset-%d is lost: %s", n, last)
		}
	}
	if strings.Contains(last, "source-0") == strings.Contains(last, "source-4") {
		b.Errorf("one of the two contents of dataset-0 must stand: %s", last)
	}
}

// states is how often the content changes while readers look.
const states = 6

// oneState changes all claims of a dataset at once, again and again, while readers look for a mixture of two contents.
func oneState(b *bench) {
	texts := [2]string{content("0.1"), content("0.2")}
	b.load("curated", texts[0])
	source := b.now(b)
	done := make(chan struct{})
	var readers sync.WaitGroup
	look := func(look func() error) {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				if err := look(); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	look(func() error { return readWhole(b.store) })
	look(func() error { return askWhole(source) })
	latest := source
	for n := range states {
		b.load("curated", texts[(n+1)%2])
		latest = b.now(b)
	}
	close(done)
	readers.Wait()
	version, err := latest.Version(context.Background())
	if err != nil || version != b.version() {
		b.Errorf("after a refresh answers come from %q (%v), the store is at %q", version, err, b.version())
	}
}

// suppliers is the number of claims that change together.
const suppliers = 40

func content(share string) string {
	var b strings.Builder
	b.WriteString("technology: hbm\ncompany:")
	for n := range suppliers {
		fmt.Fprintf(&b, " maker-%d", n)
	}
	for n := range suppliers {
		fmt.Fprintf(&b, "\nhbm made_by maker-%d share=%s", n, share)
	}
	return b.String()
}

func readWhole(store snapshot.Store) error {
	b, err := store.Read(context.Background())
	if err != nil {
		return err
	}
	s, err := b.Build(context.Background())
	if err != nil {
		return err
	}
	shares := map[graph.Share]int{}
	for st := range s.Statements() {
		if st.Recorded.Stands() {
			shares[st.Share]++
		}
	}
	if len(shares) != 1 || shares[graph.ShareOf(0.1)]+shares[graph.ShareOf(0.2)] != suppliers {
		return fmt.Errorf("a reader saw a mixture: %v", shares)
	}
	return nil
}

func askWhole(source question.Source) error {
	var n struct {
		Results []struct{ Claim struct{ Share float64 } }
	}
	if err := askOf(context.Background(), source, "neighbours", question.Values{"ref": {"hbm"}, "limit": {"1000"}}, question.Terms{}, &n); err != nil {
		return err
	}
	shares := map[float64]int{}
	for _, r := range n.Results {
		shares[r.Claim.Share]++
	}
	if len(shares) != 1 || len(n.Results) != suppliers {
		return fmt.Errorf("a question saw a mixture: %v", shares)
	}
	return nil
}
