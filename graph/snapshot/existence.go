package snapshot

import (
	"chokepoint/graph"
)

// An entity is there from the earliest of its beginnings to the latest of its ends, as far as they are known: its kind names the
// attributes that say them. A relation claim holds only while its ends and its item are there. Its row has that effective
// interval, which is all that masks and walks look at; what was written is told by the class of the row and, where a date gave
// way to another, by its detail.

// cut tells how the effective interval of a row differs from the one that was written.
type cut uint8

const (
	cutOpenFrom cut = 1 << iota // no beginning was written
	cutOpenTo                   // no end was written
	cutDated                    // a date gave way to another: detail.written has what was written
	cuts                        // how many combinations there are
)

// written is the interval that was written, where the effective one is given.
func (c cut) written(effective graph.Interval, d *detail) graph.Interval {
	if c&cutDated != 0 {
		return d.written
	}
	if c&cutOpenFrom != 0 {
		effective.From = graph.Beginning
	}
	if c&cutOpenTo != 0 {
		effective.To = graph.End
	}
	return effective
}

// cutOf compares what was written with what it became.
func cutOf(written, effective graph.Interval) (c cut) {
	switch {
	case written.From == effective.From:
	case written.From == graph.Beginning:
		c |= cutOpenFrom
	default:
		c |= cutDated
	}
	switch {
	case written.To == effective.To:
	case written.To == graph.End:
		c |= cutOpenTo
	default:
		c |= cutDated
	}
	return c
}

// writtenRow is the interval of a row as it was written.
func (b *Builder) writtenRow(row int32) graph.Interval {
	t := &b.rows.terms[row]
	return b.writtenAs(t.valid, b.classes.values[t.class].cut, b.rows.detail[row])
}

func (b *Builder) writtenAs(effective graph.Interval, c cut, number int32) graph.Interval {
	switch {
	case c == 0:
		return effective
	case number < 0:
		return c.written(effective, &noDetail)
	}
	return c.written(effective, &b.details[number])
}

// shorten gives a row that stands as it was written an effective interval.
func (b *Builder) shorten(row int32, effective graph.Interval) {
	t := &b.rows.terms[row]
	written := t.valid
	c := cutOf(written, effective)
	if c == 0 {
		return
	}
	t.valid = effective
	k := b.classes.values[t.class]
	k.cut = c
	t.class = b.classes.intern(k)
	if c&cutDated != 0 {
		d := detail{item: None}
		if n := b.rows.detail[row]; n >= 0 {
			d = b.details[n]
		}
		d.written = written
		b.rows.detail[row] = int32(len(b.details))
		b.details = append(b.details, d)
	}
}

// notBefore makes a row without a written beginning hold from a day on.
func (b *Builder) notBefore(row int32, from graph.Date) {
	t := &b.rows.terms[row]
	if t.valid.From >= from {
		return
	}
	k := b.classes.values[t.class]
	if k.cut&cutDated == 0 { // else what was written stands in the detail
		k.cut |= cutOpenFrom
		t.class = b.classes.intern(k)
	}
	t.valid.From = from
}

// life is when an entity was there, as it was known for a stretch of time.
type life struct {
	known  graph.Recording
	during graph.Interval
}

// bounding cuts the rows of a builder to the existence of their ends and items.
type bounding struct {
	*Builder
	number []int32  // by node: one more than the place of its lives, or 0 if nothing is known of them
	lives  [][]life // in order of time; before, between and after them nothing was known
}

// bound cuts the rows to the existence of their ends and items. It is one pass over the attributes and, if they tell of any
// beginning or end, one over the rows. It comes before rows are merged.
func (b *Builder) bound(kinds []uint8) {
	if b.bounded {
		return
	}
	b.bounded = true
	x := &bounding{Builder: b}
	if !x.findLives(kinds) {
		return
	}
	b.existence = x
	for row := range int32(b.rows.len()) {
		x.boundAt(row)
	}
}

