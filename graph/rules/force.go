package rules

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// Force is a stretch of time in which a decision binds, with the claims that say so and how far they say it.
type Force struct {
	Valid   graph.Interval
	Claims  []snapshot.Ref
	Grounds Grounds

	lapses bool // it ends because those claims do, and not because something cuts it
}

// Grounds are what it rests on that a decision binds.
type Grounds int

// The grounds.
const (
	Unstated  Grounds = iota // no status is recorded
	Stated                   // somebody says so
	Estimated                // claims say so that are somebody's estimate
	Disputed                 // claims say so that are disputed
	Terms                    // what interrupted it has come to its own end, and nothing says since that it is in force again
	Assumed                  // the question takes it to be so
)

var groundsNames = [...]string{"unstated", "stated", "estimated", "disputed", "terms", "assumed"}

func (g Grounds) String() string { return groundsNames[g] }

// Doubtful reports whether a decision that binds on these grounds may not bind after all.
func (g Grounds) Doubtful() bool { return g == Estimated || g == Disputed || g == Terms }

// most is the confidence that what rests on the stretch can have, whatever its claims: that a decision binds again by the mere
// terms of what interrupted it is inferred.
func (f *Force) most() graph.Confidence {
	if f.Grounds == Terms {
		return graph.Estimated
	}
	return graph.Official
}

// groundsOf are those of a claim of being in force.
func groundsOf(c graph.Confidence) Grounds {
	switch c {
	case graph.Disputed:
		return Disputed
	case graph.Estimated:
		return Estimated
	}
	return Stated
}

// interruption is a stretch of time in which a decision does not bind. One that lapses comes to an end that its own claims give,
// or by a claim of being in force that begins then; the other sort ends by what cuts it.
type interruption struct {
	valid  graph.Interval
	lapses bool
}

// afterInterruptions splits stretches where an interruption lapses: a claim of being in force that began before it vouches for
// the time before, and for what follows the terms do.
func afterInterruptions(fs []Force, cut []interruption) []Force {
	var ends []graph.Date
	for _, c := range cut {
		if c.lapses && c.valid.To.Bounded() {
			ends = append(ends, c.valid.To)
		}
	}
	if len(ends) == 0 {
		return fs
	}
	slices.Sort(ends)
	var split []Force
	for _, f := range fs {
		end := firstAfter(ends, f.Valid.From)
		again := f
		again.Valid, again.Grounds = f.Valid.Intersect(graph.Interval{From: end, To: graph.End}), Terms
		f.Valid.To = min(f.Valid.To, end)
		split = append(split, f)
		if end != graph.End && !again.Valid.Empty() {
			split = append(split, again)
		}
	}
	return split
}

// firstAfter returns the first of some dates in order that is after the day of another, or graph.End.
func firstAfter(dates []graph.Date, after graph.Date) graph.Date {
	i, _ := slices.BinarySearchFunc(dates, after, func(date, after graph.Date) int {
		if after == graph.Beginning || date.Day() > after.Day() {
			return 1
		}
		return -1
	})
	if i == len(dates) {
		return graph.End
	}
	return dates[i]
}

// without takes interruptions out of stretches; what remains rests on the claims that bound it, not on those that cut it.
func without(fs []Force, cut []interruption) []Force {
	gaps := make([]graph.Interval, len(cut))
	for i, c := range cut {
		gaps[i] = c.valid
	}
	gaps = graph.JoinIntervals(gaps)
	left := make([]Force, 0, len(fs))
	for _, f := range fs {
		for _, f.Valid = range f.Valid.Without(gaps) {
			f.lapses = !slices.ContainsFunc(gaps, func(g graph.Interval) bool { return g.From.Bounded() && g.From.Day() == f.Valid.To.Day() })
			left = append(left, f)
		}
	}
	return left
}

// runs makes one of stretches that touch, whatever they rest on.
func runs(fs []Force) (all []interruption) {
	for _, f := range fs {
		if n := len(all); n > 0 && f.Valid.From <= all[n-1].valid.To {
			all[n-1] = interruption{graph.Interval{From: all[n-1].valid.From, To: f.Valid.To}, f.lapses}
			continue
		}
		all = append(all, interruption{f.Valid, f.lapses})
	}
	return all
}
