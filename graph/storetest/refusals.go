package storetest

import (
	"context"
	"errors"
	"slices"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	"chokepoint/graph/question"
)

func dryRun(b *bench) {
	b.load("curated", small+"h200 designed_by nvidia")
	before, v := b.ledger(), b.version()
	batch := b.batch("curated", small+"h200 made_by tsmc")
	batch.DryRun = true
	r, err := b.store.Load(context.Background(), batch)
	if err != nil || !r.DryRun || r.Claims != (graph.Changes{Added: 1, Withdrawn: 1}) || r.Version != v {
		b.Errorf("%+v, %v", r, err)
	}
	b.unchanged(before, v)
}

// unchanged makes sure that a load left no trace.
func (b *bench) unchanged(before []string, version string) {
	b.Helper()
	if v := b.version(); v != version {
		b.Errorf("the version went from %q to %q", version, v)
	}
	if diff := cmp.Diff(before, b.ledger()); diff != "" {
		b.Errorf("the load changed what is recorded:\n%s", diff)
	}
	if err := b.ask("entity", question.Values{"ref": {"intel"}}, new(any)); !errors.Is(err, graph.ErrNotFound) {
		b.Errorf("the load left an entity behind: %v", err)
	}
}

// spoilers make a batch one that a store must refuse.
var spoilers = []struct {
	name    string
	dangles bool
	spoil   func(*graph.Batch)
}{
	{"unknown object", true, func(g *graph.Batch) { g.Claims = with(g, func(c *graph.Claim) { c.Object = "nobody" }) }},
	{"unknown subject", true, func(g *graph.Batch) { g.Claims = with(g, func(c *graph.Claim) { c.Subject = "nobody" }) }},
	{"unknown item", true, func(g *graph.Batch) { g.Claims = with(g, func(c *graph.Claim) { c.Item = "nothing" }) }},
	{"unknown source", true, func(g *graph.Batch) { g.Claims = with(g, func(c *graph.Claim) { c.Sources[0].Source = "rumour" }) }},
	{"no source", false, func(g *graph.Batch) { g.Claims = with(g, func(c *graph.Claim) { c.Sources = nil }) }},
	{"no object", false, func(g *graph.Batch) { g.Claims = with(g, func(c *graph.Claim) { c.Object = "" }) }},
	{"unknown predicate", false, func(g *graph.Batch) { g.Claims = with(g, func(c *graph.Claim) { c.Predicate = "no_such_predicate" }) }},
	{"unknown kind", false, func(g *graph.Batch) { g.Entities[0].Kind = "no-such-kind" }},
	{"an entity twice", false, func(g *graph.Batch) { g.Entities = append(g.Entities, g.Entities[0]) }},
	{"a source twice", false, func(g *graph.Batch) { g.Sources = append(g.Sources, g.Sources[0]) }},
	{"a dataset without a name", false, func(g *graph.Batch) { g.Dataset.Name = "" }},
	{"an ontology without a relation in use", false, func(g *graph.Batch) { g.Ontology = without(g.Ontology, "designed_by", "made_by") }},
}

func failures(b *bench) {
	b.load("curated", small+"h200 designed_by nvidia")
	before, v := b.ledger(), b.version()
	const intel = small + "company: intel\nh200 made_by intel\n"
	for _, c := range spoilers {
		for _, dataset := range []string{"curated", "other"} {
			batch := b.batch(dataset, intel)
			c.spoil(&batch)
			if _, err := b.store.Load(context.Background(), batch); err == nil || errors.Is(err, graph.ErrDangling) != c.dangles {
				b.Errorf("%s: %v; want an error that is ErrDangling: %v", c.name, err, c.dangles)
			}
			b.unchanged(before, v)
		}
	}
	b.cancelled()
	b.unchanged(before, v)
}

// with changes the claims of a batch.
func with(g *graph.Batch, change func(*graph.Claim)) func(func(graph.Claim) bool) {
	claims := slices.Collect(g.Claims)
	for i := range claims {
		change(&claims[i])
	}
	return slices.Values(claims)
}

// without returns an ontology without some relations.
func without(o *graph.Ontology, relations ...string) *graph.Ontology {
	less := &graph.Ontology{Strata: o.Strata, Kinds: slices.Clone(o.Kinds), Units: o.Units, Attributes: o.Attributes, Languages: o.Languages}
	for i := range less.Kinds {
		less.Kinds[i].Tells = nil
	}
	for _, r := range o.Relations {
		if r.Gates = nil; !slices.Contains(relations, r.Name) {
			less.Relations = append(less.Relations, r)
		}
	}
	if err := less.Init(); err != nil {
		panic(err) // nothing in it names what was taken out
	}
	return less
}

// cancelled ends the context of a load while the store takes its claims.
func (b *bench) cancelled() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	batch := b.batch("curated", small+"company: intel\nh200 made_by intel\nh200 made_by tsmc")
	claims := slices.Collect(batch.Claims)
	batch.Claims = func(yield func(graph.Claim) bool) {
		if yield(claims[0]) {
			cancel()
			yield(claims[1])
		}
	}
	if _, err := b.store.Load(ctx, batch); !errors.Is(err, context.Canceled) {
		b.Errorf("a load whose context ended: %v", err)
	}
}
