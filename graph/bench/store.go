package bench

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/engine"
	"chokepoint/graph/sqlite"
)

// run measures one graph.
type run struct {
	context.Context
	subject
	out     io.Writer
	options Options
	igraph  *igraphPython
	into    *Measurements

	store  *keeping
	facts  *engine.Memory
	places *places
	peers  []peer // that have the graph
}

func (r *run) all() error {
	dir, err := os.MkdirTemp("", "chokepoint-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	store, err := sqlite.Open(r, filepath.Join(dir, "bench.db"))
	if err != nil {
		return err
	}
	defer store.Close()
	r.store = &keeping{Store: store}
	fmt.Fprintf(r.out, "\n%s\n", strings.ToUpper(r.name))
	for _, step := range []func() error{r.loading, r.starting, r.place} {
		if err := step(); err != nil {
			return err
		}
	}
	if err := r.invite(dir); err != nil {
		return err
	}
	defer r.dismiss()
	if err := r.ask(); err != nil {
		return err
	}
	fmt.Fprintln(r.out)
	return r.loadingWhileAsked()
}

func (r *run) add(m Measurement, print func(io.Writer, Measurement)) {
	m.Graph = r.name
	r.into.Lines = append(r.into.Lines, m)
	print(r.out, m)
}

// once measures one run of something that the store does.
func (r *run) once(name string, figure func(time.Duration) string, f func() error) error {
	cpu, start := cpuTime(), time.Now()
	if err := f(); err != nil {
		return err
	}
	took := time.Since(start)
	cpu = cpuTime() - cpu
	text := figure(took)
	if cpu > 0 {
		text = strings.TrimPrefix(text+", "+brief(cpu)+" of CPU", ", ")
	}
	r.add(Measurement{Name: name, Runs: 1, Median: took, P95: took, CPU: cpu, Figure: text}, storeLine)
	return nil
}

// changedEvery is the distance of the claims that a second load changes: 1 %.
const changedEvery = 100

func (r *run) loading() error {
	if !r.alone {
		if _, err := loadFacts(r, r.store.Store); err != nil {
			return err
		}
	}
	var report graph.Report
	err := r.once("load into a SQLite file", func(took time.Duration) string {
		n := report.Claims.Added
		return fmt.Sprintf("%d claims, %.0f k/s", n, float64(n)/took.Seconds()/1000)
	}, func() (err error) {
		report, err = r.load(r, r.store)
		return err
	})
	if err != nil {
		return err
	}
	return r.once("load again with 1 % of the claims changed", func(took time.Duration) string {
		n := report.Claims
		return fmt.Sprintf("%d changed, %.0f k/s", n.Changed, float64(n.Changed+n.Unchanged)/took.Seconds()/1000)
	}, func() (err error) {
		report, err = r.reload(changedEvery)
		return err
	})
}

// reload loads what was loaded once more.
func (r *run) reload(every int) (all graph.Report, err error) {
	for _, b := range touched(r.store.batches, every) {
		one, err := r.store.Store.Load(r, b)
		if err != nil {
			return all, err
		}
		all.Claims.Changed, all.Claims.Unchanged = all.Claims.Changed+one.Claims.Changed, all.Claims.Unchanged+one.Claims.Unchanged
	}
	return all, nil
}

func (r *run) starting() error {
	resetPeak()
	debug.FreeOSMemory()
	err := r.once("start from the filled file", func(time.Duration) string { return peakMemory() }, func() (err error) {
		r.facts, err = engine.New(r, r.store.Store)
		return err
	})
	if err != nil {
		return err
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	rows, size := r.facts.Current().Rows(), r.facts.Current().SizeOfRows()
	r.add(Measurement{Name: "memory", Figure: fmt.Sprintf("%.1f bytes a claim in rows and indexes, heap %d MB",
		float64(size)/float64(max(rows, 1)), m.HeapAlloc>>20)}, storeLine)
	return nil
}

// loadingWhileAsked asks without rest, first alone, then while a load of 1 % changed claims runs and its snapshot is swapped in.
func (r *run) loadingWhileAsked() error {
	for _, x := range []struct {
		name  string
		while func() error
	}{
		{"dependents within 2, alone", func() error { time.Sleep(max(time.Second, r.options.Each)); return nil }},
		{"the same while 1 % changed claims are loaded", func() error {
			if _, err := r.reload(0); err != nil {
				return err
			}
			return r.facts.Refresh(r)
		}},
	} {
		samples, err := r.askWhile(x.while)
		if err != nil {
			return err
		}
		r.add(Measurement{Name: x.name, Runs: len(samples), Median: percentile(samples, 0.5), P95: percentile(samples, 0.95),
			Figure: fmt.Sprintf("p99 %s, longest %s", brief(percentile(samples, 0.99)), brief(percentile(samples, 1)))}, storeLine)
	}
	return nil
}

// askWhile asks one question after another while f runs.
func (r *run) askWhile(f func() error) ([]sample, error) {
	asked, err := r.read("dependents", map[string][]string{"ref": r.places.of["hub"], "depth": {"2"}})
	if err != nil {
		return nil, err
	}
	var stop atomic.Bool
	ended := make(chan error, 1)
	go func() {
		err := f()
		stop.Store(true)
		ended <- err
	}()
	question := clocked(func() (int, error) { _, err := r.reply(asked); return 0, err })
	var samples []sample
	for !stop.Load() {
		x, err := question()
		if err != nil {
			return nil, err
		}
		samples = append(samples, x)
	}
	inOrder(samples)
	return samples, <-ended
}

// resetPeak makes the kernel count the peak of memory anew, where it can.
func resetPeak() { _ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o200) }

// peakMemory is the greatest resident memory since resetPeak, or empty where the kernel does not say.
func peakMemory() string {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(data)) {
		if name, value, _ := strings.Cut(line, ":"); name == "VmHWM" {
			kilobytes, _ := strconv.Atoi(strings.Fields(value)[0])
			return fmt.Sprintf("at most %d MB", kilobytes>>10)
		}
	}
	return ""
}
