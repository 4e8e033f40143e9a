package question

import (
	"context"

	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Source is what questions are answered from: all that differs between stores.
type Source interface {
	// Snapshot returns the facts as they are now. A question is answered from one snapshot from beginning to end. The error wraps
	// graph.ErrWhole if the source holds no more of them than what a question needs.
	Snapshot(context.Context) (*snapshot.Snapshot, error)

	// Version names the state of the facts that answers come from.
	Version(context.Context) (string, error)

	// Ready asks the store whether it could answer now. The error says what is wrong, in one sentence.
	Ready(context.Context) error

	// StoreName is the kind of the store: sqlite, neo4j.
	StoreName() string
}

// PartSource is a Source that can gather by its own means the part of the facts that a question needs.
type PartSource interface {
	Source

	// Gathers reports whether it does now; else it has a snapshot.
	Gathers() bool

	// Part gathers, of one state of the facts, the part that need asks for. What it asks for is decided on a part in which the entities
	// that references mean are found by the rooms that find them, whatever they are called. The error of need is returned as it is.
	//
	// Where the need is what the answer looks at, ask is asked of parts of which each has more of that, the last of which has all; its error of
	// that one is returned as it is.
	Part(ctx context.Context, references []string, need func(*snapshot.Snapshot) (snapshot.Need, error), ask func(*snapshot.Snapshot) error) (Gathered, error)
}

// Gathered is the part of the facts that a question needs.
type Gathered struct {
	Facts   *snapshot.Snapshot
	Walked  *snapshot.Walked // by the walk of which a page is needed, else nil
	Counts  *snapshot.Counts // if they are needed, else nil
	Degrees map[string]int   // by id of an entity, if they are needed, else nil: see Snapshot.Degree
	Stop    limits.Stop      // gathering ended early, and why
}
