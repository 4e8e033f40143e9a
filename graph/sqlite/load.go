package sqlite

import (
	"context"
	"database/sql"
	"errors"
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
	ctx, leave, err := s.life.Enter(ctx)
	if err != nil {
		return report, err
	}
	defer leave()
	select {
	case s.loading <- struct{}{}:
		defer func() { <-s.loading }()
	case <-ctx.Done():
		return report, context.Cause(ctx)
	}
	if err := s.checkFile(); err != nil {
		return report, err
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return report, ledger.Cause(ctx, err)
	}
	defer conn.Close()
	l := &loader{statements: statements{ctx: ctx, conn: conn}}
	defer l.close()
	err = immediate(ctx, conn, func() (bool, error) {
		if err := l.run(batch); err != nil || !l.changed || batch.DryRun {
			return false, err
		}
		return true, s.checkFile()
	})
	if err := s.checkFile(); err != nil {
		return report, err
	}
	if err != nil {
		return report, ledger.Cause(ctx, err)
	}
	return l.Report, nil
}

// loader is one load under way, inside its transaction.
type loader struct {
	statements
	*ledger.Load

	dataset  int64
	load     int64
	before   graph.Dataset   // the dataset's description; zero if it is new
	ontology *graph.Ontology // as it will be
	changed  bool            // the load changes something
	replaced bool            // the ontology is another one

	entities   entityNumbers
	sources    map[string]assertion
	predicates predicateNumbers
	citations  citationNumbers
	kinds      map[string]bool // of the batch's entities
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
		l.open, l.replaceOntology, l.loadSources, l.loadEntities, l.loadClaims, l.checkOthers, l.checkDeclared, l.Guard, l.finish,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) begin(batch *graph.Batch) error {
	version, err := readVersion(l.ctx, l.conn)
	if err != nil {
		return err
	}
	var at sql.NullInt64
	if err := l.conn.QueryRowContext(l.ctx, `SELECT coalesce(max(number), 0) + 1, max(at) FROM load`).Scan(&l.load, &at); err != nil {
		return err
	}
	var last time.Time
	if at.Valid {
		last = time.UnixMicro(at.Int64)
	}
	l.Load, err = ledger.Begin(batch, version, last)
	return err
}

// open records the load and the dataset's description.
func (l *loader) open() error {
	d, at := l.Batch.Dataset, l.At.UnixMicro()
	err := l.conn.QueryRowContext(l.ctx, `SELECT name, title, licence, origin FROM dataset WHERE name = ?`, d.Name).
		Scan(&l.before.Name, &l.before.Title, &l.before.Licence, &l.before.Origin)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err := l.conn.QueryRowContext(l.ctx, `INSERT INTO dataset (name, title, licence, origin, loaded_at, claims, entities)
		VALUES (?1, ?2, ?3, ?4, ?5, 0, 0)
		ON CONFLICT (name) DO UPDATE SET title = ?2, licence = ?3, origin = ?4, loaded_at = ?5 RETURNING number`,
		d.Name, d.Title, d.Licence, d.Origin, at).Scan(&l.dataset); err != nil {
		return err
	}
	_, err = l.conn.ExecContext(l.ctx, `INSERT INTO load (number, dataset, at) VALUES (?, ?, ?)`, l.load, l.dataset, at)
	return err
}

// finish counts what stands and completes the report.
func (l *loader) finish() (err error) {
	l.changed = l.Changes(l.before, l.replaced)
	if !l.changed || l.Batch.DryRun {
		return nil
	}
	state := l.State()
	if _, err := l.conn.ExecContext(l.ctx, `UPDATE dataset SET claims = ?, entities = ? WHERE number = ?`,
		state.Claims, state.Entities, l.dataset); err != nil {
		return err
	}
	l.Report.Version, err = readVersion(l.ctx, l.conn)
	return err
}
