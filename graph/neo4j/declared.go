package neo4j

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// checkDeclared makes sure that the ontology declares the kinds and predicates of all that stands.
func (l *load) checkDeclared() error {
	unknown := map[string]bool{}
	for i := range l.ledgers.entities.records {
		r := &l.ledgers.entities.records[i]
		if r.recorded.Stands() && (l.ontology == nil || l.ontology.Kind(r.said.Kind) == nil) {
			unknown[fmt.Sprintf("kind %q", r.said.Kind)] = true
		}
	}
	for i := range l.ledgers.claims.records {
		r := &l.ledgers.claims.records[i]
		if r.recorded.Stands() && !l.declares(r.said.Predicate) {
			unknown[fmt.Sprintf("predicate %q", r.said.Predicate)] = true
		}
	}
	switch {
	case len(unknown) == 0:
		return nil
	case l.ontology == nil:
		return errors.New("the store has no ontology yet; load one together with the dataset")
	}
	return fmt.Errorf("the ontology does not declare %s, which the store's content uses; declare it or withdraw that content first",
		strings.Join(slices.Sorted(maps.Keys(unknown)), ", "))
}

func (l *load) declares(predicate string) bool {
	return l.ontology != nil && (l.ontology.Relation(predicate) != nil || l.ontology.Attribute(predicate) != nil)
}
