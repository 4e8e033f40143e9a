package graph

import (
	"cmp"
	"slices"
)

// force is a stretch of time in which a decision binds, with the claims that say so.
type force struct {
	valid  Interval
	claims []claimRef
}

// bindings works out when decisions bind, by the ontology's Binding.
type bindings struct {
	s     *Snapshot
	known []bool // by class: whether its claims count, whatever their dates
	found map[Node][]force
}

func newBindings(s *Snapshot, known []bool) *bindings {
	return &bindings{s: s, known: known, found: map[Node][]force{}}
}

// of returns when a decision binds, in order of time, without overlaps. A decision with no status at all binds while the
// claims about it hold: its status is unknown, and check says so. A suspension with an end date ends by itself; a status that
// interrupts or ends it holds no longer than until a claim of being in force begins after it.
func (b *bindings) of(decision Node) []force {
	if fs, ok := b.found[decision]; ok {
		return fs
	}
	o := b.s.ontology.Binding
	var inForce, cut []force
	for i := b.s.attrsOf[decision]; i < b.s.attrsOf[decision+1]; i++ {
		a := &b.s.attrs[i]
		ref := attributeRef(int(i))
		if b.s.predicates[b.s.classes[a.class].predicate] != o.Attribute || !b.counts(ref) {
			continue
		}
		switch {
		case slices.Contains(o.InForce, a.value.Text):
			inForce = append(inForce, force{a.valid, []claimRef{ref}})
		case slices.Contains(o.Interrupted, a.value.Text):
			cut = append(cut, force{a.valid, []claimRef{ref}})
		case slices.Contains(o.Ended, a.value.Text):
			cut = append(cut, force{Interval{a.valid.From, End}, []claimRef{ref}})
		}
	}
	if !b.stated(decision) {
		inForce = []force{{Always, nil}}
	}
	for i := range cut {
		cut[i].valid.To = min(cut[i].valid.To, resumed(inForce, cut[i].valid.From))
	}
	cut = append(cut, b.cutByOthers(decision)...)
	b.found[decision] = subtractForce(joinForce(inForce), cut)
	return b.found[decision]
}

// resumed returns when a decision is first said to come into force after a day, or End.
func resumed(inForce []force, after Date) Date {
	first := End
	for _, f := range inForce {
		if from := f.valid.From; from.Bounded() && (after == Beginning || from.Day() > after.Day()) {
			first = min(first, from)
		}
	}
	return first
}

// cutByOthers returns the stretches in which other decisions, while they bind, suspend or have ended this one. Decisions that
// cut each other in a circle, whenever they do so, cut nothing: neither comes first.
func (b *bindings) cutByOthers(decision Node) []force {
	o := b.s.ontology.Binding
	var cut []force
	for r := b.s.in[decision]; r < b.s.in[decision+1]; r++ {
		if !b.cuts(int32(r)) || b.reaches(decision, b.s.rows.subject[r]) {
			continue
		}
		suspends := b.s.isRelation(int32(r), o.SuspendedBy, 0)
		claimed := b.s.validOf(claimRef(r))
		for _, f := range b.of(b.s.rows.subject[r]) {
			valid := claimed.Intersect(f.valid)
			if valid.Empty() {
				continue
			}
			if !suspends {
				valid.To = End
			}
			cut = append(cut, force{valid, append([]claimRef{claimRef(r)}, f.claims...)})
		}
	}
	return cut
}

// cuts reports whether by a row its subject suspends or ends its object.
func (b *bindings) cuts(row int32) bool {
	o := b.s.ontology.Binding
	return b.counts(claimRef(row)) && (b.s.isRelation(row, o.SuspendedBy, 0) || b.s.isRelation(row, o.EndedBy, 0))
}

// reaches reports whether a decision is another, or cuts it, directly or through others.
func (b *bindings) reaches(decision, other Node) bool {
	seen := map[Node]bool{decision: true}
	for queue := []Node{decision}; len(queue) > 0 && !seen[other]; queue = queue[1:] {
		for k := b.s.out[queue[0]]; k < b.s.out[queue[0]+1]; k++ {
			if to := b.s.outTo[k]; !seen[to] && b.cuts(b.s.outRow[k]) {
				seen[to] = true
				queue = append(queue, to)
			}
		}
	}
	return seen[other]
}

func (b *bindings) counts(ref claimRef) bool {
	if ref < 0 {
		return b.known[b.s.attrs[^ref].class]
	}
	return b.known[b.s.rows.terms[ref].class]
}

// stated reports whether any status of the decision is known.
func (b *bindings) stated(decision Node) bool {
	for i := b.s.attrsOf[decision]; i < b.s.attrsOf[decision+1]; i++ {
		ref := attributeRef(int(i))
		if b.counts(ref) && b.s.predicates[b.s.classes[b.s.attrs[i].class].predicate] == b.s.ontology.Binding.Attribute {
			return true
		}
	}
	return false
}

// at returns the stretch in which the decision binds on a day, or nil.
func (b *bindings) at(decision Node, d Day) *force {
	fs := b.of(decision)
	for i := range fs {
		if fs[i].valid.Contains(d) {
			return &fs[i]
		}
	}
	return nil
}

// joinForce makes stretches that overlap or touch one.
func joinForce(fs []force) []force {
	slices.SortStableFunc(fs, func(x, y force) int { return cmp.Compare(x.valid.From, y.valid.From) })
	var joined []force
	for _, f := range fs {
		if n := len(joined); n > 0 && f.valid.From <= joined[n-1].valid.To {
			last := &joined[n-1]
			last.valid.To = max(last.valid.To, f.valid.To)
			last.claims = append(last.claims, f.claims...)
			continue
		}
		joined = append(joined, f)
	}
	return joined
}

// subtractForce cuts stretches out; what remains rests on the claims that bound it, not on those that cut it.
func subtractForce(fs, cut []force) []force {
	var left []force
	for _, f := range fs {
		parts := []Interval{f.valid}
		for _, c := range cut {
			parts = subtract(parts, c.valid)
		}
		for _, p := range parts {
			left = append(left, force{p, f.claims})
		}
	}
	return left
}

// subtract removes the days of cut from disjoint intervals in order.
func subtract(from []Interval, cut Interval) []Interval {
	var left []Interval
	for _, i := range from {
		if i.Intersect(cut).Empty() {
			left = append(left, i)
			continue
		}
		if before := (Interval{i.From, cut.From}); cut.From > i.From && !before.Empty() {
			left = append(left, before)
		}
		if after := (Interval{cut.To, i.To}); cut.To < i.To && !after.Empty() {
			left = append(left, after)
		}
	}
	return left
}
