package control

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"chokepoint/graph/criteria"
	"chokepoint/graph/snapshot"
)

// chance makes a small world by dice.
type chance struct {
	*rand.Rand
	w    *naive
	seen map[string]bool
}

// say adds a claim, once.
func (c *chance) say(f fact) {
	if key := fmt.Sprint(f); !c.seen[key] {
		c.seen[key] = true
		c.w.claims = append(c.w.claims, f)
	}
}

func (c *chance) one(of []string) string { return of[c.IntN(len(of))] }

// in reports true so many times of a hundred.
func (c *chance) in(percent int) bool { return c.IntN(100) < percent }

var (
	chips     = []string{"chip0", "chip1", "chip2"}
	itemKinds = []string{"class0", "class1", "class2", "class3", "everyitem"}
	states    = []string{"state0", "state1", "state2"}
	places    = []string{"group0", "group1", "everyplace"}
	firms     = []string{"firm0", "firm1", "firm2"}
	parties   = []string{"party0", "party1", "seats0", "seats1"}
	decisions = []string{"decision0", "decision1", "decision2"}
)

// world makes claims on what belongs to what, who owns whom, and what decisions say.
func (c *chance) world() {
	c.say(fact{subject: "everyitem", predicate: "everything", object: "true"})
	c.say(fact{subject: "everyplace", predicate: "everywhere", object: "true"})
	items := slices.Concat(chips, itemKinds[:4])
	for range c.IntN(6) {
		c.say(fact{subject: c.one(items), predicate: "member_of", object: c.one(items)})
	}
	for range c.IntN(2) {
		c.say(fact{subject: c.one(chips), predicate: "form_of", object: c.one(chips)})
	}
	for range c.IntN(3) {
		c.say(fact{subject: c.one(items), predicate: "partly_in", object: c.one(itemKinds[:4])})
	}
	for _, chip := range chips {
		if c.in(60) {
			c.say(fact{subject: chip, predicate: "a", object: c.one([]string{"1", "2"})})
		}
	}
	if c.in(30) {
		c.say(fact{subject: c.one(itemKinds[:4]), predicate: "criterion", object: "a > 1.5"})
	}
	for range c.IntN(4) {
		c.say(fact{subject: c.one(slices.Concat(states, places[:2])), predicate: "member_of", object: c.one(places[:2])})
	}
	for _, firm := range firms {
		if c.in(60) {
			c.say(fact{subject: firm, predicate: "seated_in", object: c.one(states)})
		}
		if c.in(30) {
			c.say(fact{subject: firm, predicate: "member_of", object: c.one(parties[:2])})
		}
	}
	for i := range 2 { // a firm is owned by those after it
		if owner := c.one(firms[i+1:]); c.in(60) {
			c.say(fact{subject: firms[i], predicate: "owned_by", object: owner, share: c.one([]string{"", "0.3", "0.5", "0.8"})})
		}
	}
	for _, group := range parties[2:] {
		if c.in(70) {
			c.say(fact{subject: group, predicate: "firms_of", object: c.one(slices.Concat(states, places[:2]))})
		}
	}
	for _, d := range decisions {
		c.decision(d)
	}
}

func (c *chance) decision(d string) {
	anything := slices.Concat(chips, itemKinds, states, places, firms, parties)
	say := func(percent int, predicate string, of []string) {
		for c.in(percent) {
			c.say(fact{subject: d, predicate: predicate, object: c.one(of)})
		}
	}
	limit := func() string {
		if c.in(40) {
			return ""
		}
		return c.one(anything)
	}
	c.say(fact{subject: d, predicate: "status", object: c.one([]string{"in-force", "in-force", "in-force", "in-force", "over"})})
	c.say(fact{subject: d, predicate: "effect", object: c.one([]string{"stop", "stop", "stop", "look"}), limit: ""})
	if c.in(10) {
		c.w.claims[len(c.w.claims)-1].limit = c.one(anything)
	}
	say(50, "covers", slices.Concat(chips, itemKinds))
	say(10, "partly_in", slices.Concat(chips, itemKinds))
	say(50, "applies_to", slices.Concat(states, states, places, places, firms, parties))
	say(25, "excludes", anything)
	if c.in(25) {
		c.say(fact{subject: d, predicate: "criterion", object: "a > 1.5"})
	}
	if c.in(50) {
		c.say(fact{subject: d, predicate: "issued_by", object: c.one(states)})
	}
	if c.in(15) {
		c.say(fact{subject: c.one(firms), predicate: "listed_by", object: d})
	}
	for range c.IntN(4) {
		c.say(fact{subject: d, predicate: "policy", object: c.one([]string{"denial", "case", "approval"}), limit: limit()})
	}
}

