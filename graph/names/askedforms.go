package names

import (
	"maps"
	"slices"
	"strings"

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
			for _, latin := range latinForms(takeApart(name)) {
				forms = append(forms, latinForm+latin)
			}
		}
		for _, form := range forms {
			all[plainForm(form)] = true
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
		return plainForms(forms)
	}
	latin := latinForms(takeApart(text))
	if len(latin) == 0 {
		latin = []string{wholeOf(folded)}
	}
	for _, form := range latin {
		forms = append(forms, latinForm+form, joinedForm+form)
	}
	return plainForms(forms)
}

func plainForms(forms []string) []string {
	for i := range forms {
		forms[i] = plainForm(forms[i])
	}
	return forms
}

// plainForm is a form as a text that any store can hold.
func plainForm(form string) string { return strings.Replace(form, "\x00", "=", 1) }
