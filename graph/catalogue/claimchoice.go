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
	source           string              // that is cited, or empty
	filter           graph.Filter
	mask             *snapshot.Mask
	kinds, others    snapshot.Lister
	ends             bool // only claims with another end
}

// readClaim is a claim, the end that it is read from, and the other, which a claim that gives a value has not.
type readClaim struct {
	ref         snapshot.Ref
	from, other snapshot.Node
	inverse     bool // it is read from its object
}

func (r *readClaim) object() snapshot.Node {
	if r.inverse {
		return r.from
	}
	return r.other
}

// chooseClaims reads the parameters. The error wraps graph.ErrUnknownTerm, or graph.ErrNotFound for a name or source.
func chooseClaims(a *question.Asking, p *claimsParameters, f graph.Filter) (*chosen, error) {
	s := a.Facts
	c := &chosen{filter: f, subject: snapshot.None, object: snapshot.None, all: len(p.Predicate) == 0, kinds: s.Lister(f), others: s.Lister(graph.Filter{Kinds: p.ObjectKind}), ends: p.Object != "" || len(p.ObjectKind) > 0}
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
	if p.Source != "" {
		if _, _, ok := s.Source(p.Source); !ok {
			return nil, &graph.NotFound{What: "source", Ref: p.Source}
		}
		c.source = p.Source
	}
	return c, nil
}

// isWhole reports whether nothing but predicates narrows the claims of the day, and they are read from their subjects.
func (c *chosen) isWhole() bool {
	return c.subject == snapshot.None && c.object == snapshot.None && c.about == nil && c.source == "" && c.inverse == nil && !c.ends &&
		len(c.filter.Kinds)+len(c.filter.Channels)+len(c.filter.Relations) == 0
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

// admitted calls look with the claims that have to be looked at, of those that the mask admits: those of the subject or of the object
// if there is one, else those of the source.
func (c *chosen) admitted(a *question.Asking, look func(readClaim)) error {
	s := a.Facts
	if c.source != "" && c.subject == snapshot.None && c.object == snapshot.None {
		return c.admittedCiting(a, look)
	}
	if c.all || c.forward != nil {
		m := c.mask
		if !c.all {
			m = s.Only(m, c.forward)
		}
		if c.mayGiveValues(s) {
			for some := range s.AdmittedAttributes(m, c.subject) {
				if err := a.Limits.Look(); err != nil {
					return err
				}
				for _, step := range some {
					look(readClaim{step.Ref, s.Subject(step.Ref), snapshot.None, false})
				}
			}
		}
		if err := c.admittedFrom(a, m, fromSubject, look); err != nil {
			return err
		}
	}
	if c.inverse == nil {
		return nil
	}
	return c.admittedFrom(a, s.Only(c.mask, c.inverse), fromObject, look)
}

// admittedCiting is admitted of the claims that cite the source.
func (c *chosen) admittedCiting(a *question.Asking, look func(readClaim)) error {
	s := a.Facts
	for some := range s.AdmittedCiting(c.mask, c.source) {
		if err := a.Limits.Look(); err != nil {
			return err
		}
		for _, step := range some {
			if c.all || c.forward != nil {
				look(readClaim{step.Ref, s.Subject(step.Ref), step.To, false})
			}
			if c.inverse != nil && step.Ref.IsRelation() {
				look(readClaim{step.Ref, step.To, s.Subject(step.Ref), true})
			}
		}
	}
	return nil
}

// mayGiveValues reports whether claims that give values may be among those listed.
func (c *chosen) mayGiveValues(s *snapshot.Snapshot) bool {
	return !c.ends && (c.all || slices.Contains(c.forward[len(s.Ontology().Relations):], true))
}

// admittedFrom is admitted of relation claims that are read from one end.
func (c *chosen) admittedFrom(a *question.Asking, m *snapshot.Mask, end int, look func(readClaim)) error {
	s := a.Facts
	of, far := c.subject, false // the entity whose claims are looked at, and whether it is at the end that they are not read from
	if c.object != snapshot.None && (of == snapshot.None || s.Degree(c.object) < s.Degree(of)) {
		of, far = c.object, true
	}
	var claims iter.Seq[[]snapshot.Step]
	switch {
	case of == snapshot.None:
		claims = s.AdmittedRows(m)
	case (end == fromSubject) != far:
		claims = s.AdmittedOut(m, of)
	default:
		claims = s.AdmittedIn(m, of)
	}
	for some := range claims {
		if err := a.Limits.Look(); err != nil {
			return err
		}
		for _, step := range some {
			r := readClaim{step.Ref, of, step.To, end == fromObject}
			if of == snapshot.None {
				r.from = s.Subject(step.Ref)
			}
			if far || of == snapshot.None && r.inverse {
				r.from, r.other = r.other, r.from
			}
			look(r)
		}
	}
	return nil
}

// ofSubject yields the claims of the subject, whenever they hold.
func (c *chosen) ofSubject(s *snapshot.Snapshot) iter.Seq[readClaim] {
	return func(yield func(readClaim) bool) {
		if c.all || c.forward != nil {
			for ref := range s.Attributes(c.subject) {
				if !yield(readClaim{ref, c.subject, snapshot.None, false}) {
					return
				}
			}
			for ref, object := range s.Out(c.subject) {
				if !yield(readClaim{ref, c.subject, object, false}) {
					return
				}
			}
		}
		if c.inverse == nil {
			return
		}
		for ref, subject := range s.In(c.subject) {
			if !yield(readClaim{ref, c.subject, subject, true}) {
				return
			}
		}
	}
}

// lists reports whether a claim is wanted, whenever it holds and whoever says it.
func (c *chosen) lists(s *snapshot.Snapshot, r readClaim) bool {
	set := c.forward
	if r.inverse {
		set = c.inverse
	}
	return (c.source == "" || s.Cites(r.ref, c.source)) && (c.all && !r.inverse || set != nil && s.Is(r.ref, set)) &&
		(c.subject == snapshot.None || r.from == c.subject) && c.kinds.Lists(r.from) && c.listsOther(r) && (c.about == nil || c.about.in(s, r))
}

// listsOther reports whether the other end of a claim is wanted. A claim that gives a value has none.
func (c *chosen) listsOther(r readClaim) bool {
	if r.other == snapshot.None {
		return !c.ends
	}
	return (c.object == snapshot.None || r.other == c.object) && c.others.Lists(r.other)
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

func (m *mentioned) in(s *snapshot.Snapshot, r readClaim) bool {
	if m.nodes[s.Item(r.ref)] || r.other != snapshot.None && (m.nodes[r.other] || m.nodes[r.from]) {
		return true
	}
	c := s.Claim(r.ref)
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
