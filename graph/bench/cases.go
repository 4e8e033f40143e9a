package bench

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/engine"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/sqlite"
)

// run measures one graph.
type run struct {
	context.Context
	out   io.Writer
	name  string
	hub   string
	batch func(changed float64) graph.Batch
	into  *Measurements

	store *sqlite.Store
	facts *engine.Memory
}

func (r *run) all(neo4jURI string) error {
	header(r.out, r.name)
	dir, err := os.MkdirTemp("", "chokepoint-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if r.store, err = sqlite.Open(r, filepath.Join(dir, "bench.db")); err != nil {
		return err
	}
	defer r.store.Close()
	for _, step := range []func() error{r.loading, r.starting, r.reach, r.others, r.loadingWhileAsked} {
		if err := step(); err != nil {
			return err
		}
	}
	if neo4jURI != "" {
		return r.inNeo4j(neo4jURI)
	}
	return nil
}

func (r *run) add(m Measurement) {
	m.Graph = r.name
	r.into.Lines = append(r.into.Lines, m)
	line(r.out, m)
}

// once measures one run.
func (r *run) once(name string, figure func(time.Duration) string, f func() error) error {
	start := time.Now()
	if err := f(); err != nil {
		return err
	}
	took := time.Since(start)
	r.add(Measurement{Name: name, Runs: 1, Median: took, P95: took, Figure: figure(took)})
	return nil
}

// measure measures a question beside a bare search, which may be nil.
func (r *run) measure(name, figure string, f func() error, bare func() error) error {
	fs := []func() error{f}
	if bare != nil {
		fs = append(fs, bare)
	}
	times, err := inTurn(fs...)
	if err != nil {
		return fmt.Errorf("measuring %s: %w", name, err)
	}
	m := Measurement{Name: name, Runs: len(times[0]), Median: percentile(times[0], 0.5), P95: percentile(times[0], 0.95), Figure: figure}
	if bare != nil {
		m.Bare = percentile(times[1], 0.5)
	}
	r.add(m)
	return nil
}

func (r *run) loading() error {
	var report graph.Report
	err := r.once("load into an empty SQLite file", func(took time.Duration) string {
		n := report.Claims.Added
		return fmt.Sprintf("%d claims, %.0f k claims/s", n, float64(n)/took.Seconds()/1000)
	}, func() (err error) {
		report, err = r.store.Load(r, r.batch(0))
		return err
	})
	if err != nil {
		return err
	}
	return r.once("load again with 1 % of the claims changed", func(took time.Duration) string {
		n := report.Claims
		return fmt.Sprintf("%d changed, %.0f k claims/s", n.Changed, float64(n.Changed+n.Unchanged)/took.Seconds()/1000)
	}, func() (err error) {
		report, err = r.store.Load(r, r.batch(0.01))
		return err
	})
}

func (r *run) starting() error {
	resetPeak()
	debug.FreeOSMemory()
	err := r.once("start from the filled file", func(time.Duration) string { return "" }, func() (err error) {
		r.facts, err = engine.New(r, r.store)
		return err
	})
	if err != nil {
		return err
	}
	peak := peakMemory()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	rows, size := r.facts.Current().Rows(), r.facts.Current().SizeOfRows()
	r.add(Measurement{Name: "memory", Figure: fmt.Sprintf("%.1f bytes a claim in rows and indexes; heap %d MB; peak while starting %s",
		float64(size)/float64(max(rows, 1)), m.HeapAlloc>>20, peak)})
	return nil
}

// day is the date of the questions.
const day = "2026-01-15"

// question prepares a question, given as pairs of parameters and values, about what holds on the day.
func (r *run) question(name string, pairs ...string) (func() (*question.Reply, error), error) {
	q, ok := catalogue.Find(name)
	if !ok {
		return nil, fmt.Errorf("there is no question %s", name)
	}
	v := question.Values{"as_of": {day}}
	for i := 0; i+1 < len(pairs); i += 2 {
		v[pairs[i]] = []string{pairs[i+1]}
	}
	asked, err := q.Read(v)
	if err != nil {
		return nil, err
	}
	return func() (*question.Reply, error) { return asked.Ask(r, r.facts, question.Terms{Now: time.Now()}) }, nil
}

// ofMany prepares a question about one entity after another.
func (r *run) ofMany(ids []string, name, parameter string, pairs ...string) (func() error, error) {
	var asks []func() (*question.Reply, error)
	for _, id := range ids {
		ask, err := r.question(name, append(slices.Clone(pairs), parameter, id)...)
		if err != nil {
			return nil, err
		}
		asks = append(asks, ask)
	}
	i := 0
	return func() error {
		i++
		_, err := asks[i%len(asks)]()
		return err
	}, nil
}

// answered drops the answer.
func answered(ask func() (*question.Reply, error)) func() error {
	return func() error {
		_, err := ask()
		return err
	}
}

