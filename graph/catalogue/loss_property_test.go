package catalogue_test

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// lossOntology declares one relation for each way that losses spread by one, or do not, in several strata and in none.
func lossOntology(t interface{ Fatal(...any) }) *graph.Ontology {
	o := &graph.Ontology{
		Strata: []string{"use", "make", "hold", "rule", "place"},
		Kinds:  []graph.Kind{{Name: "thing"}, {Name: "firm", Actor: true}, {Name: "spot"}},
		Relations: []graph.Relation{
			{Name: "needs", Channel: "supply", Stratum: "make", Need: graph.NeedAll},
			{Name: "picks", Channel: "supply", Stratum: "use", Strata: []graph.StratumWhere{{To: []string{"firm"}, Stratum: "make"}}, Need: graph.NeedAny},
			{Name: "draws", Channel: "supply", Need: graph.NeedAny},
			{Name: "parts", Channel: "supply", Stratum: "make", Need: graph.NeedPart},
			{Name: "mine", Channel: "supply", Stratum: "use", Own: true, Need: graph.NeedAny},
			{Name: "made", Channel: "supply", Stratum: "make", Need: graph.NeedAll, Belongs: true},
			{Name: "wants", Channel: "supply", Stratum: "use"},
			{Name: "allowed", Channel: "regulatory", Stratum: "rule", Gates: []string{"picks", "needs", "draws"}},
			{Name: "issued", Channel: "regulatory", Stratum: "rule", Need: graph.NeedAll},
			{Name: "owned", Channel: "ownership", Stratum: "hold", Belongs: true, BelongsShare: 0.5},
			{Name: "sells", Channel: "revenue", Stratum: "use", Need: graph.NeedAll},
			{Name: "within", Channel: "place", Stratum: "place", Need: graph.NeedWith},
			{Name: "likes"},
		},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

// lossRelations are those of the random graphs.
var lossRelations = []string{"needs", "picks", "picks", "draws", "parts", "mine", "made", "allowed", "allowed", "issued", "owned", "wants", "sells", "within"}

// drawLosses makes things and firms with random claims.
func drawLosses(t *rapid.T, most int) *naive {
	n := &naive{ontology: lossOntology(t), kinds: map[string]string{}}
	for i := range rapid.IntRange(2, most).Draw(t, "entities") {
		id := fmt.Sprintf("n%d", i)
		n.ids = append(n.ids, id)
		n.kinds[id] = rapid.SampledFrom([]string{"thing", "thing", "firm", "spot"}).Draw(t, "kind")
	}
	one := rapid.SampledFrom(n.ids)
	for range rapid.IntRange(most, 4*most).Draw(t, "claims") {
		c := graph.Claim{Subject: one.Draw(t, "subject"), Predicate: rapid.SampledFrom(lossRelations).Draw(t, "predicate"),
			Object: one.Draw(t, "object"), Share: rapid.SampledFrom([]graph.Share{graph.NoShare, graph.Whole / 4, graph.Whole / 2}).Draw(t, "share"), Valid: drawInterval(t)}
		if c.Share.Known() && rapid.IntRange(0, 3).Draw(t, "a range") == 1 {
			c.ShareMost = graph.Whole / 2
		}
		if rapid.IntRange(0, 3).Draw(t, "has item") == 1 {
			c.Item = one.Draw(t, "item")
		}
		c.Purpose = rapid.SampledFrom([]string{"", "", "training"}).Draw(t, "purpose")
		n.say(t, c)
	}
	return n
}

// drawLossFilter is drawFilter with any order of strata now and then.
func drawLossFilter(t *rapid.T) (graph.Filter, question.Values) {
	f := drawFilter(t)
	f.AnyOrder = rapid.IntRange(0, 3).Draw(t, "order") == 1
	v := valuesOf(f)
	if f.AnyOrder {
		v["order"] = []string{"any"}
	}
	return f, v
}

// statesIn says what an answer says of each entity.
func statesIn(got catalogue.Impact) map[string]string {
	states := map[string]string{}
	for _, e := range got.Lost {
		states[e.Entity.ID] = "lost"
	}
	for _, e := range got.Degraded {
		states[e.Entity.ID] = "degraded"
	}
	for _, e := range got.Impaired {
		states[e.Entity.ID] = "impaired"
	}
	return states
}

func count(states map[string]string, state string) (n int) {
	for _, s := range states {
		if s == state {
			n++
		}
	}
	return n
}

func TestImpactAgreesWithNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawLosses(t, 9)
		s := n.build(t, "thing")
		for range 4 {
			f, v := drawLossFilter(t)
			claims := n.spread(f)
			entities := rapid.SliceOfNDistinct(rapid.SampledFrom(n.ids), 0, 2, rapid.ID[string]).Draw(t, "entities")
			removed := slices.Clone(entities)
			var taken []graph.Claim
			if len(claims) > 0 && rapid.Bool().Draw(t, "takes a claim") {
				taken = append(taken, rapid.SampledFrom(claims).Draw(t, "claim"))
				removed = append(removed, taken[0].ID().String())
			}
			v["remove"] = removed
			got, err := ask[catalogue.Impact](t, s, "impact", v)
			if len(removed) == 0 {
				if invalid := (*question.Invalid)(nil); !errors.As(err, &invalid) {
					t.Fatalf("%v: a removal of nothing is answered: %v, %+v", v, err, got)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			want := n.remove(claims, f.AnyOrder, entities, taken).states(entities)
			if diff := gocmp.Diff(want, statesIn(got)); diff != "" {
				t.Fatalf("%v (-want +got):\n%s", v, diff)
			}
			if got.TotalLost != count(want, "lost") || got.TotalDegraded != count(want, "degraded") || got.TotalImpaired != count(want, "impaired") {
				t.Fatalf("%v: totals %d, %d and %d of %v", v, got.TotalLost, got.TotalDegraded, got.TotalImpaired, want)
			}
			if (got.Note == "") != (len(want) > 0) {
				t.Fatalf("%v: %d effects and the note %q", v, len(want), got.Note)
			}
			checkReasons(t, removed, got)
		}
	})
}

// A random graph gives no subject as many needs as some have that are found by other means.
func TestImpactOfManyNeedsAgreesWithNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := &naive{ontology: lossOntology(t), kinds: map[string]string{}}
		for i := range 60 {
			n.ids = append(n.ids, fmt.Sprintf("n%d", i))
		}
		object, item := rapid.SampledFrom(n.ids[1:]), rapid.SampledFrom(n.ids[:40])
		for range rapid.IntRange(60, 160).Draw(t, "claims") {
			n.say(t, graph.Claim{Subject: "n0", Predicate: rapid.SampledFrom([]string{"picks", "draws"}).Draw(t, "predicate"),
				Object: object.Draw(t, "object"), Item: item.Draw(t, "item"), Share: graph.NoShare, Valid: graph.Always})
		}
		for _, id := range n.ids {
			n.kinds[id] = "thing"
		}
		s := n.build(t, "thing")
		for range 4 {
			v := valuesOf(graph.Filter{AsOf: day})
			v["remove"] = rapid.SliceOfNDistinct(object, 1, 10, rapid.ID[string]).Draw(t, "removed")
			want := n.remove(n.spread(graph.Filter{AsOf: day}), false, v["remove"], nil).states(v["remove"])
			if diff := gocmp.Diff(want, statesIn(mustAsk[catalogue.Impact](t, s, "impact", v))); diff != "" {
				t.Fatalf("%v (-want +got):\n%s", v, diff)
			}
		}
	})
}

