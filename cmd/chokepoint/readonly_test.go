package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// nobody is a user who owns nothing.
const nobody = 65534

// reader runs commands as somebody who may read a folder and write nowhere: as the user of the tests, or as nobody if that is root, for
// whom permissions mean nothing.
type reader struct{ folder string }

// newReader makes a folder with a store of the facts for tests.
func newReader(t *testing.T) *reader {
	t.Helper()
	r := &reader{t.TempDir()}
	facts, err := filepath.Abs("testdata/facts")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("chokepoint", "load", "--store", r.path("facts.db"), facts).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	binary, err := exec.LookPath("chokepoint")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{filepath.Dir(r.folder), filepath.Dir(binary)} {
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { r.chmod(t, ".", 0o755) })
	return r
}

func (r *reader) path(name string) string { return filepath.Join(r.folder, name) }

func (r *reader) chmod(t *testing.T, name string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(r.path(name), mode); err != nil {
		t.Fatal(err)
	}
}

// run returns what a command says and its exit status.
func (r *reader) run(t *testing.T, args ...string) (out, errOut string, status int) {
	t.Helper()
	c := exec.Command("chokepoint", args...)
	c.Dir = r.folder
	if os.Getuid() == 0 {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	var said, complained bytes.Buffer
	c.Stdout, c.Stderr = &said, &complained
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return said.String(), complained.String(), c.ProcessState.ExitCode()
}

// TestReadOnlyFolder reads a store in a folder in which nothing may be made or changed.
func TestReadOnlyFolder(t *testing.T) {
	for name, mode := range map[string]os.FileMode{"file too": 0o444, "folder alone": 0o666} {
		t.Run(name, func(t *testing.T) {
			r := newReader(t)
			r.chmod(t, "facts.db", mode)
			r.chmod(t, ".", 0o555)
			if out, errOut, status := r.run(t, "dependents", "nvidia", "--store", "facts.db", "--as-of", "2026-02-01"); status != exitDone || !strings.Contains(out, "h200") {
				t.Errorf("status %d\n%s%s", status, out, errOut)
			}
			if out, errOut, status := r.run(t, "verify", "--store", "facts.db"); status != exitDone || !strings.Contains(out, "21 claims") {
				t.Errorf("verify: status %d\n%s%s", status, out, errOut)
			}
			if _, errOut, status := r.run(t, "load", "--store", "facts.db", "--dataset", "d", "facts.db"); status == exitDone {
				t.Errorf("load: status %d\n%s", status, errOut)
			}
			if _, errOut, status := r.run(t, "prune", "--store", "facts.db", "--before", "2020-01-01"); status != exitStore || !strings.Contains(errOut, "read-only; make it writable") {
				t.Errorf("prune: status %d\n%s", status, errOut)
			}
			entries, err := os.ReadDir(r.folder)
			if err != nil || len(entries) != 1 {
				t.Errorf("%d files, %v", len(entries), err)
			}
		})
	}
}

// TestReadOnlyBesideServer reads a store that somebody else serves: what is in the log counts.
func TestReadOnlyBesideServer(t *testing.T) {
	r := newReader(t)
	c := exec.Command("chokepoint", "serve", "--store", r.path("facts.db"), "--addr", "127.0.0.1:0", "--quiet")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	}()
	if _, err := out.Read(make([]byte, 1)); err != nil { // it says where it answers
		t.Fatal(err)
	}
	more := filepath.Join(t.TempDir(), "amd.yaml")
	if err := os.WriteFile(more, []byte("id: amd\nkind: company\nname: AMD\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("chokepoint", "load", "--store", r.path("facts.db"), "--dataset", "more", more).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	r.chmod(t, ".", 0o555)
	if out, errOut, status := r.run(t, "entity", "amd", "--store", "facts.db"); status != exitDone || !strings.Contains(out, "AMD") {
		t.Errorf("status %d\n%s%s", status, out, errOut)
	}
}

// TestReadOnlyWithLog finds a log whose program did not come to its end, which nobody but a writer can make use of.
func TestReadOnlyWithLog(t *testing.T) {
	r := newReader(t)
	if err := os.WriteFile(r.path("facts.db-wal"), bytes.Repeat([]byte("frame"), 1000), 0o444); err != nil {
		t.Fatal(err)
	}
	r.chmod(t, "facts.db", 0o444)
	r.chmod(t, ".", 0o555)
	_, errOut, status := r.run(t, "stats", "--store", "facts.db")
	if status != exitStore || !strings.Contains(errOut, "facts.db") || !strings.Contains(errOut, "its folder") {
		t.Errorf("status %d\n%s", status, errOut)
	}
}

// TestReadOnlyKeepsItsFacts answers from a store that can't be filled anew, though the facts that it was filled with have changed.
func TestReadOnlyKeepsItsFacts(t *testing.T) {
	r := newReader(t)
	for name, text := range map[string]string{"a.yaml": "id: a\nkind: company\nname: A\n", "b.yaml": "id: b\nkind: company\nname: B\n"} {
		if err := errors.Join(os.MkdirAll(r.path("seeds"), 0o755), os.WriteFile(r.path("seeds/"+name), []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"entity", "b", "--store", r.path("own.db"), "--seeds", r.path("seeds")}, {"entity", "a", "--store", r.path("own.db")}} {
		if out, err := exec.Command("chokepoint", args...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	if err := os.Remove(r.path("seeds/b.yaml")); err != nil {
		t.Fatal(err)
	}
	r.chmod(t, ".", 0o555)
	if out, errOut, status := r.run(t, "entity", "b", "--store", "own.db", "--seeds", r.path("seeds")); status != exitDone || !strings.Contains(out, "B") {
		t.Errorf("status %d\n%s%s", status, out, errOut)
	}
}
