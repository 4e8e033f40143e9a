package catalogue_test

import (
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/rules"
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
	type sort struct{ predicates, subjects, objects []string }
	sorts := []sort{
		{[]string{"uses", "seeks"}, cast.parties, cast.items},
		{[]string{"member_of", "variant_of"}, slices.Concat(cast.items, cast.classes), slices.Concat(cast.items, cast.classes)},
		{[]string{"covers"}, cast.decisions, slices.Concat(cast.items, cast.classes)},
		{[]string{"applies_to"}, cast.decisions, slices.Concat(cast.parties, cast.places, cast.groups)},
		{ownership, cast.parties, cast.parties},
		{[]string{"headquartered_in"}, cast.parties, cast.places},
		{[]string{"located_in", "member_of"}, slices.Concat(cast.places, cast.groups, cast.parties), slices.Concat(cast.places, cast.groups)},
		{[]string{"designed_by"}, cast.items, cast.parties},
		{[]string{"issued_by"}, cast.decisions, cast.places},
	}
	if rapid.Bool().Draw(t, "leaves out") {
		sorts = append(sorts, sort{[]string{"excludes"}, cast.decisions, slices.Concat(cast.parties, cast.items, cast.classes, cast.places, cast.groups)})
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
				c.ShareMost = drawUpperEnd(t, c.Share)
			}
			n.say(t, c)
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "effects") {
		n.say(t, graph.Claim{Subject: rapid.SampledFrom(cast.decisions).Draw(t, "of"), Predicate: "effect", Share: graph.NoShare, Valid: drawInterval(t),
			Value: graph.Value{Type: graph.TermValue, Text: rapid.SampledFrom([]string{"prohibit", "tax", "investigate"}).Draw(t, "effect")}})
	}
	n.sayStatuses(t, cast.decisions)
	return n
}

