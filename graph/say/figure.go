package say

import (
	"strings"

	"chokepoint/graph"
)

// figureMessages are what is wrong with a figure of an item: its name, its text, what it may be, an example, a unit.
var figureMessages = []message{
	{"error.figure.missing",
		"No figure is given: give one at least, as die_area with 814 mm2.",
		"Aucun chiffre n'est donné : donnez-en un au moins, comme die_area avec 814 mm2."},
	{"error.figure.unknown",
		"No figure of an item is called %[1]q; there are %[2]s.",
		"Aucun chiffre d'un article ne s'appelle « %[1]s » ; il y a %[2]s."},
	{"error.figure.unknown.near",
		"No figure of an item is called %[1]q; did you mean %[2]s?",
		"Aucun chiffre d'un article ne s'appelle « %[1]s » ; vouliez-vous dire %[2]s ?"},
	{"error.figure.elsewhere",
		"The figure %[1]s is of another kind (%[2]s): leave it out.",
		"Le chiffre %[1]s est d'un autre genre (%[2]s) : ne le donnez pas."},
	{"error.figure.apart",
		"No kind of item has %[1]s (of %[2]s) and all the figures before it: leave one out.",
		"Aucun genre d'article n'a %[1]s (de %[2]s) et tous les chiffres qui précèdent : retirez-en un."},
	{"error.figure.twice", "The figure %[1]s is given twice: leave one out.", "Le chiffre %[1]s est donné deux fois : retirez-en un."},
	{"error.figure.empty", "The figure %[1]s has no value: give one, or leave it out.", "Le chiffre %[1]s n'a pas de valeur : donnez-en une ou retirez-le."},
	{"error.figure.no-number", "The figure %[1]s is a number, and %[2]q is none: write it as %[3]s.", "Le chiffre %[1]s est un nombre, et « %[2]s » n'en est pas un : écrivez-le comme %[3]s."},
	{"error.figure.negative",
		"The figure %[1]s is %[2]q, and no figure is less than nothing: leave out the sign.",
		"Le chiffre %[1]s vaut « %[2]s », et aucun chiffre n'est inférieur à zéro : retirez le signe."},
	{"error.figure.unit",
		"The figure %[1]s is measured in %[2]s, and not in %[3]q: write it as %[4]s.",
		"Le chiffre %[1]s se mesure en %[2]s, et non en « %[3]s » : écrivez-le comme %[4]s."},
	{"error.figure.unit-less", "The figure %[1]s is a number without a unit: leave out %[2]q.", "Le chiffre %[1]s est un nombre sans unité : retirez « %[2]s »."},
	{"error.figure.term", "The figure %[1]s has no term %[2]q; there are %[3]s.", "Le chiffre %[1]s n'a pas de terme « %[2]s » ; il y a %[3]s."},
	{"error.figure.term.near", "The figure %[1]s has no term %[2]q; did you mean %[3]s?", "Le chiffre %[1]s n'a pas de terme « %[2]s » ; vouliez-vous dire %[3]s ?"},
	{"error.figure.bool", "The figure %[1]s is true or false, and %[2]q is neither.", "Le chiffre %[1]s vaut true ou false, et « %[2]s » n'est ni l'un ni l'autre."},
	{"error.figure.date",
		"The figure %[1]s is a date, and %[2]q is none: write it as 2026-01-15, 2026-01 or 2026.",
		"Le chiffre %[1]s est une date, et « %[2]s » n'en est pas une : écrivez-la comme 2026-01-15, 2026-01 ou 2026."},
	{"error.figure.or", "%[1]s or %[2]s", "%[1]s ou %[2]s"},
}

// figure says what is wrong with a figure.
func figure(lang string, e *graph.WrongFigure) string {
	key, list := "error.figure."+string(e.Fault), strings.Join(e.Known, ", ")
	if len(e.Near) > 0 {
		key, list = key+".near", strings.Join(e.Near, ", ")
	}
	switch e.Fault {
	case graph.FigureMissing:
		return Text(lang, key)
	case graph.FigureUnknown, graph.FigureElsewhere, graph.FigureApart:
		return Text(lang, key, e.Name, list)
	case graph.FigureNoNumber:
		return Text(lang, key, e.Name, e.Text, e.Example())
	case graph.FigureUnit:
		list = e.Known[0]
		for _, unit := range e.Known[1:] {
			list = Text(lang, "error.figure.or", list, unit)
		}
		return Text(lang, key, e.Name, list, e.Unit, e.Example())
	case graph.FigureUnitless:
		return Text(lang, key, e.Name, e.Unit)
	case graph.FigureTerm:
		return Text(lang, key, e.Name, e.Text, list)
	case graph.FigureTwice, graph.FigureEmpty:
		return Text(lang, key, e.Name)
	}
	return Text(lang, key, e.Name, e.Text)
}

// figures says all that is wrong with figures.
func figures(lang string, e graph.WrongFigures) string {
	texts := make([]string, len(e))
	for i, f := range e {
		texts[i] = figure(lang, f)
	}
	return strings.Join(texts, " ")
}