// checkReasons makes sure that each path leads from an effect to something that was taken away.
func checkReasons(t *rapid.T, taken []string, got catalogue.Impact) {
	t.Helper()
	effects := slices.Concat(got.Lost, got.Degraded)
	for _, x := range got.Impaired {
		effects = append(effects, x.Effect)
	}
	for _, e := range effects {
		at, removed := e.Entity.ID, false
		for _, step := range e.Path.Steps {
			if step.From != at {
				t.Fatalf("without %v: the path of %s is broken: %+v", taken, e.Entity.ID, e.Path)
			}
			at = step.To
			removed = slices.Contains(taken, step.Claim.String())
		}
		if !removed && !slices.Contains(taken, at) {
			t.Fatalf("without %v: the path of %s ends in %s, which was not removed: %s", taken, e.Entity.ID, at, e.Path.Sentence)
		}
	}
}

// row is what a ranking says of a chokepoint.
type row struct {
	Others map[string]string // that are lost or impaired
	Effect string
}

func TestChokepointsAgreeWithImpacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawLosses(t, 10)
		s := n.build(t, "thing")
		for range 3 {
			f, v := drawLossFilter(t)
			target := ""
			if rapid.Bool().Draw(t, "has target") {
				target = rapid.SampledFrom(n.ids).Draw(t, "for")
				v["for"] = []string{target}
			}
			places := rapid.Bool().Draw(t, "names kinds")
			if places {
				v["kind"] = []string{"thing", "firm", "spot"}
			}
			checkRanking(t, n, s, f, v, target, places)
		}
	})
}

