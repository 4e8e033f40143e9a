package catalogue_test

import (
	"context"
	"encoding/base32"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/engine"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/synthetic"
)

// one question of each sort that a session may ask, on the built-in facts.
var oneOfEach = map[string]question.Values{
	"dependents":   {"ref": {"nvidia"}},
	"dependencies": {"ref": {"deepseek"}},
	"paths":        {"from": {"deepseek"}, "to": {"us-bis"}},
	"graph":        {"entity": {"nvidia", "tsmc", "asml"}, "layout": {"layers"}},
	"impact":       {"remove": {"tsmc"}},
	"chokepoints":  {},
	"owners":       {"ref": {"smic"}},
	"holdings":     {"ref": {"big-fund"}},
	"affiliates":   {"ref": {"smic"}},
	"listings":     {"ref": {"smic"}},
	"decisions":    {"ref": {"nvidia-h200"}},
	"compare":      {"one": {"nvidia-h20"}, "other": {"nvidia-h200"}},
	"check":        {"item": {"nvidia-h20"}, "to": {"china"}},
	"lines":        {"maker": {"nvidia"}},
	"timeline":     {"ref": {"huawei"}},
	"changes":      {"since": {"2020-01-01"}},
	"entities":     {},
	"entity":       {"ref": {"nvidia"}},
	"neighbours":   {"ref": {"nvidia"}},
	"search":       {"q": {"nvidia"}},
	"match":        {"queries": {"Huawei Tech"}},
	"screen":       {"queries": {"Huawei Tech"}},
	"ask":          {"q": {"who depends on Nvidia"}},
	"sources":      {},
	"source":       {"id": {"nvidia-h200-datasheet"}},
	"claims":       {},
	"claim":        {"id": {"00000000-0000-0000-0000-000000000000"}},
	"datasets":     {},
	"ontology":     {},
	"stats":        {},
	"coverage":     {},
	"query":        {"call": {"/v1/entities/nvidia/dependents?depth=2"}},
}

func TestOneOfEachIsOneOfAll(t *testing.T) {
	var all []string
	for _, q := range catalogue.All() {
		all = append(all, q.Info().Name)
	}
	slices.Sort(all)
	if named := slices.Sorted(maps.Keys(oneOfEach)); !slices.Equal(all, named) {
		t.Errorf("the tests ask %v, there are %v", named, all)
	}
}

// ending is a context that ends when it has been looked at a number of times.
type ending struct {
	context.Context
	left  atomic.Int64
	ended chan struct{}
}

func endsAfter(looks int64) *ending {
	c := &ending{Context: context.Background(), ended: make(chan struct{})}
	c.left.Store(looks)
	return c
}

func (c *ending) Done() <-chan struct{} { return c.ended }

func (c *ending) Err() error {
	switch left := c.left.Add(-1); {
	case left == -1:
		close(c.ended)
		return context.Canceled
	case left < 0:
		return context.Canceled
	}
	return nil
}

func TestQuestionsEndWithTheirContext(t *testing.T) {
	facts, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	for name, v := range oneOfEach {
		if _, err := askOf[any](endsAfter(0), fixed{facts}, name, v); !errors.Is(err, context.Canceled) {
			t.Errorf("%s, asked by nobody: %v, want %v", name, err, context.Canceled)
		}
	}
}

// On a graph on which they have much to do, questions look at their context again and again on the way.
func TestLongQuestionsEndOnTheWay(t *testing.T) {
	facts := large(t)
	hub := synthetic.ID(synthetic.Hub)
	for name, v := range map[string]question.Values{
		"dependents": {"ref": {hub}}, "impact": {"remove": {hub}}, "chokepoints": {}, "changes": {"since": {"2000-01-01"}}, "entities": {"country": {hub}},
		"paths": {"from": {facts.ID(1)}, "to": {hub}}, "search": {"q": {"e" /* which all ids begin with */}}, "neighbours": {"ref": {hub}}, "entity": {"ref": {hub}},
		"timeline": {"ref": {hub}}, "claims": {}, "stats": {}, "dependencies": {"ref": {facts.ID(2)}},
	} {
		const looks = 4 // within a few thousand steps
		if _, err := askOf[any](endsAfter(looks), fixed{facts}, name, v); !errors.Is(err, context.Canceled) {
			t.Errorf("%s does not look at its context: %v", name, err)
		}
	}
}

// large is a generated graph of 20,000 entities and 200,000 claims.
func large(t *testing.T) *snapshot.Snapshot {
	t.Helper()
	s, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	batch := synthetic.Graph{Entities: 20_000, Claims: 200_000, Seed: 1}.Batch(s.Ontology())
	b, recorded := snapshot.NewBuilder(s.Ontology(), "large"), graph.Recording{From: day.Time()}
	for _, e := range batch.Entities {
		b.Entity(e, "large", recorded)
	}
	for _, src := range batch.Sources {
		b.Source(src, "large")
	}
	for c := range batch.Claims {
		if err := b.Claim(&graph.Assertion{Claim: c, Dataset: "large", Recorded: recorded}); err != nil {
			t.Fatal(err)
		}
	}
	facts, err := engine.Build(context.Background(), b)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

func TestForgedCursors(t *testing.T) {
	facts, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	first := mustAsk[catalogue.Entities](t, facts, "entities", question.Values{"limit": {"2"}})
	raw, err := letters.DecodeString(first.Next)
	if err != nil {
		t.Fatal(err)
	}
	forged := map[string]string{
		"of another offset": letters.EncodeToString(append(slices.Clone(raw[:len(raw)-1]), raw[len(raw)-1]+1)),
		"with more behind":  first.Next + "aa",
		"without signature": "aa",
		"of a huge offset":  letters.EncodeToString(append(slices.Clone(raw[:12]), 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)),
		"no letters":        "!!!",
		"an old one":        letters.EncodeToString([]byte("9223372036854775807@x")),
		"a very long one":   strings.Repeat("a", 150),
	}
	for what, cursor := range forged {
		if _, err := ask[catalogue.Entities](t, facts, "entities", question.Values{"limit": {"2"}, "cursor": {cursor}}); !errors.Is(err, graph.ErrCursor) {
			t.Errorf("a cursor %s: %v, want %v", what, err, graph.ErrCursor)
		}
	}
	if next := mustAsk[catalogue.Entities](t, facts, "entities", question.Values{"limit": {"2"}, "cursor": {first.Next}}); next.Results[0].ID == first.Results[0].ID {
		t.Error("the right cursor leads nowhere")
	}
}
