package storetest

import (
	"context"
	"flag"
	"math/rand/v2"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"chokepoint/graph"
)

// testRandom loads random datasets, and loads some of them again with other contents.
func (s *Suite) testRandom(t *testing.T) {
	checks := flag.Lookup("rapid.checks") // rapid takes the number of its runs from nowhere else
	before := checks.Value.String()
	defer checks.Value.Set(before)
	if err := checks.Value.Set(strconv.Itoa(s.Graphs)); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		l := &loaded{answering{subject: &s.Subject}, answering{subject: &double}}
		for _, a := range []*answering{&l.tested, &l.reference} {
			opened, err := a.subject.Open(context.Background())
			if err != nil {
				t.Fatalf("opening a store: %v", err)
			}
			defer opened.Close()
			a.store = opened
		}
		// The sizes are rapid's to shrink; what is chosen within them hangs on a seed, since rapid prefers small numbers, which
		// would make nearly all choices the first.
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		g := newGenerator(r.IntN, s.Ontology, rapid.IntRange(15, 40).Draw(t, "entities"))
		var batches []graph.Batch
		for n := range rapid.IntRange(2, 4).Draw(t, "loads") {
			b := g.batch(n, rapid.IntRange(20, 100).Draw(t, "claims"))
			batches = append(batches, b)
			l.load(t, b)
		}
		l.ask(t, newWorld(s.Ontology, batches).questions(r.IntN, 3))
	})
}
