package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	driver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
	"chokepoint/graph/snapshot"
)

// Store is a snapshot.Store in one SQLite file, or in memory.
type Store struct {
	db        *sql.DB
	connector sqldriver.Connector
	pragmas   []string // further ones, names and values in turn
	path      string
	still     bool        // the file is read without locks: nobody can write to it
	file      os.FileInfo // what the path led to when it was opened; nil in memory
	schema    int         // version of the file's schema; older than schemaVersion only if the file can't be written to
	secret    []byte      // stands in for that of a file whose schema has none
	life      *ledger.Lifetime
	checking  sync.Mutex
	check     *check // the last of all rows

	anchor   *sql.Conn     // leads to the file that was opened, wherever it is now; nil in memory, and where nothing can be written
	settling sync.Mutex    // held while the anchor is used
	settled  bool          // the log has been written into the file since that lost its name
	suspect  atomic.Bool   // what was read makes no sense
	loading  chan struct{} // holds a token while a load is under way: loads take turns
}

var _ snapshot.Store = (*Store)(nil)

// lockWait is how long a call waits for another process that is writing to the file.
const lockWait = 10 * time.Second

// Open opens the store in a file, which it creates if need be; a file of an older version of this program is brought up to
// date, unless it can only be read. The path "memory" (or ":memory:") is a private store in memory, gone when it is closed.
func Open(ctx context.Context, path string) (*Store, error) {
	return open(ctx, path, "busy_timeout", fmt.Sprint(lockWait.Milliseconds()))
}

// OpenExisting opens a store that is there: it is ErrMissing if the file is not, while its folder is.
func OpenExisting(ctx context.Context, path string) (*Store, error) {
	if err := missing(path); err != nil {
		return nil, err
	}
	return Open(ctx, path)
}

// missing is ErrMissing if a file is not there, while its folder is.
func missing(path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && !inMemory(path) {
		if _, err := os.Stat(filepath.Dir(path)); err == nil {
			return fmt.Errorf("%w %s", ErrMissing, path)
		}
	}
	return nil
}

// ErrMissing says that a file which ought to hold a store is not there.
var ErrMissing = errors.New("there is no store")

func inMemory(path string) bool { return path == "memory" || path == ":memory:" }

// open opens a store with further pragmas, given as names and values in turn, on every connection.
func open(ctx context.Context, path string, pragmas ...string) (*Store, error) {
	s := &Store{path: path, pragmas: pragmas, secret: newSecret(), life: ledger.NewLifetime(), loading: make(chan struct{}, 1)}
	if inMemory(path) {
		s.path = "memory"
		return s, s.connect(ctx, "")
	}
	err := s.findFile()
	switch {
	case err == errNoFile:
		return nil, fmt.Errorf("%w: %s is a folder or a device; name a file", graph.ErrUnavailable, path)
	case err != nil:
		return nil, fmt.Errorf("%w: %s: %s (%w)", graph.ErrUnavailable, path, remedies[sqlite3.SQLITE_CANTOPEN], err)
	}
	if err = s.connect(ctx, "rw"); err != nil && isWriteRefused(err) && s.canBeStill() {
		s.still = true
		err = s.connect(ctx, "ro")
	} else if err == nil {
		s.anchor, err = s.db.Conn(ctx)
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// errNoFile says that a path leads to a folder, a device or the like.
var errNoFile = errors.New("it is no file")

// findFile notes which file the path leads to, and creates it if there is none. SQLite itself must never do so: a connection
// that is opened later, after the file was removed, would make an empty one. A file that is there is not opened here: closing
// it would end the locks that SQLite has on it for this process.
func (s *Store) findFile() (err error) {
	if s.file, err = os.Stat(s.path); err == nil && !s.file.Mode().IsRegular() {
		return errNoFile
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	file, err := os.OpenFile(s.path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	switch {
	case err == nil:
		s.file, err = file.Stat()
		return errors.Join(err, file.Close())
	case errors.Is(err, fs.ErrExist): // another process was faster
		s.file, err = os.Stat(s.path)
	}
	return err
}

// connectorTo leads to the file, or to memory if there is no mode.
func (s *Store) connectorTo(mode string) (sqldriver.Connector, error) {
	dsn, query := ":memory:", url.Values{}
	for i := 0; i < len(s.pragmas); i += 2 {
		query.Add("_pragma", s.pragmas[i]+"("+s.pragmas[i+1]+")")
	}
	// A log that a big load left behind is cut back to 64 MiB when the file is next written to.
	settings := []string{"journal_size_limit(67108864)", "foreign_keys(1)", "cache_size(-65536)"}
	if mode != "" {
		dsn = (&url.URL{Path: s.path}).EscapedPath()
		query.Set("mode", mode)
	}
	if s.still {
		query.Set("immutable", "1")
		settings = settings[2:]
	}
	query["_pragma"] = append(query["_pragma"], settings...)
	connector, err := driver.NewConnector("file:" + dsn + "?" + query.Encode())
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", s.path, err)
	}
	return connector, nil
}

// connect makes the connections of a mode, and looks whether they lead to a store.
func (s *Store) connect(ctx context.Context, mode string) (err error) {
	if s.connector, err = s.connectorTo(mode); err != nil {
		return err
	}
	s.db = sql.OpenDB(s.connector)
	if mode == "" {
		s.db.SetMaxOpenConns(1) // each connection would be a database of its own
	}
	if err = s.prepare(ctx); err == nil && mode == "rw" {
		err = s.checkLog(ctx)
	}
	if err = s.explain("opening it", err); err != nil && !s.suspect.Load() {
		err = errors.Join(err, s.db.Close())
	}
	return err
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
	if s.anchor == nil {
		return s.db.Close()
	}
	if s.checkFile() != nil {
		// Closing a file, SQLite deletes its log by name: that is now the log of the file that took its place. What is left open
		// ends with the process.
		s.settle()
		return nil
	}
	if s.suspect.Load() {
		return nil // the log may be of another file: nothing of it is to be written into this one
	}
	return errors.Join(ignore(s.anchor.Close(), sql.ErrConnDone), s.db.Close())
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
		r, err := s.begin(ctx, tx)
		if err == nil {
			version, err = r.storeVersion()
		}
		return err
	})
	return version, s.explain("asking for its version", err)
}

// querier is a transaction or a connection.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// storeVersion returns the store's random id, the number of its last load and until when it was pruned, or nothing before the first load.
func (r *reading) storeVersion() (string, error) {
	w, err := r.store()
	if err != nil {
		return "", err
	}
	if r.off {
		var last int64
		err := r.q.QueryRowContext(r.ctx, `SELECT coalesce(max(number), 0) FROM load`).Scan(&last)
		return versionOf(w, last), err
	}
	return versionOf(w, r.seals["load"].rows), nil
}

func versionOf(w storeRow, load int64) string {
	switch {
	case load == 0:
		return ""
	case w.pruned != 0:
		return fmt.Sprintf("%s-%d-%d", w.id, load, w.pruned/time.Second.Microseconds())
	}
	return fmt.Sprintf("%s-%d", w.id, load)
}

// resultRow is one row of a query's result.
type resultRow struct{ *sql.Rows }

// Scan copies the columns; one that is not of the type that is expected is damage.
func (r resultRow) Scan(into ...any) error { return damaged(r.Rows.Scan(into...)) }

// integer is scanned as it is: database/sql takes an int64 through a text.
type integer int64

// Scan implements sql.Scanner.
func (i *integer) Scan(value any) error {
	n, ok := value.(int64)
	if !ok {
		return fmt.Errorf("%T is not an integer", value)
	}
	*i = integer(n)
	return nil
}

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
