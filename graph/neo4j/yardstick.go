package neo4j

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"chokepoint/graph"
)

// Empty deletes all that is ours, a part in a transaction. It is for benchmarks: the store is to be opened again.
func (s *Store) Empty(ctx context.Context) error {
	for _, label := range ownLabels {
		query := fmt.Sprintf(`MATCH (n:%s) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF %d ROWS`, label, partSize)
		if err := s.alone(ctx, query, nil); err != nil {
			return explain(s.uri, "emptying it", err)
		}
	}
	return nil
}

// Yardstick asks the database in the queries that somebody would write who knows it well, one a question, with the conditions of a
// filter but in any order of strata, whatever the share, and as if no load was ever under way. It is what benchmarks hold the snapshot against.
type Yardstick struct {
	store *Store
	types string // that are walked, as a pattern has them
	on    string // the condition on a relationship r
	p     properties
}

// NewYardstick compiles a filter.
func (s *Store) NewYardstick(f graph.Filter, o *graph.Ontology) *Yardstick {
	on, p := passes(&f)
	return &Yardstick{s, anyOf(walkedTypes(o, &f)), strings.Join(on, ` AND `), p}
}

// Dependents counts what depends on an entity, given by id, within a depth (0: any): the form for which Neo4j plans a breadth-first
// search that visits each node once (VarLengthExpand with Pruning,BFS).
func (y *Yardstick) Dependents(ctx context.Context, of string, depth int) (int, error) {
	var each []string
	for condition := range strings.SplitSeq(y.on, ` AND `) {
		each = append(each, `all(r IN walked WHERE `+condition+`)`)
	}
	return y.number(ctx, fmt.Sprintf(`MATCH (:CpEntity {id: $to})<-[walked:%s*1..%s]-(e) WHERE %s AND e.id <> $to RETURN count(DISTINCT e)`,
		y.types, bound(depth), strings.Join(each, ` AND `)), "", of)
}

// Shortest returns the length of a shortest path between two entities, or -1.
func (y *Yardstick) Shortest(ctx context.Context, from, to string) (int, error) {
	return y.number(ctx, fmt.Sprintf(`OPTIONAL MATCH p = SHORTEST 1 (:CpEntity {id: $from})-[r:%s WHERE %s]->+(:CpEntity {id: $to})
		RETURN coalesce(length(p), -1)`, y.types, y.on), from, to)
}

// Several counts the k shortest paths between two entities, with their entities.
func (y *Yardstick) Several(ctx context.Context, from, to string, k int) (int, error) {
	return y.number(ctx, fmt.Sprintf(`MATCH p = SHORTEST %d (:CpEntity {id: $from})-[r:%s WHERE %s]->+(:CpEntity {id: $to})
		WITH [n IN nodes(p) | n.id] AS path RETURN size(collect(path))`, k, y.types, y.on), from, to)
}

// Simple counts paths between two entities of at most a length, any, but no more than k, with their entities.
func (y *Yardstick) Simple(ctx context.Context, from, to string, length, k int) (int, error) {
	return y.number(ctx, fmt.Sprintf(`MATCH p = (:CpEntity {id: $from})-[r:%s WHERE %s]->{1,%d}(:CpEntity {id: $to})
		WITH [n IN nodes(p) | n.id] AS path LIMIT %d RETURN size(collect(path))`, y.types, y.on, length, k), from, to)
}

// Neighbours counts the first of what any relationship joins to an entity, in no order, with what joins them.
func (y *Yardstick) Neighbours(ctx context.Context, of string, limit int) (int, error) {
	return y.number(ctx, fmt.Sprintf(`MATCH (:CpEntity {id: $to})-[r]-(e:CpEntity) WHERE r.recorded_to IS NULL AND %s
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
	err = y.store.reading(ctx, func(tx *transaction) error {
		counted, err := tx.count(query, p)
		n = int(counted)
		return err
	})
	return n, explain(y.store.uri, "asking it", err)
}
