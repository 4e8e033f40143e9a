// Package snapshot is the facts, compiled for answering: a Builder takes what a store has recorded, Build lays it out, and a
// Snapshot yields it. Nobody else sees a column: other rooms go over claims by Out, In, Attributes and Claims, ask a Mask
// which of them count, and keep beside the snapshot, by Memo, what they compute of it once.
package snapshot

import (
	"context"

	"chokepoint/graph"
)

// Store is a store that can be compiled.
type Store interface {
	graph.Store

	// Read replays everything recorded, withdrawn claims included, into a builder. It is one consistent view.
	// The builder has the ontology of the last load that brought one.
	Read(ctx context.Context) (*Builder, error)
}
