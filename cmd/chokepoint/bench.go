package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"chokepoint/graph/bench"
)

// benchCommand measures the engine on generated graphs, or on one read from CSV.
type benchCommand struct {
	Sizes  []string `default:"10k/50k" help:"Entities/claims of the generated graphs, as 10k/50k,100k/1m,1m/10m."`
	Seed   uint64   `default:"1" help:"Seed of the generated graphs."`
	Other  float64  `default:"0" help:"Part of the claims of the generated graphs that are no dependence, from 0 to 1."`
	Graph  string   `type:"existingdir" placeholder:"DIR" help:"A folder with nodes.csv, edges.csv and ontology.yaml, instead of generated graphs."`
	Neo4j  string   `name:"neo4j" env:"CHOKEPOINT_NEO4J" placeholder:"URI" help:"Measure the same questions in Cypher on this Neo4j server, whose data is replaced."`
	Output string   `placeholder:"FILE" help:"Write the figures as JSON too."`
}

func (c *benchCommand) Run(p *process) error {
	all, err := bench.Run(p, p.out, bench.Options{Sizes: c.Sizes, Seed: c.Seed, Other: c.Other, Graph: c.Graph, Neo4j: c.Neo4j})
	if errors.Is(err, bench.ErrSize) {
		return fmt.Errorf("%w: --sizes: %w", errUse, err)
	}
	if err != nil || c.Output == "" {
		return err
	}
	data, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(c.Output, append(data, '\n'), 0o644)
}
