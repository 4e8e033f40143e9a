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

// inTurn runs each of some functions for so long, after a run that warms up and that counts only if it took that long itself. Those that
// are compared run in turn, so that what else the machine does meets all alike.
func inTurn(each time.Duration, fs ...timed) (samples [][]sample, first []int, err error) {
	samples, first = make([][]sample, len(fs)), make([]int, len(fs))
	spent, ended := make([]time.Duration, len(fs)), make([]bool, len(fs))
	for i, f := range fs {
		warm, err := f()
		if err != nil {
			return nil, nil, err
		}
		if first[i] = warm.found; warm.took >= each {
			samples[i], ended[i] = []sample{warm}, true
		}
	}
	for slices.Contains(ended, false) {
		for i, f := range fs {
			if ended[i] {
				continue
			}
			x, err := f()
			if err != nil {
				return nil, nil, err
			}
			samples[i], spent[i] = append(samples[i], x), spent[i]+x.took
			ended[i] = len(samples[i]) == mostRuns || len(samples[i]) >= leastRuns && spent[i] >= each
		}
	}
	for _, s := range samples {
		slices.SortFunc(s, func(x, y sample) int { return cmp.Compare(x.took, y.took) })
	}
	return samples, first, nil
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
