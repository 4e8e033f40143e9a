package control

import (
	"slices"

	"chokepoint/graph/criteria"
	"chokepoint/graph/snapshot"
)

// Exception is a licence exception, or an authorisation of named parties, that might serve instead of a licence.
type Exception struct {
	Ruling
	Answers []snapshot.Node // the decisions that ask for the licence
	Fits    criteria.Verdict

	named bool // it is addressed to the end user
}

// isException reports whether a decision does nothing but answer others.
func (x *checking) isException(d snapshot.Node) (bool, error) {
	return x.relates(d, x.exempts, x.held, func(snapshot.Node) bool { return true })
}

// relates reports whether a claim that a mask admits joins a decision by some relations to one of those that are wanted.
func (x *checking) relates(d snapshot.Node, by snapshot.Predicates, m *snapshot.Mask, wanted func(snapshot.Node) bool) (bool, error) {
	for ref, to := range x.s.Out(d) {
		if err := x.l.Work(); err != nil {
			return false, err
		}
		if x.s.Is(ref, by) && wanted(to) && m.Admits(ref) {
			return true, nil
		}
	}
	return false, nil
}

// exceptions finds those that might answer the decisions found: that are in force, may be open for the item, and have the
// destination or the end user in their scope or name none.
func (x *checking) exceptions(found *Findings) (all []Exception, err error) {
	at := map[snapshot.Node]int{}
	for _, r := range slices.Concat(found.Apply, found.MayApply) {
		if !x.restricts(&r) {
			continue
		}
		for _, d := range x.index.answers[r.Decision] {
			answers, err := x.relates(d, x.exempts, x.claims, func(n snapshot.Node) bool { return n == r.Decision })
			if err != nil {
				return nil, err
			}
			if !answers { // on that day
				continue
			}
			if i, seen := at[d]; seen {
				if i >= 0 {
					all[i].Answers = append(all[i].Answers, r.Decision)
				}
				continue
			}
			e, ok, err := x.exception(d)
			if err != nil {
				return nil, err
			}
			at[d] = -1
			if ok {
				e.Answers = []snapshot.Node{r.Decision}
				at[d], all = len(all), append(all, e)
			}
		}
	}
	if all, err = x.thatLift(all, found); err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b Exception) int { return compareNames(x.s, a.Decision, b.Decision) })
	return all, nil
}

// thatLift keeps the exceptions that lift all that stands in the way.
func (x *checking) thatLift(all []Exception, found *Findings) (kept []Exception, err error) {
	for i := range all {
		lifts, err := x.lifts(&all[i], found)
		if err != nil {
			return nil, err
		}
		if lifts {
			kept = append(kept, all[i])
		}
	}
	return kept, nil
}

// lifts reports whether an exception answers all decisions of its state that surely apply and stand in the way, or what they amend:
// it is of no use beside an embargo.
func (x *checking) lifts(e *Exception, found *Findings) (bool, error) {
	answered := func(d snapshot.Node) bool { return slices.Contains(e.Answers, d) }
	for i := range found.Apply {
		r := &found.Apply[i]
		if !x.restricts(r) || x.home(r.Decision) != x.home(e.Decision) || answered(r.Decision) {
			continue
		}
		if amends, err := x.relates(r.Decision, x.amends, x.claims, answered); err != nil || !amends {
			return false, err
		}
	}
	return true, nil
}

// exception finds how an exception stands to the export; ok is false if it does not serve.
func (x *checking) exception(d snapshot.Node) (e Exception, ok bool, err error) {
	r, c, sc, err := x.assess(d)
	if err != nil || sc.match == outOfScope || sc.match == toOthers || sc.excluded || c.excluded || !r.Binds() {
		return e, false, err
	}
	e = Exception{Ruling: r, Fits: c.verdict, named: sc.named}
	switch {
	case c.nothing:
		e.Fits = criteria.Met
	case c.fails(), !c.reaches() && !c.all:
		return e, false, nil
	}
	e.Reasons = []Reason{ItemCovered}
	if doubt := doubt(&r); doubt != NoBearing {
		e.Reasons = []Reason{doubt}
	}
	return e, true, nil
}

// exempt leaves it open whether those decisions apply that an authorisation answers which is addressed to the end user and open for
// the item.
func (f *Findings) exempt() {
	f.Apply = slices.DeleteFunc(f.Apply, func(r Ruling) bool {
		answered := slices.ContainsFunc(f.Exceptions, func(e Exception) bool {
			return e.named && e.Fits == criteria.Met && slices.Contains(e.Answers, r.Decision)
		})
		if answered {
			r.Reasons = []Reason{PartyExempted}
			f.MayApply = append(f.MayApply, r)
		}
		return answered
	})
}
