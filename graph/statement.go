package graph

import "github.com/google/uuid"

// Assertion is a claim as one dataset said it, for a stretch of time.
type Assertion struct {
	Claim
	Dataset  string
	Recorded Recording
}

// Statement is a claim as answers rest on it: what several datasets said alike at once is one statement, and derived claims are
// statements too. A claim whose contents, or what is known of the existence of its ends, changed in recorded time has one for
// each stretch of it.
type Statement struct {
	Assertion               // Dataset is the one whose contents are shown, Recorded the stretch
	Effective   Interval    // when it holds: Valid cut to the existence of its ends and its item
	Said        Recording   // of which Recorded is the part in which Effective was known
	Stratum     int         // of a dependence: its place among the strata of the ontology; -1: it has none
	Own         bool        // it counts for its subject alone
	Primary     bool        // it cites a source that speaks for itself; of a derived one: each claim that it rests on does
	AlsoIn      []string    // further datasets that said it
	Derived     bool        // by a rule
	DerivedFrom []uuid.UUID // of a derived one: the claims that it rests on
}

// Description is an entity as answers show it.
type Description struct {
	Entity
	Stands bool // some dataset still asserts it
}
