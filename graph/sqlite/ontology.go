package sqlite

import (
	"context"
	"database/sql"
	"maps"

	"chokepoint/graph/ledger"
)

// readOntology returns the JSON of the ledger's ontology, empty if there is none.
func readOntology(ctx context.Context, q querier) (string, error) {
	var text sql.NullString
	err := q.QueryRowContext(ctx, `SELECT ontology FROM store`).Scan(&text)
	return text.String, err
}

// replaceOntology keeps the batch's ontology, if it brings one.
func (l *loader) replaceOntology() error {
	text, err := readOntology(l.ctx, l.conn)
	if err != nil {
		return err
	}
	if text, l.replaced, err = l.ReplaceOntology(text); err != nil {
		return err
	}
	l.ontology, err = ledger.DecodeOntology(text)
	switch {
	case err != nil && !l.replaced:
		return damaged(err)
	case err != nil || !l.replaced:
		return err
	}
	_, err = l.conn.ExecContext(l.ctx, `UPDATE store SET ontology = ?`, text)
	return err
}

// checkDeclared makes sure that the ontology declares the predicates and kinds of all that stands. Other datasets' kinds
// need no look unless the ontology is another one.
func (l *loader) checkDeclared() error {
	kinds := l.kinds
	if l.replaced {
		if err := l.names(kinds, `SELECT DISTINCT kind FROM entity_version WHERE closed IS NULL`); err != nil {
			return err
		}
	}
	predicates := map[string]bool{}
	if err := l.names(predicates, `SELECT DISTINCT name FROM predicate_use u JOIN predicate p ON p.number = u.predicate`); err != nil {
		return err
	}
	return ledger.CheckDeclared(l.ontology, maps.Keys(kinds), maps.Keys(predicates))
}

// names adds the texts that a query gives to a set.
func (l *loader) names(to map[string]bool, query string) error {
	return each(l.ctx, l.conn, func(rows resultRow) error {
		var name string
		err := rows.Scan(&name)
		to[name] = true
		return err
	}, query)
}
