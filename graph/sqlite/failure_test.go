package sqlite

import (
	"bytes"
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
)

func TestDangling(t *testing.T) {
	tests := []struct {
		name  string
		other []string // dataset x, loaded first
		lines []string // dataset d
		again []string // dataset x, loaded again instead of d
		want  []string
	}{
		{name: "object", lines: []string{"@press", "a", "a owned_by ghost press"}, want: []string{`entity "ghost"`, "a owned_by ghost"}},
		{name: "subject", lines: []string{"@press", "a", "ghost owned_by a press"}, want: []string{`entity "ghost"`}},
		{name: "item", lines: []string{"@press", "a", "a owned_by a press item=ghost"}, want: []string{`entity "ghost"`}},
		{name: "source", lines: []string{"@press", "a", "a owned_by a rumour"}, want: []string{`source "rumour"`}},
		{name: "several", lines: []string{"a", "a owned_by ghost rumour"}, want: []string{`entity "ghost"`, `source "rumour"`}},
		{name: "entity withdrawn under another dataset", other: []string{"@press", "a", "b"},
			lines: []string{"@press", "a owned_by b press"}, again: []string{"@press", "a"}, want: []string{`entity "b"`, "says dataset d"}},
		{name: "source withdrawn under another dataset", other: []string{"@press", "a"},
			lines: []string{"a owned_by a press"}, again: []string{"a"}, want: []string{`source "press"`, "says dataset d"}},
		{name: "entity of the past", other: []string{"@press", "a", "b"}, again: []string{"@press", "a"},
			lines: []string{"@press", "b", "a owned_by b press"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := openStore(t, "memory")
			load(t, s, 1, batch(t, "x", tt.other...))
			failing := batch(t, "d", tt.lines...)
			if tt.again != nil {
				load(t, s, 2, failing)
				failing = batch(t, "x", tt.again...)
			}
			before := recorded(t, s)
			_, err := s.Load(context.Background(), failing)
			if tt.want == nil {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if !errors.Is(err, graph.ErrDangling) {
				t.Fatalf("error %v, want ErrDangling", err)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q does not say %s", err, want)
				}
			}
			if diff := cmp.Diff(before, recorded(t, s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestAllOrNothing interrupts loads midway.
func TestAllOrNothing(t *testing.T) {
	for _, path := range []string{"memory", "file"} {
		t.Run(path, func(t *testing.T) {
			if path == "file" {
				path = filePath(t)
			}
			s := openStore(t, path)
			load(t, s, 1, chainBatch(t, 100, 0))
			before := recorded(t, s)

			ctx, cancel := context.WithCancel(context.Background())
			b := chainBatch(t, 32*blockSize, 1)
			claims := b.Claims
			b.Claims = func(yield func(graph.Claim) bool) {
				n := 0
				for c := range claims {
					if n++; n == 2*blockSize {
						cancel()
					}
					if !yield(c) {
						return
					}
				}
			}
			if _, err := s.Load(ctx, b); !errors.Is(err, context.Canceled) || errors.Is(err, graph.ErrUnavailable) {
				t.Errorf("cancelled load: %v", err)
			}
			b.Claims = func(yield func(graph.Claim) bool) {
				for c := range claims {
					if yield(c); c.Subject == "company-500" {
						panic("broken reader")
					}
				}
			}
			func() {
				defer func() {
					if recover() != "broken reader" {
						t.Error("the panic was swallowed")
					}
				}()
				s.Load(context.Background(), b)
			}()
			if diff := cmp.Diff(before, recorded(t, s)); diff != "" {
				t.Error(diff)
			}
			load(t, s, 2, chainBatch(t, 100, 1)) // and the store goes on
		})
	}
}

func TestReopen(t *testing.T) {
	path := filePath(t)
	s := openStore(t, path)
	if v, err := s.Version(context.Background()); v != "" || err != nil {
		t.Errorf("version of an empty store: %q, %v", v, err)
	}
	want := load(t, s, 1, batch(t, "d", first...)).Version
	lines := recorded(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openStore(t, path)
	if v, err := s.Version(context.Background()); v != want || err != nil {
		t.Errorf("version %q, %v; want %q", v, err, want)
	}
	if diff := cmp.Diff(lines, recorded(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestClosed(t *testing.T) {
	s := openStore(t, "memory")
	started, release := make(chan struct{}), make(chan struct{})
	b := chainBatch(t, 2*blockSize, 0)
	claims := b.Claims
	b.Claims = func(yield func(graph.Claim) bool) {
		close(started)
		<-release
		claims(yield)
	}
	failed := make(chan error)
	go func() {
		_, err := s.Load(context.Background(), b)
		failed <- err
	}()
	<-started
	closed := make(chan error)
	go func() { closed <- s.Close() }()
	<-s.life.Closed()
	close(release)
	if err := <-failed; !errors.Is(err, graph.ErrUnavailable) {
		t.Errorf("load under way: %v", err)
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
	if _, err := s.Load(context.Background(), chainBatch(t, 10, 0)); !errors.Is(err, graph.ErrUnavailable) {
		t.Errorf("load: %v", err)
	}
	if _, err := s.Read(context.Background()); !errors.Is(err, graph.ErrUnavailable) {
		t.Errorf("read: %v", err)
	}
}

// unavailable checks that err is ErrUnavailable and says why.
func unavailable(t *testing.T, err error, why string) {
	t.Helper()
	if !errors.Is(err, graph.ErrUnavailable) || !strings.Contains(err.Error(), why) {
		t.Errorf("error %v; want ErrUnavailable because %s", err, why)
	}
}

func TestDiskFull(t *testing.T) {
	path := filePath(t)
	s := openStore(t, path, "max_page_count", "60")
	load(t, s, 1, batch(t, "d", first...))
	before := recorded(t, s)
	_, err := s.Load(context.Background(), chainBatch(t, 50_000, 0))
	unavailable(t, err, "disk is full")
	if diff := cmp.Diff(before, recorded(t, s)); diff != "" {
		t.Error(diff)
	}
	load(t, s, 2, batch(t, "d", first[:8]...))
}

func TestReadOnlyFile(t *testing.T) {
	path := filePath(t)
	s := openStore(t, path)
	load(t, s, 1, batch(t, "d", first...))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openStore(t, path, "query_only", "1")
	if _, err := s.Read(context.Background()); err != nil {
		t.Error(err)
	}
	_, err := s.Load(context.Background(), batch(t, "d"))
	unavailable(t, err, "read-only")
}

func TestLockedFile(t *testing.T) {
	path := filePath(t)
	holder := openStore(t, path)
	waiter := openStore(t, path, "busy_timeout", "20")
	b := batch(t, "d", "a")
	b.Claims = func(func(graph.Claim) bool) {
		_, err := waiter.Load(context.Background(), batch(t, "e", "b"))
		unavailable(t, err, "another process is writing")
	}
	load(t, holder, 1, b)
	load(t, waiter, 2, batch(t, "e", "b"))
}

func TestOpenRefuses(t *testing.T) {
	ctx := context.Background()
	t.Run("garbage", func(t *testing.T) {
		path := filePath(t)
		if err := os.WriteFile(path, []byte(strings.Repeat("not a database ", 1000)), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(ctx, path)
		unavailable(t, err, "not a SQLite database")
	})
	t.Run("a folder", func(t *testing.T) {
		_, err := Open(ctx, t.TempDir())
		unavailable(t, err, "is a folder or a device; name a file")
	})
	t.Run("folder missing", func(t *testing.T) {
		_, err := Open(ctx, filepath.Join(t.TempDir(), "none", "x.db"))
		unavailable(t, err, "folder exists")
	})
	for pragma, why := range map[string]string{"user_version = 99": "newer version", "application_id = 7": "another program"} {
		t.Run(url.PathEscape(pragma), func(t *testing.T) {
			path := filePath(t)
			s := openStore(t, path)
			if _, err := s.anchor.ExecContext(ctx, "PRAGMA "+pragma); err != nil {
				t.Fatal(err)
			}
			if _, err := s.anchor.ExecContext(ctx, "PRAGMA journal_mode = delete"); err != nil {
				t.Fatal(err)
			}
			s.Close()
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			_, err = Open(ctx, path)
			unavailable(t, err, why)
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
				t.Errorf("the file has changed, %v", err)
			}
		})
	}
}
