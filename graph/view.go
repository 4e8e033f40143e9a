package graph

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
)

// ClaimView is a claim as it is shown: the claim, its sentence, its sources, and which datasets say it.
type ClaimView struct {
	ID          uuid.UUID   `json:"id"`
	Subject     string      `json:"subject"`
	Predicate   string      `json:"predicate"`
	Object      string      `json:"object,omitempty"`
	Value       any         `json:"value,omitempty"` // number, text or bool; a date as text
	Unit        string      `json:"unit,omitempty"`
	Sentence    string      `json:"sentence"`
	Share       *float64    `json:"share,omitempty"`
	Quantity    *Quantity   `json:"quantity,omitempty"`
	Item        string      `json:"item,omitempty"`
	Purpose     string      `json:"purpose,omitempty"`
	Note        string      `json:"note,omitempty"`
	ValidFrom   string      `json:"valid_from,omitempty"`
	ValidTo     string      `json:"valid_to,omitempty"`
	Confidence  Confidence  `json:"confidence"`
	Sources     []SourceRef `json:"sources"`
	Datasets    []string    `json:"datasets"`
	RecordedAt  time.Time   `json:"recorded_at"`
	WithdrawnAt *time.Time  `json:"withdrawn_at,omitempty"`
	DerivedFrom []uuid.UUID `json:"derived_from,omitempty"`
}

// View puts a claim into the shape in which it is shown.
func (o *Ontology) View(t Texts, lang string, a *Assertion, derivedFrom []uuid.UUID, datasets []string) ClaimView {
	c := &a.Claim
	v := ClaimView{ID: c.ID(), Subject: c.Subject, Predicate: c.Predicate, Object: c.Object, Sentence: o.Sentence(t, lang, c),
		Share: c.Share.pointer(), Item: c.Item, Purpose: c.Purpose, Note: c.Note,
		ValidFrom: c.Valid.From.String(), ValidTo: c.Valid.To.String(), Confidence: c.Confidence,
		Sources: sourceRefs(t, c.Sources), Datasets: datasets, RecordedAt: a.Recorded.From, DerivedFrom: derivedFrom}
	switch c.Value.Type {
	case "":
	case NumberValue:
		v.Value, v.Unit = c.Value.Number, c.Value.Unit
	case BoolValue:
		v.Value = c.Value.Bool
	default:
		v.Value = c.Value.String()
	}
	if !c.Quantity.IsZero() {
		q := c.Quantity
		v.Quantity = &q
	}
	if !a.Recorded.Stands() {
		v.WithdrawnAt = &a.Recorded.To
	}
	return v
}

func (s *Snapshot) view(ref claimRef, lang string) ClaimView {
	k, d := s.classOf(ref)
	a := Assertion{Claim: s.claim(ref), Recorded: s.recordings[k.recording]}
	datasets := []string{s.says[k.dataset]}
	for _, n := range d.alsoIn {
		datasets = append(datasets, s.says[n])
	}
	return s.ontology.View(s, lang, &a, d.derivedFrom, datasets)
}

// betterSupported orders claims for reading: by confidence, then by number of sources, then the later first.
func betterSupported(x, y ClaimView) int {
	return cmp.Or(-cmp.Compare(x.Confidence, y.Confidence), -cmp.Compare(len(x.Sources), len(y.Sources)),
		-cmp.Compare(x.ValidFrom, y.ValidFrom), compareID(x.ID, y.ID))
}

// Card is an entity with what is claimed of it.
type Card struct {
	EntityRef
	UUID        uuid.UUID              `json:"uuid"`
	Aliases     []Alias                `json:"aliases,omitempty"`
	Identifiers map[string]string      `json:"identifiers,omitempty"`
	AsOf        string                 `json:"as_of"`
	Claims      map[string][]ClaimView `json:"claims"` // by predicate; by the relation's inverse where the entity is the object
}

// CardQuery asks for an entity with its claims.
type CardQuery struct {
	Of     string
	Filter Filter // AsOf, KnownAt and MinConfidence count; Relations and Channels, if given, narrow the claims to relations
	Lang   string
}

// Card returns an entity with its claims; of claims that disagree, the better supported comes first.
func (s *Snapshot) Card(_ context.Context, q CardQuery) (Card, error) {
	n, err := s.resolve(q.Of, q.Filter.KnownAt)
	if err != nil {
		return Card{}, err
	}
	e := &s.entities[n]
	card := Card{EntityRef: s.ref(n), UUID: EntityUUID(e.ID), Aliases: e.Aliases, Identifiers: e.Identifiers,
		AsOf: q.Filter.AsOf.String(), Claims: map[string][]ClaimView{}}
	if err := s.checkFilter(q.Filter); err != nil {
		return Card{}, err
	}
	m := s.claimMask(q.Filter)
	for _, ref := range s.claimsOf(n) {
		if s.admitsClaim(m, ref) && s.relevant(ref, q.Filter) {
			v := s.view(ref, q.Lang)
			name := s.readFrom(v.Predicate, v.Subject == e.ID)
			card.Claims[name] = append(card.Claims[name], v)
		}
	}
	for _, views := range card.Claims {
		slices.SortFunc(views, betterSupported)
	}
	return card, nil
}

