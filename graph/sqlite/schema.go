package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	_ "embed" // for the schema
	"encoding/hex"
	"fmt"
	"strings"

	sqlite3 "modernc.org/sqlite/lib"

	"chokepoint/graph"
)

var (
	//go:embed schema/tables.sql
	tables string
	//go:embed schema/mention.sql
	mentionTable string
	//go:embed schema/seal.sql
	sealTable string
	//go:embed schema/views.sql
	views string
	//go:embed schema/claims.sql
	claimColumns string // stands for {claims.sql} in views.sql
)

// schemaVersion is kept in the file's user_version. A change of the tables or views raises it and adds a migration.
const schemaVersion = 5

// sealedSchema is the first whose rows have checksums.
const sealedSchema = 5

// application marks the file as this program's (PRAGMA application_id): "chok".
const application = 0x63686f6b

// prepare creates the schema in an empty file, brings an older one up to date, and otherwise checks that this program can
// read the file. It writes nothing to a file that has the schema, and reads an older one that can't be written to as it is.
func (s *Store) prepare(ctx context.Context) error {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if s.schema, err = s.inspect(ctx, conn); err != nil {
		return err
	}
	if err := s.useLog(ctx, conn); err != nil || s.schema == schemaVersion {
		return err
	}
	err = immediate(ctx, conn, func() (bool, error) {
		found, err := s.inspect(ctx, conn) // another process may have been faster
		switch {
		case err != nil || found == schemaVersion:
		case found == 0:
			err = create(ctx, conn)
		default:
			err = migrate(ctx, conn, found)
		}
		return err == nil, err
	})
	if s.schema > 0 && isReadOnly(err) {
		return nil
	}
	s.schema = schemaVersion
	return err
}

// useLog has a file written to by way of a log (WAL), so that nobody who reads waits for who writes. That is kept in the file: one that is
// of another program must have been told apart before, and one that can't be written to stays as it is.
func (s *Store) useLog(ctx context.Context, conn *sql.Conn) error {
	if s.still || s.file == nil {
		return nil
	}
	_, err := conn.ExecContext(ctx, `PRAGMA journal_mode = wal`)
	if isReadOnly(err) || codeOf(err) == sqlite3.SQLITE_BUSY { // another has it open as a new copy: the next will do
		return nil
	}
	return err
}

// inspect returns the version of the file's schema, 0 if the file is empty; it is an error if this program can't read what
// the file holds.
func (s *Store) inspect(ctx context.Context, conn querier) (version int, err error) {
	var owner, tables, seals int
	if err := conn.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema),
		(SELECT count(*) FROM sqlite_schema WHERE name = 'seal')`).
		Scan(&owner, &version, &tables, &seals); err != nil {
		return 0, err
	}
	switch {
	case tables == 0 && owner == 0 && version == 0:
		return 0, nil
	case owner != application:
		return 0, fmt.Errorf("%w: %s is a database of another program; name another file", graph.ErrUnavailable, s.path)
	case version > schemaVersion:
		return 0, fmt.Errorf("%w: %s was written by a newer version of this program (schema %d; this one reads up to %d); use that version",
			graph.ErrUnavailable, s.path, version, schemaVersion)
	case version < 1, (version >= sealedSchema) != (seals == 1):
		return 0, damaged(fmt.Errorf("schema %d of %d tables, %d of seals", version, tables, seals))
	}
	return version, nil
}

// create makes the tables and views of an empty store.
func create(ctx context.Context, conn *sql.Conn) error {
	if err := execute(ctx, conn, tables, mentionTable, sealTable, createViews(),
		fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", application, schemaVersion)); err != nil {
		return err
	}
	id := make([]byte, 6)
	rand.Read(id) // never fails
	w := storeRow{id: hex.EncodeToString(id), secret: newSecret()}
	var c checksums
	checksum := c.of("store", w.columns()...)
	if _, err := conn.ExecContext(ctx, `INSERT INTO store (id, secret, checksum) VALUES (?, ?, ?)`, w.id, w.secret, checksum); err != nil {
		return err
	}
	return sealAll(ctx, conn, map[string]tally{"store": {1, checksum}})
}

// migrate brings an older file up to date. What was recorded stays as it is.
func migrate(ctx context.Context, conn *sql.Conn, from int) error {
	if from < 2 { // cursors are signed, and the claims of an entity are found by a look-up
		if err := execute(ctx, conn, `ALTER TABLE store ADD COLUMN secret BLOB`, mentionTable); err != nil {
			return err
		}
		if _, err := conn.ExecContext(ctx, `UPDATE store SET secret = ?`, newSecret()); err != nil {
			return err
		}
		if err := mentionAll(ctx, conn, &reading{checker: &checker{off: true}, ctx: ctx, q: conn, schema: from}); err != nil {
			return err
		}
	}
	if from < 3 { // a source says what it retells
		if err := execute(ctx, conn, `ALTER TABLE source_version ADD COLUMN copy_of TEXT NOT NULL DEFAULT ''`); err != nil {
			return err
		}
	}
	if from < sealedSchema {
		if err := addChecksums(ctx, conn); err != nil {
			return err
		}
	}
	// Before 4, no share was a range: the views alone show it.
	return execute(ctx, conn, `DROP VIEW IF EXISTS claims; DROP VIEW IF EXISTS claims_of; DROP VIEW IF EXISTS entities; DROP VIEW IF EXISTS sources`, createViews(),
		fmt.Sprintf("PRAGMA user_version = %d", schemaVersion))
}

func createViews() string { return strings.ReplaceAll(views, "{claims.sql}", claimColumns) }

func execute(ctx context.Context, conn *sql.Conn, scripts ...string) error {
	for _, script := range scripts {
		if _, err := conn.ExecContext(ctx, script); err != nil {
			return err
		}
	}
	return nil
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