// boundAt cuts one row.
func (x *bounding) boundAt(row int32) {
	c := &x.rows
	of := ends{x.of(c.subject[row]), x.of(c.object[row]), nil}
	if c.detail[row] >= 0 {
		of[2] = x.of(x.details[c.detail[row]].item)
	}
	if of[0] != nil || of[1] != nil || of[2] != nil {
		x.boundRow(row, &of)
	}
}

func (x *bounding) of(n Node) []life {
	if n == None || x.number[n] == 0 {
		return nil
	}
	return x.lives[x.number[n]-1]
}

// boundRow cuts a row. Where a life changed while the row was recorded, the row becomes one for each stretch of recorded time,
// so that an answer as of then is what was said then.
func (x *bounding) boundRow(row int32, of *ends) {
	c := &x.rows
	written, k := c.terms[row].valid, x.classes.values[c.terms[row].class]
	recorded := x.recordings.values[k.recording]
	if effective, ok := of.throughout(recorded, written); ok {
		x.shorten(row, effective)
		return
	}
	parts := of.within(recorded, written)
	if k.said == 0 && len(parts) > 1 {
		k.said = k.recording + 1
	}
	subject, object, detail := c.subject[row], c.object[row], c.detail[row]
	for i, p := range parts {
		k.recording = x.Recording(p.known)
		at := row
		if i == 0 {
			c.terms[row].class = x.classes.intern(k)
		} else {
			at = int32(c.len())
			x.addRow(subject, object, written, c.share[row], c.sources[row], k, detail)
		}
		x.shorten(at, p.during)
	}
}

// ends are the lives of the subject, the object and the item of a row.
type ends [3][]life

// throughout is a row's interval cut to what was known of its ends while it was recorded. It is not ok if that changed.
func (e *ends) throughout(recorded graph.Recording, written graph.Interval) (effective graph.Interval, ok bool) {
	effective = written
	for _, lives := range e {
		for i := range lives {
			switch known := lives[i].known; {
			case includes(known, recorded):
				effective = clip(effective, lives[i].during)
			case overlap(known, recorded):
				return effective, false
			}
		}
	}
	return effective, true
}

// within lists the stretches of a recording with the interval of its row in each.
func (e *ends) within(recorded graph.Recording, written graph.Interval) []life {
	cuts := []graph.Recording{recorded}
	for _, lives := range e {
		for i := range lives {
			cuts = append(cuts, lives[i].known)
		}
	}
	var parts []life
	for _, r := range graph.Stretches(cuts) {
		if !recorded.Contains(r.From) {
			continue
		}
		now := life{r, written}
		for _, lives := range e {
			for i := range lives {
				if lives[i].known.Contains(r.From) {
					now.during = clip(now.during, lives[i].during)
				}
			}
		}
		parts = extend(parts, now)
	}
	return parts
}

// extend adds a stretch to others, or lengthens the last if it only goes on.
func extend(parts []life, next life) []life {
	if n := len(parts); n > 0 && parts[n-1].during == next.during && parts[n-1].known.To.Equal(next.known.From) {
		parts[n-1].known.To = next.known.To
		return parts
	}
	return append(parts, next)
}

// clip cuts an interval to another. Dates of one day are alike, whatever their precision; what is left of nothing is an empty
// interval that begins where it ends.
func clip(i, to graph.Interval) graph.Interval {
	if i.Empty() {
		return i
	}
	if to.From != graph.Beginning && (i.From == graph.Beginning || to.From.Day() > i.From.Day()) {
		i.From = to.From
	}
	if to.To != graph.End && (i.To == graph.End || to.To.Day() < i.To.Day()) {
		i.To = to.To
	}
	if i.Empty() {
		i.To = i.From
	}
	return i
}

// overlap reports whether two recordings have an instant in common.
func overlap(x, y graph.Recording) bool {
	return (x.Stands() || y.From.Before(x.To)) && (y.Stands() || x.From.Before(y.To))
}

