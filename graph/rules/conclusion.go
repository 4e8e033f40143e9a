package rules

import (
	"cmp"
	"slices"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// statement is what a conclusion says, whenever it holds.
type statement struct {
	predicate             snapshot.Predicate
	role                  string
	subject, object, item snapshot.Node
}

// conclusion is a derived claim.
type conclusion struct {
	merit
	refs []snapshot.Ref // of the claims that it rests on
}

// drafts are the conclusions drawn from what was known at one time, of each statement the best.
type drafts struct {
	s     *snapshot.Snapshot
	ids   map[snapshot.Ref]uuid.UUID
	order []statement
	of    map[statement][]*conclusion
}

func newDrafts(s *snapshot.Snapshot) *drafts {
	return &drafts{s: s, ids: map[snapshot.Ref]uuid.UUID{}, of: map[statement][]*conclusion{}}
}

// conclude notes what a rule derives by a proof, unless a conclusion that is as good in everything says the same.
func (ds *drafts) conclude(r *rule, b bound, p proof) {
	st := statement{r.predicate, r.role, b.of(r.subject), b.of(r.object), b.of(r.item)}
	if st.subject == snapshot.None || st.object == snapshot.None {
		return
	}
	c := &conclusion{refs: p.refs()}
	c.merit = merit{p.valid, p.confidence, len(c.refs)}
	old := ds.of[st]
	if old == nil {
		ds.order = append(ds.order, st)
	}
	for _, o := range old {
		if o.asGood(&c.merit) && (!c.asGood(&o.merit) || ds.compareRefs(o, c) <= 0) {
			return
		}
	}
	kept := append(slices.DeleteFunc(old, func(o *conclusion) bool { return c.asGood(&o.merit) }), c)
	if len(kept) > maxProofs {
		slices.SortFunc(kept, func(x, y *conclusion) int { return cmp.Or(x.compare(&y.merit), ds.compareRefs(x, y)) })
		kept = enough(kept)
	}
	ds.of[st] = kept
}

// enough keeps the first maxProofs conclusions, and of the others those that hold on days on which none of these does.
func enough(sorted []*conclusion) []*conclusion {
	var kept []*conclusion
	var merits []*merit
	for _, c := range sorted {
		if len(kept) < maxProofs || !covered(c.valid, merits) {
			kept, merits = append(kept, c), append(merits, &c.merit)
		}
	}
	return kept
}

// compareRefs orders conclusions by the ids of their claims, which do not depend on what else is known.
func (ds *drafts) compareRefs(x, y *conclusion) int {
	return slices.CompareFunc(x.refs, y.refs, func(r, q snapshot.Ref) int { return snapshot.CompareID(ds.id(r), ds.id(q)) })
}

func (ds *drafts) id(ref snapshot.Ref) uuid.UUID {
	id, ok := ds.ids[ref]
	if !ok {
		id = ds.s.ClaimID(ref)
		ds.ids[ref] = id
	}
	return id
}

// apart returns the conclusions so that no two are one claim: of those that differ in neither the entities nor the first day,
// the strongest stands, and one that holds longer begins where it ends.
func (ds *drafts) apart() []snapshot.Derived {
	var all []snapshot.Derived
	for _, st := range ds.order {
		n := 0
		for waiting := ds.of[st]; len(waiting) > 0; {
			slices.SortFunc(waiting, ds.compareStrength)
			first := waiting[0]
			// one claim without a beginning at most, so that no two are one
			all, waiting = append(all, ds.derived(st, first, n == 0)), after(first, waiting[1:])
			n++
		}
	}
	return all
}

// compareStrength orders by the first day, then the stronger first, as the snapshot does where it merges derived claims.
func (ds *drafts) compareStrength(x, y *conclusion) int {
	return cmp.Or(cmp.Compare(x.valid.From, y.valid.From), -cmp.Compare(x.confidence, y.confidence), -cmp.Compare(x.valid.To, y.valid.To),
		cmp.Compare(x.claims, y.claims), ds.compareRefs(x, y))
}

// after makes conclusions that begin with the first begin where it ends, and leaves out those that end by then.
func after(first *conclusion, rest []*conclusion) []*conclusion {
	var left []*conclusion
	for _, c := range rest {
		if c.valid.From == first.valid.From {
			later := *c
			if later.valid.From = first.valid.To; later.valid.From >= later.valid.To || later.valid.Empty() {
				continue
			}
			c = &later
		}
		left = append(left, c)
	}
	return left
}

// isOpen reports whether nobody says when what a conclusion rests on began: it begins with what one of its claims is about, though
// that claim is one that comes and goes.
func (ds *drafts) isOpen(c *conclusion) bool {
	open := false
	for _, ref := range c.refs {
		switch {
		case ds.s.Written(ref).From == c.valid.From:
			return false
		case ds.s.Valid(ref).From == c.valid.From && ds.s.Written(ref).From == graph.Beginning:
			open = open || ds.s.ComesAndGoes(ref)
		}
	}
	return open
}

func (ds *drafts) derived(st statement, c *conclusion, open bool) snapshot.Derived {
	d := snapshot.Derived{Primary: true, Subject: st.subject, Object: st.object, Item: st.item, Predicate: st.predicate, Role: st.role, Valid: c.valid,
		Open:       open && ds.isOpen(c),
		Confidence: c.confidence, Citations: ds.s.CitationsOf(c.refs)}
	for _, ref := range c.refs {
		d.Premises, d.Primary = append(d.Premises, ds.id(ref)), d.Primary && ds.s.IsPrimary(ref)
	}
	return d
}
