package neo4j

import (
	"context"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// Fill empties the database and writes the entities and relationships of a snapshot, a transaction a batch: the graph that a
// load would write, without its ledger. It is for benchmarks of graphs too large for one transaction; a dataset is loaded by
// Load, which is atomic.
func (s *Store) Fill(ctx context.Context, facts *snapshot.Snapshot) error {
	if err := s.empty(ctx); err != nil {
		return explain(s.uri, "emptying it", err)
	}
	write := func(query string, rows []any) error {
		return s.inTransaction(ctx, neo4j.AccessModeWrite, func(tx *transaction) (bool, error) {
			return true, tx.inBatches(query, nil, rows)
		})
	}
	rows := map[string][]any{} // by the query that writes them
	add := func(query string, row properties) error {
		if rows[query] = append(rows[query], row); len(rows[query]) < batchSize {
			return nil
		}
		defer delete(rows, query)
		return write(query, rows[query])
	}
	for d := range facts.Descriptions() {
		if err := add(`UNWIND $rows AS row CREATE (e:Entity:`+quote(kindLabel(d.Kind))+`) SET e = row`, encodeEntity(&d.Entity)); err != nil {
			return explain(s.uri, "filling it", err)
		}
	}
	for query, rest := range rows {
		if err := write(query, rest); err != nil {
			return explain(s.uri, "filling it", err)
		}
	}
	clear(rows)
	for st := range facts.Statements() {
		if st.Object == "" {
			continue
		}
		err := add(`UNWIND $rows AS row MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
			CREATE (s)-[r:`+quote(relationType(st.Predicate))+`]->(o) SET r = row`, encodeStatement(&st))
		if err != nil {
			return explain(s.uri, "filling it", err)
		}
	}
	for query, rest := range rows {
		if err := write(query, rest); err != nil {
			return explain(s.uri, "filling it", err)
		}
	}
	return nil
}

// empty deletes all nodes, a few at a time, which no explicit transaction can do.
func (s *Store) empty(ctx context.Context) error {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeWrite})
	defer session.Close(ctx)
	result, err := session.Run(ctx, `MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS`, nil)
	if err == nil {
		_, err = result.Consume(ctx)
	}
	return err
}

// Count counts what depends on an entity, given by id, within a depth (0: any), in one query: the form for which Neo4j plans a
// breadth-first search that visits each node once (VarLengthExpand with Pruning,BFS). It is what benchmarks hold the snapshot
// against.
func (s *Store) Count(ctx context.Context, of string, depth int, f graph.Filter, o *graph.Ontology) (n int, err error) {
	admitted, p := admitted(&f)
	p["id"] = of
	bound := ""
	if depth > 0 {
		bound = fmt.Sprint(depth)
	}
	var each []string
	for _, condition := range strings.Split(admitted, ` AND `) {
		each = append(each, `all(r IN walked WHERE `+condition+`)`)
	}
	query := fmt.Sprintf(`MATCH (:Entity {id: $id})<-[walked:%s*1..%s]-(e) WHERE %s AND e.id <> $id RETURN count(DISTINCT e)`,
		anyOf(walkedTypes(o, f)), bound, strings.Join(each, ` AND `))
	err = s.inTransaction(ctx, neo4j.AccessModeRead, func(tx *transaction) (bool, error) {
		return false, tx.each(query, p, func(row []any) error {
			count, _ := row[0].(int64)
			n = int(count)
			return nil
		})
	})
	return n, explain(s.uri, "counting", err)
}
