package graph

import "slices"

// catch is how a decision stands to the item.
type catch struct {
	verdict  Verdict // Met also if it is covered by name
	named    bool    // it is covered by name, class or variant
	neutral  bool    // the decision names no items
	excluded bool
	criteria []CriterionView
	claims   []claimRef
}

func (x *checking) catches(d Node) (c catch, err error) {
	c = catch{verdict: Unknown, neutral: true}
	roles := x.s.ontology.Binding
	stated := x.criteriaOf(d)
	for k := x.s.out[d]; k < x.s.out[d+1]; k++ {
		row, object := x.s.outRow[k], x.s.outTo[k]
		if !x.claims.admits(&x.s.rows, row) {
			continue
		}
		why, belongs := x.classes[object]
		switch {
		case x.s.isRelation(row, []string{roles.Covers}, 0):
			c.neutral = false
			if belongs {
				c.named, c.verdict = true, Met
				c.claims = append(append(c.claims, claimRef(row)), why...)
			} else {
				stated = append(stated, x.criteriaOf(object)...)
			}
		case x.s.isRelation(row, []string{roles.Excludes}, 0) && belongs:
			c.excluded = true
			c.claims = append(append(c.claims, claimRef(row)), why...)
		}
	}
	c.neutral = c.neutral && len(stated) == 0
	for _, ref := range stated {
		if !x.concerns(ref) {
			continue
		}
		v, err := x.s.judge(ref, x.item, x.claims, x.lang)
		if err != nil {
			return c, err
		}
		c.criteria = append(c.criteria, v)
		if !c.named {
			c.verdict = either(c.verdict, v.Verdict, len(c.criteria) == 1)
		}
	}
	return c, nil
}

// either is the verdict of two criteria of which one is enough.
func either(x, y Verdict, first bool) Verdict {
	switch {
	case first:
		return y
	case x == Met || y == Met:
		return Met
	case x == Unknown || y == Unknown:
		return Unknown
	}
	return NotMet
}

func (x *checking) criteriaOf(n Node) (refs []claimRef) {
	if x.s.ontology.Binding.Criterion == "" {
		return nil
	}
	for _, ref := range x.s.attributesNamed(n, x.s.ontology.Binding.Criterion) {
		if x.s.admitsClaim(x.claims, ref) {
			refs = append(refs, ref)
		}
	}
	return refs
}

// concerns reports whether a criterion speaks only of attributes that things of the item's kind have; one on chips is not put
// to a metal.
func (x *checking) concerns(stated claimRef) bool {
	c, err := x.s.criteria.compile(x.s.attrs[^stated].value.Text)
	if err != nil {
		return true // judging it will say so
	}
	kind := x.s.kindOf(x.item)
	return !slices.ContainsFunc(c.names, func(name string) bool {
		a := x.s.ontology.Attribute(name)
		return a != nil && len(a.On) > 0 && !slices.Contains(a.On, kind)
	})
}
