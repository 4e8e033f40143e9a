// Package engine keeps the snapshot that questions are answered from in step with a store.
package engine

import (
	"context"
	"sync/atomic"

	"chokepoint/graph/names"
	"chokepoint/graph/rules"
	"chokepoint/graph/snapshot"
)

// Build compiles a builder with all that follows from its claims.
func Build(ctx context.Context, b *snapshot.Builder) (*snapshot.Snapshot, error) {
	return b.Build(ctx, rules.Passes()...)
}

// beginNames concludes nothing: the index of names is built beside what follows from the claims, so that no question waits for it.
func beginNames(_ context.Context, s *snapshot.Snapshot) ([]snapshot.Derived, error) {
	names.Begin(s)
	return nil, nil
}

// Memory answers from the snapshot of a store that was read last. Refresh reads again and swaps; questions under way keep
// the snapshot that they began with, so that none waits for a load. It is a question.Source.
type Memory struct {
	store      snapshot.Store
	current    atomic.Pointer[snapshot.Snapshot]
	refreshing chan struct{} // holds a token while a refresh is under way: an older reading must not replace a newer one
}

// New reads a store and answers from it.
func New(ctx context.Context, store snapshot.Store) (*Memory, error) {
	m := &Memory{store: store, refreshing: make(chan struct{}, 1)}
	return m, m.Refresh(ctx)
}

// Refresh reads the store if its version has changed. Several at once take turns.
func (m *Memory) Refresh(ctx context.Context) error {
	select {
	case m.refreshing <- struct{}{}:
		defer func() { <-m.refreshing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	version, err := m.store.Version(ctx)
	if err != nil {
		return err
	}
	if s := m.current.Load(); s != nil && s.Version() == version {
		return nil
	}
	if m.current.Load() == nil {
		return m.start(ctx)
	}
	s, err := m.read(ctx)
	if err != nil {
		return err
	}
	s.PrepareClaims() // what answers meanwhile goes on
	if err := names.Prepare(ctx, s); err != nil {
		return err
	}
	m.current.Store(s)
	return nil
}

// start reads the first snapshot. Only questions that look for a name, or for a claim by its id or source, wait for more than that.
func (m *Memory) start(ctx context.Context) error {
	settle := thriftily()
	s, err := m.read(ctx)
	if err != nil {
		settle()
		return err
	}
	go func() {
		defer settle()
		_ = names.Prepare(context.Background(), s) // which it does not end before
		s.PrepareClaims()                          // after that, so that a processor is free for what can be answered already
	}()
	m.current.Store(s)
	return nil
}

func (m *Memory) read(ctx context.Context) (*snapshot.Snapshot, error) {
	b, err := m.store.Read(ctx)
	if err != nil {
		return nil, err
	}
	return b.Build(ctx, append([]snapshot.Pass{beginNames}, rules.Passes()...)...)
}

// Current returns the snapshot that was read last.
func (m *Memory) Current() *snapshot.Snapshot { return m.current.Load() }

// Snapshot returns the snapshot that was read last.
func (m *Memory) Snapshot(context.Context) (*snapshot.Snapshot, error) { return m.current.Load(), nil }

// Version names the state of the snapshot that was read last.
func (m *Memory) Version(context.Context) (string, error) { return m.current.Load().Version(), nil }

// Ready asks the store whether it could answer; a store that can say more of itself than its version does.
func (m *Memory) Ready(ctx context.Context) error {
	if store, ok := m.store.(interface{ Ready(context.Context) error }); ok {
		return store.Ready(ctx)
	}
	_, err := m.store.Version(ctx)
	return err
}

// StoreName is the kind of the store.
func (m *Memory) StoreName() string { return m.store.Name() }
