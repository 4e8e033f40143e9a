package criteria

import (
	"cmp"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/fold"
	"chokepoint/graph/names"
	"chokepoint/graph/snapshot"
)

// Given is a figure that somebody gives of an item: the name of an attribute, and its value as a curator writes it.
type Given struct{ Name, Text string }

// OfFigures returns the figures of an item that is no entity, as somebody gives them; no claims stand behind them. What can be
// computed from them is. A number without a unit is in the base unit of its attribute, and a text that is written in the facts in
// another way (NVIDIA) counts as written there (Nvidia), since criteria compare letter by letter.
//
// The item is of the kind, or of an empty one of any kind of item that has all the attributes: see Kinds. The error is a
// graph.WrongFigures, or a *graph.UnknownTerm if there is no such kind of item.
func OfFigures(s *snapshot.Snapshot, kind string, figures []Given) (*Figures, error) {
	x := &reading{s: s, o: s.Ontology()}
	for _, k := range x.o.Kinds {
		if k.Item {
			x.items = append(x.items, k.Name)
		}
	}
	f := Of(s, snapshot.None, nil)
	f.kinds = x.items
	if kind != "" {
		if f.kinds = []string{kind}; !slices.Contains(x.items, kind) {
			return nil, &graph.UnknownTerm{What: "kind", Name: kind, Known: x.items}
		}
	}
	if len(figures) == 0 {
		x.fault(graph.WrongFigure{Fault: graph.FigureMissing})
	}
	for _, g := range figures {
		g.Name, g.Text = strings.TrimSpace(g.Name), strings.TrimSpace(g.Text)
		a := x.attribute(g.Name)
		if a == nil {
			continue
		}
		f.kinds = x.narrow(f.kinds, a)
		if _, twice := f.known[a.Name]; twice {
			x.fault(graph.WrongFigure{Name: a.Name, Text: g.Text, Fault: graph.FigureTwice})
			continue
		}
		f.known[a.Name] = []given{x.value(a, g.Text)}
	}
	if len(x.wrong) > 0 {
		return nil, x.wrong
	}
	return f, nil
}

// reading reads what somebody gives, and notes all that is wrong with it.
type reading struct {
	s     *snapshot.Snapshot
	o     *graph.Ontology
	items []string // kinds
	wrong graph.WrongFigures
}

func (x *reading) fault(w graph.WrongFigure) { x.wrong = append(x.wrong, &w) }

// attribute returns an attribute of items, or nil if there is none of a name.
func (x *reading) attribute(name string) *graph.Attribute {
	a := x.o.Attribute(name)
	switch {
	case a != nil && len(x.having(x.items, a)) > 0:
		return a
	case a != nil:
		x.fault(graph.WrongFigure{Name: name, Fault: graph.FigureElsewhere, Known: a.On})
		return nil
	}
	var known []string
	for i := range x.o.Attributes {
		if a := &x.o.Attributes[i]; len(a.On) > 0 && len(x.having(x.items, a)) > 0 {
			known = append(known, a.Name)
		}
	}
	x.fault(graph.WrongFigure{Name: name, Fault: graph.FigureUnknown, Near: near(name, known), Known: known})
	return nil
}

// having keeps the kinds that have an attribute.
func (x *reading) having(kinds []string, a *graph.Attribute) []string {
	if len(a.On) == 0 {
		return kinds
	}
	return slices.DeleteFunc(slices.Clone(kinds), func(kind string) bool { return !slices.Contains(a.On, kind) })
}

// narrow keeps of the kinds that the item may be those that have an attribute. Where none has, they stay, so that what follows is
// read as if the attribute had not been given.
func (x *reading) narrow(kinds []string, a *graph.Attribute) []string {
	if left := x.having(kinds, a); len(left) > 0 {
		return left
	}
	x.fault(graph.WrongFigure{Name: a.Name, Fault: graph.FigureApart, Known: a.On})
	return kinds
}

