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
		case len(c.Not) > 0: // by chance, now and then
		case c.Binding != "":
			f.bind(f.bound[c.Binding])
		case c.Threshold != "":
			f.reach(c)
		case c.Attribute != "":
			f.term(f.bound[c.Subject], c.Attribute, c.Terms)
		case len(c.Kind) > 0:
			f.ofKind(c.Subject, c.Kind)
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
		f.ofKind(end.variable, end.kinds)
	}
	if c.Item != "" {
		f.ofKind(c.Item, nil)
	}
	claim := f.lasting()
	if f.relate(&claim, r, f.bound[c.Subject], f.bound[c.Object]) {
		if c.Item != "" {
			claim.Item = f.bound[c.Item]
		}
		f.claims = append(f.claims, claim)
	}
}

// ofKind binds a variable that is free.
func (f *fulfilment) ofKind(variable string, kinds []string) {
	if f.bound[variable] == "" {
		f.bound[variable] = f.entityOf(kinds)
	}
}

// reach makes a party of whom a listed one holds the threshold of a decision.
func (f *fulfilment) reach(c graph.Condition) {
	binding := f.ontology.Binding
	threshold, listed, owned := f.ontology.Attribute(binding.Threshold), f.ontology.Relation(binding.ListedBy), f.owning()
	if threshold == nil || listed == nil || owned == nil {
		return
	}
	f.ofKind(c.Threshold, []string{binding.Kind})
	f.ofKind(c.Subject, owned.From)
	owner := f.entityOf(listed.From)
	least, onList, stake := f.lasting(), f.lasting(), f.lasting()
	least.Subject, least.Predicate = f.bound[c.Threshold], threshold.Name
	least.Value = graph.Value{Type: graph.NumberValue, Number: one(f.d, []float64{0.3, 0.5})}
	if least.Subject != "" && f.relate(&onList, listed, owner, f.bound[c.Threshold]) && f.relate(&stake, owned, f.bound[c.Subject], owner) {
		f.claims = append(f.claims, least, onList, stake)
	}
}

// owning is a relation of ownership, or nil.
func (f *fulfilment) owning() *graph.Relation {
	for i := range f.ontology.Relations {
		if r := &f.ontology.Relations[i]; r.Channel == graph.OwnershipChannel {
			return r
		}
	}
	return nil
}

// bind gives a decision a status in which it binds.
func (f *fulfilment) bind(decision string) {
	f.term(decision, f.ontology.Binding.Attribute, f.ontology.Binding.InForce)
}

// term gives an attribute of an entity one of some terms.
func (f *fulfilment) term(subject, attribute string, terms []string) {
	if subject == "" || len(terms) == 0 {
		return
	}
	claim := f.lasting()
	claim.Subject, claim.Predicate = subject, attribute
	claim.Value = graph.Value{Type: graph.TermValue, Text: one(f.d, terms)}
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
