package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"time"

	driver "modernc.org/sqlite"

	"chokepoint/graph"
)

// Store is a graph.Store in one SQLite file, or in memory.
type Store struct {
	db      *sql.DB
	path    string
	life    *graph.Lifetime
	loading chan struct{} // holds a token while a load is under way: loads take turns

}

var _ graph.Store = (*Store)(nil)

// lockWait is how long a call waits for another process that is writing to the file.
const lockWait = 10 * time.Second

// Open opens the store in a file, which it creates if need be. The path "memory" (or ":memory:") is a private store in
// memory, gone when it is closed.
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
	s := &Store{db: sql.OpenDB(connector), path: path, life: graph.NewLifetime(), loading: make(chan struct{}, 1)}
	if inMemory {
		s.db.SetMaxOpenConns(1) // each connection would be a database of its own
	}
	if err := s.prepare(ctx); err != nil {
		s.db.Close()
		return nil, s.explain("opening it", err)
	}
	return s, nil
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
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return graph.Cause(ctx, err)
	}
	defer tx.Rollback()
	return graph.Cause(ctx, f(ctx, tx))
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
	if err != nil || load == 0 {
		return "", err
	}
	return fmt.Sprintf("%s-%d", id, load), nil
}
