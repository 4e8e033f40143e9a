package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"

	"chokepoint/graph"
	"chokepoint/graph/format"
	"chokepoint/graph/imports"
	"chokepoint/graph/load"
	"chokepoint/graph/question"
)

type loadCommand struct {
	storeFlags
	Dataset     string            `help:"The dataset whose content the files are, whole. Default: curated of files with ids of ours; else what the format or the file is called."`
	Title       string            `help:"Title of the dataset."`
	Licence     string            `help:"Licence of the dataset, as an SPDX identifier."`
	Format      string            `default:"auto" help:"Format of the files: ${formats}, or auto."`
	Map         map[string]string `mapsep:"none" placeholder:"FIELD=COLUMN" help:"Of a table of any form: the column of a field, as subject=Supplier, or after == what it always is. Again for each field."`
	Mapping     string            `type:"existingfile" placeholder:"FILE" help:"A YAML file of such fields and columns."`
	Review      string            `default:"review.yaml" placeholder:"FILE" help:"Decisions on parties that may be entities known already; those that wait for one are noted there."`
	DryRun      bool              `help:"Say what would change, and change nothing."`
	AllowShrink bool              `help:"Withdraw more than a tenth of the dataset, or change kinds of entities, if the files ask for it."`
	AllowNames  bool              `help:"Let two entities have one name, or names that are nearly one."`
	MaxBytes    int64             `placeholder:"BYTES" help:"How much is read from an address or standard input at most."`
	Timeout     time.Duration     `placeholder:"TIME" help:"How long fetching an address may take, as 5m."`
	JSON        bool              `help:"Print the report as JSON."`
	Paths       []string          `arg:"" name:"path" help:"Files, folders, https addresses, or - for standard input."`
}

func (c *loadCommand) Run(p *process) error {
	store, err := c.open(p)
	if err != nil {
		return err
	}
	defer store.Close()
	review, err := imports.ReadReview(c.Review)
	if err != nil {
		return err
	}
	inputs := imports.Inputs{Locations: c.Paths, Standard: p.in, MaxBytes: c.MaxBytes, Timeout: c.Timeout}
	files, err := inputs.Open(p)
	if err != nil {
		return misuseOf(err)
	}
	defer files.Close()
	request, err := c.request(files.Files, review)
	if err != nil {
		return err
	}
	read, claims := progress(p.err, "files", len(files.Files)), progress(p.err, "claims", -1)
	request.Read = func() { advance(read) }
	request.Claims = func(n int) {
		if claims != nil {
			_ = claims.Set(n)
		}
	}
	report, err := imports.Run(p, store, request)
	finish(read)
	finish(claims)
	if err != nil {
		return misuseOf(err)
	}
	if !c.DryRun {
		if err := review.Write(c.Review); err != nil {
			return err
		}
	}
	if c.JSON {
		enc := json.NewEncoder(p.out)
		enc.SetIndent("", "  ")
		return enc.Encode(report)
	}
	printReport(p, &report, c.Review)
	return nil
}

// misuseOf marks errors that come of wrong arguments rather than of what is in files.
func misuseOf(err error) error {
	if errors.Is(err, format.ErrUnknown) || errors.Is(err, load.ErrFile) || errors.Is(err, imports.ErrInput) {
		return fmt.Errorf("%w: %w", errUse, err)
	}
	return err
}

// request is what is to be imported.
func (c *loadCommand) request(files []load.File, review *imports.Review) (imports.Request, error) {
	r := imports.Request{Files: files, Map: c.Map, Review: review, DryRun: c.DryRun, AllowShrink: c.AllowShrink, AllowNames: c.AllowNames, At: time.Now(), BuiltIn: builtIn,
		Dataset: graph.Dataset{Name: c.Dataset, Title: c.Title, Licence: c.Licence, Origin: c.Paths[0]}}
	if c.Format != "auto" {
		r.Format = c.Format
		if !isFormat(c.Format) {
			return r, fmt.Errorf("%w: --format: there is no format %q%s; there are auto, %s", errUse, c.Format, load.DidYouMean(c.Format, format.Names()), strings.Join(format.Names(), ", "))
		}
	}
	if c.Mapping != "" {
		data, err := os.ReadFile(c.Mapping)
		mapped := map[string]string{}
		if err == nil {
			err = yaml.Unmarshal(data, &mapped)
		}
		if err != nil {
			return r, fmt.Errorf("%w: reading which column is what in %s: %w", errUse, c.Mapping, err)
		}
		for field, column := range c.Map { // a flag wins
			mapped[field] = column
		}
		r.Map = mapped
	}
	if c.Ontology != "" {
		o, err := load.Ontology(load.File{Name: c.Ontology, Path: c.Ontology})
		if err != nil {
			return r, err
		}
		r.Ontology = o
	}
	return r, nil
}

