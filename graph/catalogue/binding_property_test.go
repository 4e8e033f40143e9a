package catalogue_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/rules"
	"chokepoint/graph/snapshot"
)

// naiveBinding says day by day which decisions bind, as graph.Binding describes it.
type naiveBinding struct {
	n      *naive
	claims []graph.Claim              // known ones, of all dates
	cuts   map[string]map[string]bool // who suspends or ends whom, directly or through others
	known  map[string]map[graph.Day]bool
}

func (n *naive) binding(claims []graph.Claim) *naiveBinding {
	b := &naiveBinding{n, claims, map[string]map[string]bool{}, map[string]map[graph.Day]bool{}}
	for _, id := range n.ids {
		b.cuts[id], b.known[id] = map[string]bool{}, map[graph.Day]bool{}
	}
	for range n.ids {
		for _, c := range claims {
			if c.Predicate != "pauses" && c.Predicate != "ends" {
				continue
			}
			b.cuts[c.Subject][c.Object] = true
			for next := range b.cuts[c.Object] {
				b.cuts[c.Subject][next] = true
			}
		}
	}
	return b
}

// binds reports whether a decision binds on a day.
func (b *naiveBinding) binds(decision string, d graph.Day) bool {
	if known, ok := b.known[decision][d]; ok {
		return known
	}
	stated, inForce := false, false
	for _, c := range b.statuses(decision) {
		stated = true
		inForce = inForce || c.Value.Text == "in-force" && len(on([]graph.Claim{c}, d)) > 0
	}
	b.known[decision][d] = (inForce || !stated) && !b.isCut(decision, d)
	return b.known[decision][d]
}

func (b *naiveBinding) statuses(decision string) []graph.Claim {
	return slices.DeleteFunc(slices.Clone(b.claims), func(c graph.Claim) bool { return c.Subject != decision || c.Predicate != "status" })
}

// isCut reports whether something keeps a decision from binding on a day.
func (b *naiveBinding) isCut(decision string, d graph.Day) bool {
	return slices.ContainsFunc(b.claims, func(c graph.Claim) bool { return b.cutBy(c, decision, d) })
}

// cutBy reports whether a claim keeps a decision from binding on a day, looking at every day before it for what ended it.
func (b *naiveBinding) cutBy(c graph.Claim, decision string, d graph.Day) bool {
	holds := len(on([]graph.Claim{c}, d)) > 0
	if c.Subject == decision && c.Predicate == "status" {
		began := c.Valid.From == graph.Beginning || c.Valid.From.Day() <= d
		return (holds && c.Value.Text == "paused" || c.Value.Text == "over" && began) && !b.resumed(decision, c.Valid.From, d)
	}
	if c.Object != decision || b.cuts[decision][c.Subject] || c.Subject == decision {
		return false
	}
	switch c.Predicate {
	case "pauses":
		return holds && b.binds(c.Subject, d)
	case "ends":
		for e := graph.Day(-2); e <= d; e++ {
			if len(on([]graph.Claim{c}, e)) > 0 && b.binds(c.Subject, e) {
				return true
			}
		}
	}
	return false
}

// lapsed lists the days on which something that kept a decision from binding came to an end of itself: not because what did so
// is kept from binding in its turn.
func (b *naiveBinding) lapsed(decision string, by graph.Day) (days []graph.Day) {
	for e := graph.Day(-1); e <= by; e++ {
		for _, c := range b.claims {
			ended := b.cutBy(c, decision, e-1) && !b.cutBy(c, decision, e)
			if ended && (c.Predicate == "status" || b.binds(c.Subject, e) || !b.isCut(c.Subject, e)) {
				days = append(days, e)
			}
		}
	}
	return days
}

