package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"chokepoint/graph"
)

// Load implements graph.Store. A batch without a time is recorded as of now; one that is not later than the load before
// it is recorded a microsecond after that.
func (s *Store) Load(ctx context.Context, batch graph.Batch) (graph.Report, error) {
	ctx, leave, err := s.life.Enter(ctx)
	if err != nil {
		return graph.Report{}, err
	}
	defer leave()
	select {
	case s.loading <- struct{}{}:
		defer func() { <-s.loading }()
	case <-ctx.Done():
		return graph.Report{}, s.explain("waiting for another load", context.Cause(ctx))
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return graph.Report{}, s.explain("loading dataset "+batch.Dataset.Name, graph.Cause(ctx, err))
	}
	defer conn.Close()

	l := &loader{ctx: ctx, conn: conn, batch: &batch, report: graph.Report{Dataset: batch.Dataset.Name, DryRun: batch.DryRun}}
	defer l.closeStatements()
	err = immediate(ctx, conn, func() (bool, error) {
		err := l.run()
		return err == nil && l.changed && !batch.DryRun, err
	})
	if err != nil {
		return graph.Report{}, s.explain("loading dataset "+batch.Dataset.Name, graph.Cause(ctx, err))
	}
	return l.report, nil
}

// loader is one load under way, inside its transaction.
type loader struct {
	ctx    context.Context
	conn   *sql.Conn
	batch  *graph.Batch
	report graph.Report

	version  string // before the load
	dataset  int64
	load     int64
	ontology *graph.Ontology // as it will be
	changed  bool            // the load changes something
	replaced bool            // the ontology is another one

	entities   entityNumbers
	sources    map[string]assertion
	predicates predicateNumbers
	citations  citationNumbers
	kinds      map[string]bool // of the batch's entities
	subject    string          // of the claim numbered last
	dangling   dangling
	statements []*sql.Stmt

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

func (l *loader) run() error {
	for _, step := range []func() error{
		l.open, l.replaceOntology, l.loadSources, l.loadEntities, l.loadClaims, l.checkOthers, l.checkDeclared, l.finish,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// open records the load and the dataset's description.
func (l *loader) open() (err error) {
	if l.batch.Dataset.Name == "" {
		return errors.New("a dataset needs a name")
	}
	if l.version, err = readVersion(l.ctx, l.conn); err != nil {
		return err
	}
	at := l.batch.At
	if at.IsZero() {
		at = time.Now()
	}
	var last int64
	if err := l.conn.QueryRowContext(l.ctx, `SELECT coalesce(max(number), 0) + 1, coalesce(max(at), -1 << 62) FROM load`).
		Scan(&l.load, &last); err != nil {
		return err
	}
	micros := max(at.UnixMicro(), last+1)
	d := l.batch.Dataset
	var before graph.Dataset
	err = l.conn.QueryRowContext(l.ctx, `SELECT number, name, title, licence, origin FROM dataset WHERE name = ?`, d.Name).
		Scan(&l.dataset, &before.Name, &before.Title, &before.Licence, &before.Origin)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	l.changed = before != d
	if err := l.conn.QueryRowContext(l.ctx, `INSERT INTO dataset (name, title, licence, origin, loaded_at, claims, entities)
		VALUES (?1, ?2, ?3, ?4, ?5, 0, 0)
		ON CONFLICT (name) DO UPDATE SET title = ?2, licence = ?3, origin = ?4, loaded_at = ?5 RETURNING number`,
		d.Name, d.Title, d.Licence, d.Origin, micros).Scan(&l.dataset); err != nil {
		return err
	}
	_, err = l.conn.ExecContext(l.ctx, `INSERT INTO load (number, dataset, at) VALUES (?, ?, ?)`, l.load, l.dataset, micros)
	return err
}

// finish counts what stands and completes the report.
func (l *loader) finish() error {
	r := &l.report
	for _, c := range []graph.Changes{r.Entities, r.Sources, r.Claims} {
		l.changed = l.changed || c.Added+c.Changed+c.Withdrawn > 0
	}
	l.changed = l.changed || l.replaced
	r.Version = l.version
	if !l.changed || l.batch.DryRun {
		return nil
	}
	stand := func(c graph.Changes) int { return c.Added + c.Changed + c.Unchanged }
	if _, err := l.conn.ExecContext(l.ctx, `UPDATE dataset SET claims = ?, entities = ? WHERE number = ?`,
		stand(r.Claims), stand(r.Entities), l.dataset); err != nil {
		return err
	}
	var err error
	r.Version, err = readVersion(l.ctx, l.conn)
	return err
}

// prepare returns a function that runs a statement. It looks at the load's context now and then only, since the driver
// starts a goroutine for each call with a context that can end.
func (l *loader) prepare(query string) (func(args ...any) error, error) {
	statement, err := l.conn.PrepareContext(l.ctx, query)
	if err != nil {
		return nil, err
	}
	l.statements = append(l.statements, statement)
	lasting, calls := context.WithoutCancel(l.ctx), 0
	return func(args ...any) error {
		if calls++; calls%256 == 0 && l.ctx.Err() != nil {
			return l.ctx.Err()
		}
		_, err := statement.ExecContext(lasting, args...)
		return err
	}, nil
}

func (l *loader) closeStatements() {
	for _, s := range l.statements {
		s.Close()
	}
}

// each runs a query and calls scan for each row of its result.
func each(ctx context.Context, q querier, scan func(*sql.Rows) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return fmt.Errorf("reading the ledger: %w", err)
		}
	}
	return rows.Err()
}
