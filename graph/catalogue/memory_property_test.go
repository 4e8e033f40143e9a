package catalogue_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/engine"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// growing is a store whose n-th state holds n suppliers of a hub, named after the state.
type growing struct {
	ontology *graph.Ontology
	state    atomic.Int64
}

func (g *growing) Load(context.Context, graph.Batch) (graph.Report, error) {
	return graph.Report{Version: fmt.Sprint(g.state.Add(1))}, nil
}

func (g *growing) Version(context.Context) (string, error) { return fmt.Sprint(g.state.Load()), nil }

func (g *growing) Name() string { return "growing" }

func (g *growing) Close() error { return nil }

func (g *growing) Rename(context.Context, string, string, time.Time) (string, error) { return "", nil }

func (g *growing) Tell(context.Context, graph.Listener) error { return nil }

func (g *growing) Read(context.Context) (*snapshot.Builder, error) {
	n := g.state.Load()
	b := snapshot.NewBuilder(g.ontology, fmt.Sprint(n))
	b.Entity(graph.Entity{ID: "hub", Kind: "thing", Name: "hub"}, "test", graph.Recording{})
	for i := range n {
		id := fmt.Sprintf("state-%d-%d", n, i)
		b.Entity(graph.Entity{ID: id, Kind: "thing", Name: id}, "test", graph.Recording{})
		c := graph.Claim{Subject: id, Predicate: "needs", Object: "hub", Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Reported}
		if err := b.Claim(&graph.Assertion{Claim: c, Dataset: "test"}); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// states is how often the store changes.
const states = 60

func TestReadersSeeOneStateWhileLoadsSwap(t *testing.T) {
	ctx := context.Background()
	store := &growing{ontology: lawOntology(t)}
	m, err := engine.New(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	var readers, loaders sync.WaitGroup
	for _, ask := range []func() error{func() error { return askReach(ctx, m) }, func() error { return askLosses(ctx, m) }, func() error { return askNames(ctx, m) }} {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				if err := ask(); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for range 3 {
		loaders.Go(func() {
			for range states / 3 {
				if _, err := store.Load(ctx, graph.Batch{}); err != nil {
					t.Error(err)
				}
				if err := m.Refresh(ctx); err != nil {
					t.Error(err)
				}
			}
		})
	}
	loaders.Wait()
	close(done)
	readers.Wait()
	if v := m.Current().Version(); v != fmt.Sprint(states) {
		t.Errorf("after the last refresh the version is %s, want %d", v, states)
	}
}

// slow is a store whose first reading after hold waits to be let go.
type slow struct {
	growing
	hold         atomic.Bool
	reading, let chan struct{}
}

func (s *slow) Read(ctx context.Context) (*snapshot.Builder, error) {
	b, err := s.growing.Read(ctx)
	if s.hold.CompareAndSwap(true, false) {
		close(s.reading)
		<-s.let
	}
	return b, err
}

// A refresh that began earlier may have read an older state, which must not replace a newer one.
func TestRefreshesTakeTurns(t *testing.T) {
	store := &slow{growing: growing{ontology: lawOntology(t)}, reading: make(chan struct{}), let: make(chan struct{})}
	m, err := engine.New(context.Background(), store)
	if err != nil {
		t.Fatal(err)
	}
	store.hold.Store(true)
	store.state.Add(1)
	first := make(chan error)
	go func() { first <- m.Refresh(context.Background()) }()
	<-store.reading
	store.state.Add(1)
	impatient, leave := context.WithCancel(context.Background())
	leave()
	if err := m.Refresh(impatient); !errors.Is(err, context.Canceled) {
		t.Errorf("a refresh during another: %v, want that it waits for its turn", err)
	}
	close(store.let)
	if err := <-first; err != nil {
		t.Error(err)
	}
}

// oneState makes sure that entities are all those of one state.
func oneState(ids []string) error {
	for _, id := range ids {
		if !strings.HasPrefix(id, fmt.Sprintf("state-%d-", len(ids))) {
			return fmt.Errorf("%d entities, and %s is among them", len(ids), id)
		}
	}
	return nil
}

func askReach(ctx context.Context, source question.Source) error {
	r, err := askOf[catalogue.Reach](ctx, source, "dependents", question.Values{"ref": {"hub"}, "limit": {"1000"}})
	var ids []string
	for _, x := range r.Results {
		ids = append(ids, x.Entity.ID)
	}
	if err == nil {
		err = oneState(ids)
	}
	return err
}

func askLosses(ctx context.Context, source question.Source) error {
	impact, err := askOf[catalogue.Impact](ctx, source, "impact", question.Values{"remove": {"hub"}, "limit": {"1000"}})
	if err != nil {
		return err
	}
	var ids []string
	for _, x := range impact.Lost {
		ids = append(ids, x.Entity.ID)
	}
	if _, err := askOf[catalogue.Chokepoints](ctx, source, "chokepoints", question.Values{"limit": {"1000"}}); err != nil {
		return err
	}
	return oneState(ids)
}

func askNames(ctx context.Context, source question.Source) error {
	found, err := askOf[catalogue.Found](ctx, source, "search", question.Values{"q": {"state-"}, "limit": {"1000"}})
	if err != nil {
		return err
	}
	var ids []string
	for _, c := range found.Results {
		ids = append(ids, c.Entity.ID)
	}
	return oneState(ids)
}
