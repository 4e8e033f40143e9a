package export

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/view"
)

// Mentions are the entities, claims and sources that an answer shows, each once, in order of first mention.
type Mentions struct {
	Entities  []string
	Claims    []uuid.UUID
	Citations []graph.Citation

	seen map[any]bool
}

// SourceShown is part of an answer that is a source itself.
type SourceShown interface{ ShownSource() string }

// MentionsIn looks through all of an answer that is shown.
func MentionsIn(answer any) *Mentions {
	m := &Mentions{seen: map[any]bool{}}
	m.look(reflect.ValueOf(answer))
	return m
}

func (m *Mentions) look(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			m.look(v.Elem())
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			m.look(v.Index(i))
		}
	case reflect.Map:
		for _, key := range sortedKeys(v) {
			m.look(v.MapIndex(key))
		}
	case reflect.Struct:
		m.note(v.Interface())
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				m.look(v.Field(i))
			}
		}
	}
}

// note notes what a part of an answer is.
func (m *Mentions) note(part any) {
	switch x := part.(type) {
	case graph.EntityRef:
		m.entity(x.ID)
	case view.ClaimView:
		m.claim(x.ID)
	case graph.Step:
		m.claim(x.Claim)
	case graph.SourceRef:
		m.citation(graph.Citation{Source: x.ID, Locator: x.Locator})
	case SourceShown:
		m.citation(graph.Citation{Source: x.ShownSource()})
	}
}

func (m *Mentions) entity(id string) {
	if m.first(id) {
		m.Entities = append(m.Entities, id)
	}
}

func (m *Mentions) claim(id uuid.UUID) {
	if m.first(id) {
		m.Claims = append(m.Claims, id)
	}
}

func (m *Mentions) citation(c graph.Citation) {
	if m.first(c) {
		m.Citations = append(m.Citations, c)
	}
}

func (m *Mentions) first(x any) bool {
	before := m.seen[x]
	m.seen[x] = true
	return !before
}

// sortedKeys are the keys of a map, which are texts in answers, in their order.
func sortedKeys(v reflect.Value) []reflect.Value {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(x, y reflect.Value) int { return cmp.Compare(x.String(), y.String()) })
	return keys
}
