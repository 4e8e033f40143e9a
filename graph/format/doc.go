// Package format reads facts in the forms that people have them in. A format is one file: how it is recognised, and how its words
// become a load.Draft. What a claim may say, whom a name means and what a load changes is decided elsewhere, for all of them alike.
//
// A reader streams: it keeps nothing of a file but what it has to look up again. What is wrong with the form of a file is noted in
// the draft with its place. A file can be opened any number of times.
package format

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/load"
)

// Format is a way in which facts are written.
type Format struct {
	Name       string   // as people ask for it
	Title      string   // for people
	Extensions []string // of its files in a folder
	Own        bool     // its ids are ours: what it names is never looked for among other entities

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
var all = []*Format{&yaml, &tables, &flat}

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
	return r.Draft
}

// looked is how much of a file is looked at to recognise its format, in bytes.
const looked = 1 << 16

// Of recognises the format of files, among those of a name if one is given; nil if none knows them. The error is that of opening
// the first.
func Of(name string, files []load.File) (*Format, error) {
	begin, err := beginning(files)
	if err != nil {
		return nil, err
	}
	var fallback *Format
	for _, f := range all {
		if name != "" && f.Name != name {
			continue
		}
		if f.knows(files, begin) {
			return f, nil
		}
		fallback = f
	}
	if name != "" {
		return fallback, nil // whoever names the format wants to be told what is wrong with the files
	}
	return nil, nil
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
