package bench

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/imports"
	"chokepoint/graph/load"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/synthetic"
	"chokepoint/seeds"
)

// subject is a graph to measure.
type subject struct {
	name  string
	alone bool // it speaks an ontology of its own, so that the built-in facts can't stand beside it
	load  func(context.Context, snapshot.Store) (graph.Report, error)
}

// BuiltIn is the size of the graph that is the built-in facts alone.
const BuiltIn = "built-in"

func (o *Options) subjects() ([]subject, error) {
	if o.Graph != "" {
		return o.given()
	}
	var subjects []subject
	for _, size := range o.Sizes {
		if size == BuiltIn {
			subjects = append(subjects, subject{"the built-in facts", true, loadFacts})
			continue
		}
		entities, claims, err := parseSize(size)
		if err != nil {
			return nil, err
		}
		for _, shape := range o.Shapes {
			for _, other := range o.Others {
				g := synthetic.Graph{Entities: entities, Claims: claims, Seed: o.Seed, Shape: shape, Other: other}
				name := fmt.Sprintf("%s, %s, %.0f %% no dependence", size, shape, 100*other)
				subjects = append(subjects, subject{name, false, func(ctx context.Context, s snapshot.Store) (graph.Report, error) {
					ontology, err := builtIn()
					if err != nil {
						return graph.Report{}, err
					}
					return s.Load(ctx, g.Batch(ontology))
				}})
			}
		}
	}
	return subjects, nil
}

func parseSize(s string) (entities, claims int, err error) {
	left, right, _ := strings.Cut(s, "/")
	entities, errLeft := parseCount(left)
	claims, errRight := parseCount(right)
	if errLeft != nil || errRight != nil || entities < 10 || claims < 1 {
		return 0, 0, fmt.Errorf("%q: %w", s, ErrSize)
	}
	return entities, claims, nil
}

func parseCount(s string) (int, error) {
	factor := 1
	switch {
	case strings.HasSuffix(s, "k"):
		factor = 1000
	case strings.HasSuffix(s, "m"):
		factor = 1_000_000
	}
	n, err := strconv.Atoi(strings.TrimRight(s, "km"))
	return n * factor, err
}

// given is the graph of somebody's files.
func (o *Options) given() ([]subject, error) {
	files, err := load.Files([]string{o.Graph}, ".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".yaml", ".yml")
	if err != nil {
		return nil, err
	}
	ontology, _ := load.CutOntology(files)
	return []subject{{filepath.Base(o.Graph), ontology != nil, func(ctx context.Context, s snapshot.Store) (graph.Report, error) {
		r, err := imports.Run(ctx, s, imports.Request{Dataset: graph.Dataset{Name: "given"}, Files: files, BuiltIn: builtIn, AllowShrink: true, AllowNames: true, At: time.Now()})
		return r.Report, err
	}}}, nil
}

func builtIn() (*graph.Ontology, error) {
	data, err := seeds.FS.ReadFile(load.OntologyName)
	if err != nil {
		return nil, err
	}
	return load.Ontology(load.File{Name: load.OntologyName, Data: data})
}

// loadFacts loads the built-in facts.
func loadFacts(ctx context.Context, s snapshot.Store) (graph.Report, error) {
	files, err := load.FilesIn(seeds.FS, load.YAMLExtensions...)
	if err != nil {
		return graph.Report{}, err
	}
	r, err := imports.Run(ctx, s, imports.Request{Dataset: imports.Curated, Files: files, Format: "yaml", BuiltIn: builtIn, AllowNames: true, At: time.Now()})
	return r.Report, err
}

// keeping is a store that keeps what is loaded into it, to be loaded again.
type keeping struct {
	snapshot.Store
	batches []graph.Batch
}

func (k *keeping) Load(ctx context.Context, b graph.Batch) (graph.Report, error) {
	kept := b
	kept.Guard, kept.At = nil, time.Time{}
	k.batches = append(k.batches, kept)
	return k.Store.Load(ctx, b)
}

// touched are batches with something noted on each so manieth of their claims; 0: on none.
func touched(batches []graph.Batch, every int) []graph.Batch {
	if every == 0 {
		return batches
	}
	batches = slices.Clone(batches)
	for i := range batches {
		claims := batches[i].Claims
		batches[i].Claims = func(yield func(graph.Claim) bool) {
			n := 0
			for c := range claims {
				if n++; n%every == 0 {
					c.Note = "changed"
				}
				if !yield(c) {
					return
				}
			}
		}
	}
	return batches
}
