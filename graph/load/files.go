package load

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// File is a file to read, by the name that problems show. It is in memory, or on disk at Path where Data is nil.
type File struct {
	Name  string
	Data  []byte
	Path  string
	Named bool // somebody named it, so that it is read whatever its extension; else it was found in a folder
}

// Text is the data without the mark that some editors and spreadsheets put before UTF-8.
func (f File) Text() []byte { return bytes.TrimPrefix(f.Data, []byte("\ufeff")) }

// Open begins to read the file from its beginning; that can be done any number of times.
func (f File) Open() (io.ReadCloser, error) {
	if f.Data != nil || f.Path == "" {
		return io.NopCloser(bytes.NewReader(f.Data)), nil
	}
	return openRegular(f.Path)
}

// What is read has bounds, which are looked at before memory is taken.
const (
	MaxSeed  = 1 << 20 // bytes of a file written by hand
	maxFiles = 200_000 // in a folder
)

// ErrFile marks a file or folder that is not to be read: it is a device or a pipe, or too large.
var ErrFile = errors.New("reading facts")

// OntologyName is the file that a folder of facts may bring its ontology in.
const OntologyName = "ontology.yaml"

// Files finds the files with one of the extensions under the given paths, in order of name, without reading them. A path may be a
// file, whatever its extension.
func Files(paths []string, extensions ...string) ([]File, error) {
	var files []File
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrFile, err)
		}
		if !info.IsDir() {
			if err := regular(p, info); err != nil {
				return nil, err
			}
			files = append(files, File{Name: p, Path: p, Named: true})
			continue
		}
		names, err := namesIn(os.DirFS(p), extensions)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			name = filepath.Join(p, filepath.FromSlash(name))
			info, err := os.Stat(name)
			if err == nil {
				err = regular(name, info)
			}
			if err != nil {
				return nil, err
			}
			files = append(files, File{Name: name, Path: name})
		}
	}
	return files, nil
}

// FilesIn reads the files with one of the extensions in a file system, in order of name.
func FilesIn(fsys fs.FS, extensions ...string) ([]File, error) {
	names, err := namesIn(fsys, extensions)
	if err != nil {
		return nil, err
	}
	files := make([]File, len(names))
	for i, name := range names {
		f, err := fsys.Open(name)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrFile, err)
		}
		files[i] = File{Name: name}
		files[i].Data, err = readSeed(name, f)
		f.Close()
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

func namesIn(fsys fs.FS, extensions []string) (names []string, err error) {
	err = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !slices.Contains(extensions, strings.ToLower(path.Ext(name))) || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		if names = append(names, name); len(names) > maxFiles {
			return fmt.Errorf("there are more than %d files: load them in several datasets", maxFiles)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	return names, nil
}

// InMemory reads a file written by hand; one that is larger than MaxSeed is refused before it is read.
func (f File) InMemory() (File, error) {
	if f.Data != nil || f.Path == "" {
		return f, nil
	}
	in, err := f.Open()
	if err != nil {
		return f, err
	}
	defer in.Close()
	f.Data, err = readSeed(f.Name, in)
	return f, err
}

func readSeed(name string, in io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(in, MaxSeed+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	case len(data) > MaxSeed:
		return nil, fmt.Errorf("%w: %s is larger than %d bytes, which no file written by hand is; many facts belong into CSV or JSON lines", ErrFile, name, MaxSeed)
	case data == nil:
		data = []byte{}
	}
	return data, nil
}

// openRegular opens a file if it is one: a pipe would wait for ever, and a device has no end.
func openRegular(name string) (*os.File, error) {
	info, err := os.Stat(name)
	if err == nil {
		err = regular(name, info)
	}
	if err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	return f, nil
}

func regular(name string, info fs.FileInfo) error {
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%w: %s is no regular file but a pipe, a device or a socket; copy what it gives into a file, or pipe it into the standard input with -", ErrFile, name)
	}
	return nil
}

// YAMLExtensions are the extensions of seed files.
var YAMLExtensions = []string{".yaml", ".yml"}

// CutOntology takes the ontology file out of files, if there is one.
func CutOntology(files []File) (ontology *File, rest []File) {
	for i := range files {
		if filepath.Base(files[i].Name) == OntologyName {
			return &files[i], slices.Concat(files[:i], files[i+1:])
		}
	}
	return nil, files
}
