package question

import (
	"context"

	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Source is what questions are answered from: all that differs between stores.
type Source interface {
	// Snapshot returns the facts as they are now. A question is answered from one snapshot from beginning to end.
	Snapshot(context.Context) (*snapshot.Snapshot, error)

	// Ready asks the store whether it could answer now. The error says what is wrong, in one sentence.
	Ready(context.Context) error

	// StoreName is the kind of the store: sqlite, neo4j.
	StoreName() string
}

// PartSource is a Source that can gather by its own means the part of the facts that a question needs.
type PartSource interface {
	Source

	// Part returns the facts as they are now and, of the same state, the part of them that need asks for. The stop says that
	// gathering ended early, and why.
	Part(ctx context.Context, need func(whole *snapshot.Snapshot) (snapshot.Need, error)) (whole, part *snapshot.Snapshot, stop limits.Stop, err error)
}
