// Package imports is the one way by which facts come in, whoever brings them: files are read into a draft, what they name is resolved
// against what is known, every claim is checked, and what is other than before is made the store's in one step, or told and left.
//
// Reading is the business of package format, checking that of package load, and what a load changes that of the store. Here it is decided
// whom the names of other people's files mean, and which loads are stopped because they would take away too much.
package imports

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/format"
	"chokepoint/graph/load"
	"chokepoint/graph/snapshot"
)

// Request is what is to be imported, and how.
type Request struct {
	Dataset  graph.Dataset // whose whole content the files are; without a name: the one that the files or their format tell
	Files    []load.File
	Format   string            // the name of a format, or empty: it is recognised
	Map      map[string]string // see format.Options
	Ontology *graph.Ontology   // of the facts; nil: that of the files, of the store, or BuiltIn
	BuiltIn  func() (*graph.Ontology, error)
	Review   *Review // what people have decided on pairs of names; nil: nothing

	DryRun      bool
	AllowShrink bool // take away as much as the files ask for, and change kinds
	AllowNames  bool // two entities may have one name, or names that are nearly one
	At          time.Time

	Read   func()      // called after each of many files, from several goroutines; nil: nothing is
	Claims func(n int) // called with the claims recorded so far; nil: nothing is

	only string // see format.Options
}

// Report says what an import did.
type Report struct {
	graph.Report
	Format string `json:"format"`

	// Merged are parties of the files that are entities known already, Doubtful those that may be and that a person has to decide on, up to
	// graph.ReportLimit each; Entities and claims of the former are the known entity's.
	Merged        []Merged   `json:"merged,omitempty"`
	MergedTotal   int        `json:"merged_total"`
	Doubtful      []Doubtful `json:"doubtful,omitempty"`
	DoubtfulTotal int        `json:"doubtful_total"`

	Unresolved []string       `json:"unresolved,omitempty"` // what the files name and nobody knows, so that what they say of it is left out
	LeftOut    map[string]int `json:"left_out,omitempty"`   // what of the files is not taken in, and how often
}

// Curated describes the dataset of the facts in seeds/.
var Curated = graph.Dataset{Name: graph.CuratedDataset, Title: "Facts curated by Chokepoint", Licence: "CC-BY-4.0"}

// Run imports. The error is a load.Problems with every mistake in the files, an *ErrShrinks, one that wraps ErrInput or
// format.ErrUnknown, or one of those of graph.Store; nothing has changed then, but for files that tell of several datasets: those before the
// one that it names are loaded.
func Run(ctx context.Context, store snapshot.Store, r Request) (Report, error) {
	ontology, files := load.CutOntology(r.Files)
	f, files, err := format.Of(r.Format, files)
	if err != nil {
		return Report{}, err
	}
	r.Format = f.Name
	if r.At.IsZero() {
		r.At = time.Now()
	}
	if ontology != nil && r.Ontology == nil {
		if r.Ontology, err = load.Ontology(*ontology); err != nil {
			return Report{}, err
		}
	}
	if f.Tells {
		return runLines(ctx, store, r, files)
	}
	if r.Dataset.Name == "" {
		r.Dataset.Name = f.DatasetOf(files)
	}
	d := &r.Dataset
	switch {
	case d.Name == Curated.Name && d.Title == "" && d.Licence == "":
		d.Title, d.Licence = Curated.Title, Curated.Licence
	case f.Licence != "" || d.Name == f.Name: // a list that is known
		d.Title, d.Licence = cmp.Or(d.Title, f.Title), cmp.Or(d.Licence, f.Licence)
	}
	return run(ctx, store, r, files)
}

// run imports files of one dataset.
func run(ctx context.Context, store snapshot.Store, r Request, files []load.File) (Report, error) {
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	i := &importing{ctx: ctx, fail: fail, Request: r, known: &known{ctx: ctx, store: store}}
	batch, err := i.batch(files)
	if err != nil {
		return i.report, err
	}
	batch.Guard = i.guard
	done, err := store.Load(ctx, batch)
	if err == nil {
		i.report.Report = done // of a load that was stopped, the report says what it would have done
	}
	return i.report, err
}

// importing is one import under way.
type importing struct {
	Request
	ctx    context.Context
	fail   context.CancelCauseFunc
	known  *known
	report Report
}

// batch reads, resolves and checks.
func (i *importing) batch(files []load.File) (graph.Batch, error) {
	f, files, err := format.Of(i.Format, files)
	if err != nil {
		return graph.Batch{}, err
	}
	i.report.Format = f.Name
	o, brought, err := i.ontology()
	if err != nil {
		return graph.Batch{}, err
	}
	draft := f.Read(files, format.Options{Map: i.Map, Ontology: o, Only: i.only, Done: i.Read})
	if err := i.ctx.Err(); err != nil {
		return graph.Batch{}, fmt.Errorf("reading the files: %w", context.Cause(i.ctx))
	}
	if err := i.resolve(draft, o); err != nil {
		return graph.Batch{}, err
	}
	batch, err := draft.Batch(load.Options{Dataset: i.Dataset, Ontology: o, Known: i.known, ByHand: f.ByHand && !i.AllowNames, Fail: i.fail})
	i.report.LeftOut = draft.LeftOut
	if i.known.err != nil {
		return batch, i.known.err
	}
	if !brought {
		batch.Ontology = nil // the store keeps its own
	}
	batch.At, batch.DryRun = i.At, i.DryRun
	if i.Claims != nil {
		batch.Claims = counted(batch.Claims, i.Claims)
	}
	return batch, err
}
