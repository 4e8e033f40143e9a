package graph

import (
	"errors"
	"fmt"
	"strings"
)

// Errors that callers decide on. NotFound and Ambiguous carry the candidates.
var (
	ErrNotFound    = errors.New("not found")
	ErrAmbiguous   = errors.New("ambiguous")
	ErrUnknownTerm = errors.New("not in the ontology") // a filter or question names a kind, relation, channel or language that is not there
	ErrKind        = errors.New("not of a kind that the question is about")
	ErrInterval    = errors.New("the last day is before the first")
	ErrCursor      = errors.New("the cursor is not valid for this question on this data; start again without it")
	ErrTooCostly   = errors.New("the question costs more than it may") // and no part of its answer would mean anything

	ErrUnavailable = errors.New("the store can't be reached")
	ErrDenied      = errors.New("the store refuses the credentials")
	ErrDangling    = errors.New("claims name things that are not there")
	ErrKinds       = errors.New("datasets give an entity different kinds")
	ErrOntology    = errors.New("ontology") // it contradicts itself
)

// NotFound says that nothing has this id or name, and what comes near. It wraps ErrNotFound.
type NotFound struct {
	What string // entity, claim, source
	Ref  string
	Near []EntityRef
}

func (e *NotFound) Error() string {
	if len(e.Near) == 0 {
		return fmt.Sprintf("no %s is called %q", e.What, e.Ref)
	}
	return fmt.Sprintf("no %s is called %q; did you mean %s?", e.What, e.Ref, listRefs(e.Near))
}

func (e *NotFound) Unwrap() error { return ErrNotFound }

// Ambiguous says that several entities have this name. It wraps ErrAmbiguous.
type Ambiguous struct {
	Ref        string
	Candidates []EntityRef
}

func (e *Ambiguous) Error() string {
	return fmt.Sprintf("%q names several entities: %s; use an id", e.Ref, listRefs(e.Candidates))
}

func (e *Ambiguous) Unwrap() error { return ErrAmbiguous }

func listRefs(refs []EntityRef) string {
	names := make([]string, len(refs))
	for i, r := range refs {
		names[i] = fmt.Sprintf("%s (%s)", r.ID, r.Name)
	}
	return strings.Join(names, ", ")
}
