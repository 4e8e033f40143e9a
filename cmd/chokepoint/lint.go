package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/alecthomas/kong"

	"chokepoint/graph"
	"chokepoint/graph/format"
	"chokepoint/graph/imports"
	"chokepoint/graph/load"
)

type lintCommand struct {
	Ontology string   `type:"existingfile" placeholder:"FILE" help:"Ontology, instead of the ontology.yaml beside the files, or the one built in."`
	Schema   bool     `help:"Print the JSON Schema of seed files for an editor, and check nothing."`
	Today    today    `placeholder:"[DATE]" help:"List suspensions, stays and permissions whose end has passed or comes within 60 days of this day. Without a date: of today."`
	Paths    []string `arg:"" optional:"" name:"path" default:"seeds" help:"Files or folders. Default: seeds."`
}

func (c *lintCommand) Run(p *process) error {
	files, err := load.Files(c.Paths, format.Extensions()...)
	if err != nil {
		return fmt.Errorf("%w: %w", errUse, err)
	}
	file, files := load.CutOntology(files)
	o, err := c.ontology(file)
	if err != nil {
		return err
	}
	if c.Schema {
		schema, err := load.Schema(o)
		if err != nil {
			return err
		}
		fmt.Fprintf(p.out, "%s\n", schema)
		return nil
	}
	f, files, err := format.Of("", files)
	if err != nil || !f.Own {
		return fmt.Errorf("%w: no yaml files there, nor tables of a graph in CSV", errUse)
	}
	draft := f.Read(files, format.Options{Ontology: o})
	batch, err := draft.Batch(load.Options{Dataset: imports.Curated, Ontology: o, ByHand: true, NamedFiles: f.ByHand})
	if err != nil {
		c.Today.listEndings(p, draft, o)
		return err
	}
	claims := len(slices.Collect(batch.Claims))
	fmt.Fprintf(p.out, "%d entities, %d claims, %d sources: no mistakes\n", len(batch.Entities), claims, len(batch.Sources))
	if unknown, silent := draft.Undated(o); unknown+silent > 0 {
		fmt.Fprintf(p.out, "%d claims of relations that come and go have no beginning: %d say that it is unknown, %d say nothing\n", unknown+silent, unknown, silent)
	}
	if n := draft.Unattributed(); n > 0 {
		fmt.Fprintf(p.out, "%d sources retell without saying what\n", n)
	}
	c.Today.listEndings(p, draft, o)
	return nil
}

// ontology reads the ontology that is named, the one beside the files if there is one, or the one built in.
func (c *lintCommand) ontology(beside *load.File) (*graph.Ontology, error) {
	switch {
	case c.Ontology != "":
		return load.Ontology(load.File{Name: c.Ontology, Path: c.Ontology})
	case beside != nil:
		return load.Ontology(*beside)
	}
	return builtIn()
}

// today is the day of a flag that takes one or stands for the present day.
type today struct {
	asked bool
	day   graph.Day
}

// Decode takes the day after the flag if there is one: --today seeds is of the present day, --today 2026-11-28 seeds of that day.
func (t *today) Decode(ctx *kong.DecodeContext) (err error) {
	t.asked, t.day = true, graph.DayOf(time.Now())
	next := ctx.Scan.Peek()
	if !next.IsValue() {
		return nil
	}
	day, err := graph.ParseDay(next.String())
	switch {
	case err == nil:
		t.day = day
		ctx.Scan.Pop()
	case next.Type == kong.FlagValueToken: // --today=soon
		return err
	}
	return nil
}

// listEndings lists what has come to its end, or is about to.
func (t *today) listEndings(p *process, draft *load.Draft, o *graph.Ontology) {
	if !t.asked {
		return
	}
	for _, e := range draft.Endings(o, t.day) {
		fmt.Fprintln(p.out, e.On(t.day))
	}
}
