package snapshot

import (
	"chokepoint/graph"
	"slices"
)

// version is one dataset's saying of a claim for a stretch of time.
type version struct {
	valid   graph.Interval // effective
	share   graph.Share
	sources uint32
	detail  int32
	class   class
}

// mergeVersions joins versions of one claim that were said at the same time by several datasets with the same contents: for each
// stretch of recorded time one version, with the confidence of the best supported (of equals the first) and the sources of all.
// Versions of other contents stand side by side. Versions that never overlap in recorded time need not be merged.
func (b *Builder) mergeVersions(vs []version) []version {
	recordings := make([]graph.Recording, len(vs))
	for i, v := range vs {
		recordings[i] = b.recordings.values[v.class.recording]
	}
	var merged []version
	var before []statement
	for _, r := range graph.Stretches(recordings) {
		var now []int
		for i := range vs {
			if recordings[i].Contains(r.From) {
				now = append(now, i)
			}
		}
		sides := b.sides(vs, now)
		for i := range sides {
			x := &sides[i]
			if at := slices.IndexFunc(before, func(y statement) bool { return slices.Equal(y.joins, x.joins) }); at >= 0 {
				x.merged = before[at].merged
				b.lengthen(&merged[x.merged], r)
				continue
			}
			x.merged = len(merged)
			merged = append(merged, b.join(vs, x.joins, r))
		}
		before = sides
	}
	for i := range merged {
		b.mend(&merged[i], vs)
	}
	slices.SortStableFunc(merged, func(x, y version) int { return b.compareClasses(&x.class, &y.class) })
	return merged
}

// statement is what several datasets said alike for a stretch of time.
type statement struct {
	joins  []int // places of the versions that it joins
	merged int   // place of the version that they became
}

// sides puts versions that were said at one time together: those of the same contents, each set in order of its first. Derived
// ones go with the best supported that was asserted.
func (b *Builder) sides(vs []version, now []int) []statement {
	var sides []statement
	var derived []int
	for _, i := range now {
		if vs[i].class.derived {
			derived = append(derived, i)
			continue
		}
		at := slices.IndexFunc(sides, func(x statement) bool { return b.sameContents(&vs[x.joins[0]], &vs[i]) })
		if at < 0 {
			at, sides = len(sides), append(sides, statement{})
		}
		sides[at].joins = append(sides[at].joins, i)
	}
	switch {
	case len(derived) == 0:
	case len(sides) == 0:
		sides = []statement{{joins: derived}}
	default:
		best := 0
		for i := range sides {
			if b.stronger(vs[b.best(vs, sides[i].joins)], vs[b.best(vs, sides[best].joins)]) {
				best = i
			}
		}
		sides[best].joins = append(sides[best].joins, derived...)
	}
	return sides
}

// sameContents reports whether two versions of a claim say the same of it, whoever says it and how sure they are.
func (b *Builder) sameContents(x, y *version) bool {
	if x.share != y.share || b.writtenAs(x.valid, x.class.cut, x.detail).To != b.writtenAs(y.valid, y.class.cut, y.detail).To {
		return false
	}
	dx, dy := b.detail(x.detail), b.detail(y.detail)
	return dx.shareMost == dy.shareMost && dx.quantity == dy.quantity && dx.purpose == dy.purpose && dx.note == dy.note
}

func (b *Builder) detail(number int32) *detail {
	if number < 0 {
		return &noDetail
	}
	return &b.details[number]
}

// lengthen makes a version go on for another stretch of recorded time.
func (b *Builder) lengthen(v *version, r graph.Recording) {
	v.class.recording = b.Recording(graph.Recording{From: b.recordings.values[v.class.recording].From, To: r.To})
}

// mend forgets of a version that it is a part of a longer one, unless it is still what that was cut to.
func (b *Builder) mend(v *version, vs []version) {
	if v.class.said > 0 && !slices.ContainsFunc(vs, func(x version) bool {
		return x.class.said == v.class.said && x.class.recording == v.class.recording
	}) {
		v.class.said = 0
	}
}

func (b *Builder) anyOverlap(vs []version) bool {
	for i, v := range vs {
		for _, w := range vs[:i] {
			if overlap(b.recordings.values[v.class.recording], b.recordings.values[w.class.recording]) {
				return true
			}
		}
	}
	return false
}

// best is the place of the strongest of versions, of equals the first.
func (b *Builder) best(vs []version, joins []int) int {
	best := joins[0]
	for _, i := range joins[1:] {
		if b.stronger(vs[i], vs[best]) {
			best = i
		}
	}
	return best
}

// join makes one version of those said now. Of several derivations of one claim the strongest stands alone, then the one
// that holds longest, then the one with the fewest premises; asserted versions give it all their sources.
func (b *Builder) join(vs []version, now []int, r graph.Recording) version {
	v := vs[b.best(vs, now)]
	v.class.recording = b.Recording(r)
	if len(now) == 1 || v.class.derived {
		return v
	}
	v.class.primary = slices.ContainsFunc(now, func(i int) bool { return vs[i].class.primary })
	d := *b.detail(v.detail)
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
	if v.valid.To != than.valid.To {
		return v.valid.To > than.valid.To
	}
	return len(b.details[v.detail].derivedFrom) < len(b.details[than.detail].derivedFrom)
}

// mergeRows merges the versions of each claim in rows that are ordered by identity, and returns the order of what is left;
// merged versions are appended to the columns.
func (b *Builder) mergeRows(order []int32) []int32 {
	c := &b.rows
	var kept []int32
	var vs []version
	for first := 0; first < len(order); {
		end := first + 1
		for end < len(order) && c.subject[order[end]] == c.subject[order[first]] && c.object[order[end]] == c.object[order[first]] &&
			b.compareIdentity(order[first], order[end]) == 0 {
			end++
		}
		vs = vs[:0]
		for _, r := range order[first:end] {
			if end-first == 1 {
				break // most claims: nothing need be looked at
			}
			vs = append(vs, version{c.terms[r].valid, c.share[r], c.sources[r], c.detail[r], b.classes.values[c.terms[r].class]})
		}
		if !b.anyOverlap(vs) {
			if kept != nil {
				kept = append(kept, order[first:end]...)
			}
			first = end
			continue
		}
		if kept == nil { // the first that are merged: until now, nothing had to be copied
			kept = append(make([]int32, 0, len(order)), order[:first]...)
		}
		r := order[first]
		subject, object := c.subject[r], c.object[r]
		for _, v := range b.mergeVersions(vs) {
			kept = append(kept, int32(c.len()))
			b.addRow(subject, object, v.valid, v.share, v.sources, v.class, v.detail)
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
			vs[i] = version{a.valid, graph.NoShare, a.sources, a.detail, b.classes.values[a.class]}
		}
		a := b.attrs[first]
		if b.anyOverlap(vs) {
			vs = b.mergeVersions(vs)
		}
		for _, v := range vs {
			kept = append(kept, attribute{a.subject, v.valid, b.classes.intern(v.class), v.sources, v.detail, a.value})
		}
		first = end
	}
	return kept
}
