package graph

import (
	"context"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// lossRelations are those that losses spread by, or do not.
var lossRelations = []string{"needs", "picks", "picks", "draws", "allowed", "wants", "sells"}

// naiveNeed is a group: the claims by which each object serves it.
type naiveNeed struct {
	subject string
	objects map[string][]Claim
}

// needsOf groups claims by subject, relation, item and purpose, and by object where each object is needed.
func (n *naive) needsOf(claims []Claim) []naiveNeed {
	groups := map[[5]string]naiveNeed{}
	for _, c := range claims {
		key := [5]string{c.Subject, c.Predicate, c.Item, c.Purpose}
		switch need := n.ontology.Relation(c.Predicate).Need; {
		case need == NeedNone || c.Object == c.Subject:
			continue
		case need == NeedAll:
			key[4] = c.Object
		}
		if groups[key].objects == nil {
			groups[key] = naiveNeed{c.Subject, map[string][]Claim{}}
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
func (r *naiveRemoval) gone(object string, claims []Claim) bool {
	return r.lost[object] || !slices.ContainsFunc(claims, func(c Claim) bool { return !r.cut[c.ID().String()] })
}

// remove takes entities and claims away and passes over everything until nothing changes.
func (n *naive) remove(claims []Claim, entities []string, taken []Claim) *naiveRemoval {
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

func effectsOf(effects []Effect) map[string]bool {
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
			q := ImpactQuery{Filter: drawFilter(t)}
			claims := n.admitted(q.Filter)
			entities := rapid.SliceOfNDistinct(rapid.SampledFrom(n.ids), 0, 2, rapid.ID[string]).Draw(t, "entities")
			q.Remove = append(q.Remove, entities...)
			var taken []Claim
			if len(claims) > 0 && rapid.Bool().Draw(t, "takes a claim") {
				taken = append(taken, rapid.SampledFrom(claims).Draw(t, "claim"))
				q.Remove = append(q.Remove, taken[0].ID().String())
			}
			got, err := s.Impact(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			want := n.remove(claims, entities, taken)
			for _, id := range entities {
				delete(want.lost, id)
			}
			if diff := gocmp.Diff(want.lost, effectsOf(got.Lost)); diff != "" {
				t.Fatalf("%+v: lost (-want +got):\n%s", q, diff)
			}
			if diff := gocmp.Diff(want.degraded, effectsOf(got.Degraded)); diff != "" {
				t.Fatalf("%+v: degraded (-want +got):\n%s", q, diff)
			}
			checkReasons(t, q, got)
		}
	})
}

// checkReasons makes sure that each path leads from an effect to something that was taken away.
func checkReasons(t *rapid.T, q ImpactQuery, got Impact) {
	for _, e := range slices.Concat(got.Lost, got.Degraded) {
		at, removed := e.Entity.ID, false
		for _, step := range e.Path.Steps {
			if step.From != at {
				t.Fatalf("%+v: the path of %s is broken: %+v", q, e.Entity.ID, e.Path)
			}
			at = step.To
			removed = slices.Contains(q.Remove, step.Claim.String())
		}
		if !removed && !slices.Contains(q.Remove, at) {
			t.Fatalf("%+v: the path of %s ends in %s, which was not removed: %s", q, e.Entity.ID, at, e.Path.Sentence)
		}
	}
}

func TestChokepointsAgreeWithImpacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawGraph(t, 10, lossRelations...)
		s := n.build(t, "thing")
		for range 3 {
			q := ChokepointsQuery{Filter: drawFilter(t)}
			if rapid.Bool().Draw(t, "has target") {
				q.For = rapid.SampledFrom(n.ids).Draw(t, "for")
			}
			got, err := s.Chokepoints(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			found, want := map[string]map[string]bool{}, map[string]map[string]bool{}
			for _, c := range got.Results {
				found[c.Entity.ID] = map[string]bool{}
				for _, e := range c.Lost {
					found[c.Entity.ID][e.ID] = true
				}
				if c.Count != len(found[c.Entity.ID]) {
					t.Fatalf("%+v: %s counts %d and names %v", q, c.Entity.ID, c.Count, c.Lost)
				}
			}
			claims := n.admitted(q.Filter)
			for _, id := range n.ids {
				lost := n.remove(claims, []string{id}, nil).lost
				delete(lost, id)
				if len(lost) > 0 && (q.For == "" || lost[q.For]) {
					want[id] = lost
				}
			}
			if diff := gocmp.Diff(want, found); diff != "" {
				t.Fatalf("%+v (-want +got):\n%s", q, diff)
			}
		}
	})
}
