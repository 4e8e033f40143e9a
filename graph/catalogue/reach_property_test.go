package catalogue_test

import (
	"cmp"
	"slices"
	"strconv"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
)

// walkedRelations are all but those that only decisions have.
var walkedRelations = []string{"needs", "picks", "draws", "wants", "allowed", "owned", "sells", "likes"}

// reachCase is a question of dependents or dependencies.
type reachCase struct {
	of     string
	way    graph.Direction // which is the name of the question
	depth  int             // 0: any
	filter graph.Filter
}

func TestReachAgreesWithNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawGraph(t, 9, walkedRelations...)
		s := n.build(t, "thing")
		for range 4 {
			q := reachCase{rapid.SampledFrom(n.ids).Draw(t, "of"), rapid.SampledFrom([]graph.Direction{graph.Dependents, graph.Dependencies}).Draw(t, "direction"),
				rapid.IntRange(0, 3).Draw(t, "depth"), drawFilter(t)}
			v := valuesOf(q.filter, "ref", q.of)
			if q.depth > 0 {
				v["depth"] = []string{strconv.Itoa(q.depth)}
			}
			checkReach(t, n, q, mustAsk[catalogue.Reach](t, s, string(q.way), v))
			v["limit"] = []string{"0"}
			counted := mustAsk[catalogue.Reach](t, s, string(q.way), v)
			if want := n.reached(q); counted.Total != len(want) || len(counted.Results) > 0 || counted.Next != "" {
				t.Fatalf("%+v: counted only, it is %+v, want a total of %d and no rows", q, counted, len(want))
			}
		}
	})
}

// reached are what a walk comes to, with distances.
func (n *naive) reached(q reachCase) map[string]int {
	found := distances(n.admitted(q.filter), q.of, q.way == graph.Dependents)
	for id, d := range found {
		if d == 0 || q.depth > 0 && d > q.depth {
			delete(found, id)
		}
	}
	return found
}

func checkReach(t *rapid.T, n *naive, q reachCase, got catalogue.Reach) {
	t.Helper()
	claims, want := n.admitted(q.filter), n.reached(q)
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
	if !slices.IsSortedFunc(got.Results, func(x, y catalogue.Reached) int {
		return cmp.Or(cmp.Compare(x.Distance, y.Distance), -cmp.Compare(weakest(x.Path), weakest(y.Path)), cmp.Compare(x.Entity.Name, y.Entity.Name))
	}) {
		t.Fatalf("%+v: not in order", q)
	}
}

func weakest(p graph.Path) graph.Confidence {
	least := graph.Official
	for _, s := range p.Steps {
		least = min(least, s.Confidence)
	}
	return least
}

// checkPath makes sure that a path is one of claims, as long as it says, and that no other of that length is better supported.
func checkPath(t *rapid.T, claims []graph.Claim, q reachCase, r catalogue.Reached) {
	t.Helper()
	from, to := r.Entity.ID, q.of
	if q.way == graph.Dependencies {
		from, to = to, from
	}
	if len(r.Path.Steps) != r.Distance || r.Path.Steps[0].From != from || r.Path.Steps[r.Distance-1].To != to {
		t.Fatalf("%+v: the path to %s is %+v", q, r.Entity.ID, r.Path)
	}
	for i, step := range r.Path.Steps {
		if i > 0 && r.Path.Steps[i-1].To != step.From {
			t.Fatalf("%+v: the path to %s is broken", q, r.Entity.ID)
		}
		if !slices.ContainsFunc(claims, func(c graph.Claim) bool {
			return c.ID() == step.Claim && c.Subject == step.From && c.Object == step.To && c.Confidence == step.Confidence
		}) {
			t.Fatalf("%+v: the path to %s rests on a claim that does not count: %+v", q, r.Entity.ID, step)
		}
	}
	best := graph.Confidence(0)
	for _, path := range simplePaths(claims, from, to, r.Distance) {
		best = max(best, support(claims, path))
	}
	if got := weakest(r.Path); got != best {
		t.Fatalf("%+v: the path to %s is %v, there is one that is %v", q, r.Entity.ID, got, best)
	}
}

// support is the confidence of the weakest step of a path, each step being its best supported claim.
func support(claims []graph.Claim, path []string) graph.Confidence {
	least := graph.Official
	for i := range len(path) - 1 {
		best := graph.Confidence(0)
		for _, c := range claims {
			if c.Subject == path[i] && c.Object == path[i+1] {
				best = max(best, c.Confidence)
			}
		}
		least = min(least, best)
	}
	return least
}

// pathsCase is a question of paths.
type pathsCase struct {
	from, to string
	k, hops  int // hops 0: any
	filter   graph.Filter
}

func TestPathsAgreeWithEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawGraph(t, 7, "needs", "wants", "owned", "likes")
		s := n.build(t, "thing")
		for range 4 {
			q := pathsCase{rapid.SampledFrom(n.ids).Draw(t, "from"), rapid.SampledFrom(n.ids).Draw(t, "to"),
				rapid.IntRange(1, 40).Draw(t, "k"), rapid.IntRange(0, 5).Draw(t, "hops"), drawFilter(t)}
			v := valuesOf(q.filter, "from", q.from, "to", q.to, "k", strconv.Itoa(q.k))
			if q.hops > 0 {
				v["max_hops"] = []string{strconv.Itoa(q.hops)}
			}
			claims := n.admitted(q.filter)
			want := simplePaths(claims, q.from, q.to, q.hops)
			if len(want) == 0 {
				want = simplePaths(claims, q.to, q.from, q.hops)
			}
			if q.from == q.to {
				want = nil
			}
			checkPaths(t, claims, q, want[:min(q.k, len(want))], mustAsk[catalogue.Paths](t, s, "paths", v))
		}
	})
}

func checkPaths(t *rapid.T, claims []graph.Claim, q pathsCase, want [][]string, got catalogue.Paths) {
	t.Helper()
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
		v := valuesOf(graph.Filter{AsOf: drawDay(t)}, "ref", "n0")
		whole := mustAsk[catalogue.Reach](t, s, "dependents", v)
		limit := strconv.Itoa(rapid.IntRange(1, 4).Draw(t, "limit"))
		v["limit"] = []string{limit}
		joined := []catalogue.Reached{}
		for {
			part := mustAsk[catalogue.Reach](t, s, "dependents", v)
			if joined = append(joined, part.Results...); part.Next == "" {
				break
			}
			v["cursor"] = []string{part.Next}
		}
		if diff := gocmp.Diff(whole.Results, joined); diff != "" {
			t.Fatalf("pages of %s (-whole +joined):\n%s", limit, diff)
		}
	})
}