// grounds are what it rests on that a decision that binds on a day does so, and how well that supports what follows: the claims
// of being in force that began when, or after, the last interruption had lapsed, else its terms.
func (b *naiveBinding) grounds(decision string, d graph.Day) (rules.Grounds, graph.Confidence) {
	fresh, old := graph.Confidence(0), graph.Confidence(0)
	lapsed := b.lapsed(decision, d)
	for _, c := range b.statuses(decision) {
		if c.Value.Text != "in-force" || len(on([]graph.Claim{c}, d)) == 0 {
			continue
		}
		if slices.ContainsFunc(lapsed, func(e graph.Day) bool { return c.Valid.From == graph.Beginning || c.Valid.From.Day() < e }) {
			old = max(old, c.Confidence)
		} else {
			fresh = max(fresh, c.Confidence)
		}
	}
	switch {
	case fresh == graph.Disputed:
		return rules.Disputed, fresh
	case fresh == graph.Estimated:
		return rules.Estimated, fresh
	case fresh > 0:
		return rules.Stated, fresh
	case old > 0:
		return rules.Terms, min(old, graph.Estimated)
	case len(lapsed) > 0:
		return rules.Terms, graph.Estimated
	}
	return rules.Unstated, graph.Official
}

// resumed reports whether a decision is said to have come into force after one day and by another.
func (b *naiveBinding) resumed(decision string, after graph.Date, by graph.Day) bool {
	return slices.ContainsFunc(b.claims, func(c graph.Claim) bool {
		return c.Subject == decision && c.Predicate == "status" && c.Value.Text == "in-force" && c.Valid.From != graph.Beginning &&
			(after == graph.Beginning || c.Valid.From.Day() > after.Day()) && c.Valid.From.Day() <= by
	})
}

// drawDecisions makes decisions with random statuses, which suspend and end each other.
func drawDecisions(t *rapid.T, most int) *naive {
	n := drawGraph(t, most, "likes")
	n.said = nil
	n.sayStatuses(t, n.ids)
	return n
}

func (n *naive) sayStatuses(t *rapid.T, decisions []string) {
	one := rapid.SampledFrom(decisions)
	for range rapid.IntRange(0, 4*len(decisions)).Draw(t, "statuses") {
		c := graph.Claim{Subject: one.Draw(t, "decision"), Share: graph.NoShare, Valid: drawInterval(t)}
		if rapid.IntRange(0, 2).Draw(t, "by another") == 1 {
			c.Predicate, c.Object = rapid.SampledFrom([]string{n.ontology.Binding.SuspendedBy[0], n.ontology.Binding.EndedBy[0]}).Draw(t, "how"), one.Draw(t, "cut")
		} else {
			o := n.ontology.Binding
			c.Predicate = o.Attribute
			c.Value = graph.Value{Type: graph.TermValue, Text: rapid.SampledFrom(slices.Concat(o.InForce, o.InForce, o.Interrupted, o.Ended, []string{"draft"})).Draw(t, "status")}
		}
		n.say(t, c)
	}
}

func TestDecisionsBindDayByDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawDecisions(t, 5)
		s := n.build(t, "law")
		for known := range lastInstant + 3 {
			checkBindings(t, n, s, instantAt(known))
		}
		checkBindings(t, n, s, time.Time{}) // now
	})
}

// checkBindings compares when decisions bind, as known at an instant, asking for them in any order: what is found for one is
// used for the next.
func checkBindings(t *rapid.T, n *naive, s *snapshot.Snapshot, at time.Time) {
	t.Helper()
	naive, b := n.binding(n.known(at)), rules.NewBindings(s, s.KnownMask(at))
	for _, id := range rapid.Permutation(n.ids).Draw(t, "order") {
		node, _ := s.Lookup(id)
		fs := b.Of(node)
		for d := graph.Day(-2); d <= lastDay+2; d++ {
			want := naive.binds(id, d)
			if got := b.At(node, d) != nil; got != want {
				t.Fatalf("%s binds on day %d, as known at %v: %v, want %v; it binds in %v", id, d, at, got, want, fs)
			} else if got {
				if grounds, _ := naive.grounds(id, d); b.At(node, d).Grounds != grounds {
					t.Fatalf("%s binds on day %d, as known at %v, on grounds %v, want %v; it binds in %v", id, d, at, b.At(node, d).Grounds, grounds, fs)
				}
			}
		}
		for i := 1; i < len(fs); i++ {
			if !fs[i-1].Valid.Intersect(fs[i].Valid).Empty() || fs[i].Valid.From < fs[i-1].Valid.To {
				t.Fatalf("%s binds in stretches that overlap or are out of order: %v", id, fs)
			}
		}
	}
}
