package graph

import "time"

// Listener is told what a store has recorded: first Begin, then every entity and every source, in order of recording and then of
// id, then every claim, in order of recording and then as its load said them. What it is handed is its own only until it returns.
type Listener interface {
	// Begin tells the ontology of the last load that brought one, nil before the first, and the datasets in order of name.
	Begin(o *Ontology, datasets []DatasetState) error
	Entity(e *Entity, dataset string, r Recording) error
	Source(s *Source, dataset string, r Recording) error
	Claim(a *Assertion) error
}

// PruneListener is a Listener that is told, after Begin, what a store no longer knows: what was withdrawn at or before an instant.
type PruneListener interface {
	Pruned(before time.Time) error
}
