package catalogue

import (
	"cmp"
	"maps"
	"slices"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

var entity = question.Define(question.Definition[entityParameters, Card]{
	Name: "entity", ID: "get-entity", Path: "/v1/entities/{ref}", Tag: "Entities", Summary: "An entity with its claims",
	Part:     partOfEntity,
	Answer:   answerEntity,
	Table:    func(c Card) *question.Table { return claimsTable(c.inOrder()) },
	Print:    printCard,
	Sentence: sentenceOfEntity,
})

type entityParameters struct {
	question.Common
	question.Of
}

// Card is an entity with what is claimed of it; of claims that disagree, the better supported comes first.
type Card struct {
	graph.EntityRef
	UUID        uuid.UUID                   `json:"uuid"`
	Aliases     []graph.Alias               `json:"aliases,omitempty"`
	Identifiers map[string]string           `json:"identifiers,omitempty"`
	AsOf        string                      `json:"as_of"`
	Claims      map[string][]view.ClaimView `json:"claims"` // by predicate; by the relation's inverse where the entity is the object
}

func partOfEntity(a *question.Asking, p *entityParameters) (snapshot.Need, error) {
	f := p.Filter(a)
	id, err := a.ResolveID(p.Ref, f.KnownAt)
	return snapshot.Need{Filter: f, Budget: a.Budget, Names: []string{id}, About: []snapshot.NeededClaims{{Of: id, Attributes: true}}}, err
}

func answerEntity(a *question.Asking, p *entityParameters) (Card, error) {
	f := p.Filter(a)
	n, err := a.Resolve(p.Ref, f.KnownAt)
	if err != nil {
		return Card{}, err
	}
	m, err := narrowedMask(a.Facts, f)
	if err != nil {
		return Card{}, err
	}
	e := a.Facts.Entity(n)
	card := Card{EntityRef: a.EntityRef(n), UUID: graph.EntityUUID(e.ID), Aliases: e.Aliases, Identifiers: e.Identifiers,
		AsOf: f.AsOf.String(), Claims: map[string][]view.ClaimView{}}
	for ref := range a.Facts.ClaimsOf(n) {
		if err := a.Limits.Work(); err != nil {
			return Card{}, err
		}
		if m.Admits(ref) {
			name := readFrom(a.Facts, ref, n)
			card.Claims[name] = append(card.Claims[name], view.Claim(a.Facts, ref, p.Lang))
		}
	}
	for _, views := range card.Claims {
		view.SortSupport(views)
	}
	return card, nil
}

// narrowedMask admits the claims that a filter asks for: all, or those of the relations that it names, by name or channel.
func narrowedMask(s *snapshot.Snapshot, f graph.Filter) (*snapshot.Mask, error) {
	if len(f.Channels) > 0 || len(f.Relations) > 0 {
		return s.WalkMask(f)
	}
	return s.ClaimMask(f)
}

// readFrom names the predicate of a claim as read from an end of it.
func readFrom(s *snapshot.Snapshot, ref snapshot.Ref, n snapshot.Node) string {
	name := s.PredicateName(ref)
	if r := s.Ontology().Relation(name); r != nil && s.Subject(ref) != n && r.Inverse != "" {
		return r.Inverse
	}
	return name
}

// inOrder lists the claims predicate by predicate.
func (c *Card) inOrder() []view.ClaimView {
	var all []view.ClaimView
	for _, predicate := range slices.Sorted(maps.Keys(c.Claims)) {
		all = append(all, c.Claims[predicate]...)
	}
	return all
}

func printCard(s *question.Sheet, c Card) {
	s.Say("sheet.card", s.Name(c.EntityRef), c.ID, c.Kind, c.AsOf)
	for _, a := range c.Aliases {
		s.Printf("  %s\n", s.Words("sheet.also", a.Name+prefixed(" ", a.Lang)))
	}
	for _, predicate := range slices.Sorted(maps.Keys(c.Claims)) {
		s.Printf("\n%s\n", predicate)
		printClaims(s, c.Claims[predicate])
	}
}

// firstFacts is how many facts the text about an entity tells.
const firstFacts = 4

// sentenceOfEntity says what an entity is: its kind and its state, how it is described, and what it stands in first.
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
	for _, fact := range append(c.descriptions(o), c.facts(o)...) {
		text += " " + say.Stop(fact)
	}
	return text + " " + say.Text(lang, "entity.known", len(c.inOrder()))
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

// facts are the first sentences about the entity, the best supported one of each relation, in the order of the ontology. What
// is disputed or estimated is none.
func (c *Card) facts(o *graph.Ontology) (texts []string) {
	for i := range o.Relations {
		name := o.Relations[i].Name
		if slices.Contains(o.Country.Relations, name) || len(texts) == firstFacts {
			continue
		}
		at := slices.IndexFunc(c.Claims[name], func(v view.ClaimView) bool { return v.Subject == c.ID && v.Confidence > graph.Estimated })
		if at >= 0 {
			texts = append(texts, c.Claims[name][at].Sentence)
		}
	}
	return texts
}