func (r *run) reach() error {
	hub, ok := r.facts.Current().Lookup(r.hub)
	if !ok {
		return fmt.Errorf("the graph has no entity %s", r.hub)
	}
	asOf, err := graph.ParseDay(day)
	if err != nil {
		return err
	}
	course, err := r.facts.Current().Course(graph.Filter{AsOf: asOf})
	if err != nil {
		return err
	}
	y := r.facts.Current().NewYardstick(course)
	var counted func() error // at any depth
	for _, depth := range []int{0, 2, 3} {
		pairs := []string{"ref", r.hub, "limit", "0"}
		if depth > 0 {
			pairs = append(pairs, "depth", strconv.Itoa(depth))
		}
		ask, err := r.question("dependents", pairs...)
		if err != nil {
			return err
		}
		total, err := totalOf(ask)
		if err != nil {
			return err
		}
		if depth == 0 {
			counted = answered(ask)
		}
		err = r.measure("dependents of a hub, counted, as of a day"+depthName(depth), fmt.Sprintf("%d dependents", total), answered(ask), func() error {
			y.Dependents(hub, depth)
			return nil
		})
		if err != nil {
			return err
		}
	}
	page, err := r.question("dependents", "ref", r.hub)
	if err != nil {
		return err
	}
	if err := r.measure("the same with a page of 100 paths and sources", "", answered(page), counted); err != nil {
		return err
	}
	return r.reachOfMany(y)
}

// totalOf asks for dependents and returns how many there are.
func totalOf(ask func() (*question.Reply, error)) (int, error) {
	reply, err := ask()
	if err != nil {
		return 0, err
	}
	return reply.Answer.(catalogue.Reach).Total, nil
}

func depthName(depth int) string {
	if depth == 0 {
		return ""
	}
	return ", depth " + strconv.Itoa(depth)
}

// reachOfMany asks about one entity after another, taken at random.
func (r *run) reachOfMany(y *snapshot.Yardstick) error {
	ids, nodes := r.some(256)
	ask, err := r.ofMany(ids, "dependents", "ref", "limit", "0")
	if err != nil {
		return err
	}
	j := 0
	return r.measure("dependents of entities at random, counted", "", ask, func() error {
		j++
		y.Dependents(nodes[j%len(nodes)], 0)
		return nil
	})
}

// some takes entities at random, the same in every run.
func (r *run) some(n int) (ids []string, nodes []snapshot.Node) {
	source := rand.New(rand.NewPCG(7, 7))
	all := r.batch(0).Entities
	for range n {
		id := all[source.IntN(len(all))].ID
		node, _ := r.facts.Current().Lookup(id)
		ids, nodes = append(ids, id), append(nodes, node)
	}
	return ids, nodes
}

func (r *run) others() error {
	ids, _ := r.some(256)
	for _, c := range []struct {
		name, question, parameter string
		ids, pairs                []string
	}{
		{"dependencies of entities at random, counted", "dependencies", "ref", ids, []string{"limit", "0"}},
		{"3 shortest paths from entities at random to a hub", "paths", "from", ids, []string{"to", r.hub}},
		{"impact of a hub", "impact", "remove", []string{r.hub}, nil},
		{"owners of entities at random", "owners", "ref", ids, nil},
	} {
		ask, err := r.ofMany(c.ids, c.question, c.parameter, c.pairs...)
		if err != nil {
			return err
		}
		if err := r.measure(c.name, "", ask, nil); err != nil {
			return err
		}
	}
	nodes := r.facts.Current().Nodes()
	if nodes > mostChokepoints {
		return nil
	}
	ask, err := r.question("chokepoints")
	if err != nil {
		return err
	}
	return r.once("chokepoints of the whole graph, all entities", func(took time.Duration) string {
		return fmt.Sprintf("%s an entity", brief(took/time.Duration(nodes)))
	}, answered(ask))
}

// mostChokepoints is the number of entities up to which all chokepoints are measured: the time grows with its square.
const mostChokepoints = 200_000

// loadingWhileAsked asks without rest, first alone, then while a load of 1 % changed claims runs and its snapshot is swapped in.
func (r *run) loadingWhileAsked() error {
	alone, err := r.ask(func() error { time.Sleep(2 * time.Second); return nil })
	if err != nil {
		return err
	}
	during, err := r.ask(func() error {
		if _, err := r.store.Load(r, r.batch(0)); err != nil {
			return err
		}
		return r.facts.Refresh(r)
	})
	if err != nil {
		return err
	}
	for _, m := range []struct {
		name  string
		times []time.Duration
	}{{"dependents of a hub, depth 2, alone", alone}, {"the same while 1 % changed claims are loaded", during}} {
		r.add(Measurement{Name: m.name, Runs: len(m.times), Median: percentile(m.times, 0.5), P95: percentile(m.times, 0.95),
			Figure: fmt.Sprintf("p99 %s, longest %s", brief(percentile(m.times, 0.99)), brief(m.times[len(m.times)-1]))})
	}
	return nil
}

// ask asks one question after another while f runs, and returns the times in order.
func (r *run) ask(f func() error) ([]time.Duration, error) {
	var stop atomic.Bool
	ended := make(chan error, 1)
	go func() {
		err := f()
		stop.Store(true)
		ended <- err
	}()
	var times []time.Duration
	question, err := r.question("dependents", "ref", r.hub, "depth", "2")
	if err != nil {
		return nil, err
	}
	for !stop.Load() {
		start := time.Now()
		if _, err := question(); err != nil {
			return nil, err
		}
		times = append(times, time.Since(start))
	}
	slices.SortFunc(times, cmp.Compare)
	return times, <-ended
}

// resetPeak makes the kernel count the peak of memory anew, where it can.
func resetPeak() { _ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o200) }

// peakMemory is the greatest resident memory since resetPeak, or empty where the kernel does not say.
func peakMemory() string {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return ""
	}
	for _, line := range strings.Split(string(data), "\n") {
		if name, value, _ := strings.Cut(line, ":"); name == "VmHWM" {
			kilobytes, _ := strconv.Atoi(strings.Fields(value)[0])
			return fmt.Sprintf("%d MB", kilobytes>>10)
		}
	}
	return ""
}
