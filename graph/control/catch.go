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
	ofAll    bool             // a part of it is covered because the decision covers a part of every item
	nothing  bool             // the decision names no items
	excluded bool
	parts    []snapshot.Ref         // claims by which a part of the item is covered
	members  []snapshot.Node        // of the item, that are covered
	noted    map[snapshot.Node]bool // these
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
		covers := x.s.Is(ref, x.covers)
		switch {
		case !covers && !x.s.Is(ref, x.part) && !x.s.Is(ref, x.excludes) || !x.admits(ref):
			continue
		case !x.s.IsDerived(ref):
			err = x.note(&c, ref, object)
			if covers && !x.classes.has(object) && !x.takesInAll(object) {
				stated = append(stated, x.criteriaOf(object)...)
			}
		case covers && object != x.Item && x.parts.has(object):
			err = x.coverMember(&c, ref, object)
		}
		if err != nil {
			return c, err
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

// note notes what a claim says of what a decision covers, covers a part of, or leaves out.
func (x *checking) note(c *catch, ref snapshot.Ref, object snapshot.Node) error {
	covers, part, belongs := x.s.Is(ref, x.covers), x.s.Is(ref, x.part), x.classes.has(object)
	c.nothing = c.nothing && !covers && !part
	switch {
	case covers && !belongs && x.takesInAll(object):
		c.all = true
		c.claims = append(c.claims, ref)
	case part && (belongs || x.takesInAll(object)):
		c.parts, c.ofAll = append(c.parts, ref), c.ofAll || !belongs
		c.claims = append(append(c.claims, x.classes.to(object)...), ref)
	case part, covers && !belongs:
		return x.coverPart(c, ref, object)
	case covers:
		c.named, c.verdict = true, criteria.Met
	case belongs:
		c.excluded = true
	}
	if belongs && !part {
		c.claims = append(append(c.claims, ref), x.classes.to(object)...)
	}
	return nil
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
func (x *checking) coverPart(c *catch, ref snapshot.Ref, object snapshot.Node) error {
	switch {
	case x.classes.has(object):
	case x.partly.has(object):
		trail, limit := x.partly.to(object), ref
		for _, by := range trail {
			if x.s.Is(by, x.part) {
				limit = by
			}
		}
		c.parts = append(c.parts, limit)
		c.claims = append(append(c.claims, ref), trail...)
	case x.members.has(object):
		return x.coverMember(c, ref, object)
	}
	return nil
}

// mostMembers bounds how many covered members of a class of items are named.
const mostMembers = 100

// coverMember notes that a decision covers members of the item, or a class that some of them belong to.
func (x *checking) coverMember(c *catch, ref snapshot.Ref, object snapshot.Node) error {
	c.parts = append(c.parts, ref)
	members, err := x.membersIn(object)
	if err != nil {
		return err
	}
	if c.noted == nil {
		c.noted = map[snapshot.Node]bool{}
	}
	for _, member := range members {
		if len(c.members) == mostMembers {
			break
		}
		if !c.noted[member] {
			c.noted[member] = true
			c.members = append(c.members, member)
			c.claims = append(append(c.claims, ref), x.parts.to(member)...)
		}
	}
	return nil
}

// membersIn lists the members of the item that are something, or belong to it by what is said or concluded, in order: in time
// linear in what belongs to it of all that the item's members belong to.
func (x *checking) membersIn(object snapshot.Node) (members []snapshot.Node, err error) {
	if x.below == nil {
		if x.below, err = x.belowMembers(); err != nil {
			return nil, err
		}
	}
	if len(x.below[object]) == 0 && object != x.Item && x.parts.has(object) { // as most members
		return []snapshot.Node{object}, nil
	}
	seen := map[snapshot.Node]bool{object: true}
	for queue := []snapshot.Node{object}; len(queue) > 0; queue = queue[1:] {
		if queue[0] != x.Item && x.parts.has(queue[0]) {
			members = append(members, queue[0])
		}
		for _, n := range x.below[queue[0]] {
			if err := x.l.Work(); err != nil {
				return nil, err
			}
			if !seen[n] {
				seen[n] = true
				queue = append(queue, n)
			}
		}
	}
	slices.Sort(members)
	return members, nil
}

// belowMembers turns the claims of belonging round on which members leads.
func (x *checking) belowMembers() (map[snapshot.Node][]snapshot.Node, error) {
	below := map[snapshot.Node][]snapshot.Node{}
	for n := range x.members {
		for ref, to := range x.s.Out(n) {
			if err := x.l.Work(); err != nil {
				return nil, err
			}
			if x.s.Is(ref, x.groups) && x.claims.Admits(ref) {
				below[to] = append(below[to], n)
			}
		}
	}
	return below, nil
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
