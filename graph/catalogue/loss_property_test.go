package catalogue_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
)

// lossRelations are those that losses spread by, or do not.
var lossRelations = []string{"needs", "picks", "picks", "draws", "allowed", "wants", "sells"}

// naiveNeed is a group: the claims by which each object serves it.
type naiveNeed struct {
	subject string
	objects map[string][]graph.Claim
}

// needsOf groups claims by subject, relation, item and purpose, and by object where each object is needed.
func (n *naive) needsOf(claims []graph.Claim) []naiveNeed {
	groups := map[[5]string]naiveNeed{}
	for _, c := range claims {
		key := [5]string{c.Subject, c.Predicate, c.Item, c.Purpose}
		switch need := n.ontology.Relation(c.Predicate).Need; {
		case need == graph.NeedNone || c.Object == c.Subject:
			continue
		case need == graph.NeedAll:
			key[4] = c.Object
		}
		if groups[key].objects == nil {
			groups[key] = naiveNeed{c.Subject, map[string][]graph.Claim{}}
		}
		groups[key].objects[c.Object] = append(groups[key].objects[c.Object], c)
	}
	var list []naiveNeed
	for _, g := range groups {
		list = append(list, g)
	}
	return list
}

// naiveRemoval is what a removal does.
type naiveRemoval struct {
	lost, degraded map[string]bool
	cut            map[string]bool // claims by id
}

// gone reports whether an object does not serve a need any more.
func (r *naiveRemoval) gone(object string, claims []graph.Claim) bool {
	return r.lost[object] || !slices.ContainsFunc(claims, func(c graph.Claim) bool { return !r.cut[c.ID().String()] })
}

// remove takes entities and claims away and passes over everything until nothing changes.
func (n *naive) remove(claims []graph.Claim, entities []string, taken []graph.Claim) *naiveRemoval {
	r := &naiveRemoval{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for _, id := range entities {
		r.lost[id] = true
	}
	for _, c := range taken {
		r.cut[c.ID().String()] = true
	}
	needs := n.needsOf(claims)
	for changed := true; changed; {
		changed = false
		set := func(of map[string]bool, key string) {
			changed = changed || !of[key]
			of[key] = true
		}
		for _, p := range claims {
			gates := n.ontology.Relation(p.Predicate).Gates
			if len(gates) == 0 || !r.lost[p.Object] && !r.cut[p.ID().String()] {
				continue
			}
			for _, c := range claims {
				if c.Subject == p.Subject && slices.Contains(gates, c.Predicate) && (p.Item == "" || p.Item == c.Object) {
					set(r.cut, c.ID().String())
				}
			}
		}
		for _, g := range needs {
			left := 0
			for object, by := range g.objects {
				if !r.gone(object, by) {
					left++
				}
			}
			if left == 0 {
				set(r.lost, g.subject)
			}
		}
	}
	r.degrade(needs)
	return r
}

// degrade works out what is degraded once the losses are settled.
func (r *naiveRemoval) degrade(needs []naiveNeed) {
	for changed := true; changed; {
		changed = false
		for _, g := range needs {
			gone, weak, left := 0, 0, 0
			for object, by := range g.objects {
				switch {
				case r.gone(object, by):
					gone++
				case r.degraded[object]:
					weak++
					left++
				default:
					left++
				}
			}
			if !r.lost[g.subject] && !r.degraded[g.subject] && (gone > 0 || weak > 0 && weak == left) {
				r.degraded[g.subject], changed = true, true
			}
		}
	}
}

func effectsOf(effects []catalogue.Effect) map[string]bool {
	set := map[string]bool{}
	for _, e := range effects {
		set[e.Entity.ID] = true
	}
	return set
}

func TestImpactAgreesWithNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawGraph(t, 9, lossRelations...)
		s := n.build(t, "thing")
		for range 4 {
			f := drawFilter(t)
			claims := n.admitted(f)
			entities := rapid.SliceOfNDistinct(rapid.SampledFrom(n.ids), 0, 2, rapid.ID[string]).Draw(t, "entities")
			removed := slices.Clone(entities)
			var taken []graph.Claim
			if len(claims) > 0 && rapid.Bool().Draw(t, "takes a claim") {
				taken = append(taken, rapid.SampledFrom(claims).Draw(t, "claim"))
				removed = append(removed, taken[0].ID().String())
			}
			v := valuesOf(f)
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
			want := n.remove(claims, entities, taken)
			for _, id := range entities {
				delete(want.lost, id)
			}
			if diff := gocmp.Diff(want.lost, effectsOf(got.Lost)); diff != "" {
				t.Fatalf("%v: lost (-want +got):\n%s", v, diff)
			}
			if diff := gocmp.Diff(want.degraded, effectsOf(got.Degraded)); diff != "" {
				t.Fatalf("%v: degraded (-want +got):\n%s", v, diff)
			}
			if got.TotalLost != len(want.lost) || got.TotalDegraded != len(want.degraded) {
				t.Fatalf("%v: totals %d and %d, want %d and %d", v, got.TotalLost, got.TotalDegraded, len(want.lost), len(want.degraded))
			}
			checkReasons(t, removed, got)
		}
	})
}

