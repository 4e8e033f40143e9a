package names

import (
	"maps"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/fold"
)

// Forms lists the forms of all that an entity is called, for stores that look for it by them: Exact finds an entity by a text only if
// one of these is among the FormsAsked of the text.
func Forms(e *graph.Entity) []string {
	all := map[string]bool{}
	add := func(name string, wholly bool) {
		forms := formsOf(name, fold.Name(name))
		if !wholly {
			forms = append(forms, latinForms(takeApart(name))...)
		}
		for _, form := range forms {
			all[form] = true
		}
	}
	add(e.Name, false)
	for _, a := range e.Aliases {
		add(a.Name, false)
	}
	add(e.ID, false)
	for _, i := range e.Identifiers {
		for one := range identifiersIn(i) {
			add(one, true)
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// FormsAsked lists the forms by which Exact looks for a text.
func FormsAsked(text string) []string {
	folded := fold.Name(text)
	forms := formsOf(text, folded)
	if folded == "" {
		return forms
	}
	return append(forms, latinForms(takeApart(text))...)
}
