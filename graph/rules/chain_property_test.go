package rules

import (
	"context"
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// drawOwners makes claims that some own others, one a pair.
func drawOwners(t *rapid.T, ids []string) []graph.Claim {
	one, said := rapid.SampledFrom(ids), map[string]bool{}
	var claims []graph.Claim
	for range rapid.IntRange(1, 3*len(ids)).Draw(t, "claims") {
		c := claim(one.Draw(t, "owned"), "owned_by", one.Draw(t, "owner"))
		if key := c.Subject + c.Object; c.Subject == c.Object || said[key] {
			continue
		} else {
			said[key] = true
		}
		c.Valid, c.Confidence = drawInterval(t), graph.Confidence(rapid.IntRange(1, 5).Draw(t, "confidence"))
		claims = append(claims, c)
	}
	return claims
}

// simpleChains yields the merit of every chain from a node that comes to nothing twice, at its end.
func simpleChains(claims []graph.Claim, from string, yield func(end string, m merit)) {
	on := map[string]bool{}
	var extend func(at string, m merit)
	extend = func(at string, m merit) {
		yield(at, m)
		on[at] = true
		for _, c := range claims {
			next := merit{m.valid.Intersect(c.Valid), min(m.confidence, c.Confidence), m.claims + 1}
			if c.Subject == at && !on[c.Object] && !next.valid.Empty() {
				extend(c.Object, next)
			}
		}
		delete(on, at)
	}
	extend(from, merit{graph.Always, graph.Official, 0})
}

func undominated(all []merit) []string {
	var best []string
	for i := range all {
		if !slices.ContainsFunc(all, func(m merit) bool { return m != all[i] && m.asGood(&all[i]) }) {
			best = append(best, fmt.Sprint(all[i]))
		}
	}
	slices.Sort(best)
	return slices.Compact(best)
}

func derivationOf(s *snapshot.Snapshot) *derivation {
	return newDerivation(limits.New(context.Background(), graph.Budget{}), newRelationIndex(s), s.KnownMask(graph.Recording{}.To))
}

func TestSearchFindsTheBestOfAllChains(t *testing.T) {
	o := scopeOntology(t)
	ids := []string{"a", "b", "c", "d", "e"}
	rapid.Check(t, func(t *rapid.T) {
		claims := drawOwners(t, ids)
		if len(claims) == 0 {
			return
		}
		s := build(tb(t), o, claims)
		d, from := derivationOf(s), claims[0].Subject
		start, _ := s.Lookup(from)
		found, err := d.search(&condition{relations: s.Predicates("owned_by"), repeat: graph.RepeatAny}, start, false)
		if err != nil {
			t.Fatal(err)
		}
		all, want, got := map[string][]merit{}, map[string][]string{}, map[string][]string{}
		simpleChains(claims, from, func(end string, m merit) { all[end] = append(all[end], m) })
		for end, merits := range all {
			want[end] = undominated(merits)
		}
		for end, proofs := range found.proofs {
			for _, p := range proofs {
				got[s.ID(end)] = append(got[s.ID(end)], fmt.Sprint(merit{p.valid, p.confidence, len(p.refs())}))
			}
			slices.Sort(got[s.ID(end)])
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Fatalf("from %s (-want +got):\n%s", from, diff)
		}
	})
}

// tb lets a fixture fail a property.
func tb(t *rapid.T) testing.TB { return fixture{t: t} }

type fixture struct {
	testing.TB
	t *rapid.T
}

func (f fixture) Helper()           {}
func (f fixture) Fatal(args ...any) { f.t.Fatal(args...) }

// strongest is the greatest confidence with which a chain of owners leads on a day from a party to each owner that nobody owns,
// by trying all claims of at least a confidence.
func strongest(claims []graph.Claim, party string, d graph.Day) map[string]graph.Confidence {
	best := map[string]graph.Confidence{party: graph.Official}
	ownedOn := map[string]bool{}
	for _, c := range claims {
		if c.Valid.Contains(d) {
			ownedOn[c.Subject] = true
		}
	}
	for least := graph.Disputed; least <= graph.Official; least++ {
		reached := map[string]bool{party: true}
		for range claims {
			for _, c := range claims {
				if c.Confidence >= least && c.Valid.Contains(d) && reached[c.Subject] {
					reached[c.Object] = true
				}
			}
		}
		for n := range reached {
			if n != party && !ownedOn[n] {
				best[n] = least
			}
		}
	}
	return best
}

func TestConclusionsAgreeDayByDay(t *testing.T) {
	o := scopeOntology(t)
	ids := []string{"a", "b", "c", "d", "e", "f"}
	rapid.Check(t, func(t *rapid.T) {
		claims := drawOwners(t, ids)
		scope := claim("rule", "applies_to", rapid.SampledFrom(ids).Draw(t, "scope"))
		scope.Valid, scope.Confidence = drawInterval(t), graph.Confidence(rapid.IntRange(1, 5).Draw(t, "confidence"))
		s := build(tb(t), o, append(slices.Clone(claims), scope), Derive)
		for d := graph.Day(-1); d <= lastDay+1; d++ {
			want, got := map[string]graph.Confidence{}, map[string]graph.Confidence{}
			for _, party := range ids {
				if c := min(strongest(claims, party, d)[scope.Object], scope.Confidence); c > 0 && scope.Valid.Contains(d) {
					want[party] = c
				}
			}
			for _, st := range derived(s) {
				if st.Valid.Contains(d) {
					got[st.Subject] = max(got[st.Subject], st.Confidence)
				}
			}
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Fatalf("on day %d, bound by the rule (-want +got):\n%s", d, diff)
			}
		}
	})
}
