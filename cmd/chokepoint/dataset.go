package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

// datasetCommand are the commands on a dataset as a whole; what is loaded, the question datasets lists.
type datasetCommand struct {
	Remove  removeDataset  `cmd:"" help:"Withdraw all that a dataset says; its history stays."`
	Rename  renameDataset  `cmd:"" help:"Give a dataset another name, for all that it ever said."`
	History datasetHistory `cmd:"" help:"List what each load did to a dataset."`
}

type removeDataset struct {
	storeFlags
	DryRun bool   `help:"Say what would be withdrawn, and change nothing."`
	Name   string `arg:"" help:"The dataset."`
}

func (c *removeDataset) Run(p *process) error {
	store, err := c.openToRead(p)
	if err != nil {
		return err
	}
	defer store.Close()
	read, err := store.Read(p)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(read.Datasets(), func(d graph.DatasetState) bool { return d.Name == c.Name })
	if i < 0 {
		return noDataset(c.Name)
	}
	report, err := store.Load(p, graph.Batch{Dataset: read.Datasets()[i].Dataset, Claims: slices.Values([]graph.Claim(nil)), At: time.Now(), DryRun: c.DryRun})
	if err != nil {
		return err
	}
	verb := "Removed"
	if c.DryRun {
		verb = "Would remove"
	}
	fmt.Fprintf(p.out, "%s dataset %s: %d entities, %d sources, %d claims withdrawn\n", verb, c.Name, report.Entities.Withdrawn, report.Sources.Withdrawn, report.Claims.Withdrawn)
	return nil
}

type renameDataset struct {
	storeFlags
	From string `arg:"" help:"The name that it has."`
	To   string `arg:"" help:"The name that it gets."`
}

func (c *renameDataset) Run(p *process) error {
	store, err := c.openToRead(p)
	if err != nil {
		return err
	}
	defer store.Close()
	if _, err := store.Rename(p, c.From, c.To, time.Now()); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "Dataset %s is called %s now\n", c.From, c.To)
	return nil
}

type datasetHistory struct {
	storeFlags
	JSON bool   `help:"Print it as JSON."`
	Name string `arg:"" help:"The dataset."`
}

func (c *datasetHistory) Run(p *process) error {
	store, err := c.openToRead(p)
	if err != nil {
		return err
	}
	defer store.Close()
	loads := ledger.NewLoads(c.Name)
	if err := store.Tell(p, loads); err != nil {
		return err
	}
	all := loads.All()
	if len(all) == 0 {
		return noDataset(c.Name)
	}
	if c.JSON {
		enc := json.NewEncoder(p.out)
		enc.SetIndent("", "  ")
		return enc.Encode(all)
	}
	var rows [][]string
	for _, l := range all {
		row := []string{l.At.Format("2006-01-02 15:04:05")}
		for _, n := range []int{l.Entities.Added, l.Entities.Changed, l.Entities.Withdrawn, l.Claims.Added, l.Claims.Changed, l.Claims.Withdrawn} {
			row = append(row, strconv.Itoa(n))
		}
		rows = append(rows, row)
	}
	p.sheet().Rows([]string{"LOADED", "ENTITIES ADDED", "EDITED", "WITHDRAWN", "CLAIMS ADDED", "EDITED", "WITHDRAWN"}, rows)
	return nil
}

func noDataset(name string) error {
	return fmt.Errorf("%w as %q; chokepoint datasets lists what is loaded", graph.ErrNoDataset, name)
}