// drawAlternatives makes a graph in which several alternatives of a group fall one after the other, as they seldom do in one of
// all relations.
func drawAlternatives(t *rapid.T) *naive {
	n := &naive{ontology: lossOntology(t), kinds: map[string]string{}}
	for i := range rapid.IntRange(6, 14).Draw(t, "entities") {
		id := fmt.Sprintf("n%d", i)
		n.ids = append(n.ids, id)
		n.kinds[id] = rapid.SampledFrom([]string{"thing", "thing", "thing", "firm"}).Draw(t, "kind")
	}
	one := rapid.SampledFrom(n.ids)
	for range rapid.IntRange(len(n.ids), 3*len(n.ids)).Draw(t, "claims") {
		c := graph.Claim{Subject: one.Draw(t, "subject"), Predicate: rapid.SampledFrom([]string{"needs", "draws", "draws", "picks", "made", "allowed"}).Draw(t, "predicate"),
			Object: one.Draw(t, "object"), Share: graph.NoShare, Valid: graph.Always}
		n.add(graph.Assertion{Claim: c, Dataset: graph.CuratedDataset, Recorded: graph.Recording{From: instantAt(0)}})
	}
	return n
}

// What is found of the groups of a subject is kept between questions along one course.
func TestImpactsOfAlternativesAgreeWithNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawAlternatives(t)
		s := n.build(t, "thing")
		for range 6 {
			f := graph.Filter{AsOf: day, KnownAt: instantAt(0)}
			if rapid.IntRange(0, 2).Draw(t, "some relations") == 1 {
				f.Relations = []string{"needs", "draws", "allowed"}
			}
			claims := n.spread(f)
			entities := rapid.SliceOfNDistinct(rapid.SampledFrom(n.ids), 1, 3, rapid.ID[string]).Draw(t, "entities")
			removed := slices.Clone(entities)
			var taken []graph.Claim
			if len(claims) > 0 && rapid.Bool().Draw(t, "takes a claim") {
				taken = append(taken, rapid.SampledFrom(claims).Draw(t, "claim"))
				removed = append(removed, taken[0].ID().String())
			}
			v := valuesOf(f)
			v["remove"] = removed
			want := n.remove(claims, f.AnyOrder, entities, taken).states(entities)
			if diff := gocmp.Diff(want, statesIn(mustAsk[catalogue.Impact](t, s, "impact", v))); diff != "" {
				t.Fatalf("%v (-want +got):\n%s", v, diff)
			}
		}
	})
}

// A ranking keeps count of the alternatives that fall from one removal to the next.
func TestChokepointsOfAlternativesAgreeWithImpacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawAlternatives(t)
		s := n.build(t, "thing")
		f := graph.Filter{AsOf: day, KnownAt: instantAt(0), AnyOrder: rapid.Bool().Draw(t, "any order")}
		v := valuesOf(f)
		if f.AnyOrder {
			v["order"] = []string{"any"}
		}
		checkRanking(t, n, s, f, v, "", false)
	})
}

// checkRanking compares a ranking with the removal of each entity alone.
func checkRanking(t *rapid.T, n *naive, s *snapshot.Snapshot, f graph.Filter, v question.Values, target string, places bool) {
	t.Helper()
	found, want := map[string]row{}, map[string]row{}
	for _, c := range mustAsk[catalogue.Chokepoints](t, s, "chokepoints", v).Results {
		x := row{map[string]string{}, c.Effect}
		for _, e := range c.Lost {
			x.Others[e.ID] = "lost"
		}
		for _, e := range c.Impaired {
			x.Others[e.ID] = "impaired"
		}
		if c.TotalLost != count(x.Others, "lost") || c.TotalImpaired != count(x.Others, "impaired") || c.Count != c.TotalLost+c.TotalImpaired {
			t.Fatalf("%v: %s counts %d, %d and %d and names %v", v, c.Entity.ID, c.Count, c.TotalLost, c.TotalImpaired, x.Others)
		}
		found[c.Entity.ID] = x
	}
	claims := n.spread(f)
	for _, id := range n.ids {
		holds := slices.ContainsFunc(claims, func(c graph.Claim) bool { return c.Predicate == "within" && c.Object == id && c.Subject != id })
		if id == target || holds && !places {
			continue
		}
		states := n.remove(claims, f.AnyOrder, []string{id}, nil).states([]string{id})
		x := row{states, states[target]}
		for _, own := range n.belongings(f, id) {
			delete(states, own)
		}
		for other, state := range states {
			if state == "degraded" {
				delete(states, other)
			}
		}
		if cmp.Or(target, "") == "" && len(states) > 0 || x.Effect != "" {
			want[id] = x
		}
	}
	if diff := gocmp.Diff(want, found); diff != "" {
		t.Fatalf("%v (-want +got):\n%s", v, diff)
	}
}
