package neo4j

import (
	"context"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
)

// CountingWay is a way to put the question of how many depend on an entity in Cypher. Benchmarks take the fastest.
type CountingWay struct {
	Name    string
	Bounded bool // it needs a depth
	query   func(types, admitted, bound string) string
}

// CountingWays are the ways that were found: a walk level by level in one query, which visits each entity once; the
// database's own shortest paths; and, to a depth, all walks without regard to what was visited.
var CountingWays = []CountingWay{
	{Name: "shortest paths", query: func(types, admitted, bound string) string {
		return fmt.Sprintf(`MATCH ANY SHORTEST (:Entity {id: $id})(()<-[r:%s WHERE %s]-()){1,%s}(e) WHERE e.id <> $id RETURN count(e)`, types, admitted, bound)
	}},
	{Name: "distinct ends", Bounded: true, query: func(types, admitted, bound string) string {
		return fmt.Sprintf(`MATCH (:Entity {id: $id})(()<-[r:%s WHERE %s]-()){1,%s}(e) WHERE e.id <> $id RETURN count(DISTINCT e)`, types, admitted, bound)
	}},
}

// Count counts what depends on an entity within a depth, in one query. It takes the Of, Depth and Filter of q.
func (s *Store) Count(ctx context.Context, way CountingWay, q graph.ReachQuery, o *graph.Ontology) (n int, err error) {
	g := &gathering{filter: q.Filter}
	admitted, p := g.admitted(false)
	p["id"] = q.Of
	bound := ""
	if q.Depth > 0 {
		bound = fmt.Sprint(q.Depth)
	}
	err = s.inTransaction(ctx, neo4j.AccessModeRead, func(tx *transaction) (bool, error) {
		return false, tx.each(way.query(walkedTypes(o, q.Filter), admitted, bound), p, func(row []any) error {
			count, _ := row[0].(int64)
			n = int(count)
			return nil
		})
	})
	return n, explain(s.uri, "counting", err)
}
