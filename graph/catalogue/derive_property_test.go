package catalogue_test

import (
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph"
)

// cast are the entities of a random case for the rule of the seeds, by the part that they can play in it.
var cast = struct{ parties, items, classes, places, groups, decisions []string }{
	[]string{"party-a", "party-b", "party-c"}, []string{"chip"}, []string{"class"},
	[]string{"state"}, []string{"group"}, []string{"rule-a", "rule-b"},
}

// ownership are the relations that the rule follows from a party to those that speak for it.
var ownership = []string{"owned_by", "controlled_by"}

// drawScopes makes random claims of the sorts that the rule looks at.
func drawScopes(t *rapid.T, o *graph.Ontology) *naive {
	n := &naive{ontology: o, ids: slices.Concat(cast.parties, cast.items, cast.classes, cast.places, cast.groups, cast.decisions)}
	sorts := []struct {
		predicates        []string
		subjects, objects []string
	}{
		{[]string{"uses", "seeks"}, cast.parties, cast.items},
		{[]string{"member_of", "variant_of"}, slices.Concat(cast.items, cast.classes), slices.Concat(cast.items, cast.classes)},
		{[]string{"covers"}, cast.decisions, slices.Concat(cast.items, cast.classes)},
		{[]string{"applies_to"}, cast.decisions, slices.Concat(cast.parties, cast.places, cast.groups)},
		{ownership, cast.parties, cast.parties},
		{[]string{"headquartered_in"}, cast.parties, cast.places},
		{[]string{"located_in", "member_of"}, slices.Concat(cast.places, cast.groups, cast.parties), slices.Concat(cast.places, cast.groups)},
	}
	for _, sort := range sorts {
		for range rapid.IntRange(1, 6).Draw(t, "claims") {
			c := graph.Claim{Predicate: rapid.SampledFrom(sort.predicates).Draw(t, "predicate"), Subject: rapid.SampledFrom(sort.subjects).Draw(t, "subject"),
				Object: rapid.SampledFrom(sort.objects).Draw(t, "object"), Share: graph.NoShare, Valid: graph.Always}
			if rapid.Bool().Draw(t, "dated") {
				c.Valid = drawInterval(t)
			}
			if sort.predicates[0] == ownership[0] {
				c.Share = rapid.SampledFrom([]graph.Share{graph.NoShare, graph.ShareOf(0.3), graph.ShareOf(0.5), graph.ShareOf(0.9)}).Draw(t, "share")
			}
			n.say(t, c)
		}
	}
	n.sayStatuses(t, cast.decisions)
	return n
}

// supports are entities with the confidence of the best supported way to come to them.
type supports map[string]graph.Confidence

// raise notes a way to an entity, and reports whether it is better than those before.
func (s supports) raise(id string, c graph.Confidence) bool {
	if s[id] >= c {
		return false
	}
	s[id] = c
	return true
}

// steps are all that repeated steps of some relations lead to, start included, among claims of one day.
func steps(claims []graph.Claim, start string, relations ...string) supports {
	found := supports{start: graph.Official}
	for changed := true; changed; {
		changed = false
		for _, c := range claims {
			if slices.Contains(relations, c.Predicate) && found[c.Subject] > 0 && found.raise(c.Object, min(found[c.Subject], c.Confidence)) {
				changed = true
			}
		}
	}
	return found
}

// majority are the claims of one day by which one company speaks for another: those that give no share below a half, unless
// another claim on the pair does, and decides between the two.
func majority(claims []graph.Claim) []graph.Claim {
	minor := func(c graph.Claim) bool { return c.Share.Known() && c.Share < graph.Whole/2 }
	owning := slices.DeleteFunc(slices.Clone(claims), func(c graph.Claim) bool { return !slices.Contains(ownership, c.Predicate) })
	return slices.DeleteFunc(slices.Clone(owning), func(c graph.Claim) bool {
		return minor(c) || slices.ContainsFunc(owning, func(other graph.Claim) bool {
			return other.Subject == c.Subject && other.Object == c.Object && minor(other) && decides(other, c)
		})
	})
}

// parents are a party and the ends of its chains of majority owners.
func parents(claims []graph.Claim, party string) supports {
	major := majority(claims)
	ends := supports{party: graph.Official}
	for owner, c := range steps(major, party, ownership...) {
		if !slices.ContainsFunc(major, func(c graph.Claim) bool { return c.Subject == owner }) {
			ends.raise(owner, c)
		}
	}
	return ends
}

// withinScope is how well it is supported that a party is within a scope, among claims of one day; 0: it is not.
func withinScope(claims []graph.Claim, party, scope string) graph.Confidence {
	best := steps(claims, party, "member_of")[scope]
	for parent, owned := range parents(claims, party) {
		for _, seat := range claims {
			if seat.Predicate == "headquartered_in" && seat.Subject == parent {
				best = max(best, min(owned, seat.Confidence, steps(claims, seat.Object, "located_in", "member_of")[scope]))
			}
		}
	}
	return best
}

// subjection is that a party is subject to a decision for an item.
type subjection struct{ Party, Decision, Item string }

// subjectionsOn works out who is subject to what on a day, straight from the text of the rule, and how well the best of all
// proofs is supported.
func subjectionsOn(claims []graph.Claim, b *naiveBinding, d graph.Day) map[subjection]graph.Confidence {
	held, found := on(claims, d), map[subjection]graph.Confidence{}
	for _, use := range held {
		if use.Predicate != "uses" && use.Predicate != "seeks" {
			continue
		}
		classes := steps(held, use.Object, "member_of", "variant_of")
		for _, covers := range held {
			if covers.Predicate != "covers" || classes[covers.Object] == 0 || !b.binds(covers.Subject, d) {
				continue
			}
			for _, scope := range held {
				if scope.Predicate != "applies_to" || scope.Subject != covers.Subject {
					continue
				}
				proof := min(use.Confidence, classes[covers.Object], covers.Confidence, scope.Confidence,
					withinScope(held, use.Subject, scope.Object), b.support(covers.Subject, d))
				if key := (subjection{use.Subject, covers.Subject, use.Object}); proof > found[key] {
					found[key] = proof
				}
			}
		}
	}
	return found
}

