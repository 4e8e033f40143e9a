package control

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
	"chokepoint/graph/snapshot"
)

// reach is how closely a limited value fits the export: the later the more specific.
type reach int

const (
	unfit     reach = iota
	unlimited       // it is for whatever the decision reaches
	byPlace         // for the destination, or a group of destinations
	byItem          // for the item, or a class of items
	byParty         // for the end user, or a group of parties
)

// fit is how closely a value fits the export, by whom or what it is for.
func (x *checking) fit(ref snapshot.Ref) reach {
	to := x.s.Item(ref)
	if to == snapshot.None {
		return unlimited
	}
	if fit, ok := x.fits[to]; ok {
		return fit
	}
	fit := unfit
	switch {
	case x.persons.has(to) || x.bySeat[to]:
		fit = byParty
	case x.classes.has(to) || x.meets(to) || x.isDescribed() && x.isItem(to):
		fit = byItem
	case x.places.has(to):
		fit = byPlace
	}
	x.fits[to] = fit
	return fit
}

// isDescribed reports whether the item is one that is not on record: to which classes it belongs only its figures tell.
func (x *checking) isDescribed() bool { return x.Item == snapshot.None }

// isItem reports whether something is an item, as a class of items may be.
func (x *checking) isItem(n snapshot.Node) bool {
	kind := x.s.Ontology().Kind(x.s.Kind(n))
	return kind != nil && kind.Item
}

// counts reports whether a value is for the export.
func (x *checking) counts(ref snapshot.Ref) bool { return x.fit(ref) != unfit }

// meets reports whether the item surely meets a criterion of a class. What keeps it from telling fails the check.
func (x *checking) meets(class snapshot.Node) bool {
	for _, ref := range x.criteriaOf(class) {
		if x.figures.Concerns(ref) {
			j, err := x.figures.Judge(x.l, ref)
			if err != nil {
				x.failed = err
			} else if j.Verdict == criteria.Met {
				return true
			}
		}
	}
	return false
}

// narrow leaves of what is said of a decision what is for the export. Of an attribute that has one value the most specific counts,
// and of several that are equally specific the strictest: the first of the attribute's terms.
func (x *checking) narrow(st *State) {
	for _, list := range []*[]snapshot.Ref{&st.Effects, &st.ReviewPolicy, &st.Conditions, &st.Other} {
		*list = slices.DeleteFunc(*list, func(ref snapshot.Ref) bool { return !x.counts(ref) })
		*list = x.mostSpecific(*list)
	}
}

func (x *checking) mostSpecific(refs []snapshot.Ref) []snapshot.Ref {
	if len(refs) < 2 {
		return refs
	}
	best := map[snapshot.Predicate]rank{}
	for _, ref := range refs {
		if a := x.one(ref); a != nil {
			if r, seen := best[x.s.Predicate(ref)]; !seen || x.rank(a, ref).before(r) {
				best[x.s.Predicate(ref)] = x.rank(a, ref)
			}
		}
	}
	return slices.DeleteFunc(refs, func(ref snapshot.Ref) bool {
		a := x.one(ref)
		return a != nil && best[x.s.Predicate(ref)].before(x.rank(a, ref))
	})
}

// one is the attribute of a claim, if it is a limited one of which one value counts.
func (x *checking) one(ref snapshot.Ref) *graph.Attribute {
	if a := x.s.Ontology().Attribute(x.s.PredicateName(ref)); a != nil && a.Limited && !a.Many {
		return a
	}
	return nil
}

// rank orders values of one attribute: what fits more closely first, then what is stricter.
type rank struct {
	fit  reach
	term int
}

func (r rank) before(other rank) bool {
	return r.fit > other.fit || r.fit == other.fit && r.term < other.term
}

// rank leaves values that are for whatever the decision reaches side by side: sources that differ on these contradict each other.
func (x *checking) rank(a *graph.Attribute, ref snapshot.Ref) rank {
	fit := x.fit(ref)
	if fit == unlimited {
		return rank{fit: fit}
	}
	return rank{fit, slices.Index(a.Terms, x.s.Value(ref).Text)}
}

// compliesLater returns the day from which the export has to comply with the decision, if that has not come yet: the earliest of
// those that fit the export most closely.
func (x *checking) compliesLater(st *State) (day graph.Date, later bool) {
	best := unfit
	for _, ref := range st.Other {
		if x.s.PredicateName(ref) != x.s.Ontology().Binding.Compliance {
			continue
		}
		of := x.s.Value(ref).Date
		if fit := x.fit(ref); fit > best || fit == best && of < day {
			best, day = fit, of
		}
	}
	return day, best != unfit && day.Day() > x.day
}
