package sqlite

import (
	"errors"
	"fmt"
	"os"
	"slices"

	driver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"chokepoint/graph"
)

// remedies say what is wrong with the file and what to do, by primary result code of SQLite.
var remedies = map[int]string{
	sqlite3.SQLITE_FULL:     "the disk is full; free some space and try again",
	sqlite3.SQLITE_READONLY: "the file is read-only; make it writable or use another",
	sqlite3.SQLITE_PERM:     "the file may not be opened; check its permissions",
	sqlite3.SQLITE_CANTOPEN: "the file can't be opened; check that its folder exists and may be written to",
	sqlite3.SQLITE_NOTADB:   "the file is not a SQLite database; name another file",
	sqlite3.SQLITE_BUSY:     "another process is writing to the file; try again when it is done",
	sqlite3.SQLITE_LOCKED:   "another process is writing to the file; try again when it is done",
	sqlite3.SQLITE_PROTOCOL: "another process is writing to the file; try again when it is done",
	sqlite3.SQLITE_IOERR:    "the disk reports an error; check the disk",
}

// foreign are the result codes of statements that can't fail on a file that this program wrote: tables or columns are missing, or what they hold
// contradicts itself.
var foreign = []int{sqlite3.SQLITE_ERROR, sqlite3.SQLITE_INTERNAL, sqlite3.SQLITE_SCHEMA, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_CONSTRAINT,
	sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_FORMAT}

const damagedRemedy = "the file is damaged; restore it from a backup (chokepoint restore), or load its datasets into a new file"

// errDamaged marks content of the file that this program can't have written.
var errDamaged = errors.New("what it holds makes no sense")

// damaged marks an error in decoding what the file holds.
func damaged(err error) error {
	if err == nil || errors.Is(err, errDamaged) {
		return err
	}
	return fmt.Errorf("%w: %w", errDamaged, err)
}

// explain says in one sentence what went wrong. Failures of the file become graph.ErrUnavailable.
func (s *Store) explain(doing string, err error) error {
	if err == nil || errors.Is(err, graph.ErrUnavailable) || errors.Is(err, graph.ErrDangling) || errors.Is(err, graph.ErrKinds) {
		return err
	}
	if errors.Is(err, errDamaged) || slices.Contains(foreign, codeOf(err)) || codeOf(err) == sqlite3.SQLITE_CORRUPT {
		s.suspect.Store(true)
		return fmt.Errorf("%w: %s: %s%s (%w)", graph.ErrUnavailable, s.path, damagedRemedy, s.logRemedy(), err)
	}
	if isReadOnly(err) {
		err = fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	if remedy, ok := remedies[codeOf(err)]; ok {
		return fmt.Errorf("%w: %s: %s (%w)", graph.ErrUnavailable, s.path, remedy, err)
	}
	return fmt.Errorf("%s: %s: %w", s.path, doing, err)
}

// logRemedy is what to do besides if there is a log beside the file.
func (s *Store) logRemedy() string {
	if info, err := os.Stat(s.path + "-wal"); err != nil || info.Size() == 0 {
		return ""
	}
	return fmt.Sprintf("; if it was put in the place of a file that was open, the log %s-wal is of that one: move it away", s.path)
}

// ErrReadOnly marks that the file can be read, and not written to. It comes with graph.ErrUnavailable.
var ErrReadOnly = errors.New("it can only be read")

// codeOf is the primary result code of SQLite that an error carries, or 0.
func codeOf(err error) int {
	var failure *driver.Error
	if errors.As(err, &failure) {
		return failure.Code() & 0xff
	}
	return 0
}

// isReadOnly reports that SQLite may not write to the file.
func isReadOnly(err error) bool { return codeOf(err) == sqlite3.SQLITE_READONLY }

// isWriteRefused reports that SQLite may not write to the file, or beside it: to read a file with a log (WAL), it needs two more.
func isWriteRefused(err error) bool {
	return slices.Contains([]int{sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}, codeOf(err))
}
