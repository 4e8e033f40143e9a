package ask

import (
	"chokepoint/graph"
)

// recent is how many days back news go where no time is named.
const recent = 30

// changed reads what changed in a time, of all or of something.
func (r *reading) changed() bool {
	change, happen := r.cue("change"), r.cue("happen")
	acts := !change && !happen && (r.cue("decision") || r.acts(1))
	at, n := r.times()
	if !change && !(happen || acts) || n > 1 || n == 0 && !change {
		return false
	}
	first, last := r.Today-recent, r.Today
	if n == 1 {
		t := r.parts[at].time
		if t.role == before {
			return false
		}
		r.used[at] = true
		first = t.first
		if t.role != since {
			last = t.last
		}
		if t.role == until {
			first = 0
		}
	}
	if first == 0 {
		return false
	}
	r.cue("decision", "government", "restrict", "sell", "largest", "list")
	of := ""
	if adjectives := r.adjectives(); len(adjectives) == 1 {
		of = adjectives[0]
	}
	for _, i := range r.left(nil) {
		if of != "" {
			return false
		}
		of = r.needed(i)
	}
	r.asks("changes", "since", first.String(), "until", last.String(), "of", of, "what", "began", "what", "ended", "what", "on")
	return r.kindsOf()
}

// times returns the last time that the sentence names and how many it names; now is none.
func (r *reading) times() (at, n int) {
	at = -1
	for i := range r.parts {
		if t := r.parts[i].time; t != nil && !r.used[i] {
			if t.role == current {
				r.used[i] = true
				continue
			}
			at = i
			n++
		}
	}
	return at, n
}

// happened reads the history of something.
func (r *reading) happened() bool {
	if !r.cue("happen") {
		return false
	}
	all := r.left(nil)
	if len(all) != 1 || r.has(caseOf, "without", "if") {
		return false
	}
	r.cue("change")
	return r.asks("timeline", "ref", r.id(all[0], nil))
}

// compared reads how two things differ, or one on two days.
func (r *reading) compared() bool {
	all := r.left(nil)
	if !r.cue("compare") && !r.has(caseOf, "than") && !(len(all) == 2 && len(r.left(r.isItem)) == 2 && r.parts[all[1]].mark == "against") {
		return false
	}
	r.cue("connect")
	switch {
	case len(all) == 2:
		return r.asks("compare", "one", r.id(all[0], nil), "other", r.id(all[1], nil))
	case len(all) == 1:
		var days []graph.Day
		for i := range r.parts {
			if t := r.parts[i].time; t != nil {
				r.used[i] = true
				if t.role == during {
					days = append(days, t.first)
				}
				days = append(days, min(t.last, r.Today))
			}
		}
		if len(days) != 2 {
			return false
		}
		return r.asks("compare", "one", r.id(all[0], nil), "with", days[0].String(), "as_of", days[1].String())
	}
	return false
}

// dated takes in the time that is left over: the day of the answer, or the day from which on it counts. It reports whether one is
// left that this question can't take in.
func (r *reading) dated(sinceToo bool) bool {
	at, n := r.times()
	if n > 1 || n == 1 && r.values["as_of"] != nil {
		return false
	}
	if n == 0 {
		return true
	}
	t := r.parts[at].time
	day := t.last
	switch {
	case t.role == since && sinceToo:
		r.used[at] = true
		r.values["since"] = []string{t.first.String()}
		return true
	case t.role == since || t.role == during:
		return false
	case t.role == before:
		day = t.first - 1
	case t.first <= r.Today:
		day = min(day, r.Today)
	}
	r.used[at] = true
	r.values["as_of"] = []string{day.String()}
	return true
}
