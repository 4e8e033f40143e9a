package control

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// index is what could bear on what, by the claims of all times: a check looks at these decisions alone. It is made once of a
// snapshot, in time linear in the number of entities and in what is said of decisions and groups.
type index struct {
	covering  map[snapshot.Node][]snapshot.Node // decisions, by the item or class that they cover in whole or in part
	leaving   map[snapshot.Node][]snapshot.Node // decisions, by what they leave out
	scoped    map[snapshot.Node][]snapshot.Node // decisions, by whom or what they apply to
	criterial []snapshot.Node                   // decisions with a criterion, or that cover a class with one
	reaching  []snapshot.Node                   // decisions with a threshold of ownership
	answers   map[snapshot.Node][]snapshot.Node // licence exceptions, by the decision that they answer
	seated    map[snapshot.Node][]snapshot.Node // groups of parties, by where their seats are
	// everything are the classes that take in every item, and everywhere the groups that take in every destination.
	everything, everywhere []snapshot.Node
}

type indexKey struct{}

func indexOf(s *snapshot.Snapshot) *index {
	return snapshot.Memo(s, indexKey{}, func() *index {
		x := &index{covering: map[snapshot.Node][]snapshot.Node{}, leaving: map[snapshot.Node][]snapshot.Node{}, scoped: map[snapshot.Node][]snapshot.Node{},
			answers: map[snapshot.Node][]snapshot.Node{}, seated: map[snapshot.Node][]snapshot.Node{}}
		roles := s.Ontology().Binding
		for n := range s.OfKinds([]string{roles.Kind}) {
			x.addDecision(s, n)
		}
		if kinds, some := kindsOfGroups(s.Ontology()); some {
			for n := range s.OfKinds(kinds) {
				if s.Kind(n) != roles.Kind {
					x.addGroup(s, n)
				}
			}
		}
		return x
	})
}

// kindsOfGroups are the kinds of what may take in everything, or have seats for its members; of none, all may. It reports whether something may.
func kindsOfGroups(o *graph.Ontology) (kinds []string, some bool) {
	all := false
	add := func(may []string) {
		kinds, some, all = append(kinds, may...), true, all || len(may) == 0
	}
	for _, name := range []string{o.Binding.Everything, o.Binding.Everywhere} {
		if of := o.Attribute(name); of != nil {
			add(of.On)
		}
	}
	for _, name := range o.Binding.Seats {
		add(o.Relation(name).From)
	}
	if all {
		kinds = nil
	}
	return kinds, some
}

func (x *index) addDecision(s *snapshot.Snapshot, d snapshot.Node) {
	roles := s.Ontology().Binding
	covers, excludes := s.Predicates(append([]string{roles.Covers}, roles.Partly...)...), s.Predicates(roles.Excludes)
	scope, exempts := s.Predicates(roles.Scope), s.Predicates(roles.Exempts...)
	criterion := has(s, d, roles.Criterion)
	for ref, object := range s.Out(d) {
		switch {
		case s.IsDerived(ref):
		case s.Is(ref, covers):
			add(x.covering, object, d)
			criterion = criterion || has(s, object, roles.Criterion)
		case s.Is(ref, excludes):
			add(x.leaving, object, d)
		case s.Is(ref, scope):
			add(x.scoped, object, d)
		case s.Is(ref, exempts):
			add(x.answers, object, d)
		}
	}
	if criterion {
		x.criterial = append(x.criterial, d)
	}
	if has(s, d, roles.Threshold) {
		x.reaching = append(x.reaching, d)
	}
}

func (x *index) addGroup(s *snapshot.Snapshot, n snapshot.Node) {
	roles := s.Ontology().Binding
	if of := s.Ontology().Attribute(roles.Everything); of != nil && allows(of.On, s.Kind(n)) && has(s, n, roles.Everything) {
		x.everything = append(x.everything, n)
	}
	if of := s.Ontology().Attribute(roles.Everywhere); of != nil && allows(of.On, s.Kind(n)) && has(s, n, roles.Everywhere) {
		x.everywhere = append(x.everywhere, n)
	}
	for _, name := range roles.Seats {
		if !allows(s.Ontology().Relation(name).From, s.Kind(n)) {
			continue
		}
		seats := s.Predicates(name)
		for ref, place := range s.Out(n) {
			if s.Is(ref, seats) {
				add(x.seated, place, n)
			}
		}
	}
}

// add notes a node under a key, once: nodes come in order.
func add(by map[snapshot.Node][]snapshot.Node, key, n snapshot.Node) {
	if all := by[key]; len(all) == 0 || all[len(all)-1] != n {
		by[key] = append(all, n)
	}
}

// has reports whether an attribute is ever said of a node.
func has(s *snapshot.Snapshot, n snapshot.Node, attribute string) bool {
	for range s.AttributesNamed(n, attribute) {
		return true
	}
	return false
}

// allows reports whether an ontology's list of kinds, of which none are all, has a kind.
func allows(kinds []string, kind string) bool { return len(kinds) == 0 || slices.Contains(kinds, kind) }

// says reports whether a claim of the day gives a node an attribute that is true.
func (x *reading) says(n snapshot.Node, attribute string) bool {
	for ref := range x.s.AttributesNamed(n, attribute) {
		if v := x.s.Value(ref); x.claims.Admits(ref) && (v.Type != graph.BoolValue || v.Bool) {
			return true
		}
	}
	return false
}

// candidates are the decisions that could bear on the export, in order of id: those that cover what it belongs to or has as parts, or leave
// it out, those with a criterion, and those that name the destination, the end user, or what these belong to.
func (x *checking) candidates() []snapshot.Node {
	found := slices.Clone(x.index.criterial)
	for _, items := range []trails{x.classes, x.partly, x.members} {
		for class := range items {
			found = append(found, x.index.covering[class]...)
		}
	}
	for class := range x.classes {
		found = append(found, x.index.leaving[class]...)
	}
	for n := range x.places {
		found = append(found, x.index.scoped[n]...)
	}
	for _, c := range []*circle{&x.circle, x.perhaps} {
		if c == nil {
			continue
		}
		for n := range c.persons {
			found = append(found, x.index.scoped[n]...)
		}
		for n := range c.bySeat {
			found = append(found, x.index.scoped[n]...)
		}
	}
	for list := range x.listed {
		found = append(found, list)
	}
	if x.EndUser != snapshot.None {
		found = append(found, x.index.reaching...)
	}
	slices.Sort(found)
	return slices.Compact(found)
}
