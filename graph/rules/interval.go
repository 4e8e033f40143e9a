package rules

import (
	"cmp"
	"slices"

	"chokepoint/graph"
)

// joinIntervals orders intervals, and makes those that overlap or touch one.
func joinIntervals(all []graph.Interval) []graph.Interval {
	slices.SortFunc(all, func(x, y graph.Interval) int { return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To)) })
	joined := all[:0]
	for _, i := range all {
		if n := len(joined); n > 0 && i.From <= joined[n-1].To {
			joined[n-1].To = max(joined[n-1].To, i.To)
			continue
		}
		joined = append(joined, i)
	}
	return joined
}

// subtract removes from an interval the days of others, which joinIntervals has ordered.
func subtract(from graph.Interval, cut []graph.Interval) []graph.Interval {
	first, _ := slices.BinarySearchFunc(cut, from.From, func(c graph.Interval, at graph.Date) int { return cmp.Compare(c.To, at) })
	var left []graph.Interval
	for _, c := range cut[first:] {
		if c.From >= from.To {
			break
		}
		if from.Intersect(c).Empty() {
			continue
		}
		if before := (graph.Interval{From: from.From, To: c.From}); c.From > from.From && !before.Empty() {
			left = append(left, before)
		}
		if c.To >= from.To {
			return left
		}
		from.From = c.To
	}
	if from.Empty() {
		return left
	}
	return append(left, from)
}
