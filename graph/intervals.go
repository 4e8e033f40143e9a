package graph

import (
	"cmp"
	"slices"
)

// JoinIntervals orders intervals, and makes those that overlap or touch one. It uses their memory.
func JoinIntervals(all []Interval) []Interval {
	slices.SortFunc(all, func(x, y Interval) int { return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To)) })
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

// Without removes from an interval the days of others, which JoinIntervals has ordered.
func (i Interval) Without(cut []Interval) []Interval {
	first, _ := slices.BinarySearchFunc(cut, i.From, func(c Interval, at Date) int { return cmp.Compare(c.To, at) })
	var left []Interval
	for _, c := range cut[first:] {
		if c.From >= i.To {
			break
		}
		if i.Intersect(c).Empty() {
			continue
		}
		if before := (Interval{i.From, c.From}); c.From > i.From && !before.Empty() {
			left = append(left, before)
		}
		if c.To >= i.To {
			return left
		}
		i.From = c.To
	}
	if i.Empty() {
		return left
	}
	return append(left, i)
}
