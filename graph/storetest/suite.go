package storetest

import (
	"context"
	"testing"

	"chokepoint/graph"
)

// Subject is a store and the engine that answers from it.
type Subject struct {
	// Open returns a store that holds nothing. The suite closes it before it opens the next.
	Open func(context.Context) (graph.Store, error)
	// Engine answers from what the store holds now.
	Engine func(context.Context, graph.Store) (graph.Engine, error)
}

// Memory is the engine of a store that has none of its own.
func Memory(ctx context.Context, s graph.Store) (graph.Engine, error) { return graph.NewMemory(ctx, s) }

// Suite says what is tested, against what, and how hard.
type Suite struct {
	Subject   Subject
	Reference Subject
	Ontology  *graph.Ontology // of the texts and the random graphs: that of the seeds
	Facts     []graph.Batch   // real ones; may be empty
	Questions int             // of each sort, about the real facts; twice as many about each text
	Graphs    int             // random ones
}

// Run runs the suite.
func (s *Suite) Run(t *testing.T) {
	t.Run("texts", s.testTexts)
	t.Run("facts", s.testFacts)
	t.Run("random", s.testRandom)
	t.Run("discipline", s.testDiscipline)
	t.Run("concurrency", s.testConcurrency)
}

// open opens a store of a subject for one test.
func open(t testing.TB, s Subject) graph.Store {
	t.Helper()
	store, err := s.Open(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Errorf("closing the store: %v", err)
		}
	})
	return store
}

func engineOf(t fataler, s Subject, store graph.Store) graph.Engine {
	t.Helper()
	e, err := s.Engine(context.Background(), store)
	if err != nil {
		t.Fatalf("making the engine: %v", err)
	}
	return e
}

// fataler is what testing.T and rapid.T have in common here.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}
