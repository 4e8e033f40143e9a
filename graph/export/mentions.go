package export

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/cite"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

// Mentions are the entities, claims and sources that an answer shows, each once, in order of first mention.
type Mentions struct {
	Entities  []string
	Claims    []uuid.UUID
	Citations []graph.Citation

	seen   map[any]bool
	within int // how many sources are being looked through, which claims cite beside others
}

// SourceShown is a part of an answer that is a source itself. What its claims cite beside it is not what the answer rests on.
type SourceShown interface{ ShownSource() string }

// MentionsIn looks through all of an answer that is shown.
func MentionsIn(answer any) *Mentions {
	m := &Mentions{seen: map[any]bool{}}
	m.look(reflect.ValueOf(answer))
	return m
}

// Mentioning reports whether answers of a type may show entities, claims or sources.
func Mentioning(t reflect.Type) bool { return mentioning(t, map[reflect.Type]bool{}) }

// shownTypes are those by which Mentions knows what is shown.
var shownTypes = []reflect.Type{reflect.TypeFor[graph.EntityRef](), reflect.TypeFor[view.ClaimView](), reflect.TypeFor[graph.Step](), reflect.TypeFor[graph.SourceRef]()}

func mentioning(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Interface:
		return true
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return mentioning(t.Elem(), seen)
	case reflect.Struct:
		if slices.Contains(shownTypes, t) || t.Implements(reflect.TypeFor[SourceShown]()) {
			return true
		}
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() && mentioning(f.Type, seen) {
				return true
			}
		}
	}
	return false
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
		part := v.Interface()
		m.note(part)
		if _, ok := part.(SourceShown); ok {
			m.within++
			defer func() { m.within-- }()
		}
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
		if m.within > 0 {
			return
		}
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

// References are the sources, as entries of a bibliography.
func (m *Mentions) References(s *snapshot.Snapshot) []cite.Reference {
	return cite.Collect(m.Citations, func(id string) (graph.Source, bool) {
		src, _, ok := s.Source(id)
		return src, ok
	})
}
