package storetest

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

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
		d := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }
		l := &loaded{suite: s}
		for subject, store := range map[*Subject]*graph.Store{&s.Subject: &l.tested, &s.Reference: &l.reference} {
			opened, err := subject.Open(context.Background())
			if err != nil {
				t.Fatalf("opening a store: %v", err)
			}
			defer opened.Close()
			*store = opened
		}
		g := newGenerator(d, s.Ontology)
		var batches []graph.Batch
		for n := range 2 + d(3) {
			b := g.batch(n)
			batches = append(batches, b)
			l.load(t, b)
		}
		l.ask(t, newWorld(s.Ontology, batches).questions(d, 3))
	})
}

// generator makes random datasets about one set of entities.
type generator struct {
	d        dice
	ontology *graph.Ontology
	entities []graph.Entity
	content  map[string][]graph.Claim // by dataset: what it said last
}

// datasetNames are few, so that datasets are loaded again.
var datasetNames = []string{graph.CuratedDataset, "other", "third"}

func newGenerator(d dice, o *graph.Ontology) *generator {
	g := &generator{d: d, ontology: o, content: map[string][]graph.Claim{}}
	for n := range 20 + d(20) {
		kind := one(d, o.Kinds).Name
		e := graph.Entity{ID: fmt.Sprintf("%s-%02d", kind, n), Kind: kind, Name: fmt.Sprintf("%s %d", kind, d(60))}
		if once(d, 4) {
			e.Aliases = []graph.Alias{{Name: fmt.Sprintf("alias %d", d(60)), Lang: one(d, []string{"", "fr", "zh"})}}
		}
		if once(d, 8) {
			e.Identifiers = map[string]string{"lei": fmt.Sprint("LEI", n)}
		}
		g.entities = append(g.entities, e)
	}
	return g
}

// batch is the n-th load: every dataset asserts all entities and sources, since others may name them.
func (g *generator) batch(n int) graph.Batch {
	name := one(g.d, datasetNames)
	kept := slices.DeleteFunc(slices.Clone(g.content[name]), func(graph.Claim) bool { return once(g.d, 4) })
	for range 20 + g.d(60) {
		c, ok := g.claim()
		if ok && !slices.ContainsFunc(kept, func(k graph.Claim) bool { return k.ID() == c.ID() }) {
			kept = append(kept, c)
		}
	}
	g.content[name] = kept
	b := graph.Batch{Dataset: graph.Dataset{Name: name, Title: fmt.Sprint("load ", n)}, Entities: slices.Clone(g.entities),
		Claims: slices.Values(kept), At: time.Date(2026, time.January, 1+n, 0, 0, 0, 0, time.UTC)}
	if n == 0 {
		b.Ontology = g.ontology
	}
	if once(g.d, 4) {
		b.Entities[0].Name += " of " + name
	}
	for i := range 4 {
		b.Sources = append(b.Sources, sourceNamed(fmt.Sprint("source-", i)))
	}
	if once(g.d, 4) {
		b.Sources[0].Title += " of " + name
	}
	return b
}

// claim makes a claim that the ontology allows, if the entities have the kinds for it. Decisions get a status most often,
// since much depends on it.
func (g *generator) claim() (graph.Claim, bool) {
	d := g.d
	c := graph.Claim{Share: graph.NoShare, Valid: g.interval(), Confidence: graph.Confidence(1 + d(5))}
	for range 1 + d(2) {
		cited := graph.Citation{Source: fmt.Sprint("source-", d(4)), Locator: one(d, []string{"", "p. 3"})}
		if !slices.Contains(c.Sources, cited) {
			c.Sources = append(c.Sources, cited)
		}
	}
	if once(d, 4) {
		return c, g.attribute(&c)
	}
	r := &g.ontology.Relations[d(len(g.ontology.Relations))]
	subject, ok := g.entityOf(r.From)
	if !ok {
		return c, false
	}
	object, ok := g.entityOf(r.To)
	if !ok || object.ID == subject.ID {
		return c, false
	}
	c.Subject, c.Predicate, c.Object = subject.ID, r.Name, object.ID
	switch d(6) {
	case 0:
		c.Share = graph.Share(1+d(8)) / 10
	case 1:
		c.Item, c.Purpose = one(d, g.entities).ID, one(d, []string{"", "training"})
	case 2:
		c.Quantity, c.Note = graph.Quantity{Number: float64(d(10)), Unit: "units"}, "a note"
	}
	if r.Channel == "ownership" {
		c.Share = graph.Share(1+d(4)) / 10
	}
	return c, true
}

func (g *generator) attribute(c *graph.Claim) bool {
	d, o := g.d, g.ontology
	a := o.Attribute(o.Binding.Attribute)
	if a == nil || once(d, 2) {
		a = &o.Attributes[d(len(o.Attributes))]
	}
	if a.Name == o.Binding.Criterion {
		return false // an expression, which is not for dice
	}
	subject, ok := g.entityOf(a.On)
	c.Subject, c.Predicate, c.Value = subject.ID, a.Name, graph.Value{Type: a.Type}
	switch a.Type {
	case graph.NumberValue:
		c.Value.Number = float64(d(10)) / 10
		if a.Unit != "any" {
			c.Value.Unit = a.Unit
		}
	case graph.DateValue:
		c.Value.Date = g.date()
	case graph.BoolValue:
		c.Value.Bool = once(d, 2)
	case graph.TermValue:
		c.Value.Text = one(d, a.Terms)
	default:
		c.Value.Text = one(d, []string{"something", "quelque chose", ""})
	}
	return ok
}

func (g *generator) entityOf(kinds []string) (graph.Entity, bool) {
	fit := g.entities
	if len(kinds) > 0 {
		fit = slices.DeleteFunc(slices.Clone(fit), func(e graph.Entity) bool { return !slices.Contains(kinds, e.Kind) })
	}
	if len(fit) == 0 {
		return graph.Entity{}, false
	}
	return one(g.d, fit), true
}

// date has any of the precisions; there are few, so that bounds meet.
func (g *generator) date() graph.Date {
	written := one(g.d, []string{"2023", "2024-01", "2024-01-01", "2024-06", "2025", "2025-03-15", "2026-01-01"})
	date, err := graph.ParseDate(written)
	if err != nil {
		panic(err) // it is written here
	}
	return date
}

func (g *generator) interval() graph.Interval {
	i := graph.Always
	if once(g.d, 2) {
		i.From = g.date()
	}
	if once(g.d, 3) {
		i.To = g.date()
	}
	if i.Empty() {
		i.To = graph.End
	}
	return i
}
