package catalogue

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/view"
)

// firstFacts is how many facts the text about an entity tells beside its descriptions.
const firstFacts = 4

// telling are the predicates, as a card has them, that say what an entity is, the most telling first. One that an ontology lacks
// tells nothing.
var telling = []string{
	"role", "works_for", "leads", // of people
	"issued_by", "effect", "status", "covers", "applies_to", "citation", // of decisions
	"designed_by", "developed_by", "made_by", "fp16_dense", "memory_capacity", "released_on", // of products
	"founded_on", "opened_on", "operated_by", "makes", "designs", "listed_by", "owned_by", "develops", "operates", "issues", // of firms, plants and authorities
	"led_by", "located_in",
}

// severalTold are those of the telling predicates of which several claims make one sentence.
var severalTold = []string{"leads", "covers", "applies_to", "makes", "designs", "develops", "operates", "issues", "listed_by"}

// sentenceOfEntity says what an entity is: its kind and state, how it is described, and what tells most of it.
func sentenceOfEntity(a *question.Asking, _ *entityParameters, c Card) string {
	lang, kind := a.Lang(), c.Kind
	o := a.Facts.Ontology()
	if k := o.Kind(kind); k != nil {
		kind = cmp.Or(k.Label.In(lang), kind)
	}
	text := say.Text(lang, "entity.is", a.NameIn(c.ID), say.Indefinite(lang, kind))
	if c.Country != "" && c.Country != c.ID {
		text = say.Text(lang, "entity.is-of", a.NameIn(c.ID), say.Indefinite(lang, kind), say.Bare(lang, a.NameIn(c.Country)))
	}
	for _, fact := range append(c.descriptions(o), c.facts(a)...) {
		text += " " + say.Stop(fact)
	}
	return text
}

// descriptions are the texts that tell what the entity is.
func (c *Card) descriptions(o *graph.Ontology) (texts []string) {
	for i := range o.Attributes {
		if !o.Attributes[i].Describes {
			continue
		}
		for _, v := range c.Claims[o.Attributes[i].Name] {
			if text, ok := v.Value.(string); ok && v.Confidence > graph.Estimated {
				texts = append(texts, say.Capital(text))
			}
		}
	}
	return texts
}

// facts are sentences of the most telling predicates, then of the relations in the order of the ontology. What is disputed or
// estimated is none.
func (c *Card) facts(a *question.Asking) (texts []string) {
	o, said := a.Facts.Ontology(), slices.Clone(telling)
	for i := range o.Relations {
		if name := o.Relations[i].Name; !slices.Contains(said, name) && !slices.Contains(o.Country.Relations, name) {
			said = append(said, name)
		}
	}
	most := firstFacts
	if c.Kind == o.Binding.Kind {
		most++ // whose, what, since when, of what, where it can be read
	}
	for _, predicate := range said {
		firm := slices.DeleteFunc(slices.Clone(c.Claims[predicate]), func(v view.ClaimView) bool { return v.Confidence <= graph.Estimated })
		if len(firm) > 0 && len(texts) < most && c.tells(o, predicate) {
			texts = append(texts, say.Capital(c.fact(a, predicate, firm)))
		}
	}
	return texts
}

// tells reports whether a predicate tells something that the kind and state of the entity do not.
func (c *Card) tells(o *graph.Ontology, predicate string) bool {
	return c.Country == "" || !slices.Contains(o.Country.Relations, predicate)
}

// fact is a sentence of the claims of a predicate, with how sure it is where that is less than confirmed.
func (c *Card) fact(a *question.Asking, predicate string, claims []view.ClaimView) string {
	lang, sure := a.Lang(), claims[0].Confidence
	text := claims[0].Sentence
	if len(claims) > 1 && slices.Contains(severalTold, predicate) {
		var names []string
		for _, v := range claims {
			other := v.Object
			if other == c.ID {
				other = v.Subject
			}
			names = appendNew(names, a.NameIn(other))
		}
		shown := names[:min(spoken, len(names))]
		for _, v := range claims[:min(spoken, len(claims))] {
			sure = min(sure, v.Confidence)
		}
		if rest := len(names) - len(shown); rest > 0 {
			shown = append(slices.Clone(shown), say.Text(lang, "entity.others", rest))
		}
		text = say.Text(lang, "entity."+predicate, a.NameIn(c.ID), say.List(lang, shown))
	}
	if sure < graph.Confirmed {
		text += " (" + say.Text(lang, "confidence."+sure.String()) + ")"
	}
	return text
}
