package main

import (
	"context"
	"slices"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// beside lays an ontology that a dataset brings over the store's, if that speaks of other datasets too.
func beside(ctx context.Context, known *lazyKnown, o *graph.Ontology, dataset string) (*graph.Ontology, error) {
	version, err := known.store.Version(ctx)
	if err != nil || version == "" {
		return o, err
	}
	s, err := known.snapshot()
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(s.Datasets(), func(d graph.DatasetState) bool { return d.Name != dataset && d.Claims+d.Entities > 0 }) {
		return o, nil
	}
	return s.Ontology().With(o)
}

// lazyKnown reads the store when something is asked that the files don't know.
type lazyKnown struct {
	ctx   context.Context
	store snapshot.Store
	read  *snapshot.Snapshot
	err   error
}

func (k *lazyKnown) snapshot() (*snapshot.Snapshot, error) {
	if k.read == nil && k.err == nil {
		var b *snapshot.Builder
		if b, k.err = k.store.Read(k.ctx); k.err == nil {
			k.read, k.err = b.Build(k.ctx) // what is derived names nothing else
		}
	}
	return k.read, k.err
}

// Kind implements load.Known.
func (k *lazyKnown) Kind(id string) (string, bool) {
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
func (k *lazyKnown) HasSource(id string) bool {
	s, err := k.snapshot()
	if err != nil {
		return false
	}
	_, _, ok := s.Source(id)
	return ok
}
