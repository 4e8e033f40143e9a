package catalogue_test

import (
	"math/big"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph/catalogue"
	"chokepoint/graph/compare"
)

// The other way round everything is the same with the sides exchanged.
func TestComparisonsMirror(t *testing.T) {
	o := compareOntology(t)
	rapid.Check(t, func(t *rapid.T) {
		s := compileValues(t, o, drawValues(t, o))
		one, other := rapid.SampledFrom(comparedThings).Draw(t, "one").ID, rapid.SampledFrom(comparedThings).Draw(t, "other").ID
		day, with := rapid.SampledFrom(comparedDays).Draw(t, "day"), rapid.SampledFrom(comparedDays).Draw(t, "with")
		c, back := compared(t, s, one, day, other, with, 0, 100), compared(t, s, other, with, one, day, 0, 100)
		back.Text, c.Text = "", ""
		if diff := gocmp.Diff(mirrored(c), back); diff != "" {
			t.Errorf("%s on %s, %s on %s (-want +got):\n%s", one, day, other, with, diff)
		}
	})
}

func mirrored(c catalogue.Comparison) catalogue.Comparison {
	outcome := map[compare.Outcome]compare.Outcome{compare.Same: compare.Same, compare.Differs: compare.Differs, compare.OnlyOne: compare.OnlyOther, compare.OnlyOther: compare.OnlyOne}
	c.One, c.Other = c.Other, c.One
	for _, n := range []*catalogue.ComparedCounts{&c.Totals.Figures, &c.Totals.Attributes, &c.Totals.Relations, &c.Totals.Decisions} {
		n.OnlyInOne, n.OnlyInOther = n.OnlyInOther, n.OnlyInOne
	}
	for i := range c.Attributes {
		a := &c.Attributes[i]
		a.One, a.Other, a.Outcome = a.Other, a.One, outcome[a.Outcome]
		if a.Difference != nil {
			difference := 0 - *a.Difference
			a.Difference = &difference
		}
		a.Ratio = nil
		if a.Difference != nil && *a.One.Number != 0 {
			r := decimally(*a.Other.Number, *a.One.Number, (*big.Rat).Quo)
			a.Ratio = &r
		}
	}
	for i := range c.Relations {
		r := &c.Relations[i]
		r.OnlyInOne, r.OnlyInOther = r.OnlyInOther, r.OnlyInOne
		for _, ties := range [][]catalogue.ComparedTie{r.Both, r.OnlyInOne, r.OnlyInOther} {
			for j := range ties {
				ties[j].One, ties[j].Other, ties[j].Outcome = ties[j].Other, ties[j].One, outcome[ties[j].Outcome]
			}
		}
	}
	d := &c.Decisions
	d.OnlyInOne, d.OnlyInOther = d.OnlyInOther, d.OnlyInOne
	for _, list := range [][]catalogue.ComparedDecision{d.Both, d.OnlyInOne, d.OnlyInOther} {
		for j := range list {
			list[j].One, list[j].Other, list[j].Outcome = list[j].Other, list[j].One, outcome[list[j].Outcome]
		}
	}
	return c
}
