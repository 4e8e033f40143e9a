package ledger

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"chokepoint/graph"
)

// ReplaceOntology returns the JSON of the ontology as it is after a load: that of the batch if it brings one, else the one
// before, which is empty if there is none yet. It is replaced if the two differ.
func (l *Load) ReplaceOntology(before string) (after string, replaced bool, err error) {
	if l.Batch.Ontology == nil {
		return before, false, nil
	}
	text, err := json.Marshal(l.Batch.Ontology)
	if err != nil {
		return "", false, fmt.Errorf("writing the ontology: %w", err)
	}
	return string(text), string(text) != before, nil
}

// DecodeOntology reads what ReplaceOntology wrote; an empty text is no ontology, nil.
func DecodeOntology(text string) (*graph.Ontology, error) {
	if text == "" {
		return nil, nil
	}
	o := &graph.Ontology{}
	err := json.Unmarshal([]byte(text), o)
	if err == nil {
		err = o.Init()
	}
	if err != nil {
		return nil, fmt.Errorf("reading the ontology: %w", err)
	}
	return o, nil
}

// Declares reports whether an ontology, which may be nil, has a relation or an attribute of that name.
func Declares(o *graph.Ontology, predicate string) bool {
	return o != nil && (o.Relation(predicate) != nil || o.Attribute(predicate) != nil)
}

// CheckDeclared makes sure that the ontology, nil if there is none, declares the kinds and the predicates of all that stands
// after a load. Each may be given more than once.
func CheckDeclared(o *graph.Ontology, kinds, predicates iter.Seq[string]) error {
	unknown := map[string]bool{}
	for kind := range kinds {
		if o == nil || o.Kind(kind) == nil {
			unknown[fmt.Sprintf("kind %q", kind)] = true
		}
	}
	for predicate := range predicates {
		if !Declares(o, predicate) {
			unknown[fmt.Sprintf("predicate %q", predicate)] = true
		}
	}
	switch {
	case len(unknown) == 0:
		return nil
	case o == nil:
		return undeclared("the store has no ontology yet; load one together with the dataset")
	}
	return undeclared(fmt.Sprintf("the ontology does not declare %s, which the store's content uses; declare it or withdraw that content first",
		strings.Join(slices.Sorted(maps.Keys(unknown)), ", ")))
}

// undeclared is what the ontology lacks, in a sentence. It wraps graph.ErrUndeclared.
type undeclared string

func (u undeclared) Error() string { return string(u) }

func (u undeclared) Unwrap() error { return graph.ErrUndeclared }
