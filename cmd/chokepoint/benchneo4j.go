package main

import (
	"fmt"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/neo4j"
)

// inNeo4j loads the graph into Neo4j and counts the dependents of the hub there, in Cypher.
func (r *benchRun) inNeo4j(uri string) error {
	store, err := neo4j.Open(r, uri, neo4j.Auth{})
	if err != nil {
		return err
	}
	defer store.Close()
	if err := r.fillNeo4j(store); err != nil {
		return err
	}
	f := graph.Filter{AsOf: benchDay}
	for _, depth := range []int{2, 3, 0} {
		q := graph.ReachQuery{Of: r.hub, Direction: graph.Dependents, Depth: depth, Filter: f}
		want, err := r.engine.Snapshot().Count(r, q)
		if err != nil {
			return err
		}
		got := 0
		name := "Neo4j: dependents of a hub, counted" + depthName(depth)
		err = r.measure(name, "the bare search is the snapshot's answer", func() (err error) {
			got, err = store.Count(r, q, r.engine.Snapshot().Ontology())
			return err
		}, func() error {
			_, err := r.engine.Snapshot().Count(r, q)
			return err
		})
		if err != nil {
			return err
		}
		if got != want {
			return fmt.Errorf("%s: Neo4j counts %d, the snapshot %d", name, got, want)
		}
	}
	return nil
}

// mostLoaded is the number of claims up to which Neo4j is loaded as a dataset. A load is one transaction, of which the server
// keeps some 10 kB a claim in its heap.
const mostLoaded = 300_000

// fillNeo4j loads the graph as a dataset, or, if it is too large for that, writes its entities and relationships alone.
func (r *benchRun) fillNeo4j(store *neo4j.Store) error {
	if rows := r.snapshot.Rows(); rows > mostLoaded {
		return r.once("write entities and relationships into Neo4j", func(took time.Duration) string {
			return fmt.Sprintf("%d claims, %.1f k claims/s, without the ledger", rows, float64(rows)/took.Seconds()/1000)
		}, func() error { return store.Fill(r, r.snapshot) })
	}
	var report graph.Report
	return r.once("load into Neo4j", func(took time.Duration) string {
		n := report.Claims.Added + report.Claims.Changed + report.Claims.Unchanged
		return fmt.Sprintf("%d claims, %.1f k claims/s", n, float64(n)/took.Seconds()/1000)
	}, func() (err error) {
		report, err = store.Load(r, r.batch(0))
		return err
	})
}
