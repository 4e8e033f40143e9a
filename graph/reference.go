package graph

import (
	"time"

	"github.com/google/uuid"
)

// EntityRef is an entity as it stands in lists.
type EntityRef struct {
	ID      string `json:"id"`
	Kind    string `json:"kind"`
	Name    string `json:"name"`
	Country string `json:"country,omitempty"` // id of a state
	Called  string `json:"called,omitempty"`  // by lists in the language of the answer, if that is not the name
}

// SourceRef is a source as it stands beside a claim.
type SourceRef struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Publisher string `json:"publisher,omitempty"`
	Kind      string `json:"kind,omitempty"` // one of SourceKinds: of the claims of a card, and of a claim alone
	URL       string `json:"url"`
	Published string `json:"published,omitempty"`
	Locator   string `json:"locator,omitempty"`
}

// Step is one claim on a path, from the dependent to what it depends on.
type Step struct {
	From        string      `json:"from"`
	Relation    string      `json:"relation"`
	To          string      `json:"to"`
	Claim       uuid.UUID   `json:"claim"`
	Confidence  Confidence  `json:"confidence"`
	Sentence    string      `json:"sentence"`
	Item        string      `json:"item,omitempty"`
	Role        string      `json:"role,omitempty"`
	Share       *float64    `json:"share,omitempty"`      // the lower end of a range
	ShareMost   *float64    `json:"share_most,omitempty"` // the upper end, where the share is known as a range
	ValidFrom   string      `json:"valid_from,omitempty"`
	ValidTo     string      `json:"valid_to,omitempty"`
	Undated     bool        `json:"undated,omitempty"`       // neither the claim nor its ends have a known beginning
	NoShare     bool        `json:"share_unknown,omitempty"` // the step counts as a dependence from some share on, and its own is not known
	DerivedFrom []uuid.UUID `json:"derived_from,omitempty"`
	Sources     []SourceRef `json:"sources"`
}

// Path is a chain of claims in dependency order.
type Path struct {
	Length   int    `json:"length"`
	Sentence string `json:"sentence"`
	Steps    []Step `json:"steps"`
}

// Hop is a claim to be shown as a step of a path.
type Hop struct {
	Claim       Claim
	Undated     bool // neither the claim nor its ends have a known beginning
	DerivedFrom []uuid.UUID
}

// Direction is the way a walk follows dependencies.
type Direction string

// The directions. Dependents walk from object to subject, dependencies from subject to object.
const (
	Dependents   Direction = "dependents"
	Dependencies Direction = "dependencies"
	Both         Direction = "both"
)

// Budget bounds the work of one question; beyond it the answer is partial and says why. Zero fields are unbounded.
type Budget struct {
	Nodes int           // entities visited
	Time  time.Duration // spent on the question
}
