package catalogue_test

import (
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph/catalogue"
)

// TestGraphAgreesWithNaive holds that what is said among entities is what joins any two of them, and that a layout of it counts what joins
// them to others too.
func TestGraphAgreesWithNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, d := drawStratified(t, 7, 20)
		s := n.compile(t, "")
		for range 8 {
			f := d.walk(n.ontology)
			f.Kinds = nil
			among := n.ids[:1+d(len(n.ids))]
			want, in, out := map[string]bool{}, map[string]int{}, map[string]int{}
			for _, l := range n.links(f) {
				in[l.Object]++
				out[l.Subject]++
				if slices.Contains(among, l.Subject) && slices.Contains(among, l.Object) {
					want[l.id.String()] = true
				}
			}
			v := valuesOf(f, "layout", "layers")
			v["entity"] = among
			got := mustAsk[catalogue.Graph](t, s, "graph", v)
			shown := map[string]bool{}
			for _, step := range got.Claims {
				shown[step.Claim.String()] = true
			}
			if diff := gocmp.Diff(want, shown); diff != "" || got.Total != len(want) || len(got.Claims) != len(want) || len(got.Layout.Edges) != len(want) {
				t.Fatalf("%+v among %v: %d claims, %d placed (-want +got):\n%s%s", f, among, got.Total, len(got.Layout.Edges), diff, n)
			}
			for _, node := range got.Layout.Nodes {
				if node.Dependents != in[node.ID] || node.Dependencies != out[node.ID] {
					t.Fatalf("%+v: %s has %d dependents and %d dependencies, want %d and %d\n%s", f, node.ID, node.Dependents, node.Dependencies, in[node.ID], out[node.ID], n)
				}
			}
			if len(got.Layout.Nodes) != len(among) {
				t.Fatalf("%d of %d entities are placed", len(got.Layout.Nodes), len(among))
			}
		}
	})
}
