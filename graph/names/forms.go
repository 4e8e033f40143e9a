package names

import (
	"slices"
	"strings"

	"chokepoint/graph/fold"
	"chokepoint/graph/snapshot"
)

// formsOf are the forms of a name by which the whole is found: folded, or as written if that leaves nothing, and together.
func formsOf(name, folded string) []string {
	if folded == "" {
		if written := fold.Typed(name); written != "" {
			return []string{written}
		}
		return nil
	}
	if whole := wholeOf(folded); whole != folded {
		return []string{folded, whole}
	}
	return []string{folded}
}

// wholeOf is a folded name together, without the article in front.
func wholeOf(folded string) string { return joined(withoutArticle(folded)) }

// mostLatinForms bounds the readings of a name.
const mostLatinForms = 4

// latinForms are a name's words in Latin letters, together; none if all are already.
func latinForms(tokens []token) []string {
	if !slices.ContainsFunc(tokens, func(t token) bool { return !isLatin(t.text) }) {
		return nil
	}
	forms, other := []string{""}, false
	for i := range tokens {
		t := &tokens[i]
		if t.class == legal {
			continue
		}
		readings := []string{strings.ReplaceAll(t.text, " ", "")}
		if !isLatin(t.text) {
			if latin := latinOf(t.text); len(latin) > 0 {
				readings, other = latin, true
			}
		}
		if len(forms)*len(readings) > mostLatinForms {
			readings = readings[:1]
		}
		next := make([]string, 0, len(forms)*len(readings))
		for _, begun := range forms {
			for _, r := range readings {
				next = append(next, begun+r)
			}
		}
		forms = next
	}
	if !other {
		return nil
	}
	return forms
}

// withForm returns the names that have a form, in order: names that holds accepts have it.
func (x *index) withForm(form string, holds func(k *known) bool) (found []int32) {
	for _, name := range x.forms.of(form) {
		if (len(found) == 0 || found[len(found)-1] != name) && holds(&x.known[name]) {
			found = append(found, name)
		}
	}
	return found
}

// hasLatinForm reports whether a name has a form in Latin letters. Of identifiers only the whole counts.
func (k *known) hasLatinForm(form string) bool {
	return k.kind != identifier && slices.Contains(latinForms(takeApart(k.written)), form)
}

// exactly returns the names that a text is: those that are typed like it, else those of its folded form.
func (x *index) exactly(text string) (found []int32) {
	folded, typed := fold.Name(text), fold.Typed(text)
	isTyped := func(k *known) bool { return fold.Typed(k.written) == typed }
	switch {
	case typed == "":
		return nil
	case folded == "":
		return x.withForm(typed, isTyped)
	}
	found = x.withForm(folded, func(k *known) bool { return fold.Name(k.written) == folded })
	if typed := slices.DeleteFunc(slices.Clone(found), func(i int32) bool { return !isTyped(&x.known[i]) }); len(typed) > 0 {
		return typed
	}
	return found
}

// nearly returns the names that a text is by its further forms: together or apart, else in Latin letters.
func (x *index) nearly(text string) (found []int32) {
	folded := fold.Name(text)
	if folded == "" {
		return nil
	}
	whole := wholeOf(folded)
	if found = x.withForm(whole, func(k *known) bool { return wholeOf(fold.Name(k.written)) == whole }); len(found) > 0 {
		return found
	}
	latin := latinForms(takeApart(text))
	if len(latin) == 0 { // the text is in Latin letters, and a name may be in others
		latin = []string{whole}
	}
	for _, form := range latin {
		found = append(found, x.withForm(form, func(k *known) bool { return k.hasLatinForm(form) })...)
	}
	if len(found) == 0 && !isLatin(folded) {
		for _, form := range latin {
			found = append(found, x.withForm(form, func(k *known) bool { return wholeOf(fold.Name(k.written)) == form })...)
		}
	}
	return found
}

// nodesOf are the entities of names, each once, in order.
func (x *index) nodesOf(found []int32) []snapshot.Node {
	nodes := make([]snapshot.Node, 0, len(found))
	for _, i := range found {
		nodes = append(nodes, x.known[i].node)
	}
	slices.Sort(nodes)
	return slices.Compact(nodes)
}
