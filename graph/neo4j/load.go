package neo4j

import (
	"context"
	"slices"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
	"chokepoint/graph/rules"
	"chokepoint/graph/snapshot"
)

// Load implements graph.Store. A batch without a time is recorded as of now; one that is not later than the load before
// it is recorded a microsecond after that.
//
// The server's memory is bounded: a load is written in parts that no reader sees, and published by a change of one number. Memory
// of the process is linear in all that is recorded, since derived claims rest on all of it.
func (s *Store) Load(ctx context.Context, batch graph.Batch) (graph.Report, error) {
	r, err := s.load(ctx, &batch)
	if err != nil {
		return graph.Report{}, explain(s.uri, "loading dataset "+batch.Dataset.Name, err)
	}
	return r, nil
}

func (s *Store) load(ctx context.Context, batch *graph.Batch) (r graph.Report, err error) {
	if batch.DryRun {
		l := &load{}
		err = s.consistently(ctx, ledgerFloor, func(tx *transaction, at *state) error {
			l.base = at
			return l.compare(tx, batch)
		})
		if err == nil {
			r = l.Report
		}
		return r, err
	}
	err = s.inTurn(ctx, func(t *turn) error {
		l := &load{turn: t, base: t.base}
		err := s.reading(t.ctx, func(tx *transaction) error { return l.compare(tx, batch) })
		if err == nil && l.changed {
			err = l.publish()
		}
		if err == nil {
			r = l.Report
		}
		return err
	})
	return r, err
}

// load is one load under way.
type load struct {
	*ledger.Load
	turn       *turn
	base, next *state
	records    *ledger.Records
	changed    bool // the load changes something
}

// compare compares the batch with what is recorded.
func (l *load) compare(tx *transaction, batch *graph.Batch) (err error) {
	if l.Load, err = ledger.Begin(batch, l.base.version(), l.base.last()); err != nil {
		return err
	}
	next := *l.base
	l.next, next.renamed, next.datasets = &next, [2]string{}, slices.Clone(l.base.datasets)
	var replaced bool
	if next.ontology, replaced, err = l.ReplaceOntology(l.base.ontology); err != nil {
		return err
	}
	before, digest := l.dataset(batch.Dataset.Name), digestOf(batch)
	if !replaced && before.Digest == digest && before.Dataset == batch.Dataset {
		return l.same(before)
	}
	o, err := ledger.DecodeOntology(next.ontology)
	if err == nil {
		err = checkNames(o)
	}
	if err != nil {
		return err
	}
	if l.records, err = tx.readLedgers(l.base); err != nil {
		return err
	}
	if err := l.records.Load(tx.ctx, l.Load, o); err != nil {
		return err
	}
	l.changed = l.Changes(before.Dataset, replaced)
	*before = datasetState{l.State(), digest}
	return nil
}

// same reports that the batch is the one that the dataset was loaded from, of which nothing need be read.
func (l *load) same(d *datasetState) error {
	l.Report.Entities.Unchanged, l.Report.Sources.Unchanged, l.Report.Claims.Unchanged = d.Entities, len(l.Batch.Sources), d.Claims
	return l.Guard()
}

// dataset is a dataset of the version that the load makes, which is not described at all before its first load.
func (l *load) dataset(name string) *datasetState {
	i := slices.IndexFunc(l.next.datasets, func(d datasetState) bool { return d.Name == name })
	if i < 0 {
		i = len(l.next.datasets)
		l.next.datasets = append(l.next.datasets, datasetState{})
	}
	return &l.next.datasets[i]
}

// publish writes the next version and makes it the one that readers see. What is left to do then is clearing away, which the
// next load does if this one can't.
func (l *load) publish() error {
	l.next.loads++
	l.next.lastAt = l.At.UnixMicro()
	l.Report.Version = l.next.version()
	number(&l.records.Entities, &l.next.numbers)
	number(&l.records.Sources, &l.next.numbers)
	number(&l.records.Claims, &l.next.numbers)
	facts, err := l.facts()
	if err != nil {
		return err
	}
	l.next.sources = int64(len(facts.SourceIDs()))
	p := &publication{turn: l.turn, writer: &writer{turn: l.turn}, facts: facts, at: l.At, number: l.next.loads, terms: termsOf(facts.Ontology())}
	if err := l.write(p); err != nil {
		if l.turn.ctx.Err() == nil {
			_ = l.turn.mend() // else the next load does
		}
		return err
	}
	l.turn.base = l.next
	undisturbed := *l.turn
	undisturbed.ctx = context.WithoutCancel(l.turn.ctx)
	p.ended.add(p.writer.returned)
	_ = undisturbed.tidy(p.ended)
	return nil
}

// facts are what is recorded now, with what follows.
func (l *load) facts() (*snapshot.Snapshot, error) {
	b, err := builder(l.records, l.next)
	if err != nil {
		return nil, err
	}
	return b.Build(l.turn.ctx, rules.Passes()...)
}

func (l *load) write(p *publication) error {
	for _, step := range []func() error{
		l.turn.untidied,
		p.publishEntities,
		p.publishSources,
		func() error { return p.writer.writeLedgers(l.records, l.next.loads) },
		p.publishStatements,
		func() error { return p.writer.addVersion(l.next) },
		p.writer.flush,
		p.indexTypes,
		func() error { return l.turn.flip(l.next) },
	} {
		if err := step(); err != nil {
			_ = p.writer.wait()
			return err
		}
	}
	return nil
}

// addVersion adds the node of a version.
func (w *writer) addVersion(s *state) error {
	p, err := encodeState(s)
	if err != nil {
		return err
	}
	return w.add(`UNWIND $rows AS row CREATE (v:`+versionLabel+`) SET v = row`, p)
}

// Rename implements graph.Store. Memory and time are those of a load.
func (s *Store) Rename(ctx context.Context, from, to string, at time.Time) (version string, err error) {
	err = s.inTurn(ctx, func(t *turn) (err error) {
		l := &load{turn: t, base: t.base}
		if err = l.rename(from, to, at); err != nil {
			return err
		}
		version = l.next.version()
		return nil
	})
	return version, explain(s.uri, "renaming dataset "+from, err)
}

// rename makes a version that has the records under the new name, whichever they have; see tidy.
func (l *load) rename(from, to string, at time.Time) (err error) {
	names := make([]string, len(l.base.datasets))
	for i, d := range l.base.datasets {
		names[i] = d.Name
	}
	if err := ledger.CheckRename(names, from, to); err != nil {
		return err
	}
	if l.Load, err = ledger.Begin(&graph.Batch{Dataset: graph.Dataset{Name: from}, At: at}, l.base.version(), l.base.last()); err != nil {
		return err
	}
	err = l.turn.store.reading(l.turn.ctx, func(tx *transaction) (err error) {
		l.records, err = tx.readLedgers(l.base)
		return err
	})
	if err != nil {
		return err
	}
	l.records.Rename(from, to)
	next := *l.base
	l.next, next.renamed, next.datasets = &next, [2]string{from, to}, slices.Clone(l.base.datasets)
	l.dataset(from).Name = to
	return l.publish()
}
