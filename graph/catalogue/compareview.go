package catalogue

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/compare"
	"chokepoint/graph/control"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

// viewOfCompared counts what was found, and shows a page of each list.
func viewOfCompared(a *question.Asking, x *compared, offset, limit int) Comparison {
	s := a.Facts
	var places [2]*snapshot.Countries
	for i := range x.sides {
		places[i] = a.CountriesOn(x.sides[i].Filter.AsOf)
	}
	side := func(i int) ComparedSide {
		return ComparedSide{a.Called(places[i].Ref(x.sides[i].Node)), x.sides[i].Filter.AsOf.String()}
	}
	c := Comparison{One: side(0), Other: side(1), SameKind: s.Kind(x.sides[0].Node) == s.Kind(x.sides[1].Node),
		Attributes: []ComparedAttribute{}, Relations: []ComparedRelation{},
		Decisions: ComparedDecisions{Both: []ComparedDecision{}, OnlyInOne: []ComparedDecision{}, OnlyInOther: []ComparedDecision{}}}
	c.count(x)
	for i := range pageOf(x.attributes, offset, limit) {
		c.Attributes = append(c.Attributes, viewOfComparedAttribute(a, x, &x.attributes[offset+i]))
	}
	for _, r := range pageOf(x.relations, offset, limit) {
		c.addTie(a, places, &r)
	}
	for _, d := range pageOf(x.decisions, offset, limit) {
		v := ComparedDecision{Decision: a.EntityRef(d.State().Decision), Outcome: d.Outcome, Changed: d.Changed, One: viewOfBearing(a, d.One), Other: viewOfBearing(a, d.Other)}
		list := listOf(d.Outcome, &c.Decisions.Both, &c.Decisions.OnlyInOne, &c.Decisions.OnlyInOther)
		*list = append(*list, v)
	}
	return c
}

func (c *Comparison) count(x *compared) {
	for i := range x.attributes {
		c.Totals.Attributes.add(x.attributes[i].Outcome)
		if x.attributes[i].Of.Type == graph.NumberValue {
			c.Totals.Figures.add(x.attributes[i].Outcome)
		}
	}
	for i := range x.relations {
		c.Totals.Relations.add(x.relations[i].Outcome)
	}
	for i := range x.decisions {
		c.Totals.Decisions.add(x.decisions[i].Outcome)
	}
}

// pageOf is the part of a list from offset on, at most limit long.
func pageOf[T any](list []T, offset, limit int) []T {
	rest := list[min(offset, len(list)):]
	return rest[:min(limit, len(rest))]
}

// listOf is the list for an outcome.
func listOf[T any](o compare.Outcome, both, one, other *T) *T {
	switch o {
	case compare.OnlyOne:
		return one
	case compare.OnlyOther:
		return other
	}
	return both
}

func viewOfComparedAttribute(a *question.Asking, x *compared, at *compare.Attribute) ComparedAttribute {
	v := ComparedAttribute{Name: at.Of.Name, Label: cmp.Or(at.Of.Label.In(a.Lang()), at.Of.Name), Outcome: at.Outcome, Difference: at.Difference, Ratio: at.Ratio,
		One: viewOfKnown(a, at, x.sides[0].Node, &at.One), Other: viewOfKnown(a, at, x.sides[1].Node, &at.Other)}
	v.One.Text, v.Other.Text = textsOf(a, at)
	for _, k := range []*compare.Known{&at.Other, &at.One} {
		if k.Figure != nil {
			v.Unit = k.Figure.Unit
		}
	}
	for _, side := range []*ComparedValue{&v.One, &v.Other} {
		switch {
		case side.NotOfKind:
			side.Text = say.Text(a.Lang(), "compare.none-of-kind")
		case !side.Known:
			side.Text = say.Text(a.Lang(), "compare.unknown")
		}
	}
	return v
}

