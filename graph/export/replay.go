package export

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"chokepoint/graph"
)

// Lines goes over the lines of a file from the beginning, each time it is called: a file is gone over more than once, so that memory
// does not grow with the number of its claims.
type Lines func() iter.Seq2[Line, error]

var (
	// ErrNotEmpty marks a store that holds something already: what was recorded when can't be put beneath that.
	ErrNotEmpty = errors.New("the store is not empty")
	// ErrCut marks a file of which a part is missing.
	ErrCut = errors.New("a part of the file is missing")
	// ErrPruned marks a file of a store whose history was pruned, for a store that can't say so of itself.
	ErrPruned = errors.New("the history in the file was pruned, and this store can't say so; export it with --standing, or load it into a file")
)

// Replay makes an empty store one that tells what the lines tell: it loads each dataset as it stood at each instant at which something
// of it was recorded, in order of time, as of that instant. After each load it calls loaded, if that is not nil.
//
// The claims are gone over once for each load. If it fails, what was loaded until then stays.
func Replay(ctx context.Context, store graph.Store, lines Lines, loaded func(graph.Report)) error {
	version, err := store.Version(ctx)
	if err != nil {
		return err
	}
	if version != "" {
		return ErrNotEmpty
	}
	c, err := read(lines)
	if err != nil {
		return err
	}
	moments, err := c.moments()
	if err != nil {
		return err
	}
	pruner, ok := store.(pruner)
	if !c.pruned.IsZero() && !ok {
		return ErrPruned
	}
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	for i, m := range moments {
		batch := c.at(m, fail)
		if i == 0 {
			batch.Ontology = c.widened()
		}
		if i == len(moments)-1 {
			batch.Ontology = c.ontology
		}
		report, err := store.Load(ctx, batch)
		if err != nil {
			return fmt.Errorf("replaying what was recorded at %s: %w", m.at.Format(time.RFC3339Nano), cause(ctx, err))
		}
		if loaded != nil {
			loaded(report)
		}
	}
	if c.pruned.IsZero() {
		return nil
	}
	return pruner.PruneTo(ctx, c.pruned)
}

// pruner is a store whose history can be pruned.
type pruner interface {
	PruneTo(ctx context.Context, before time.Time) error
}

// Standing returns what the lines say that stands, a batch a dataset, in the order in which the datasets were first recorded: one may
// name entities of those before it. If reading the claims fails, it calls fail, which is to end the context of the load.
func Standing(lines Lines, fail context.CancelCauseFunc) ([]graph.Batch, error) {
	c, err := read(lines)
	if err != nil {
		return nil, err
	}
	var batches []graph.Batch
	for _, name := range c.inOrder() {
		batches = append(batches, c.at(moment{dataset: name}, fail))
	}
	batches[0].Ontology = c.ontology
	return batches, nil
}

// inOrder lists the datasets in order of what was first recorded of them.
func (c *contents) inOrder() []string {
	first := map[string]time.Time{}
	for m := range c.recorded {
		if at, ok := first[m.dataset]; !ok || m.at.Before(at) {
			first[m.dataset] = m.at
		}
	}
	names := make([]string, len(c.datasets))
	for i, d := range c.datasets {
		names[i] = d.Name
	}
	slices.SortFunc(names, func(x, y string) int { return cmp.Or(first[x].Compare(first[y]), cmp.Compare(x, y)) })
	return names
}

// contents is what a file holds but for its claims.
type contents struct {
	lines    Lines
	ontology *graph.Ontology
	datasets []graph.DatasetState
	pruned   time.Time
	entities []said[graph.Entity]
	sources  []said[graph.Source]
	recorded map[moment]bool
	counts   Counts
	used     map[string]graph.ValueType // predicates of claims: of attributes with the type, of relations without
}

type said[T any] struct {
	dataset  string
	recorded graph.Recording
	thing    T
	first    bool // no version of it by the dataset is older
}

// moment is one at which something of a dataset was recorded or withdrawn.
type moment struct {
	at      time.Time
	dataset string
}

// read goes over all lines once.
func read(lines Lines) (*contents, error) {
	c := &contents{lines: lines, recorded: map[moment]bool{}, counts: Counts{}, used: map[string]graph.ValueType{}}
	for line, err := range lines() {
		if err == nil {
			err = c.add(&line)
		}
		if err != nil {
			return nil, err
		}
	}
	markFirst(c.entities, func(e *graph.Entity) string { return e.ID })
	markFirst(c.sources, func(s *graph.Source) string { return s.ID })
	return c, c.check()
}

func markFirst[T any](all []said[T], id func(*T) string) {
	first := map[[2]string]int{}
	for i := range all {
		key := [2]string{all[i].dataset, id(&all[i].thing)}
		if before, seen := first[key]; !seen || all[i].recorded.From.Before(all[before].recorded.From) {
			first[key] = i
		}
	}
	for _, i := range first {
		all[i].first = true
	}
}

