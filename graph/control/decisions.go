package control

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/fold"
	"chokepoint/graph/limits"
	"chokepoint/graph/rules"
	"chokepoint/graph/snapshot"
)

// State is a decision as it stands on a day: what claims of the day say of it, the best supported first.
type State struct {
	Decision     snapshot.Node
	InForce      *bool // nil: no status is recorded
	Status       []snapshot.Ref
	Effects      []snapshot.Ref
	ReviewPolicy []snapshot.Ref
	Conditions   []snapshot.Ref
	Other        []snapshot.Ref // rates, quantities, citations
	IssuedBy     []snapshot.Node
}

// Binds reports whether the decision is known to be in force.
func (st *State) Binds() bool { return st.InForce != nil && *st.InForce }

// Bearing is a decision and why it bears on an entity: the claims that join them, asserted or derived.
type Bearing struct {
	State
	Derived bool // only derived claims join them
	Because []snapshot.Ref
}

// Decisions lists the decisions that bear on an entity: those in force first, then those that asserted claims join to it,
// then by name. A decision bears on an entity if a claim that holds on the day joins the two, whichever is the subject: it is
// subject to it, covered, named in its scope, listed, authorised, or has issued it. Relations and channels of the filter
// narrow the claims.
func Decisions(l *limits.Limits, s *snapshot.Snapshot, of snapshot.Node, f graph.Filter) ([]Bearing, error) {
	x, err := newReading(l, s, f)
	if err != nil {
		return nil, err
	}
	because, err := x.joined(of, s.Relevant(f))
	if err != nil {
		return nil, err
	}
	all := make([]Bearing, 0, len(because))
	for d, refs := range because {
		b := Bearing{Derived: true, Because: refs}
		if b.State, err = x.state(d); err != nil {
			return nil, err
		}
		for _, ref := range refs {
			b.Derived = b.Derived && s.IsDerived(ref)
		}
		slices.SortFunc(b.Because, s.CompareClaims)
		all = append(all, b)
	}
	slices.SortFunc(all, func(a, b Bearing) int {
		return cmp.Or(falseFirst(!a.Binds(), !b.Binds()), falseFirst(a.Derived, b.Derived), compareNames(s, a.Decision, b.Decision))
	})
	return all, nil
}

// reading is what questions on decisions look at: the claims of a day.
type reading struct {
	l        *limits.Limits
	s        *snapshot.Snapshot
	day      graph.Day
	claims   *snapshot.Mask
	bindings *rules.Bindings
	issuer   snapshot.Predicates
}

func newReading(l *limits.Limits, s *snapshot.Snapshot, f graph.Filter) (*reading, error) {
	m, err := s.ClaimMask(f)
	if err != nil {
		return nil, err
	}
	return &reading{l, s, f.AsOf, m, rules.NewBindings(s, m), s.Predicates(s.Ontology().Binding.Issuer)}, nil
}

// joined returns the decisions that claims of a set of predicates join to an entity, with the claims.
func (x *reading) joined(n snapshot.Node, relevant snapshot.Predicates) (map[snapshot.Node][]snapshot.Ref, error) {
	because := map[snapshot.Node][]snapshot.Ref{}
	add := func(ref snapshot.Ref, other snapshot.Node) {
		if x.s.Is(ref, relevant) && x.claims.Admits(ref) && x.s.Kind(other) == x.s.Ontology().Binding.Kind {
			because[other] = append(because[other], ref)
		}
	}
	for ref, object := range x.s.Out(n) {
		if err := x.l.Work(); err != nil {
			return nil, err
		}
		add(ref, object)
	}
	for ref, subject := range x.s.In(n) {
		if err := x.l.Work(); err != nil {
			return nil, err
		}
		if subject != n {
			add(ref, subject)
		}
	}
	return because, nil
}

// state collects what the claims say of a decision.
func (x *reading) state(d snapshot.Node) (State, error) {
	st := State{Decision: d}
	if x.bindings.Stated(d) {
		inForce := x.bindings.At(d, x.day) != nil
		st.InForce = &inForce
	}
	roles := x.s.Ontology().Binding
	for ref := range x.s.Attributes(d) {
		if err := x.l.Work(); err != nil {
			return st, err
		}
		if !x.claims.Admits(ref) {
			continue
		}
		list := &st.Other
		switch x.s.PredicateName(ref) {
		case roles.Attribute:
			list = &st.Status
		case roles.Effect:
			list = &st.Effects
		case roles.ReviewPolicy:
			list = &st.ReviewPolicy
		case roles.Condition:
			list = &st.Conditions
		}
		*list = append(*list, ref)
	}
	for _, refs := range [][]snapshot.Ref{st.Status, st.Effects, st.ReviewPolicy, st.Conditions, st.Other} {
		slices.SortFunc(refs, x.s.CompareClaims)
	}
	for ref, object := range x.s.Out(d) {
		if err := x.l.Work(); err != nil {
			return st, err
		}
		if x.s.Is(ref, x.issuer) && x.claims.Admits(ref) {
			st.IssuedBy = append(st.IssuedBy, object)
		}
	}
	return st, nil
}

type decisionsKey struct{}

// decisionsOf lists all entities that decide, in order of id.
func decisionsOf(s *snapshot.Snapshot) []snapshot.Node {
	return snapshot.Memo(s, decisionsKey{}, func() (nodes []snapshot.Node) {
		kind := s.Ontology().Binding.Kind
		if kind == "" {
			return nil
		}
		decides := s.Lister(graph.Filter{Kinds: []string{kind}})
		for n := range snapshot.Node(s.Nodes()) {
			if decides.Lists(n) {
				nodes = append(nodes, n)
			}
		}
		return nodes
	})
}

// compareNames orders entities as lists do, by name, then by id.
func compareNames(s *snapshot.Snapshot, x, y snapshot.Node) int {
	return cmp.Or(fold.Compare(s.Entity(x).Name, s.Entity(y).Name), cmp.Compare(x, y))
}

func falseFirst(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	}
	return 1
}
