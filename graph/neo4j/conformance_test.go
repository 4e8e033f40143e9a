package neo4j

import (
	"context"
	"io/fs"
	"testing"
	"time"

	"chokepoint/graph"
	facts "chokepoint/graph/load"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/storetest"
	"chokepoint/seeds"
)

// TestConformance compares Cypher, without any snapshot, with snapshots.
func TestConformance(t *testing.T) {
	uri := serverURI(t)
	o, batch := readSeeds(t)
	suite := storetest.Suite{
		Subject: storetest.Subject{
			Open: func(ctx context.Context) (snapshot.Store, error) { return openEmpty(ctx, uri) },
			Source: func(ctx context.Context, s snapshot.Store) (question.Source, error) {
				return NewEngine(ctx, s.(*Store), Cypher, 0)
			},
		},
		Ontology: o, Facts: []graph.Batch{batch}, Questions: 1, Graphs: 1, // each way of asking is a plan that the server makes first
	}
	suite.Run(t)
}

// readSeeds reads the real facts.
func readSeeds(t *testing.T) (*graph.Ontology, graph.Batch) {
	t.Helper()
	files, err := facts.FilesIn(fs.FS(seeds.FS), facts.YAMLExtensions...)
	if err != nil {
		t.Fatal(err)
	}
	ontologyFile, files := facts.CutOntology(files)
	o, err := facts.Ontology(*ontologyFile)
	if err != nil {
		t.Fatal(err)
	}
	batch, err := facts.YAML(files, nil).Batch(facts.Options{Dataset: graph.Dataset{Name: graph.CuratedDataset}, Ontology: o})
	if err != nil {
		t.Fatal(err)
	}
	batch.At = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	return o, batch
}
