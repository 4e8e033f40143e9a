package catalogue_test

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
)

// reachCase is a question of dependents or dependencies.
type reachCase struct {
	of     string
	way    graph.Direction // which is the name of the question
	depth  int             // 0: any
	filter graph.Filter
}

// reached is a row of an answer.
type reached struct {
	ID     string
	Claims []uuid.UUID
}

func TestReachAgreesWithNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, d := drawStratified(t, 7, 20)
		s := n.compile(t, "")
		for range 16 {
			q := reachCase{one(d, n.ids...), one(d, graph.Dependents, graph.Dependencies), one(d, 0, 0, 1, 2, 3), d.walk(n.ontology)}
			v := valuesOf(q.filter, "ref", q.of)
			if q.depth > 0 {
				v["depth"] = []string{strconv.Itoa(q.depth)}
			}
			got, want := mustAsk[catalogue.Reach](t, s, string(q.way), v), n.reached(q)
			var rows []reached
			for _, r := range got.Results {
				rows = append(rows, reached{r.Entity.ID, n.claimsOf(t, q.filter, r.Path)})
				if r.Distance != len(r.Path.Steps) || r.Path.Length != r.Distance {
					t.Fatalf("%+v: %s is at %d by a path of %d", q, r.Entity.ID, r.Distance, len(r.Path.Steps))
				}
			}
			if diff := gocmp.Diff(want, rows); diff != "" || got.Total != len(want) {
				t.Fatalf("%+v: %d in all (-want +got):\n%s%s", q, got.Total, diff, n)
			}
			v["limit"] = []string{"0"}
			counted := mustAsk[catalogue.Reach](t, s, string(q.way), v)
			if counted.Total != len(want) || len(counted.Results) > 0 || counted.Next != "" {
				t.Fatalf("%+v: counted only, it is %+v, want a total of %d and no rows", q, counted, len(want))
			}
		}
	})
}

// reached are the rows of the answer: by distance, then by the weakest claim of the path, then by name.
func (n *naive) reached(q reachCase) []reached {
	between := map[string][]chain{}
	for _, c := range n.chains(n.links(q.filter)) {
		nodes := c.nodes()
		asked, other := nodes[0], nodes[len(c)]
		if q.way == graph.Dependents {
			asked, other = other, asked
		}
		if asked == q.of && (q.depth == 0 || len(c) <= q.depth) && (len(q.filter.Kinds) == 0 || slices.Contains(q.filter.Kinds, n.kinds[other])) {
			between[other] = append(between[other], c)
		}
	}
	var ids []string
	paths := map[string]chain{}
	for id, chains := range between {
		ids, paths[id] = append(ids, id), shown(chains, q.way)
	}
	slices.SortFunc(ids, func(x, y string) int {
		return cmp.Or(cmp.Compare(len(paths[x]), len(paths[y])), -cmp.Compare(paths[x].weakest(), paths[y].weakest()), cmp.Compare(x, y))
	})
	var rows []reached
	for _, id := range ids {
		rows = append(rows, reached{id, paths[id].ids()})
	}
	return rows
}

// claimsOf lists the claims of a path, and makes sure that each step says of its claim what was said.
func (n *naive) claimsOf(t *rapid.T, f graph.Filter, p graph.Path) []uuid.UUID {
	t.Helper()
	links, known := n.links(f), n.known(f.KnownAt)
	var ids []uuid.UUID
	for i, step := range p.Steps {
		if i > 0 && p.Steps[i-1].To != step.From {
			t.Fatalf("%+v: a path is broken before step %d: %+v", f, i+1, p)
		}
		if !slices.ContainsFunc(links, func(l link) bool {
			weighs := n.ontology.Relation(l.Predicate).LeastShare > 0
			return l.id == step.Claim && l.Subject == step.From && l.Object == step.To && l.Predicate == step.Relation && l.Item == step.Item &&
				l.Role == step.Role && l.Confidence == step.Confidence && l.Share.Known() == (step.Share != nil) && l.Shares().Ranges() == (step.ShareMost != nil) && step.Undated == n.isUndated(known, &l.Claim) &&
				step.NoShare == (weighs && !l.Share.Known()) && l.Valid.From.String() == step.ValidFrom && l.Valid.To.String() == step.ValidTo
		}) {
			t.Fatalf("%+v: a path rests on a claim that does not count, or says something else of it: %+v", f, step)
		}
		ids = append(ids, step.Claim)
	}
	return ids
}

// pathsCase is a question of paths.
type pathsCase struct {
	from, to string
	k, hops  int // hops 0: any
	filter   graph.Filter
}

func TestPathsAgreeWithEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, d := drawStratified(t, 6, 20)
		s := n.compile(t, "")
		for range 10 {
			q := pathsCase{one(d, n.ids...), one(d, n.ids...), 1 + d(40), one(d, 0, 0, 1, 2, 3, 4, 5), d.walk(n.ontology)}
			v := valuesOf(q.filter, "from", q.from, "to", q.to, "k", strconv.Itoa(q.k))
			if q.hops > 0 {
				v["max_hops"] = []string{strconv.Itoa(q.hops)}
			}
			want := n.paths(q, q.from, q.to)
			if len(want) == 0 {
				want = n.paths(q, q.to, q.from)
			}
			var found [][]uuid.UUID
			for _, p := range mustAsk[catalogue.Paths](t, s, "paths", v).Paths {
				found = append(found, n.claimsOf(t, q.filter, p))
			}
			if diff := gocmp.Diff(want, found); diff != "" {
				t.Fatalf("%+v (-want +got):\n%s%s", q, diff, n)
			}
		}
	})
}

// paths lists the claims of the paths by which one entity depends on another.
func (n *naive) paths(q pathsCase, from, to string) [][]uuid.UUID {
	var chains []chain
	for _, c := range n.chains(n.links(q.filter)) {
		if c[0].Subject == from && c[len(c)-1].Object == to && (q.hops == 0 || len(c) <= q.hops) {
			chains = append(chains, c)
		}
	}
	nodes := func(c chain) string { return strings.Join(c.nodes(), " ") }
	firm := slices.DeleteFunc(slices.Clone(chains), func(c chain) bool { return c.weakest() < graph.Reported })
	shown, taken := alongEach(firm), map[string]bool{}
	for _, c := range shown {
		taken[nodes(c)] = true
	}
	for _, c := range alongEach(chains) {
		if !taken[nodes(c)] {
			shown = append(shown, c)
		}
	}
	slices.SortStableFunc(shown, func(x, y chain) int { return cmp.Compare(len(x), len(y)) })
	var ids [][]uuid.UUID
	for _, c := range shown {
		ids = append(ids, c.ids())
	}
	return ids[:min(q.k, len(ids))]
}

func TestPagesAreTheWholeAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, d := drawStratified(t, 12, 40)
		s := n.compile(t, "")
		v := valuesOf(d.walk(n.ontology), "ref", "n0")
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
