package say

import (
	"cmp"
	"strconv"
	"strings"

	"golang.org/x/text/number"

	"chokepoint/graph"
)

// valueOf writes the value of an attribute as sentences of a language have it, and lets it agree with its subject: numbers with
// marks between their thousands and with their unit, days in words, terms by their labels in the ontology.
func valueOf(o *graph.Ontology, lang string, a *graph.Attribute, v graph.Value, of noun) string {
	switch v.Type {
	case graph.NumberValue:
		return amount(o, lang, graph.Quantity{Number: v.Number, Unit: v.Unit})
	case graph.DateValue:
		return onDate(lang, v.Date)
	case graph.BoolValue:
		if v.Bool {
			return Text(lang, "yes")
		}
		return Text(lang, "no")
	case graph.TermValue:
		return termOf(lang, a, v.Text, of)
	}
	return v.Text
}

// Value writes the value of an attribute as it stands alone, in a list or beside another: a day without a word before it.
func Value(o *graph.Ontology, lang string, a *graph.Attribute, v graph.Value) string {
	if v.Type == graph.DateValue {
		return Date(lang, v.Date)
	}
	return valueOf(o, lang, a, v, noun{})
}

// Term is what a term of an attribute is called in a language.
func Term(lang string, a *graph.Attribute, term string) string { return termOf(lang, a, term, noun{}) }

func termOf(lang string, a *graph.Attribute, term string, of noun) string {
	if a == nil {
		return strings.ReplaceAll(term, "-", " ")
	}
	return agreeing(cmp.Or(a.TermLabels[term].In(lang), strings.ReplaceAll(term, "-", " ")), of)
}

// agreeing lets the forms between braces in a text agree with a noun.
func agreeing(text string, of noun) string {
	for {
		before, rest, ok := strings.Cut(text, "{")
		forms, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			return text
		}
		text = before + of.agree(forms) + after
	}
}

// amount writes a quantity, with marks between the thousands.
func amount(o *graph.Ontology, lang string, q graph.Quantity) string {
	n := grouped(lang, q.Number)
	if q.Unit == "" {
		return n
	}
	if u := o.Unit(q.Unit); u != nil {
		if format := u.Format.In(lang); format != "" {
			return strings.Replace(format, "{}", n, 1)
		}
	}
	if lang == "fr" {
		return n + noBreak + q.Unit
	}
	return n + " " + q.Unit
}

// noBreak is a space at which no line ends.
const noBreak = "\u00a0"

// grouped writes a number with marks between its thousands.
func grouped(lang string, x float64) string {
	p := printers[lang]
	if p == nil {
		p = printers["en"]
	}
	return p.Sprint(number.Decimal(x, number.MaxFractionDigits(9)))
}

// onDate says when something is, with the word that stands before a date of its precision: on 1 March 2025, in March 2025, in
// 2025.
func onDate(lang string, d graph.Date) string {
	switch text := d.String(); len(text) {
	case len("2006"):
		return Text(lang, "in year", text)
	case len("2006-01"):
		return Text(lang, "in month", Date(lang, d))
	case 0:
		return ""
	}
	return Text(lang, "on day", Date(lang, d))
}

// forDate is a date as what is planned is planned for it.
func forDate(lang string, d graph.Date) string {
	if len(d.String()) == len("2006-01-02") {
		return Text(lang, "for day", Date(lang, d))
	}
	return Text(lang, "for month", Date(lang, d))
}

// during says over what time a measurement was made, with a space before it: in 2025, from 2024 to 2026. It is empty if that is not
// known.
func during(lang string, valid graph.Interval) string {
	switch from, to := valid.From, valid.To; {
	case !from.Bounded():
		return ""
	case !to.Bounded() || spansOne(from, to):
		return " " + onDate(lang, from)
	default:
		return " " + Text(lang, "from to", Date(lang, from), Date(lang, to))
	}
}

// spansOne reports whether an interval is the year, the month or the day of its first date.
func spansOne(from, to graph.Date) bool {
	at := from.Day().Time()
	switch len(from.String()) {
	case len("2006"):
		at = at.AddDate(1, 0, 0)
	case len("2006-01"):
		at = at.AddDate(0, 1, 0)
	default:
		at = at.AddDate(0, 0, 1)
	}
	return graph.DayOf(at) == to.Day()
}

// DateNoun writes a date as a noun, to which a preposition may stand: the first of March, March, the year.
func DateNoun(lang string, d graph.Date) string {
	if len(d.String()) < len("2006-01-02") {
		return Date(lang, d)
	}
	return Text(lang, "day noun", Date(lang, d))
}

// Date writes a date in words.
func Date(lang string, d graph.Date) string {
	text := d.String()
	if len(text) < len("2006-01") {
		return text
	}
	at := d.Day().Time()
	month := Text(lang, "month "+strconv.Itoa(int(at.Month())))
	switch {
	case len(text) == len("2006-01"):
		return month + " " + text[:4]
	case at.Day() == 1:
		return Text(lang, "first day", month, text[:4])
	}
	return strconv.Itoa(at.Day()) + " " + month + " " + text[:4]
}
