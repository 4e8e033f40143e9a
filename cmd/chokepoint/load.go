package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"

	"chokepoint/graph"
	"chokepoint/graph/format"
	"chokepoint/graph/load"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

type loadCommand struct {
	storeFlags
	Dataset string   `default:"curated" help:"The dataset whose content the files are, whole."`
	Title   string   `help:"Title of the dataset."`
	Licence string   `help:"Licence of the dataset, as an SPDX identifier."`
	Format  string   `enum:"auto,yaml,csv" default:"auto" help:"Format of the files: yaml (seed files) or csv (nodes.csv and edges.csv)."`
	DryRun  bool     `help:"Say what would change, and change nothing."`
	JSON    bool     `help:"Print the report as JSON."`
	Paths   []string `arg:"" name:"path" help:"Files or folders."`
}

func (c *loadCommand) Run(p *process) error {
	store, err := c.open(p)
	if err != nil {
		return err
	}
	defer store.Close()
	batch, err := c.read(p, store)
	if err != nil {
		return err
	}
	bar := progress(p.err, "claims", -1)
	batch.Claims = counted(batch.Claims, bar)
	report, err := store.Load(p, batch)
	finish(bar)
	if err != nil {
		return err
	}
	if c.JSON {
		enc := json.NewEncoder(p.out)
		enc.SetIndent("", "  ")
		return enc.Encode(report)
	}
	printReport(p, report)
	return nil
}

// read turns the files into a batch.
func (c *loadCommand) read(p *process, store snapshot.Store) (graph.Batch, error) {
	form := c.Format
	if form == "auto" {
		form, _ = guessFormat(c.Paths)
	}
	extensions := extensionsOf(form)
	files, err := load.Files(c.Paths, extensions...)
	if err != nil {
		return graph.Batch{}, fmt.Errorf("%w: %w", errUse, err)
	}
	ontologyFile, files := load.CutOntology(files)
	if len(files) == 0 {
		return graph.Batch{}, fmt.Errorf("%w: no %s files there", errUse, form)
	}
	known := &lazyKnown{ctx: p, store: store}
	o, brought, err := c.ontology(p, known, ontologyFile)
	if err != nil {
		return graph.Batch{}, err
	}
	dataset := graph.Dataset{Name: c.Dataset, Title: c.Title, Licence: c.Licence, Origin: c.Paths[0]}
	if c.Dataset == graph.CuratedDataset && c.Title == "" && c.Licence == "" {
		dataset.Title, dataset.Licence = curated.Title, curated.Licence
	}
	bar := progress(p.err, "files", len(files))
	draft, err := read(form, files, func() { advance(bar) })
	finish(bar)
	if err != nil {
		return graph.Batch{}, err
	}
	batch, err := draft.Batch(load.Options{Dataset: dataset, Ontology: o, Known: known, ByHand: form == "yaml"})
	if known.err != nil {
		return graph.Batch{}, known.err
	}
	if !brought {
		batch.Ontology = nil // the store keeps its own
	}
	batch.At, batch.DryRun = time.Now(), c.DryRun
	return batch, err
}

// read reads the files of a format; each is called after each of many files.
func read(form string, files []load.File, each func()) (*load.Draft, error) {
	f, err := format.Of(form, files)
	if err != nil {
		return nil, err
	}
	return f.Read(files, format.Options{Done: each}), nil
}

// guessFormat looks at the first path; extensions are those of the format's files.
func guessFormat(paths []string) (form string, extensions []string) {
	form = "yaml"
	if filepath.Ext(paths[0]) == ".csv" {
		form = "csv"
	} else if info, err := os.Stat(paths[0]); err == nil && info.IsDir() {
		if _, err := os.Stat(filepath.Join(paths[0], format.NodesName)); err == nil {
			form = "csv"
		}
	}
	return form, extensionsOf(form)
}

func extensionsOf(form string) []string {
	if form == "csv" {
		return append([]string{".csv"}, load.YAMLExtensions...) // with an ontology.yaml
	}
	return load.YAMLExtensions
}

// ontology is the one named by --ontology, else the one that the files bring, else the store's, else the one built in.
// brought reports whether it is to become the store's.
func (c *loadCommand) ontology(ctx context.Context, known *lazyKnown, file *load.File) (o *graph.Ontology, brought bool, err error) {
	if c.Ontology != "" {
		data, err := os.ReadFile(c.Ontology)
		if err != nil {
			return nil, false, fmt.Errorf("reading the ontology: %w", err)
		}
		file = &load.File{Name: c.Ontology, Data: data}
	}
	if file == nil {
		version, err := known.store.Version(ctx)
		if err != nil {
			return nil, false, err
		}
		if version != "" {
			s, err := known.snapshot()
			if err != nil {
				return nil, false, err
			}
			return s.Ontology(), false, nil
		}
		if file, err = builtInOntology(); err != nil {
			return nil, false, err
		}
	}
	if o, err = load.Ontology(*file); err != nil {
		return nil, false, err
	}
	o, err = beside(ctx, known, o, c.Dataset)
	return o, true, err
}

// progress returns a bar on a terminal, and nil elsewhere.
func progress(w io.Writer, what string, total int) *progressbar.ProgressBar {
	f, ok := w.(*os.File)
	if !ok || !isatty.IsTerminal(f.Fd()) {
		return nil
	}
	return progressbar.NewOptions(total, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(what),
		progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
}

func advance(bar *progressbar.ProgressBar) {
	if bar != nil {
		_ = bar.Add(1)
	}
}

func finish(bar *progressbar.ProgressBar) {
	if bar != nil {
		_ = bar.Finish()
	}
}

func counted(claims iter.Seq[graph.Claim], bar *progressbar.ProgressBar) iter.Seq[graph.Claim] {
	if bar == nil {
		return claims
	}
	return func(yield func(graph.Claim) bool) {
		for c := range claims {
			advance(bar)
			if !yield(c) {
				return
			}
		}
	}
}

func printReport(p *process, r graph.Report) {
	verb := "Loaded"
	if r.DryRun {
		verb = "Would load"
	}
	fmt.Fprintf(p.out, "%s dataset %s\n", verb, r.Dataset)
	rows := [][]string{{"", "ADDED", "CHANGED", "WITHDRAWN", "UNCHANGED"}}
	for _, c := range []struct {
		name string
		graph.Changes
	}{{"entities", r.Entities}, {"sources", r.Sources}, {"claims", r.Claims}} {
		rows = append(rows, []string{c.name, strconv.Itoa(c.Added), strconv.Itoa(c.Changed), strconv.Itoa(c.Withdrawn), strconv.Itoa(c.Unchanged)})
	}
	question.NewSheet(p.out).Rows(rows)
	if !r.DryRun {
		return
	}
	for _, list := range []struct {
		mark  string
		lines []string
		count int
	}{{"+", r.Added, r.Claims.Added}, {"~", r.Changed, r.Claims.Changed}, {"-", r.Withdrawn, r.Claims.Withdrawn}} {
		for _, line := range list.lines {
			fmt.Fprintln(p.out, list.mark, line)
		}
		if more := list.count - len(list.lines); more > 0 {
			fmt.Fprintf(p.out, "%s and %d more\n", list.mark, more)
		}
	}
}
