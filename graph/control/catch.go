package control

import (
	"slices"

	"chokepoint/graph/criteria"
	"chokepoint/graph/snapshot"
)

// catch is how a decision stands to the item.
type catch struct {
	verdict  criteria.Verdict // Met also if it is covered by name
	named    bool             // it is covered by name, class or variant
	all      bool             // it is covered because the decision covers every item
	nothing  bool             // the decision names no items
	excluded bool
	parts    []snapshot.Ref  // claims by which a part of the item is covered
	members  []snapshot.Node // of the item, that are covered
	criteria []criteria.Judgement
	claims   []snapshot.Ref
}

// reaches reports whether the decision has to do with the item at all.
func (c *catch) reaches() bool {
	return c.verdict == criteria.Met || c.criteria != nil || c.parts != nil || c.excluded
}

// fails reports whether the item is surely none that the decision catches.
func (c *catch) fails() bool { return c.verdict == criteria.NotMet && c.parts == nil }

// catches finds how a decision stands to the item. It puts criteria to it itself, so that it can tell what is open, and leaves out
// what is concluded from them.
func (x *checking) catches(d snapshot.Node) (c catch, err error) {
	c = catch{verdict: criteria.Unknown, nothing: true}
	stated := x.criteriaOf(d)
	for ref, object := range x.s.Out(d) {
		if err := x.l.Work(); err != nil {
			return c, err
		}
		covers, part := x.s.Is(ref, x.covers), x.s.Is(ref, x.part)
		if !covers && !part && !x.s.Is(ref, x.excludes) || !x.admits(ref) {
			continue
		}
		if x.s.IsDerived(ref) {
			if covers && object != x.Item && x.parts.has(object) {
				x.coverMember(&c, ref, object)
			}
			continue
		}
		c.nothing = c.nothing && !covers && !part
		_, belongs := x.classes[object]
		switch {
		case covers && !belongs && x.takesInAll(object):
			c.all = true
			c.claims = append(c.claims, ref)
		case covers && !belongs:
			stated = append(stated, x.criteriaOf(object)...)
			x.coverPart(&c, ref, object)
		case covers:
			c.named, c.verdict = true, criteria.Met
		case part && (belongs || x.takesInAll(object)):
			c.parts = append(c.parts, ref)
			c.claims = append(append(c.claims, x.classes.to(object)...), ref)
		case part:
			x.coverPart(&c, ref, object)
		case belongs:
			c.excluded = true
		}
		if belongs && !part {
			c.claims = append(append(c.claims, ref), x.classes.to(object)...)
		}
	}
	c.nothing = c.nothing && len(stated) == 0
	if err := x.judgeAll(&c, stated); err != nil {
		return c, err
	}
	if c.all {
		c.verdict = criteria.Met
	}
	return c, nil
}

// admits reports whether a claim on a decision counts: what it leaves out counts whoever says so.
func (x *checking) admits(ref snapshot.Ref) bool {
	return x.claims.Admits(ref) || x.s.Is(ref, x.excludes) && x.held.Admits(ref)
}

// takesInAll reports whether a class takes in every item.
func (x *checking) takesInAll(class snapshot.Node) bool {
	return slices.Contains(x.index.everything, class) && x.says(class, x.s.Ontology().Binding.Everything)
}

// coverPart notes that a decision covers a class to which a part of the item belongs, or something that is a part of it.
func (x *checking) coverPart(c *catch, ref snapshot.Ref, object snapshot.Node) {
	if x.classes.has(object) {
		return
	}
	if x.partly.has(object) {
		trail, limit := x.partly.to(object), ref
		for _, by := range trail {
			if x.s.Is(by, x.part) {
				limit = by
			}
		}
		c.parts = append(c.parts, limit)
		c.claims = append(append(c.claims, ref), trail...)
	} else if x.members.has(object) {
		x.coverMember(c, ref, object)
	}
}

// coverMember notes that a decision covers members of the item, or a class that some of them belong to.
func (x *checking) coverMember(c *catch, ref snapshot.Ref, object snapshot.Node) {
	c.parts = append(c.parts, ref)
	for _, member := range x.parts.nodes() {
		if member != x.Item && !slices.Contains(c.members, member) && (member == object || x.belongs(member, object)) {
			c.members = append(c.members, member)
			c.claims = append(append(c.claims, ref), x.parts.to(member)...)
		}
	}
}

// belongs reports whether a member of the item belongs to a class, by what is said or concluded.
func (x *checking) belongs(member, class snapshot.Node) bool {
	found, err := x.follow(trailsFrom(member), along{relations: x.s.Predicates(x.s.Ontology().Binding.Membership...)})
	return err == nil && found.has(class)
}

// judgeAll puts the criteria that concern the item to it. One of them is enough.
func (x *checking) judgeAll(c *catch, stated []snapshot.Ref) error {
	for _, ref := range stated {
		if !x.figures.Concerns(ref) || !x.counts(ref) {
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
