package ask

import (
	"cmp"
	"maps"
	"slices"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// Sales are all that a party makes and sells, for one destination: each item is put to a check.
type Sales struct {
	Seller, To snapshot.Node     // of the whole
	Checks     []question.Values // one for each item
}

// sales reads what a seller could sell.
func (r *reader) sales() error {
	seller, err := r.entity("x")
	if err != nil {
		return err
	}
	to, err := r.entity("y")
	if err != nil {
		return err
	}
	items, err := r.sold(seller)
	if err != nil {
		return err
	}
	r.ask("check")
	r.out.Sales = &Sales{Seller: seller, To: to}
	for _, item := range items {
		v := maps.Clone(r.out.Values)
		v["item"], v["to"] = []string{r.Whole.ID(item)}, []string{r.Whole.ID(to)}
		r.out.Sales.Checks = append(r.out.Sales.Checks, v)
	}
	return nil
}

// made is an item and the claim that says who makes it.
type made struct {
	item     snapshot.Node
	relation string // as read from the maker
	ref      snapshot.Ref
	id       uuid.UUID
}

// sold lists what a party sells, in the order in which its neighbours are listed: items that had been announced by the day of
// the question.
func (r *reader) sold(seller snapshot.Node) ([]snapshot.Node, error) {
	s, f := r.Whole, r.filter
	f.Kinds, f.Relations = s.Ontology().Binding.Sold, s.Ontology().Binding.Makers
	m, err := s.WalkMask(f)
	if err != nil {
		return nil, err
	}
	listed, makers := s.Lister(f), s.Predicates(f.Relations...)
	var all []made
	for ref, item := range s.In(seller) {
		if err := r.Limits.Work(); err != nil {
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
	known, err := s.ClaimMask(r.filter)
	if err != nil {
		return nil, err
	}
	var items []snapshot.Node
	seen := map[snapshot.Node]bool{}
	for _, x := range all {
		if !seen[x.item] && r.wasThere(x.item, known) {
			items = append(items, x.item)
		}
		seen[x.item] = true
	}
	return items, nil
}

// wasThere reports whether a thing had been announced by the day of the question, or is not known to have been announced later.
func (r *reader) wasThere(item snapshot.Node, known *snapshot.Mask) bool {
	dated := false
	for _, attribute := range r.Whole.Ontology().Binding.Announced {
		for ref := range r.Whole.AttributesNamed(item, attribute) {
			value := r.Whole.Value(ref)
			if value.Type != graph.DateValue || !known.Admits(ref) {
				continue
			}
			if dated = true; value.Date.Day() <= r.filter.AsOf {
				return true
			}
		}
	}
	return !dated
}
