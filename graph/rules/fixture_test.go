package rules

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// scopeOntology has one rule: a party is bound by a decision that names it, the end of a chain of majority owners of it, or a
// group that either belongs to.
func scopeOntology(t testing.TB) *graph.Ontology {
	t.Helper()
	o := &graph.Ontology{
		Kinds: []graph.Kind{{Name: "thing"}},
		Attributes: []graph.Attribute{
			{Name: "status", Type: graph.TermValue, Terms: []string{"draft", "in-force", "paused", "over"}},
		},
		Relations: []graph.Relation{
			{Name: "owned_by", Channel: graph.OwnershipChannel}, {Name: "controlled_by", Channel: graph.OwnershipChannel},
			{Name: "member_of"}, {Name: "applies_to"}, {Name: "pauses"}, {Name: "ends"}, {Name: "bound_by"},
		},
		Binding: graph.Binding{Kind: "thing", Attribute: "status", InForce: []string{"in-force"}, Interrupted: []string{"paused"}, Ended: []string{"over"},
			SuspendedBy: []string{"pauses"}, EndedBy: []string{"ends"}},
		Rules: []graph.Rule{{Name: "scope", Derive: graph.Conclusion{Subject: "party", Relation: "bound_by", Object: "decision"}, When: []graph.Condition{
			{Subject: "decision", Relation: []string{"applies_to"}, Object: "scope"},
			{Subject: "party", Relation: []string{"owned_by", "controlled_by"}, Object: "owner", Repeat: graph.RepeatUltimate, MinShare: 0.5},
			{Subject: "owner", Relation: []string{"member_of"}, Object: "scope", Repeat: graph.RepeatAny},
			{Binding: "decision"},
		}}},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

func claim(subject, predicate, object string) graph.Claim {
	return graph.Claim{Subject: subject, Predicate: predicate, Object: object, Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Reported}
}

func owned(subject, owner string, share float64) graph.Claim {
	c := claim(subject, "owned_by", owner)
	c.Share = graph.ShareOf(share)
	return c
}

func status(subject, term string, valid graph.Interval) graph.Claim {
	c := claim(subject, "status", "")
	c.Value, c.Valid = graph.Value{Type: graph.TermValue, Text: term}, valid
	return c
}

func days(from, to graph.Day) graph.Interval {
	return graph.Interval{From: graph.DateOf(from), To: graph.DateOf(to)}
}

// build compiles claims about things without drawing conclusions.
func build(t testing.TB, o *graph.Ontology, claims []graph.Claim, passes ...snapshot.Pass) *snapshot.Snapshot {
	t.Helper()
	return buildKinds(t, o, nil, claims, passes...)
}

// buildKinds is build of entities of some kinds; those that are not among them are things.
func buildKinds(t testing.TB, o *graph.Ontology, kinds map[string]string, claims []graph.Claim, passes ...snapshot.Pass) *snapshot.Snapshot {
	t.Helper()
	b := snapshot.NewBuilder(o, "test")
	recorded := graph.Recording{From: time.Unix(0, 0)}
	known := map[string]bool{"": true}
	for id, kind := range kinds {
		known[id] = true
		b.Entity(graph.Entity{ID: id, Kind: kind, Name: id}, graph.CuratedDataset, recorded)
	}
	for i := range claims {
		for _, id := range []string{claims[i].Subject, claims[i].Object} {
			if !known[id] {
				known[id] = true
				b.Entity(graph.Entity{ID: id, Kind: "thing", Name: id}, graph.CuratedDataset, recorded)
			}
		}
		claims[i].Sources = []graph.Citation{{Source: "gazette"}}
		if err := b.Claim(&graph.Assertion{Claim: claims[i], Dataset: graph.CuratedDataset, Recorded: recorded}); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.Build(context.Background(), passes...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// derived lists the conclusions.
func derived(s *snapshot.Snapshot) []graph.Statement {
	var all []graph.Statement
	for st := range s.Statements() {
		if st.Derived {
			all = append(all, st)
		}
	}
	return all
}

func node(t testing.TB, s *snapshot.Snapshot, id string) snapshot.Node {
	t.Helper()
	n, ok := s.Lookup(id)
	if !ok {
		t.Fatalf("there is no %s", id)
	}
	return n
}

// lastDay is the last day on which an interval of these tests begins or ends: few days, so that bounds meet.
const lastDay = 6

// drawInterval makes an interval with or without bounds, which holds a day at least.
func drawInterval(t *rapid.T) graph.Interval {
	i := graph.Always
	if rapid.Bool().Draw(t, "has from") {
		i.From = graph.DateOf(graph.Day(rapid.IntRange(0, lastDay).Draw(t, "from")))
	}
	if rapid.Bool().Draw(t, "has to") {
		first := 0
		if i.From != graph.Beginning {
			first = int(i.From.Day()) + 1
		}
		i.To = graph.DateOf(graph.Day(rapid.IntRange(first, max(first, lastDay)).Draw(t, "to")))
	}
	return i
}
