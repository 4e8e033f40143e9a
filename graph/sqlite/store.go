package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"time"

	driver "modernc.org/sqlite"

	"chokepoint/graph/ledger"
	"chokepoint/graph/snapshot"
)

// Store is a snapshot.Store in one SQLite file, or in memory.
type Store struct {
	db        *sql.DB
	connector sqldriver.Connector
	path      string
	file      os.FileInfo // what the path led to when it was opened; nil in memory
	schema    int         // version of the file's schema; older than schemaVersion only if the file can't be written to
	secret    []byte      // stands in for that of a file whose schema has none
	life      *ledger.Lifetime
	loading   chan struct{} // holds a token while a load is under way: loads take turns
}

var _ snapshot.Store = (*Store)(nil)

// lockWait is how long a call waits for another process that is writing to the file.
const lockWait = 10 * time.Second

// Open opens the store in a file, which it creates if need be; a file of an older version of this program is brought up to
// date, unless it can only be read. The path "memory" (or ":memory:") is a private store in memory, gone when it is closed.
func Open(ctx context.Context, path string) (*Store, error) {
	return open(ctx, path, "busy_timeout", fmt.Sprint(lockWait.Milliseconds()))
}

// open opens a store with further pragmas, given as names and values in turn, on every connection.
func open(ctx context.Context, path string, pragmas ...string) (*Store, error) {
	inMemory := path == "memory" || path == ":memory:"
	dsn := (&url.URL{Path: path}).EscapedPath()
	if inMemory {
		path, dsn = "memory", ":memory:"
	}
	query := url.Values{}
	for i := 0; i < len(pragmas); i += 2 {
		query.Add("_pragma", pragmas[i]+"("+pragmas[i+1]+")")
	}
	// A log that a big load left behind is cut back to 64 MiB when the file is next written to.
	for _, p := range []string{"journal_mode(wal)", "journal_size_limit(67108864)", "foreign_keys(1)", "cache_size(-65536)"} {
		query.Add("_pragma", p)
	}
	connector, err := driver.NewConnector("file:" + dsn + "?" + query.Encode())
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	s := &Store{db: sql.OpenDB(connector), connector: connector, path: path, secret: newSecret(), life: ledger.NewLifetime(),
		loading: make(chan struct{}, 1)}
	if inMemory {
		s.db.SetMaxOpenConns(1) // each connection would be a database of its own
	}
	err = s.prepare(ctx)
	if err == nil && !inMemory {
		s.file, err = os.Stat(path)
	}
	if err != nil {
		return nil, errors.Join(s.explain("opening it", err), s.db.Close())
	}
	return s, nil
}

// newSecret makes a secret that signs cursors.
func newSecret() []byte {
	secret := make([]byte, 32)
	rand.Read(secret) // never fails
	return secret
}

// Name implements graph.Store.
func (s *Store) Name() string { return "sqlite" }

// Close releases the store; calls under way fail, and Close returns when they have.
func (s *Store) Close() error {
	s.life.Close()
	return s.db.Close()
}

// view runs f in one read transaction.
func (s *Store) view(ctx context.Context, f func(context.Context, *sql.Tx) error) error {
	ctx, leave, err := s.life.Enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if err := s.checkFile(); err != nil {
		return err
	}
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err == nil {
		defer tx.Rollback()
		err = f(ctx, tx)
	}
	if err := s.checkFile(); err != nil {
		return err
	}
	return ledger.Cause(ctx, err)
}

// Version implements graph.Store.
func (s *Store) Version(ctx context.Context) (version string, err error) {
	err = s.view(ctx, func(ctx context.Context, tx *sql.Tx) error {
		version, err = readVersion(ctx, tx)
		return err
	})
	return version, s.explain("asking for its version", err)
}

// querier is a transaction or a connection.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// readVersion returns the store's random id and the number of its last load, or nothing before the first.
func readVersion(ctx context.Context, q querier) (string, error) {
	var id string
	var load int64
	err := q.QueryRowContext(ctx, `SELECT id, (SELECT coalesce(max(number), 0) FROM load) FROM store`).Scan(&id, &load)
	if errors.Is(err, sql.ErrNoRows) {
		return "", damaged(errors.New("it does not say which store it is"))
	}
	if err != nil || load == 0 {
		return "", err
	}
	return fmt.Sprintf("%s-%d", id, load), nil
}

// resultRow is one row of a query's result.
type resultRow struct{ *sql.Rows }

// Scan copies the columns; one that is not of the type that is expected is damage.
func (r resultRow) Scan(into ...any) error { return damaged(r.Rows.Scan(into...)) }

// each runs a query and calls scan for each row of its result.
func each(ctx context.Context, q querier, scan func(resultRow) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(resultRow{rows}); err != nil {
			return fmt.Errorf("reading the ledger: %w", err)
		}
	}
	return rows.Err()
}
