package catalogue

import (
	"maps"
	"slices"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

var entity = question.Define(question.Definition[entityParameters, Card]{
	Name: "entity", ID: "get-entity", Path: "/v1/entities/{ref}", Tag: "Entities", Summary: "An entity with its claims",
	Part:     partOfEntity,
	Answer:   answerEntity,
	Cypher:   cypherOfEntity,
	Table:    func(c Card) *question.Table { return claimsTable(c.said.inOrder()) },
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
	Claims      map[string][]view.ClaimView `json:"claims"`             // by predicate; by the relation's inverse where the entity is the object
	Names       map[string]string           `json:"names"`              // what its state and the entities that the claims name are called in the language of the answer, by id
	LeftOut     map[string]int              `json:"left_out,omitempty"` // of a brief answer: how many claims each predicate has beyond those shown

	said *saidOf
}

func partOfEntity(a *question.Asking, p *entityParameters) (snapshot.Need, error) {
	f := p.Filter(a)
	n, err := a.Resolve(p.Ref, f.KnownAt)
	if err != nil {
		return snapshot.Need{}, err
	}
	about := snapshot.NeededClaims{Of: a.Facts.ID(n), Attributes: true}
	if b := &a.Facts.Ontology().Binding; a.Facts.Kind(n) == b.Kind { // how it stands is told by what suspended and ended it
		about.Ever, about.Along = true, slices.Concat(b.SuspendedBy, b.EndedBy)
	}
	return snapshot.Need{Filter: f, Budget: a.Budget, Names: []string{about.Of}, About: []snapshot.NeededClaims{about}, Degrees: true}, nil
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
		AsOf: f.AsOf.String(), Claims: map[string][]view.ClaimView{}, said: newSaidOf(a, n)}
	if err := card.said.collect(a, m); err != nil {
		return Card{}, err
	}
	brief := a.Briefly(p.Detail, card.said.total())
	for name, refs := range card.said.claims {
		if err := a.Limits.Look(); err != nil {
			return Card{}, err
		}
		most := len(refs)
		if brief {
			most = briefPredicate
		}
		views, err := card.said.contrasted(a, refs, most)
		if err != nil {
			return Card{}, err
		}
		if card.Claims[name] = views; !brief {
			continue
		}
		card.Claims[name] = briefly(views, briefPredicate)
		if left := len(refs) - briefPredicate; left > 0 {
			if card.LeftOut == nil {
				card.LeftOut = map[string]int{}
			}
			card.LeftOut[name] = left
		}
	}
	card.Names = namesIn(a, slices.Concat(slices.Collect(maps.Values(card.Claims))...)...)
	if state, ok := a.Facts.Lookup(card.Country); ok {
		card.Names[card.Country] = listName(a, state)
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

func printCard(s *question.Sheet, c Card) {
	s.Say("sheet.card", s.Name(c.EntityRef), c.ID, c.Kind, c.AsOf)
	for _, a := range c.Aliases {
		s.Printf("  %s\n", s.Words("sheet.also", a.Name+prefixed(" ", a.Lang)))
	}
	for _, predicate := range c.said.names() {
		s.Printf("\n%s\n", predicate)
		printClaims(s, c.said.all(predicate))
	}
}
