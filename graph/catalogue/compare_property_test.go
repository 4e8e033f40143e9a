package catalogue_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/compare"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// Entities that are compared, and the days on which.
var (
	comparedThings = []graph.Entity{{ID: "a", Kind: "chip", Name: "Zeta"}, {ID: "b", Kind: "chip", Name: "alpha"}, {ID: "c", Kind: "firm", Name: "Firm"},
		{ID: "l", Kind: "law", Name: "Law"}, {ID: "m", Kind: "law", Name: "a law"}}
	comparedDays = []string{"2023-06-01", "2025-01-01", "2026-01-15"}
)

func compareOntology(t interface{ Fatal(...any) }) *graph.Ontology {
	o := &graph.Ontology{
		Kinds: []graph.Kind{{Name: "chip"}, {Name: "firm"}, {Name: "law"}},
		Units: []graph.Unit{{Name: "m"}, {Name: "km", Base: "m", Factor: 1000}},
		Attributes: []graph.Attribute{{Name: "status", Type: graph.TermValue, Terms: []string{"in-force", "over"}}, {Name: "effect", Type: graph.TextValue, Limited: true},
			{Name: "length", On: []string{"chip"}, Type: graph.NumberValue, Unit: "m"}, {Name: "weight", Type: graph.NumberValue}, {Name: "sold", Type: graph.NumberValue, Many: true},
			{Name: "density", Type: graph.NumberValue, Computed: &graph.Computation{Ratio: []string{"weight", "length"}}},
			{Name: "motto", Type: graph.TextValue}, {Name: "born", Type: graph.DateValue}},
		Relations: []graph.Relation{{Name: "uses", Inverse: "used_by", Channel: "supply"}, {Name: "likes"}, {Name: "covers", Inverse: "covered_by"}},
		Binding:   graph.Binding{Kind: "law", Attribute: "status", InForce: []string{"in-force"}, Effect: "effect", Covers: "covers"},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

// drawValues draws claims about a few things: what one attribute or relation says of them is often the same.
func drawValues(t *rapid.T, o *graph.Ontology) []graph.Assertion {
	draw := func(label string, n int) int { return rapid.IntRange(0, n-1).Draw(t, label) }
	var all []graph.Assertion
	seen := map[uuid.UUID]bool{}
	for range 10 + draw("claims", 60) {
		a := graph.Assertion{Dataset: "d", Claim: graph.Claim{Subject: comparedThings[draw("subject", len(comparedThings))].ID, Share: graph.NoShare, Valid: graph.Always,
			Confidence: graph.Confidence(1 + draw("confidence", 5)), Sources: []graph.Citation{{Source: "s0"}, {Source: "s1"}}[:1+draw("sources", 2)]}}
		if p := draw("predicate", len(o.Attributes)+len(o.Relations)+2) - len(o.Attributes); p < 0 {
			at := o.Attributes[p+len(o.Attributes)]
			a.Predicate, a.Value.Type = at.Name, at.Type
			switch at.Type {
			case graph.NumberValue:
				a.Value.Number = []float64{0, 1, 2, 1000, 2000}[draw("number", 5)]
				if at.Unit == "m" {
					a.Value.Unit = []string{"m", "km"}[draw("unit", 2)]
				}
				if at.Many {
					a.Purpose = []string{"", "abroad"}[draw("purpose", 2)]
				}
			case graph.DateValue:
				a.Value.Date, _ = graph.ParseDate([]string{"2020", "2020-05"}[draw("date", 2)])
			default:
				a.Value.Text = []string{"in-force", "over"}[draw("text", 2)]
				if at.Limited {
					a.Item = []string{"", "a", "b"}[draw("for", 3)]
				}
			}
		} else {
			a.Predicate, a.Object = o.Relations[min(p, len(o.Relations)-1)].Name, comparedThings[draw("object", len(comparedThings))].ID
			a.Share = []graph.Share{graph.NoShare, graph.ShareOf(0.5), graph.ShareOf(0.25)}[draw("share", 3)]
		}
		if from := draw("from", 3); from > 0 {
			a.Valid.From, _ = graph.ParseDate([]string{"", "2024", "2026"}[from])
		}
		if draw("ends", 4) == 0 {
			a.Valid.To, _ = graph.ParseDate("2025")
		}
		if !seen[a.ID()] && !a.Valid.Empty() {
			seen[a.ID()] = true
			all = append(all, a)
		}
	}
	return all
}

func compileValues(t rapid.TB, o *graph.Ontology, all []graph.Assertion) *snapshot.Snapshot {
	return compileDrawn(t, o, comparedThings, []string{"s0", "s1"}, all)
}

// held are the claims about an entity that hold on a day, the best supported first.
func held(all []graph.Assertion, id, day string, least graph.Confidence) (claims []graph.Claim) {
	d, _ := graph.ParseDay(day)
	for _, a := range all {
		if (a.Subject == id || a.Object == id) && a.Valid.Contains(d) && a.Confidence >= least {
			claims = append(claims, a.Claim)
		}
	}
	slices.SortFunc(claims, func(x, y graph.Claim) int {
		return cmp.Or(-cmp.Compare(x.Confidence, y.Confidence), -cmp.Compare(len(x.Sources), len(y.Sources)),
			-cmp.Compare(x.Valid.From.String(), y.Valid.From.String()), cmp.Compare(x.ID().String(), y.ID().String()))
	})
	return claims
}

// seen is what an entity is on a day, written without regard to speed: for each attribute the values, for each relation and
// what it leads to the terms, and for each attribute the best number.
func seen(o *graph.Ontology, claims []graph.Claim, id string) (sets map[string]map[string]bool, numbers map[string]float64) {
	sets, numbers = map[string]map[string]bool{}, map[string]float64{}
	put := func(key, said string) {
		if sets[key] == nil {
			sets[key] = map[string]bool{}
		}
		sets[key][said] = true
	}
	for _, c := range claims {
		if c.Object != "" {
			name, to := c.Predicate, c.Object
			if c.Subject != id {
				if to = c.Subject; o.Relation(name).Inverse != "" {
					name = o.Relation(name).Inverse
				} else {
					name = "inverse " + name
				}
			}
			put("relation "+name+" "+to, c.Share.String())
			continue
		}
		value := c.Value
		if value.Unit == "km" {
			value.Number, value.Unit = value.Number*1000, "m"
		}
		put("attribute "+c.Predicate, value.String()+" "+c.Item+" "+c.Purpose)
		if _, better := numbers[c.Predicate]; value.Type == graph.NumberValue && !better {
			numbers[c.Predicate] = value.Number
		}
	}
	weight, w := numbers["weight"]
	if length, l := numbers["length"]; w && l && length != 0 && sets["attribute density"] == nil {
		numbers["density"] = decimally(weight, length, (*big.Rat).Quo)
		put("attribute density", strconv.FormatFloat(numbers["density"], 'f', -1, 64)+"  ")
	}
	return sets, numbers
}

// contrasted is the outcome of each attribute, and of each thing that a relation leads to, with the numbers of both sides.
func contrasted(o *graph.Ontology, all []graph.Assertion, one, day, other, with string, least graph.Confidence) map[string]string {
	x, m := seen(o, held(all, one, day, least), one)
	y, n := seen(o, held(all, other, with, least), other)
	lines := map[string]string{}
	for _, key := range slices.Concat(slices.Collect(maps.Keys(x)), slices.Collect(maps.Keys(y))) {
		outcome := "differs"
		switch {
		case y[key] == nil:
			outcome = "only-in-one"
		case x[key] == nil:
			outcome = "only-in-other"
		case maps.Equal(x[key], y[key]):
			outcome = "same"
		}
		lines[key] = outcome
		if a := o.Attribute(key[min(len("attribute "), len(key)):]); a != nil && a.Type == graph.NumberValue {
			single := func(numbers map[string]float64, set map[string]bool) string {
				if number, ok := numbers[a.Name]; ok && (!a.Many || len(set) == 1) {
					return strconv.FormatFloat(number, 'f', -1, 64)
				}
				return ""
			}
			lines[key] += " [" + single(m, x[key]) + "] [" + single(n, y[key]) + "]"
		}
	}
	return lines
}

// linesOf are the lines of an answer, as contrasted writes them, and how many there are of each outcome.
func linesOf(c *catalogue.Comparison) (lines map[string]string, counts map[string]int) {
	lines, counts = map[string]string{}, map[string]int{}
	for _, a := range c.Attributes {
		line := string(a.Outcome)
		if a.Name == "length" || a.Name == "weight" || a.Name == "sold" || a.Name == "density" {
			line += " [" + plainNumber(a.One.Number) + "] [" + plainNumber(a.Other.Number) + "]"
		}
		lines["attribute "+a.Name] = line
		counts["attributes "+string(a.Outcome)]++
	}
	for _, r := range c.Relations {
		name := r.Predicate
		if r.Inverse && name == "likes" {
			name = "inverse " + name
		}
		for _, tie := range slices.Concat(r.Both, r.OnlyInOne, r.OnlyInOther) {
			lines["relation "+name+" "+tie.Entity.ID] = string(tie.Outcome)
			counts["relations "+string(tie.Outcome)]++
		}
	}
	for _, d := range slices.Concat(c.Decisions.Both, c.Decisions.OnlyInOne, c.Decisions.OnlyInOther) {
		lines["decision "+d.Decision.ID] = fmt.Sprint(d.Outcome, d.Changed)
		counts["decisions "+string(d.Outcome)]++
	}
	return lines, counts
}

// decimally applies an operation to the decimal numbers that two read as.
func decimally(x, y float64, apply func(z, x, y *big.Rat) *big.Rat) float64 {
	rat := func(x float64) *big.Rat {
		r, _ := new(big.Rat).SetString(strconv.FormatFloat(x, 'g', -1, 64))
		return r
	}
	result, _ := apply(new(big.Rat), rat(x), rat(y)).Float64()
	return result
}

func plainNumber(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

// decided adds the decisions to lines, as the question about decisions lists them.
func decided(t *rapid.T, s *snapshot.Snapshot, lines map[string]string, one, day, other, with string, least graph.Confidence) {
	list := func(id, day string) map[string]catalogue.BearingView {
		d, _ := graph.ParseDay(day)
		found := map[string]catalogue.BearingView{}
		for _, r := range mustAsk[catalogue.Decisions](t, s, "decisions", valuesOf(graph.Filter{AsOf: d, MinConfidence: least}, "ref", id)).Results {
			found[r.Decision.ID] = r
		}
		return found
	}
	terms := func(d *catalogue.DecisionView) (status, effects map[string]bool) {
		status, effects = map[string]bool{}, map[string]bool{}
		for _, v := range d.Status {
			status[fmt.Sprint(v.Value)] = true
		}
		for _, v := range d.Effects {
			effects[fmt.Sprint(v.Value, v.For)] = true
		}
		return status, effects
	}
	x, y := list(one, day), list(other, with)
	for id, b := range x {
		if _, both := y[id]; !both {
			lines["decision "+id] = fmt.Sprint(compare.OnlyOne, []compare.Aspect(nil))
			continue
		}
		c := y[id]
		var changed []compare.Aspect
		s1, e1 := terms(&b.DecisionView)
		s2, e2 := terms(&c.DecisionView)
		if in, then := b.InForce, c.InForce; !maps.Equal(s1, s2) || (in == nil) != (then == nil) || in != nil && *in != *then {
			changed = append(changed, compare.Standing)
		}
		if !maps.Equal(e1, e2) {
			changed = append(changed, compare.Effects)
		}
		if others := func(d *catalogue.DecisionView) map[string]bool {
			all := map[string]bool{}
			for _, v := range d.Other {
				value := fmt.Sprint(v.Value, " ", v.Unit)
				if number, ok := v.Value.(float64); ok && v.Unit == "km" {
					value = fmt.Sprint(number*1000, " m")
				}
				all[fmt.Sprint(v.Predicate, value, v.Purpose)] = true
			}
			return all
		}; !maps.Equal(others(&b.DecisionView), others(&c.DecisionView)) {
			changed = append(changed, compare.Other)
		}
		outcome := compare.Same
		if len(changed) > 0 {
			outcome = compare.Differs
		}
		lines["decision "+id] = fmt.Sprint(outcome, changed)
	}
	for id := range y {
		if _, both := x[id]; !both {
			lines["decision "+id] = fmt.Sprint(compare.OnlyOther, []compare.Aspect(nil))
		}
	}
}

// compared asks for a comparison, all pages of it put together.
func compared(t rapid.TB, s *snapshot.Snapshot, one, day, other, with string, least graph.Confidence, limit int) (all catalogue.Comparison) {
	for next := ""; ; {
		v := question.Values{"one": {one}, "other": {other}, "as_of": {day}, "with": {with}, "limit": {fmt.Sprint(limit)}}
		if least > 0 {
			v["min_confidence"] = []string{least.String()}
		}
		if next != "" {
			v["cursor"] = []string{next}
		}
		c := mustAsk[catalogue.Comparison](t, s, "compare", v)
		if next == "" {
			all = c
		} else {
			all.Attributes, all.Relations = append(all.Attributes, c.Attributes...), append(all.Relations, c.Relations...)
			all.Decisions.Both = append(all.Decisions.Both, c.Decisions.Both...)
			all.Decisions.OnlyInOne, all.Decisions.OnlyInOther = append(all.Decisions.OnlyInOne, c.Decisions.OnlyInOne...), append(all.Decisions.OnlyInOther, c.Decisions.OnlyInOther...)
		}
		if next = c.Next; next == "" {
			return all
		}
	}
}

func TestComparisonsAgreeWithSets(t *testing.T) {
	o := compareOntology(t)
	rapid.Check(t, func(t *rapid.T) {
		all := drawValues(t, o)
		s := compileValues(t, o, all)
		id := func(label string) string { return rapid.SampledFrom(comparedThings).Draw(t, label).ID }
		one, other := id("one"), id("other")
		if rapid.Bool().Draw(t, "one on two days") {
			other = one
		}
		day, with := rapid.SampledFrom(comparedDays).Draw(t, "day"), rapid.SampledFrom(comparedDays).Draw(t, "with")
		least := graph.Confidence(rapid.SampledFrom([]int{0, 0, 3}).Draw(t, "least"))

		c := compared(t, s, one, day, other, with, least, rapid.IntRange(1, 9).Draw(t, "limit"))
		want := contrasted(o, all, one, day, other, with, least)
		decided(t, s, want, one, day, other, with, least)
		got, counts := linesOf(&c)
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Fatalf("%s on %s, %s on %s (-want +got):\n%s", one, day, other, with, diff)
		}
		for what, n := range map[string]catalogue.ComparedCounts{"attributes": c.Totals.Attributes, "relations": c.Totals.Relations, "decisions": c.Totals.Decisions} {
			have := catalogue.ComparedCounts{Same: counts[what+" same"], Differ: counts[what+" differs"], OnlyInOne: counts[what+" only-in-one"], OnlyInOther: counts[what+" only-in-other"]}
			if have != n {
				t.Errorf("%s: %+v are listed, %+v are counted", what, have, n)
			}
		}
		for _, a := range c.Attributes {
			x, y := a.One.Number, a.Other.Number
			if a.Difference != nil && *a.Difference != decimally(*y, *x, (*big.Rat).Sub) || a.Ratio != nil && *a.Ratio != decimally(*y, *x, (*big.Rat).Quo) {
				t.Errorf("%+v: the difference or the ratio is wrong", a)
			}
			if a.Difference == nil && x != nil && y != nil && a.Name != "sold" || (x == nil || y == nil) && (a.Difference != nil || a.Ratio != nil) {
				t.Errorf("%+v: whether there is a difference is wrong", a)
			}
		}
	})
}

// What stands beside itself on one day has no difference.
func TestNothingDiffersFromItself(t *testing.T) {
	o := compareOntology(t)
	rapid.Check(t, func(t *rapid.T) {
		s := compileValues(t, o, drawValues(t, o))
		of := rapid.SampledFrom(comparedThings).Draw(t, "of").ID
		c := compared(t, s, of, "2026-01-15", of, "2026-01-15", 0, 100)
		for _, n := range []catalogue.ComparedCounts{c.Totals.Figures, c.Totals.Attributes, c.Totals.Relations, c.Totals.Decisions} {
			if n != (catalogue.ComparedCounts{Same: n.Same}) {
				t.Fatalf("%s differs from itself: %+v", of, c)
			}
		}
		for _, a := range c.Attributes {
			if a.Difference != nil && *a.Difference != 0 || a.Ratio != nil && *a.Ratio != 1 {
				t.Errorf("%+v", a)
			}
		}
	})
}
