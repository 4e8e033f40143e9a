package catalogue

import (
	"iter"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/fold"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// chosen says which claims are listed.
type chosen struct {
	forward, inverse snapshot.Predicates // read from the subject, and from the object; nil: none
	all              bool                // every predicate, read from the subject
	subject, object  snapshot.Node       // or None
	about            *mentioned          // or nil
	source           string              // or empty
	mask             *snapshot.Mask
	kinds, others    snapshot.Lister
	ends             bool // only claims with another end
}

// readClaim is a claim and the end that it is read from.
type readClaim struct {
	ref     snapshot.Ref
	from    snapshot.Node
	inverse bool
}

// chooseClaims reads the parameters. The error wraps graph.ErrUnknownTerm, or graph.ErrNotFound for a name or source.
func chooseClaims(a *question.Asking, p *claimsParameters, f graph.Filter) (*chosen, error) {
	s := a.Facts
	c := &chosen{subject: snapshot.None, object: snapshot.None, source: p.Source, all: len(p.Predicate) == 0, kinds: s.Lister(f), others: s.Lister(graph.Filter{Kinds: p.ObjectKind}), ends: p.Object != "" || len(p.ObjectKind) > 0}
	var err error
	if c.mask, err = narrowedMask(s, f); err != nil {
		return nil, err
	}
	if err := s.Ontology().CheckFilter(graph.Filter{Kinds: p.ObjectKind}); err != nil {
		return nil, err
	}
	if err := c.choosePredicates(s, p.Predicate); err != nil {
		return nil, err
	}
	for _, x := range []struct {
		ref string
		n   *snapshot.Node
	}{{p.Subject, &c.subject}, {p.Object, &c.object}} {
		if x.ref != "" {
			if *x.n, err = a.Resolve(x.ref, f.KnownAt); err != nil {
				return nil, err
			}
		}
	}
	if p.About != "" {
		n, err := a.Resolve(p.About, f.KnownAt)
		if err != nil {
			return nil, err
		}
		c.about = newMentioned(s, n)
	}
	if _, _, ok := s.Source(p.Source); !ok && p.Source != "" {
		return nil, &graph.NotFound{What: "source", Ref: p.Source}
	}
	return c, nil
}

// choosePredicates parts names of predicates from names of inverses.
func (c *chosen) choosePredicates(s *snapshot.Snapshot, names []string) error {
	var forward, inverse []string
	for _, name := range names {
		into := &forward
		if r := s.Ontology().InverseOf(name); r != nil {
			name, into = r.Name, &inverse
		}
		if _, ok := s.PredicateNumber(name); !ok {
			return &graph.UnknownTerm{What: "predicate", Name: name}
		}
		*into = append(*into, name)
	}
	if len(forward) > 0 {
		c.forward = s.Predicates(forward...)
	}
	if len(inverse) > 0 {
		c.inverse = s.Predicates(inverse...)
	}
	return nil
}

// among yields the claims that have to be looked at: those of the subject if there is one.
func (c *chosen) among(s *snapshot.Snapshot) iter.Seq[readClaim] {
	return func(yield func(readClaim) bool) {
		if (c.all || c.forward != nil) && !c.readForward(s, yield) || c.inverse == nil {
			return
		}
		if c.subject != snapshot.None {
			for ref := range s.In(c.subject) {
				if !yield(readClaim{ref, c.subject, true}) {
					return
				}
			}
			return
		}
		for ref, object := range s.RelationClaims(c.inverse) {
			if !yield(readClaim{ref, object, true}) {
				return
			}
		}
	}
}

// readForward yields claims read from their subject; it reports whether more are wanted.
func (c *chosen) readForward(s *snapshot.Snapshot, yield func(readClaim) bool) bool {
	if c.subject == snapshot.None {
		for ref := range s.Claims() {
			if !yield(readClaim{ref, s.Subject(ref), false}) {
				return false
			}
		}
		return true
	}
	for ref := range s.Attributes(c.subject) {
		if !yield(readClaim{ref, c.subject, false}) {
			return false
		}
	}
	for ref := range s.Out(c.subject) {
		if !yield(readClaim{ref, c.subject, false}) {
			return false
		}
	}
	return true
}

// lists reports whether a claim is wanted, whenever it holds and whoever says it.
func (c *chosen) lists(s *snapshot.Snapshot, r readClaim) bool {
	set := c.forward
	if r.inverse {
		set = c.inverse
	}
	return (c.all && !r.inverse || set != nil && s.Is(r.ref, set)) && c.kinds.Lists(r.from) && c.listsOther(s, r) &&
		(c.about == nil || c.about.in(s, r.ref)) && (c.source == "" || cites(s, r.ref, c.source))
}

// listsOther reports whether the other end of a claim is wanted. A claim that gives a value has none.
func (c *chosen) listsOther(s *snapshot.Snapshot, r readClaim) bool {
	if !r.ref.IsRelation() {
		return !c.ends
	}
	other := s.Object(r.ref)
	if r.inverse {
		other = s.Subject(r.ref)
	}
	return (c.object == snapshot.None || other == c.object) && c.others.Lists(other)
}

// mentioned finds claims that name an entity, or a member or variant of it.
type mentioned struct {
	nodes map[snapshot.Node]bool
	names []string // folded, with a space at each end
}

func newMentioned(s *snapshot.Snapshot, n snapshot.Node) *mentioned {
	m := &mentioned{nodes: map[snapshot.Node]bool{n: true}}
	member := s.Predicates(s.Ontology().Binding.Membership...)
	for ref, part := range s.In(n) {
		if s.Is(ref, member) {
			m.nodes[part] = true
		}
	}
	e := s.Entity(n)
	names := []string{e.Name}
	for _, a := range e.Aliases {
		names = append(names, a.Name)
	}
	for _, name := range names {
		if folded := fold.Name(name); folded != "" {
			m.names = append(m.names, " "+folded+" ")
		}
	}
	return m
}

func (m *mentioned) in(s *snapshot.Snapshot, ref snapshot.Ref) bool {
	if m.nodes[s.Item(ref)] || ref.IsRelation() && (m.nodes[s.Object(ref)] || m.nodes[s.Subject(ref)]) {
		return true
	}
	c := s.Claim(ref)
	for _, text := range []string{c.Value.Text, c.Note} {
		if text == "" {
			continue
		}
		folded := " " + fold.Name(text) + " "
		if slices.ContainsFunc(m.names, func(name string) bool { return strings.Contains(folded, name) }) {
			return true
		}
	}
	return false
}
