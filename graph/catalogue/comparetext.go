package catalogue

import (
	"cmp"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/compare"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

// comparing puts a comparison into words.
type comparing struct {
	*question.Asking
	*compared
	c *Comparison
}

// sayCompared says in which figures the sides differ and what is unknown of one, what else differs, and which decisions bear on one
// only or stand otherwise.
func sayCompared(a *question.Asking, x *compared, c *Comparison) string {
	w := &comparing{a, x, c}
	return w.figures() + w.kinds() + w.unknowns() + w.otherwise() + w.ties() + w.rulings()
}

// overDays reports whether the sides are one entity on two days.
func (w *comparing) overDays() bool {
	return w.sides[0].Node == w.sides[1].Node && w.sides[0].Filter.AsOf != w.sides[1].Filter.AsOf
}

func (w *comparing) name(i int) string { return w.NameIn(w.Facts.ID(w.sides[i].Node)) }

func (w *comparing) day(i int) string {
	return say.Date(w.Lang(), graph.DateOf(w.sides[i].Filter.AsOf))
}

// side is a side by what tells it from the other: its day, its entity, or both.
func (w *comparing) side(i int) string {
	switch {
	case w.overDays():
		return w.day(i)
	case w.sides[0].Filter.AsOf == w.sides[1].Filter.AsOf:
		return w.name(i)
	}
	return say.Text(w.Lang(), "compare.side", w.name(i), w.day(i))
}

// said is the message of a key where the sides are two entities, and of another where they are one on two days.
func (w *comparing) said(entities, days string, args ...any) string {
	if w.overDays() {
		return say.Text(w.Lang(), days, args...)
	}
	return say.Text(w.Lang(), entities, args...)
}

func (w *comparing) figures() string {
	figures, lang := &w.c.Totals.Figures, w.Lang()
	differ, both := figures.Differ, figures.both()
	sameDay := w.sides[0].Filter.AsOf == w.sides[1].Filter.AsOf
	if differ == 0 {
		switch {
		case w.overDays():
			return say.Text(lang, "compare.days.same", w.name(0), w.day(0), w.day(1), both)
		case sameDay:
			return say.Text(lang, "compare.entities.same", w.name(0), w.name(1), w.day(0), both)
		}
		return say.Text(lang, "compare.sides.same", w.side(0), w.side(1), both)
	}
	list := w.list(func(at *compare.Attribute) string {
		if at.Of.Type != graph.NumberValue || at.Outcome != compare.Differs {
			return ""
		}
		one, other := textsOf(w.Asking, at)
		return say.Text(lang, "compare.against", w.label(at), one, other)
	}, say.Text(lang, "clauses"))
	switch {
	case w.overDays():
		return say.Text(lang, "compare.days.differ", w.name(0), w.day(0), w.day(1), differ, both, list)
	case sameDay:
		return say.Text(lang, "compare.entities.differ", w.name(0), w.name(1), w.day(0), differ, both, list)
	}
	return say.Text(lang, "compare.sides.differ", w.side(0), w.side(1), differ, both, list)
}

func (w *comparing) label(at *compare.Attribute) string {
	return cmp.Or(at.Of.Label.In(w.Lang()), at.Of.Name)
}

// list says something of each attribute of which there is something to say, of at most namesSaid.
func (w *comparing) list(of func(*compare.Attribute) string, separator string) string {
	var all []string
	for i := range w.attributes {
		if text := of(&w.attributes[i]); text != "" {
			all = append(all, text)
		}
	}
	return w.join(all, separator)
}

func (w *comparing) join(all []string, separator string) string {
	if len(all) > namesSaid {
		all = append(all[:namesSaid:namesSaid], say.Text(w.Lang(), "compare.more", len(all)-namesSaid))
	}
	return strings.Join(all, separator)
}

// kinds says that the sides are of two kinds.
func (w *comparing) kinds() string {
	if w.c.SameKind {
		return ""
	}
	kind := func(e graph.EntityRef) string {
		label := e.Kind
		if k := w.Facts.Ontology().Kind(e.Kind); k != nil {
			label = cmp.Or(k.Label.In(w.Lang()), label)
		}
		return say.Indefinite(w.Lang(), label)
	}
	return say.Text(w.Lang(), "compare.kinds", kind(w.c.One.Entity), kind(w.c.Other.Entity))
}

// unknowns says what is known of one side and not of the other, which might have it. Remarks, of which there may be any number, are not
// missing.
func (w *comparing) unknowns() string {
	text := ""
	for i, only := range []compare.Outcome{compare.OnlyOther, compare.OnlyOne} {
		n := w.sides[i].Node
		list := w.list(func(at *compare.Attribute) string {
			remark := at.Of.Type == graph.TextValue && at.Of.Many
			if remark || at.Outcome != only || !mayHave(w.Facts, n, at.Of) {
				return ""
			}
			return w.label(at)
		}, ", ")
		if list != "" {
			text += w.said("compare.unknown.of", "compare.unknown.on", w.side(i), list)
		}
	}
	return text
}

// otherwise names the other attributes that differ, with what they are unless that may be long.
func (w *comparing) otherwise() string {
	list := w.list(func(at *compare.Attribute) string {
		switch {
		case at.Of.Type == graph.NumberValue || at.Outcome != compare.Differs:
			return ""
		case at.Of.Type == graph.TextValue:
			return w.label(at)
		}
		one, other := textsOf(w.Asking, at)
		return say.Text(w.Lang(), "compare.otherwise.against", w.label(at), one, other)
	}, say.Text(w.Lang(), "clauses"))
	if list == "" {
		return ""
	}
	return say.Text(w.Lang(), "compare.otherwise", list)
}

func (w *comparing) ties() string {
	r := &w.c.Totals.Relations
	if r.all() == 0 {
		return ""
	}
	return w.said("compare.relations", "compare.relations.days", r.both(), r.OnlyInOne, w.side(0), r.OnlyInOther, w.side(1))
}

// rulings says which decisions bear on both sides, on one, and stand otherwise on the other's day.
func (w *comparing) rulings() string {
	d := &w.c.Totals.Decisions
	text := w.said("compare.decisions", "compare.decisions.days", d.both())
	for i, only := range []compare.Outcome{compare.OnlyOne, compare.OnlyOther} {
		if n, list := w.decided(only, w.standing); n > 0 {
			text += w.said("compare.decisions.only", "compare.decisions.on", n, w.side(i), list)
		}
	}
	if n, list := w.decided(compare.Differs, w.change); n > 0 {
		text += say.Text(w.Lang(), "compare.decisions.changed", n, list)
	}
	return text
}

// decided counts the decisions of an outcome, and says something of each, of at most namesSaid.
func (w *comparing) decided(o compare.Outcome, of func(*compare.Decision) string) (n int, list string) {
	var all []string
	for i := range w.decisions {
		if d := &w.decisions[i]; d.Outcome == o {
			n++
			if n <= namesSaid { // what is not said is not put into words
				all = append(all, of(d))
			} else {
				all = append(all, "")
			}
		}
	}
	return n, w.join(all, say.Text(w.Lang(), "clauses"))
}

// standing names a decision, and says of one that is not in force on the day that it is not.
func (w *comparing) standing(d *compare.Decision) string {
	st := d.State()
	name := w.NameIn(w.Facts.ID(st.Decision))
	if st.Binds() {
		return name
	}
	return say.Text(w.Lang(), "compare.limited", name, force(st.InForce).In(w.Lang()))
}

// change names a decision and says in what it stands otherwise.
func (w *comparing) change(d *compare.Decision) string {
	texts := make([]string, len(d.Changed))
	for i, aspect := range d.Changed {
		texts[i] = say.Text(w.Lang(), "compare.aspect."+string(aspect))
		one, other := w.aspect(d, aspect)
		if one != other {
			texts[i] = say.Text(w.Lang(), "compare.change", texts[i], one, other)
		}
	}
	return say.Text(w.Lang(), "compare.limited", w.NameIn(w.Facts.ID(d.State().Decision)), strings.Join(texts, ", "))
}

// aspect is what a decision's aspect is on both sides, in words, of those that are terms.
func (w *comparing) aspect(d *compare.Decision, aspect compare.Aspect) (one, other string) {
	terms := func(refs []snapshot.Ref) string {
		return cmp.Or(saidTerms(w.Asking, view.Claims(w.Facts, refs, w.Lang())), say.Text(w.Lang(), "compare.unknown"))
	}
	switch x, y := &d.One.State, &d.Other.State; aspect {
	case compare.Standing:
		if one, other = terms(x.Status), terms(y.Status); one != other {
			return one, other
		}
		return force(x.InForce).In(w.Lang()), force(y.InForce).In(w.Lang())
	case compare.Effects:
		return terms(x.Effects), terms(y.Effects)
	case compare.ReviewPolicy:
		return terms(x.ReviewPolicy), terms(y.ReviewPolicy)
	}
	return "", ""
}
