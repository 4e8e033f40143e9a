package history

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// bearing finds the decisions that bear on an entity, whenever: those that claims join to it by a dependency, as what covers it
// or as its scope, those that cover a class or a product that it belongs to, and those that a part of it issued. Claims are those
// that a mask admits whatever their dates. It looks at the claims of the entity, of its classes and of its parts that may join a decision
// to them, and at no other.
func bearing(l *limits.Limits, s *snapshot.Snapshot, n snapshot.Node, m *snapshot.Mask) (map[snapshot.Node]bool, error) {
	b := s.Ontology().Binding
	x := search{l: l, s: s, m: m, kind: b.Kind, found: map[snapshot.Node]bool{}}
	joins := []string{b.Covers, b.Scope}
	for _, r := range s.Ontology().Relations {
		if r.Channel != "" {
			joins = append(joins, r.Name)
		}
	}
	classes, err := x.closure(n, s.Predicates(b.Membership...), true, snapshot.Memo(s, classesKey{}, func() snapshot.NodeSet {
		return s.LeadingTo(s.Predicates(b.Covers, b.Scope), s.Predicates(b.Membership...))
	}))
	if err != nil {
		return nil, err
	}
	parts, err := x.closure(n, s.Predicates(b.Within...), false, nil)
	if err != nil {
		return nil, err
	}
	if err := x.join(n, s.Predicates(joins...)); err != nil {
		return nil, err
	}
	covering, issuing := s.Predicates(b.Covers, b.Scope), s.Predicates(b.Issuer)
	for _, class := range classes {
		if err := x.join(class, covering); err != nil {
			return nil, err
		}
	}
	for _, part := range parts {
		if err := x.join(part, issuing); err != nil {
			return nil, err
		}
	}
	return x.found, nil
}

// search is one search for decisions.
type search struct {
	l     *limits.Limits
	s     *snapshot.Snapshot
	m     *snapshot.Mask
	kind  string // of what decides
	found map[snapshot.Node]bool
}

// join adds the decisions that claims of some predicates join to an entity.
func (x *search) join(n snapshot.Node, by snapshot.Predicates) error {
	for ref, object := range x.s.OutBy(n, by) {
		if err := x.l.Work(); err != nil {
			return err
		}
		x.add(ref, object)
	}
	for ref, subject := range x.s.InBy(n, by) {
		if err := x.l.Work(); err != nil {
			return err
		}
		x.add(ref, subject)
	}
	return nil
}

func (x *search) add(ref snapshot.Ref, other snapshot.Node) {
	if x.m.AdmitsEver(ref) && x.s.Kind(other) == x.kind {
		x.found[other] = true
	}
}

type classesKey struct{}

// closure lists what relations of a set lead to from an entity, up to their objects or down to their subjects, without it: all of it, or
// what is within a set of which nothing outside leads to any.
func (x *search) closure(n snapshot.Node, by snapshot.Predicates, up bool, within snapshot.NodeSet) ([]snapshot.Node, error) {
	seen, queue := map[snapshot.Node]bool{n: true}, []snapshot.Node{n}
	for i := 0; i < len(queue); i++ {
		next := x.s.InBy(queue[i], by)
		if up {
			next = x.s.OutBy(queue[i], by)
		}
		for ref, other := range next {
			if err := x.l.Work(); err != nil {
				return nil, err
			}
			if (within == nil || within.Has(other)) && x.m.AdmitsEver(ref) && !seen[other] {
				seen[other] = true
				queue = append(queue, other)
			}
		}
	}
	return queue[1:], nil
}

// ofDecision are the predicates that say how a decision stood: its status, when it was announced, and what suspended or ended it.
type ofDecision struct{ attributes, relations snapshot.Predicates }

func newOfDecision(s *snapshot.Snapshot) ofDecision {
	b := s.Ontology().Binding
	return ofDecision{s.Predicates(append(slices.Clone(b.Announced), b.Attribute)...), s.Predicates(slices.Concat(b.SuspendedBy, b.EndedBy)...)}
}

// each yields the claims of a decision that say how it stood.
func (o *ofDecision) each(l *limits.Limits, s *snapshot.Snapshot, d snapshot.Node, yield func(snapshot.Ref)) error {
	for ref := range s.ClaimsOf(d) {
		if err := l.Work(); err != nil {
			return err
		}
		if o.is(s, ref) {
			yield(ref)
		}
	}
	return nil
}

// is reports whether a claim says how a decision stood.
func (o *ofDecision) is(s *snapshot.Snapshot, ref snapshot.Ref) bool {
	if ref.IsRelation() {
		return s.Is(ref, o.relations)
	}
	return s.Is(ref, o.attributes)
}

// narrowed reports whether a filter asks about some relations only.
func narrowed(f graph.Filter) bool { return len(f.Relations) > 0 || len(f.Channels) > 0 }
