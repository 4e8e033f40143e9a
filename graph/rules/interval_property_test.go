package rules

import (
	"pgregory.net/rapid"

	"chokepoint/graph"
)

// lastDay is the last day on which an interval of these tests begins or ends: few days, so that bounds meet.
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