func TestDerivationAgreesDayByDay(t *testing.T) {
	o := readOntology(t)
	rapid.Check(t, func(t *rapid.T) { checkSubjections(t, drawScopes(t, o)) })
}

// drawOwners makes random claims of who owns whom and sits where, all else being such that only these decide.
func drawOwners(t *rapid.T, o *graph.Ontology) *naive {
	parties, state, group, decision, chip := slices.Concat(cast.parties, []string{"party-d"}), cast.places[0], cast.groups[0], cast.decisions[0], cast.items[0]
	n := &naive{ontology: o, ids: slices.Concat(parties, []string{state, group, decision, chip})}
	always := func(subject, predicate, object string) {
		n.said = append(n.said, graph.Assertion{Claim: graph.Claim{Subject: subject, Predicate: predicate, Object: object, Share: graph.NoShare,
			Valid: graph.Always, Confidence: graph.Official}, Dataset: graph.CuratedDataset, Recorded: graph.Recording{From: instantAt(0)}})
	}
	always(parties[0], "uses", chip)
	always(decision, "covers", chip)
	always(decision, "applies_to", group)
	always(state, "member_of", group)
	always(parties[len(parties)-1], "headquartered_in", state)
	one := rapid.SampledFrom(parties)
	for range rapid.IntRange(2, 14).Draw(t, "owners") {
		n.say(t, graph.Claim{Subject: one.Draw(t, "owned"), Predicate: rapid.SampledFrom(ownership).Draw(t, "predicate"), Object: one.Draw(t, "owner"),
			Share: rapid.SampledFrom([]graph.Share{graph.NoShare, graph.ShareOf(0.3), graph.Whole/2 - 1, graph.Whole / 2, graph.ShareOf(0.9)}).Draw(t, "share"),
			Valid: drawInterval(t)})
	}
	return n
}

func TestSubjectionByOwnersAgreesDayByDay(t *testing.T) {
	o := readOntology(t)
	rapid.Check(t, func(t *rapid.T) { checkSubjections(t, drawOwners(t, o)) })
}

// checkSubjections makes sure that on each day, as known at each time, the derived claims say who is subject to what, as well
// supported as the best proof is, and that each rests on claims that make a proof on each day on which it holds.
func checkSubjections(t *rapid.T, n *naive) {
	t.Helper()
	s := n.build(t, "company")
	derived := slices.DeleteFunc(slices.Collect(s.Statements()), func(st graph.Statement) bool { return !st.Derived })
	for known := -1; known <= lastInstant+3; known++ {
		at := instantAt(known)
		if known < 0 {
			at = time.Time{} // now
		}
		claims := n.known(at)
		b := n.statusBinding(claims)
		for d := graph.Day(-1); d <= lastDay+1; d++ {
			found := map[subjection]graph.Confidence{}
			for i := range derived {
				st := &derived[i]
				if st.Recorded.Contains(at) && st.Valid.Contains(d) {
					key := subjection{st.Subject, st.Object, st.Item}
					found[key] = max(found[key], st.Confidence)
					checkPremises(t, claims, st, d)
				}
			}
			if diff := gocmp.Diff(subjectionsOn(claims, b, d), found); diff != "" {
				t.Fatalf("on day %d, as known at %v (-want +got):\n%s", d, at, diff)
			}
		}
	}
}

// statusBinding reads decisions of the seeds' ontology with the predicates of lawOntology.
func (n *naive) statusBinding(claims []graph.Claim) *naiveBinding {
	renamed := slices.Clone(claims)
	for i := range renamed {
		switch renamed[i].Predicate {
		case "suspends":
			renamed[i].Predicate = "pauses"
		case "rescinds", "supersedes":
			renamed[i].Predicate = "ends"
		}
		switch renamed[i].Value.Text {
		case "suspended":
			renamed[i].Value.Text = "paused"
		case "rescinded", "expired":
			renamed[i].Value.Text = "over"
		}
	}
	return n.binding(renamed)
}

// checkPremises makes sure that a derived claim rests on claims that were known and hold on the day, and is no better and no
// worse supported than the weakest of them.
func checkPremises(t *rapid.T, claims []graph.Claim, st *graph.Statement, d graph.Day) {
	t.Helper()
	weakest := graph.Official
	for _, id := range st.DerivedFrom {
		i := slices.IndexFunc(claims, func(c graph.Claim) bool { return c.ID() == id })
		if i < 0 {
			t.Fatalf("%+v rests on %v, which nobody said then", st, id)
		}
		c := claims[i]
		if held := on(claims[i:i+1], d); len(held) == 0 && c.Predicate != "status" {
			t.Fatalf("%+v rests on %+v, which does not hold on day %d", st, c, d)
		}
		if slices.Contains(ownership, c.Predicate) && !slices.ContainsFunc(majority(on(claims, d)), func(m graph.Claim) bool { return m.ID() == c.ID() }) {
			t.Fatalf("%+v rests on %+v, which others overrule on day %d", st, c, d)
		}
		weakest = min(weakest, c.Confidence)
	}
	if st.Confidence != weakest {
		t.Fatalf("%+v has not the confidence of its weakest premise, %v", st, weakest)
	}
}