// value reads the value of an attribute.
func (x *reading) value(a *graph.Attribute, text string) given {
	wrong := graph.WrongFigure{Name: a.Name, Text: text}
	if text == "" {
		wrong.Fault = graph.FigureEmpty
		x.fault(wrong)
		return given{}
	}
	v, err := graph.ParseValue(a.Type, text)
	switch {
	case a.Type == graph.NumberValue:
		return x.number(a, text, v, err)
	case a.Type == graph.BoolValue && err == nil:
		return given{value: v.Bool}
	case a.Type == graph.BoolValue:
		wrong.Fault = graph.FigureBool
	case a.Type == graph.DateValue && err != nil:
		wrong.Fault = graph.FigureDate
	case a.Type == graph.TermValue && !slices.Contains(a.Terms, text):
		wrong.Fault, wrong.Near, wrong.Known = graph.FigureTerm, near(text, a.Terms), a.Terms
	case a.Type == graph.TextValue:
		return given{value: cmp.Or(spellingsOf(x.s, a)[fold.Name(text)], text)}
	default:
		return given{value: v.String()}
	}
	x.fault(wrong)
	return given{}
}

// number takes a quantity in the base unit of its attribute, or in one that converts to it.
func (x *reading) number(a *graph.Attribute, text string, v graph.Value, err error) given {
	wrong := graph.WrongFigure{Name: a.Name, Text: text, Unit: v.Unit, Known: x.unitsOf(a)}
	number, unit := inBase(x.o, graph.Quantity{Number: v.Number, Unit: v.Unit})
	switch {
	case err != nil:
		wrong.Fault = graph.FigureNoNumber
	case v.Number < 0:
		wrong.Fault = graph.FigureNegative
	case v.Unit != "" && a.Unit == "":
		wrong.Fault = graph.FigureUnitless
	case v.Unit != "" && !slices.Contains(wrong.Known, v.Unit):
		wrong.Fault = graph.FigureUnit
	case v.Unit == "" && a.Unit != graph.AnyUnit:
		return given{value: v.Number, unit: a.Unit}
	default:
		return given{value: number, unit: unit}
	}
	x.fault(wrong)
	return given{}
}

// unitsOf are the units that an attribute's numbers may have, the base unit first.
func (x *reading) unitsOf(a *graph.Attribute) (units []string) {
	switch a.Unit {
	case "":
	case graph.AnyUnit:
		for i := range x.o.Units {
			units = append(units, x.o.Units[i].Name)
		}
	default:
		units = append(units, a.Unit)
		for i := range x.o.Units {
			if x.o.Units[i].Base == a.Unit {
				units = append(units, x.o.Units[i].Name)
			}
		}
	}
	return units
}

// most is how many words are suggested for one that is not known.
const most = 3

// near lists the known words that may have been meant, the likeliest first: those a few letters apart, as a whole or in one of
// their parts.
func near(unknown string, known []string) []string {
	unknown = fold.Name(unknown)
	few := max(1, len(unknown)/3)
	type like struct {
		word     string
		distance int
	}
	var found []like
	for _, word := range known {
		folded := fold.Name(word)
		distance := names.EditDistance(unknown, folded)
		for _, part := range strings.Fields(folded) {
			distance = min(distance, names.EditDistance(unknown, part)+1) // what is like the whole comes first
		}
		if distance <= few+1 {
			found = append(found, like{word, distance})
		}
	}
	slices.SortStableFunc(found, func(x, y like) int { return cmp.Compare(x.distance, y.distance) })
	var words []string
	for _, f := range found[:min(most, len(found))] {
		words = append(words, f.word)
	}
	return words
}

type spellingsKey struct{ attribute string }

// spellingsOf gives how claims write the texts of an attribute, by what the text is compared by; of several ways that of the first
// entity.
func spellingsOf(s *snapshot.Snapshot, attribute *graph.Attribute) map[string]string {
	return snapshot.Memo(s, spellingsKey{attribute.Name}, func() map[string]string {
		written := map[string]string{}
		for n := range s.OfKinds(attribute.On) {
			for ref := range s.AttributesNamed(n, attribute.Name) {
				text := s.Value(ref).Text
				if key := fold.Name(text); written[key] == "" {
					written[key] = text
				}
			}
		}
		return written
	})
}
