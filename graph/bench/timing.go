package bench

import (
	"cmp"
	"slices"
	"time"
)

// sample is one run of something that is measured.
type sample struct {
	took  time.Duration
	cpu   time.Duration // of all threads of this program
	found int           // what the answer comes to, where that can be compared
}

// timed is something to measure that takes its own time.
type timed func() (sample, error)

// clocked takes the time of a function.
func clocked(f func() (found int, err error)) timed {
	return func() (sample, error) {
		cpu, start := cpuTime(), time.Now()
		found, err := f()
		return sample{time.Since(start), cpuTime() - cpu, found}, err
	}
}

// Bounds of the repetition of one measurement.
const (
	leastRuns = 3
	mostRuns  = 200
)

// contender is something that is measured; beside, if any, is run as often as it, so that of many questions both have the same.
type contender struct {
	run, beside timed

	samples, besides []sample
	first, firstOf   int // what they found at first
	spent            time.Duration
	ended            bool
}

// once runs a contender, and what is beside it.
func (c *contender) once() (x, y sample, err error) {
	if x, err = c.run(); err == nil && c.beside != nil {
		y, err = c.beside()
	}
	return x, y, err
}

func (c *contender) keep(x, y sample) {
	if c.samples, c.spent = append(c.samples, x), c.spent+x.took; c.beside != nil {
		c.besides = append(c.besides, y)
	}
}

// inTurn runs each contender for so long, after a run that warms up and that counts only if it took that long itself. They run in turn,
// so that what else the machine does meets all alike.
func inTurn(each time.Duration, all []*contender) error {
	for _, c := range all {
		x, y, err := c.once()
		if err != nil {
			return err
		}
		if c.first, c.firstOf = x.found, y.found; x.took >= each {
			c.keep(x, y)
			c.ended = true
		}
	}
	for slices.ContainsFunc(all, func(c *contender) bool { return !c.ended }) {
		for _, c := range all {
			if c.ended {
				continue
			}
			x, y, err := c.once()
			if err != nil {
				return err
			}
			c.keep(x, y)
			c.ended = len(c.samples) == mostRuns || len(c.samples) >= leastRuns && c.spent >= each
		}
	}
	for _, c := range all {
		inOrder(c.samples)
		inOrder(c.besides)
	}
	return nil
}

func inOrder(samples []sample) {
	slices.SortFunc(samples, func(x, y sample) int { return cmp.Compare(x.took, y.took) })
}

// percentile of samples in order.
func percentile(sorted []sample, part float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, int(part*float64(len(sorted))))].took
}

func meanCPU(samples []sample) (mean time.Duration) {
	for _, x := range samples {
		mean += x.cpu
	}
	return mean / time.Duration(max(1, len(samples)))
}
