package storetest

import "chokepoint/graph"

// ruled makes claims that fulfil the conditions of a rule, but for their dates: by chance alone, hardly anything would be
// derived.
func (g *generator) ruled() []graph.Claim {
	if len(g.ontology.Rules) == 0 {
		return nil
	}
	f := &fulfilment{generator: g, bound: map[string]string{}}
	f.all(one(g.d, g.ontology.Rules).When)
	return f.claims
}

// fulfilment binds the variables of a rule, as they are met, to entities of the kinds that their relations allow.
type fulfilment struct {
	*generator
	bound  map[string]string
	claims []graph.Claim
}

func (f *fulfilment) all(conditions []graph.Condition) {
	for _, c := range conditions {
		switch {
		case len(c.Any) > 0:
			f.all(one(f.d, c.Any))
		case c.Binding != "":
			f.bind(f.bound[c.Binding])
		case c.Repeat != "" && once(f.d, 2):
			f.same(c)
		default:
			f.step(c)
		}
	}
}

// same takes no step, if one end is free.
func (f *fulfilment) same(c graph.Condition) {
	subject, object := f.bound[c.Subject], f.bound[c.Object]
	switch {
	case subject != "" && object == "":
		f.bound[c.Object] = subject
	case subject == "" && object != "":
		f.bound[c.Subject] = object
	default:
		f.step(c)
	}
}

// step takes one step of a relation.
func (f *fulfilment) step(c graph.Condition) {
	r := f.ontology.Relation(one(f.d, c.Relation))
	for _, end := range []struct {
		variable string
		kinds    []string
	}{{c.Subject, r.From}, {c.Object, r.To}} {
		if f.bound[end.variable] == "" {
			f.bound[end.variable] = f.entityOf(end.kinds)
		}
	}
	claim := f.lasting()
	if f.relate(&claim, r, f.bound[c.Subject], f.bound[c.Object]) {
		f.claims = append(f.claims, claim)
	}
}

// bind gives a decision a status in which it binds.
func (f *fulfilment) bind(decision string) {
	binding := f.ontology.Binding
	if decision == "" || len(binding.InForce) == 0 {
		return
	}
	claim := f.lasting()
	claim.Subject, claim.Predicate = decision, binding.Attribute
	claim.Value = graph.Value{Type: graph.TermValue, Text: one(f.d, binding.InForce)}
	f.claims = append(f.claims, claim)
}

// lasting is a claim that holds at all times, mostly, so that claims hold together.
func (f *fulfilment) lasting() graph.Claim {
	c := f.bare()
	if !once(f.d, 6) {
		c.Valid = graph.Always
	}
	return c
}
