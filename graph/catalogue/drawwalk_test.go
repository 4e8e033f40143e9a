package catalogue_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"time"

	"pgregory.net/rapid"

	"chokepoint/graph"
)

// sellerRole is a role in which a claim counts for its subject alone.
const sellerRole = "seller"

// buyerRole is one with a stratum of its own, if there are strata.
const buyerRole = "buyer"

// dice choose one of n. They hang on a seed, since rapid prefers small numbers, which would make nearly all choices the first.
type dice func(n int) int

func drawDice(t *rapid.T) dice {
	return rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)).IntN
}

func one[T any](d dice, of ...T) T { return of[d(len(of))] }

// strata makes an ontology of some strata and relations, each with or without a channel, a stratum, other strata between some
// kinds, and a least share; some count for their subject alone, and so do claims in the role of a seller.
func (d dice) strata(t *rapid.T, strata, relations int) *graph.Ontology {
	o := &graph.Ontology{
		Kinds: []graph.Kind{{Name: "maker"}, {Name: "ware"}, {Name: "office"}},
		Attributes: []graph.Attribute{{Name: "founded", Type: graph.DateValue, Many: true}, {Name: "closed", Type: graph.DateValue, Many: true},
			{Name: "status", Type: graph.TermValue, Terms: []string{"draft"}}},
	}
	if d(2) == 0 {
		o.Kinds[0].Begins, o.Kinds[0].Ends = []string{"founded"}, []string{"closed"}
		o.Kinds[2].Begins = []string{"status", "founded"}
	}
	for i := range strata {
		o.Strata = append(o.Strata, fmt.Sprint("stratum-", i))
	}
	kinds := [][]string{nil, {"maker"}, {"ware"}, {"maker", "office"}}
	for i := range relations {
		r := graph.Relation{Name: fmt.Sprint("r", i), Channel: one(d, "supply", "supply", "supply", "ownership", "regulatory", "revenue", ""), Own: d(4) == 0,
			LeastShare: one(d, 0, 0, 0.25, 0.3)}
		if d(4) > 0 && strata > 0 {
			r.Stratum = one(d, o.Strata...)
		}
		for range d(3) {
			r.Strata = append(r.Strata, graph.StratumWhere{From: one(d, kinds...), To: one(d, kinds...), Stratum: one(d, append(o.Strata, "")...)})
		}
		o.Relations = append(o.Relations, r)
	}
	o.Rules = []graph.Rule{{Name: "sellers", Derive: graph.Conclusion{Subject: "x", Relation: "r0", Object: "y", Role: sellerRole, Own: true},
		When: []graph.Condition{{Subject: "x", Relation: []string{"r0"}, Object: "y"}}}}
	if strata > 0 {
		o.Rules = append(o.Rules, graph.Rule{Name: "buyers", Derive: graph.Conclusion{Subject: "x", Relation: "r0", Object: "y", Role: buyerRole, Stratum: one(d, o.Strata...)},
			When: o.Rules[0].When})
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

// drawStratified makes a few entities with random claims, often several between the same two.
func drawStratified(t *rapid.T, most, claims int) (*naive, dice) {
	d := drawDice(t)
	n := &naive{kinds: map[string]string{},
		ontology: d.strata(t, rapid.SampledFrom([]int{0, 1, 2, 2, 3, 3, 4, 5}).Draw(t, "strata"), rapid.SampledFrom([]int{6, 5, 4, 3, 2, 1}).Draw(t, "relations"))}
	for i := range most - rapid.IntRange(0, most-2).Draw(t, "fewer entities") {
		id := fmt.Sprint("n", i)
		n.ids, n.kinds[id] = append(n.ids, id), one(d, "maker", "ware", "office")
	}
	plain := d(2) == 0 // every claim holds at all times: chains are longer
	for range claims - rapid.IntRange(0, claims).Draw(t, "fewer claims") {
		if plain {
			c := graph.Claim{Subject: one(d, n.ids...), Predicate: one(d, n.ontology.Relations...).Name, Object: one(d, n.ids...), Valid: graph.Always,
				Share: graph.NoShare, Confidence: graph.Confidence(3 + d(3))}
			n.add(graph.Assertion{Claim: c, Dataset: graph.CuratedDataset, Recorded: graph.Recording{From: instantAt(0)}})
			continue
		}
		c := graph.Claim{Subject: one(d, n.ids...), Predicate: one(d, n.ontology.Relations...).Name, Object: one(d, n.ids...), Valid: d.interval(),
			Share: one(d, graph.NoShare, graph.NoShare, graph.Whole/10, graph.Whole/4-1, graph.Whole/4, graph.Whole/10*3, graph.Whole)}
		if c.Share.Known() && d(3) == 0 {
			c.ShareMost = one(d, graph.Whole/4-1, graph.Whole/4, graph.Whole/2, graph.Whole)
		}
		if d(6) == 0 {
			c.Item = one(d, n.ids...)
		}
		if d(6) == 0 {
			c.Role = one(d, sellerRole, buyerRole)
		}
		n.add(d.saying(c))
	}
	for range d(6) {
		n.add(d.saying(d.boundary(one(d, n.ids...))))
	}
	return n, d
}

func (d dice) date() graph.Date { return graph.DateOf(graph.Day(d(lastDay + 1))) }

// interval is mostly long, so that claims hold together.
func (d dice) interval() graph.Interval {
	i := graph.Always
	if d(3) == 0 {
		i.From = d.date()
	}
	if to := d.date(); d(5) == 0 && (i.From == graph.Beginning || i.From < to) {
		i.To = to
	}
	return i
}

// boundary is a claim that may say when an entity begins or ends.
func (d dice) boundary(of string) graph.Claim {
	c := graph.Claim{Subject: of, Predicate: one(d, "founded", "closed", "status"), Share: graph.NoShare, Valid: d.interval(),
		Value: graph.Value{Type: graph.DateValue, Date: d.date()}}
	if c.Predicate == "status" {
		c.Value = graph.Value{Type: graph.TermValue, Text: "draft"}
	}
	return c
}

func (d dice) saying(c graph.Claim) graph.Assertion {
	c.Confidence, c.Sources = graph.Confidence(1+d(5)), []graph.Citation{{Source: one(d, "one", "two")}}
	a := graph.Assertion{Claim: c, Dataset: one(d, graph.CuratedDataset, "other"), Recorded: graph.Recording{From: instantAt(d(lastInstant))}}
	if d(5) == 0 {
		a.Recorded.To = a.Recorded.From.Add(time.Duration(1+d(2)) * time.Second)
	}
	return a
}

// walk makes a filter for walks over a graph of drawStratified.
func (d dice) walk(o *graph.Ontology) graph.Filter {
	f := graph.Filter{AsOf: graph.Day(d(lastDay+3) - 1), MinConfidence: graph.Confidence(one(d, 0, 0, 0, 2, 3)), Primary: d(5) == 0, AnyOrder: d(6) == 0}
	if d(4) == 0 {
		f.KnownAt = instantAt(d(lastInstant + 3))
	}
	if d(3) == 0 {
		for _, r := range o.Relations {
			if d(4) > 0 {
				f.Relations = append(f.Relations, r.Name)
			}
		}
	}
	if d(6) == 0 {
		f.Channels = one(d, []string{"supply"}, []string{"supply", "ownership"}, []string{"regulatory", "supply"})
	}
	if d(4) == 0 {
		share := one(d, 0, graph.Whole/10, graph.Whole/4, graph.Whole/2, graph.Whole)
		f.MinShare = &share
	}
	if d(6) == 0 {
		f.Kinds = []string{"maker", "office"}
	}
	return f
}

// String writes what was said for people, and what the ontology says of its relations.
func (n *naive) String() string {
	var text string
	for _, r := range n.ontology.Relations {
		text += fmt.Sprintf("\n%s: channel %q, stratum %q, else %v, own %v, least %v", r.Name, r.Channel, r.Stratum, r.Strata, r.Own, r.LeastShare)
	}
	for _, k := range n.ontology.Kinds {
		text += fmt.Sprintf("\n%s: begins %v, ends %v", k.Name, k.Begins, k.Ends)
	}
	for i := range n.said {
		a := &n.said[i]
		text += fmt.Sprintf("\n%s %s %s %s %s, item %q, share %s, role %q, [%s, %s), %v, %s, %d to %d, %s", n.kinds[a.Subject], a.Subject, a.Predicate,
			cmp.Or(a.Object, a.Value.String()), n.kinds[a.Object], a.Item, a.Shares(), a.Role, a.Valid.From, a.Valid.To, a.Confidence, a.Dataset,
			a.Recorded.From.Unix(), a.Recorded.To.Unix(), a.ID())
	}
	return text
}
