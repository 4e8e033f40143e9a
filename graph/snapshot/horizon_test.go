package snapshot_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// drain goes through all that each yields.
func drain[T any](each func(func(T) bool)) { each(func(T) bool { return true }) }

func drainBoth[T, U any](each func(func(T, U) bool)) { each(func(T, U) bool { return true }) }

// TestHorizon holds that every way to look at an entity notes the look if the part may not have all that there is to see, and only then.
func TestHorizon(t *testing.T) {
	o := testOntology(t)
	within := snapshot.NewHorizon()
	within.Looks[snapshot.Look{Of: "tsmc", From: snapshot.AsSubject}], within.Looks[snapshot.Look{Of: "tsmc", From: snapshot.AsObject}] = true, true
	within.Looks[snapshot.Look{Of: "tsmc", From: snapshot.InItself}], within.Looks[snapshot.Look{Of: "tsmc", From: snapshot.Counted}] = true, true
	within.Looks[snapshot.Look{Of: "TSMC", From: snapshot.Called}] = true
	within.Kinds["company"], within.Count["tsmc"] = true, 7
	for what, c := range map[string]struct {
		look func(*snapshot.Snapshot, *snapshot.Course, *snapshot.Mask, snapshot.Node)
		want []string
	}{
		"out": {func(s *snapshot.Snapshot, _ *snapshot.Course, _ *snapshot.Mask, n snapshot.Node) { drainBoth(s.Out(n)) }, []string{"nvidia 0"}},
		"in":  {func(s *snapshot.Snapshot, _ *snapshot.Course, _ *snapshot.Mask, n snapshot.Node) { drainBoth(s.In(n)) }, []string{"nvidia 1"}},
		"attributes": {func(s *snapshot.Snapshot, _ *snapshot.Course, _ *snapshot.Mask, n snapshot.Node) {
			drain(s.Attributes(n))
		}, []string{"nvidia 2"}},
		"attributes named": {func(s *snapshot.Snapshot, _ *snapshot.Course, _ *snapshot.Mask, n snapshot.Node) {
			drain(s.AttributesNamed(n, "motto"))
		}, []string{"nvidia 2"}},
		"claims": {func(s *snapshot.Snapshot, _ *snapshot.Course, _ *snapshot.Mask, n snapshot.Node) {
			drain(s.ClaimsOf(n))
		},
			[]string{"nvidia 0", "nvidia 1", "nvidia 2"}},
		"degree": {func(s *snapshot.Snapshot, _ *snapshot.Course, _ *snapshot.Mask, n snapshot.Node) { s.Degree(n) }, []string{"nvidia 3"}},
		"admitted": {func(s *snapshot.Snapshot, _ *snapshot.Course, m *snapshot.Mask, n snapshot.Node) {
			drain(s.AdmittedIn(m, n))
			drain(s.AdmittedOut(m, n))
			drain(s.AdmittedAttributes(m, n))
		}, []string{"nvidia 0", "nvidia 1", "nvidia 2"}},
		"steps": {func(s *snapshot.Snapshot, c *snapshot.Course, _ *snapshot.Mask, n snapshot.Node) {
			drainBoth(s.Steps(c, graph.Dependents, n))
		}, []string{"nvidia 1"}},
		"visits": {func(s *snapshot.Snapshot, c *snapshot.Course, _ *snapshot.Mask, n snapshot.Node) {
			v := s.NewVisits()
			v.Begin()
			v.Visit(n, c.Start())
			v.ExpandOut(0, 1, c)
		}, []string{"nvidia 0"}},
		"names": {func(s *snapshot.Snapshot, _ *snapshot.Course, _ *snapshot.Mask, n snapshot.Node) {
			s.LookFor(map[string]string{"nvidia": "Nvidia", "tsmc": "TSMC"}[s.ID(n)], snapshot.Called)
		}, []string{"Nvidia 5"}},
		"kinds": {func(s *snapshot.Snapshot, _ *snapshot.Course, _ *snapshot.Mask, n snapshot.Node) {
			drain(s.OfKinds([]string{"company"}))
			if s.ID(n) == "nvidia" {
				drain(s.OfKinds([]string{"chip"}))
			}
		}, []string{"chip"}},
	} {
		for _, of := range []string{"nvidia", "tsmc"} {
			part, err := snapshot.Part(t.Context(), &snapshot.Portion{Ontology: o, Horizon: within,
				Entities: []graph.Description{{Entity: graph.Entity{ID: "nvidia", Kind: "company"}}, {Entity: graph.Entity{ID: "tsmc", Kind: "company"}}}})
			if err != nil {
				t.Fatal(err)
			}
			course, err := part.Course(graph.Filter{})
			if err != nil {
				t.Fatal(err)
			}
			mask, err := part.ClaimMask(graph.Filter{})
			if err != nil {
				t.Fatal(err)
			}
			n, _ := part.Lookup(of)
			c.look(part, course, mask, n)
			looks, got := part.Beyond()
			for _, l := range looks {
				got = append(got, fmt.Sprint(l.Of, " ", l.From))
			}
			slices.Sort(got)
			var want []string
			if of == "nvidia" {
				want = c.want
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s of %s (-want +got):\n%s", what, of, diff)
			}
			if of == "tsmc" && part.Degree(n) != 7 {
				t.Errorf("there are %d claims about it", part.Degree(n))
			}
		}
	}
}
