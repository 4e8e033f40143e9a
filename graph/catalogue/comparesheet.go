package catalogue

import (
	"cmp"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// tableOfComparison has a row for each attribute, each thing that a relation leads to, and each decision: what stands on each side is a
// value, the id of what a relation leads to, or whether the decision is in force.
func tableOfComparison(c Comparison) *question.Table {
	t := question.NewTable("what", "name", "one", "other", "outcome", "unit", "difference", "ratio")
	t.Next = c.Next
	for i := range c.Attributes {
		v := &c.Attributes[i]
		t.Row("attribute", v.Name, plainSide(&v.One), plainSide(&v.Other), v.Outcome, v.Unit, plainShare(v.Difference), plainShare(v.Ratio))
	}
	for i := range c.Relations {
		for _, tie := range c.Relations[i].ties() {
			one, other := tie.ids()
			t.Row("relation", c.Relations[i].Predicate, one, other, tie.Outcome, "", "", "")
		}
	}
	for _, d := range c.Decisions.all() {
		t.Row("decision", d.Decision.ID, standingIn(d.One), standingIn(d.Other), d.Outcome, "", "", "")
	}
	return t
}

func (r *ComparedRelation) ties() []ComparedTie {
	return slices.Concat(r.Both, r.OnlyInOne, r.OnlyInOther)
}

func (d *ComparedDecisions) all() []ComparedDecision {
	return slices.Concat(d.Both, d.OnlyInOne, d.OnlyInOther)
}

// ids are the id of what a relation leads to, on the sides from which it does.
func (t *ComparedTie) ids() (one, other string) {
	if len(t.One) > 0 {
		one = t.Entity.ID
	}
	if len(t.Other) > 0 {
		other = t.Entity.ID
	}
	return one, other
}

// plainSide is what is known of an attribute as a program reads it: numbers in the base unit, else the values as they were written.
func plainSide(v *ComparedValue) string {
	switch {
	case v.NotOfKind:
		return "not of this kind"
	case !v.Known:
		return "unknown"
	case v.Number != nil:
		return plainShare(v.Number)
	}
	var all []string
	for _, c := range v.Claims {
		text := plainValue(c.Value)
		if c.Unit != "" {
			text += " " + c.Unit
		}
		all = appendNew(all, text)
	}
	return strings.Join(all, "; ")
}

// standingIn says whether a decision is in force on a side, or that it does not bear there.
func standingIn(b *BearingView) say.Told {
	if b == nil {
		return say.That("compare.bears-not")
	}
	return force(b.InForce)
}

// printComparison writes the text, and below it what it rests on side by side.
func printComparison(s *question.Sheet, c Comparison) {
	s.Printf("%s\n", c.Text)
	one, other := s.Name(c.One.Entity), s.Name(c.Other.Entity)
	switch {
	case c.One.AsOf == c.Other.AsOf:
	case c.One.Entity.ID == c.Other.Entity.ID:
		one, other = c.One.AsOf, c.Other.AsOf
	default:
		one, other = one+" "+c.One.AsOf, other+" "+c.Other.AsOf
	}
	section := func(heading string, rows [][]string, more ...string) {
		if len(rows) > 0 {
			s.Printf("\n")
			s.Rows(append([]string{strings.ToUpper(heading), one, other}, more...), rows)
		}
	}
	var rows [][]string
	for i := range c.Attributes {
		v := &c.Attributes[i]
		rows = append(rows, []string{v.Label, cut(v.One.Text, shownLetters), cut(v.Other.Text, shownLetters), signed(s, v.Difference), times(s, v.Ratio)})
	}
	section(s.Words("compare.heading.attributes"), rows, s.Words("compare.column.difference"), s.Words("compare.column.ratio"))
	rows = nil
	for i := range c.Relations {
		for _, tie := range c.Relations[i].ties() {
			one, other := tie.ids()
			rows = append(rows, []string{c.Relations[i].Predicate, cmp.Or(one, "-"), cmp.Or(other, "-")})
		}
	}
	section(s.Words("compare.heading.relations"), rows)
	rows = nil
	for _, d := range c.Decisions.all() {
		rows = append(rows, []string{s.Name(d.Decision), standingIn(d.One).In(s.Lang()), standingIn(d.Other).In(s.Lang())})
	}
	section(s.Words("compare.heading.decisions"), rows)
	s.Printf("\n%s\n", c.Notice)
	s.Next(c.Next)
}

// shownLetters is how much of what an attribute says stands at a terminal.
const shownLetters = 60

// signed writes a difference with its sign, nothing if there is none.
func signed(s *question.Sheet, x *float64) string {
	if x == nil {
		return ""
	}
	text := numberOn(s, *x)
	if *x > 0 {
		return "+" + text
	}
	return text
}

func times(s *question.Sheet, x *float64) string {
	if x == nil {
		return ""
	}
	return "× " + numberOn(s, *x)
}

func numberOn(s *question.Sheet, x float64) string {
	return say.Value(nil, s.Lang(), nil, graph.Value{Type: graph.NumberValue, Number: twoDecimals(x)})
}
