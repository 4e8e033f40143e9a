package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

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
	err := s.compareFile()
	if err != nil && s.anchor != nil {
		go s.settle()
	}
	return err
}

// checkLog makes sure that the log beside the file is its own, as far as it can be told: that the store has the same id without it.
func (s *Store) checkLog(ctx context.Context) error {
	if s.logRemedy() == "" {
		return nil
	}
	alone := &Store{path: s.path, file: s.file, still: true}
	connector, err := alone.connectorTo("ro")
	if err != nil {
		return err
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	var without, with string
	if err := db.QueryRowContext(ctx, `SELECT id FROM store`).Scan(&without); err != nil {
		return nil // all of it is in the log still
	}
	if err := s.db.QueryRowContext(ctx, `SELECT id FROM store`).Scan(&with); err != nil || with != without {
		return damaged(fmt.Errorf("it is store %s without its log, and %s with it", without, with))
	}
	return nil
}

// settle writes what is in the log into the file that was opened, though that has another name now, or none, and empties the log: whoever
// opens the file that took its place would take the log for that file's, and mix the two.
func (s *Store) settle() {
	s.settling.Lock()
	defer s.settling.Unlock()
	if s.settled {
		return
	}
	var busy, logged, written int
	err := s.anchor.QueryRowContext(context.Background(), `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &logged, &written)
	s.settled = err == nil && busy == 0
}

func (s *Store) compareFile() error {
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

// Ready asks the file, by a connection that has nothing of it in memory, whether it holds what it should: the version, and every row of
// every table by its checksum, if the file has changed since that was last done. Of a large file that can take seconds: then Ready says
// what it knows, and a later call has the outcome. The error wraps graph.ErrUnavailable and says what is wrong in one sentence.
func (s *Store) Ready(ctx context.Context) error {
	err := s.fresh(ctx, func(ctx context.Context, r *reading) error {
		_, err := r.storeVersion()
		return err
	})
	if err != nil || s.file == nil {
		return err
	}
	c := s.startCheck()
	patience := time.NewTimer(checkWait)
	defer patience.Stop()
	select {
	case <-c.done:
		return c.err
	case <-patience.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

const (
	// checkWait is how long Ready waits for all rows to be checked.
	checkWait = 500 * time.Millisecond
	// checkEvery is how long a check of all rows is good for: a disk can go bad without anybody writing to it.
	checkEvery = 10 * time.Minute
)

// check is one of all rows, under way or done.
type check struct {
	state fileState
	begun time.Time
	done  chan struct{} // closed when err is set
	err   error
}

// fileState tells whether a file has been written to.
type fileState struct {
	written, logged         time.Time
	writtenSize, loggedSize int64
}

func (s *Store) fileState() (state fileState) {
	if info, err := os.Stat(s.path); err == nil {
		state.written, state.writtenSize = info.ModTime(), info.Size()
	}
	if info, err := os.Stat(s.path + "-wal"); err == nil {
		state.logged, state.loggedSize = info.ModTime(), info.Size()
	}
	return state
}

// startCheck returns the check of the file as it is, which it begins if there is none that is good still.
func (s *Store) startCheck() *check {
	s.checking.Lock()
	defer s.checking.Unlock()
	state := s.fileState()
	if c := s.check; c != nil {
		select {
		case <-c.done:
			if c.err == nil && c.state == state && time.Since(c.begun) < checkEvery {
				return c
			}
		default:
			return c
		}
	}
	c := &check{state: state, begun: time.Now(), done: make(chan struct{})}
	s.check = c
	go func() {
		defer close(c.done)
		c.err = s.fresh(context.Background(), func(ctx context.Context, r *reading) error {
			if r.off {
				return r.allRecords(func(*record) error { return nil })
			}
			return r.checkRows()
		})
	}()
	return c
}

// fresh reads by a connection of its own, which has nothing of the file in memory. Its error wraps graph.ErrUnavailable.
func (s *Store) fresh(ctx context.Context, read func(context.Context, *reading) error) error {
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
	err = s.readFresh(ctx, db, read)
	if err := s.checkFile(); err != nil {
		return err
	}
	if err = s.explain("asking whether it can be read", ledger.Cause(ctx, err)); err != nil && !errors.Is(err, graph.ErrUnavailable) {
		return fmt.Errorf("%w: %w", graph.ErrUnavailable, err)
	}
	return err
}

func (s *Store) readFresh(ctx context.Context, db *sql.DB, read func(context.Context, *reading) error) error {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	version, err := s.inspect(ctx, tx)
	if err == nil && version == 0 {
		err = damaged(errors.New("its tables are gone"))
	}
	if err != nil {
		return err
	}
	r, err := s.begin(ctx, tx)
	if err != nil {
		return err
	}
	return read(ctx, r)
}
