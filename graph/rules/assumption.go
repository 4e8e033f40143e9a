package rules

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// Assumption is a status that a decision is taken to have at all times, whatever claims say of it.
type Assumption struct {
	Decision snapshot.Node
	Status   string
}

// Assume is the assumption that a decision has a status. The error wraps graph.ErrKind if the entity decides nothing, and
// graph.ErrUnknownTerm if there is no such status.
func Assume(s *snapshot.Snapshot, decision snapshot.Node, status string) (Assumption, error) {
	roles := s.Ontology().Binding
	if kind := s.Kind(decision); kind != roles.Kind {
		return Assumption{}, &graph.WrongKind{ID: s.ID(decision), Kind: kind, Wanted: "a decision", Kinds: []string{roles.Kind}}
	}
	a := s.Ontology().Attribute(roles.Attribute)
	if a == nil || !slices.Contains(a.Terms, status) {
		unknown := &graph.UnknownTerm{What: "status", Name: status}
		if a != nil {
			unknown.Known = a.Terms
		}
		return Assumption{}, unknown
	}
	return Assumption{decision, status}, nil
}

// assume settles a decision by an assumption: nothing cuts it, and it cuts others as if it were so.
func (b *Bindings) assume(a Assumption) {
	b.assumed[a.Decision], b.found[a.Decision] = true, nil
	if slices.Contains(b.s.Ontology().Binding.InForce, a.Status) {
		b.found[a.Decision] = []Force{{Valid: graph.Always, Grounds: Assumed}}
	}
}
