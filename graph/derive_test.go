package graph

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
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
			r, err := s.Reach(context.Background(), ReachQuery{Of: "rule", Direction: Dependents, Depth: 1,
				Filter: Filter{AsOf: day, Relations: []string{"subject_to"}}})
			if err != nil {
				t.Fatal(err)
			}
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
	p, err := s.Paths(context.Background(), PathsQuery{From: "deepseek", To: "united-states", Filter: Filter{AsOf: mustDay(t, "2026-02-01")}})
	if err != nil {
		t.Fatal(err)
	}
	want := "deepseek is subject, for h200, to the rule, which was issued by bis, which is part of united-states."
	if len(p.Paths) == 0 || p.Paths[0].Sentence != want {
		t.Errorf("got %+v, want a first path that says %q", p.Paths, want)
	}
}
