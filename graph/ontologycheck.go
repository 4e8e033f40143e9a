package graph

import "slices"

func (o *Ontology) check(fault func(string, ...any)) {
	kinds := func(of string, names []string) {
		for _, k := range names {
			if o.kinds[k] == nil {
				fault("%s names kind %q, which is not declared", of, k)
			}
		}
	}
	for _, k := range o.Kinds {
		for _, name := range slices.Concat(k.Begins, k.Ends) {
			if o.attributes[name] == nil {
				fault("kind %q begins or ends by %q, which is no attribute", k.Name, name)
			}
		}
		for _, name := range k.Tells {
			if o.attributes[name] == nil && o.relations[name] == nil && o.inverses[name] == nil {
				fault("kind %q is told by %q, which is no predicate and no inverse", k.Name, name)
			}
		}
	}
	for _, u := range o.Units {
		if u.Base != "" && (o.units[u.Base] == nil || u.Factor <= 0) {
			fault("unit %q needs a declared base and a positive factor", u.Name)
		}
	}
	for _, a := range o.Attributes {
		kinds(a.Name, a.On)
		if !slices.Contains([]ValueType{NumberValue, TextValue, DateValue, BoolValue, TermValue}, a.Type) {
			fault("attribute %q has type %q, which is none of number, text, date, bool, term", a.Name, a.Type)
		}
		if a.Unit != "" && a.Unit != AnyUnit && o.units[a.Unit] == nil {
			fault("attribute %q has unit %q, which is not declared", a.Name, a.Unit)
		}
	}
	for i, name := range o.Strata {
		if name == "" || slices.Contains(o.Strata[:i], name) {
			fault("stratum %q is unnamed or declared twice", name)
		}
	}
	o.checkRelations(fault, kinds)
	o.known(fault, "country", o.Country.Relations)
	o.checkBinding(fault)
	for _, l := range o.Languages {
		if len(l.Contract)%2 != 0 {
			fault("language %q has a contraction without what it becomes", l.Name)
		}
	}
	for _, rule := range o.Rules {
		o.known(fault, "rule "+rule.Name, []string{rule.Derive.Relation})
		if name := rule.Derive.Stratum; name != "" && !slices.Contains(o.Strata, name) {
			fault("rule %s concludes in stratum %q, which is not declared", rule.Name, name)
		}
		o.checkConditions(fault, rule.Name, rule.When)
	}
}

// checkRelations makes sure that relations speak of what is declared.
func (o *Ontology) checkRelations(fault func(string, ...any), kinds func(of string, names []string)) {
	for _, r := range o.Relations {
		kinds(r.Name, r.From)
		kinds(r.Name, r.To)
		kinds(r.Name, r.ComesAndGoes)
		for _, w := range r.Strata {
			kinds(r.Name, w.From)
			kinds(r.Name, w.To)
		}
		if !slices.Contains([]Need{NeedNone, NeedAll, NeedAny, NeedPart, NeedWith}, r.Need) {
			fault("relation %q has need %q, which is none of all, any, part, with", r.Name, r.Need)
		}
		o.checkStrata(fault, &r)
		o.known(fault, r.Name, r.Gates)
	}
}

// checkBinding makes sure that what plays a part in decisions is declared.
func (o *Ontology) checkBinding(fault func(string, ...any)) {
	b := &o.Binding
	for _, relations := range [][]string{b.SuspendedBy, b.EndedBy, b.Makers, b.Lists, b.Within, b.Membership, b.Partly, b.Variants, b.Seats, b.Exempts, b.Amends} {
		o.known(fault, "binding", relations)
	}
	for _, name := range []string{b.Everything, b.Everywhere, b.Asks, b.ForeignOnly, b.Compliance, b.Citation} {
		if name != "" && o.attributes[name] == nil {
			fault("binding names attribute %q, which is not declared", name)
		}
	}
	effects := o.attributes[b.Effect]
	if effects == nil || effects.Type != TermValue {
		return
	}
	for _, term := range slices.Concat(b.Controls, b.Restricts, b.Permits, b.Informal) {
		if !slices.Contains(effects.Terms, term) {
			fault("binding names the effect %q, which is no term of %s", term, b.Effect)
		}
	}
}

func (o *Ontology) checkStrata(fault func(string, ...any), r *Relation) {
	named := []string{r.Stratum}
	for _, w := range r.Strata {
		named = append(named, w.Stratum)
	}
	for _, name := range named {
		if name != "" && !slices.Contains(o.Strata, name) {
			fault("relation %q has stratum %q, which is not declared", r.Name, name)
		}
	}
	for name, share := range map[string]float64{"least_share": r.LeastShare, "belongs_share": r.BelongsShare} {
		if !(share >= 0 && share <= 1) { // which no number is not either
			fault("relation %q has %s %v, which is no share", r.Name, name, share)
		}
	}
}

func (o *Ontology) checkConditions(fault func(string, ...any), rule string, conditions []Condition) {
	for _, c := range conditions {
		o.known(fault, "rule "+rule, c.Relation)
		for _, branch := range c.Any {
			o.checkConditions(fault, rule, branch)
		}
		o.checkConditions(fault, rule, c.Not)
		if c.Attribute != "" && o.attributes[c.Attribute] == nil {
			fault("rule %s names attribute %q, which is not declared", rule, c.Attribute)
		}
		for _, kind := range c.Kind {
			if o.kinds[kind] == nil {
				fault("rule %s names kind %q, which is not declared", rule, kind)
			}
		}
		parts := 0
		for _, has := range []bool{len(c.Relation) > 0, c.Attribute != "", len(c.Kind) > 0, c.Binding != "", c.Threshold != "", len(c.Any) > 0, len(c.Not) > 0} {
			if has {
				parts++
			}
		}
		if parts != 1 {
			fault("rule %s has a condition with none or several of relation, attribute, kind, binding, threshold, any, not", rule)
		}
		if c.Item != "" && c.Repeat != "" {
			fault("rule %s asks for the item of claims of %v, which it follows repeatedly", rule, c.Relation)
		}
	}
}

func (o *Ontology) known(fault func(string, ...any), of string, relations []string) {
	for _, name := range relations {
		if o.relations[name] == nil {
			fault("%s names relation %q, which is not declared", of, name)
		}
	}
}