// readFrom names a predicate as read from its subject or from its object.
func (s *Snapshot) readFrom(predicate string, subject bool) string {
	if r := s.ontology.Relation(predicate); r != nil && !subject && r.Inverse != "" {
		return r.Inverse
	}
	return predicate
}

// EntitiesQuery lists entities.
type EntitiesQuery struct {
	Filter  Filter // Kinds and KnownAt count
	Country string // id of a state, or empty
	Text    string // in a name or alias, or empty
	Page    Page
}

// Entities is a list of entities in order of name.
type Entities struct {
	Results []EntityRef `json:"results"`
	Total   int         `json:"total"`
	Next    string      `json:"next,omitempty"`
}

// Entities lists entities by kind, country and part of a name.
func (s *Snapshot) Entities(_ context.Context, q EntitiesQuery) (Entities, error) {
	if err := s.checkFilter(q.Filter); err != nil {
		return Entities{}, err
	}
	country := None
	if q.Country != "" {
		var err error
		if country, err = s.resolve(q.Country, q.Filter.KnownAt); err != nil {
			return Entities{}, err
		}
	}
	listed := s.lister(q.Filter)
	var found []Node
	keep := func(n Node) {
		if s.present(n, q.Filter.KnownAt) && (listed == nil || listed[s.kinds[n]]) && (country == None || s.country[n] == country) {
			found = append(found, n)
		}
	}
	if q.Text != "" {
		for _, c := range s.candidates(q.Text, "", 0, q.Filter.KnownAt) {
			n, _ := s.Lookup(c.Entity.ID)
			keep(n)
		}
	} else {
		for n := range s.ids {
			keep(Node(n))
		}
		slices.SortFunc(found, func(x, y Node) int { return cmp.Compare(s.nameRank[x], s.nameRank[y]) })
	}
	part, next, err := paginate(q.Page, s.version, found)
	answer := Entities{Results: make([]EntityRef, len(part)), Total: len(found), Next: next}
	for i, n := range part {
		answer.Results[i] = s.ref(n)
	}
	return answer, err
}

// NeighboursQuery asks for all claims that join an entity to others.
type NeighboursQuery struct {
	Of        string
	Direction Direction // Dependents: claims with it as object; Dependencies: as subject; Both or empty: all
	Filter    Filter    // Relations and Channels narrow; without them, all relations count, dependencies or not
	Page      Page
	Lang      string
}

// Neighbours lists the entities one claim away.
type Neighbours struct {
	Subject EntityRef   `json:"subject"`
	AsOf    string      `json:"as_of"`
	Total   int         `json:"total"`
	Results []Neighbour `json:"results"`
	Next    string      `json:"next,omitempty"`
}

// Neighbour is an entity and the claim that joins it; Relation is read from the subject of the question.
type Neighbour struct {
	Entity    EntityRef `json:"entity"`
	Direction Direction `json:"direction"`
	Relation  string    `json:"relation"`
	Claim     ClaimView `json:"claim"`
}

// Neighbours answers q, by relation, then by support, then by name.
func (s *Snapshot) Neighbours(_ context.Context, q NeighboursQuery) (Neighbours, error) {
	n, err := s.resolve(q.Of, q.Filter.KnownAt)
	if err != nil {
		return Neighbours{}, err
	}
	if err := s.checkFilter(q.Filter); err != nil {
		return Neighbours{}, err
	}
	m := s.claimMask(q.Filter)
	if len(q.Filter.Channels) > 0 || len(q.Filter.Relations) > 0 {
		if m, err = s.walkMask(q.Filter); err != nil {
			return Neighbours{}, err
		}
	}
	all := []Neighbour{}
	for _, ref := range s.claimsOf(n) {
		if ref < 0 || !s.admitsClaim(m, ref) {
			continue
		}
		v := s.view(ref, q.Lang)
		nb := Neighbour{Direction: Dependencies, Relation: v.Predicate, Claim: v}
		other := v.Object
		if v.Subject != s.ids[n] {
			nb.Direction, other, nb.Relation = Dependents, v.Subject, s.readFrom(v.Predicate, false)
		}
		nb.Entity = s.Ref(other)
		if (q.Direction == "" || q.Direction == Both || q.Direction == nb.Direction) && listsKind(q.Filter, nb.Entity.Kind) {
			all = append(all, nb)
		}
	}
	SortNeighbours(all)
	part, next, err := paginate(q.Page, s.version, all)
	return Neighbours{s.ref(n), q.Filter.AsOf.String(), len(all), part, next}, err
}

// SortNeighbours puts neighbours in the order of the answer.
func SortNeighbours(all []Neighbour) {
	slices.SortFunc(all, func(x, y Neighbour) int {
		return cmp.Or(cmp.Compare(x.Relation, y.Relation), cmp.Compare(x.Direction, y.Direction),
			-cmp.Compare(x.Claim.Confidence, y.Claim.Confidence), cmp.Compare(Fold(x.Entity.Name), Fold(y.Entity.Name)), compareID(x.Claim.ID, y.Claim.ID))
	})
}

func listsKind(f Filter, kind string) bool {
	return len(f.Kinds) == 0 || slices.Contains(f.Kinds, kind)
}
