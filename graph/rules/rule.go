package rules

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/owners"
	"chokepoint/graph/snapshot"
)

// rule is a graph.Rule with its variables numbered.
type rule struct {
	predicate             snapshot.Predicate
	role                  string
	subject, object, item variable
	when                  []*condition
	variables             int
}

// variable is the number of a variable of a rule, or absent.
type variable int

const absent variable = -1

// condition is a graph.Condition with its variables numbered, its relations as a set and its share as one.
type condition struct {
	subject, object, item variable
	binding, threshold    variable            // decisions
	relations             snapshot.Predicates // nil: it takes no claim of a relation
	claims                int                 // of the relations, whatever their ends
	subjects, objects     float64             // of them: how many an object has on average, and a subject
	place                 int                 // of its claims among those of the rule
	repeat                string
	majority              graph.Share // least share; 0: any
	attribute             string
	terms, kinds          []string
	any                   [][]*condition
	not                   []*condition
}

// bound is what the variables of a rule stand for, snapshot.None where that is open.
type bound []snapshot.Node

// compile numbers the variables of a rule.
func compile(index *relationIndex, r *graph.Rule) *rule {
	c := &compiler{index: index, namedIn: map[variable]int{}}
	compiled := &rule{when: c.conditions(r.When), role: r.Derive.Role}
	compiled.predicate, _ = index.s.PredicateNumber(r.Derive.Relation)
	compiled.subject, compiled.object, compiled.item = c.number(r.Derive.Subject), c.number(r.Derive.Object), c.number(r.Derive.Item)
	compiled.variables = len(c.names)
	return compiled
}

type compiler struct {
	index   *relationIndex
	names   []string // of variables, by number
	namedIn map[variable]int
	place   int
}

func (x *compiler) number(name string) variable {
	if name == "" {
		return absent
	}
	i := slices.Index(x.names, name)
	if i < 0 {
		i = len(x.names)
		x.names = append(x.names, name)
		x.namedIn[variable(i)] = x.place
	}
	return variable(i)
}

func (x *compiler) conditions(cs []graph.Condition) []*condition {
	compiled := make([]*condition, len(cs))
	for i, c := range cs {
		x.place += 2
		k := &condition{subject: x.number(c.Subject), object: x.number(c.Object), item: x.number(c.Item), binding: x.number(c.Binding),
			threshold: x.number(c.Threshold), repeat: c.Repeat, majority: owners.Threshold(c.MinShare), place: x.place,
			attribute: c.Attribute, terms: c.Terms, kinds: c.Kind}
		if k.binding != absent { // that a decision binds is shown with what first names it
			k.place = x.namedIn[k.binding] + 1
		}
		if len(c.Relation) > 0 {
			k.relations = x.index.s.Predicates(c.Relation...)
			k.claims, k.subjects, k.objects = x.index.count(k.relations)
		}
		for _, branch := range c.Any {
			k.any = append(k.any, x.conditions(branch))
		}
		if len(c.Not) > 0 {
			k.not = x.conditions(c.Not)
		}
		compiled[i] = k
	}
	return compiled
}

// canHold reports whether each condition that takes a claim has one to take.
func (r *rule) canHold() bool {
	return !slices.ContainsFunc(r.when, func(c *condition) bool { return c.relations != nil && c.repeat == "" && c.claims == 0 })
}

// unbound stands for nothing yet.
func (r *rule) unbound() bound { return slices.Repeat(bound{snapshot.None}, r.variables) }

// of returns what a variable stands for, or snapshot.None.
func (b bound) of(v variable) snapshot.Node {
	if v == absent {
		return snapshot.None
	}
	return b[v]
}

// bind lets a variable stand for a node, and returns what undoes it; ok is false if it stands for another already.
func (b bound) bind(v variable, n snapshot.Node) (undo func(), ok bool) {
	if v == absent || b[v] == n {
		return func() {}, true
	}
	if b[v] != snapshot.None {
		return nil, false
	}
	b[v] = n
	return func() { b[v] = snapshot.None }, true
}
