package main

import (
	"bufio"
	"cmp"
	"encoding/json"
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
	"chokepoint/graph/load"
	"chokepoint/graph/synthetic"
	"chokepoint/seeds"
)

// benchCommand measures the engine on generated graphs, or on one read from CSV, with a bare search beside each question.
type benchCommand struct {
	Sizes  []string `default:"10k/50k" help:"Entities/claims of the generated graphs, as 10k/50k,100k/1m,1m/10m."`
	Seed   uint64   `default:"1" help:"Seed of the generated graphs."`
	Graph  string   `type:"existingdir" placeholder:"DIR" help:"A folder with nodes.csv, edges.csv and ontology.yaml, instead of generated graphs."`
	Neo4j  string   `name:"neo4j" env:"CHOKEPOINT_NEO4J" placeholder:"URI" help:"Measure the same questions in Cypher on this Neo4j server, whose data is replaced."`
	Output string   `placeholder:"FILE" help:"Write the figures as JSON too."`
}

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

func (c *benchCommand) Run(p *process) error {
	all := &Measurements{Machine: machine(), Go: runtime.Version(), At: time.Now().UTC().Truncate(time.Second)}
	fmt.Fprintf(p.out, "%s, %s\n", all.Machine, all.Go)
	batches, err := c.batches()
	if err != nil {
		return err
	}
	for _, b := range batches {
		r := &benchRun{process: p, name: b.name, batch: b.make, hub: b.hub, into: all}
		if err := r.run(c.Neo4j); err != nil {
			return err
		}
	}
	if c.Output == "" {
		return nil
	}
	data, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(c.Output, append(data, '\n'), 0o644)
}

// benchGraph is a graph to measure; make returns it with a part of its claims changed.
type benchGraph struct {
	name string
	hub  string
	make func(changed float64) graph.Batch
}

func (c *benchCommand) batches() ([]benchGraph, error) {
	if c.Graph != "" {
		return c.readGraph()
	}
	data, err := seeds.FS.ReadFile(load.OntologyName)
	if err != nil {
		return nil, err
	}
	o, err := load.Ontology(load.File{Name: load.OntologyName, Data: data})
	if err != nil {
		return nil, err
	}
	var graphs []benchGraph
	for _, size := range c.Sizes {
		entities, claims, err := parseSize(size)
		if err != nil {
			return nil, err
		}
		g := synthetic.Graph{Entities: entities, Claims: claims, Seed: c.Seed}
		graphs = append(graphs, benchGraph{size, synthetic.ID(synthetic.Hub), func(changed float64) graph.Batch {
			g.Changed = changed
			return g.Batch(o)
		}})
	}
	return graphs, nil
}

func parseSize(s string) (entities, claims int, err error) {
	left, right, _ := strings.Cut(s, "/")
	entities, errLeft := parseCount(left)
	claims, errRight := parseCount(right)
	if errLeft != nil || errRight != nil || entities < 10 || claims < 1 {
		return 0, 0, fmt.Errorf("%w: size %q: write entities/claims, as 100k/1m", errUse, s)
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
func (c *benchCommand) readGraph() ([]benchGraph, error) {
	files, err := load.Files([]string{c.Graph}, ".csv", ".yaml")
	if err != nil {
		return nil, err
	}
	ontologyFile, files := load.CutOntology(files)
	if ontologyFile == nil {
		return nil, fmt.Errorf("%w: %s has no %s", errUse, c.Graph, load.OntologyName)
	}
	o, err := load.Ontology(*ontologyFile)
	if err != nil {
		return nil, err
	}
	batch, err := load.CSV(files).Batch(load.Options{Dataset: graph.Dataset{Name: "bench"}, Ontology: o})
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
	return []benchGraph{{filepath.Base(c.Graph), hub, func(changed float64) graph.Batch { return touched(batch, changed) }}}, nil
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

// benchHeader and benchLine are the table, which is printed as it grows.
func benchHeader(w io.Writer, name string) {
	fmt.Fprintf(w, "\n%s\n%-52s %6s %12s %12s %12s %7s  %s\n", name, "WHAT", "RUNS", "MEDIAN", "P95", "BARE SEARCH", "RATIO", "")
}

func benchLine(w io.Writer, m Measurement) {
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

// repeat times f until there are enough runs, after one that warms up.
func repeat(f func() error) ([]time.Duration, error) {
	if err := f(); err != nil {
		return nil, err
	}
	var times []time.Duration
	for begun := time.Now(); len(times) < leastRuns || len(times) < mostRuns && time.Since(begun) < enough; {
		start := time.Now()
		if err := f(); err != nil {
			return nil, err
		}
		times = append(times, time.Since(start))
	}
	slices.SortFunc(times, cmp.Compare)
	return times, nil
}
