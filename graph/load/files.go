package load

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// File is a file to read, by the name that problems show.
type File struct {
	Name string
	Data []byte
}

// text is the data without the mark that some editors and spreadsheets put before UTF-8.
func (f File) text() []byte { return bytes.TrimPrefix(f.Data, []byte("\ufeff")) }

// OntologyName is the file that a folder of facts may bring its ontology in.
const OntologyName = "ontology.yaml"

// Files reads the files with one of the extensions under the given paths, in order of name. A path may be a file, whatever
// its extension.
func Files(paths []string, extensions ...string) ([]File, error) {
	var files []File
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, fmt.Errorf("reading facts: %w", err)
		}
		if !info.IsDir() {
			data, err := os.ReadFile(p)
			if err != nil {
				return nil, fmt.Errorf("reading facts: %w", err)
			}
			files = append(files, File{p, data})
			continue
		}
		in, err := FilesIn(os.DirFS(p), extensions...)
		if err != nil {
			return nil, err
		}
		for _, f := range in {
			files = append(files, File{filepath.Join(p, filepath.FromSlash(f.Name)), f.Data})
		}
	}
	return files, nil
}

// FilesIn is Files for everything in a file system.
func FilesIn(fsys fs.FS, extensions ...string) ([]File, error) {
	var files []File
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !slices.Contains(extensions, path.Ext(name)) || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		files = append(files, File{name, data})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading facts: %w", err)
	}
	return files, nil
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
