package main

import (
	"cmp"
	"fmt"
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
	"chokepoint/graph/sqlite"
)

// benchRun measures one graph.
type benchRun struct {
	*process
	name  string
	hub   string
	batch func(changed float64) graph.Batch
	into  *Measurements

	store    *sqlite.Store
	engine   *graph.Memory
	snapshot *graph.Snapshot
}

func (r *benchRun) run(neo4jURI string) error {
	benchHeader(r.out, r.name)
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

func (r *benchRun) add(m Measurement) {
	m.Graph = r.name
	r.into.Lines = append(r.into.Lines, m)
	benchLine(r.out, m)
}

// once measures one run.
func (r *benchRun) once(name string, figure func(time.Duration) string, f func() error) error {
	start := time.Now()
	if err := f(); err != nil {
		return err
	}
	took := time.Since(start)
	r.add(Measurement{Name: name, Runs: 1, Median: took, P95: took, Figure: figure(took)})
	return nil
}

// measure measures a question beside a bare search, which may be nil.
func (r *benchRun) measure(name, figure string, f func() error, bare func() error) error {
	times, err := repeat(f)
	if err != nil {
		return fmt.Errorf("measuring %s: %w", name, err)
	}
	m := Measurement{Name: name, Runs: len(times), Median: percentile(times, 0.5), P95: percentile(times, 0.95), Figure: figure}
	if bare != nil {
		bareTimes, err := repeat(bare)
		if err != nil {
			return err
		}
		m.Bare = percentile(bareTimes, 0.5)
	}
	r.add(m)
	return nil
}

func (r *benchRun) loading() error {
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

func (r *benchRun) starting() error {
	resetPeak()
	debug.FreeOSMemory()
	err := r.once("start from the filled file", func(time.Duration) string { return "" }, func() (err error) {
		r.engine, err = graph.NewMemory(r, r.store)
		return err
	})
	if err != nil {
		return err
	}
	r.snapshot = r.engine.Snapshot()
	peak := peakMemory()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	rows, size := r.snapshot.Rows(), r.snapshot.SizeOfRows()
	r.add(Measurement{Name: "memory", Figure: fmt.Sprintf("%.1f bytes a claim in rows and indexes; heap %d MB; peak while starting %s",
		float64(size)/float64(max(rows, 1)), m.HeapAlloc>>20, peak)})
	return nil
}

// day is the date of the questions.
var benchDay = graph.DayOf(time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC))

func (r *benchRun) reach() error {
	hub, ok := r.snapshot.Lookup(r.hub)
	if !ok {
		return fmt.Errorf("the graph has no entity %s", r.hub)
	}
	y := r.snapshot.NewYardstick()
	for _, depth := range []int{0, 2, 3} {
		q := graph.ReachQuery{Of: r.hub, Direction: graph.Dependents, Depth: depth, Filter: graph.Filter{AsOf: benchDay}}
		total, err := r.engine.Snapshot().Count(r, q)
		if err != nil {
			return err
		}
		name := "dependents of a hub, counted, as of a day" + depthName(depth)
		err = r.measure(name, fmt.Sprintf("%d dependents", total), func() error {
			_, err := r.snapshot.Count(r, q)
			return err
		}, func() error {
			y.Dependents(hub, depth)
			return nil
		})
		if err != nil {
			return err
		}
	}
	q := graph.ReachQuery{Of: r.hub, Direction: graph.Dependents, Filter: graph.Filter{AsOf: benchDay}}
	if err := r.measure("the same with a page of 100 paths and sources", "", func() error {
		_, err := r.snapshot.Reach(r, q)
		return err
	}, func() error {
		_, err := r.snapshot.Count(r, q)
		return err
	}); err != nil {
		return err
	}
	return r.reachOfMany(y)
}

func depthName(depth int) string {
	if depth == 0 {
		return ""
	}
	return ", depth " + strconv.Itoa(depth)
}

// reachOfMany asks about one entity after another, taken at random.
func (r *benchRun) reachOfMany(y *graph.Yardstick) error {
	ids, nodes := r.some(256)
	i, j := 0, 0
	return r.measure("dependents of entities at random, counted", "", func() error {
		i++
		_, err := r.snapshot.Count(r, graph.ReachQuery{Of: ids[i%len(ids)], Direction: graph.Dependents, Filter: graph.Filter{AsOf: benchDay}})
		return err
	}, func() error {
		j++
		y.Dependents(nodes[j%len(nodes)], 0)
		return nil
	})
}

// some takes entities at random, the same in every run.
func (r *benchRun) some(n int) (ids []string, nodes []graph.Node) {
	source := rand.New(rand.NewPCG(7, 7))
	all := r.batch(0).Entities
	for range n {
		id := all[source.IntN(len(all))].ID
		node, _ := r.snapshot.Lookup(id)
		ids, nodes = append(ids, id), append(nodes, node)
	}
	return ids, nodes
}

func (r *benchRun) others() error {
	f := graph.Filter{AsOf: benchDay}
	ids, _ := r.some(256)
	i := 0
	next := func() string { i++; return ids[i%len(ids)] }
	for _, c := range []struct {
		name string
		ask  func() error
	}{
		{"dependencies of entities at random, counted", func() error {
			_, err := r.snapshot.Count(r, graph.ReachQuery{Of: next(), Direction: graph.Dependencies, Filter: f})
			return err
		}},
		{"3 shortest paths from entities at random to a hub", func() error {
			_, err := r.snapshot.Paths(r, graph.PathsQuery{From: next(), To: r.hub, K: 3, Filter: f})
			return err
		}},
		{"impact of a hub", func() error {
			_, err := r.snapshot.Impact(r, graph.ImpactQuery{Remove: []string{r.hub}, Filter: f})
			return err
		}},
		{"owners of entities at random", func() error {
			_, err := r.snapshot.Ownership(r, graph.OwnershipQuery{Of: next(), Direction: graph.Dependencies, Filter: f})
			return err
		}},
	} {
		if err := r.measure(c.name, "", c.ask, nil); err != nil {
			return err
		}
	}
	if r.snapshot.Nodes() > mostChokepoints {
		return nil
	}
	return r.once("chokepoints of the whole graph, all entities", func(took time.Duration) string {
		return fmt.Sprintf("%s an entity", brief(took/time.Duration(r.snapshot.Nodes())))
	}, func() error {
		_, err := r.snapshot.Chokepoints(r, graph.ChokepointsQuery{Filter: f})
		return err
	})
}

// mostChokepoints is the number of entities up to which all chokepoints are measured: the time grows with its square.
const mostChokepoints = 200_000

// loadingWhileAsked asks without rest, first alone, then while a load of 1 % changed claims runs and its snapshot is swapped in.
func (r *benchRun) loadingWhileAsked() error {
	alone, err := r.ask(func() error { time.Sleep(2 * time.Second); return nil })
	if err != nil {
		return err
	}
	during, err := r.ask(func() error {
		if _, err := r.store.Load(r, r.batch(0)); err != nil {
			return err
		}
		return r.engine.Refresh(r)
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
func (r *benchRun) ask(f func() error) ([]time.Duration, error) {
	var stop atomic.Bool
	ended := make(chan error, 1)
	go func() {
		err := f()
		stop.Store(true)
		ended <- err
	}()
	var times []time.Duration
	q := graph.ReachQuery{Of: r.hub, Direction: graph.Dependents, Depth: 2, Filter: graph.Filter{AsOf: benchDay}}
	for !stop.Load() {
		start := time.Now()
		if _, err := r.engine.Reach(r, q); err != nil {
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