func isFormat(name string) bool {
	for _, f := range format.All() {
		if f.Name == name {
			return true
		}
	}
	return false
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

// printReport says what an import did.
func printReport(p *process, r *imports.Report, review string) {
	verb := "Loaded"
	if r.DryRun {
		verb = "Would load"
	}
	fmt.Fprintf(p.out, "%s dataset %s\n", verb, r.Dataset)
	var rows [][]string
	for _, c := range []struct {
		name string
		graph.Changes
	}{{"entities", r.Entities}, {"sources", r.Sources}, {"claims", r.Claims}} {
		rows = append(rows, []string{c.name, strconv.Itoa(c.Added), strconv.Itoa(c.Changed), strconv.Itoa(c.Withdrawn), strconv.Itoa(c.Unchanged)})
	}
	p.sheet().Rows([]string{"", "ADDED", "CHANGED", "WITHDRAWN", "UNCHANGED"}, rows)
	if last := r.ClockBehind; !last.IsZero() {
		fmt.Fprintf(p.err, "chokepoint: the load before was recorded on %s, which is later than this clock: loads count as known from right after that, "+
			"and known_at before it does not have them; set the clock\n", last.Format(time.RFC3339))
	}
	if r.DryRun {
		printClaims(p, &r.Report)
	}
	printNames(p, r, review)
}

// printClaims lists the claims that a load would change, and what would be other in each.
func printClaims(p *process, r *graph.Report) {
	line := func(mark, text string) { fmt.Fprintln(p.out, mark, question.Plain(text)) }
	for _, text := range r.Added {
		line("+", text)
	}
	for i, text := range r.Changed {
		line("~", text)
		if i < len(r.Edited) {
			for _, f := range r.Edited[i].Fields {
				line(" ", fmt.Sprintf("   %s: %s → %s", f.Field, orNothing(f.Before), orNothing(f.After)))
			}
		}
	}
	for _, text := range r.Withdrawn {
		line("-", text)
	}
	for _, list := range []struct {
		mark         string
		shown, count int
	}{{"+", len(r.Added), r.Claims.Added}, {"~", len(r.Changed), r.Claims.Changed}, {"-", len(r.Withdrawn), r.Claims.Withdrawn}} {
		if more := list.count - list.shown; more > 0 {
			fmt.Fprintf(p.out, "%s and %d more\n", list.mark, more)
		}
	}
}

func sortedKeys(m map[string]int) []string { return slices.Sorted(maps.Keys(m)) }

func orNothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}

// printNames says whom the names of the files were taken for, whom they may be, and what was left out.
func printNames(p *process, r *imports.Report, review string) {
	say := func(format string, args ...any) { fmt.Fprintln(p.out, question.Plain(fmt.Sprintf(format, args...))) }
	if r.MergedTotal > 0 {
		say("%s known already:", number(r.MergedTotal, "party is an entity", "parties are entities"))
		for _, m := range r.Merged[:min(len(r.Merged), shownNames)] {
			say("= %s is %s (by %s, %.2f)", m.Name, m.Entity.ID, m.By, m.Score)
		}
		sayMore(p, r.MergedTotal)
	}
	if r.DoubtfulTotal > 0 {
		say("%s known already, apart until somebody decides (chokepoint review, in %s):", number(r.DoubtfulTotal, "party may be an entity", "parties may be entities"), review)
		for _, d := range r.Doubtful[:min(len(r.Doubtful), shownNames)] {
			ids := make([]string, len(d.Candidates))
			for i, c := range d.Candidates {
				ids[i] = fmt.Sprintf("%s (%.2f)", c.Entity.ID, c.Score)
			}
			say("? %s: %s", d.Name, strings.Join(ids, ", "))
		}
		sayMore(p, r.DoubtfulTotal)
	}
	for _, what := range r.Unresolved {
		say("! nobody knows %s: what the files say of it is left out", what)
	}
	for _, what := range sortedKeys(r.LeftOut) {
		say("! left out: %d %s", r.LeftOut[what], what)
	}
}

// shownNames is how many parties are listed under each heading.
const shownNames = 20

func number(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, several)
}

func sayMore(p *process, total int) {
	if total > shownNames {
		fmt.Fprintf(p.out, "  and %d more\n", total-shownNames)
	}
}
