package neo4j

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// dialect begins every query: databases may have another version of Cypher as the default.
const dialect = "CYPHER 5 "

// properties are those of a node or relationship, or the parameters of a query.
type properties = map[string]any

// transaction is a transaction under way and the context that it runs in.
type transaction struct {
	ctx context.Context
	tx  neo4j.ExplicitTransaction
}

// run runs a query whose rows don't matter.
func (t *transaction) run(query string, parameters properties) error {
	result, err := t.tx.Run(t.ctx, dialect+query, parameters)
	if err != nil {
		return err
	}
	_, err = result.Consume(t.ctx)
	return err
}

// each runs a query and calls scan for the values of each row.
func (t *transaction) each(query string, parameters properties, scan func([]any) error) error {
	result, err := t.tx.Run(t.ctx, dialect+query, parameters)
	if err != nil {
		return err
	}
	for result.Next(t.ctx) {
		if err := scan(result.Record().Values); err != nil {
			return err
		}
	}
	return result.Err()
}

// count runs a query of one number, which is 0 if there is no row.
func (t *transaction) count(query string, parameters properties) (n int64, err error) {
	err = t.each(query, parameters, func(row []any) error {
		n, _ = row[0].(int64)
		return nil
	})
	return n, err
}