func viewOfKnown(a *question.Asking, at *compare.Attribute, n snapshot.Node, k *compare.Known) ComparedValue {
	v := ComparedValue{Known: len(k.Values) > 0, Claims: view.Claims(a.Facts, k.Claims, a.Lang())}
	v.NotOfKind = !v.Known && !mayHave(a.Facts, n, at.Of)
	if k.Figure != nil && (!at.Of.Many || len(k.Values) == 1) {
		v.Number, v.Arithmetic = &k.Figure.Value, arithmetic(a.Facts.Ontology(), k.Figure)
	}
	return v
}

// mayHave reports whether things of an entity's kind may have an attribute.
func mayHave(s *snapshot.Snapshot, n snapshot.Node, of *graph.Attribute) bool {
	return len(of.On) == 0 || slices.Contains(of.On, s.Kind(n))
}

// textsOf writes the values of both sides: what is computed is twoDecimals, unless two that differ would look alike.
func textsOf(a *question.Asking, at *compare.Attribute) (one, other string) {
	one, other = textOf(a, at, &at.One, twoDecimals), textOf(a, at, &at.Other, twoDecimals)
	if one == other && at.Outcome == compare.Differs {
		exact := func(x float64) float64 { return x }
		return textOf(a, at, &at.One, exact), textOf(a, at, &at.Other, exact)
	}
	return one, other
}

func textOf(a *question.Asking, at *compare.Attribute, k *compare.Known, round func(float64) float64) string {
	texts := make([]string, len(k.Values))
	for i, v := range k.Values {
		if k.Figure != nil && len(k.Figure.From) > 0 {
			v.Number = round(v.Number)
		}
		texts[i] = say.Value(a.Facts.Ontology(), a.Lang(), at.Of, v.Value)
		var about []string
		if v.Item != snapshot.None {
			about = append(about, say.Bare(a.Lang(), a.NameIn(a.Facts.ID(v.Item))))
		}
		if v.Purpose != "" {
			about = append(about, v.Purpose)
		}
		if len(about) > 0 {
			texts[i] = say.Text(a.Lang(), "compare.limited", texts[i], strings.Join(about, ", "))
		}
	}
	if at.Of.Many {
		return strings.Join(texts, say.Text(a.Lang(), "clauses"))
	}
	if len(texts) < 2 {
		return strings.Join(texts, "")
	}
	return say.Text(a.Lang(), "compare.or", strings.Join(texts[:len(texts)-1], ", "), texts[len(texts)-1])
}

// addTie adds what a relation leads to, which comes in order of relations.
func (c *Comparison) addTie(a *question.Asking, places [2]*snapshot.Countries, r *compare.Relation) {
	name, at := r.Predicate, len(c.Relations)-1
	if of := a.Facts.Ontology().Relation(name); r.Back && of != nil && of.Inverse != "" {
		name = of.Inverse
	}
	if at < 0 || c.Relations[at].Predicate != name || c.Relations[at].Inverse != r.Back {
		c.Relations = append(c.Relations, ComparedRelation{name, r.Back, []ComparedTie{}, []ComparedTie{}, []ComparedTie{}})
		at++
	}
	day := places[0]
	if r.Outcome == compare.OnlyOther {
		day = places[1]
	}
	list := listOf(r.Outcome, &c.Relations[at].Both, &c.Relations[at].OnlyInOne, &c.Relations[at].OnlyInOther)
	*list = append(*list, ComparedTie{a.Called(day.Ref(r.To)), r.Outcome, view.Claims(a.Facts, r.One, a.Lang()), view.Claims(a.Facts, r.Other, a.Lang())})
}

func viewOfBearing(a *question.Asking, b *control.Bearing) *BearingView {
	if b == nil {
		return nil
	}
	return &BearingView{viewOfDecision(a, &b.State), b.Role, b.Derived, view.Claims(a.Facts, b.Because, a.Lang())}
}

// twoDecimals keeps two decimals, of a number below 1 its first two digits: nothing that is known is shown as 0.
func twoDecimals(x float64) float64 {
	format, decimals := byte('f'), 2
	if math.Abs(x) < 1 {
		format, decimals = 'e', 1
	}
	shown, _ := strconv.ParseFloat(strconv.FormatFloat(x, format, decimals, 64), 64)
	return shown
}
