package keys

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func created(t *testing.T, f *File, scope Scope, name string) (string, Key) {
	t.Helper()
	token, k, err := f.Create(scope, name)
	if err != nil {
		t.Fatal(err)
	}
	return token, k
}

func TestKeys(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.keys")
	f := Open(path)
	if all, err := f.List(); err != nil || len(all) != 0 {
		t.Fatalf("a file that is not there has %v, %v", all, err)
	}
	reader, _ := created(t, f, Read, "notebook")
	writer, second := created(t, f, Write, "")
	if !strings.HasPrefix(reader, Prefix) || len(reader) < 50 || reader == writer {
		t.Errorf("the tokens are %s and %s", reader, writer)
	}
	if k, err := f.Check(reader); err != nil || k.Name != "notebook" || !k.Allows(Read) || k.Allows(Write) {
		t.Errorf("the reader's key is %+v, %v", k, err)
	}
	if k, err := f.Check(writer); err != nil || !k.Allows(Read) || !k.Allows(Write) {
		t.Errorf("the writer's key is %+v, %v", k, err)
	}
	for _, token := range []string{"", "x", reader + "x", strings.TrimPrefix(reader, Prefix), second.Hash, second.ID} {
		if _, err := f.Check(token); !errors.Is(err, ErrUnknown) {
			t.Errorf("%q is a key: %v", token, err)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(text), strings.TrimPrefix(reader, Prefix)) {
		t.Errorf("the file tells the token, or can't be read: %v", err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has the mode %v, %v", info.Mode(), err)
	}
}

// What another process does to the file counts at once.
func TestChangesElsewhere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.keys")
	server, other := Open(path), Open(path)
	if _, err := server.Check("cpk_none"); !errors.Is(err, ErrUnknown) {
		t.Fatal(err)
	}
	token, k := created(t, other, Read, "")
	if _, err := server.Check(token); err != nil {
		t.Fatalf("a new key does not count: %v", err)
	}
	if err := server.Flush(); err != nil {
		t.Fatal(err)
	}
	all, err := other.List()
	if err != nil || len(all) != 1 || all[0].LastUsed == nil {
		t.Errorf("the use was not noted: %+v, %v", all, err)
	}
	if _, err := other.Revoke(k.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := server.Check(token); !errors.Is(err, ErrUnknown) {
		t.Errorf("a revoked key counts: %v", err)
	}
	if _, err := other.Revoke("none"); !errors.Is(err, ErrUnknown) {
		t.Errorf("revoking a key that is not there: %v", err)
	}
	if err := server.Flush(); err != nil {
		t.Fatal(err)
	}
	if all, err := server.List(); err != nil || all[0].Revoked == nil {
		t.Errorf("noting a use brought a key back: %+v, %v", all, err)
	}
}

// A file that is damaged lets nobody in, and is not written over.
func TestDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.keys")
	f := Open(path)
	token, _ := created(t, f, Read, "")
	for _, text := range []string{"", "{", `{"keys":[{"id":"a","scope":"all","hash":""}]}`, `{"keys":[],"more":1}`} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Check(token); err == nil || errors.Is(err, ErrUnknown) {
			t.Errorf("%q: a token is checked with %v", text, err)
		}
		if _, _, err := f.Create(Read, ""); err == nil {
			t.Errorf("%q is written over", text)
		}
	}
}

// Several that make keys at once lose none.
func TestManyAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.keys")
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { // each as another process would
			if _, _, err := Open(path).Create(Read, ""); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if list, err := Open(path).List(); err != nil || len(list) != 20 {
		t.Errorf("%d keys of 20 are there: %v", len(list), err)
	}
}
