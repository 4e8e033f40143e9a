// Package format reads facts in the forms that people have them in. A format is one file: how it is recognised, and how its words
// become a load.Draft. What a claim may say, whom a name means and what a load changes is decided elsewhere, for all of them alike.
//
// A reader streams: it keeps nothing of a file but what it has to look up again. What is wrong with the form of a file is noted in
// the draft with its place. A file can be opened any number of times.
package format

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/load"
)

// Format is a way in which facts are written.
type Format struct {
	Name       string   // as people ask for it
	Title      string   // for people; of a dataset too, if it has no other
	Licence    string   // of the data, as an SPDX identifier, where all of it has one
	Extensions []string // of its files in a folder
	Own        bool     // its ids are ours: what it names is never looked for among other entities
	Tells      bool     // its files may tell of several datasets
	ByHand     bool     // people write it, so that two names that are nearly one may be a slip

	// knows reports whether files are of the format: by their names, or by how the first begins.
	knows func(files []load.File, begin []byte) bool
	read  func(*Reading)
}

// Options say how files are to be read.
type Options struct {
	// Map says in which column of a table of any form a field stands, as subject=Supplier, or what it always is, as predicate="supplied_by".
	Map map[string]string
	// Ontology is that of the facts; nil: a predicate that nobody declares is taken for a relation.
	Ontology *graph.Ontology
	// Only is the dataset that is read, of files that tell several; empty: whatever they say.
	Only string
	// Done is called after each of many files, from several goroutines; nil: nothing is.
	Done func()
}

// Reading is files being read into a draft.
type Reading struct {
	*load.Draft
	Files []load.File
	Options

	taken map[string]bool // ids of entities
}

// all lists the formats; the first that knows a file reads it.
var all = []*Format{&tables, &yaml, &jsonl, &csl, &ftm, &eto, &bods, &flat}

// All returns all formats.
func All() []*Format { return slices.Clone(all) }

// Names are the names of all formats.
func Names() []string {
	names := make([]string, 0, len(all))
	for _, f := range all {
		if !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}

// Read reads files of the format.
func (f *Format) Read(files []load.File, o Options) *load.Draft {
	r := &Reading{Draft: &load.Draft{}, Files: files, Options: o}
	f.read(r)
	if len(r.Entities) == 0 && len(r.LeftOut) > 0 && len(r.Problems) == 0 { // a file of something else, which would take the place of the dataset
		var what []string
		for _, words := range slices.Sorted(maps.Keys(r.LeftOut)) {
			what = append(what, fmt.Sprintf("%d %s", r.LeftOut[words], words))
		}
		r.Fault(load.Place{File: files[0].Name}, "nothing of the files is taken in (left out: %s); look whether they are %s", strings.Join(what, ", "), f.Title)
	}
	return r.Draft
}

// looked is how much of a file is looked at to recognise its format, in bytes.
const looked = 1 << 16

// ErrUnknown marks files of which no format is known.
var ErrUnknown = errors.New("the format of the files")

// Of recognises the format of files, among those of a name if one is given, and returns the files that it reads: of a folder those with
// its extensions. The error wraps ErrUnknown, or is that of opening a file.
func Of(name string, files []load.File) (*Format, []load.File, error) {
	var named *Format
	for _, f := range all {
		if name != "" && f.Name != name {
			continue
		}
		own := f.among(files)
		begin, err := beginning(own)
		if err != nil {
			return nil, nil, err
		}
		if len(own) > 0 && f.knows(own, begin) {
			return f, own, nil
		}
		if len(own) > 0 {
			named = f
		}
	}
	switch {
	case name != "" && named != nil:
		return named, named.among(files), nil // whoever names the format wants to be told what is wrong with the files
	case name != "":
		return nil, nil, fmt.Errorf("%w is to be %s, and there are no %s files there", ErrUnknown, name, name)
	case len(files) == 0:
		return nil, nil, fmt.Errorf("%w: there are no files to read there; known are %s", ErrUnknown, strings.Join(Names(), ", "))
	}
	return nil, nil, fmt.Errorf("%w is not recognised (%s); say which it is with --format, one of %s", ErrUnknown, files[0].Name, strings.Join(Names(), ", "))
}

// DatasetOf is the dataset that files are taken for where nobody says: that of hand-written facts, a list under the name of its format, or
// a table under its own.
func (f *Format) DatasetOf(files []load.File) string {
	switch {
	case f.Own:
		return graph.CuratedDataset
	case f.Name == flat.Name && len(files) > 0:
		name := filepath.Base(files[0].Name)
		return idOf(strings.TrimSuffix(name, filepath.Ext(name)))
	}
	return f.Name
}

// among are the files with the extensions of the format, and those that were named one by one.
func (f *Format) among(files []load.File) []load.File {
	var own []load.File
	for _, file := range files {
		if file.Named || slices.Contains(f.Extensions, strings.ToLower(filepath.Ext(file.Name))) {
			own = append(own, file)
		}
	}
	return own
}

// Extensions are those of the files of any format, and of archives of them.
func Extensions() []string {
	all := []string{".zip"} // of any of them
	for _, f := range All() {
		for _, e := range f.Extensions {
			if !slices.Contains(all, e) {
				all = append(all, e)
			}
		}
	}
	return all
}

func beginning(files []load.File) ([]byte, error) {
	if len(files) == 0 {
		return nil, nil
	}
	in, err := files[0].Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	begin, err := io.ReadAll(io.LimitReader(in, looked))
	return bytes.TrimPrefix(begin, []byte("\ufeff")), err
}

// hasExtension reports whether all files have one of some extensions.
func hasExtension(files []load.File, extensions ...string) bool {
	return len(files) > 0 && !slices.ContainsFunc(files, func(f load.File) bool {
		return !slices.Contains(extensions, strings.ToLower(filepath.Ext(f.Name)))
	})
}

// isNamed reports whether a file has one of some names.
func isNamed(f load.File, names ...string) bool {
	return slices.Contains(names, strings.ToLower(filepath.Base(f.Name)))
}
