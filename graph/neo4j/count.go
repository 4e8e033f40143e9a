package neo4j

import (
	"context"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
)

// Count counts what depends on an entity within a depth (0: any), in one query: the form for which Neo4j plans a breadth-first
// search that visits each node once (VarLengthExpand with Pruning,BFS). It takes the Of, an id, the Depth and the Filter of q. It
// is what benchmarks hold the snapshot against.
func (s *Store) Count(ctx context.Context, q graph.ReachQuery, o *graph.Ontology) (n int, err error) {
	g := &gathering{filter: q.Filter}
	admitted, p := g.admitted(false)
	p["id"] = q.Of
	bound := ""
	if q.Depth > 0 {
		bound = fmt.Sprint(q.Depth)
	}
	var each []string
	for _, condition := range strings.Split(admitted, ` AND `) {
		each = append(each, `all(r IN walked WHERE `+condition+`)`)
	}
	query := fmt.Sprintf(`MATCH (:Entity {id: $id})<-[walked:%s*1..%s]-(e) WHERE %s AND e.id <> $id RETURN count(DISTINCT e)`,
		walkedTypes(o, q.Filter), bound, strings.Join(each, ` AND `))
	err = s.inTransaction(ctx, neo4j.AccessModeRead, func(tx *transaction) (bool, error) {
		return false, tx.each(query, p, func(row []any) error {
			count, _ := row[0].(int64)
			n = int(count)
			return nil
		})
	})
	return n, explain(s.uri, "counting", err)
}
