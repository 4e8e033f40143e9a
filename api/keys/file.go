package keys

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// File is a file of keys. A file that is not there has none. It may be used by several goroutines.
type File struct {
	path string

	mu   sync.Mutex
	seen fs.FileInfo // of the file as it was read last; nil: it was not there
	read bool
	keys []Key
	used map[string]time.Time // last uses that are not in the file yet
}

// Open returns the keys of a file, which need not be there yet. Close it.
func Open(path string) *File { return &File{path: path, used: map[string]time.Time{}} }

// Path is where the keys are.
func (f *File) Path() string { return f.path }

// Create makes a key. Its token is told here and never again.
func (f *File) Create(scope Scope, name string) (token string, k Key, err error) {
	if scope != Read && scope != Write {
		return "", Key{}, fmt.Errorf("the scope is %q: use read or write", scope)
	}
	err = f.change(func(all []Key) ([]Key, error) {
		token, k = newKey(scope, name, time.Now())
		return append(all, k), nil
	})
	return token, k, err
}

// List returns all keys, revoked ones too, the oldest first.
func (f *File) List() ([]Key, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.refresh(); err != nil {
		return nil, err
	}
	return append([]Key{}, f.keys...), nil
}

// Revoke ends a key for good. The error is ErrUnknown if there is none of the id; one that was revoked before stays so.
func (f *File) Revoke(id string) (k Key, err error) {
	err = f.change(func(all []Key) ([]Key, error) {
		for i := range all {
			if all[i].ID != id {
				continue
			}
			if all[i].Revoked == nil {
				now := time.Now().UTC().Truncate(time.Second)
				all[i].Revoked = &now
			}
			k = all[i]
			return all, nil
		}
		return nil, ErrUnknown
	})
	return k, err
}

// Check returns the key that a token is of, and notes its use. The error is ErrUnknown if there is none that counts now, and another
// if the file can't be read: nobody is let in then. It looks at the file each time, and reads it if it changed.
func (f *File) Check(token string) (Key, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.refresh(); err != nil {
		return Key{}, err
	}
	i, ok := find(f.keys, token)
	if !ok {
		return Key{}, ErrUnknown
	}
	k := f.keys[i]
	now := time.Now().UTC().Truncate(time.Minute)
	if k.LastUsed == nil || k.LastUsed.Before(now) {
		f.used[k.ID] = now
	}
	return k, nil
}

// Flush writes the last uses into the file.
func (f *File) Flush() error {
	f.mu.Lock()
	waiting := len(f.used)
	f.mu.Unlock()
	if waiting == 0 {
		return nil
	}
	return f.change(func(all []Key) ([]Key, error) { return all, nil })
}

// refresh reads the file if it is another than was read last.
func (f *File) refresh() error {
	info, err := os.Stat(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.seen, f.keys, f.read = nil, nil, true
		return nil
	case err != nil:
		return fmt.Errorf("reading the keys: %w", err)
	}
	if f.read && f.seen != nil && os.SameFile(info, f.seen) && info.ModTime().Equal(f.seen.ModTime()) && info.Size() == f.seen.Size() {
		return nil
	}
	f.read = false
	data, err := os.ReadFile(f.path)
	if err != nil {
		return fmt.Errorf("reading the keys: %w", err)
	}
	var content content
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&content); err != nil {
		return fmt.Errorf("%s is no file of keys: %w", f.path, err)
	}
	if err := check(content.Keys); err != nil {
		return fmt.Errorf("%s is no file of keys: %w", f.path, err)
	}
	f.seen, f.keys, f.read = info, content.Keys, true
	return nil
}

// content is what stands in the file.
type content struct {
	Keys []Key `json:"keys"`
}

// change reads the file, changes the keys and writes it in one step, while no other process does the same.
func (f *File) change(how func([]Key) ([]Key, error)) (err error) {
	lock := flock.New(f.path+".lock", flock.SetPermissions(0o600))
	if err := lock.Lock(); err != nil {
		return fmt.Errorf("locking the keys: %w", err)
	}
	defer lock.Unlock() //nolint:errcheck // the end of the process does it too
	f.mu.Lock()
	defer f.mu.Unlock()
	f.read = false // a change within the grain of the clock counts too
	if err := f.refresh(); err != nil {
		return err
	}
	all, err := how(append([]Key{}, f.keys...))
	if err != nil {
		return err
	}
	for i := range all {
		if at, ok := f.used[all[i].ID]; ok && (all[i].LastUsed == nil || all[i].LastUsed.Before(at)) {
			all[i].LastUsed = &at
		}
	}
	if err := f.write(all); err != nil {
		return fmt.Errorf("writing the keys: %w", err)
	}
	clear(f.used)
	f.read = false
	return f.refresh()
}

// write replaces the file as a whole; only its owner may read it.
func (f *File) write(all []Key) (err error) {
	text, err := json.MarshalIndent(content{all}, "", "  ")
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(f.path), filepath.Base(f.path)+".*") // with mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name())
		}
	}()
	_, err = file.Write(append(text, '\n'))
	if err == nil {
		err = file.Sync()
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	return os.Rename(file.Name(), f.path)
}