// includes reports whether x goes on at every instant of y.
func includes(x, y graph.Recording) bool {
	return !y.From.Before(x.From) && (x.Stands() || !y.Stands() && !y.To.After(x.To))
}

// boundary is the beginning or the end of an entity, by one attribute claim.
type boundary struct {
	known graph.Recording
	date  graph.Date
	ends  bool
}

// findLives finds when entities were there. It reports whether any beginning or end is known.
func (x *bounding) findLives(kinds []uint8) bool {
	found := x.boundaries(kinds)
	if len(found) == 0 {
		return false
	}
	x.number = make([]int32, len(x.ids))
	for n, bounds := range found {
		if lives := livesOf(bounds); len(lives) > 0 {
			x.lives = append(x.lives, lives)
			x.number[n] = int32(len(x.lives))
		}
	}
	return true
}

// boundaries collects what attribute claims say of beginnings and ends: those of dates by their values, others by when they
// begin. One that does not say when it begins says nothing.
func (b *Builder) boundaries(kinds []uint8) map[Node][]boundary {
	begins, ends := make([]Predicates, len(b.ontology.Kinds)), make([]Predicates, len(b.ontology.Kinds))
	none := true
	for i, k := range b.ontology.Kinds {
		begins[i], ends[i] = b.named(k.Begins), b.named(k.Ends)
		none = none && len(k.Begins)+len(k.Ends) == 0
	}
	found := map[Node][]boundary{}
	if none {
		return found
	}
	for i := range b.attrs {
		a := &b.attrs[i]
		k := b.classes.values[a.class]
		kind := kinds[a.subject]
		if !begins[kind][k.predicate] && !ends[kind][k.predicate] {
			continue
		}
		date := a.valid.From
		if a.value.Type == graph.DateValue {
			date = a.value.Date
		}
		if date.Bounded() {
			found[a.subject] = append(found[a.subject], boundary{b.recordings.values[k.recording], date, ends[kind][k.predicate]})
		}
	}
	return found
}

// named returns the set of the predicates of some names.
func (b *Builder) named(names []string) Predicates {
	set := make(Predicates, len(b.names))
	for _, name := range names {
		set[b.predicates[name]] = true
	}
	return set
}

// livesOf puts the boundaries of one entity together: the earliest beginning counts, and the latest end.
func livesOf(bounds []boundary) []life {
	recordings := make([]graph.Recording, len(bounds))
	for i := range bounds {
		recordings[i] = bounds[i].known
	}
	var lives []life
	for _, r := range graph.Stretches(recordings) {
		now := life{r, graph.Always}
		for _, x := range bounds {
			switch {
			case !x.known.Contains(r.From):
			case !x.ends && (now.during.From == graph.Beginning || x.date < now.during.From):
				now.during.From = x.date
			case x.ends && (now.during.To == graph.End || x.date > now.during.To):
				now.during.To = x.date
			}
		}
		if now.during != graph.Always {
			lives = extend(lives, now)
		}
	}
	return lives
}

// Valid returns when the claim holds: of a relation claim, what was written cut to the existence of its subject, object and item.
func (s *Snapshot) Valid(ref Ref) graph.Interval {
	if ref < 0 {
		return s.attrs[^ref].valid
	}
	return s.rows.terms[ref].valid
}

// Written returns when the claim holds as it was written. It is part of what identifies the claim.
func (s *Snapshot) Written(ref Ref) graph.Interval {
	if ref < 0 {
		return s.attrs[^ref].valid
	}
	t := &s.rows.terms[ref]
	if c := s.classes[t.class].cut; c != 0 {
		return c.written(t.valid, s.detailOf(ref))
	}
	return t.valid
}

// IsUndated reports whether nothing is known of when a relation claim began: neither the claim says it, nor is it known when one
// of its ends or its item did.
func (s *Snapshot) IsUndated(ref Ref) bool { return ref >= 0 && s.Valid(ref).From == graph.Beginning }
