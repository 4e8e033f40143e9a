package sqlite

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chokepoint/graph"
)

// sayings is everything a store in a file says, opened anew.
func sayings(t *testing.T, path string) string {
	t.Helper()
	s, err := OpenExisting(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	all, err := everything(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// files lists what stands beside a path.
func files(t *testing.T, path string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// TestBackup copies a store of which much is in the log still, while another load is under way: the copy holds what was recorded.
func TestBackup(t *testing.T) {
	ctx, path := context.Background(), filePath(t)
	s := openStore(t, path)
	loadHistory(t, s)
	want, err := everything(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "back up.db")
	b := chainBatch(t, 100, 3)
	claims := b.Claims
	b.Claims = func(yield func(graph.Claim) bool) {
		census, err := openStore(t, path).Backup(ctx, to)
		if err != nil || census.Loads != 7 {
			t.Errorf("%+v, %v", census, err)
		}
		claims(yield)
	}
	load(t, s, 9, b)
	if got := sayings(t, to); got != want {
		t.Error("the copy says something else")
	}
	if names := files(t, to); len(names) != 1 {
		t.Errorf("beside the copy: %v", names)
	}
	before, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Backup(ctx, to); !errors.Is(err, ErrExists) {
		t.Errorf("over a file: %v", err)
	}
	if after, err := os.ReadFile(to); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was overwritten, %v", err)
	}
	if _, err := s.Backup(ctx, filepath.Join(to, "no", "folder.db")); !errors.Is(err, graph.ErrUnavailable) {
		t.Errorf("into no folder: %v", err)
	}
}

// TestBackupOfDamage makes no copy of a store that is damaged, even where SQLite sees nothing wrong.
func TestBackupOfDamage(t *testing.T) {
	s := openStore(t, filePath(t))
	load(t, s, 1, batch(t, "d", first...))
	if _, err := s.db.Exec(`UPDATE block SET claims = replace(claims, '[[3', '[[4')`); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "backup.db")
	_, err := s.Backup(context.Background(), to)
	unavailable(t, err, "the file is damaged")
	if names := files(t, to); len(names) != 0 {
		t.Errorf("left behind: %v", names)
	}
}

func TestRestore(t *testing.T) {
	ctx, path := context.Background(), filePath(t)
	s := openStore(t, path)
	load(t, s, 1, batch(t, "d", first...))
	backup := filepath.Join(t.TempDir(), "backup.db")
	if _, err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	saved := sayings(t, backup)
	load(t, s, 2, chainBatch(t, 100, 0))
	newer, err := everything(ctx, s)
	if err != nil {
		t.Fatal(err)
	}

	if _, _, err := Restore(ctx, backup, path, false); !errors.Is(err, ErrExists) {
		t.Errorf("over a store: %v", err)
	}
	if _, _, err := Restore(ctx, backup, path, true); !errors.Is(err, ErrInUse) {
		t.Errorf("of a store in use: %v", err)
	}
	if got, err := everything(ctx, s); err != nil || got != newer {
		t.Errorf("the store has changed, %v", err)
	}
	s.Close()
	if _, _, err := Restore(ctx, path, path, true); !errors.Is(err, ErrExists) {
		t.Errorf("of itself: %v", err)
	}
	if _, _, err := Restore(ctx, filepath.Join(t.TempDir(), "none.db"), path, true); !errors.Is(err, ErrMissing) {
		t.Errorf("of nothing: %v", err)
	}
	census, kept, err := Restore(ctx, backup, path, true)
	if err != nil || census.Loads != 1 {
		t.Fatalf("%+v, %v", census, err)
	}
	if sayings(t, path) != saved || sayings(t, kept) != newer || sayings(t, backup) != saved {
		t.Error("what was restored, kept or restored from says something else")
	}

	// A damaged store is replaced too, and a damaged backup is not restored.
	spoil(t, path)
	if _, kept, err = Restore(ctx, backup, path, true); err != nil || !strings.HasSuffix(kept, "-2") {
		t.Errorf("kept as %s, %v", kept, err)
	}
	_, _, err = Restore(ctx, kept, path, true)
	unavailable(t, err, "damaged")
	if sayings(t, path) != saved {
		t.Error("a damaged backup has been restored")
	}
	fresh := filePath(t)
	if _, kept, err := Restore(ctx, backup, fresh, false); err != nil || kept != "" || sayings(t, fresh) != saved {
		t.Errorf("into a new place: kept %q, %v", kept, err)
	}
}

// spoil turns over a bit in the middle of what a closed store says.
func spoil(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(data, []byte("NVIDIA"))
	data[at] ^= 1
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestRestoreOlder restores a file of an older schema, and leaves it as it was.
func TestRestoreOlder(t *testing.T) {
	ctx := context.Background()
	for _, older := range []string{version1(t), version2(t)} {
		before, err := os.ReadFile(older)
		if err != nil {
			t.Fatal(err)
		}
		path := filePath(t)
		census, _, err := Restore(ctx, older, path, false)
		if err != nil || census.Claims == 0 {
			t.Errorf("%+v, %v", census, err)
		}
		if after, err := os.ReadFile(older); err != nil || !bytes.Equal(before, after) {
			t.Errorf("the older file has changed, %v", err)
		}
		sayings(t, path)
	}
}
