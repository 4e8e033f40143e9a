package control

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/rules"
	"chokepoint/graph/snapshot"
)

// State is a decision as it stands on a day: what claims of the day say of it, the best supported first.
type State struct {
	Decision     snapshot.Node
	InForce      *bool         // nil: no status is recorded
	Grounds      rules.Grounds // of one in force: what that rests on
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
	Derived bool   // each way that joins them has a derived claim
	Role    string // in which the entity is subject to it, or empty
	Because []snapshot.Ref
}

// Decisions lists the decisions that bear on an entity: those in force first, then those that asserted claims join to it,
// then by name. A decision bears on an entity if a claim that holds on the day joins the two, whichever is the subject: it is
// subject to it, covered, named in its scope, listed, authorised, or has issued it. It bears too on what belongs to a class that
// it covers, or is a variant of what it covers, if it does not leave it out, and on what the authority that issued it is part of.
// Relations and channels of the filter narrow the claims.
func Decisions(l *limits.Limits, s *snapshot.Snapshot, of snapshot.Node, f graph.Filter) ([]Bearing, error) {
	x, err := newReading(l, s, f)
	if err != nil {
		return nil, err
	}
	found, err := x.joined(of, s.Relevant(f))
	if err != nil {
		return nil, err
	}
	all := make([]Bearing, 0, len(found))
	for d, ways := range found {
		b, err := x.bearing(d, ways)
		if err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	slices.SortFunc(all, func(a, b Bearing) int {
		return cmp.Or(snapshot.CompareBool(!a.Binds(), !b.Binds()), snapshot.CompareBool(a.Derived, b.Derived), compareNames(s, a.Decision, b.Decision))
	})
	return all, nil
}

// bearing puts together the ways in which a decision is joined to an entity: those of one claim first, in the order of claims
// for reading.
func (x *reading) bearing(d snapshot.Node, ways [][]snapshot.Ref) (b Bearing, err error) {
	b.Derived = true
	b.State, err = x.state(d)
	slices.SortFunc(ways, func(v, w []snapshot.Ref) int {
		return cmp.Or(cmp.Compare(min(len(v), 2), min(len(w), 2)), x.s.CompareClaims(v[0], w[0]), slices.CompareFunc(v, w, x.s.CompareClaims))
	})
	for _, way := range ways {
		b.Derived = b.Derived && slices.ContainsFunc(way, x.s.IsDerived)
		for _, ref := range way {
			if b.Role == "" {
				b.Role = x.s.Role(ref)
			}
			if !slices.Contains(b.Because, ref) {
				b.Because = append(b.Because, ref)
			}
		}
	}
	return b, err
}

// reading is what questions on decisions look at: the claims of a day.
type reading struct {
	l        *limits.Limits
	s        *snapshot.Snapshot
	day      graph.Day
	claims   *snapshot.Mask // that the filter admits
	held     *snapshot.Mask // of the day, whoever says them: what limits a decision does so however well it is supported
	bindings *rules.Bindings
	issuer   snapshot.Predicates
}

func newReading(l *limits.Limits, s *snapshot.Snapshot, f graph.Filter, assumed ...rules.Assumption) (*reading, error) {
	m, err := s.ClaimMask(f)
	if err != nil {
		return nil, err
	}
	held, err := s.ClaimMask(graph.Filter{AsOf: f.AsOf, KnownAt: f.KnownAt})
	if err != nil {
		return nil, err
	}
	return &reading{l, s, f.AsOf, m, held, rules.NewBindings(s, held, assumed...), s.Predicates(s.Ontology().Binding.Issuer)}, nil
}

// ways are decisions, with the claims of each way that joins them to an entity.
type ways map[snapshot.Node][][]snapshot.Ref

// joined returns the decisions that claims of a set of predicates join to an entity.
func (x *reading) joined(n snapshot.Node, relevant snapshot.Predicates) (ways, error) {
	found := ways{}
	for _, back := range []bool{false, true} {
		for ref, other := range x.claimsBy(relevant, n, back) {
			if err := x.l.Work(); err != nil {
				return nil, err
			}
			if other != n {
				x.join(found, ref, other, nil)
			}
		}
	}
	if err := x.joinClasses(found, n, relevant); err != nil {
		return nil, err
	}
	return found, x.joinParts(found, n, relevant)
}

// join adds a way that a claim between a decision and something ends, and a trail on the entity's side of it.
func (x *reading) join(found ways, ref snapshot.Ref, decision snapshot.Node, trail []snapshot.Ref) {
	if x.claims.Admits(ref) && x.s.Kind(decision) == x.s.Ontology().Binding.Kind {
		found[decision] = append(found[decision], append([]snapshot.Ref{ref}, trail...))
	}
}

// joinClasses adds the decisions that cover what the entity belongs to, or is a variant of.
func (x *reading) joinClasses(found ways, n snapshot.Node, relevant snapshot.Predicates) error {
	roles := x.s.Ontology().Binding
	covers, excludes := both(x.s.Predicates(roles.Covers), relevant), x.s.Predicates(roles.Excludes)
	classes, err := x.follow(trailsFrom(n), along{relations: x.s.Predicates(roles.Membership...), within: classesOfDecisions(x.s)})
	if err != nil {
		return err
	}
	for _, class := range classes.nodes() {
		if class == n {
			continue
		}
		for ref, decision := range x.s.InBy(class, covers) {
			if err := x.l.Work(); err != nil {
				return err
			}
			out, err := x.leavesOut(decision, excludes, classes)
			if err != nil {
				return err
			}
			if !out {
				x.join(found, ref, decision, classes.to(class))
			}
		}
	}
	return nil
}

type classesKey struct{}

// classesOfDecisions are the entities that decisions cover or leave out, and all that belongs to them, ever: no other class joins a decision
// to its members.
func classesOfDecisions(s *snapshot.Snapshot) snapshot.NodeSet {
	return snapshot.Memo(s, classesKey{}, func() snapshot.NodeSet {
		roles := s.Ontology().Binding
		return s.LeadingTo(s.Predicates(roles.Covers, roles.Excludes), s.Predicates(roles.Membership...))
	})
}

// joinParts adds the decisions that were issued by what is part of the entity.
func (x *reading) joinParts(found ways, n snapshot.Node, relevant snapshot.Predicates) error {
	parts, err := x.follow(trailsFrom(n), along{relations: x.s.Predicates(x.s.Ontology().Binding.Within...), back: true})
	if err != nil {
		return err
	}
	issuer := both(x.issuer, relevant)
	for _, part := range parts.nodes() {
		if part == n {
			continue
		}
		trail := parts.to(part)
		slices.Reverse(trail) // from the authority to the entity
		for ref, decision := range x.s.InBy(part, issuer) {
			if err := x.l.Work(); err != nil {
				return err
			}
			x.join(found, ref, decision, trail)
		}
	}
	return nil
}

// both are the predicates that are in two sets.
func both(x, y snapshot.Predicates) snapshot.Predicates {
	all := make(snapshot.Predicates, len(x))
	for i := range x {
		all[i] = x[i] && y[i]
	}
	return all
}

// leavesOut reports whether a decision leaves out an item, or a class that it belongs to.
func (x *reading) leavesOut(decision snapshot.Node, excludes snapshot.Predicates, classes trails) (bool, error) {
	for ref, out := range x.s.OutBy(decision, excludes) {
		if err := x.l.Work(); err != nil {
			return false, err
		}
		if classes.has(out) && x.claims.Admits(ref) {
			return true, nil
		}
	}
	return false, nil
}

// StateOf returns what the claims that a filter admits say of a decision on its day. The error is that of the limits, or wraps
// graph.ErrUnknownTerm.
func StateOf(l *limits.Limits, s *snapshot.Snapshot, decision snapshot.Node, f graph.Filter) (State, error) {
	x, err := newReading(l, s, f)
	if err != nil {
		return State{}, err
	}
	return x.state(decision)
}

// state collects what the claims say of a decision.
func (x *reading) state(d snapshot.Node) (State, error) {
	st := State{Decision: d}
	if x.bindings.Stated(d) {
		force := x.bindings.At(d, x.day)
		inForce := force != nil
		if st.InForce = &inForce; inForce {
			st.Grounds = force.Grounds
		}
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
	for ref, object := range x.s.OutBy(d, x.issuer) {
		if err := x.l.Work(); err != nil {
			return st, err
		}
		if x.claims.Admits(ref) {
			st.IssuedBy = append(st.IssuedBy, object)
		}
	}
	return st, nil
}

// compareNames orders entities as lists do, by name, then by id.
func compareNames(s *snapshot.Snapshot, x, y snapshot.Node) int {
	return cmp.Compare(s.NameRank(x), s.NameRank(y))
}

// force returns when a decision is in force, and since when it is on the day: Beginning if it is not.
func (x *reading) force(d snapshot.Node) (all []graph.Interval, since graph.Date) {
	since = graph.Beginning
	for _, f := range x.bindings.Of(d) {
		all = append(all, f.Valid)
	}
	all = graph.JoinIntervals(all) // stretches that touch differ in their support alone
	for _, valid := range all {
		if valid.Contains(x.day) {
			since = valid.From
		}
	}
	return all, since
}

// evidence reports whether a claim on the item counts: a text, as whose product it is, says what the item is, and counts whoever says so.
func (x *reading) evidence(ref snapshot.Ref) bool {
	return x.claims.Admits(ref) || x.s.Value(ref).Type == graph.TextValue && x.held.Admits(ref)
}

func (x *reading) criteriaOf(n snapshot.Node) (refs []snapshot.Ref) {
	for ref := range x.s.AttributesNamed(n, x.s.Ontology().Binding.Criterion) {
		if x.claims.Admits(ref) {
			refs = append(refs, ref)
		}
	}
	return refs
}
