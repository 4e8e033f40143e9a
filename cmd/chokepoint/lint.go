package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/format"
	"chokepoint/graph/imports"
	"chokepoint/graph/load"
)

type lintCommand struct {
	Ontology string   `type:"existingfile" placeholder:"FILE" help:"Ontology, instead of the ontology.yaml beside the files, or the one built in."`
	Schema   bool     `help:"Print the JSON Schema of seed files for an editor, and check nothing."`
	Today    today    `placeholder:"DATE" bare:"today" help:"List suspensions, stays and permissions whose end has passed or comes within 60 days of this day. Without a date: of today."`
	Paths    []string `arg:"" optional:"" name:"path" help:"Files or folders. Default: seeds."`
}

func (c *lintCommand) Run(p *process) error {
	c.takeDay()
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
	if names := o.Unlabelled(); len(names) > 0 {
		fmt.Fprintf(p.out, "%d words of the ontology have no label in every language, and are shown as they are: %s\n", len(names), strings.Join(names, ", "))
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

// seedsFolder is what is checked where nothing is named.
const seedsFolder = "seeds"

// takeDay takes the day that stands after --today, which a flag that may stand alone leaves among the paths: --today seeds is of the present
// day, --today 2026-11-28 seeds of that day.
func (c *lintCommand) takeDay() {
	if c.Today.alone && len(c.Paths) > 0 {
		if day, err := graph.ParseDay(c.Paths[0]); err == nil {
			c.Today.day, c.Paths = day, c.Paths[1:]
		}
	}
	if len(c.Paths) == 0 {
		c.Paths = []string{seedsFolder}
	}
}

// today is the day of a flag that takes one or stands for the present day.
type today struct {
	asked, alone bool
	day          graph.Day
}

// UnmarshalText reads a day, or today.
func (t *today) UnmarshalText(text []byte) (err error) {
	t.asked, t.alone, t.day = true, string(text) == "today", graph.DayOf(time.Now())
	if !t.alone {
		t.day, err = graph.ParseDay(string(text))
	}
	return err
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
