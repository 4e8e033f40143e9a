package neo4j

import (
	"context"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
	"chokepoint/graph/rules"
)

// Load implements graph.Store. A batch without a time is recorded as of now; one that is not later than the load before
// it is recorded a microsecond after that. Memory is linear in all that is recorded, since derived claims rest on all of it.
func (s *Store) Load(ctx context.Context, batch graph.Batch) (graph.Report, error) {
	l := &load{}
	gate := int64(-1) // the number of loads at which it was closed
	err := s.inTransaction(ctx, neo4j.AccessModeWrite, func(tx *transaction) (bool, error) {
		l.tx = tx
		if err := l.run(&batch); err != nil || !l.changed || batch.DryRun {
			return false, err
		}
		gate = l.meta.loads - 1
		return true, s.closeGate(ctx, gate)
	})
	if gate >= 0 { // the load is done or undone already: if the gate can't be moved now, a reader will mend it
		if err == nil {
			_ = s.openGate(context.WithoutCancel(ctx), gate)
		} else {
			_ = s.mendGate(context.WithoutCancel(ctx))
		}
	}
	if err != nil {
		return graph.Report{}, explain(s.uri, "loading dataset "+batch.Dataset.Name, err)
	}
	return l.Report, nil
}

// load is one load under way, inside its transaction.
type load struct {
	*ledger.Load
	tx      *transaction
	meta    meta
	ledgers *ledgers
	changed bool // the load changes something
}

func (l *load) run(batch *graph.Batch) error {
	if err := l.open(batch); err != nil {
		return err
	}
	text, replaced, err := l.ReplaceOntology(l.meta.ontology)
	if err != nil {
		return err
	}
	l.meta.ontology = text
	o, err := ledger.DecodeOntology(text)
	if err != nil {
		return err
	}
	if err := l.ledgers.Load(l.tx.ctx, l.Load, o); err != nil {
		return err
	}
	if before := l.state(); !l.Changes(before.Dataset, replaced) || batch.DryRun {
		return nil
	}
	l.changed = true
	return l.write()
}

// open waits for other loads to end and reads what is recorded.
func (l *load) open(batch *graph.Batch) (err error) {
	if err := l.tx.lockMeta(); err != nil {
		return err
	}
	if l.meta, err = l.tx.readMeta(); err != nil {
		return err
	}
	if l.Load, err = ledger.Begin(batch, l.meta.version(), l.meta.last()); err != nil {
		return err
	}
	l.ledgers, err = l.tx.readLedgers()
	return err
}

// state is the dataset as it is described, which is not at all before its first load.
func (l *load) state() *graph.DatasetState {
	i := slices.IndexFunc(l.ledgers.datasets, func(s graph.DatasetState) bool { return s.Name == l.Batch.Dataset.Name })
	if i < 0 {
		i = len(l.ledgers.datasets)
		l.ledgers.datasets = append(l.ledgers.datasets, graph.DatasetState{})
	}
	return &l.ledgers.datasets[i]
}

// write brings the database up to what the load recorded: the graph, then the ledger that cites its sources.
func (l *load) write() error {
	state := l.state()
	*state = l.State()
	return l.publish(state)
}

// publish writes what is recorded now, of which one dataset is described anew.
func (l *load) publish(state *graph.DatasetState) error {
	l.meta.loads++
	l.meta.lastAt = l.At.UnixMicro()
	l.Report.Version = l.meta.version()
	number(&l.ledgers.Entities, &l.meta.numbers)
	number(&l.ledgers.Sources, &l.meta.numbers)
	number(&l.ledgers.Claims, &l.meta.numbers)
	b, err := l.ledgers.builder(l.meta)
	if err != nil {
		return err
	}
	s, err := b.Build(l.tx.ctx, rules.Passes()...)
	if err != nil {
		return err
	}
	p := &publication{tx: l.tx, snapshot: s, at: l.At}
	for _, step := range []func() error{
		func() error {
			return l.tx.run(`MERGE (d:Dataset {name: $p.name}) SET d = $p`, properties{"p": encodeDataset(state)})
		},
		p.publishEntities,
		p.publishSources,
		p.publishStatements,
		func() error { return l.ledgers.write(l.tx) },
		func() error { return l.tx.writeMeta(l.meta) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
