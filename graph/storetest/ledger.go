package storetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"time"

	"chokepoint/graph"
)

// Ledger is a store in plain slices, the reference where there is no other. It is written to be read, not to be fast.
type Ledger struct {
	mu       sync.Mutex
	ontology *graph.Ontology
	datasets []graph.DatasetState
	entities []entry[graph.Entity]
	sources  []entry[graph.Source]
	claims   []entry[graph.Claim]
	loads    int
	last     time.Time
}

var _ graph.Store = (*Ledger)(nil)

// entry is what a dataset said of one thing, for a stretch of time.
type entry[T any] struct {
	dataset  string
	recorded graph.Recording
	id, said string // said tells one content from another
	thing    T
}

// NewLedger is the reference's Subject.Open.
func NewLedger(context.Context) (graph.Store, error) { return &Ledger{}, nil }

// Name implements graph.Store.
func (l *Ledger) Name() string { return "ledger" }

// Close implements graph.Store.
func (l *Ledger) Close() error { return nil }

// Version implements graph.Store.
func (l *Ledger) Version(context.Context) (string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.version(), nil
}

func (l *Ledger) version() string {
	if l.loads == 0 {
		return ""
	}
	return fmt.Sprint(l.loads)
}

// Load implements graph.Store: it works on a copy, which takes the ledger's place if all went well. Its reports count and
// name no claims.
func (l *Ledger) Load(_ context.Context, b graph.Batch) (graph.Report, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	at := b.At.UTC().Truncate(time.Microsecond)
	if !at.After(l.last) {
		at = l.last.Add(time.Microsecond)
	}
	next := Ledger{ontology: l.ontology, datasets: slices.Clone(l.datasets), entities: slices.Clone(l.entities),
		sources: slices.Clone(l.sources), claims: slices.Clone(l.claims), loads: l.loads, last: at}
	if b.Ontology != nil {
		next.ontology = b.Ontology
	}
	r := graph.Report{Dataset: b.Dataset.Name, DryRun: b.DryRun, Version: l.version()}
	var claims []graph.Claim
	for c := range b.Claims {
		claims = append(claims, c)
	}
	r.Entities = replace(&next.entities, b.Dataset.Name, at, b.Entities, func(e *graph.Entity) string { return e.ID })
	r.Sources = replace(&next.sources, b.Dataset.Name, at, b.Sources, func(s *graph.Source) string { return s.ID })
	r.Claims = replace(&next.claims, b.Dataset.Name, at, claims, func(c *graph.Claim) string { return c.ID().String() })
	if err := next.check(); err != nil {
		return graph.Report{}, err
	}
	changed := !reflect.DeepEqual(next.ontology, l.ontology)
	if changed = next.describe(b.Dataset, at, &r) || changed; !changed || b.DryRun {
		return r, nil
	}
	next.loads++
	r.Version = next.version()
	l.ontology, l.datasets, l.entities, l.sources, l.claims, l.loads, l.last = next.ontology, next.datasets, next.entities,
		next.sources, next.claims, next.loads, next.last
	return r, nil
}

// replace makes the things of a dataset those given, and counts what that changed.
func replace[T any](entries *[]entry[T], dataset string, at time.Time, things []T, id func(*T) string) (count graph.Changes) {
	stood := map[string]int{}
	for i, e := range *entries {
		if e.dataset == dataset && e.recorded.Stands() {
			stood[e.id] = i
		}
	}
	for i := range things {
		e := entry[T]{dataset, graph.Recording{From: at}, id(&things[i]), fmt.Sprintf("%#v", things[i]), things[i]}
		old, there := stood[e.id]
		delete(stood, e.id)
		switch {
		case !there:
			count.Added++
		case (*entries)[old].said == e.said:
			count.Unchanged++
			continue
		default:
			count.Changed++
			(*entries)[old].recorded.To = at
		}
		*entries = append(*entries, e)
	}
	for _, i := range stood {
		count.Withdrawn++
		(*entries)[i].recorded.To = at
	}
	return count
}

// check refuses what the ontology does not declare and claims about what is not there.
func (l *Ledger) check() error {
	entities, sources := standing(l.entities), standing(l.sources)
	for _, e := range l.entities {
		if e.recorded.Stands() && (l.ontology == nil || l.ontology.Kind(e.thing.Kind) == nil) {
			return errors.New("unknown kind " + e.thing.Kind)
		}
	}
	for _, e := range l.claims {
		if !e.recorded.Stands() {
			continue
		}
		c := &e.thing
		if l.ontology == nil || l.ontology.Relation(c.Predicate) == nil && l.ontology.Attribute(c.Predicate) == nil {
			return errors.New("unknown predicate " + c.Predicate)
		}
		for _, id := range []string{c.Subject, c.Object, c.Item} {
			if id != "" && !entities[id] {
				return fmt.Errorf("%w: entity %s", graph.ErrDangling, id)
			}
		}
		for _, cited := range c.Sources {
			if !sources[cited.Source] {
				return fmt.Errorf("%w: source %s", graph.ErrDangling, cited.Source)
			}
		}
	}
	return nil
}

func standing[T any](entries []entry[T]) map[string]bool {
	ids := map[string]bool{}
	for _, e := range entries {
		ids[e.id] = ids[e.id] || e.recorded.Stands()
	}
	return ids
}

// describe keeps the description of a dataset if the load changed anything, and reports that.
func (l *Ledger) describe(d graph.Dataset, at time.Time, r *graph.Report) (changed bool) {
	i := slices.IndexFunc(l.datasets, func(s graph.DatasetState) bool { return s.Name == d.Name })
	if i < 0 {
		i = len(l.datasets)
		l.datasets = append(l.datasets, graph.DatasetState{})
	}
	changed = l.datasets[i].Dataset != d
	for _, c := range []graph.Changes{r.Entities, r.Sources, r.Claims} {
		changed = changed || c.Added+c.Changed+c.Withdrawn > 0
	}
	if changed {
		stand := func(c graph.Changes) int { return c.Added + c.Changed + c.Unchanged }
		l.datasets[i] = graph.DatasetState{Dataset: d, LoadedAt: at, Claims: stand(r.Claims), Entities: stand(r.Entities)}
	}
	return changed
}

// Read implements graph.Store.
func (l *Ledger) Read(context.Context) (*graph.Builder, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := graph.NewBuilder(l.ontology, l.version())
	for _, d := range l.datasets {
		b.Dataset(d)
	}
	for _, e := range l.heardSources() {
		b.Source(e.thing, e.dataset)
	}
	for _, e := range l.entities {
		b.Entity(e.thing, e.dataset, e.recorded)
	}
	for _, e := range l.claims {
		if err := b.Claim(&graph.Assertion{Claim: e.thing, Dataset: e.dataset, Recorded: e.recorded}); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// heardSources are those that stand, and those of sources of which none does; the curated dataset first, the newest first.
func (l *Ledger) heardSources() []entry[graph.Source] {
	stands := standing(l.sources)
	heard := slices.DeleteFunc(slices.Clone(l.sources), func(e entry[graph.Source]) bool { return !e.recorded.Stands() && stands[e.id] })
	slices.Reverse(heard)
	rank := func(e entry[graph.Source]) string {
		if e.dataset == graph.CuratedDataset {
			return ""
		}
		return e.dataset
	}
	slices.SortStableFunc(heard, func(x, y entry[graph.Source]) int {
		switch {
		case rank(x) < rank(y):
			return -1
		case rank(x) > rank(y):
			return 1
		}
		return 0
	})
	return heard
}
