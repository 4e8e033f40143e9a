package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"chokepoint/graph"
	"chokepoint/graph/question"
)

// loaded is a store under test and its double, loaded alike.
type loaded struct{ tested, reference answering }

// load loads a batch into both and compares what they report.
func (l *loaded) load(t fataler, b graph.Batch) {
	t.Helper()
	want, err := l.reference.store.Load(context.Background(), b)
	if err != nil {
		t.Fatalf("the double refuses dataset %s: %v", b.Dataset.Name, err)
	}
	got, err := l.tested.store.Load(context.Background(), b)
	if err != nil {
		t.Fatalf("loading dataset %s: %v", b.Dataset.Name, err)
	}
	want.Version, got.Version = "", ""
	if diff := diff(t, want, got); diff != "" {
		t.Fatalf("report of loading dataset %s (-want +got):\n%s", b.Dataset.Name, diff)
	}
}

// ask compares what both hold, then what they answer.
func (l *loaded) ask(t fataler, questions []asked) {
	t.Helper()
	reference, tested := l.reference.now(t), l.tested.now(t)
	held := tested
	if gathers(tested) {
		var err error
		if held, err = Memory(context.Background(), l.tested.store); err != nil {
			t.Fatalf("reading what the store holds: %v", err)
		}
	}
	if diff := cmp.Diff(contents(t, reference), contents(t, held)); diff != "" {
		t.Fatalf("what the store holds (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(told(t, l.reference.store), told(t, l.tested.store)); diff != "" {
		t.Fatalf("what the store tells (-want +got):\n%s", diff)
	}
	agree(t, reference, tested, questions)
}

// contents is all that answers rest on, derived claims included, as lines.
func contents(t fataler, source question.Source) []string {
	t.Helper()
	s, err := source.Snapshot(context.Background())
	if err != nil {
		t.Fatalf("taking the snapshot: %v", err)
	}
	var lines []string
	for st := range s.Statements() {
		lines = append(lines, fmt.Sprintf("%+v", st))
	}
	for d := range s.Descriptions() {
		lines = append(lines, fmt.Sprintf("%+v", d))
	}
	for _, id := range s.SourceIDs() {
		source, in, _ := s.Source(id)
		lines = append(lines, fmt.Sprintf("%+v, said by %v", source, in))
	}
	for _, d := range s.Datasets() {
		lines = append(lines, fmt.Sprintf("%+v", d))
	}
	return lines
}

// seeded are dice that fall alike in every run.
func seeded() dice {
	r := rand.New(rand.NewPCG(1, 2))
	return r.IntN
}

// testLoads loads batches in turn, asks a few questions of each sort after each load and many after the last.
func (s *Suite) testLoads(t *testing.T, batches []graph.Batch, questions int) *loaded {
	l := &loaded{answering{subject: &s.Subject, store: open(t, &s.Subject)}, answering{subject: &double, store: open(t, &double)}}
	d := seeded()
	for i, b := range batches {
		l.load(t, b)
		n := 1
		if i == len(batches)-1 {
			n = questions
		}
		l.ask(t, newWorld(s.Ontology, batches[:i+1]).questions(d, n))
	}
	return l
}

// expect puts questions to the store under test whose answers are known.
func (l *loaded) expect(t *testing.T, questions []expected) {
	t.Helper()
	source := l.tested.now(t)
	for i := range questions {
		q := &questions[i]
		if gathers(source) && q.takesAll() {
			continue // agree holds that it says so
		}
		pages, err := q.answers(source)
		if err != nil || len(pages) != 1 {
			t.Fatalf("%s: %d pages, %v", &q.asked, len(pages), err)
		}
		if got := named(t, pages[0].body); got != q.want {
			t.Errorf("%s: %s, want %s", &q.asked, got, q.want)
		}
	}
}

// named lists the entities of an answer, or those along its paths.
func named(t *testing.T, body []byte) string {
	t.Helper()
	var answer struct {
		Results []struct{ Entity graph.EntityRef }
		Paths   []graph.Path
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, r := range answer.Results {
		words = append(words, r.Entity.ID)
	}
	for _, p := range answer.Paths {
		ids := []string{p.Steps[0].From}
		for _, step := range p.Steps {
			ids = append(ids, step.To)
		}
		words = append(words, strings.Join(ids, ">"))
	}
	return strings.Join(words, " ")
}

func (s *Suite) testTexts(t *testing.T) {
	files, err := texts.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		t.Run(f.Name(), func(t *testing.T) {
			data, err := texts.ReadFile("testdata/" + f.Name())
			if err != nil {
				t.Fatal(err)
			}
			archive := txtar.Parse(data)
			l := s.testLoads(t, readLoads(t, s.Ontology, archive), 2*s.Questions)
			l.expect(t, readQuestions(t, archive))
		})
	}
}

// testFacts loads the facts, then with holes, so that there is history, then whole again.
func (s *Suite) testFacts(t *testing.T) {
	if len(s.Facts) == 0 {
		t.Skip("no facts were given")
	}
	loads := slices.Clone(s.Facts)
	last := s.Facts[len(s.Facts)-1]
	for i, change := range []func(int, graph.Claim) (graph.Claim, bool){
		func(n int, c graph.Claim) (graph.Claim, bool) { return c, n%7 != 0 },
		func(n int, c graph.Claim) (graph.Claim, bool) {
			if n%5 == 0 {
				c.Confidence = graph.Disputed
			}
			return c, true
		},
	} {
		again := last
		again.Claims, again.At = changed(last.Claims, change), last.At.AddDate(0, i+1, 0)
		loads = append(loads, again)
	}
	s.testLoads(t, loads, s.Questions)
}

// changed changes each claim, by its number, or leaves it out.
func changed(claims iter.Seq[graph.Claim], change func(int, graph.Claim) (graph.Claim, bool)) iter.Seq[graph.Claim] {
	return func(yield func(graph.Claim) bool) {
		n := 0
		for c := range claims {
			n++
			if c, ok := change(n, c); ok && !yield(c) {
				return
			}
		}
	}
}
