package load

import (
	"slices"

	"chokepoint/graph"
)

// checkExistence finds entities that end before they begin, and relation claims of a day on which one of their ends was not there
// yet, or no longer: one of the two dates is wrong. A year or month stands for its first day, so that a claim of 2024 about a chip of March 2024 is none.
func (c *checker) checkExistence(d *Draft) {
	begins, ends := map[string]graph.Date{}, map[string]graph.Date{}
	for i := range d.checked {
		claim := &d.checked[i]
		e := c.entities[claim.Subject]
		if claim.Object != "" || e == nil || c.Ontology.Kind(e.Kind) == nil {
			continue
		}
		kind, at := c.Ontology.Kind(e.Kind), claim.Valid.From
		if claim.Value.Type == graph.DateValue {
			at = claim.Value.Date
		}
		if !at.Bounded() {
			continue
		}
		if first, ok := begins[e.ID]; slices.Contains(kind.Begins, claim.Predicate) && (!ok || at < first) {
			begins[e.ID] = at
		}
		if last, ok := ends[e.ID]; slices.Contains(kind.Ends, claim.Predicate) && (!ok || at > last) {
			ends[e.ID] = at
		}
	}
	for id, last := range ends {
		if first, ok := begins[id]; ok && (!reaches(last, first) || last == first) {
			c.fault(c.entities[id].At, "%s ends on %s and begins on %s: mend one of the dates", id, last, first)
		}
	}
	for i := range d.checked {
		claim := &d.checked[i]
		if claim.Object == "" || c.Ontology.Relation(claim.Predicate).Channel == "" {
			continue
		}
		for _, id := range []string{claim.Subject, claim.Object, claim.Item} {
			at := d.at[claim.ID()]
			first, begun := begins[id]
			switch from, to := claim.Valid.From, claim.Valid.To; {
			case begun && from.Bounded() && !reaches(from, first):
				c.fault(at, "the claim holds from %s and %s begins on %s: mend one of the dates", from, id, first)
			case begun && to.Bounded() && (!reaches(to, first) || to == first):
				c.fault(at, "the claim holds until %s and %s begins on %s: mend one of the dates", to, id, first)
			}
			if last, ok := ends[id]; ok && claim.Valid.From.Bounded() && claim.Valid.From.Day() >= last.Day() {
				c.fault(at, "the claim holds from %s and %s ends on %s: mend one of the dates", claim.Valid.From, id, last)
			}
		}
	}
}

// reaches reports whether a date, taken as the whole of its year or month, is not over before a day.
func reaches(d, first graph.Date) bool {
	text, other := d.String(), first.String()
	n := min(len(text), len(other))
	return text[:n] >= other[:n]
}
