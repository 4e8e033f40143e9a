package compare

import (
	"maps"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Attribute is one attribute on both sides.
type Attribute struct {
	Of         *graph.Attribute
	One, Other Known
	Outcome    Outcome
	// Difference is the second figure less the first, Ratio the second over the first: nil where one of the two is unknown, or they
	// are not of one unit, nor about one thing; Ratio also where the first is 0.
	Difference, Ratio *float64
}

// Known is what is known of an attribute on one side.
type Known struct {
	Claims []snapshot.Ref   // that give it, the best supported first; of a computed figure those of what it is computed from
	Values []Value          // that they give, each once and in their order; none: it is unknown
	Figure *criteria.Figure // of a number: by the best supported values
}

// Value is a value, a number in its base unit, and what it is limited to or about.
type Value struct {
	graph.Value
	Item    snapshot.Node
	Purpose string
}

// Attributes compares what is known of the attributes of two sides, in the order of the ontology. Attributes that are known of
// neither are left out. The same means that the same values are given, by whatever sources.
func Attributes(l *limits.Limits, s *snapshot.Snapshot, one, other Side) ([]Attribute, error) {
	p, err := newPair(l, s, one, other)
	if err != nil {
		return nil, err
	}
	var given [2]map[string]Known
	for i := range p.sides {
		if given[i], err = p.attributes(i); err != nil {
			return nil, err
		}
	}
	var all []Attribute
	o := s.Ontology()
	for i := range o.Attributes {
		of := &o.Attributes[i]
		x, y := given[0][of.Name], given[1][of.Name]
		if len(x.Values) > 0 || len(y.Values) > 0 {
			all = append(all, contrast(of, x, y))
		}
	}
	return all, nil
}

// attributes reads what the claims give on one side, and computes the figures that none gives.
func (p *pair) attributes(side int) (map[string]Known, error) {
	s, n, m := p.s, p.sides[side].Node, p.masks[side]
	claims := map[string][]snapshot.Ref{}
	for ref := range s.Attributes(n) {
		if err := p.l.Work(); err != nil {
			return nil, err
		}
		if m.Admits(ref) {
			name := s.PredicateName(ref)
			claims[name] = append(claims[name], ref)
		}
	}
	known := map[string]Known{}
	for name, refs := range claims {
		slices.SortFunc(refs, s.CompareClaims)
		k := Known{Claims: refs}
		for _, ref := range refs {
			v := valueOf(s, ref)
			if !slices.Contains(k.Values, v) {
				k.Values = append(k.Values, v)
			}
		}
		known[name] = k
	}
	figures := criteria.Of(s, n, m.Admits)
	for i := range s.Ontology().Attributes {
		a := &s.Ontology().Attributes[i]
		figure := figures.Best(a.Name)
		if figure == nil {
			continue
		}
		k := known[a.Name]
		if k.Figure = figure; len(k.Values) == 0 {
			k.Claims = figure.Claims
			k.Values = []Value{{graph.Value{Type: graph.NumberValue, Number: figure.Value, Unit: figure.Unit}, snapshot.None, ""}}
		}
		known[a.Name] = k
	}
	return known, nil
}

func contrast(of *graph.Attribute, one, other Known) Attribute {
	a := Attribute{Of: of, One: one, Other: other, Outcome: outcomeOf(len(one.Values) > 0, len(other.Values) > 0, sameValues(one.Values, other.Values))}
	if !commensurable(of, &one, &other) {
		return a
	}
	x, y := one.Figure.Value, other.Figure.Value
	difference := criteria.Difference(y, x)
	a.Difference = &difference
	if x != 0 {
		ratio := criteria.Ratio(y, x)
		a.Ratio = &ratio
	}
	return a
}

// sameValues reports whether two lists have the same values, in any order.
func sameValues(x, y []Value) bool {
	set := func(list []Value) map[Value]bool {
		m := make(map[Value]bool, len(list))
		for _, v := range list {
			m[v] = true
		}
		return m
	}
	return maps.Equal(set(x), set(y))
}

// commensurable reports whether the figures of two sides are of one unit and about one thing. Where several values may hold at
// once, no one of them is the figure.
func commensurable(of *graph.Attribute, one, other *Known) bool {
	if one.Figure == nil || other.Figure == nil || one.Figure.Unit != other.Figure.Unit || of.Many && (len(one.Values) > 1 || len(other.Values) > 1) {
		return false
	}
	x, y := one.Values[0], other.Values[0]
	return x.Item == y.Item && x.Purpose == y.Purpose
}

func valueOf(s *snapshot.Snapshot, ref snapshot.Ref) Value {
	return Value{criteria.InBase(s.Ontology(), s.Value(ref)), s.Item(ref), s.Purpose(ref)}
}
