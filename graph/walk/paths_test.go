package walk_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/walk"
)

// layered is an ontology of three strata, with a relation that fits anywhere, one that counts for its subject alone, and one that
// no walk follows unless it is asked for.
func layered(t rapid.TB) *graph.Ontology {
	t.Helper()
	o := &graph.Ontology{
		Strata: []string{"use", "production", "ownership"},
		Kinds:  []graph.Kind{{Name: "thing"}},
		Relations: []graph.Relation{
			{Name: "uses", Channel: "supply", Stratum: "use"},
			{Name: "runs", Channel: "supply", Stratum: "use"},
			{Name: "made", Channel: "supply", Stratum: "production"},
			{Name: "owned", Channel: "ownership", Stratum: "ownership"},
			{Name: "linked", Channel: "supply"},
			{Name: "sells", Channel: "supply", Stratum: "use", Own: true},
			{Name: "mentions"},
		},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

// drawn makes a graph of some entities of which each has some claims, mostly about others not far from it, so that paths are long.
func drawn(t *rapid.T, o *graph.Ontology, d func(int) int, entities, claims int) *snapshot.Snapshot {
	t.Helper()
	b := snapshot.NewBuilder(o, "drawn")
	for i := range entities {
		id := fmt.Sprintf("n%02d", i)
		b.Entity(graph.Entity{ID: id, Kind: "thing", Name: id}, graph.CuratedDataset, graph.Recording{})
	}
	relations := 1 + d(len(o.Relations))
	for range claims {
		from := d(entities)
		to := (from + 1 + d(4)) % entities
		if d(4) == 0 {
			to = d(entities)
		}
		c := graph.Claim{Subject: fmt.Sprintf("n%02d", from), Predicate: o.Relations[d(relations)].Name, Object: fmt.Sprintf("n%02d", to),
			Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Confidence(1 + d(5))}
		if d(5) == 0 {
			c.Valid.To = graph.DateOf(day)
		}
		if err := b.Claim(&graph.Assertion{Claim: c, Dataset: graph.CuratedDataset}); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// naivePaths lists the first k paths in the order of Paths, by trying all chains of claims of one length after the other.
func naivePaths(s *snapshot.Snapshot, f graph.Filter, c *snapshot.Course, from, to snapshot.Node, k, hops int) (paths [][]snapshot.Ref) {
	if from == to {
		return nil
	}
	o, away := s.Ontology(), stepsTo(s, to)
	best := map[string][]snapshot.Ref{}
	var extend func(chain []snapshot.Ref, visited []snapshot.Node, lowest, left int)
	extend = func(chain []snapshot.Ref, visited []snapshot.Node, lowest, left int) {
		last := visited[len(visited)-1]
		if last == to && left == 0 {
			key := fmt.Sprint(visited)
			if kept, ok := best[key]; !ok || compareChains(s, chain, kept, visited) < 0 {
				best[key] = slices.Clone(chain)
			}
		}
		if last == to || left == 0 {
			return
		}
		for ref, object := range s.Out(last) {
			r := o.Relation(s.PredicateName(ref))
			at := lowest
			if !f.AnyOrder {
				if r.Own && len(chain) > 0 {
					continue
				}
				if r.Stratum != "" {
					at = slices.Index(o.Strata, r.Stratum)
				}
			}
			if steps, leads := away[object]; leads && steps < left && at >= lowest && c.Admits(ref) && !slices.Contains(visited, object) {
				extend(append(chain, ref), append(visited, object), at, left-1)
			}
		}
	}
	for length := 1; length < s.Nodes() && (hops == 0 || length <= hops) && len(paths) < k; length++ {
		clear(best)
		extend(nil, []snapshot.Node{from}, 0, length)
		ofLength := slices.SortedFunc(maps.Values(best), func(x, y []snapshot.Ref) int {
			return slices.CompareFunc(x, y, func(x, y snapshot.Ref) int { return cmp.Compare(s.Object(x), s.Object(y)) })
		})
		paths = append(paths, ofLength[:min(len(ofLength), k-len(paths))]...)
	}
	return paths
}

// stepsTo is how many claims lie between nodes and a target at least, whatever they say.
func stepsTo(s *snapshot.Snapshot, target snapshot.Node) map[snapshot.Node]int {
	away, queue := map[snapshot.Node]int{target: 0}, []snapshot.Node{target}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, subject := range s.In(queue[0]) {
			if _, there := away[subject]; !there {
				away[subject] = away[queue[0]] + 1
				queue = append(queue, subject)
			}
		}
	}
	return away
}

// compareChains puts the chain first that has the better supported claim where two along the same nodes first differ.
func compareChains(s *snapshot.Snapshot, x, y []snapshot.Ref, nodes []snapshot.Node) int {
	for i := range x {
		if x[i] != y[i] {
			return s.CompareSupport(x[i], y[i], nodes[i+1])
		}
	}
	return 0
}

func TestPathsAreThoseOfTheNaiveWay(t *testing.T) {
	o := layered(t)
	rapid.Check(t, func(t *rapid.T) {
		d := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)).IntN
		entities := rapid.IntRange(2, 40).Draw(t, "entities")
		s := drawn(t, o, d, entities, rapid.IntRange(1, entities+max(6, entities/3)).Draw(t, "claims"))
		for range 20 {
			f := graph.Filter{AsOf: day, AnyOrder: d(4) == 0}
			switch d(4) {
			case 0:
				f.Relations = []string{"uses", "mentions", "linked"}
			case 1:
				f.Channels = []string{"ownership"}
			}
			c, err := s.Course(f)
			if err != nil {
				t.Fatal(err)
			}
			from, to, hops, k := snapshot.Node(d(entities)), snapshot.Node(d(entities)), d(6), 1+d(20)
			want := naivePaths(s, f, c, from, to, k, hops)
			got, stop, err := walk.Paths(limits.New(context.Background(), graph.Budget{}), s, from, to, k, hops, c)
			if diff := gocmp.Diff(named(s, want), named(s, got)); diff != "" || err != nil || !stop.None() {
				t.Fatalf("%d paths of at most %d steps from %s to %s, %+v, %v, %v (-want +got):\n%s", k, hops, s.ID(from), s.ID(to), f, stop, err, diff)
			}
			cut, stop, err := walk.Paths(limits.New(context.Background(), graph.Budget{Nodes: 1 + d(8)}), s, from, to, k, hops, c)
			if err != nil || len(cut) > len(got) || gocmp.Diff(named(s, got[:len(cut)]), named(s, cut)) != "" || stop.None() && len(cut) < len(got) {
				t.Fatalf("within a budget (%+v): %q of %q, %v", stop, named(s, cut), named(s, got), err)
			}
		}
	})
}

// named writes paths for people.
func named(s *snapshot.Snapshot, paths [][]snapshot.Ref) []string {
	texts := make([]string, len(paths))
	for i, p := range paths {
		texts[i] = s.ID(s.Subject(p[0]))
		for _, ref := range p {
			texts[i] += fmt.Sprintf(" %s(%d) %s", s.PredicateName(ref), ref, s.ID(s.Object(ref)))
		}
	}
	return texts
}

// What seems near to the target by way of the path that a spur leaves is not: a greater bound is tried from its beginning, and what
// distances that were extended meanwhile showed to be farther is in it.
func TestSpursThatMustGoRound(t *testing.T) {
	for _, c := range []struct{ claims, want string }{
		{`s needs t
		  s needs a
		  a needs c
		  c needs s
		  c needs d
		  d needs e
		  e needs t
		  a needs b
		  b needs f
		  f needs g
		  g needs t`, "[s-t s-a-b-f-g-t s-a-c-d-e-t]"},
		{`s needs t
		  s needs u
		  u needs s
		  u needs end
		  s needs v
		  v needs f
		  f needs g
		  g needs t`, "[s-t s-v-f-g-t]"},
	} {
		s, m := small(t, c.claims)
		found, _, err := walk.Paths(unbounded(t), s, node(t, s, "s"), node(t, s, "t"), 5, 0, m)
		if err != nil {
			t.Fatal(err)
		}
		var paths []string
		for _, p := range found {
			path := "s"
			for _, ref := range p {
				path += "-" + s.ID(s.Object(ref))
			}
			paths = append(paths, path)
		}
		if got := fmt.Sprint(paths); got != c.want {
			t.Errorf("found %s, want %s", got, c.want)
		}
	}
}

// A search goes only as far from either end as the other has rows: no path is found, or that there is none, without a walk through all
// that one of them leads to.
func TestPathsAreSoughtFromBothEnds(t *testing.T) {
	var claims strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&claims, "user%03d needs hub\nwhole needs part%03d\n", i, i)
	}
	s, m := small(t, claims.String()+`
		lone needs thing
		whole needs lone
		user007 needs lone
		user007 needs part007
		part003 needs hub
		part005 needs rare
		user001 needs whole`)
	for _, c := range []struct {
		from, to string
		paths    int
	}{
		{"user999", "hub", 1},
		{"lone", "hub", 0},
		{"whole", "user000", 0},
		{"part003", "hub", 1},
		{"whole", "rare", 1},
		{"user001", "rare", 1},
		{"user007", "part007", 1},
		{"user007", "rare", 0},
	} {
		found, stop, err := walk.Paths(limits.New(t.Context(), graph.Budget{Nodes: 20}), s, node(t, s, c.from), node(t, s, c.to), 1, 0, m)
		if err != nil || !stop.None() || len(found) != c.paths {
			t.Errorf("from %s to %s: %d paths, %+v, %v", c.from, c.to, len(found), stop, err)
		}
	}
}
