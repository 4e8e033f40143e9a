package control

import (
	"cmp"
	"slices"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// made is an item and the claim that says who makes it.
type made struct {
	item     snapshot.Node
	relation string // as read from the maker
	ref      snapshot.Ref
	id       uuid.UUID
}

// Sold lists what a party makes and sells, by relation, then support, then name: items that had been announced by the day of the
// filter, or that are not known to have been announced later. The error is that of the limits, or wraps graph.ErrUnknownTerm.
func Sold(l *limits.Limits, s *snapshot.Snapshot, seller snapshot.Node, f graph.Filter) ([]snapshot.Node, error) {
	known, err := s.ClaimMask(f)
	if err != nil {
		return nil, err
	}
	f.Kinds, f.Relations = s.Ontology().Binding.Sold, s.Ontology().Binding.Makers
	m, err := s.WalkMask(f)
	if err != nil {
		return nil, err
	}
	listed, makers := s.Lister(f), s.Predicates(f.Relations...)
	var all []made
	for ref, item := range s.In(seller) {
		if err := l.Work(); err != nil {
			return nil, err
		}
		if s.Is(ref, makers) && m.Admits(ref) && listed.Lists(item) {
			name := s.PredicateName(ref)
			all = append(all, made{item, cmp.Or(s.Ontology().Relation(name).Inverse, name), ref, s.ClaimID(ref)})
		}
	}
	slices.SortFunc(all, func(x, y made) int {
		return cmp.Or(cmp.Compare(x.relation, y.relation), -cmp.Compare(s.Confidence(x.ref), s.Confidence(y.ref)),
			cmp.Compare(s.NameRank(x.item), s.NameRank(y.item)), snapshot.CompareID(x.id, y.id))
	})
	var items []snapshot.Node
	seen := map[snapshot.Node]bool{}
	for _, x := range all {
		if !seen[x.item] && wasThere(s, x.item, known, f.AsOf) {
			items = append(items, x.item)
		}
		seen[x.item] = true
	}
	return items, nil
}

// wasThere reports whether a thing had been announced by a day, or is not known to have been announced later.
func wasThere(s *snapshot.Snapshot, item snapshot.Node, known *snapshot.Mask, day graph.Day) bool {
	dated := false
	for _, attribute := range s.Ontology().Binding.Announced {
		for ref := range s.AttributesNamed(item, attribute) {
			value := s.Value(ref)
			if value.Type != graph.DateValue || !known.Admits(ref) {
				continue
			}
			if dated = true; value.Date.Day() <= day {
				return true
			}
		}
	}
	return !dated
}