// text writes the world as compiled reads it.
func (w *naive) text() string {
	var b strings.Builder
	for kind, ids := range map[string][]string{"chip": chips, "class": slices.Concat(itemKinds, places, parties), "state": states, "company": firms, "decision": decisions} {
		fmt.Fprintf(&b, "%s: %s\n", kind, strings.Join(ids, " "))
	}
	for _, f := range w.claims {
		fmt.Fprintf(&b, "%s %s %s", f.subject, f.predicate, f.object)
		if f.share != "" {
			b.WriteString(" share=" + f.share)
		}
		if f.limit != "" {
			b.WriteString(" for=" + f.limit)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// What a check finds is what is found by reading the claims one by one, whatever the graph, and the same each time.
func TestCheckAgainstNaive(t *testing.T) {
	standings := map[Reason]int{}
	for seed := range uint64(2000) {
		c := &chance{rand.New(rand.NewPCG(seed, 11)), &naive{states: states}, map[string]bool{}}
		c.world()
		s := compiled(t, c.w.text(), criteria.Derive)
		for _, item := range []string{c.one(chips), c.one(itemKinds[:4])} {
			for _, endUser := range []string{"", c.one(firms)} {
				c.w.item, c.w.to, c.w.endUser = item, c.one(states), endUser
				compareChecks(t, s, c.w, standings)
				if t.Failed() {
					t.Fatalf("seed %d: %s to %s, for %q\n%s", seed, item, c.w.to, endUser, c.w.text())
				}
			}
		}
	}
	for _, r := range []Reason{NotInForce, ItemExcluded, PartyExcluded, CriterionNotMet, CriterionUnknown, PartCovered, OriginUnstated, ScopeUnknown, EndUserReached,
		CriterionMet, ItemCovered, NoControl, NamesNoItem} {
		if standings[r] < 20 {
			t.Errorf("reason %d is put to the test %d times", r, standings[r])
		}
	}
}

func compareChecks(t *testing.T, s *snapshot.Snapshot, w *naive, standings map[Reason]int) {
	t.Helper()
	type finding struct {
		Reasons  []Reason
		Policies []string
		Members  []string // of what is covered in part
	}
	want, got := map[string]finding{}, map[string]finding{}
	for _, d := range decisions {
		if reasons := w.reasons(d); len(reasons) > 0 {
			f := finding{Reasons: reasons, Policies: w.policies(d)}
			if reasons[0] == PartCovered {
				f.Members = w.covered(d)
			}
			want[d] = f
			standings[reasons[0]]++
		}
	}
	e := Export{Item: node(t, s, w.item), To: node(t, s, w.to), EndUser: snapshot.None}
	if w.endUser != "" {
		e.EndUser = node(t, s, w.endUser)
	}
	found, err := Check(unbounded(), s, e)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range slices.Concat(found.Apply, found.MayApply, found.DoNotApply, found.Beside) {
		var policies []string
		for _, ref := range r.ReviewPolicy {
			policies = append(policies, s.Value(ref).Text)
		}
		slices.Sort(policies)
		f := finding{Reasons: r.Reasons, Policies: slices.Compact(policies)}
		for _, n := range r.Members {
			if r.Reason() == PartCovered {
				f.Members = append(f.Members, s.ID(n))
			}
		}
		slices.Sort(f.Members)
		got[s.ID(r.Decision)] = f
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	again, err := Check(unbounded(), s, e)
	if err != nil || !reflect.DeepEqual(found, again) {
		t.Errorf("asked again, it finds another thing: %+v, %+v, %v", found, again, err)
	}
}
