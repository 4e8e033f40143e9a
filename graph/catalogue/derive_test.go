package catalogue_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
)

func readArchive(t *testing.T, name string) *txtar.Archive {
	t.Helper()
	a, err := txtar.ParseFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestScopeOfDecisions(t *testing.T) {
	a := readArchive(t, "scope.txtar")
	s := readText(t, readOntology(t), string(a.Files[0].Data))
	for _, f := range a.Files[1:] {
		day := mustDay(t, strings.TrimPrefix(f.Name, "subject "))
		t.Run(day.String(), func(t *testing.T) {
			r := mustAsk[catalogue.Reach](t, s, "dependents",
				valuesOf(graph.Filter{AsOf: day, Relations: []string{"subject_to"}}, "ref", "rule", "depth", "1"))
			got := []string{}
			for _, x := range r.Results {
				got = append(got, x.Entity.ID)
				if len(x.Path.Steps[0].DerivedFrom) == 0 || len(x.Path.Steps[0].Sources) == 0 {
					t.Errorf("%s: a derived step must name its premises and their sources: %+v", x.Entity.ID, x.Path.Steps[0])
				}
			}
			slices.Sort(got)
			if diff := cmp.Diff(strings.Fields(string(f.Data)), got); diff != "" {
				t.Errorf("parties subject to the rule (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhyDeepSeekDependsOnWashington(t *testing.T) {
	s := readText(t, readOntology(t), string(readArchive(t, "scope.txtar").Files[0].Data))
	p := mustAsk[catalogue.Paths](t, s, "paths", valuesOf(graph.Filter{AsOf: mustDay(t, "2026-02-01")}, "from", "deepseek", "to", "united-states"))
	want := "Deepseek is subject, for the h200, to the rule, which was issued by bis, which is part of united-states."
	if len(p.Paths) == 0 || p.Paths[0].Sentence != want {
		t.Errorf("got %+v, want a first path that says %q", p.Paths, want)
	}
}

// Two uses begin together; the better supported ends first, and the other goes on.
func TestWeakerDerivationOutlastsStronger(t *testing.T) {
	s := readText(t, readOntology(t), `
company: party
chip: chip
decision: rule
rule covers chip
rule applies_to party
rule status in-force
party uses chip confidence=official to=2026-02
party seeks chip confidence=estimated to=2026-05
`)
	for day, want := range map[string]graph.Confidence{"2026-01-31": graph.Reported, "2026-02-01": graph.Estimated, "2026-04-30": graph.Estimated, "2026-05-01": 0} {
		got := graph.Confidence(0)
		for st := range s.Statements() {
			if st.Role == "buyer" && st.Valid.Contains(mustDay(t, day)) {
				got = max(got, st.Confidence)
			}
		}
		if got != want {
			t.Errorf("on %s the party is subject to the rule as %v, want %v", day, got, want)
		}
	}
}

// A share decides whether an owner speaks for a firm, the better supported one where there are several.
func TestMajorityOwnersByTheDecisiveShare(t *testing.T) {
	for _, c := range []struct {
		name, claims string
		subject      bool
	}{
		{"a half is enough", "firm owned_by owner share=0.5", true},
		{"less is not", "firm owned_by owner share=0.499999999", false},
		{"an unknown share mostly is", "firm owned_by owner", true},
		{"a known share beats an unknown one", "firm owned_by owner confidence=official\nfirm owned_by owner share=0.3 from=2020", false},
		{"the better supported share decides", "firm owned_by owner share=0.6\nfirm owned_by owner share=0.3 from=2020 confidence=official", false},
		{"so it does above the half", "firm owned_by owner share=0.3\nfirm owned_by owner share=0.6 from=2020 confidence=official", true},
		{"while it holds", "firm owned_by owner share=0.6\nfirm owned_by owner share=0.3 from=2020 to=2026-01-15 confidence=official", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := readText(t, readOntology(t), "company: firm owner\nchip: chip\ndecision: rule\nplace: seat\nrule covers chip\nrule applies_to seat\n"+
				"rule status in-force\nfirm uses chip\nowner headquartered_in seat\n"+c.claims)
			r := mustAsk[catalogue.Reach](t, s, "dependents", valuesOf(graph.Filter{AsOf: day, Relations: []string{"subject_to"}}, "ref", "rule", "depth", "1"))
			if got := r.Total == 1; got != c.subject {
				t.Errorf("the firm is subject to the rule of its owner's seat: %v, want %v", got, c.subject)
			}
		})
	}
}
