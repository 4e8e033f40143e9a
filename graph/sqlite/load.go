package sqlite

import (
	"context"
	"slices"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

// Load implements graph.Store. A batch without a time is recorded as of now; one that is not later than the load before
// it is recorded a microsecond after that.
func (s *Store) Load(ctx context.Context, batch graph.Batch) (graph.Report, error) {
	report, err := s.load(ctx, &batch)
	if err != nil {
		return graph.Report{}, s.explain("loading dataset "+batch.Dataset.Name, err)
	}
	return report, nil
}

func (s *Store) load(ctx context.Context, batch *graph.Batch) (report graph.Report, err error) {
	l := &loader{}
	if err := s.write(ctx, func(w *sealer, stored *reading) (bool, error) {
		l.sealer, l.stored = w, stored
		err := l.run(batch)
		return l.changed && !batch.DryRun, err
	}); err != nil {
		return report, err
	}
	return l.Report, nil
}

// write runs f in a write transaction, which it commits if f returns true and no error. Writers take turns.
func (s *Store) write(ctx context.Context, f func(*sealer, *reading) (bool, error)) error {
	ctx, leave, err := s.life.Enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	select {
	case s.loading <- struct{}{}:
		defer func() { <-s.loading }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	if err := s.checkFile(); err != nil {
		return err
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return ledger.Cause(ctx, err)
	}
	defer conn.Close()
	w := &sealer{statements: statements{ctx: ctx, conn: conn}, added: map[string]*tally{}}
	defer w.close()
	err = immediate(ctx, conn, func() (bool, error) {
		stored, err := s.begin(ctx, conn)
		if err != nil {
			return false, err
		}
		if commit, err := f(w, stored); err != nil || !commit {
			return false, err
		}
		return true, s.checkFile()
	})
	if err := s.checkFile(); err != nil {
		return err
	}
	return ledger.Cause(ctx, err)
}

// loader is one load under way, inside its transaction.
type loader struct {
	*sealer
	*ledger.Load

	stored   *reading // what the file holds before the load
	store    storeRow
	datasets map[int64]string
	dataset  int64
	load     int64
	before   datasetRow      // zero if the dataset is new
	ontology *graph.Ontology // as it will be
	changed  bool            // the load changes something
	replaced bool            // the ontology is another one
	ends     closures

	entities   entityNumbers
	sources    map[string]assertion
	predicates predicateNumbers
	citations  citationNumbers
	kinds      map[string]bool // of entities that stand: those of the batch, and those of others
	blocks     blockWriter
	edited     []edited // as many as the report has room for

	subject       string // of the claim numbered last
	subjectNumber int32
}

// assertion says who asserts an entity or a source once the load is done.
type assertion uint8

const (
	byOthers assertion = 1 << iota
	byBatch
	before // the dataset asserted it before the load
)

// stands reports whether a dataset asserts it.
func (a assertion) stands() bool { return a&(byOthers|byBatch) != 0 }

// orphaned reports whether the load took away the last assertion.
func (a assertion) orphaned() bool { return a == before }

func (l *loader) run(batch *graph.Batch) error {
	if err := l.begin(batch); err != nil {
		return err
	}
	for _, step := range []func() error{
		l.describe, l.replaceOntology, l.loadSources, l.loadEntities, l.loadClaims, l.checkOthers, l.checkDeclared, l.Guard, l.finish,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) begin(batch *graph.Batch) (err error) {
	if l.store, err = l.stored.store(); err != nil {
		return err
	}
	loads, err := l.stored.loads()
	if err != nil {
		return err
	}
	l.load = int64(len(loads))
	l.Load, err = ledger.Begin(batch, versionOf(l.store, l.load-1), latest(loads))
	return err
}

// latest is the last of the times; a file of which nobody wrote all loads may have them in another order than the loads.
func latest(times []time.Time) time.Time { return slices.MaxFunc(times, time.Time.Compare) }

// describe records the load, and the dataset if it is new.
func (l *loader) describe() error {
	rows, err := l.stored.datasets()
	if err != nil {
		return err
	}
	l.datasets = map[int64]string{}
	for _, d := range rows {
		l.datasets[d.number] = d.Name
		l.dataset = max(l.dataset, d.number+1)
		if d.Name == l.Batch.Dataset.Name {
			l.before = d
		}
	}
	if l.dataset = max(l.dataset, 1); l.before.number > 0 {
		l.dataset = l.before.number
	} else {
		d := datasetRow{number: l.dataset, DatasetState: graph.DatasetState{Dataset: l.Batch.Dataset, LoadedAt: l.At}}
		if err := l.insertRow("dataset", d.columns()...); err != nil {
			return err
		}
		l.before.number, l.before.checksum = d.number, l.of("dataset", d.columns()...)
	}
	return l.insertRow("load", l.load, l.dataset, l.At.UnixMicro())
}

// insertRow inserts one row.
func (l *loader) insertRow(table string, columns ...any) error {
	insert, err := l.prepareRow(table)
	if err != nil {
		return err
	}
	return insert(columns...)
}

// finish counts what stands, seals what was written and completes the report.
func (l *loader) finish() error {
	l.changed = l.Changes(l.before.Dataset, l.replaced)
	if !l.changed || l.Batch.DryRun {
		return nil
	}
	d := datasetRow{number: l.dataset, DatasetState: l.State()}
	checksum := l.of("dataset", d.columns()...)
	if _, err := l.conn.ExecContext(l.ctx, `UPDATE dataset SET title = ?, licence = ?, origin = ?, loaded_at = ?, claims = ?, entities = ?, checksum = ? WHERE number = ?`,
		d.Title, d.Licence, d.Origin, d.LoadedAt.UnixMicro(), d.Claims, d.Entities, checksum, d.number); err != nil {
		return err
	}
	l.note("dataset", 0, checksum-l.before.checksum)
	l.Report.Version = versionOf(l.store, l.load)
	return l.seal(l.stored.seals)
}
