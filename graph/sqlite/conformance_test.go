package sqlite_test

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/engine"
	"chokepoint/graph/load"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/sqlite"
	"chokepoint/graph/storetest"
	"chokepoint/seeds"
)

func TestConformance(t *testing.T) {
	o, batch := readSeeds(t)
	suite := storetest.Suite{Subject: inFiles(t), Ontology: o, Facts: []graph.Batch{batch}, Questions: 15, Graphs: 15}
	suite.Run(t)
}

// inFiles keeps each store in a file. Its source answers from what it reads back by a connection of its own.
func inFiles(t *testing.T) storetest.Subject {
	dir, paths := t.TempDir(), map[snapshot.Store]string{}
	return storetest.Subject{
		Open: func(ctx context.Context) (snapshot.Store, error) {
			path := filepath.Join(dir, fmt.Sprint(len(paths), ".db"))
			s, err := sqlite.Open(ctx, path)
			paths[s] = path
			return s, err
		},
		Source: func(ctx context.Context, s snapshot.Store) (question.Source, error) {
			again, err := sqlite.Open(ctx, paths[s])
			if err != nil {
				return nil, err
			}
			t.Cleanup(func() { again.Close() })
			return engine.New(ctx, again)
		},
	}
}

// readSeeds reads the real facts.
func readSeeds(t *testing.T) (*graph.Ontology, graph.Batch) {
	t.Helper()
	files, err := load.FilesIn(fs.FS(seeds.FS), load.YAMLExtensions...)
	if err != nil {
		t.Fatal(err)
	}
	ontologyFile, files := load.CutOntology(files)
	o, err := load.Ontology(*ontologyFile)
	if err != nil {
		t.Fatal(err)
	}
	batch, err := load.YAML(files, nil).Batch(load.Options{Dataset: graph.Dataset{Name: graph.CuratedDataset}, Ontology: o})
	if err != nil {
		t.Fatal(err)
	}
	batch.At = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	return o, batch
}
