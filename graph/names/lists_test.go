package names_test

import (
	_ "embed"
	"testing"

	"chokepoint/graph/names"
	"chokepoint/graph/snapshot"
)

//go:embed testdata/strangers.txt
var strangersText string

// mostTaken is the part of strangers that may be taken for somebody of the built-in facts.
const mostTaken = 0.005

// Parties of lists that are none of the built-in facts are hardly ever taken for one.
func TestStrangersOfLists(t *testing.T) {
	s, err := curated()
	if err != nil {
		t.Fatal(err)
	}
	all, taken := strangers(t), 0
	for _, name := range all {
		found := match(t, s, names.Party{Name: name, Country: snapshot.None, Most: 1})
		if len(found) > 0 && found[0].Score >= names.Threshold {
			taken++
			t.Logf("%s is taken for %s, %.2f by %q", name, s.ID(found[0].Node), found[0].Score, found[0].Matched)
		}
	}
	if float64(taken) > mostTaken*float64(len(all)) {
		t.Errorf("%d of %d strangers are taken for somebody", taken, len(all))
	}
}

// Each name and alias of a party of the built-in facts finds it, and no other comes before.
func TestNamesOfTheBuiltInFacts(t *testing.T) {
	s, err := curated()
	if err != nil {
		t.Fatal(err)
	}
	for n := range snapshot.Node(s.Nodes()) {
		e := s.Entity(n)
		all := []string{e.Name}
		for _, a := range e.Aliases {
			all = append(all, a.Name)
		}
		for _, name := range all {
			found := match(t, s, names.Party{Name: name, Country: snapshot.None, Most: 50})
			ok := false
			for _, c := range found {
				ok = ok || c.Node == n && c.Score == 1
			}
			if !ok {
				t.Errorf("%q does not find %s", name, e.ID)
			}
		}
	}
}
