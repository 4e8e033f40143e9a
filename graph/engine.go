package graph

import (
	"context"
	"sync/atomic"
)

// Engine answers the questions. Every engine gives the same answers to the same facts; graph/storetest compares them.
// References to entities that mean none or several make a *NotFound or an *Ambiguous; filters that name what the ontology
// does not have make ErrUnknownTerm; cursors from another state of the data make ErrCursor.
type Engine interface {
	Version(context.Context) (string, error)
	Ontology(context.Context) (*Ontology, error)
	Resolve(ctx context.Context, ref string) (EntityRef, error)
	NameIn(ctx context.Context, id, lang string) string // the name used in sentences of a language
	Entities(context.Context, EntitiesQuery) (Entities, error)
	Card(context.Context, CardQuery) (Card, error)
	Reach(context.Context, ReachQuery) (Reach, error)
	Neighbours(context.Context, NeighboursQuery) (Neighbours, error)
	Paths(context.Context, PathsQuery) (Paths, error)
	Ownership(context.Context, OwnershipQuery) (Ownership, error)
	Affiliates(context.Context, AffiliatesQuery) (Affiliates, error)
	Impact(context.Context, ImpactQuery) (Impact, error)
	Chokepoints(context.Context, ChokepointsQuery) (Chokepoints, error)
	Decisions(context.Context, DecisionsQuery) (Decisions, error)
	Check(context.Context, CheckQuery) (Check, error)
	Changes(context.Context, ChangesQuery) (ChangesAnswer, error)
	Timeline(context.Context, TimelineQuery) (Timeline, error)
	Search(context.Context, SearchQuery) (SearchAnswer, error)
	Match(ctx context.Context, queries []MatchQuery, limit int) ([]MatchAnswer, error)
	Sources(context.Context, Page) (Sources, error)
	Source(ctx context.Context, id, lang string) (SourceView, error)
	Claim(ctx context.Context, id, lang string) (ClaimView, error)
	Datasets(context.Context) ([]DatasetView, error)
	Stats(context.Context) (Stats, error)
}

// Memory answers from the snapshot of a store that was read last. Refresh reads again and swaps; questions under way keep
// the snapshot that they began with, so that none waits for a load.
type Memory struct {
	store      Store
	current    atomic.Pointer[Snapshot]
	refreshing chan struct{} // holds a token while a refresh is under way: an older reading must not replace a newer one
}

// NewMemory reads a store and answers from it.
func NewMemory(ctx context.Context, store Store) (*Memory, error) {
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
	b, err := m.store.Read(ctx)
	if err != nil {
		return err
	}
	s, err := b.Build()
	if err != nil {
		return err
	}
	m.current.Store(s)
	return nil
}

// Snapshot returns the snapshot that questions are answered from now.
func (m *Memory) Snapshot() *Snapshot { return m.current.Load() }

// Version implements Engine.
func (m *Memory) Version(context.Context) (string, error) { return m.Snapshot().Version(), nil }

// Ontology implements Engine.
func (m *Memory) Ontology(context.Context) (*Ontology, error) { return m.Snapshot().Ontology(), nil }

// Resolve implements Engine.
func (m *Memory) Resolve(ctx context.Context, ref string) (EntityRef, error) {
	return m.Snapshot().Resolve(ctx, ref)
}

// NameIn implements Engine.
func (m *Memory) NameIn(_ context.Context, id, lang string) string {
	return m.Snapshot().NameIn(id, lang)
}

// Entities implements Engine.
func (m *Memory) Entities(ctx context.Context, q EntitiesQuery) (Entities, error) {
	return m.Snapshot().Entities(ctx, q)
}

// Card implements Engine.
func (m *Memory) Card(ctx context.Context, q CardQuery) (Card, error) {
	return m.Snapshot().Card(ctx, q)
}

// Reach implements Engine.
func (m *Memory) Reach(ctx context.Context, q ReachQuery) (Reach, error) {
	return m.Snapshot().Reach(ctx, q)
}

// Neighbours implements Engine.
func (m *Memory) Neighbours(ctx context.Context, q NeighboursQuery) (Neighbours, error) {
	return m.Snapshot().Neighbours(ctx, q)
}

// Paths implements Engine.
func (m *Memory) Paths(ctx context.Context, q PathsQuery) (Paths, error) {
	return m.Snapshot().Paths(ctx, q)
}

// Ownership implements Engine.
func (m *Memory) Ownership(ctx context.Context, q OwnershipQuery) (Ownership, error) {
	return m.Snapshot().Ownership(ctx, q)
}

// Affiliates implements Engine.
func (m *Memory) Affiliates(ctx context.Context, q AffiliatesQuery) (Affiliates, error) {
	return m.Snapshot().Affiliates(ctx, q)
}

// Impact implements Engine.
func (m *Memory) Impact(ctx context.Context, q ImpactQuery) (Impact, error) {
	return m.Snapshot().Impact(ctx, q)
}

// Chokepoints implements Engine.
func (m *Memory) Chokepoints(ctx context.Context, q ChokepointsQuery) (Chokepoints, error) {
	return m.Snapshot().Chokepoints(ctx, q)
}

// Check implements Engine.
func (m *Memory) Check(ctx context.Context, q CheckQuery) (Check, error) {
	return m.Snapshot().Check(ctx, q)
}

// Changes implements Engine.
func (m *Memory) Changes(ctx context.Context, q ChangesQuery) (ChangesAnswer, error) {
	return m.Snapshot().Changes(ctx, q)
}

// Decisions implements Engine.
func (m *Memory) Decisions(ctx context.Context, q DecisionsQuery) (Decisions, error) {
	return m.Snapshot().Decisions(ctx, q)
}

// Timeline implements Engine.
func (m *Memory) Timeline(ctx context.Context, q TimelineQuery) (Timeline, error) {
	return m.Snapshot().Timeline(ctx, q)
}

// Search implements Engine.
func (m *Memory) Search(ctx context.Context, q SearchQuery) (SearchAnswer, error) {
	return m.Snapshot().Search(ctx, q)
}

// Match implements Engine.
func (m *Memory) Match(ctx context.Context, queries []MatchQuery, limit int) ([]MatchAnswer, error) {
	return m.Snapshot().Match(ctx, queries, limit)
}

// Sources implements Engine.
func (m *Memory) Sources(ctx context.Context, p Page) (Sources, error) {
	return m.Snapshot().Sources(ctx, p)
}

// Source implements Engine.
func (m *Memory) Source(ctx context.Context, id, lang string) (SourceView, error) {
	return m.Snapshot().Source(ctx, id, lang)
}

// Claim implements Engine.
func (m *Memory) Claim(ctx context.Context, id, lang string) (ClaimView, error) {
	return m.Snapshot().Claim(ctx, id, lang)
}

// Datasets implements Engine.
func (m *Memory) Datasets(ctx context.Context) ([]DatasetView, error) {
	return m.Snapshot().Datasets(ctx)
}

// Questions are the names of the questions, as Stats lists them.
var Questions = []string{"dependents", "dependencies", "neighbours", "paths", "impact", "chokepoints", "owners", "holdings", "affiliates",
	"decisions", "check", "timeline", "changes", "entities", "card", "search", "match", "resolve", "sources", "claims", "datasets", "stats"}

// Stats implements Engine.
func (m *Memory) Stats(ctx context.Context) (Stats, error) {
	stats, err := m.Snapshot().Stats(ctx)
	stats.Store = m.store.Name()
	for _, question := range Questions {
		stats.Answers[question] = "snapshot"
	}
	return stats, err
}
