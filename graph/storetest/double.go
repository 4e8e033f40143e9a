package storetest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
	"chokepoint/graph/snapshot"
)

// memory is a store in plain slices. It is written to be read, not to be fast.
type memory struct {
	mu       sync.Mutex
	records  ledger.Records
	ontology string // JSON
	datasets []graph.DatasetState
	loads    int
	last     time.Time
}

var _ snapshot.Store = (*memory)(nil)

// Name implements graph.Store.
func (m *memory) Name() string { return "memory" }

// Close implements graph.Store.
func (m *memory) Close() error { return nil }

// Version implements graph.Store.
func (m *memory) Version(context.Context) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.version(), nil
}

func (m *memory) version() string {
	if m.loads == 0 {
		return ""
	}
	return fmt.Sprint(m.loads)
}

// Load implements graph.Store: it works on a copy of the records, which takes their place if all went well.
func (m *memory) Load(ctx context.Context, b graph.Batch) (graph.Report, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l, err := ledger.Begin(&b, m.version(), m.last)
	if err != nil {
		return graph.Report{}, err
	}
	text, replaced, err := l.ReplaceOntology(m.ontology)
	if err != nil {
		return graph.Report{}, err
	}
	o, err := ledger.DecodeOntology(text)
	if err != nil {
		return graph.Report{}, err
	}
	records := m.records
	records.Entities.Records = slices.Clone(m.records.Entities.Records)
	records.Sources.Records = slices.Clone(m.records.Sources.Records)
	records.Claims.Records = slices.Clone(m.records.Claims.Records)
	if err := records.Load(ctx, l, o); err != nil {
		return graph.Report{}, err
	}
	i := slices.IndexFunc(m.datasets, func(s graph.DatasetState) bool { return s.Name == b.Dataset.Name })
	before := graph.Dataset{}
	if i >= 0 {
		before = m.datasets[i].Dataset
	}
	if !l.Changes(before, replaced) || b.DryRun {
		return l.Report, nil
	}
	if i < 0 {
		i, m.datasets = len(m.datasets), append(m.datasets, graph.DatasetState{})
	}
	m.records, m.ontology, m.datasets[i], m.last = records, text, l.State(), l.At
	m.loads++
	l.Report.Version = m.version()
	return l.Report, nil
}

// Rename implements graph.Store.
func (m *memory) Rename(_ context.Context, from, to string, at time.Time) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	names := make([]string, len(m.datasets))
	for i, d := range m.datasets {
		names[i] = d.Name
	}
	if err := ledger.CheckRename(names, from, to); err != nil {
		return "", err
	}
	m.datasets[slices.Index(names, from)].Name = to
	m.records.Rename(from, to)
	m.loads, m.last = m.loads+1, ledger.TimeAfter(m.last, at)
	return m.version(), nil
}

// Read implements snapshot.Store.
func (m *memory) Read(context.Context) (*snapshot.Builder, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	o, err := ledger.DecodeOntology(m.ontology)
	if err != nil {
		return nil, err
	}
	b := snapshot.NewBuilder(o, m.version())
	b.Secret([]byte("of the double"))
	for _, d := range m.datasets {
		b.Dataset(d)
	}
	for _, r := range m.records.HeardSources() {
		b.Source(r.Said, r.Dataset)
	}
	for _, r := range m.records.Entities.Records {
		b.Entity(r.Said, r.Dataset, r.Recorded)
	}
	for _, r := range m.records.Claims.Records {
		if !ledger.Declares(o, r.Said.Predicate) {
			continue
		}
		if err := b.Claim(&graph.Assertion{Claim: r.Said, Dataset: r.Dataset, Recorded: r.Recorded}); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// Tell implements graph.Store.
func (m *memory) Tell(_ context.Context, to graph.Listener) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	o, err := ledger.DecodeOntology(m.ontology)
	if err != nil {
		return err
	}
	return m.records.Tell(o, m.datasets, to)
}
