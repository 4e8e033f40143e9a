package snapshot

import (
	"chokepoint/graph"
	"slices"
)

// version is one dataset's saying of a claim for a stretch of time.
type version struct {
	to      graph.Date
	share   graph.Share
	sources uint32
	detail  int32
	class   class
}

// mergeVersions joins versions of one claim that were said at the same time by several datasets: for each stretch of
// recorded time one version, with the contents of the best supported (of equals the first) and the sources of all.
// Versions that never overlap in recorded time come back as they are.
func (b *Builder) mergeVersions(vs []version) []version {
	if !b.overlap(vs) {
		return vs
	}
	recordings := make([]graph.Recording, len(vs))
	for i, v := range vs {
		recordings[i] = b.recordings.values[v.class.recording]
	}
	var merged []version
	var said []int // indices of the versions that the last merged one joins
	for _, r := range graph.Stretches(recordings) {
		var now []int
		for i := range vs {
			if recordings[i].Contains(r.From) {
				now = append(now, i)
			}
		}
		switch {
		case len(now) == 0:
		case slices.Equal(now, said):
			last := &merged[len(merged)-1].class
			last.recording = b.Recording(graph.Recording{From: b.recordings.values[last.recording].From, To: r.To})
		default:
			merged = append(merged, b.join(vs, now, r))
		}
		said = now
	}
	return merged
}

func (b *Builder) overlap(vs []version) bool {
	for i, v := range vs {
		for _, w := range vs[:i] {
			x, y := b.recordings.values[v.class.recording], b.recordings.values[w.class.recording]
			if (x.Stands() || y.From.Before(x.To)) && (y.Stands() || x.From.Before(y.To)) {
				return true
			}
		}
	}
	return false
}

// join makes one version of those said now. Of several derivations of one claim the strongest stands alone, then the one
// that holds longest, then the one with the fewest premises; asserted versions give it all their sources.
func (b *Builder) join(vs []version, now []int, r graph.Recording) version {
	best := now[0]
	for _, i := range now[1:] {
		if b.stronger(vs[i], vs[best]) {
			best = i
		}
	}
	v := vs[best]
	v.class.recording = b.Recording(r)
	if len(now) == 1 || v.class.derived {
		return v
	}
	d := detail{item: None}
	if v.detail >= 0 {
		d = b.details[v.detail]
	}
	citations := slices.Clone(b.cited[v.sources])
	for _, i := range now {
		if n := vs[i].class.dataset; n != v.class.dataset && !slices.Contains(d.alsoIn, n) {
			d.alsoIn = append(slices.Clip(d.alsoIn), n)
		}
		for _, c := range b.cited[vs[i].sources] {
			if !slices.Contains(citations, c) {
				citations = append(citations, c)
			}
		}
	}
	v.sources = b.Citations(citations)
	b.details = append(b.details, d)
	v.detail = int32(len(b.details) - 1)
	return v
}

func (b *Builder) stronger(v, than version) bool {
	if v.class.derived != than.class.derived {
		return than.class.derived
	}
	if v.class.confidence != than.class.confidence || !v.class.derived {
		return v.class.confidence > than.class.confidence
	}
	if v.to != than.to {
		return v.to > than.to
	}
	return len(b.details[v.detail].derivedFrom) < len(b.details[than.detail].derivedFrom)
}

// mergeRows merges the versions of each claim in rows that are ordered by identity, and returns the order of what is left;
// merged versions are appended to the columns.
func (b *Builder) mergeRows(order []int32) []int32 {
	c := &b.rows
	var kept []int32
	for first := 0; first < len(order); {
		end := first + 1
		for end < len(order) && c.subject[order[end]] == c.subject[order[first]] && c.object[order[end]] == c.object[order[first]] &&
			b.compareIdentity(order[first], order[end]) == 0 {
			end++
		}
		if end-first == 1 {
			if kept != nil {
				kept = append(kept, order[first])
			}
			first = end
			continue
		}
		if kept == nil { // the first duplicate: until now, nothing had to be copied
			kept = append(make([]int32, 0, len(order)), order[:first]...)
		}
		vs := make([]version, end-first)
		for i, r := range order[first:end] {
			vs[i] = version{c.terms[r].valid.To, c.share[r], c.sources[r], c.detail[r], b.classes.values[c.terms[r].class]}
		}
		r := order[first]
		subject, object, from := c.subject[r], c.object[r], c.terms[r].valid.From
		for _, v := range b.mergeVersions(vs) {
			kept = append(kept, int32(c.len()))
			b.addRow(subject, object, graph.Interval{From: from, To: v.to}, v.share, v.sources, v.class, v.detail)
		}
		first = end
	}
	if kept == nil {
		return order
	}
	return kept
}

// mergeAttributes does for attributes, ordered by identity, what mergeRows does for rows.
func (b *Builder) mergeAttributes(same func(x, y *attribute) bool) []attribute {
	var kept []attribute
	for first := 0; first < len(b.attrs); {
		end := first + 1
		for end < len(b.attrs) && same(&b.attrs[first], &b.attrs[end]) {
			end++
		}
		vs := make([]version, end-first)
		for i, a := range b.attrs[first:end] {
			vs[i] = version{a.valid.To, graph.NoShare, a.sources, a.detail, b.classes.values[a.class]}
		}
		a := b.attrs[first]
		for _, v := range b.mergeVersions(vs) {
			kept = append(kept, attribute{a.subject, graph.Interval{From: a.valid.From, To: v.to}, b.classes.intern(v.class), v.sources, v.detail, a.value})
		}
		first = end
	}
	return kept
}
