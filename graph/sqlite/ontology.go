package sqlite

import (
	"database/sql"
	"maps"

	"chokepoint/graph/ledger"
)

// replaceOntology keeps the batch's ontology, if it brings one.
func (l *loader) replaceOntology() error {
	text, replaced, err := l.ReplaceOntology(l.store.ontology.String)
	if err != nil {
		return err
	}
	l.replaced = replaced
	l.ontology, err = ledger.DecodeOntology(text)
	switch {
	case err != nil && !l.replaced:
		return damaged(err)
	case err != nil || !l.replaced:
		return err
	}
	before := l.of("store", l.store.columns()...)
	l.store.ontology = sql.NullString{String: text, Valid: true}
	after := l.of("store", l.store.columns()...)
	l.note("store", 0, after-before)
	_, err = l.conn.ExecContext(l.ctx, `UPDATE store SET ontology = ?, checksum = ?`, text, after)
	return err
}

// checkDeclared makes sure that the ontology declares the predicates and kinds of all that stands. Other datasets' kinds
// need no look unless the ontology is another one.
func (l *loader) checkDeclared() error {
	predicates := map[string]bool{}
	for number, used := range l.predicates.used {
		if used > 0 || l.predicates.usedByOthers[int32(number)] {
			predicates[l.predicates.names[number]] = true
		}
	}
	return ledger.CheckDeclared(l.ontology, maps.Keys(l.kinds), maps.Keys(predicates))
}