// A random graph gives no subject as many needs as some have that are found by other means.
func TestImpactOfManyNeedsAgreesWithNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := &naive{ontology: lawOntology(t)}
		for i := range 60 {
			n.ids = append(n.ids, fmt.Sprintf("n%d", i))
		}
		object, item := rapid.SampledFrom(n.ids[1:]), rapid.SampledFrom(n.ids[:40])
		for range rapid.IntRange(60, 160).Draw(t, "claims") {
			n.say(t, graph.Claim{Subject: "n0", Predicate: rapid.SampledFrom([]string{"picks", "draws"}).Draw(t, "predicate"),
				Object: object.Draw(t, "object"), Item: item.Draw(t, "item"), Share: graph.NoShare, Valid: graph.Always})
		}
		s := n.build(t, "thing")
		for range 4 {
			v := valuesOf(graph.Filter{AsOf: day})
			v["remove"] = rapid.SliceOfNDistinct(object, 1, 10, rapid.ID[string]).Draw(t, "removed")
			want := n.remove(n.admitted(graph.Filter{AsOf: day}), v["remove"], nil)
			for _, id := range v["remove"] {
				delete(want.lost, id)
			}
			got := mustAsk[catalogue.Impact](t, s, "impact", v)
			if diff := gocmp.Diff(want.lost, effectsOf(got.Lost)); diff != "" {
				t.Fatalf("%v: lost (-want +got):\n%s", v, diff)
			}
			if diff := gocmp.Diff(want.degraded, effectsOf(got.Degraded)); diff != "" {
				t.Fatalf("%v: degraded (-want +got):\n%s", v, diff)
			}
		}
	})
}

// checkReasons makes sure that each path leads from an effect to something that was taken away.
func checkReasons(t *rapid.T, taken []string, got catalogue.Impact) {
	t.Helper()
	for _, e := range slices.Concat(got.Lost, got.Degraded) {
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

func TestChokepointsAgreeWithImpacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawGraph(t, 10, lossRelations...)
		s := n.build(t, "thing")
		for range 3 {
			f, target := drawFilter(t), ""
			v := valuesOf(f)
			if rapid.Bool().Draw(t, "has target") {
				target = rapid.SampledFrom(n.ids).Draw(t, "for")
				v["for"] = []string{target}
			}
			found, want := map[string]map[string]bool{}, map[string]map[string]bool{}
			for _, c := range mustAsk[catalogue.Chokepoints](t, s, "chokepoints", v).Results {
				found[c.Entity.ID] = map[string]bool{}
				for _, e := range c.Lost {
					found[c.Entity.ID][e.ID] = true
				}
				if c.Count != len(found[c.Entity.ID]) {
					t.Fatalf("%v: %s counts %d and names %v", v, c.Entity.ID, c.Count, c.Lost)
				}
			}
			claims := n.admitted(f)
			for _, id := range n.ids {
				lost := n.remove(claims, []string{id}, nil).lost
				delete(lost, id)
				if len(lost) > 0 && (target == "" || lost[target]) {
					want[id] = lost
				}
			}
			if diff := gocmp.Diff(want, found); diff != "" {
				t.Fatalf("%v (-want +got):\n%s", v, diff)
			}
		}
	})
}
