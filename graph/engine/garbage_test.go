package engine

import "testing"

// Few facts grow as much as is said, many by the spare room, the most by what a start may.
func TestGrowth(t *testing.T) {
	for _, x := range []struct {
		most int
		live uint64
		want int
	}{{200, 0, 200}, {200, 60 << 20, 200}, {200, 256 << 20, 100}, {200, 512 << 20, 50}, {200, 8 << 30, growth}, {20, 8 << 30, 20}} {
		if got := growthOf(x.most, x.live); got != x.want {
			t.Errorf("growthOf(%d, %d) = %d, want %d", x.most, x.live, got, x.want)
		}
	}
}
