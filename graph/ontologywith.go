package graph

import "slices"

// With returns the ontology with another laid over it: what the other declares replaces what has the same name, the rest stays.
// Of the parts that are there once, binding and country, those that the other gives count. So a dataset with its own ontology
// can stand beside others.
func (o *Ontology) With(over *Ontology) (*Ontology, error) {
	merged := &Ontology{Country: o.Country, Binding: o.Binding, Strata: o.Strata,
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
	if len(over.Strata) > 0 {
		merged.Strata = over.Strata
	}
	if over.Binding.Kind != "" {
		merged.Binding = over.Binding
	}
	return merged, merged.Init()
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
