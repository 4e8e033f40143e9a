package owners

import (
	"fmt"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// reachOf is how far the list of a fixture reaches.
func reachOf(t testing.TB, s *snapshot.Snapshot, threshold graph.Share) *Affiliation {
	t.Helper()
	x, err := NewListings(unlimited(), s, graph.Filter{}, func(snapshot.Node) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	lists, err := x.Lists(node(t, s, "the-list"))
	if err != nil {
		t.Fatal(err)
	}
	parties, err := x.Parties(lists)
	if err != nil {
		t.Fatal(err)
	}
	a, err := x.Reach(parties, threshold)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestThresholdsAreExact(t *testing.T) {
	deeds := []deed{
		{"just-below", "listed", percent(49.996), 0}, {"a-hair-below", "listed", percent(49.9999999), 0}, {"half", "listed", percent(50), 0},
		{"quarters", "listed", percent(25), 0}, {"quarters", "other", percent(25), 0}, {"nothing", "listed", 0, 0}, {"unknown", "listed", graph.NoShare, 0},
		{"of-half", "half", percent(50), 0},
	}
	for i, owner := range []string{"listed", "other", "third", "fourth", "half"} {
		deeds = append(deeds, deed{"tenths", owner, percent(10), 0}, deed{"fewer-tenths", owner, percent(9.99999 + float64(i/4)*1e-5), 0})
	}
	s := build(t, deeds, "listed", "other", "third", "fourth")
	for _, c := range []struct {
		threshold float64
		want      string
	}{
		{0.5, "[half quarters of-half tenths]"},
		{0.49996, "[a-hair-below half just-below quarters fewer-tenths of-half tenths]"},
		{0, "[a-hair-below fewer-tenths half just-below quarters tenths of-half]"},
		{1, "[]"},
	} {
		var names []string
		a := reachOf(t, s, Threshold(c.threshold))
		for _, n := range a.Affiliates() {
			names = append(names, s.ID(n))
		}
		if got := fmt.Sprint(names); got != c.want {
			t.Errorf("at %v: %s, want %s", c.threshold, got, c.want)
		}
		if undecided := a.AllUndecided(); len(undecided) != 1 || s.ID(undecided[0]) != "unknown" {
			t.Errorf("at %v, %d are undecided", c.threshold, len(undecided))
		}
	}
}

func TestTheBestSupportedClaimDecides(t *testing.T) {
	s := build(t, []deed{
		{"a", "owner", percent(10), graph.Official}, {"a", "owner", graph.NoShare, graph.Disputed},
		{"b", "owner", percent(10), graph.Reported}, {"b", "owner", percent(60), graph.Official},
		{"c", "owner", graph.NoShare, graph.Disputed},
	})
	m := owning(t, s)
	for id, want := range map[string]bool{"a": false, "b": true, "c": true} {
		if got := len(Majority(s, node(t, s, id), DefaultThreshold, m)) == 1; got != want {
			t.Errorf("%s has a majority owner: %v, want %v", id, got, want)
		}
	}
}

func TestWhereAffiliationComesFrom(t *testing.T) {
	s := build(t, []deed{
		{"daughter", "listed", percent(30), 0}, {"daughter", "other", percent(40), 0}, {"granddaughter", "daughter", percent(100), 0},
		{"of-other", "other", percent(100), 0}, {"too-much", "listed", percent(60), 0}, {"too-much", "other", percent(60), 0},
	}, "listed", "other")
	a := reachOf(t, s, DefaultThreshold)
	from, err := a.From(Nodes{node(t, s, "listed"): true})
	if err != nil {
		t.Fatal(err)
	}
	if daughter := node(t, s, "granddaughter"); !from[daughter] || from[node(t, s, "of-other")] {
		t.Errorf("from one party: %v", from)
	} else if chain := a.Chain(daughter); len(chain) != 2 || s.ID(s.Object(chain[1])) != "other" {
		t.Errorf("the chain of greatest stakes is %v", chain)
	}
	if over := node(t, s, "too-much"); !a.OverRecorded(over) || a.OverRecorded(node(t, s, "daughter")) {
		t.Error("only too-much is over-recorded")
	}
}
