// Package bench measures every question, on the built-in facts, on generated graphs and on anybody's, beside a bare search over
// arrays of its own and beside other programs that answer some of them: igraph and Neo4j. Figures are medians; nothing here is a test.
package bench

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"chokepoint/graph/neo4j"
)

// Options say what is measured.
type Options struct {
	Sizes  []string      // entities/claims of generated graphs, as 100k/1m
	Shapes []string      // of generated graphs: see synthetic.Shapes
	Others []float64     // parts of the claims of generated graphs that are no dependence
	Seed   uint64        // of generated graphs
	Graph  string        // a file or folder in a format that can be loaded, instead of generated graphs
	Each   time.Duration // how long each question is asked
	Python string        // a Python with igraph; empty: none

	Neo4j     string // a server on which the same questions are measured, whose data is replaced; empty: none
	Neo4jAuth neo4j.Auth
}

// ErrSize marks a size that can't be read.
var ErrSize = errors.New("write a size as entities/claims, as 100k/1m")

// Measurement is one line of the table. Times are in nanoseconds.
type Measurement struct {
	Graph    string        `json:"graph"`
	Question string        `json:"question,omitempty"`
	Name     string        `json:"name"`
	Runs     int           `json:"runs"`
	Median   time.Duration `json:"median_ns"`
	P95      time.Duration `json:"p95_ns"`
	CPU      time.Duration `json:"cpu_ns,omitempty"`                // of all threads, on average, where the system says
	Bare     time.Duration `json:"bare_search_median_ns,omitempty"` // the same search without filters or answers
	Igraph   time.Duration `json:"igraph_median_ns,omitempty"`
	Neo4j    time.Duration `json:"neo4j_median_ns,omitempty"`
	Found    string        `json:"found,omitempty"`  // how much the answer has
	Figure   string        `json:"figure,omitempty"` // what else was measured
}

// Measurements are the figures of one run.
type Measurements struct {
	Machine string        `json:"machine"`
	Go      string        `json:"go"`
	At      time.Time     `json:"at"`
	Peers   []string      `json:"peers"` // what else was measured, or why not
	Lines   []Measurement `json:"measurements"`
}

// Run measures, and writes the figures to w as they come.
func Run(ctx context.Context, w io.Writer, o Options) (*Measurements, error) {
	all := &Measurements{Machine: machine(), Go: runtime.Version(), At: time.Now().UTC().Truncate(time.Second)}
	subjects, err := o.subjects()
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(w, "%s, %s\n", all.Machine, all.Go)
	igraph := findIgraph(ctx, o.Python)
	all.Peers = append(all.Peers, igraph.String())
	if o.Neo4j == "" {
		all.Peers = append(all.Peers, "Neo4j: not measured: no server was named with --neo4j")
	} else {
		all.Peers = append(all.Peers, "Neo4j: at "+o.Neo4j)
	}
	fmt.Fprintln(w, strings.Join(all.Peers, "\n"))
	for _, s := range subjects {
		r := &run{Context: ctx, out: w, subject: s, options: o, igraph: igraph, into: all}
		if err := r.all(); err != nil {
			return nil, fmt.Errorf("measuring %s: %w", s.name, err)
		}
	}
	return all, nil
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
