package bench

import (
	"context"
	"fmt"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/neo4j"
)

// neo4jPeer is a Neo4j server with the graph.
type neo4jPeer struct {
	store *neo4j.Store
	*neo4j.Yardstick
}

// openNeo4j empties the server's database and gives it the graph.
func (r *run) openNeo4j() (*neo4jPeer, error) {
	store, err := neo4j.Open(r, r.options.Neo4j, r.options.Neo4jAuth)
	if err != nil {
		return nil, err
	}
	if err := store.Empty(r); err != nil {
		store.Close()
		return nil, err
	}
	store.Close()
	if store, err = neo4j.Open(r, r.options.Neo4j, r.options.Neo4jAuth); err != nil {
		return nil, err
	}
	if err := r.fillNeo4j(store); err != nil {
		store.Close()
		return nil, err
	}
	on, err := graph.ParseDay(day)
	if err != nil {
		store.Close()
		return nil, err
	}
	every := graph.Share(0)
	return &neo4jPeer{store, store.NewYardstick(graph.Filter{AsOf: on, AnyOrder: true, MinShare: &every}, r.facts.Current().Ontology())}, nil
}

// fillNeo4j loads the graph as datasets.
func (r *run) fillNeo4j(store *neo4j.Store) error {
	if !r.alone {
		if _, err := loadFacts(r, store); err != nil {
			return err
		}
	}
	claims := 0
	return r.once("load into Neo4j", func(took time.Duration) string {
		return fmt.Sprintf("%d claims, %.1f k/s", claims, float64(claims)/took.Seconds()/1000)
	}, func() error {
		for _, b := range r.store.batches {
			report, err := store.Load(r, b)
			if err != nil {
				return err
			}
			claims += report.Claims.Added
		}
		return nil
	})
}

func (x *neo4jPeer) can(s search) bool { return s.kind != dependenciesOf }

func (x *neo4jPeer) column(m *Measurement) *time.Duration { return &m.Neo4j }

func (x *neo4jPeer) search(ctx context.Context, s search, from, to string) (took time.Duration, found int, err error) {
	start := time.Now()
	switch s.kind {
	case dependentsOf:
		found, err = x.Dependents(ctx, to, s.depth)
	case shortest:
		found, err = x.Shortest(ctx, from, to)
	case several:
		found, err = x.Several(ctx, from, to, s.k)
	case simple:
		found, err = x.Simple(ctx, from, to, s.depth, s.k)
	case neighbours:
		found, err = x.Neighbours(ctx, to, s.k)
	}
	return time.Since(start), found, err
}

func (x *neo4jPeer) close() { x.store.Close() }
