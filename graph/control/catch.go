package control

import (
	"slices"

	"chokepoint/graph/snapshot"
)

// catch is how a decision stands to the item.
type catch struct {
	verdict  Verdict // Met also if it is covered by name
	named    bool    // it is covered by name, class or variant
	neutral  bool    // the decision names no items
	excluded bool
	criteria []Judgement
	claims   []snapshot.Ref
}

func (x *checking) catches(d snapshot.Node) (c catch, err error) {
	c = catch{verdict: Unknown, neutral: true}
	stated := x.criteriaOf(d)
	for ref, object := range x.s.Out(d) {
		if err := x.l.Work(); err != nil {
			return c, err
		}
		covers := x.s.Is(ref, x.covers)
		if !covers && !x.s.Is(ref, x.excludes) || !x.claims.Admits(ref) {
			continue
		}
		_, belongs := x.classes[object]
		switch {
		case covers && !belongs:
			c.neutral = false
			stated = append(stated, x.criteriaOf(object)...)
		case covers:
			c.neutral, c.named, c.verdict = false, true, Met
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
		if !x.concerns(ref) {
			continue
		}
		j, err := x.figures.judge(x.l, ref)
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
func either(x, y Verdict) Verdict {
	switch {
	case x == Met || y == Met:
		return Met
	case x == Unknown || y == Unknown:
		return Unknown
	}
	return NotMet
}

func (x *checking) criteriaOf(n snapshot.Node) (refs []snapshot.Ref) {
	for ref := range x.s.AttributesNamed(n, x.s.Ontology().Binding.Criterion) {
		if x.claims.Admits(ref) {
			refs = append(refs, ref)
		}
	}
	return refs
}

// concerns reports whether a criterion speaks only of attributes that things of the item's kind have; one on chips is not put
// to a metal.
func (x *checking) concerns(stated snapshot.Ref) bool {
	c, err := x.criteria.compile(x.s.Value(stated).Text)
	if err != nil {
		return true // judging it will say so
	}
	kind := x.s.Kind(x.Item)
	return !slices.ContainsFunc(c.names, func(name string) bool {
		a := x.s.Ontology().Attribute(name)
		return len(a.On) > 0 && !slices.Contains(a.On, kind)
	})
}
