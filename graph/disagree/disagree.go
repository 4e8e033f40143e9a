// Package disagree tells which claims cannot both be so.
//
// Two claims contradict each other when they speak of one subject by one predicate, of the same object, item, role and purpose, hold
// on a day in common, and say other things of it: an attribute of which one value holds at a time has another value, or the shares of a relation
// have nothing in common. A measurement over a period disagrees only with one over the same period. A number is compared in its base unit, and
// a date that is part of another agrees with it. How sure a claim is, and who says so, makes no contradiction.
package disagree

import (
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// topic is what claims that may contradict each other have in common.
type topic struct {
	subject, object, item snapshot.Node
	predicate             snapshot.Predicate
	role, purpose         string
	period                graph.Interval // of a measurement; else zero
}

// Claims are claims among which contradictions are looked for.
type Claims struct {
	s  *snapshot.Snapshot
	by map[topic][]snapshot.Ref
}

// Among returns those of some claims that can disagree at all. It takes time in their number.
func Among(l *limits.Limits, s *snapshot.Snapshot, some []snapshot.Ref) (*Claims, error) {
	c := &Claims{s, map[topic][]snapshot.Ref{}}
	for _, ref := range some {
		if err := l.Work(); err != nil {
			return nil, err
		}
		if t, ok := c.topicOf(ref); ok {
			c.by[t] = append(c.by[t], ref)
		}
	}
	return c, nil
}

// With returns those that contradict a claim, the best supported first. Statements of the same claim are none.
func (c *Claims) With(l *limits.Limits, ref snapshot.Ref) ([]snapshot.Ref, error) {
	t, ok := c.topicOf(ref)
	if !ok {
		return nil, nil
	}
	var found []snapshot.Ref
	for _, other := range c.by[t] {
		if err := l.Work(); err != nil {
			return nil, err
		}
		if !c.s.Valid(ref).Intersect(c.s.Valid(other)).Empty() && c.contradict(ref, other) && c.s.ClaimID(ref) != c.s.ClaimID(other) {
			found = append(found, other)
		}
	}
	slices.SortFunc(found, c.s.CompareClaims)
	return found, nil
}

// topicOf returns what a claim is about; not ok is one that nothing can contradict.
func (c *Claims) topicOf(ref snapshot.Ref) (t topic, ok bool) {
	s := c.s
	t = topic{s.Subject(ref), s.Object(ref), s.Item(ref), s.Predicate(ref), s.Role(ref), s.Purpose(ref), graph.Interval{}}
	period := false
	if a := s.Ontology().Attribute(s.PredicateName(ref)); a != nil {
		period = a.Period
		ok = !a.Many || period
	} else if r := s.Ontology().Relation(s.PredicateName(ref)); r != nil {
		period = r.Period
		ok = s.Shares(ref).Known()
	}
	if period {
		t.period = s.Written(ref)
	}
	return t, ok
}

// contradict reports whether two claims of one topic say what cannot both be so.
func (c *Claims) contradict(x, y snapshot.Ref) bool {
	if x.IsRelation() {
		one, other := c.s.Shares(x), c.s.Shares(y)
		return one.Most < other.Least || other.Most < one.Least
	}
	one, other := criteria.InBase(c.s.Ontology(), c.s.Value(x)), criteria.InBase(c.s.Ontology(), c.s.Value(y))
	switch {
	case one.Type == graph.NumberValue:
		return one.Unit == other.Unit && one.Number != other.Number
	case one.Type == graph.DateValue:
		a, b := one.Date.String(), other.Date.String()
		return !strings.HasPrefix(a, b) && !strings.HasPrefix(b, a)
	}
	return one.String() != other.String()
}
