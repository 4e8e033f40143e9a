package walk_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/walk"
)

// small compiles claims written as "subject relation object", one a line, with a mask that admits them all. Of the
// relations, needs is a need of each object, picks of any, allowed a permission for what is picked, and in says where something is.
func small(t testing.TB, claims string) (*snapshot.Snapshot, *snapshot.Course) {
	t.Helper()
	o := &graph.Ontology{Kinds: []graph.Kind{{Name: "thing"}}, Relations: []graph.Relation{
		{Name: "needs", Channel: "supply", Need: graph.NeedAll},
		{Name: "picks", Channel: "supply", Need: graph.NeedAny},
		{Name: "allowed", Channel: "regulatory", Gates: []string{"picks"}},
		{Name: "in", Channel: "place", Need: graph.NeedWith},
	}}
	return compiled(t, o, claims)
}

// compiled is small with an ontology and what passes conclude.
func compiled(t testing.TB, o *graph.Ontology, claims string, passes ...snapshot.Pass) (*snapshot.Snapshot, *snapshot.Course) {
	t.Helper()
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	b := snapshot.NewBuilder(o, "small")
	named := map[string]bool{}
	for line := range strings.Lines(claims) {
		words := strings.Fields(line)
		if len(words) != 3 {
			continue
		}
		for _, id := range []string{words[0], words[2]} {
			if !named[id] {
				named[id] = true
				b.Entity(graph.Entity{ID: id, Kind: "thing", Name: id}, "curated", graph.Recording{})
			}
		}
		c := graph.Claim{Subject: words[0], Predicate: words[1], Object: words[2], Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Confirmed}
		if err := b.Claim(&graph.Assertion{Claim: c, Dataset: "curated"}); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.Build(t.Context(), passes...)
	if err != nil {
		t.Fatal(err)
	}
	m, err := s.Course(graph.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	return s, m
}

func node(t testing.TB, s *snapshot.Snapshot, id string) snapshot.Node {
	t.Helper()
	n, ok := s.Lookup(id)
	if !ok {
		t.Fatalf("there is no %s", id)
	}
	return n
}

// claim finds the claim of a subject about an object.
func claim(t testing.TB, s *snapshot.Snapshot, subject, object string) snapshot.Ref {
	t.Helper()
	for ref, n := range s.Out(node(t, s, subject)) {
		if s.ID(n) == object {
			return ref
		}
	}
	t.Fatalf("no claim joins %s to %s", subject, object)
	return snapshot.NoRef
}

func unbounded(t testing.TB) *limits.Limits { return limits.New(t.Context(), graph.Budget{}) }

// chain is that many entities of which each needs the next one.
func chain(length int) string {
	var b strings.Builder
	for i := range length - 1 {
		fmt.Fprintf(&b, "n%04d needs n%04d\n", i, i+1)
	}
	return b.String()
}

func TestCutWalkSaysSo(t *testing.T) {
	s, m := small(t, chain(30))
	l := limits.New(t.Context(), graph.Budget{Nodes: 5})
	r, stop, err := walk.Reach(l, s, node(t, s, "n0029"), graph.Dependents, 0, m)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if total := r.Total(snapshot.Lister{}); stop != (limits.Stop{Nodes: 5}) || total != 5 {
		t.Errorf("within 5 entities: %d, %+v", total, stop)
	}
	found, stop, err := walk.Paths(limits.New(t.Context(), graph.Budget{Nodes: 5}), s, node(t, s, "n0000"), node(t, s, "n0029"), 3, 0, m)
	if err != nil || len(found) != 0 || stop != (limits.Stop{Nodes: 5}) {
		t.Errorf("paths within 5 entities: %v, %+v, %v", found, stop, err)
	}
}

// A removal is the same in whatever order it is given, and however often.
func TestRemovalHasNoOrder(t *testing.T) {
	s, _ := small(t, `
		plant needs power
		plant needs water
		plant picks east
		plant picks west
		plant allowed law
		chip needs plant
	`)
	things := []snapshot.Node{node(t, s, "power"), node(t, s, "water"), node(t, s, "law")}
	claims := []snapshot.Ref{claim(t, s, "plant", "east"), claim(t, s, "plant", "law")}
	first := explain(t, s, walk.Removal{Nodes: things, Claims: claims})
	slices.Reverse(things)
	slices.Reverse(claims)
	second := explain(t, s, walk.Removal{Nodes: append(things, things...), Claims: append(claims, claims...)})
	if first != second {
		t.Errorf("one order:\n%s\nanother:\n%s", first, second)
	}
}

// explain writes all that a removal does.
func explain(t *testing.T, s *snapshot.Snapshot, what walk.Removal) string {
	t.Helper()
	f, stop, err := walk.Impact(unbounded(t), s, graph.Filter{}, what)
	if err != nil || !stop.None() {
		t.Fatal(stop, err)
	}
	defer f.Close()
	nodes, claims := f.Removed()
	lost, _, err := f.List(walk.Lost, snapshot.Lister{}, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	degraded, _, err := f.List(walk.Degraded, snapshot.Lister{}, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("removed %v %v\nlost %v\ndegraded %v\n", nodes, claims, lost, degraded)
	for _, n := range slices.Concat(lost, degraded) {
		text += fmt.Sprintf("%s %+v\n", s.ID(n), f.Effect(n))
	}
	return text
}

func TestEffectsAreExplained(t *testing.T) {
	s, _ := small(t, `
		shop picks east
		shop picks west
		shop allowed law
		shop allowed act
		store picks east
		store picks north
		mill needs shop
	`)
	f, _, err := walk.Impact(unbounded(t), s, graph.Filter{}, walk.Removal{Nodes: []snapshot.Node{node(t, s, "law"), node(t, s, "east")}})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, c := range []struct {
		id    string
		state walk.State
		path  []string
	}{
		{"law", walk.Removed, nil},
		{"shop", walk.Lost, []string{"shop-law"}},
		{"mill", walk.Lost, []string{"mill-shop", "shop-law"}},
		{"store", walk.Degraded, []string{"store-east"}},
		{"north", walk.Standing, nil},
	} {
		n := node(t, s, c.id)
		var path []string
		for _, ref := range f.Effect(n).Path {
			path = append(path, s.ID(s.Subject(ref))+"-"+s.ID(s.Object(ref)))
		}
		if state := f.State(n); state != c.state || !slices.Equal(path, c.path) {
			t.Errorf("%s is %d by %q, want %d by %q", c.id, state, path, c.state, c.path)
		}
	}
	want := []walk.Alternative{
		{Node: node(t, s, "east"), Claim: claim(t, s, "shop", "east"), State: walk.Removed, Gone: true, Permission: snapshot.NoRef},
		{Node: node(t, s, "west"), Claim: claim(t, s, "shop", "west"), Gone: true, Cut: true, Permission: claim(t, s, "shop", "law")},
	}
	if got := f.Effect(node(t, s, "shop")).Alternatives; !slices.Equal(got, want) {
		t.Errorf("alternatives of the shop: %+v, want %+v", got, want)
	}
}

// Everything ends when nobody waits for it.
func TestNothingGoesOnAlone(t *testing.T) {
	s, m := small(t, chain(30))
	gone, leave := context.WithCancel(t.Context())
	leave()
	first, last := node(t, s, "n0000"), node(t, s, "n0029")
	for name, ask := range map[string]func(*limits.Limits) error{
		"reach": func(l *limits.Limits) error {
			_, _, err := walk.Reach(l, s, last, graph.Dependents, 0, m)
			return err
		},
		"paths": func(l *limits.Limits) error {
			_, _, err := walk.Paths(l, s, first, last, 3, 0, m)
			return err
		},
		"impact": func(l *limits.Limits) error {
			_, _, err := walk.Impact(l, s, graph.Filter{}, walk.Removal{Nodes: []snapshot.Node{last}})
			return err
		},
		"chokepoints": func(l *limits.Limits) error {
			_, _, err := walk.Chokepoints(l, s, graph.Filter{}, snapshot.None, false, func(snapshot.Node) bool { return true })
			return err
		},
	} {
		if err := ask(limits.New(gone, graph.Budget{})); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Within the time that there is, chokepoints are all ranked, or some of them, each with the right count, or none.
func TestChokepointsKeepTime(t *testing.T) {
	var claims strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&claims, "user%04d needs maker%04d\nchain%04d needs user%04d\n", i, i, i, i)
	}
	s, _ := small(t, claims.String())
	all := func(snapshot.Node) bool { return true }
	whole, stop, err := walk.Chokepoints(unbounded(t), s, graph.Filter{}, snapshot.None, false, all)
	if err != nil || !stop.None() {
		t.Fatal(stop, err)
	}
	defer whole.Close()
	want := map[snapshot.Node]int{}
	for _, c := range whole.Chokepoints {
		want[c.Node] = c.Lost
	}
	if _, _, err := walk.Chokepoints(limits.New(t.Context(), graph.Budget{Time: 1}), s, graph.Filter{}, snapshot.None, false, all); !errors.Is(err, graph.ErrTooCostly) {
		t.Errorf("in a nanosecond: %v", err)
	}
	for budget := 100 * time.Microsecond; ; budget += budget / 4 {
		some, stop, err := walk.Chokepoints(limits.New(t.Context(), graph.Budget{Time: budget}), s, graph.Filter{}, snapshot.None, false, all)
		if errors.Is(err, graph.ErrTooCostly) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		defer some.Close()
		if stop.None() {
			if len(some.Chokepoints) != len(want) {
				t.Errorf("%d chokepoints in all, want %d", len(some.Chokepoints), len(want))
			}
			break
		}
		for _, c := range some.Chokepoints {
			if c.Lost != want[c.Node] {
				t.Errorf("within %v, %s loses %d, want %d", budget, s.ID(c.Node), c.Lost, want[c.Node])
			}
		}
	}
}

// A subject of very many needs has a group for each, and alternatives for the same need share one.
func TestManyNeeds(t *testing.T) {
	var claims strings.Builder
	for i := range 100 {
		fmt.Fprintf(&claims, "plant needs part%02d\nplant picks site%02d\n", i, i)
	}
	s, _ := small(t, claims.String())
	r, _, err := walk.Chokepoints(unbounded(t), s, graph.Filter{}, snapshot.None, false, func(snapshot.Node) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if len(r.Chokepoints) != 100 || s.ID(r.Chokepoints[99].Node) != "part99" {
		t.Errorf("%d chokepoints: %+v", len(r.Chokepoints), r.Chokepoints)
	}
	if loss, err := r.Loss(node(t, s, "site00"), 10, 10); err != nil || loss.Alternatives != 99 || len(loss.Left) != 10 || s.ID(loss.Left[0]) != "site01" {
		t.Errorf("site00: %+v, %v", loss, err)
	}
}
