package neo4j

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// properties are those of a node or relationship, or the parameters of a query.
type properties = map[string]any

// transaction is a transaction under way and the context that it runs in.
type transaction struct {
	ctx context.Context
	tx  neo4j.ExplicitTransaction
}

// run runs a query whose rows don't matter.
func (t *transaction) run(query string, parameters properties) error {
	result, err := t.tx.Run(t.ctx, query, parameters)
	if err != nil {
		return err
	}
	_, err = result.Consume(t.ctx)
	return err
}

// each runs a query and calls scan for the values of each row.
func (t *transaction) each(query string, parameters properties, scan func([]any) error) error {
	result, err := t.tx.Run(t.ctx, query, parameters)
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

// batchSize is the number of rows that one UNWIND takes.
const batchSize = 2000

// inBatches runs a query over rows, which it finds in $rows.
func (t *transaction) inBatches(query string, parameters properties, rows []any) error {
	for len(rows) > 0 {
		n := min(batchSize, len(rows))
		p := properties{"rows": rows[:n]}
		for k, v := range parameters {
			p[k] = v
		}
		if err := t.run(query, p); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}
