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
		{"just-below", "listed", percent(49.996), 0, 0}, {"a-hair-below", "listed", percent(49.9999999), 0, 0}, {"half", "listed", percent(50), 0, 0},
		{"quarters", "listed", percent(25), 0, 0}, {"quarters", "other", percent(25), 0, 0}, {"nothing", "listed", 0, 0, 0}, {"unknown", "listed", graph.NoShare, 0, 0},
		{"of-half", "half", percent(50), 0, 0},
	}
	for i, owner := range []string{"listed", "other", "third", "fourth", "half"} {
		deeds = append(deeds, deed{"tenths", owner, percent(10), 0, 0}, deed{"fewer-tenths", owner, percent(9.99999 + float64(i/4)*1e-5), 0, 0})
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
		for _, n := range a.order {
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

func TestRangesOfShares(t *testing.T) {
	s := build(t, []deed{
		between("ends-above", "listed", 25, 50), between("ends-below", "listed", 25, 49.9999999), between("begins-there", "listed", 50, 75),
		between("two", "listed", 20, 30), between("two", "other", 10, 20), {"with-unknown", "listed", percent(10), 0, 0}, {"with-unknown", "other", graph.NoShare, 0, 0},
		{"of-undecided", "ends-above", graph.Whole, 0, 0}, {"known", "listed", percent(10), 0, 0},
	}, "listed", "other")
	a := reachOf(t, s, DefaultThreshold)
	var affiliates, open []string
	for _, n := range a.order {
		affiliates = append(affiliates, s.ID(n))
	}
	for _, n := range a.AllUndecided() {
		open = append(open, fmt.Sprintf("%s %.2f-%.2f", s.ID(n), a.Total(n), a.Most(n)))
	}
	if got, want := fmt.Sprint(affiliates, open), "[begins-there] [ends-above 0.25-0.50 two 0.30-0.50 with-unknown 0.10-1.00]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestMajorityOfARange(t *testing.T) {
	s := build(t, []deed{between("a", "owner", 25, 50), between("b", "owner", 50, 75), between("c", "owner", 25, 49), {"d", "owner", graph.NoShare, 0, 0}})
	for id, want := range map[string]string{"a": "0 1", "b": "1 1", "c": "0 0", "d": "1 1"} {
		n, m := node(t, s, id), owning(t, s)
		if got := fmt.Sprint(len(Majority(s, n, DefaultThreshold, m)), " ", len(MaybeMajority(s, n, DefaultThreshold, m))); got != want {
			t.Errorf("majority owners of %s, for sure and perhaps: %s, want %s", id, got, want)
		}
	}
}

func TestTheBestSupportedClaimDecides(t *testing.T) {
	s := build(t, []deed{
		{"a", "owner", percent(10), graph.Official, 0}, {"a", "owner", graph.NoShare, graph.Disputed, 0},
		{"b", "owner", percent(10), graph.Reported, 0}, {"b", "owner", percent(60), graph.Official, 0},
		{"c", "owner", graph.NoShare, graph.Disputed, 0},
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
		{"daughter", "listed", percent(30), 0, 0}, {"daughter", "other", percent(40), 0, 0}, {"granddaughter", "daughter", percent(100), 0, 0},
		{"of-other", "other", percent(100), 0, 0}, {"too-much", "listed", percent(60), 0, 0}, {"too-much", "other", percent(60), 0, 0},
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
