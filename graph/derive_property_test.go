package graph

import (
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// cast are the entities of a random case for the rule of the seeds, by the part that they can play in it.
var cast = struct{ parties, items, classes, places, groups, decisions []string }{
	[]string{"party-a", "party-b", "party-c"}, []string{"chip"}, []string{"class"},
	[]string{"state"}, []string{"group"}, []string{"rule-a", "rule-b"},
}

// drawScopes makes random claims of the sorts that the rule looks at.
func drawScopes(t *rapid.T, o *Ontology) *naive {
	n := &naive{ontology: o, ids: slices.Concat(cast.parties, cast.items, cast.classes, cast.places, cast.groups, cast.decisions)}
	sorts := []struct {
		predicates        []string
		subjects, objects []string
	}{
		{[]string{"uses", "seeks"}, cast.parties, cast.items},
		{[]string{"member_of", "variant_of"}, slices.Concat(cast.items, cast.classes), slices.Concat(cast.items, cast.classes)},
		{[]string{"covers"}, cast.decisions, slices.Concat(cast.items, cast.classes)},
		{[]string{"applies_to"}, cast.decisions, slices.Concat(cast.parties, cast.places, cast.groups)},
		{[]string{"owned_by", "controlled_by"}, cast.parties, cast.parties},
		{[]string{"headquartered_in"}, cast.parties, cast.places},
		{[]string{"located_in", "member_of"}, slices.Concat(cast.places, cast.groups, cast.parties), slices.Concat(cast.places, cast.groups)},
	}
	for _, sort := range sorts {
		for range rapid.IntRange(1, 6).Draw(t, "claims") {
			c := Claim{Predicate: rapid.SampledFrom(sort.predicates).Draw(t, "predicate"), Subject: rapid.SampledFrom(sort.subjects).Draw(t, "subject"),
				Object: rapid.SampledFrom(sort.objects).Draw(t, "object"), Share: NoShare, Valid: Always}
			if rapid.Bool().Draw(t, "dated") {
				c.Valid = drawInterval(t)
			}
			if sort.predicates[0] == "owned_by" {
				c.Share = rapid.SampledFrom([]Share{NoShare, 0.3, 0.5, 0.9}).Draw(t, "share")
			}
			n.say(t, c)
		}
	}
	n.sayStatuses(t, cast.decisions)
	return n
}

// steps are all that repeated steps of some relations lead to, start included, among claims of one day.
func steps(claims []Claim, start string, relations ...string) map[string]bool {
	found := map[string]bool{start: true}
	for changed := true; changed; {
		changed = false
		for _, c := range claims {
			if slices.Contains(relations, c.Predicate) && found[c.Subject] && !found[c.Object] {
				found[c.Object], changed = true, true
			}
		}
	}
	return found
}

// parents are a party and the ends of its chains of majority owners.
func parents(claims []Claim, party string) map[string]bool {
	majority := slices.DeleteFunc(slices.Clone(claims), func(c Claim) bool { return c.Share.Known() && c.Share < 0.5 })
	ends := map[string]bool{party: true}
	for owner := range steps(majority, party, "owned_by", "controlled_by") {
		owned := slices.ContainsFunc(majority, func(c Claim) bool {
			return c.Subject == owner && (c.Predicate == "owned_by" || c.Predicate == "controlled_by")
		})
		if !owned {
			ends[owner] = true
		}
	}
	return ends
}

// withinScope reports whether a party is within a scope, among claims of one day.
func withinScope(claims []Claim, party, scope string) bool {
	if steps(claims, party, "member_of")[scope] {
		return true
	}
	for parent := range parents(claims, party) {
		for _, seat := range claims {
			if seat.Predicate == "headquartered_in" && seat.Subject == parent && steps(claims, seat.Object, "located_in", "member_of")[scope] {
				return true
			}
		}
	}
	return false
}

// subjection is that a party is subject to a decision for an item.
type subjection struct{ Party, Decision, Item string }

// subjectionsOn works out who is subject to what on a day, straight from the text of the rule.
func subjectionsOn(claims []Claim, b *naiveBinding, d Day) map[subjection]bool {
	held, found := on(claims, d), map[subjection]bool{}
	for _, use := range held {
		if use.Predicate != "uses" && use.Predicate != "seeks" {
			continue
		}
		classes := steps(held, use.Object, "member_of", "variant_of")
		for _, covers := range held {
			if covers.Predicate != "covers" || !classes[covers.Object] || !b.binds(covers.Subject, d) {
				continue
			}
			for _, scope := range held {
				if scope.Predicate == "applies_to" && scope.Subject == covers.Subject && withinScope(held, use.Subject, scope.Object) {
					found[subjection{use.Subject, covers.Subject, use.Object}] = true
				}
			}
		}
	}
	return found
}

// Two uses begin together; the better supported ends first, and the other goes on.
func TestWeakerDerivationOutlastsStronger(t *testing.T) {
	s := readText(t, readOntology(t), `
company: party
chip: chip
decision: rule
rule covers chip
rule applies_to party
rule status in-force
party uses chip confidence=official to=2026-02
party seeks chip confidence=estimated to=2026-05
`)
	for day, want := range map[string]Confidence{"2026-01-31": Reported, "2026-02-01": Estimated, "2026-04-30": Estimated, "2026-05-01": 0} {
		got := Confidence(0)
		for st := range s.Statements() {
			if st.Derived && st.Valid.Contains(mustDay(t, day)) {
				got = max(got, st.Confidence)
			}
		}
		if got != want {
			t.Errorf("on %s the party is subject to the rule as %v, want %v", day, got, want)
		}
	}
}

func TestDerivationAgreesDayByDay(t *testing.T) {
	o := readOntology(t)
	rapid.Check(t, func(t *rapid.T) {
		n := drawScopes(t, o)
		s := n.build(t, "company")
		for known := -1; known <= lastInstant+3; known++ {
			at := instantAt(known)
			if known < 0 {
				at = Recording{}.To // now
			}
			claims := n.known(at)
			b := n.statusBinding(claims)
			for d := Day(-1); d <= lastDay+1; d++ {
				found := map[subjection]bool{}
				for st := range s.Statements() {
					if st.Derived && st.Recorded.Contains(at) && st.Valid.Contains(d) {
						found[subjection{st.Subject, st.Object, st.Item}] = true
						checkPremises(t, claims, &st, d)
					}
				}
				if diff := gocmp.Diff(subjectionsOn(claims, b, d), found); diff != "" {
					t.Fatalf("on day %d, as known at %v (-want +got):\n%s", d, at, diff)
				}
			}
		}
	})
}

// statusBinding reads decisions of the seeds' ontology with the predicates of lawOntology.
func (n *naive) statusBinding(claims []Claim) *naiveBinding {
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

// checkPremises makes sure that a derived claim rests on claims that were known and hold on the day, and is no better
// supported than they are.
func checkPremises(t *rapid.T, claims []Claim, st *Statement, d Day) {
	weakest := Official
	for _, id := range st.DerivedFrom {
		i := slices.IndexFunc(claims, func(c Claim) bool { return c.ID() == id })
		if i < 0 {
			t.Fatalf("%+v rests on %v, which nobody said then", st, id)
		}
		if held := on(claims[i:i+1], d); len(held) == 0 && claims[i].Predicate != "status" {
			t.Fatalf("%+v rests on %+v, which does not hold on day %d", st, claims[i], d)
		}
		weakest = min(weakest, claims[i].Confidence)
	}
	if st.Confidence != weakest {
		t.Fatalf("%+v has not the confidence of its weakest premise, %v", st, weakest)
	}
}
