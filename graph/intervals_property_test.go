package graph_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"chokepoint/graph"
)

// lastDay is the last day on which an interval of this test begins or ends: few days, so that bounds meet.
const lastDay = 6

// drawInterval makes an interval with or without bounds, which holds a day at least.
func drawInterval(t *rapid.T) graph.Interval {
	i := graph.Always
	if rapid.Bool().Draw(t, "has from") {
		i.From = graph.DateOf(graph.Day(rapid.IntRange(0, lastDay).Draw(t, "from")))
	}
	if rapid.Bool().Draw(t, "has to") {
		first := 0
		if i.From != graph.Beginning {
			first = int(i.From.Day()) + 1
		}
		i.To = graph.DateOf(graph.Day(rapid.IntRange(first, max(first, lastDay)).Draw(t, "to")))
	}
	return i
}

func TestSubtractionOfIntervals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole, cuts := drawInterval(t), []graph.Interval{}
		for range rapid.IntRange(0, 4).Draw(t, "cuts") {
			cuts = append(cuts, drawInterval(t))
		}
		contain := func(all []graph.Interval, d graph.Day) bool {
			return slices.ContainsFunc(all, func(i graph.Interval) bool { return i.Contains(d) })
		}
		left := whole.Without(graph.JoinIntervals(slices.Clone(cuts)))
		for d := graph.Day(-2); d <= lastDay+2; d++ {
			want := whole.Contains(d) && !contain(cuts, d)
			if got := contain(left, d); got != want {
				t.Fatalf("%v without %v is %v: day %d is in it: %v, want %v", whole, cuts, left, d, got, want)
			}
		}
		for i, part := range left {
			if part.Empty() || i > 0 && part.From < left[i-1].To {
				t.Fatalf("%v without %v is %v, which is empty in parts or out of order", whole, cuts, left)
			}
		}
	})
}
