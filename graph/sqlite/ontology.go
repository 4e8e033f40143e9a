package sqlite

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"chokepoint/graph"
)

// decodeOntology reads the ledger's ontology; one that is absent is nil.
func decodeOntology(text sql.NullString) (*graph.Ontology, error) {
	if !text.Valid {
		return nil, nil
	}
	o := &graph.Ontology{}
	if err := json.Unmarshal([]byte(text.String), o); err != nil {
		return nil, fmt.Errorf("reading the ontology: %w", err)
	}
	if err := o.Init(); err != nil {
		return nil, fmt.Errorf("reading the ontology: %w", err)
	}
	return o, nil
}

// replaceOntology keeps the batch's ontology, if it brings one.
func (l *loader) replaceOntology() (err error) {
	var text sql.NullString
	if err := l.conn.QueryRowContext(l.ctx, `SELECT ontology FROM store`).Scan(&text); err != nil {
		return err
	}
	if l.batch.Ontology != nil {
		encoded, err := json.Marshal(l.batch.Ontology)
		if err != nil {
			return err
		}
		l.replaced = text.String != string(encoded)
		text = sql.NullString{String: string(encoded), Valid: true}
	}
	if l.replaced {
		if _, err := l.conn.ExecContext(l.ctx, `UPDATE store SET ontology = ?`, text); err != nil {
			return err
		}
	}
	l.ontology, err = decodeOntology(text)
	return err
}

// checkDeclared makes sure that the ontology declares the predicates and kinds of all that stands. Other datasets' kinds
// need no look unless the ontology is another one.
func (l *loader) checkDeclared() error {
	kinds := l.kinds
	if l.replaced {
		if err := each(l.ctx, l.conn, func(rows *sql.Rows) error {
			var kind string
			err := rows.Scan(&kind)
			kinds[kind] = true
			return err
		}, `SELECT DISTINCT kind FROM entity_version WHERE closed IS NULL`); err != nil {
			return err
		}
	}
	var unknown []string
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		if l.ontology == nil || l.ontology.Kind(kind) == nil {
			unknown = append(unknown, fmt.Sprintf("kind %q", kind))
		}
	}
	if err := each(l.ctx, l.conn, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		if l.ontology == nil || l.ontology.Relation(name) == nil && l.ontology.Attribute(name) == nil {
			unknown = append(unknown, fmt.Sprintf("predicate %q", name))
		}
		return err
	}, `SELECT DISTINCT name FROM predicate_use u JOIN predicate p ON p.number = u.predicate ORDER BY name`); err != nil {
		return err
	}
	switch {
	case len(unknown) == 0:
		return nil
	case l.ontology == nil:
		return fmt.Errorf("the store has no ontology yet; load one together with the dataset")
	}
	return fmt.Errorf("the ontology does not declare %s, which the store's content uses; declare it or withdraw that content first",
		strings.Join(unknown, ", "))
}
