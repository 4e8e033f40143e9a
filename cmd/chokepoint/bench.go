package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"chokepoint/graph/bench"
	"chokepoint/graph/neo4j"
)

// benchCommand measures all questions on the built-in facts and generated graphs, or on a graph of files.
type benchCommand struct {
	Sizes         []string      `default:"built-in,10k/50k" help:"Entities/claims of the generated graphs, as 10k/50k,100k/1m,1m/10m; built-in: the built-in facts."`
	Shape         []string      `enum:"layered,attached" default:"layered,attached" help:"Shapes of the generated graphs: layered like supply chains, attached without layers."`
	Other         []float64     `default:"0,0.5,0.95" help:"Parts of the claims of the generated graphs that are no dependence, from 0 to 1."`
	Seed          uint64        `default:"1" help:"Seed of the generated graphs."`
	Graph         string        `type:"path" placeholder:"PATH" help:"A file or folder that load reads, instead of generated graphs."`
	Time          time.Duration `default:"1s" help:"How long each question is asked."`
	Python        string        `default:"python3" help:"A Python that has igraph, to be measured beside; empty: none."`
	Neo4j         string        `name:"neo4j" env:"CHOKEPOINT_NEO4J" placeholder:"URI" help:"Measure the same questions in Cypher on this Neo4j server, whose data is replaced."`
	Neo4jUser     string        `name:"neo4j-user" env:"CHOKEPOINT_NEO4J_USER" default:"neo4j" help:"User of the Neo4j server."`
	Neo4jPassword string        `name:"neo4j-password" env:"CHOKEPOINT_NEO4J_PASSWORD,NEO4J_PASSWORD" placeholder:"SECRET" help:"Password of the Neo4j server; none: the server asks for none."`
	Output        string        `placeholder:"FILE" help:"Write the figures as JSON too."`
}

func (c *benchCommand) Run(p *process) error {
	o := bench.Options{Sizes: c.Sizes, Shapes: c.Shape, Others: c.Other, Seed: c.Seed, Graph: c.Graph, Each: c.Time, Neo4j: c.Neo4j, Python: c.Python}
	if c.Neo4jPassword != "" {
		o.Neo4jAuth = neo4j.Auth{User: c.Neo4jUser, Password: c.Neo4jPassword}
	}
	all, err := bench.Run(p, p.out, o)
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
