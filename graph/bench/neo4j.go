package bench

import (
	"fmt"
	"strconv"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/neo4j"
)

// inNeo4j loads the graph into Neo4j and counts the dependents of the hub there, in Cypher: through the strata in any order, and
// whatever the share, since the form for which it plans a pruning search can't carry more.
func (r *run) inNeo4j(uri string) error {
	store, err := neo4j.Open(r, uri, neo4j.Auth{})
	if err != nil {
		return err
	}
	defer store.Close()
	if err := r.fillNeo4j(store); err != nil {
		return err
	}
	on, err := graph.ParseDay(day)
	if err != nil {
		return err
	}
	f, ontology := graph.Filter{AsOf: on}, r.facts.Current().Ontology()
	for _, depth := range []int{2, 3, 0} {
		pairs := []string{"ref", r.hub, "limit", "0", "order", "any", "min_share", "0"}
		if depth > 0 {
			pairs = append(pairs, "depth", strconv.Itoa(depth))
		}
		ask, err := r.question("dependents", pairs...)
		if err != nil {
			return err
		}
		want, err := totalOf(ask)
		if err != nil {
			return err
		}
		got := 0
		name := "Neo4j: dependents of a hub in any order, counted" + depthName(depth)
		err = r.measure(name, "the bare search is the snapshot's answer", func() (err error) {
			got, err = store.Count(r, r.hub, depth, f, ontology)
			return err
		}, answered(ask))
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
func (r *run) fillNeo4j(store *neo4j.Store) error {
	if rows := r.facts.Current().Rows(); rows > mostLoaded {
		return r.once("write entities and relationships into Neo4j", func(took time.Duration) string {
			return fmt.Sprintf("%d claims, %.1f k claims/s, without the ledger", rows, float64(rows)/took.Seconds()/1000)
		}, func() error { return store.Fill(r, r.facts.Current()) })
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
