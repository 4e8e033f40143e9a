package control

import (
	"chokepoint/graph/criteria"
	"chokepoint/graph/snapshot"
)

// catch is how a decision stands to the item.
type catch struct {
	verdict  criteria.Verdict // Met also if it is covered by name
	named    bool             // it is covered by name, class or variant
	neutral  bool             // the decision names no items
	excluded bool
	criteria []criteria.Judgement
	claims   []snapshot.Ref
}

// catches finds how a decision stands to the item. It puts criteria to it itself, so that it can tell what is open, and leaves out
// what is concluded from them.
func (x *checking) catches(d snapshot.Node) (c catch, err error) {
	c = catch{verdict: criteria.Unknown, neutral: true}
	stated := x.criteriaOf(d)
	for ref, object := range x.s.Out(d) {
		if err := x.l.Work(); err != nil {
			return c, err
		}
		covers := x.s.Is(ref, x.covers)
		if !covers && !x.s.Is(ref, x.excludes) || !x.claims.Admits(ref) || x.s.IsDerived(ref) {
			continue
		}
		_, belongs := x.classes[object]
		switch {
		case covers && !belongs:
			c.neutral = false
			stated = append(stated, x.criteriaOf(object)...)
		case covers:
			c.neutral, c.named, c.verdict = false, true, criteria.Met
		case belongs:
			c.excluded = true
		}
		if belongs {
			c.claims = append(append(c.claims, ref), x.classes.to(object)...)
		}
	}
	c.neutral = c.neutral && len(stated) == 0
	return c, x.judgeAll(&c, stated)
}

// judgeAll puts the criteria that concern the item to it. One of them is enough.
func (x *checking) judgeAll(c *catch, stated []snapshot.Ref) error {
	for _, ref := range stated {
		if !x.figures.Concerns(ref) {
			continue
		}
		j, err := x.figures.Judge(x.l, ref)
		if err != nil {
			return err
		}
		c.criteria = append(c.criteria, j)
		switch {
		case c.named:
		case len(c.criteria) == 1:
			c.verdict = j.Verdict
		default:
			c.verdict = either(c.verdict, j.Verdict)
		}
	}
	return nil
}

// either is the verdict of two criteria of which one is enough.
func either(x, y criteria.Verdict) criteria.Verdict {
	switch {
	case x == criteria.Met || y == criteria.Met:
		return criteria.Met
	case x == criteria.Unknown || y == criteria.Unknown:
		return criteria.Unknown
	}
	return criteria.NotMet
}

func (x *checking) criteriaOf(n snapshot.Node) (refs []snapshot.Ref) {
	for ref := range x.s.AttributesNamed(n, x.s.Ontology().Binding.Criterion) {
		if x.claims.Admits(ref) {
			refs = append(refs, ref)
		}
	}
	return refs
}
