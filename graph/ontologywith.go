package graph

import (
	"fmt"
	"slices"
)

// With returns the ontology with another laid over it: what the other declares replaces what has the same name, the rest stays.
// Of the parts that are there once, binding and country, those that the other gives count. Its strata come between those that are
// there, where it has them. So a dataset with its own ontology can stand beside others.
func (o *Ontology) With(over *Ontology) (*Ontology, error) {
	strata, err := joinStrata(o.Strata, over.Strata)
	if err != nil {
		return nil, err
	}
	merged := &Ontology{Country: o.Country, Binding: o.Binding, Strata: strata,
		Kinds:      overlay(o.Kinds, over.Kinds, func(k Kind) string { return k.Name }),
		Units:      overlay(o.Units, over.Units, func(u Unit) string { return u.Name }),
		Attributes: overlay(o.Attributes, over.Attributes, func(a Attribute) string { return a.Name }),
		Relations:  overlay(o.Relations, over.Relations, func(r Relation) string { return r.Name }),
		Languages:  overlay(o.Languages, over.Languages, func(l Language) string { return l.Name }),
		Rules:      overlay(o.Rules, over.Rules, func(r Rule) string { return r.Name }),
	}
	if over.Country.Kind != "" {
		merged.Country = over.Country
	}
	if over.Binding.Kind != "" {
		merged.Binding = over.Binding
	}
	return merged, merged.Init()
}

// joinStrata lays strata over others. Those that name all the others count as they are. Else each that is new comes before the next
// after it that is not, or last; those that both name are to stand in one order.
func joinStrata(under, over []string) ([]string, error) {
	if !slices.ContainsFunc(under, func(name string) bool { return !slices.Contains(over, name) }) {
		return over, nil
	}
	joined, before := slices.Clone(under), len(under)
	for _, name := range slices.Backward(over) {
		switch at := slices.Index(joined, name); {
		case at < 0:
			joined = slices.Insert(joined, before, name)
		case at >= before:
			return nil, fmt.Errorf("%w: the strata %v stand in another order than those of the store, %v: name these in their order, "+
				"or leave them out", ErrOntology, over, under)
		default:
			before = at
		}
	}
	return joined, nil
}

// overlay replaces values of the same name in place and appends the others, so that laying the same over again changes nothing.
func overlay[T any](under, over []T, name func(T) string) []T {
	merged := slices.Clone(under)
	for _, v := range over {
		if i := slices.IndexFunc(merged, func(w T) bool { return name(w) == name(v) }); i >= 0 {
			merged[i] = v
		} else {
			merged = append(merged, v)
		}
	}
	return merged
}
