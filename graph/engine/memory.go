// Package engine keeps the snapshot that questions are answered from in step with a store.
package engine

import (
	"context"
	"runtime/debug"
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
		defer thriftily()()
	}
	b, err := m.store.Read(ctx)
	if err != nil {
		return err
	}
	s, err := b.Build(ctx, append([]snapshot.Pass{beginNames}, rules.Passes()...)...)
	if err != nil {
		return err
	}
	if m.current.Load() == nil { // only questions that look for a name or for a claim by its id wait
		go s.PrepareClaims()
	} else { // what answers now goes on
		s.PrepareClaims()
		if err := names.Prepare(ctx, s); err != nil {
			return err
		}
	}
	m.current.Store(s)
	return nil
}

// growth is by how many percent memory may grow between two collections of garbage while the first snapshot is compiled. Nearly all that is
// there then stays, so that with more the peak of a start would be far above what the process needs ever after.
const growth = 40

// thriftily makes memory grow by no more than that, and returns what undoes it.
func thriftily() (undo func()) {
	before := debug.SetGCPercent(growth)
	if before < growth { // or off
		debug.SetGCPercent(before)
	}
	return func() { debug.SetGCPercent(before) }
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
