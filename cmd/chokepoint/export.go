package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/engine"
	"chokepoint/graph/export"
	"chokepoint/graph/snapshot"
)

type exportCommand struct {
	storeFlags
	Format   string   `enum:"jsonl,graphml,csv,parquet" required:"" help:"jsonl (all that was ever recorded, as load reads it back), graphml, csv or parquet (what stands)."`
	Output   string   `short:"o" placeholder:"PATH" help:"File to write, or, of csv and parquet, the folder of entities, claims and sources. Default: standard output."`
	Dataset  []string `sep:"none" placeholder:"NAME" help:"Only what this dataset says (repeatable). Default: all."`
	Standing bool     `help:"Of jsonl: leave out what was withdrawn or replaced."`
}

func (c *exportCommand) Run(p *process) error {
	folder := c.Format == "csv" || c.Format == "parquet"
	switch {
	case folder && c.Output == "":
		return fmt.Errorf("%w: %s is three files: name their folder with --output", errUse, c.Format)
	case c.Standing && c.Format != "jsonl":
		return fmt.Errorf("%w: %s has only what stands: --standing is for jsonl", errUse, c.Format)
	}
	store, err := c.openToRead(p)
	if err != nil {
		return err
	}
	defer store.Close()
	if _, err := c.fill(p, store); err != nil {
		return err
	}
	if c.Format == "jsonl" {
		return c.write(p, c.Output, func(w io.Writer) error { return c.jsonl(p, store, w) })
	}
	return c.standing(p, store)
}

// jsonl writes the ledger; nothing is compiled.
func (c *exportCommand) jsonl(ctx context.Context, store graph.Store, w io.Writer) error {
	to := export.NewJSONL(w)
	to.Datasets, to.Standing = c.Dataset, c.Standing
	if err := store.Tell(ctx, to); err != nil {
		return err
	}
	return to.Flush()
}

// write writes a file, which takes its place when it is whole, or to standard output where no path is given.
func (c *exportCommand) write(p *process, path string, content func(io.Writer) error) error {
	if path == "" {
		out := bufio.NewWriter(p.out)
		if err := content(out); err != nil {
			return err
		}
		return out.Flush()
	}
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.part")
	if err != nil {
		return fmt.Errorf("%w: writing %s: %w", errUse, path, err)
	}
	defer os.Remove(file.Name()) // fails once it has its name
	out := bufio.NewWriterSize(file, 64<<10)
	err = content(out)
	if err == nil {
		err = errors.Join(out.Flush(), file.Chmod(0o644), file.Sync())
	}
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return os.Rename(file.Name(), path)
}

// standing writes what stands, from a snapshot.
func (c *exportCommand) standing(p *process, store snapshot.Store) error {
	facts, err := engine.New(p, store)
	if err != nil {
		return err
	}
	chosen, err := export.Choose(p, store, facts.Current(), c.Dataset, graph.DayOf(time.Now()))
	if err != nil {
		return err
	}
	if c.Format == "graphml" {
		return c.write(p, c.Output, chosen.GraphML().Write)
	}
	files := chosen.CSV()
	if c.Format == "parquet" {
		files = chosen.Parquet()
	}
	if err := os.MkdirAll(c.Output, 0o755); err != nil {
		return fmt.Errorf("%w: making the folder: %w", errUse, err)
	}
	for _, f := range files {
		if err := c.write(p, filepath.Join(c.Output, f.Name), f.Write); err != nil {
			return err
		}
	}
	return nil
}
