package catalogue

import (
	"cmp"
	"iter"
	"slices"

	"chokepoint/graph/names"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// listInOrder is list of all claims of some predicates that the mask admits, whatever their ends: it goes by predicate and by name of the
// subject, as far as the page.
func (c *chosen) listInOrder(a *question.Asking, offset, limit int) (part []placedClaim, total int, err error) {
	s := a.Facts
	counts, err := s.CountAdmitted(c.filter, a.Limits.Look)
	if err != nil {
		return nil, 0, err
	}
	for _, p := range c.predicatesInOrder(s) {
		n := counts[p]
		total += n
		switch {
		case offset >= n:
			offset -= n
		case len(part) < limit:
			some, err := c.leadingOf(a, p, offset, limit-len(part))
			if err != nil {
				return nil, 0, err
			}
			part, offset = append(part, some...), 0
		}
	}
	return part, total, nil
}

// predicatesInOrder are those that are asked for, in order of name.
func (c *chosen) predicatesInOrder(s *snapshot.Snapshot) (all []snapshot.Predicate) {
	for p := range snapshot.Predicate(s.PredicateCount()) {
		if c.all || c.forward[p] {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(x, y snapshot.Predicate) int { return cmp.Compare(s.NameOfPredicate(x), s.NameOfPredicate(y)) })
	return all
}

// leadingOf lists the first claims of a predicate after an offset.
func (c *chosen) leadingOf(a *question.Asking, p snapshot.Predicate, offset, limit int) (part []placedClaim, err error) {
	s := a.Facts
	subjects, isFew := s.FewSubjects(p)
	if !isFew {
		subjects = names.InOrder(s)
	}
	claims := claimsOfPredicate(s, p)
	for _, n := range subjects {
		if err := a.Limits.Work(); err != nil {
			return nil, err
		}
		leading := newLeadingClaims(s, offset+limit-len(part))
		for ref, object := range claims(n) {
			if c.mask.Admits(ref) {
				leading.add(0, ref, object, false)
			}
		}
		part = append(part, leading.from(offset)...)
		offset = max(0, offset-leading.total)
		if len(part) == limit {
			break
		}
	}
	return part, nil
}

// claimsOfPredicate finds the claims of a predicate of a subject, each with its object or none.
func claimsOfPredicate(s *snapshot.Snapshot, p snapshot.Predicate) func(snapshot.Node) iter.Seq2[snapshot.Ref, snapshot.Node] {
	name := s.NameOfPredicate(p)
	if s.Ontology().Relation(name) != nil {
		set := s.Predicates(name)
		return func(n snapshot.Node) iter.Seq2[snapshot.Ref, snapshot.Node] { return s.OutBy(n, set) }
	}
	return func(n snapshot.Node) iter.Seq2[snapshot.Ref, snapshot.Node] {
		return func(yield func(snapshot.Ref, snapshot.Node) bool) {
			for ref := range s.AttributesNamed(n, name) {
				if !yield(ref, snapshot.None) {
					return
				}
			}
		}
	}
}
