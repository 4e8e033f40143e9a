package snapshot

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// steps lists claims with what they lead to.
func steps(claims iter.Seq2[Ref, Node]) (all []Step) {
	for ref, to := range claims {
		all = append(all, Step{ref, to})
	}
	return all
}

// On random graphs, the claims of some predicates of a node are those of all its claims that are of these predicates, in their order.
func TestClaimsOfSomePredicates(t *testing.T) {
	o := strata(t)
	rapid.Check(t, func(t *rapid.T) {
		d := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)).IntN
		claims := drawRelations(t, o, d)
		s := laid(t, o, claims)
		set := make(Predicates, s.PredicateCount())
		for i := range set {
			set[i] = d(2) == 0
		}
		others := func(x Step) bool { return !s.Is(x.Ref, set) }
		for n := range Node(s.Nodes()) {
			if got, want := steps(s.OutBy(n, set)), slices.DeleteFunc(steps(s.Out(n)), others); !slices.Equal(got, want) {
				t.Fatalf("of %s as subject %v, want %v:\n%s", s.ID(n), got, want, claims)
			}
			if got, want := steps(s.InBy(n, set)), slices.DeleteFunc(steps(s.In(n)), others); !slices.Equal(got, want) {
				t.Fatalf("of %s as object %v, want %v:\n%s", s.ID(n), got, want, claims)
			}
		}
	})
}

// Subjects that are few are those of all claims of their predicate, in order of name.
func TestFewSubjects(t *testing.T) {
	o := strata(t)
	rapid.Check(t, func(t *rapid.T) {
		d := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)).IntN
		var claims strings.Builder
		for i := range 200 {
			fmt.Fprintln(&claims, fmt.Sprint("e", d(1000)), o.Relations[0].Name, fmt.Sprint("e", i))
		}
		for range rapid.IntRange(1, 12).Draw(t, "claims") {
			fmt.Fprintln(&claims, fmt.Sprint("e", d(30)), o.Relations[1+d(len(o.Relations)-1)].Name, fmt.Sprint("e", d(30)))
		}
		s := laid(t, o, claims.String())
		for p := range Predicate(s.PredicateCount()) {
			var want []Node
			for ref := range s.Claims() {
				if s.Predicate(ref) == p && !slices.Contains(want, s.Subject(ref)) {
					want = append(want, s.Subject(ref))
				}
			}
			slices.SortFunc(want, func(x, y Node) int { return int(s.NameRank(x) - s.NameRank(y)) })
			switch got, ok := s.FewSubjects(p); {
			case ok && !slices.Equal(got, want):
				t.Fatalf("of %s %v, want %v", s.NameOfPredicate(p), got, want)
			case ok != (len(want) <= s.Nodes()/few):
				t.Fatalf("of %s there are %d of %d, few: %v", s.NameOfPredicate(p), len(want), s.Nodes(), ok)
			}
		}
	})
}

// What leads to an end of some claims is what a search finds that begins with each entity.
func TestLeadingTo(t *testing.T) {
	o := strata(t)
	rapid.Check(t, func(t *rapid.T) {
		d := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)).IntN
		var claims strings.Builder
		for range rapid.IntRange(1, 100).Draw(t, "claims") {
			fmt.Fprintln(&claims, fmt.Sprint("e", d(90)), o.Relations[d(len(o.Relations))].Name, fmt.Sprint("e", d(90)))
		}
		s := laid(t, o, claims.String())
		ends, along := s.Predicates(o.Relations[0].Name), s.Predicates(o.Relations[1].Name, o.Relations[2].Name)
		isEnd := map[Node]bool{}
		for ref, object := range s.RelationClaims(ends) {
			isEnd[s.Subject(ref)], isEnd[object] = true, true
		}
		got := s.LeadingTo(ends, along)
		for n := range Node(s.Nodes()) {
			seen, want := []Node{n}, false
			for i := 0; i < len(seen); i++ {
				want = want || isEnd[seen[i]]
				for ref, to := range s.Out(seen[i]) {
					if s.Is(ref, along) && !slices.Contains(seen, to) {
						seen = append(seen, to)
					}
				}
			}
			if got.Has(n) != want {
				t.Fatalf("%s: %v, want %v:\n%s", s.ID(n), got.Has(n), want, claims.String())
			}
		}
	})
}
