package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	sqlite3 "modernc.org/sqlite/lib"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

// ErrExists says that a file is there which would have to be overwritten.
var ErrExists = errors.New("there is a file already")

// ErrInUse says that another process has the store open. It wraps graph.ErrUnavailable.
var ErrInUse = fmt.Errorf("%w: another process has it open", graph.ErrUnavailable)

// Backup copies the store into a new file: all that is recorded at one moment, whatever other processes write meanwhile, and nothing of
// the room that it no longer needs. The copy is verified before it has its name, so that there is a whole copy or none. It is
// ErrExists if the file is there.
func (s *Store) Backup(ctx context.Context, path string) (Census, error) {
	switch _, err := os.Lstat(path); {
	case err == nil:
		return Census{}, fmt.Errorf("%w: %s", ErrExists, path)
	case !errors.Is(err, fs.ErrNotExist):
		return Census{}, fmt.Errorf("%w: %w", graph.ErrUnavailable, err)
	}
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		return Census{}, fmt.Errorf("%w: %w", graph.ErrUnavailable, err)
	}
	part := path + ".part"
	census, err := s.copyTo(ctx, part)
	if err == nil {
		err = publish(part, path)
	}
	for _, name := range []string{part, part + "-wal", part + "-shm", part + "-journal"} {
		err = errors.Join(err, ignore(os.Remove(name), fs.ErrNotExist))
	}
	return census, err
}

// ignore drops an error that is no failure.
func ignore(err, expected error) error {
	if errors.Is(err, expected) {
		return nil
	}
	return err
}

// copyTo copies the store into a file, and verifies it.
func (s *Store) copyTo(ctx context.Context, path string) (Census, error) {
	if err := ignore(os.Remove(path), fs.ErrNotExist); err != nil { // left by a copy that was cut short
		return Census{}, err
	}
	ctx, leave, err := s.life.Enter(ctx)
	if err != nil {
		return Census{}, err
	}
	defer leave()
	if err := s.checkFile(); err != nil {
		return Census{}, err
	}
	// A store that was opened as it is may not be written to; SQLite counts it as writing to copy it.
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return Census{}, ledger.Cause(ctx, err)
	}
	defer conn.Close()
	if _, err = conn.ExecContext(ctx, `PRAGMA query_only = 0`); err == nil {
		_, err = conn.ExecContext(ctx, `VACUUM INTO ?`, path)
	}
	if err := s.checkFile(); err != nil {
		return Census{}, err
	}
	if err != nil {
		if isWriteRefused(err) || codeOf(err) == sqlite3.SQLITE_FULL {
			s = &Store{path: path} // it is about the copy
		}
		return Census{}, s.explain("copying it to "+path, ledger.Cause(ctx, err))
	}
	target, err := Open(ctx, path)
	if err != nil {
		return Census{}, err
	}
	census, err := target.Verify(ctx)
	return census, errors.Join(err, target.Close())
}

// publish gives a file that is complete its name, which must not be taken, once it is on the disk.
func publish(part, path string) error {
	file, err := os.Open(part)
	if err != nil {
		return err
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return err
	}
	switch err := os.Link(part, path); {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%w: %s", ErrExists, path)
	case err != nil: // the file system has no links
		if err := os.Rename(part, path); err != nil {
			return err
		}
	}
	if folder, err := os.Open(filepath.Dir(path)); err == nil { // where it can be, the name is on the disk too
		_ = folder.Sync()
		_ = folder.Close()
	}
	return nil
}

// Restore puts a copy of a backup in the place of a store. A store that is there is kept beside it, under the name that is returned, if
// it may be replaced; it is ErrExists if not, and ErrInUse if another process has it open: a server would go on with the old file.
func Restore(ctx context.Context, backup, path string, replace bool) (census Census, kept string, err error) {
	_, err = os.Lstat(path)
	there := !errors.Is(err, fs.ErrNotExist)
	if there && !replace {
		return census, "", fmt.Errorf("%w: %s", ErrExists, path)
	}
	from, err := openAsItIs(ctx, backup)
	if err != nil {
		return census, "", err
	}
	defer from.Close()
	if info, err := os.Stat(path); err == nil && os.SameFile(info, from.file) {
		return census, "", fmt.Errorf("%w: %s is the backup itself", ErrExists, path)
	}
	if there {
		if err := setAside(ctx, path, &kept); err != nil {
			return census, "", err
		}
	}
	if census, err = from.Backup(ctx, path); err != nil && kept != "" {
		err = errors.Join(err, moveStore(kept, path)) // as it was
		kept = ""
	}
	return census, kept, err
}

// openAsItIs opens a store that is there without bringing it up to date.
func openAsItIs(ctx context.Context, path string) (*Store, error) {
	if err := missing(path); err != nil {
		return nil, err
	}
	return open(ctx, path, "busy_timeout", fmt.Sprint(lockWait.Milliseconds()), "query_only", "1")
}

// setAside gives a store another name, which it notes.
func setAside(ctx context.Context, path string, kept *string) error {
	if err := endLog(ctx, path); err != nil {
		return err
	}
	for n := 1; ; n++ {
		*kept = fmt.Sprintf("%s.replaced-%d", path, n)
		if _, err := os.Lstat(*kept); errors.Is(err, fs.ErrNotExist) {
			return moveStore(path, *kept)
		}
	}
}

// endLog writes what is in the log of a store into its file, which SQLite does for the last process that has it open. A file that is no
// store, or is damaged, stays as it is.
func endLog(ctx context.Context, path string) error {
	s, err := open(ctx, path, "busy_timeout", "200")
	if err != nil {
		return nil
	}
	defer s.Close()
	if s.anchor == nil { // it can't be written to
		return nil
	}
	var mode string
	err = s.anchor.QueryRowContext(ctx, `PRAGMA journal_mode = delete`).Scan(&mode)
	if codeOf(err) == sqlite3.SQLITE_BUSY || err == nil && mode == "wal" {
		return fmt.Errorf("%w: %s: stop what uses it, as a server, and try again", ErrInUse, path)
	}
	return nil
}

// moveStore renames a file with what SQLite keeps beside it.
func moveStore(from, to string) error {
	for _, beside := range []string{"-wal", "-shm", "-journal", ""} {
		if err := ignore(os.Rename(from+beside, to+beside), fs.ErrNotExist); err != nil {
			return fmt.Errorf("%w: keeping %s: %w", graph.ErrUnavailable, from, err)
		}
	}
	return nil
}
