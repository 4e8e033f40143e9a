package neo4j

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// Fill writes the entities and relationships of a snapshot, a transaction a batch: the graph that a load would write, without its
// ledger. It is for benchmarks of graphs too large for one transaction; a dataset is loaded by Load, which is atomic.
func (s *Store) Fill(ctx context.Context, facts *snapshot.Snapshot) error {
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

// Empty deletes all nodes, a few at a time, which no explicit transaction can do. It is for benchmarks: the store is to be opened again.
func (s *Store) Empty(ctx context.Context) error {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeWrite})
	defer session.Close(ctx)
	result, err := session.Run(ctx, `MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS`, nil)
	if err == nil {
		_, err = result.Consume(ctx)
	}
	return explain(s.uri, "emptying it", err)
}

// Yardstick asks the database in the queries that somebody would write who knows it well, one a question, with the conditions of a
// filter but in any order of strata and whatever the share. It is what benchmarks hold the snapshot against.
type Yardstick struct {
	store *Store
	types string // that are walked, as a pattern has them
	on    string // the condition on a relationship r
	p     properties
}

// NewYardstick compiles a filter.
func (s *Store) NewYardstick(f graph.Filter, o *graph.Ontology) *Yardstick {
	on, p := admitted(&f)
	return &Yardstick{s, anyOf(walkedTypes(o, f)), on, p}
}

// Dependents counts what depends on an entity, given by id, within a depth (0: any): the form for which Neo4j plans a breadth-first
// search that visits each node once (VarLengthExpand with Pruning,BFS).
func (y *Yardstick) Dependents(ctx context.Context, of string, depth int) (int, error) {
	var each []string
	for condition := range strings.SplitSeq(y.on, ` AND `) {
		each = append(each, `all(r IN walked WHERE `+condition+`)`)
	}
	return y.number(ctx, fmt.Sprintf(`MATCH (:Entity {id: $to})<-[walked:%s*1..%s]-(e) WHERE %s AND e.id <> $to RETURN count(DISTINCT e)`,
		y.types, bound(depth), strings.Join(each, ` AND `)), "", of)
}

// Shortest returns the length of a shortest path between two entities, or -1.
func (y *Yardstick) Shortest(ctx context.Context, from, to string) (int, error) {
	return y.number(ctx, fmt.Sprintf(`OPTIONAL MATCH p = SHORTEST 1 (:Entity {id: $from})-[r:%s WHERE %s]->+(:Entity {id: $to})
		RETURN coalesce(length(p), -1)`, y.types, y.on), from, to)
}

// Several counts the k shortest paths between two entities, with their entities.
func (y *Yardstick) Several(ctx context.Context, from, to string, k int) (int, error) {
	return y.number(ctx, fmt.Sprintf(`MATCH p = SHORTEST %d (:Entity {id: $from})-[r:%s WHERE %s]->+(:Entity {id: $to})
		WITH [n IN nodes(p) | n.id] AS path RETURN size(collect(path))`, k, y.types, y.on), from, to)
}

// Simple counts paths between two entities of at most a length, any, but no more than k, with their entities.
func (y *Yardstick) Simple(ctx context.Context, from, to string, length, k int) (int, error) {
	return y.number(ctx, fmt.Sprintf(`MATCH p = (:Entity {id: $from})-[r:%s WHERE %s]->{1,%d}(:Entity {id: $to})
		WITH [n IN nodes(p) | n.id] AS path LIMIT %d RETURN size(collect(path))`, y.types, y.on, length, k), from, to)
}

// Neighbours counts the first of what any relationship joins to an entity, in no order, with what joins them.
func (y *Yardstick) Neighbours(ctx context.Context, of string, limit int) (int, error) {
	return y.number(ctx, fmt.Sprintf(`MATCH (:Entity {id: $to})-[r]-(e:Entity) WHERE %s
		WITH {relation: type(r), claim: properties(r), entity: e.id, name: e.name} AS row LIMIT %d RETURN size(collect(row))`, y.on, limit), "", of)
}

func bound(depth int) string {
	if depth <= 0 {
		return ""
	}
	return fmt.Sprint(depth)
}

// number asks for a number about two entities.
func (y *Yardstick) number(ctx context.Context, query, from, to string) (n int, err error) {
	p := maps.Clone(y.p)
	p["from"], p["to"] = from, to
	err = y.store.inTransaction(ctx, neo4j.AccessModeRead, func(tx *transaction) (bool, error) {
		return false, tx.each(query, p, func(row []any) error {
			count, _ := row[0].(int64)
			n = int(count)
			return nil
		})
	})
	return n, explain(y.store.uri, "asking it", err)
}