func (c *contents) add(l *Line) error {
	c.counts.Add(l)
	switch {
	case !l.Pruned.IsZero():
		c.pruned = l.Pruned
		return nil
	case l.Ontology != nil:
		if c.ontology != nil {
			return fmt.Errorf("line %d: %w: the file has two ontologies; a file is one export", l.Number, ErrLine)
		}
		c.ontology = l.Ontology
		return nil
	case l.Dataset != nil:
		if c.dataset(l.Dataset.Name) != nil {
			return fmt.Errorf("line %d: %w: the file describes dataset %s twice; a file is one export", l.Number, ErrLine, l.Dataset.Name)
		}
		c.datasets = append(c.datasets, *l.Dataset)
		return nil
	}
	if c.dataset(l.SaidBy) == nil {
		return fmt.Errorf("line %d: %w: no line before it describes dataset %s", l.Number, ErrLine, l.SaidBy)
	}
	switch {
	case l.Entity != nil:
		c.entities = append(c.entities, said[graph.Entity]{l.SaidBy, l.Recorded, *l.Entity, false})
	case l.Source != nil:
		c.sources = append(c.sources, said[graph.Source]{l.SaidBy, l.Recorded, *l.Source, false})
	case l.Claim != nil:
		c.used[l.Claim.Predicate] = l.Claim.Value.Type
	}
	c.recorded[moment{l.Recorded.From, l.SaidBy}] = true
	if !l.Recorded.Stands() {
		c.recorded[moment{l.Recorded.To, l.SaidBy}] = true
	}
	return nil
}

func (c *contents) dataset(name string) *graph.DatasetState {
	i := slices.IndexFunc(c.datasets, func(d graph.DatasetState) bool { return d.Name == name })
	if i < 0 {
		return nil
	}
	return &c.datasets[i]
}

// check makes sure that all is there that the lines of the datasets count.
func (c *contents) check() error {
	if len(c.datasets) == 0 {
		return fmt.Errorf("%w: no line of it describes a dataset", ErrLine)
	}
	return c.counts.Check()
}

// moments are all that something was recorded at, in order of time, with those at which a dataset was last loaded.
func (c *contents) moments() ([]moment, error) {
	for _, d := range c.datasets {
		if !d.LoadedAt.IsZero() {
			c.recorded[moment{d.LoadedAt, d.Name}] = true
		}
	}
	all := slices.SortedFunc(maps.Keys(c.recorded), func(x, y moment) int { return x.at.Compare(y.at) })
	for i, m := range all {
		switch {
		case m.at.IsZero():
			return nil, fmt.Errorf("%w: it does not say when things were recorded (recorded_from), as a file must that is to be the history of a store", ErrLine)
		case i > 0 && m.at.Equal(all[i-1].at):
			return nil, fmt.Errorf("%w: datasets %s and %s were both recorded at %s; loads come one after another", ErrLine, all[i-1].dataset, m.dataset, m.at.Format(time.RFC3339Nano))
		}
	}
	if !c.pruned.IsZero() && len(all) > 0 { // what was pruned may have been there before all that is left
		for i := len(c.datasets) - 1; i >= 0; i-- {
			all = append([]moment{{all[0].at.Add(-time.Microsecond), c.datasets[i].Name}}, all...)
		}
	}
	return all, nil
}

// at is the batch of a dataset as it stood at a moment; that of the zero time as it stands. It calls fail if reading the claims again
// does.
func (c *contents) at(m moment, fail context.CancelCauseFunc) graph.Batch {
	batch := graph.Batch{Dataset: c.described(m), At: m.at, Entities: thingsAt(c, c.entities, m, func(e *graph.Entity) { e.Name += before }),
		Sources: thingsAt(c, c.sources, m, func(s *graph.Source) { s.Title += before })}
	batch.Claims = func(yield func(graph.Claim) bool) {
		for line, err := range c.lines() {
			if err != nil {
				fail(err)
				return
			}
			if line.Claim != nil && line.SaidBy == m.dataset && line.Recorded.Contains(m.at) && !yield(*line.Claim) {
				return
			}
		}
	}
	return batch
}

// described is how a dataset is described at a moment. What it was called before is not recorded; but a load that changed nothing
// else is one only if it was called something else before.
func (c *contents) described(m moment) graph.Dataset {
	d := c.dataset(m.dataset)
	if m.at.IsZero() || !m.at.Before(d.LoadedAt) {
		return d.Dataset
	}
	other := d.Dataset
	other.Origin += before
	return other
}

// before ends what stands for something that is no longer known.
const before = " (before)"

// thingsAt are the things that a dataset said at a moment. Of what was pruned since, something stands for what it said of a thing before
// its oldest version that is left, since claims of that time may name it; it is withdrawn with that version, and pruned at the end.
func thingsAt[T any](c *contents, all []said[T], m moment, unlike func(*T)) []T {
	var there []T
	for _, x := range all {
		switch {
		case x.dataset != m.dataset:
		case x.recorded.Contains(m.at):
			there = append(there, x.thing)
		case x.first && !m.at.IsZero() && m.at.Before(x.recorded.From) && !x.recorded.From.After(c.pruned):
			unlike(&x.thing)
			there = append(there, x.thing)
		}
	}
	return there
}

// widened is the ontology with what it does not declare and things had that were withdrawn since: they could not be said without.
func (c *contents) widened() *graph.Ontology {
	if c.ontology == nil {
		return nil
	}
	o := *c.ontology
	for _, e := range c.entities {
		if !slices.ContainsFunc(o.Kinds, func(k graph.Kind) bool { return k.Name == e.thing.Kind }) {
			o.Kinds = append(slices.Clip(o.Kinds), graph.Kind{Name: e.thing.Kind})
		}
	}
	for _, predicate := range slices.Sorted(maps.Keys(c.used)) {
		switch t := c.used[predicate]; {
		case c.ontology.Relation(predicate) != nil || c.ontology.Attribute(predicate) != nil:
		case t == "":
			o.Relations = append(slices.Clip(o.Relations), graph.Relation{Name: predicate})
		default:
			o.Attributes = append(slices.Clip(o.Attributes), graph.Attribute{Name: predicate, Type: t})
		}
	}
	return &o
}

// cause returns why the context ended where err is a consequence of that, else err.
func cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}
