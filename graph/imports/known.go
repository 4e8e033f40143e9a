package imports

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// known is what a store holds, read when it is first asked for. It implements load.Known.
type known struct {
	ctx   context.Context
	store snapshot.Store
	read  *snapshot.Snapshot
	err   error
}

// snapshot is what is recorded; nothing is derived of it, since that names nothing else.
func (k *known) snapshot() (*snapshot.Snapshot, error) {
	if k.read == nil && k.err == nil {
		var b *snapshot.Builder
		if b, k.err = k.store.Read(k.ctx); k.err == nil {
			k.read, k.err = b.Build(k.ctx)
		}
	}
	return k.read, k.err
}

// beginning listens to how a store begins to tell, and to nothing more.
type beginning struct {
	graph.Listener
	ontology *graph.Ontology
	datasets []graph.DatasetState
}

var errHeard = errors.New("enough is heard")

// Begin implements graph.Listener.
func (b *beginning) Begin(o *graph.Ontology, datasets []graph.DatasetState) error {
	b.ontology, b.datasets = o, datasets
	return errHeard
}

// begin returns the store's ontology and its datasets, for which it need not read what they say.
func (k *known) begin() (*graph.Ontology, []graph.DatasetState, error) {
	if k.read != nil {
		return k.read.Ontology(), k.read.Datasets(), nil
	}
	b := &beginning{}
	if err := k.store.Tell(k.ctx, b); err != nil && !errors.Is(err, errHeard) {
		return nil, nil, err
	}
	if b.ontology == nil {
		b.ontology = &graph.Ontology{}
		return b.ontology, b.datasets, b.ontology.Init()
	}
	return b.ontology, b.datasets, nil
}

// Kind implements load.Known.
func (k *known) Kind(id string) (string, bool) {
	s, err := k.snapshot()
	if err != nil {
		return "", false
	}
	n, ok := s.Lookup(id)
	if !ok || !s.IsPresent(n, time.Time{}) {
		return "", false
	}
	return s.Kind(n), true
}

// HasSource implements load.Known.
func (k *known) HasSource(id string) bool {
	s, err := k.snapshot()
	if err != nil {
		return false
	}
	_, _, ok := s.Source(id)
	return ok
}

// ontology is the one that is given or that the files bring, else the store's, else the one built in. brought reports
// whether it is to become the store's.
func (i *importing) ontology() (o *graph.Ontology, brought bool, err error) {
	version, err := i.known.store.Version(i.ctx)
	if err != nil {
		return nil, false, err
	}
	o = i.Ontology
	switch {
	case o != nil:
	case version != "":
		o, _, err := i.known.begin()
		return o, false, err
	default:
		o, err = i.BuiltIn()
	}
	if err != nil || version == "" {
		return o, true, err
	}
	o, err = i.beside(o)
	return o, true, err
}

// beside lays an ontology over the store's, if that speaks of other datasets too.
func (i *importing) beside(o *graph.Ontology) (*graph.Ontology, error) {
	stored, datasets, err := i.known.begin()
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(datasets, func(d graph.DatasetState) bool { return d.Name != i.Dataset.Name && d.Claims+d.Entities > 0 }) {
		return o, nil
	}
	return stored.With(o)
}

// every is how many claims lie between two reports of progress.
const every = 1000

func counted(claims iter.Seq[graph.Claim], tell func(int)) iter.Seq[graph.Claim] {
	return func(yield func(graph.Claim) bool) {
		n := 0
		for c := range claims {
			if n++; n%every == 0 {
				tell(n)
			}
			if !yield(c) {
				return
			}
		}
	}
}
