package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	_ "embed" // for schema.sql
	"encoding/hex"
	"fmt"

	"chokepoint/graph"
)

//go:embed schema.sql
var schema string

// schemaVersion is kept in the file's user_version. A change of schema.sql raises it.
const schemaVersion = 1

// application marks the file as this program's (PRAGMA application_id): "chok".
const application = 0x63686f6b

// prepare creates the schema in an empty file, and otherwise checks that this program can read the file. It writes nothing
// to a file that has the schema, so that a read-only one can be opened.
func (s *Store) prepare(ctx context.Context) error {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if empty, err := s.inspect(ctx, conn); err != nil || !empty {
		return err
	}
	return immediate(ctx, conn, func() (bool, error) {
		empty, err := s.inspect(ctx, conn) // another process may have been faster
		if err != nil || !empty {
			return false, err
		}
		id := make([]byte, 6)
		rand.Read(id) // never fails
		_, err = conn.ExecContext(ctx, schema+fmt.Sprintf(
			"INSERT INTO store (id) VALUES ('%s'); PRAGMA application_id = %d; PRAGMA user_version = %d",
			hex.EncodeToString(id), application, schemaVersion))
		return true, err
	})
}

// inspect reports whether the file is empty; it is an error if this program can't read what the file holds.
func (s *Store) inspect(ctx context.Context, conn *sql.Conn) (empty bool, err error) {
	var owner, version, tables int
	if err := conn.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)`).
		Scan(&owner, &version, &tables); err != nil {
		return false, err
	}
	switch {
	case tables == 0:
		return true, nil
	case owner != application:
		return false, fmt.Errorf("%w: %s is a database of another program; name another file", graph.ErrUnavailable, s.path)
	case version > schemaVersion:
		return false, fmt.Errorf("%w: %s was written by a newer version of this program (schema %d; this one reads up to %d); use that version",
			graph.ErrUnavailable, s.path, version, schemaVersion)
	}
	return false, nil
}

// immediate runs f in a write transaction, which it commits if f returns true and no error. Whatever else happens, a
// panic included, nothing is changed.
func immediate(ctx context.Context, conn *sql.Conn, f func() (bool, error)) error {
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	// What ends the transaction must not be cut short: its outcome would be unknown.
	lasting := context.WithoutCancel(ctx)
	committed := false
	defer func() {
		if !committed {
			conn.ExecContext(lasting, "ROLLBACK") // fails only if SQLite has rolled back by itself
		}
	}()
	if commit, err := f(); err != nil || !commit {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	_, err := conn.ExecContext(lasting, "COMMIT")
	committed = err == nil
	return err
}
