package graph

import (
	"errors"
	"fmt"
	"strings"
	"time"
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
	ErrWhole       = errors.New("it takes all facts at hand, and answers come in Cypher, without a snapshot of them: use --engine memory, or auto with a greater --snapshot-limit")

	ErrUnavailable = errors.New("the store is not available")
	ErrDenied      = errors.New("the store refuses the credentials")
	ErrDangling    = errors.New("claims name things that are not there")
	ErrKinds       = errors.New("datasets give an entity different kinds")
	ErrNoDataset   = errors.New("there is no such dataset")
	ErrDataset     = errors.New("there is a dataset of that name already")
	ErrUndeclared  = errors.New("the ontology does not declare all that is said")
	ErrOntology    = errors.New("ontology") // it contradicts itself
)

// NotFound says that nothing has this id or name, and what comes near. It wraps ErrNotFound.
type NotFound struct {
	What string // entity, claim, source
	Ref  string
	Near []EntityRef
	// First is the day of the first load, where the question asked for what was known before it; zero otherwise.
	First time.Time
}

func (e *NotFound) Error() string {
	if !e.First.IsZero() {
		return fmt.Sprintf("nothing was recorded before %s, nor %q then", e.First.Format(time.DateOnly), e.Ref)
	}
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

// UnknownTerm says that the ontology has no such term, and which it has where they are few. It wraps ErrUnknownTerm.
type UnknownTerm struct {
	What  string // relation, channel, kind, predicate
	Name  string
	Known []string // nil: the question about the ontology lists them
}

func (e *UnknownTerm) Error() string {
	if len(e.Known) == 0 {
		return fmt.Sprintf("%s %q is %v; /v1/ontology lists them", e.What, e.Name, ErrUnknownTerm)
	}
	return fmt.Sprintf("%s %q is %v; there are %s", e.What, e.Name, ErrUnknownTerm, strings.Join(e.Known, ", "))
}

func (e *UnknownTerm) Unwrap() error { return ErrUnknownTerm }

// WrongKind says that an entity is of a kind that the question is not about. It wraps ErrKind.
type WrongKind struct {
	ID, Kind string
	Wanted   string   // an item, a destination
	Kinds    []string // of what is wanted
}

func (e *WrongKind) Error() string {
	return fmt.Sprintf("%s is a %s, %v: name %s (%s)", e.ID, e.Kind, ErrKind, e.Wanted, strings.Join(e.Kinds, ", "))
}

func (e *WrongKind) Unwrap() error { return ErrKind }

// NotDay says that a text is no day, or, where an instant would do, neither.
type NotDay struct {
	Text      string
	OrInstant bool
}

func (e *NotDay) Error() string {
	if e.OrInstant {
		return fmt.Sprintf("%q is neither a day (2026-01-15) nor an instant (2026-01-15T12:00:00Z)", e.Text)
	}
	return fmt.Sprintf("%q is not a day: write it as 2026-01-15", e.Text)
}

func listRefs(refs []EntityRef) string {
	names := make([]string, len(refs))
	for i, r := range refs {
		names[i] = fmt.Sprintf("%s (%s)", r.ID, r.Name)
	}
	return strings.Join(names, ", ")
}
