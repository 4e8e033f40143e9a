package sqlite

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"chokepoint/graph"
)

func TestReady(t *testing.T) {
	ctx := context.Background()
	for _, path := range []string{"memory", filePath(t)} {
		s := openStore(t, path)
		for range 2 { // empty, and with claims
			if err := s.Ready(ctx); err != nil {
				t.Error(err)
			}
			load(t, s, 1, chainBatch(t, 10*blockSize, 0))
		}
		s.Close()
		unavailable(t, s.Ready(ctx), "closed")
	}
}

// calls are all that a store can be asked; each must notice that its file is no longer the one that it opened.
func calls(t *testing.T, s *Store) map[string]error {
	ctx, errs := context.Background(), map[string]error{}
	errs["ready"] = s.Ready(ctx)
	_, errs["version"] = s.Version(ctx)
	_, errs["read"] = s.Read(ctx)
	_, errs["recorded"] = s.Recorded(ctx, "a")
	_, errs["load"] = s.Load(ctx, batch(t, "d", "a"))
	return errs
}

func TestFileTakenAway(t *testing.T) {
	for _, c := range []struct {
		name string
		take func(path string) error
		why  string
	}{
		{"removed", os.Remove, "was removed while it was open"},
		{"renamed", func(path string) error { return os.Rename(path, path+".old") }, "was removed while it was open"},
		{"replaced", func(path string) error {
			data, err := os.ReadFile(path)
			return errors.Join(err, os.WriteFile(path+".new", data, 0o600), os.Rename(path+".new", path))
		}, "was replaced by another file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filePath(t)
			s := openStore(t, path)
			load(t, s, 1, batch(t, "d", first...))
			if err := c.take(path); err != nil {
				t.Fatal(err)
			}
			for call, err := range calls(t, s) {
				if !errors.Is(err, graph.ErrUnavailable) || !strings.Contains(err.Error(), c.why) || !strings.Contains(err.Error(), "restart") {
					t.Errorf("%s: %v; want ErrUnavailable: %s", call, err, c.why)
				}
			}
		})
	}
}

// TestFileReplacedDuringLoad replaces the file while a load is under way: the load must not be reported as done.
func TestFileReplacedDuringLoad(t *testing.T) {
	path := filePath(t)
	s := openStore(t, path)
	b := batch(t, "d", "a")
	b.Claims = func(func(graph.Claim) bool) {
		if err := errors.Join(os.Rename(path, path+".old"), os.WriteFile(path, nil, 0o600)); err != nil {
			t.Error(err)
		}
	}
	_, err := s.Load(context.Background(), b)
	unavailable(t, err, "was replaced by another file")
}

// TestDamage spoils what the file holds, as a bad disk or another program may: every call that comes upon it says so, and
// none panics.
func TestDamage(t *testing.T) {
	for _, spoil := range []string{
		`UPDATE block SET claims = substr(claims, 1, 30)`,
		`UPDATE block SET claims = replace(claims, '[[3', '[[-3')`,
		`UPDATE block SET claims = replace(claims, '[[3', '[[99')`,
		`UPDATE block SET claims = replace(claims, '"type"', 'type')`,
		`UPDATE block SET claims = replace(claims, '1993', 'long ago')`,
		`UPDATE block SET claims = 7`,
		`UPDATE block SET opened = 99`,
		`DELETE FROM citations`,
		`DELETE FROM predicate`,
		`UPDATE citations SET sources = 'x'`,
		`UPDATE store SET ontology = '{'`,
		`UPDATE entity_version SET aliases = '{', closed = NULL`,
		`UPDATE entity_version SET entity = 99`,
		`UPDATE source_version SET published = 'soon'`,
		`DELETE FROM store`,
	} {
		t.Run(spoil, func(t *testing.T) {
			s := openStore(t, filePath(t), "foreign_keys", "0")
			load(t, s, 1, batch(t, "d", first...))
			if _, err := s.db.Exec(`PRAGMA foreign_keys = 0; ` + spoil); err != nil {
				t.Fatal(err)
			}
			_, err := s.Read(context.Background())
			unavailable(t, err, "the file is damaged")
			again := batch(t, "d", first[:6]...)
			again.Ontology = nil
			_, err = s.Recorded(context.Background(), "nvidia")
			_, failed := s.Load(context.Background(), again)
			for _, err := range []error{err, failed, s.Ready(context.Background())} {
				if err != nil { // not every call comes upon it
					unavailable(t, err, "the file is damaged")
				}
			}
		})
	}
}

