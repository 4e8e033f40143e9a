package graph

import (
	"context"
	"iter"
	"time"
)

// Store is the durable ledger of claims, by dataset.
//
// Every implementation passes graph/storetest. Its methods may be called at once from several goroutines.
type Store interface {
	// Load makes a dataset hold exactly what the batch says, in one transaction: what the dataset said before and the batch
	// does not is withdrawn and kept as recorded history; what it says again is left as it was, so that loading the same
	// batch twice changes nothing. If it returns an error, everything is as it was. With DryRun it reports and changes nothing.
	//
	// It returns ErrUnavailable if the store is not available or can't be written to, ErrDenied if it refuses the credentials, and
	// ErrDangling if the batch, or what other datasets still say, would be left with a claim about an unknown entity or source,
	// ErrKinds if another dataset gives an entity of the batch another kind, and ErrUndeclared if the ontology lacks a kind or a predicate of
	// what is said.
	Load(ctx context.Context, batch Batch) (Report, error)

	// Tell tells a listener all that the store has recorded, what is withdrawn included, as one consistent view. It ends with the
	// first error of the listener. Memory does not grow with the number of claims where the store can do without.
	Tell(ctx context.Context, to Listener) error

	// Rename gives a dataset another name, for all that it ever said, as of a time, and returns the version after it. It returns
	// ErrNoDataset if there is none of the first name, and ErrDataset if there is one of the second.
	Rename(ctx context.Context, from, to string, at time.Time) (version string, err error)

	// Version changes whenever a load changed something. It is empty for an empty store.
	Version(ctx context.Context) (string, error)

	// Name is the kind of store, as answers name it: sqlite, neo4j.
	Name() string

	// Close releases the store; loads under way fail.
	Close() error
}

// Batch is the whole content of one dataset.
type Batch struct {
	Dataset  Dataset
	Ontology *Ontology // replaces the store's; nil keeps it
	Entities []Entity
	Sources  []Source
	Claims   iter.Seq[Claim] // each with a different ID; may be ranged over more than once
	At       time.Time       // the time of recording; later than that of any earlier load
	DryRun   bool

	// Guard is shown what the load is about to change, before anything of it is visible; if it returns an error, everything stays as
	// it was, and Load returns that error. Nil lets everything through.
	Guard func(*Report) error
}

// Dataset describes a unit of loading.
type Dataset struct {
	Name    string
	Title   string
	Licence string // SPDX identifier, or empty
	Origin  string // where it came from: a path or URL, for people
}

// Report says what a load changed.
type Report struct {
	Dataset string `json:"dataset"`
	DryRun  bool   `json:"dry_run,omitempty"`
	Version string `json:"version,omitempty"` // of the data after the load
	// ClockBehind is when the load before was recorded, if that is later than this one is said to be: a clock was ahead then, or is behind
	// now. This load is recorded right after that one, and is not among what was known before.
	ClockBehind time.Time `json:"clock_behind,omitzero"`
	Entities    Changes   `json:"entities"`
	Sources     Changes   `json:"sources"`
	Claims      Changes   `json:"claims"`
	Added       []string  `json:"added,omitempty"`     // up to ReportLimit claims, each as a line for people
	Changed     []string  `json:"changed,omitempty"`   // likewise
	Withdrawn   []string  `json:"withdrawn,omitempty"` // likewise
	Edited      []Edit    `json:"edited,omitempty"`    // those of Changed, with what is other in each

	// NewKinds are entities of the dataset whose kind is another than before, up to ReportLimit.
	NewKinds []NewKind `json:"new_kinds,omitempty"`
}

// NewKind is an entity of another kind than before.
type NewKind struct {
	Entity string `json:"entity"` // its id
	Before string `json:"before"`
	After  string `json:"after"`
}

// Changes counts what a load did.
type Changes struct {
	Added     int `json:"added"`
	Changed   int `json:"changed"`
	Withdrawn int `json:"withdrawn"`
	Unchanged int `json:"unchanged"`
}

// ReportLimit is the greatest number of claims that a report lists under each heading.
const ReportLimit = 100

// ListClaim adds a claim to a list of a report, up to its limit.
func ListClaim(lines []string, c *Claim) []string {
	if len(lines) >= ReportLimit {
		return lines
	}
	return append(lines, c.String())
}

// DatasetState is a dataset as a store holds it.
type DatasetState struct {
	Dataset
	LoadedAt time.Time // of the last load that changed it
	Claims   int       // that stand
	Entities int       // that stand
}
