package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

// SQLite opens the file by name whenever it needs one more connection. If another file has taken the name, the connections
// of one store would lead to two files: what is read would be a mixture, and what is written lost. The store therefore looks
// before and after each call whether its name still leads to the file that it opened.

// checkFile makes sure that the store's name leads to the file that was opened.
func (s *Store) checkFile() error {
	if s.file == nil {
		return nil // in memory
	}
	now, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %s was removed while it was open; put it back, or restart the program to begin a new one",
			graph.ErrUnavailable, s.path)
	case err != nil:
		return fmt.Errorf("%w: %w", graph.ErrUnavailable, err)
	case !os.SameFile(s.file, now):
		return fmt.Errorf("%w: %s was replaced by another file while it was open; restart the program to use that one, or put the old one back",
			graph.ErrUnavailable, s.path)
	case s.still && (!now.ModTime().Equal(s.file.ModTime()) || now.Size() != s.file.Size() || !s.canBeStill()):
		return fmt.Errorf("%w: %s was written to by another process while it was read without locks, in a folder that can't be written to; start again",
			graph.ErrUnavailable, s.path)
	}
	return nil
}

// canBeStill reports that no other process has the file open, and that none left a log beside it: then all that was recorded is in
// the file itself, which can be read without any other.
func (s *Store) canBeStill() bool {
	_, err := os.Stat(s.path + "-wal")
	return errors.Is(err, fs.ErrNotExist)
}

// Ready asks the file, by a connection that has nothing of it in memory, whether its data can be read: the version, and the
// last claims recorded. The error wraps graph.ErrUnavailable and says what is wrong in one sentence.
func (s *Store) Ready(ctx context.Context) error {
	ctx, leave, err := s.life.Enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if err := s.checkFile(); err != nil {
		return err
	}
	db := s.db
	if s.file != nil {
		db = sql.OpenDB(s.connector)
		defer db.Close()
	}
	err = s.checkContent(ctx, db)
	if err := s.checkFile(); err != nil {
		return err
	}
	if err = s.explain("asking whether it can be read", ledger.Cause(ctx, err)); err != nil && !errors.Is(err, graph.ErrUnavailable) {
		return fmt.Errorf("%w: %w", graph.ErrUnavailable, err)
	}
	return err
}

// checkContent reads the version and the last block of claims.
func (s *Store) checkContent(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	version, err := s.inspect(ctx, conn)
	if err == nil && version == 0 {
		err = damaged(errors.New("its tables are gone"))
	}
	if err != nil {
		return err
	}
	r, err := s.begin(ctx, conn)
	if err != nil {
		return err
	}
	if _, err := r.storeVersion(); err != nil {
		return err
	}
	if r.off {
		return r.allRecords(func(*record) error { return nil })
	}
	return (&reading{checker: s.newChecker(), ctx: ctx, q: conn, schema: s.schema, seals: r.seals}).checkRows()
}
