package imports

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/export"
	"chokepoint/graph/format"
	"chokepoint/graph/load"
	"chokepoint/graph/snapshot"
)

// runLines imports lines of JSON that tell of datasets of their own, or of one that is asked for. Into an empty store that goes with all that
// was recorded and when, so that the store tells what the one told that was exported; else what stands is loaded, a dataset after another.
func runLines(ctx context.Context, store snapshot.Store, r Request, files []load.File) (Report, error) {
	told, err := format.Tells(files)
	if err != nil {
		return Report{}, err
	}
	if r.Dataset.Name != "" || len(told.Datasets) == 0 {
		if len(told.Datasets) > 1 {
			return Report{}, fmt.Errorf("%w: the files tell of the datasets %s, which can't become one, %s; leave --dataset out", ErrInput, namesOf(told.Datasets), r.Dataset.Name)
		}
		return run(ctx, store, r, files)
	}
	if r.Ontology == nil {
		r.Ontology = told.Ontology
	}
	version, err := store.Version(ctx)
	if err != nil {
		return Report{}, err
	}
	if version == "" && len(files) == 1 && told.Ontology != nil {
		return replay(ctx, store, r, files, &told)
	}
	return eachDataset(ctx, store, r, files, &told)
}

// eachDataset loads what stands. A dataset that names what another brings waits for that, in whichever order the files tell them: those that
// can't be loaded are tried again after the others, as long as one could.
func eachDataset(ctx context.Context, store snapshot.Store, r Request, files []load.File, told *format.Told) (all Report, err error) {
	for waiting := told.Datasets; len(waiting) > 0; {
		var left []graph.Dataset
		var first error
		for _, d := range waiting {
			part := r
			part.Dataset, part.only = d, d.Name
			report, err := run(ctx, store, part, files)
			if err != nil {
				left, first = append(left, d), cmp.Or(first, fmt.Errorf("dataset %s: %w", d.Name, err))
				continue
			}
			all.add(&report)
		}
		if len(left) == len(waiting) || ctx.Err() != nil {
			return all, first
		}
		waiting = left
	}
	return all, nil
}

// replay makes an empty store tell what the lines tell. What stands is checked as that of all files is, before anything is loaded.
func replay(ctx context.Context, store snapshot.Store, r Request, files []load.File, told *format.Told) (all Report, err error) {
	all = Report{Format: "jsonl"}
	known := knownOf(files, r)
	for _, d := range told.Datasets {
		draft := readLines(files, r, d.Name)
		if _, err := draft.Batch(load.Options{Dataset: d, Ontology: r.Ontology, Known: known}); err != nil {
			return all, err
		}
	}
	if r.DryRun {
		return all, nil
	}
	lines := func() iter.Seq2[export.Line, error] {
		return func(yield func(export.Line, error) bool) {
			in, err := files[0].Open()
			if err != nil {
				yield(export.Line{}, err)
				return
			}
			defer in.Close()
			for line, err := range export.ReadLines(in) {
				if !yield(line, err) {
					return
				}
			}
		}
	}
	err = export.Replay(ctx, store, lines, func(report graph.Report) { all.add(&Report{Report: report}) })
	return all, err
}

func readLines(files []load.File, r Request, dataset string) *load.Draft {
	f, files, err := format.Of("jsonl", files)
	if err != nil {
		return &load.Draft{}
	}
	return f.Read(files, format.Options{Ontology: r.Ontology, Only: dataset})
}

// fileKnown is what the datasets of one file say, for each other. It implements load.Known.
type fileKnown struct {
	kinds   map[string]string
	sources map[string]bool
}

func knownOf(files []load.File, r Request) *fileKnown {
	draft, k := readLines(files, r, ""), &fileKnown{map[string]string{}, map[string]bool{}}
	for i := range draft.Entities {
		k.kinds[draft.Entities[i].ID] = draft.Entities[i].Kind
	}
	for i := range draft.Sources {
		k.sources[draft.Sources[i].ID] = true
	}
	return k
}

// Kind implements load.Known.
func (k *fileKnown) Kind(id string) (string, bool) {
	kind, ok := k.kinds[id]
	return kind, ok
}

// HasSource implements load.Known.
func (k *fileKnown) HasSource(id string) bool { return k.sources[id] }

// add adds what a load did to a report on several.
func (r *Report) add(more *Report) {
	if r.Dataset != "" && r.Dataset != more.Dataset && !strings.HasSuffix(r.Dataset, ", "+more.Dataset) && !strings.HasPrefix(r.Dataset, more.Dataset+", ") {
		r.Dataset += ", " + more.Dataset
	} else if r.Dataset == "" {
		r.Dataset = more.Dataset
	}
	r.Format, r.Version, r.DryRun = more.Format, more.Version, more.DryRun
	for _, c := range []struct{ into, from *graph.Changes }{{&r.Entities, &more.Entities}, {&r.Sources, &more.Sources}, {&r.Claims, &more.Claims}} {
		c.into.Added += c.from.Added
		c.into.Changed += c.from.Changed
		c.into.Withdrawn += c.from.Withdrawn
		c.into.Unchanged += c.from.Unchanged
	}
	r.Added, r.Changed, r.Withdrawn = append(r.Added, more.Added...), append(r.Changed, more.Changed...), append(r.Withdrawn, more.Withdrawn...)
	r.Edited, r.NewKinds = append(r.Edited, more.Edited...), append(r.NewKinds, more.NewKinds...)
}

func namesOf(datasets []graph.Dataset) string {
	names := make([]string, len(datasets))
	for i, d := range datasets {
		names[i] = d.Name
	}
	return strings.Join(names, ", ")
}
