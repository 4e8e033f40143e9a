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
func (x *checking) isException(d snapshot.Node) bool {
	for ref := range x.s.Out(d) {
		if x.s.Is(ref, x.exempts) && x.held.Admits(ref) {
			return true
		}
	}
	return false
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
			if err := x.l.Work(); err != nil {
				return nil, err
			}
			if !x.answersNow(d, r.Decision) {
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
	all = slices.DeleteFunc(all, func(e Exception) bool { return !x.lifts(&e, found) })
	slices.SortFunc(all, func(a, b Exception) int { return compareNames(x.s, a.Decision, b.Decision) })
	return all, nil
}

// lifts reports whether an exception answers all decisions of its state that surely apply and stand in the way, or what they amend:
// it is of no use beside an embargo.
func (x *checking) lifts(e *Exception, found *Findings) bool {
	for i := range found.Apply {
		r := &found.Apply[i]
		if x.restricts(r) && x.home(r.Decision) == x.home(e.Decision) && !slices.Contains(e.Answers, r.Decision) && !x.amendsOneOf(r.Decision, e.Answers) {
			return false
		}
	}
	return true
}

func (x *checking) amendsOneOf(d snapshot.Node, others []snapshot.Node) bool {
	for ref, amended := range x.s.Out(d) {
		if x.s.Is(ref, x.amends) && x.claims.Admits(ref) && slices.Contains(others, amended) {
			return true
		}
	}
	return false
}

// answersNow reports whether a claim of the day says that an exception answers a decision.
func (x *checking) answersNow(exception, decision snapshot.Node) bool {
	for ref, to := range x.s.Out(exception) {
		if to == decision && x.s.Is(ref, x.exempts) && x.claims.Admits(ref) {
			return true
		}
	}
	return false
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
