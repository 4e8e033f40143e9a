package rules

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// statement is what a conclusion says, whenever it holds.
type statement struct {
	predicate             snapshot.Predicate
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
	st := statement{r.predicate, b.of(r.subject), b.of(r.object), b.of(r.item)}
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
		for waiting := ds.of[st]; len(waiting) > 0; {
			slices.SortFunc(waiting, ds.compareStrength)
			first := waiting[0]
			all, waiting = append(all, ds.derived(st, first)), after(first, waiting[1:])
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

func (ds *drafts) derived(st statement, c *conclusion) snapshot.Derived {
	d := snapshot.Derived{Subject: st.subject, Object: st.object, Item: st.item, Predicate: st.predicate, Valid: c.valid, Confidence: c.confidence}
	seen := map[graph.Citation]bool{}
	for _, ref := range c.refs {
		d.Premises = append(d.Premises, ds.id(ref))
		for _, citation := range ds.s.Citations(ref) {
			if !seen[citation] {
				seen[citation] = true
				d.Citations = append(d.Citations, citation)
			}
		}
	}
	return d
}

// ledger holds the conclusions of all times, and when each could be drawn.
type ledger struct {
	place map[string]int // by what tells conclusions apart
	all   []snapshot.Derived
}

func newLedger() *ledger { return &ledger{place: map[string]int{}} }

// during notes that conclusions could be drawn during an epoch, which is not earlier than those noted before.
func (x *ledger) during(epoch graph.Recording, drawn []snapshot.Derived) {
	for i := range drawn {
		key := keyOf(&drawn[i])
		at, ok := x.place[key]
		if !ok {
			at = len(x.all)
			x.place[key], x.all = at, append(x.all, drawn[i])
		}
		d := &x.all[at]
		if n := len(d.Recorded); n > 0 && !d.Recorded[n-1].To.Before(epoch.From) {
			d.Recorded[n-1].To = epoch.To
			continue
		}
		d.Recorded = append(d.Recorded, epoch)
	}
}

// keyOf writes all of a conclusion but its recordings.
func keyOf(d *snapshot.Derived) string {
	key := make([]byte, 0, 64+16*len(d.Premises))
	for _, n := range []int64{int64(d.Predicate), int64(d.Subject), int64(d.Object), int64(d.Item), int64(d.Valid.From), int64(d.Valid.To),
		int64(d.Confidence), int64(len(d.Premises))} {
		key = binary.AppendVarint(key, n)
	}
	for _, id := range d.Premises {
		key = append(key, id[:]...)
	}
	for _, c := range d.Citations {
		key = append(append(append(append(key, c.Source...), 0), c.Locator...), 1)
	}
	return string(key)
}
