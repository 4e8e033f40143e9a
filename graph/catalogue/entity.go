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
	Table:    func(c Card) *question.Table { return claimsTable(c.inOrder()) },
	Print:    printCard,
	Sentence: sentenceOfEntity, Brief: briefCard,
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
	LeftOut     map[string]int              `json:"left_out,omitempty"` // of a brief answer: how many claims each predicate has beyond those shown
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
