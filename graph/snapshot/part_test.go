package snapshot_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// A claim that two datasets say cites the sources of both. In a part it does so still, of whichever datasets it is said what a source is.
func TestPartKeepsCitations(t *testing.T) {
	cited := []graph.Citation{{Source: "press@other"}, {Source: "press"}}
	part, err := snapshot.Part(t.Context(), &snapshot.Portion{Ontology: testOntology(t),
		Entities: []graph.Description{{Entity: graph.Entity{ID: "nvidia", Kind: "company"}}, {Entity: graph.Entity{ID: "tsmc", Kind: "company"}}},
		Sources: []snapshot.SaidSource{{Source: graph.Source{ID: "press", Title: "One"}, Dataset: graph.CuratedDataset},
			{Source: graph.Source{ID: "press", Title: "Another"}, Dataset: "other"}},
		Statements: []graph.Statement{{Assertion: graph.Assertion{Dataset: "other", Claim: graph.Claim{Subject: "nvidia", Predicate: "supplied_by", Object: "tsmc",
			Share: graph.NoShare, Valid: graph.Always, Sources: cited}}, Effective: graph.Always, AlsoIn: []string{graph.CuratedDataset}}}})
	if err != nil {
		t.Fatal(err)
	}
	for ref := range part.Claims() {
		if diff := cmp.Diff(cited, part.Citations(ref)); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
}
