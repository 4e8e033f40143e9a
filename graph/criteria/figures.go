package criteria

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// Figure is a number of an item as a criterion sees it, in the attribute's base unit and not rounded: claimed by a source, or
// computed from others by the ontology's Computation.
type Figure struct {
	Name   string
	Value  float64
	Unit   string
	Claims []snapshot.Ref // that give it, or what it is computed from
	// Confidence is that of the best claim that gives it, and of one that is computed that of the weakest figure behind it; zero if
	// somebody gives it of an item that is not on record.
	Confidence graph.Confidence
	From       []Figure // what it is computed from: one figure and Times, or the two of a ratio; none if claims give it
	Times      float64
}

// Figures are the values of one item among the claims that are admitted, or those that somebody gives of an item that is no
// entity.
type Figures struct {
	s      *snapshot.Snapshot
	item   snapshot.Node // or snapshot.None
	kinds  []string      // of which it is, or may be
	admits func(snapshot.Ref) bool
	known  map[string][]given // by attribute, as they are asked for
	best   map[string]*Figure // by attribute: the figure by the best supported values

	judged map[snapshot.Ref]Judgement // by the claim that states the criterion
}

// given is a value that sources give for an attribute.
type given struct {
	value  any // a float64 in the base unit, a bool or a string
	unit   string
	claims []snapshot.Ref
}

// choice says which of the values that sources give for an attribute is taken, 0 being the best supported, which an empty one takes
// of all.
type choice map[string]int

// Of returns the figures of an item. It is used by one goroutine.
func Of(s *snapshot.Snapshot, item snapshot.Node, admits func(snapshot.Ref) bool) *Figures {
	f := &Figures{s: s, item: item, admits: admits, known: map[string][]given{}, best: map[string]*Figure{},
		judged: map[snapshot.Ref]Judgement{}}
	if item != snapshot.None {
		f.kinds = []string{s.Kind(item)}
	}
	return f
}

// Kinds are those of which the item is, or may be: several if somebody gives figures that things of several kinds have.
func (f *Figures) Kinds() []string { return f.kinds }

// Figure is a number of the item by the best supported values; ok is false if nothing gives it.
func (f *Figures) Figure(name string) (figure Figure, ok bool) {
	if found := f.of(name, nil); found != nil {
		return *found, true
	}
	return figure, false
}

// of returns a figure, or nil if no claim gives it and it can't be computed.
func (f *Figures) of(name string, c choice) *Figure {
	if len(c) > 0 {
		return f.find(name, c)
	}
	figure, ok := f.best[name]
	if !ok {
		figure = f.find(name, nil)
		f.best[name] = figure
	}
	return figure
}

func (f *Figures) find(name string, c choice) *Figure {
	a := f.s.Ontology().Attribute(name)
	if a == nil || a.Type != graph.NumberValue {
		return nil
	}
	if all := f.values(name); len(all) > 0 {
		g := all[c[name]]
		figure := &Figure{Name: name, Value: g.value.(float64), Unit: g.unit, Claims: g.claims}
		if len(g.claims) > 0 {
			figure.Confidence = f.s.Confidence(g.claims[0])
		}
		return figure
	}
	switch {
	case a.Computed == nil:
		return nil
	case len(a.Computed.Ratio) == 2:
		return f.ratio(a, c)
	default:
		return f.greatest(a, c)
	}
}

// value is what a criterion sees of an attribute of any type: a float64, a bool or a string, or nil if nothing gives it.
func (f *Figures) value(name string, c choice) any {
	if figure := f.of(name, c); figure != nil {
		return figure.Value
	}
	if all := f.values(name); len(all) > 0 {
		return all[c[name]].value
	}
	return nil
}

// values lists the different values that sources give for an attribute, the best supported first.
func (f *Figures) values(name string) []given {
	if all, ok := f.known[name]; ok || f.item == snapshot.None {
		return all
	}
	var claims []snapshot.Ref
	for ref := range f.s.AttributesNamed(f.item, name) {
		if f.admits(ref) {
			claims = append(claims, ref)
		}
	}
	slices.SortFunc(claims, f.s.CompareClaims)
	var all []given
	for _, ref := range claims {
		g := f.read(ref)
		i := slices.IndexFunc(all, func(h given) bool { return h.value == g.value && h.unit == g.unit })
		if i < 0 {
			i = len(all)
			all = append(all, g)
		}
		all[i].claims = append(all[i].claims, ref)
	}
	f.known[name] = all
	return all
}

func (f *Figures) read(ref snapshot.Ref) given {
	switch v := f.s.Value(ref); v.Type {
	case graph.NumberValue:
		number, unit := inBase(f.s.Ontology(), graph.Quantity{Number: v.Number, Unit: v.Unit})
		return given{value: number, unit: unit}
	case graph.BoolValue:
		return given{value: v.Bool}
	default:
		return given{value: v.String()}
	}
}

func (f *Figures) ratio(a *graph.Attribute, c choice) *Figure {
	over, under := f.of(a.Computed.Ratio[0], c), f.of(a.Computed.Ratio[1], c)
	if over == nil || under == nil || under.Value == 0 {
		return nil
	}
	claims := slices.Clone(over.Claims)
	for _, ref := range under.Claims {
		if !slices.Contains(claims, ref) {
			claims = append(claims, ref)
		}
	}
	return &Figure{Name: a.Name, Value: quotient(over.Value, under.Value), Unit: a.Unit, Claims: claims, From: []Figure{*over, *under},
		Confidence: min(over.Confidence, under.Confidence)}
}

func (f *Figures) greatest(a *graph.Attribute, c choice) *Figure {
	var best *Figure
	for _, p := range a.Computed.Max {
		input := f.of(p.Of, c)
		if input == nil {
			continue
		}
		if value := product(input.Value, p.Times); best == nil || value > best.Value {
			best = &Figure{Name: a.Name, Value: value, Unit: a.Unit, Claims: input.Claims, From: []Figure{*input}, Times: p.Times,
				Confidence: input.Confidence}
		}
	}
	return best
}

// inputs lists the attributes that a value is read from: itself if claims give it, else those that it is computed from.
func (f *Figures) inputs(name string) []string {
	if len(f.values(name)) > 0 {
		return []string{name}
	}
	var names []string
	for _, of := range computedFrom(f.s.Ontology().Attribute(name)) {
		names = append(names, f.inputs(of)...)
	}
	return names
}

// computedFrom lists the attributes that one is computed from, directly.
func computedFrom(a *graph.Attribute) []string {
	if a == nil || a.Computed == nil {
		return nil
	}
	names := slices.Clone(a.Computed.Ratio)
	for _, p := range a.Computed.Max {
		names = append(names, p.Of)
	}
	return names
}

// computedFromItself returns an attribute whose computation comes back to it, or nothing.
func computedFromItself(o *graph.Ontology) string {
	const open, done = 1, 2
	state := map[string]int{}
	var comesBack func(name string) bool
	comesBack = func(name string) bool {
		if state[name] != 0 {
			return state[name] == open
		}
		state[name] = open
		found := slices.ContainsFunc(computedFrom(o.Attribute(name)), comesBack)
		state[name] = done
		return found
	}
	for _, a := range o.Attributes {
		if comesBack(a.Name) {
			return a.Name
		}
	}
	return ""
}

// inBase converts a quantity to its base unit.
func inBase(o *graph.Ontology, q graph.Quantity) (number float64, unit string) {
	if u := o.Unit(q.Unit); u != nil && u.Base != "" {
		return product(q.Number, u.Factor), u.Base
	}
	return q.Number, q.Unit
}
