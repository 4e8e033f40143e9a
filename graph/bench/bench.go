// Package bench measures questions on generated graphs, or on anybody's, with a bare search over the same arrays beside each.
// Figures are medians; nothing here is a test.
package bench

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/format"
	"chokepoint/graph/load"
	"chokepoint/graph/synthetic"
	"chokepoint/seeds"
)

// Options say what is measured.
type Options struct {
	Sizes []string // entities/claims of generated graphs, as 100k/1m
	Seed  uint64   // of generated graphs
	Other float64  // part of the claims of generated graphs that are no dependence
	Graph string   // a folder with nodes.csv, edges.csv and ontology.yaml, instead of generated graphs
	Neo4j string   // a server on which the same questions are measured, whose data is replaced; empty: none
}

// ErrSize marks a size that can't be read.
var ErrSize = errors.New("write a size as entities/claims, as 100k/1m")

// Measurement is one line of the table. Times are in nanoseconds.
type Measurement struct {
	Graph  string        `json:"graph"`
	Name   string        `json:"name"`
	Runs   int           `json:"runs"`
	Median time.Duration `json:"median_ns"`
	P95    time.Duration `json:"p95_ns"`
	Bare   time.Duration `json:"bare_search_median_ns,omitempty"` // the same search without filters or answers
	Figure string        `json:"figure,omitempty"`                // what else was measured
}

// Measurements are the figures of one run.
type Measurements struct {
	Machine string        `json:"machine"`
	Go      string        `json:"go"`
	At      time.Time     `json:"at"`
	Lines   []Measurement `json:"measurements"`
}

