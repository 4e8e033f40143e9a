package graph

import (
	"cmp"
	"context"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// walkedRelations are all but those that only decisions have.
var walkedRelations = []string{"needs", "picks", "draws", "wants", "allowed", "owned", "sells", "likes"}

func TestReachAgreesWithNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawGraph(t, 9, walkedRelations...)
		s := n.build(t, "thing")
		for range 4 {
			q := ReachQuery{Of: rapid.SampledFrom(n.ids).Draw(t, "of"), Direction: rapid.SampledFrom([]Direction{Dependents, Dependencies}).Draw(t, "direction"),
				Depth: rapid.IntRange(0, 3).Draw(t, "depth"), Filter: drawFilter(t)}
			got, err := s.Reach(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			checkReach(t, n, q, got)
		}
	})
}

func checkReach(t *rapid.T, n *naive, q ReachQuery, got Reach) {
	claims := n.admitted(q.Filter)
	want := distances(claims, q.Of, q.Direction == Dependents)
	for id, d := range want {
		if d == 0 || q.Depth > 0 && d > q.Depth {
			delete(want, id)
		}
	}
	found := map[string]int{}
	for _, r := range got.Results {
		found[r.Entity.ID] = r.Distance
		checkPath(t, claims, q, r)
	}
	if diff := gocmp.Diff(want, found); diff != "" {
		t.Fatalf("%+v: distances (-want +got):\n%s", q, diff)
	}
	if got.Total != len(want) {
		t.Fatalf("%+v: total %d, want %d", q, got.Total, len(want))
	}
	if !slices.IsSortedFunc(got.Results, func(x, y Reached) int {
		return cmp.Or(cmp.Compare(x.Distance, y.Distance), -cmp.Compare(weakest(x.Path), weakest(y.Path)), cmp.Compare(x.Entity.Name, y.Entity.Name))
	}) {
		t.Fatalf("%+v: not in order", q)
	}
}

func weakest(p Path) Confidence {
	least := Official
	for _, s := range p.Steps {
		least = min(least, s.Confidence)
	}
	return least
}

// checkPath makes sure that a path is one of claims, as long as it says, and that no other of that length is better supported.
func checkPath(t *rapid.T, claims []Claim, q ReachQuery, r Reached) {
	from, to := r.Entity.ID, q.Of
	if q.Direction == Dependencies {
		from, to = to, from
	}
	if len(r.Path.Steps) != r.Distance || r.Path.Steps[0].From != from || r.Path.Steps[r.Distance-1].To != to {
		t.Fatalf("%+v: the path to %s is %+v", q, r.Entity.ID, r.Path)
	}
	for i, step := range r.Path.Steps {
		if i > 0 && r.Path.Steps[i-1].To != step.From {
			t.Fatalf("%+v: the path to %s is broken", q, r.Entity.ID)
		}
		if !slices.ContainsFunc(claims, func(c Claim) bool {
			return c.ID() == step.Claim && c.Subject == step.From && c.Object == step.To && c.Confidence == step.Confidence
		}) {
			t.Fatalf("%+v: the path to %s rests on a claim that does not count: %+v", q, r.Entity.ID, step)
		}
	}
	best := Confidence(0)
	for _, path := range simplePaths(claims, from, to, r.Distance) {
		best = max(best, support(claims, path))
	}
	if got := weakest(r.Path); got != best {
		t.Fatalf("%+v: the path to %s is %v, there is one that is %v", q, r.Entity.ID, got, best)
	}
}

// support is the confidence of the weakest step of a path, each step being its best supported claim.
func support(claims []Claim, path []string) Confidence {
	least := Official
	for i := range len(path) - 1 {
		best := Confidence(0)
		for _, c := range claims {
			if c.Subject == path[i] && c.Object == path[i+1] {
				best = max(best, c.Confidence)
			}
		}
		least = min(least, best)
	}
	return least
}

func TestPathsAgreeWithEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawGraph(t, 7, "needs", "wants", "owned", "likes")
		s := n.build(t, "thing")
		for range 4 {
			q := PathsQuery{From: rapid.SampledFrom(n.ids).Draw(t, "from"), To: rapid.SampledFrom(n.ids).Draw(t, "to"),
				K: rapid.IntRange(1, 40).Draw(t, "k"), MaxHops: rapid.IntRange(0, 5).Draw(t, "hops"), Filter: drawFilter(t)}
			got, err := s.Paths(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			claims := n.admitted(q.Filter)
			want := simplePaths(claims, q.From, q.To, q.MaxHops)
			if len(want) == 0 {
				want = simplePaths(claims, q.To, q.From, q.MaxHops)
			}
			if q.From == q.To {
				want = nil
			}
			checkPaths(t, claims, q, want[:min(q.K, len(want))], got)
		}
	})
}

func checkPaths(t *rapid.T, claims []Claim, q PathsQuery, want [][]string, got Paths) {
	var found [][]string
	for _, p := range got.Paths {
		nodes := []string{p.Steps[0].From}
		for _, step := range p.Steps {
			nodes = append(nodes, step.To)
		}
		found = append(found, nodes)
		if weakest(p) != support(claims, nodes) {
			t.Fatalf("%+v: a path shows a claim that is not the best supported: %+v", q, p)
		}
	}
	if diff := gocmp.Diff(want, found); diff != "" {
		t.Fatalf("%+v (-want +got):\n%s", q, diff)
	}
}

func TestPagesAreTheWholeAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawGraph(t, 9, walkedRelations...)
		s := n.build(t, "thing")
		q := ReachQuery{Of: "n0", Direction: Dependents, Filter: Filter{AsOf: drawDay(t)}}
		whole, err := s.Reach(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		q.Page.Limit = rapid.IntRange(1, 4).Draw(t, "limit")
		joined := []Reached{}
		for {
			part, err := s.Reach(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			if joined = append(joined, part.Results...); part.Next == "" {
				break
			}
			q.Page.Cursor = part.Next
		}
		if diff := gocmp.Diff(whole.Results, joined); diff != "" {
			t.Fatalf("pages of %d (-whole +joined):\n%s", q.Page.Limit, diff)
		}
	})
}
