package engine

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
)

// By how many percent memory may grow between two collections of garbage while the first snapshot is compiled, and by how many bytes it
// should be able to grow afterwards. Nearly all that is there at a start stays, so that with more its peak would be far above what the
// process needs ever after; and what answers leave behind is no more where there are more facts.
const (
	growth = 20
	spare  = 256 << 20
)

// thriftily makes memory grow by no more than that, and returns what makes it grow as before, or as much as it should if that is less.
// What GOGC says stays.
func thriftily() (settle func()) {
	before := debug.SetGCPercent(growth)
	if before < growth { // or off
		debug.SetGCPercent(before)
		return func() {}
	}
	return func() {
		percent := before
		if os.Getenv("GOGC") == "" {
			percent = growthOf(before, live())
		}
		debug.SetGCPercent(percent)
	}
}

// growthOf is by how many percent so many bytes may grow, of at most so many percent.
func growthOf(most int, live uint64) int {
	return max(min(growth, most), min(most, int(spare*100/max(live, 1))))
}

// live is how many bytes the last collection of garbage left.
func live() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
