package catalogue

import (
	"cmp"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/control"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
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
	if v := c.describing(o); v != nil {
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

// standingOfDecision says since when a decision is what, and whether it is in force. The decisions that suspend it count, so it is
// looked up among all facts.
func standingOfDecision(a *question.Asking, p *entityParameters, id string) string {
	f := p.Filter(a)
	whole := a.OnWhole()
	n, ok := whole.Facts.Lookup(id)
	if !ok {
		return ""
	}
	st, err := control.StateOf(a.Limits, whole.Facts, n, f)
	if err != nil {
		return "" // the limits say so again
	}
	v := viewOfDecision(whole, &st)
	return sayDecision(whole, &v, false)
}

// describing is the claim that tells what the entity is in place of its kind, or nil.
func (c *Card) describing(o *graph.Ontology) *view.ClaimView {
	k := o.Kind(c.Kind)
	if k == nil || len(k.Tells) == 0 {
		return nil
	}
	if attribute := o.Attribute(k.Tells[0]); attribute == nil || !attribute.Describes {
		return nil
	}
	if all := firm(c.Claims[k.Tells[0]]); len(all) > 0 {
		return &all[0]
	}
	return nil
}

// firm are claims that are neither disputed nor estimated.
func firm(all []view.ClaimView) []view.ClaimView {
	return slices.DeleteFunc(slices.Clone(all), func(v view.ClaimView) bool { return v.Confidence <= graph.Estimated })
}

// descriptions are the texts that tell what the entity is, but for the one that the opening tells.
func (c *Card) descriptions(a *question.Asking) (texts []string) {
	o := a.Facts.Ontology()
	opening := c.describing(o)
	for i := range o.Attributes {
		if !o.Attributes[i].Describes {
			continue
		}
		for _, v := range firm(c.Claims[o.Attributes[i].Name]) {
			if text, ok := v.Value.(string); ok && (opening == nil || opening.ID != v.ID) {
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
		if all := firm(c.Claims[predicate]); len(all) > 0 {
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
func (c *Card) fact(a *question.Asking, predicate string, claims []view.ClaimView) string {
	o, lang := a.Facts.Ontology(), a.Lang()
	if attribute := o.Attribute(predicate); attribute != nil && attribute.Past {
		last := slices.MaxFunc(claims, func(x, y view.ClaimView) int { return cmp.Compare(x.ValidFrom, y.ValidFrom) })
		text := graded(lang, last.Sentence, last.Confidence)
		if last.ValidFrom != "" {
			text = say.Text(lang, "event.on", dayIn(lang, last.ValidFrom), text)
		}
		return text
	}
	if text := c.several(a, predicate, claims); text != "" {
		return text
	}
	return graded(lang, claims[0].Sentence, claims[0].Confidence)
}

// several is one sentence of claims that differ in their other end alone, those first of which most is known, or empty.
func (c *Card) several(a *question.Asking, predicate string, claims []view.ClaimView) string {
	o, lang := a.Facts.Ontology(), a.Lang()
	r, inverse := o.Relation(predicate), false
	if r == nil {
		r, inverse = o.InverseOf(predicate), true
	}
	if r == nil || len(claims) == 1 && !inverse || slices.ContainsFunc(claims, func(v view.ClaimView) bool { return v.Share != nil || v.Item != "" }) {
		return ""
	}
	other := func(v *view.ClaimView) string {
		if inverse {
			return v.Subject
		}
		return v.Object
	}
	claims = slices.Clone(claims)
	slices.SortStableFunc(claims, func(x, y view.ClaimView) int {
		return cmp.Or(-cmp.Compare(degreeOf(a, other(&x)), degreeOf(a, other(&y))), cmp.Compare(other(&x), other(&y)))
	})
	var names []string
	sure := graph.Official
	for i := range claims {
		if names = appendNew(names, a.NameIn(other(&claims[i]))); len(names) <= spoken {
			sure = min(sure, claims[i].Confidence)
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

// graded is a sentence with how sure it is, where that is less than confirmed.
func graded(lang, text string, sure graph.Confidence) string {
	if sure < graph.Confirmed {
		return strings.TrimSuffix(text, ".") + " (" + say.Text(lang, "confidence."+sure.String()) + ")"
	}
	return text
}
