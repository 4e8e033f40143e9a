package storetest

import (
	"context"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/engine"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// Subject is a store and what answers from it.
type Subject struct {
	// Open returns a store that holds nothing. The suite closes it before it opens the next.
	Open func(context.Context) (snapshot.Store, error)
	// Source answers from what the store holds now. If it can be refreshed, it is the only one of its store.
	Source func(context.Context, snapshot.Store) (question.Source, error)
}

// Memory is the source of a store that has none of its own.
func Memory(ctx context.Context, s snapshot.Store) (question.Source, error) {
	return engine.New(ctx, s)
}

// double is what stores are compared with.
var double = Subject{func(context.Context) (snapshot.Store, error) { return &memory{}, nil }, Memory}

// Suite says what is tested, and how hard.
type Suite struct {
	Subject   Subject
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
	t.Run("round trips", s.testRoundTrips)
	t.Run("discipline", s.testDiscipline)
	t.Run("concurrency", s.testConcurrency)
}

// open opens a store of a subject for one test.
func open(t testing.TB, s *Subject) snapshot.Store {
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

// answering is a store and, once it has been asked, its source.
type answering struct {
	subject *Subject
	store   snapshot.Store
	source  question.Source
}

// now returns a source that answers from what the store holds now.
func (a *answering) now(t fataler) question.Source {
	t.Helper()
	ctx := context.Background()
	if r, ok := a.source.(interface{ Refresh(context.Context) error }); ok {
		if err := r.Refresh(ctx); err != nil {
			t.Fatalf("refreshing the source: %v", err)
		}
		return a.source
	}
	var err error
	if a.source, err = a.subject.Source(ctx, a.store); err != nil {
		t.Fatalf("making the source: %v", err)
	}
	return a.source
}

// fataler is what testing.T and rapid.T have in common here.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}
