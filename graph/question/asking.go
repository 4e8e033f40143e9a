package question

import (
	"context"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/names"
	"chokepoint/graph/snapshot"
)

// Asking is one question being answered.
type Asking struct {
	context.Context
	Whole  *snapshot.Snapshot // all facts: names are resolved there
	Facts  *snapshot.Snapshot // what is answered from: the whole, or the part that the question needs
	Cut    limits.Stop        // why the part is not all that was needed, if it is not
	Limits *limits.Limits
	Budget graph.Budget
	Today  graph.Day
	Source Source

	lang  string
	scope string // the question and its parameters, which a cursor belongs to
}

// Lang is the language of the answer.
func (a *Asking) Lang() string { return a.lang }

// Within returns the same asking in another language.
func (a *Asking) Within(lang string) *Asking {
	b := *a
	b.lang = lang
	return &b
}

// Resolve returns the entity that a reference means among those that were known at an instant, zero being now, as a node of
// Facts. The error is a *graph.NotFound or a *graph.Ambiguous.
func (a *Asking) Resolve(ref string, knownAt time.Time) (snapshot.Node, error) {
	n, err := names.Resolve(a.Limits, a.Whole, ref, knownAt)
	if err != nil || a.Facts == a.Whole {
		return n, err
	}
	id := a.Whole.ID(n)
	if n, ok := a.Facts.Lookup(id); ok {
		return n, nil
	}
	return snapshot.None, &graph.NotFound{What: "entity", Ref: ref}
}

// ResolveID is Resolve that returns the id.
func (a *Asking) ResolveID(ref string, knownAt time.Time) (string, error) {
	n, err := names.Resolve(a.Limits, a.Whole, ref, knownAt)
	if err != nil {
		return "", err
	}
	return a.Whole.ID(n), nil
}

// NameIn is what sentences in the language of the answer call an entity.
func (a *Asking) NameIn(id string) string { return a.Whole.NameIn(id, a.lang) }