// Run measures, and writes the figures to w as they come.
func Run(ctx context.Context, w io.Writer, o Options) (*Measurements, error) {
	all := &Measurements{Machine: machine(), Go: runtime.Version(), At: time.Now().UTC().Truncate(time.Second)}
	fmt.Fprintf(w, "%s, %s\n", all.Machine, all.Go)
	graphs, err := o.graphs()
	if err != nil {
		return nil, err
	}
	for _, g := range graphs {
		r := &run{Context: ctx, out: w, name: g.name, batch: g.make, hub: g.hub, into: all}
		if err := r.all(o.Neo4j); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// subject is a graph to measure; make returns it with a part of its claims changed.
type subject struct {
	name string
	hub  string
	make func(changed float64) graph.Batch
}

func (o *Options) graphs() ([]subject, error) {
	if o.Graph != "" {
		return o.readGraph()
	}
	data, err := seeds.FS.ReadFile(load.OntologyName)
	if err != nil {
		return nil, err
	}
	ontology, err := load.Ontology(load.File{Name: load.OntologyName, Data: data})
	if err != nil {
		return nil, err
	}
	var graphs []subject
	for _, size := range o.Sizes {
		entities, claims, err := parseSize(size)
		if err != nil {
			return nil, err
		}
		g := synthetic.Graph{Entities: entities, Claims: claims, Seed: o.Seed, Other: o.Other}
		name := size
		if o.Other > 0 {
			name = fmt.Sprintf("%s, %.0f %% no dependence", size, 100*o.Other)
		}
		graphs = append(graphs, subject{name, synthetic.ID(synthetic.Hub), func(changed float64) graph.Batch {
			g.Changed = changed
			return g.Batch(ontology)
		}})
	}
	return graphs, nil
}

func parseSize(s string) (entities, claims int, err error) {
	left, right, _ := strings.Cut(s, "/")
	entities, errLeft := parseCount(left)
	claims, errRight := parseCount(right)
	if errLeft != nil || errRight != nil || entities < 10 || claims < 1 {
		return 0, 0, fmt.Errorf("%q: %w", s, ErrSize)
	}
	return entities, claims, nil
}

func parseCount(s string) (int, error) {
	factor := 1
	switch {
	case strings.HasSuffix(s, "k"):
		factor = 1000
	case strings.HasSuffix(s, "m"):
		factor = 1_000_000
	}
	n, err := strconv.Atoi(strings.TrimRight(s, "km"))
	return n * factor, err
}

// readGraph reads a graph from CSV. Its hub is the object of most claims.
func (o *Options) readGraph() ([]subject, error) {
	files, err := load.Files([]string{o.Graph}, ".csv", ".yaml")
	if err != nil {
		return nil, err
	}
	ontologyFile, files := load.CutOntology(files)
	if ontologyFile == nil {
		return nil, fmt.Errorf("%s has no %s", o.Graph, load.OntologyName)
	}
	ontology, err := load.Ontology(*ontologyFile)
	if err != nil {
		return nil, err
	}
	batch, err := format.Tables(files, ontology).Batch(load.Options{Dataset: graph.Dataset{Name: "bench"}, Ontology: ontology})
	if err != nil {
		return nil, err
	}
	degree := map[string]int{}
	for claim := range batch.Claims {
		degree[claim.Object]++
	}
	hub := ""
	for id, n := range degree {
		if id != "" && (hub == "" || n > degree[hub] || n == degree[hub] && id < hub) {
			hub = id
		}
	}
	return []subject{{filepath.Base(o.Graph), hub, func(changed float64) graph.Batch { return touched(batch, changed) }}}, nil
}

// touched notes something on a part of a batch's claims.
func touched(b graph.Batch, part float64) graph.Batch {
	if part == 0 {
		return b
	}
	claims, every := b.Claims, int(1/part)
	b.Claims = func(yield func(graph.Claim) bool) {
		n := 0
		for c := range claims {
			if n++; n%every == 0 {
				c.Note = "changed"
			}
			if !yield(c) {
				return
			}
		}
	}
	return b
}

// machine says what the figures were taken on.
func machine() string {
	model := runtime.GOARCH
	if f, err := os.Open("/proc/cpuinfo"); err == nil {
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if name, value, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(name) == "model name" {
				model = strings.TrimSpace(value)
				break
			}
		}
	}
	return fmt.Sprintf("%s, %d cores", model, runtime.NumCPU())
}

// header and line are the table, which is printed as it grows.
func header(w io.Writer, name string) {
	fmt.Fprintf(w, "\n%s\n%-52s %6s %12s %12s %12s %7s  %s\n", name, "WHAT", "RUNS", "MEDIAN", "P95", "BARE SEARCH", "RATIO", "")
}

func line(w io.Writer, m Measurement) {
	bare, ratio := "-", "-"
	if m.Bare > 0 {
		bare, ratio = brief(m.Bare), strconv.FormatFloat(float64(m.Median)/float64(m.Bare), 'f', 2, 64)
	}
	fmt.Fprintf(w, "%-52s %6d %12s %12s %12s %7s  %s\n", m.Name, m.Runs, brief(m.Median), brief(m.P95), bare, ratio, m.Figure)
}

// brief writes a duration with three figures.
func brief(d time.Duration) string {
	for _, unit := range []time.Duration{time.Second, time.Millisecond, time.Microsecond} {
		if d >= unit {
			return d.Round(unit / 100).String()
		}
	}
	return d.String()
}

// percentile of durations in order.
func percentile(sorted []time.Duration, part float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, int(part*float64(len(sorted))))]
}

// Bounds of the repetition of one measurement.
const (
	leastRuns = 5
	mostRuns  = 200
	enough    = 2 * time.Second
)

// inTurn times functions until there are enough runs, after one that warms up. Those that are compared run in turn, so that what else
// the machine does meets all alike.
func inTurn(fs ...func() error) ([][]time.Duration, error) {
	times := make([][]time.Duration, len(fs))
	run := func(keep bool) error {
		for i, f := range fs {
			start := time.Now()
			if err := f(); err != nil {
				return err
			}
			if keep {
				times[i] = append(times[i], time.Since(start))
			}
		}
		return nil
	}
	if err := run(false); err != nil {
		return nil, err
	}
	for begun := time.Now(); len(times[0]) < leastRuns || len(times[0]) < mostRuns && time.Since(begun) < enough; {
		if err := run(true); err != nil {
			return nil, err
		}
	}
	for _, t := range times {
		slices.SortFunc(t, cmp.Compare)
	}
	return times, nil
}
