package ledger

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"chokepoint/graph"
)

// Kinds compares the kinds that a batch gives its entities with those that other datasets give them.
type Kinds struct {
	dataset string            // of the batch
	of      map[string]string // kind by id
	clash   clash             // the first found, in order of entity, then of dataset
	other   map[string]string // the kind before, by the id of an entity to which the dataset itself now gives another
}

type clash struct{ id, kind, dataset string }

// Stand notes that a dataset, which may be that of the batch, gives an entity a kind before the load.
func (k *Kinds) Stand(id, kind, dataset string) {
	own, said := k.of[id]
	if !said || own == kind {
		return
	}
	if dataset == k.dataset {
		if k.other == nil {
			k.other = map[string]string{}
		}
		k.other[id] = kind
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

// changes lists the entities to which the dataset gives another kind than before, in order of id, as far as a report has room.
func (k *Kinds) changes() (all []graph.NewKind) {
	for _, id := range slices.Sorted(maps.Keys(k.other)) {
		if len(all) == graph.ReportLimit {
			break
		}
		all = append(all, graph.NewKind{Entity: id, Before: k.other[id], After: k.of[id]})
	}
	return all
}
