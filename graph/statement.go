package graph

import "github.com/google/uuid"

// Assertion is a claim as one dataset said it, for a stretch of time.
type Assertion struct {
	Claim
	Dataset  string
	Recorded Recording
}

// Statement is a claim as answers rest on it: what several datasets said at once is one statement, and derived claims are
// statements too. A claim whose contents changed in recorded time has one for each stretch of it.
type Statement struct {
	Assertion               // Dataset is the one whose contents are shown
	AlsoIn      []string    // further datasets that said it
	Derived     bool        // by a rule
	DerivedFrom []uuid.UUID // of a derived one: the claims that it rests on
}

// Description is an entity as answers show it.
type Description struct {
	Entity
	Country string // id of a state, or empty
	Stands  bool   // some dataset still asserts it
}
