package ledger

import (
	"cmp"
	"fmt"

	"chokepoint/graph"
)

// Kinds compares the kinds that a batch gives its entities with those that other datasets give them.
type Kinds struct {
	dataset string            // of the batch
	of      map[string]string // kind by id
	clash   clash             // the first found, in order of entity, then of dataset
}

type clash struct{ id, kind, dataset string }

// Stand notes that a dataset gives an entity a kind.
func (k *Kinds) Stand(id, kind, dataset string) {
	own, said := k.of[id]
	if !said || own == kind || dataset == k.dataset {
		return
	}
	if k.clash.id == "" || cmp.Or(cmp.Compare(id, k.clash.id), cmp.Compare(dataset, k.clash.dataset)) < 0 {
		k.clash = clash{id, kind, dataset}
	}
}

// Err wraps graph.ErrKinds and names an entity to which two datasets give different kinds, or is nil if there is none.
func (k *Kinds) Err() error {
	if k.clash.id == "" {
		return nil
	}
	return fmt.Errorf("%w: %q is a %s in dataset %s and a %s in dataset %s; give it the same kind in both, or another id",
		graph.ErrKinds, k.clash.id, k.clash.kind, k.clash.dataset, k.of[k.clash.id], k.dataset)
}
