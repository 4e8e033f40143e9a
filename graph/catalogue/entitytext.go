package catalogue

import (
	"cmp"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/control"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

// firstFacts is how many facts the text about an entity tells beside its descriptions.
const firstFacts = 4

// sentenceOfEntity says what an entity is: its kind and state, or what stands for these, how it is described, and what tells most of it.
func sentenceOfEntity(a *question.Asking, p *entityParameters, c Card) string {
	texts := []string{c.opening(a, p)}
	for _, fact := range append(c.descriptions(a), c.facts(a)...) {
		texts = append(texts, say.Stop(fact))
	}
	return strings.Join(texts, " ")
}

// opening says of what kind and state an entity is; of a decision how it stands, and of one whose kind is told by a description, that.
func (c *Card) opening(a *question.Asking, p *entityParameters) string {
	lang, o, kind := a.Lang(), a.Facts.Ontology(), c.Kind
	if c.Kind == o.Binding.Kind {
		if text := standingOfDecision(a, p, c.ID); text != "" {
			return text
		}
	}
	if v, ok := c.describing(o); ok {
		return say.Stop(graded(lang, v.Sentence, v.Confidence))
	}
	if k := o.Kind(kind); k != nil {
		kind = cmp.Or(k.Label.In(lang), kind)
	}
	if c.Country != "" && c.Country != c.ID {
		if c.Kind == o.Country.Kind { // what lies in a state is none
			return say.Text(lang, "entity.authority", a.NameIn(c.ID), say.Bare(lang, a.NameIn(c.Country)))
		}
		return say.Text(lang, "entity.is-of", a.NameIn(c.ID), say.Indefinite(lang, kind), say.Bare(lang, a.NameIn(c.Country)))
	}
	return say.Text(lang, "entity.is", a.NameIn(c.ID), say.Indefinite(lang, kind))
}

// standingOfDecision says since when a decision is what, and whether it is in force. The decisions that suspend it count.
func standingOfDecision(a *question.Asking, p *entityParameters, id string) string {
	f := p.Filter(a)
	n, ok := a.Facts.Lookup(id)
	if !ok {
		return ""
	}
	st, err := control.StateOf(a.Limits, a.Facts, n, f)
	if err != nil {
		return "" // the limits say so again
	}
	v := viewOfDecision(a, &st)
	return sayDecision(a, &v, false)
}

// describing is the claim that tells what the entity is in place of its kind, if there is one.
func (c *Card) describing(o *graph.Ontology) (v view.ClaimView, ok bool) {
	k := o.Kind(c.Kind)
	if k == nil || len(k.Tells) == 0 {
		return v, false
	}
	if attribute := o.Attribute(k.Tells[0]); attribute == nil || !attribute.Describes {
		return v, false
	}
	if all := c.said.best(c.said.firm(k.Tells[0]), 1); len(all) > 0 {
		return c.said.views(all)[0], true
	}
	return v, false
}

// firm are the claims read under a name that are neither disputed nor estimated.
func (x *saidOf) firm(name string) []snapshot.Ref {
	return slices.DeleteFunc(slices.Clone(x.claims[name]), func(ref snapshot.Ref) bool { return x.s.Confidence(ref) <= graph.Estimated })
}

// descriptions are the texts that tell what the entity is, but for the one that the opening tells.
func (c *Card) descriptions(a *question.Asking) (texts []string) {
	o := a.Facts.Ontology()
	opening, opens := c.describing(o)
	for i := range o.Attributes {
		if !o.Attributes[i].Describes {
			continue
		}
		all := c.said.firm(o.Attributes[i].Name)
		for _, v := range c.said.views(c.said.best(all, len(all))) {
			if text, ok := v.Value.(string); ok && (!opens || opening.ID != v.ID) {
				texts = append(texts, graded(a.Lang(), say.Capital(text), v.Confidence))
			}
		}
	}
	return texts
}

// facts are sentences of the predicates that tell most of its kind, then of the relations in the order of the ontology.
func (c *Card) facts(a *question.Asking) (texts []string) {
	o := a.Facts.Ontology()
	for _, predicate := range c.toldBy(o) {
		if len(texts) == firstFacts {
			break
		}
		if all := c.said.firm(predicate); len(all) > 0 {
			texts = append(texts, say.Capital(c.fact(a, predicate, all)))
		}
	}
	return texts
}

// toldBy are the predicates of facts, the most telling first: no descriptions, and not where it is if its state is said.
func (c *Card) toldBy(o *graph.Ontology) (predicates []string) {
	if k := o.Kind(c.Kind); k != nil {
		predicates = slices.Clone(k.Tells)
	}
	for i := range o.Relations {
		predicates = appendNew(predicates, o.Relations[i].Name)
	}
	return slices.DeleteFunc(predicates, func(name string) bool {
		attribute := o.Attribute(name)
		return attribute != nil && attribute.Describes || c.Country != "" && slices.Contains(o.Country.Relations, name)
	})
}

// fact is a sentence of the claims of a predicate, with how sure it is where that is less than confirmed: of what happened or was said,
// the last.
func (c *Card) fact(a *question.Asking, predicate string, claims []snapshot.Ref) string {
	o, lang := a.Facts.Ontology(), a.Lang()
	if attribute := o.Attribute(predicate); attribute != nil && attribute.Past {
		last := slices.MaxFunc(c.said.best(claims, len(claims)), func(x, y snapshot.Ref) int {
			return cmp.Compare(a.Facts.Written(x).From.TextOrder(), a.Facts.Written(y).From.TextOrder())
		})
		v := view.Claim(a.Facts, last, lang)
		text := graded(lang, v.Sentence, v.Confidence)
		if v.ValidFrom != "" {
			text = say.Text(lang, "event.on", dayIn(lang, v.ValidFrom), text)
		}
		return text
	}
	if text := c.several(a, predicate, claims); text != "" {
		return text
	}
	v := c.said.views(c.said.best(claims, 1))[0]
	return graded(lang, v.Sentence, v.Confidence)
}

// several is one sentence of claims that differ in their other end alone, those first of which most is known, or empty.
func (c *Card) several(a *question.Asking, predicate string, claims []snapshot.Ref) string {
	o, lang, s := a.Facts.Ontology(), a.Lang(), a.Facts
	r, inverse := o.Relation(predicate), false
	if r == nil {
		r, inverse = o.InverseOf(predicate), true
	}
	if r == nil || len(claims) == 1 && !inverse || slices.ContainsFunc(claims, func(ref snapshot.Ref) bool { return s.Share(ref).Known() || s.Item(ref) != snapshot.None }) {
		return ""
	}
	others := make([]otherEnd, len(claims))
	for i, ref := range claims {
		n := s.Subject(ref)
		if !inverse {
			n = s.Object(ref)
		}
		others[i] = otherEnd{degreeOf(a, s.ID(n)), n, s.Confidence(ref)}
	}
	slices.SortFunc(others, func(x, y otherEnd) int { return cmp.Or(-cmp.Compare(x.degree, y.degree), cmp.Compare(x.node, y.node)) })
	var names []string
	seen, sure := map[string]bool{}, graph.Official
	for _, other := range others {
		if name := a.NameIn(s.ID(other.node)); !seen[name] {
			seen[name], names = true, append(names, name)
		}
		if len(names) <= spoken {
			sure = min(sure, other.confidence)
		}
	}
	if rest := len(names) - spoken; rest > 0 {
		names = append(slices.Clone(names[:spoken]), say.Text(lang, "entity.others", rest))
	}
	text := say.Several(o, lang, r, inverse, a.NameIn(c.ID), names)
	if text == "" {
		return ""
	}
	return graded(lang, text, sure)
}

// otherEnd is the other end of a claim, and how much is known of it.
type otherEnd struct {
	degree     int
	node       snapshot.Node
	confidence graph.Confidence
}

// graded is a sentence with how sure it is, where that is less than confirmed.
func graded(lang, text string, sure graph.Confidence) string {
	if sure < graph.Confirmed {
		return strings.TrimSuffix(text, ".") + " (" + say.Text(lang, "confidence."+sure.String()) + ")"
	}
	return text
}
