package graph

import (
	"slices"
	"strconv"
	"strings"
)

// Figure is a number of an item as a criterion sees it, in the attribute's base unit: claimed by a source, or computed from
// others by the ontology's Computation.
type Figure struct {
	Name       string      `json:"name"`
	Value      float64     `json:"value"`
	Unit       string      `json:"unit,omitempty"`
	Arithmetic string      `json:"arithmetic,omitempty"` // of a computed figure
	Claims     []ClaimView `json:"claims"`               // that give it, or its inputs
}

// figures finds figures of one item among the claims that a mask admits.
type figures struct {
	s      *Snapshot
	item   Node
	mask   *mask
	lang   string
	chosen map[string]int // by attribute: which of the values that sources give, 0 being the best supported
}

// of returns a figure, or nil if no claim gives it and it can't be computed.
func (f *figures) of(name string) *Figure {
	a := f.s.ontology.Attribute(name)
	if a == nil || a.Type != NumberValue {
		return nil
	}
	if given := f.given(name); len(given) > 0 {
		i := min(f.chosen[name], len(given)-1)
		return given[i]
	}
	switch {
	case a.Computed == nil:
		return nil
	case len(a.Computed.Ratio) == 2:
		return f.ratio(a)
	default:
		return f.greatest(a)
	}
}

// claims lists what the item's claims say of an attribute, the best supported first.
func (f *figures) claims(name string) []ClaimView {
	var views []ClaimView
	for _, ref := range f.s.attributesNamed(f.item, name) {
		if f.s.admitsClaim(f.mask, ref) {
			views = append(views, f.s.view(ref, f.lang))
		}
	}
	slices.SortFunc(views, betterSupported)
	return views
}

// given lists the different values that sources give, the best supported first.
func (f *figures) given(name string) []*Figure {
	var given []*Figure
	for _, v := range f.claims(name) {
		number, _ := v.Value.(float64)
		q := f.s.ontology.InBase(Quantity{number, v.Unit})
		i := slices.IndexFunc(given, func(g *Figure) bool { return g.Value == q.Number && g.Unit == q.Unit })
		if i < 0 {
			given = append(given, &Figure{Name: name, Value: q.Number, Unit: q.Unit})
			i = len(given) - 1
		}
		given[i].Claims = append(given[i].Claims, v)
	}
	return given
}

// attributesNamed lists the claims of one attribute about a node.
func (s *Snapshot) attributesNamed(n Node, name string) (refs []claimRef) {
	number := s.number[name]
	for i := s.attrsOf[n]; i < s.attrsOf[n+1]; i++ {
		if s.classes[s.attrs[i].class].predicate == number {
			refs = append(refs, attributeRef(int(i)))
		}
	}
	return refs
}

func (f *figures) ratio(a *Attribute) *Figure {
	over, under := f.of(a.Computed.Ratio[0]), f.of(a.Computed.Ratio[1])
	if over == nil || under == nil || under.Value == 0 {
		return nil
	}
	value := over.Value / under.Value
	return &Figure{Name: a.Name, Value: value, Unit: a.Unit, Claims: joinViews(over.Claims, under.Claims),
		Arithmetic: a.Name + " = " + over.Name + " ÷ " + under.Name + " = " + plain(over.Value) + " ÷ " + withUnit(under) + " = " + plain(value)}
}

func (f *figures) greatest(a *Attribute) *Figure {
	var best *Figure
	for _, p := range a.Computed.Max {
		input := f.of(p.Of)
		if input == nil {
			continue
		}
		if value := input.Value * p.Times; best == nil || value > best.Value {
			best = &Figure{Name: a.Name, Value: value, Unit: a.Unit, Claims: input.Claims,
				Arithmetic: a.Name + " = " + p.Of + " × " + plain(p.Times) + " = " + withUnit(input) + " × " + plain(p.Times) + " = " + plain(value)}
		}
	}
	if best != nil && a.Computed.Note != "" {
		best.Arithmetic += " (" + a.Computed.Note + ")"
	}
	return best
}

// inputs lists the attributes that a figure may be read from: itself, and those that it is computed from.
func (o *Ontology) inputs(name string) []string {
	names := []string{name}
	if a := o.Attribute(name); a != nil && a.Computed != nil {
		for _, input := range a.Computed.Ratio {
			names = append(names, o.inputs(input)...)
		}
		for _, p := range a.Computed.Max {
			names = append(names, o.inputs(p.Of)...)
		}
	}
	return names
}

func joinViews(x, y []ClaimView) []ClaimView {
	joined := slices.Clone(x)
	for _, v := range y {
		if !slices.ContainsFunc(joined, func(w ClaimView) bool { return w.ID == v.ID }) {
			joined = append(joined, v)
		}
	}
	return joined
}

func withUnit(f *Figure) string { return strings.TrimSpace(plain(f.Value) + " " + f.Unit) }

// plain writes a number with at most two decimals.
func plain(x float64) string {
	s := strconv.FormatFloat(x, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