// TestBadDisk overwrites pages of the file.
func TestBadDisk(t *testing.T) {
	for name, spoil := range map[string]func(*os.File, int64) error{
		"cut short": func(f *os.File, size int64) error { return f.Truncate(size / 2) },
		"emptied":   func(f *os.File, _ int64) error { return f.Truncate(0) },
		"overwritten": func(f *os.File, size int64) error {
			_, err := f.WriteAt([]byte(strings.Repeat("garbage ", int(size)/8)), 0)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := filePath(t)
			s := openStore(t, path)
			load(t, s, 1, chainBatch(t, 20*blockSize, 0))
			if _, err := s.db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
				t.Fatal(err)
			}
			f, err := os.OpenFile(path, os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			info, err := f.Stat()
			if err := errors.Join(err, spoil(f, info.Size()), f.Close()); err != nil {
				t.Fatal(err)
			}
			unavailable(t, s.Ready(context.Background()), path)
		})
	}
}

// TestCloseSparesAnother closes a store whose file was replaced: the log of the file that took its place stays.
func TestCloseSparesAnother(t *testing.T) {
	path := filePath(t)
	old := openStore(t, path)
	load(t, old, 1, batch(t, "d", first...))
	for _, beside := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(path+beside, path+".old"+beside); err != nil {
			t.Fatal(err)
		}
	}
	taken := openStore(t, path)
	load(t, taken, 1, batch(t, "d", first...))
	if _, err := os.Stat(path + "-wal"); err != nil {
		t.Fatal(err)
	}
	if err := old.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path + "-wal"); err != nil {
		t.Errorf("the log of another file: %v", err)
	}
}

// another makes a closed file with other facts than first, and returns what it says.
func another(t *testing.T) (path, says string) {
	t.Helper()
	path = filePath(t)
	s := openStore(t, path)
	load(t, s, 1, chainBatch(t, 1200, 0))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path, sayings(t, path)
}

// TestReplacedIsNotMixed puts another file in the place of one that is open and has a log: whoever opens it next, when the store has noticed
// or ended, reads that file and nothing of the log.
func TestReplacedIsNotMixed(t *testing.T) {
	for name, notice := range map[string]func(*Store) error{
		"ended": (*Store).Close,
		"noticed": func(s *Store) error {
			if err := s.Ready(context.Background()); !errors.Is(err, graph.ErrUnavailable) {
				return err
			}
			s.settle() // it has begun to already
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := filePath(t)
			s := openStore(t, path)
			load(t, s, 1, batch(t, "d", first...))
			load(t, s, 2, chainBatch(t, 100, 0))
			was, err := everything(context.Background(), s)
			if err != nil {
				t.Fatal(err)
			}
			other, want := another(t)
			if err := errors.Join(os.Rename(path, path+".old"), os.Rename(other, path), notice(s)); err != nil {
				t.Fatal(err)
			}
			if name == "ended" {
				if got := sayings(t, path); got != want {
					t.Error("the file that took the place says something else")
				}
			} else if info, err := os.Stat(path + "-wal"); err != nil || info.Size() > 0 {
				t.Errorf("the log is not empty: %v", err)
			}
			if got := sayings(t, path+".old"); got != was {
				t.Error("the file that lost its place says something else")
			}
		})
	}
}

// TestLogOfAnother opens a file beside which lies the log of another, as after a program that was killed: that is found, and nothing of the log
// is written into the file.
func TestLogOfAnother(t *testing.T) {
	path := filePath(t)
	s := openStore(t, path)
	load(t, s, 1, batch(t, "d", first...))
	log, err := os.ReadFile(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	other, want := another(t)
	before, err := os.ReadFile(other)
	if err := errors.Join(err, os.WriteFile(other+"-wal", log, 0o600)); err != nil {
		t.Fatal(err)
	}
	mixed, err := Open(context.Background(), other)
	if err == nil {
		_, err = mixed.Read(context.Background())
		if err := mixed.Close(); err != nil {
			t.Error(err)
		}
	}
	unavailable(t, err, "the log "+other+"-wal is of that one: move it away")
	if after, err := os.ReadFile(other); err != nil || string(after) != string(before) {
		t.Errorf("the file has changed: %v", err)
	}
	data, err := os.ReadFile(other)
	alone := filePath(t)
	if err := errors.Join(err, os.WriteFile(alone, data, 0o600)); err != nil {
		t.Fatal(err)
	}
	if sayings(t, alone) != want {
		t.Error("without the log it says something else")
	}
}