// drawUpperEnd makes a range of a share now and then, one in which the majority begins or not.
func drawUpperEnd(t *rapid.T, share graph.Share) graph.Share {
	if share.Known() && rapid.IntRange(0, 2).Draw(t, "a range") == 1 {
		return graph.SharesFrom(share, rapid.SampledFrom([]graph.Share{graph.Whole/2 - 1, graph.Whole / 2, graph.Whole}).Draw(t, "most")).Upper()
	}
	return 0
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
func majority(claims []graph.Claim) (major []graph.Claim) {
	minor := func(c graph.Claim) bool { return c.Share.Known() && c.Share < graph.Whole/2 }
	owning := slices.DeleteFunc(slices.Clone(claims), func(c graph.Claim) bool { return !slices.Contains(ownership, c.Predicate) })
	for i, c := range owning {
		overruled := false
		for k, other := range owning {
			// Of two statements of one claim, equally supported, the first counts.
			first := other.ID() == c.ID() && k < i && !decides(c, other)
			overruled = overruled || other.Subject == c.Subject && other.Object == c.Object && minor(other) && (decides(other, c) || first)
		}
		if !minor(c) && !overruled {
			major = append(major, c)
		}
	}
	return major
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

// naiveDecision is a decision on a day, among claims of that day.
type naiveDecision struct {
	claims []graph.Claim
	id     string
}

// said yields what claims of a relation of the decision name.
func (x naiveDecision) said(relation string) (claims []graph.Claim) {
	for _, c := range x.claims {
		if c.Subject == x.id && c.Predicate == relation {
			claims = append(claims, c)
		}
	}
	return claims
}

// leavesOut reports whether the decision leaves out something that is reached.
func (x naiveDecision) leavesOut(reached supports) bool {
	return slices.ContainsFunc(x.said("excludes"), func(c graph.Claim) bool { return reached[c.Object] > 0 })
}

// regions are what the seat of a party lies in, or belongs to.
func regions(claims []graph.Claim, seat string) supports {
	return steps(claims, seat, "located_in", "member_of")
}

// scope is how well it is supported that a party is within what the decision applies to; 0: it is not.
func (x naiveDecision) scope(party string) (best graph.Confidence) {
	groups := steps(x.claims, party, "member_of")
	for _, scope := range x.said("applies_to") {
		if !x.leavesOut(groups) {
			best = max(best, min(scope.Confidence, groups[scope.Object]))
		}
		for parent, owned := range parents(x.claims, party) {
			for _, seat := range seats(x.claims, parent) {
				if around := regions(x.claims, seat.Object); !x.leavesOut(around) {
					best = max(best, min(scope.Confidence, owned, seat.Confidence, around[scope.Object]))
				}
			}
		}
	}
	return best
}

func seats(claims []graph.Claim, party string) (found []graph.Claim) {
	for _, c := range claims {
		if c.Subject == party && c.Predicate == "headquartered_in" {
			found = append(found, c)
		}
	}
	return found
}

// covers is how well it is supported that the decision covers an item that it does not leave out; 0: it does not.
func (x naiveDecision) covers(item string) (best graph.Confidence) {
	classes := steps(x.claims, item, "member_of", "variant_of")
	if x.leavesOut(classes) {
		return 0
	}
	for _, c := range x.said("covers") {
		best = max(best, min(c.Confidence, classes[c.Object]))
	}
	return best
}

// has is how well it is supported that the decision has one of some effects.
func (x naiveDecision) has(effects ...string) (best graph.Confidence) {
	for _, c := range x.said("effect") {
		if slices.Contains(effects, c.Value.Text) {
			best = max(best, c.Confidence)
		}
	}
	return best
}

// sparesBuyers reports whether an effect of the decision is an inquiry or a tax, which bind no buyer.
func (x naiveDecision) sparesBuyers() bool { return x.has("investigate", "tax") > 0 }

// abroad reports whether a vendor has no seat in what the decision applies to, unless its own state took the decision.
func (x naiveDecision) abroad(vendor string) bool {
	for _, seat := range seats(x.claims, vendor) {
		around := regions(x.claims, seat.Object)
		within := func(c graph.Claim) bool { return around[c.Object] > 0 }
		if slices.ContainsFunc(x.said("applies_to"), within) && !slices.ContainsFunc(x.said("issued_by"), within) {
			return false
		}
	}
	return true
}

// subjection is that a party is subject to a decision for an item, in a role.
type subjection struct{ Party, Decision, Item, Role string }

// subjectionsOn works out who is subject to what on a day, straight from the text of the rules, and how well the best of all
// proofs is supported.
func subjectionsOn(claims []graph.Claim, b *naiveBinding, d graph.Day) map[subjection]graph.Confidence {
	held, found := on(claims, d), map[subjection]graph.Confidence{}
	for _, id := range cast.decisions {
		if !slices.Contains(b.n.ids, id) || !b.binds(id, d) {
			continue
		}
		_, binds := b.grounds(id, d)
		x := naiveDecision{held, id}
		note := func(party, item, role string, proof graph.Confidence) {
			if key := (subjection{party, id, item, role}); min(proof, binds) > found[key] {
				found[key] = min(proof, binds)
			}
		}
		for _, c := range held {
			switch c.Predicate {
			case "uses", "seeks":
				if x.sparesBuyers() {
					continue
				}
				note(c.Subject, c.Object, "buyer", min(c.Confidence, x.covers(c.Object), x.scope(c.Subject)))
			case "designed_by":
				if x.abroad(c.Object) {
					note(c.Object, c.Subject, "seller", min(c.Confidence, x.covers(c.Subject), x.has("prohibit", "tax")))
				}
			case "applies_to":
				if c.Subject == id {
					note(c.Object, "", "listed", c.Confidence)
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
		c := graph.Claim{Subject: one.Draw(t, "owned"), Predicate: rapid.SampledFrom(ownership).Draw(t, "predicate"), Object: one.Draw(t, "owner"),
			Share: rapid.SampledFrom([]graph.Share{graph.NoShare, graph.ShareOf(0.3), graph.Whole/2 - 1, graph.Whole / 2, graph.ShareOf(0.9)}).Draw(t, "share"),
			Valid: drawInterval(t)}
		c.ShareMost = drawUpperEnd(t, c.Share)
		n.say(t, c)
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
	derived := slices.DeleteFunc(slices.Collect(s.Statements()), func(st graph.Statement) bool { return !st.Derived || st.Predicate != "subject_to" })
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
					key := subjection{st.Subject, st.Object, st.Item, st.Role}
					found[key] = max(found[key], st.Confidence)
					checkPremises(t, claims, b, st, d)
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
// worse supported than the weakest of them, and than the terms on which its decision binds. Datasets that differ may say one claim
// side by side; any of what they say will do.
func checkPremises(t *rapid.T, claims []graph.Claim, b *naiveBinding, st *graph.Statement, d graph.Day) {
	t.Helper()
	least, most := graph.Official, graph.Official
	surely, perhaps := true, true // each of them rests on a source that speaks for itself
	if grounds, _ := b.grounds(st.Object, d); grounds == rules.Terms {
		least, most = graph.Estimated, graph.Estimated
	}
	for _, id := range st.DerivedFrom {
		said := slices.DeleteFunc(slices.Clone(claims), func(c graph.Claim) bool { return c.ID() != id })
		if len(said) == 0 {
			t.Fatalf("%+v rests on %v, which nobody said then", st, id)
		}
		if said[0].Predicate != "status" {
			if said = on(said, d); len(said) == 0 {
				t.Fatalf("%+v rests on %v, which does not hold on day %d", st, id, d)
			}
		}
		if slices.Contains(ownership, said[0].Predicate) {
			decides := majority(on(claims, d))
			if said = slices.DeleteFunc(said, func(c graph.Claim) bool {
				return !slices.ContainsFunc(decides, func(m graph.Claim) bool { return m.ID() == c.ID() })
			}); len(said) == 0 {
				t.Fatalf("%+v rests on %v, which others overrule on day %d", st, id, d)
			}
		}
		weak, strong := said[0].Confidence, said[0].Confidence
		for _, c := range said {
			weak, strong = min(weak, c.Confidence), max(strong, c.Confidence)
		}
		least, most = min(least, weak), min(most, strong)
		surely = surely && !slices.ContainsFunc(said, func(c graph.Claim) bool { return !isPrimary(c) })
		perhaps = perhaps && slices.ContainsFunc(said, isPrimary)
	}
	if st.Primary && !perhaps || !st.Primary && surely {
		t.Fatalf("%+v: primary %v, its premises %v to %v", st, st.Primary, surely, perhaps)
	}
	if st.Confidence < least || st.Confidence > most {
		t.Fatalf("%+v has not the confidence of its weakest premise, %v to %v", st, least, most)
	}
}
