package ask

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// said reads what claims say of something: who makes, supplies or uses it, its market share, what somebody said.
func (s *sentence) said() []*reading {
	var all []*reading
	for at := range s.parts {
		for _, m := range s.parts[at].means {
			var next *reading
			switch m.class {
			case verb, participle:
				next = s.byVerb(at, m)
			case doer, done, noun:
				next = s.byNoun(at, m)
			case sortOf:
				next = s.byLabel(at, m.name)
			}
			if next != nil {
				all = append(all, next)
			}
		}
	}
	return append(all, s.asked()...)
}

// explain takes in the words that a question about claims has beside its own.
func (r *reading) explain(at int) {
	r.used[at] = true
	r.cue("government", "largest", "direct")
	r.cue("share")
	r.counts()
}

// byVerb reads a verb with the names about it.
func (s *sentence) byVerb(at int, m meaning) *reading {
	x := s.words.saying(m)
	if x.Dated && s.has(askOf, "who") {
		return nil // who founded it is not on record
	}
	if x.Agent == "" { // an attribute: who said it is the subject
		return s.byAttribute(at, x)
	}
	passive := s.isPassive(at)
	if m.class == verb && passive && slices.Contains(s.parts[at].means, meaning{participle, m.name}) {
		return nil // est fabriqué, not fabrique
	}
	for _, inverted := range []bool{false, true} {
		r := s.newReading()
		r.explain(at)
		agents, patients := r.roles(at, inverted, m.class == participle && !x.Stative && passive)
		if r.ends(x, agents, patients) {
			return r
		}
	}
	return nil
}

// byNoun reads a noun of who does something, or to whom it is done, with whose it is.
func (s *sentence) byNoun(at int, m meaning) *reading {
	x := s.words.saying(m)
	if x.Agent == "" {
		return s.byAttribute(at, x)
	}
	r := s.newReading()
	r.explain(at)
	all := r.ofClaims()
	if len(all) == 0 || len(all) > 2 {
		return nil
	}
	of := all[:1]
	var rest []int
	if len(all) == 2 { // is SMIC a supplier of Huawei
		at := slices.IndexFunc(all, func(i int) bool {
			return r.parts[i].mark == "of" || r.parts[i].mark == "to" || r.parts[i].mark == "for"
		})
		if at < 0 {
			return nil
		}
		of, rest = all[at:at+1], all[1-at:2-at]
	}
	ok := false
	if m.class == done || m.class == noun && x.Agent == "subject" {
		ok = r.ends(x, of, rest)
	} else {
		ok = r.ends(x, rest, of)
	}
	if !ok {
		return nil
	}
	return r
}

// ofClaims are the names that may be ends of claims: all, but for the state in which those at one end are to be.
func (r *reading) ofClaims() []int {
	all := r.left(nil)
	if where := r.left(r.isDestination, "in"); len(all) > 1 && len(where) == 1 {
		all = slices.DeleteFunc(all, func(i int) bool { return i == where[0] })
	}
	return all
}

// ends asks for the claims of an entry of which some ends are known. Predicates that don't fit the kinds of the ends are left
// out.
func (r *reading) ends(x *saying, agents, patients []int) bool {
	subjects, objects := patients, agents
	if x.Agent == "subject" {
		subjects, objects = agents, patients
	}
	if len(subjects)+len(objects) == 0 || len(subjects) > 1 || len(objects) > 1 {
		return r.endsAbout(x, agents, patients)
	}
	o := r.Facts.Ontology()
	r.question = "claims"
	for _, name := range x.Predicates {
		rel := o.Relation(name)
		if rel == nil || !r.fits(subjects, rel.From) || !r.fits(objects, rel.To) || !r.others(rel, len(subjects) == 0, len(objects) == 0) {
			continue
		}
		if len(subjects) == 0 && !x.Symmetric {
			name = rel.Inverse
		}
		r.values["predicate"] = append(r.values["predicate"], name)
		if x.Symmetric {
			r.values["predicate"] = append(r.values["predicate"], rel.Inverse)
		}
	}
	if r.values["predicate"] == nil {
		return false
	}
	if states := r.adjectives(); len(states) > 0 || len(r.left(r.isDestination, "in")) > 0 {
		return r.reachedBy(x, subjects, objects, states)
	}
	switch {
	case len(subjects) == 1 && len(objects) == 1:
		r.asks("claims", "subject", r.id(subjects[0], r.ofSome(x, true)), "object", r.id(objects[0], r.ofSome(x, false)))
	case len(subjects) == 1:
		r.asks("claims", "subject", r.id(subjects[0], r.ofSome(x, true)))
	default:
		r.asks("claims", "subject", r.id(objects[0], r.ofSome(x, false)))
	}
	if kinds := r.kinds(); len(kinds) > 0 {
		r.values["object_kind"] = kinds
	}
	return true
}

// reachedBy asks for the entities of a state at the other end of claims.
func (r *reading) reachedBy(x *saying, subjects, objects []int, states []string) bool {
	for _, i := range r.left(r.isDestination, "in") {
		states = append(states, r.needed(i))
	}
	if len(states) != 1 || len(subjects)+len(objects) != 1 {
		return false
	}
	name, known := "dependents", objects
	if len(subjects) == 1 {
		name, known = "dependencies", subjects
	}
	for i, predicate := range r.values["predicate"] {
		if rel := r.Facts.Ontology().InverseOf(predicate); rel != nil {
			r.values["predicate"][i] = rel.Name
		}
	}
	r.values["relation"] = r.values["predicate"]
	delete(r.values, "predicate")
	return r.asks(name, "ref", r.id(known[0], r.ofSome(x, len(subjects) == 1)), "country", states[0], "depth", "1") && r.kindsOf()
}

// endsAbout takes one of two names at an end as what the claims are about, if it is an item and the other is none: HBM in does
// Samsung supply HBM to Nvidia.
func (r *reading) endsAbout(x *saying, agents, patients []int) bool {
	split := func(list []int) (rest []int, about string) {
		if len(list) != 2 {
			return list, ""
		}
		for k, i := range list {
			if slices.ContainsFunc(r.parts[i].names, r.isItem) && !slices.ContainsFunc(r.parts[list[1-k]].names, r.isItem) {
				return list[1-k : 2-k], r.id(i, r.isItem)
			}
		}
		return list, ""
	}
	agents, what := split(agents)
	patients, other := split(patients)
	if (what == "") == (other == "") || len(agents) > 1 || len(patients) > 1 {
		return false
	}
	return r.ends(x, agents, patients) && r.asks("claims", "about", what+other)
}

// fits reports whether names, if there are any, are of some kinds.
func (r *reading) fits(names []int, kinds []string) bool {
	for _, i := range names {
		if len(kinds) > 0 && !slices.ContainsFunc(r.parts[i].names, func(n snapshot.Node) bool { return slices.Contains(kinds, r.Facts.Kind(n)) }) {
			return false
		}
	}
	return true
}

// others reports whether the nouns of kinds in the sentence fit the end that is asked for.
func (r *reading) others(rel *graph.Relation, subject, object bool) bool {
	for i := range r.parts {
		kind, ok := r.parts[i].of(kindOf)
		if !ok || kind == "unknown" {
			continue
		}
		if subject && !slices.Contains(rel.From, kind) && len(rel.From) > 0 || object && !slices.Contains(rel.To, kind) && len(rel.To) > 0 {
			return false
		}
	}
	return true
}

// ofSome says which entities may be an end of the claims.
func (r *reading) ofSome(x *saying, subject bool) func(snapshot.Node) bool {
	return func(n snapshot.Node) bool {
		for _, name := range x.Predicates {
			rel := r.Facts.Ontology().Relation(name)
			if rel == nil {
				continue
			}
			kinds := rel.To
			if subject {
				kinds = rel.From
			}
			if len(kinds) == 0 || slices.Contains(kinds, r.Facts.Kind(n)) {
				return true
			}
		}
		return false
	}
}

// byAttribute reads whose attribute is asked for, and what it is about.
func (s *sentence) byAttribute(at int, x *saying) *reading {
	r := s.newReading()
	r.explain(at)
	return r.attribute(x.Predicates)
}

// byLabel is byAttribute for what the ontology calls an attribute.
func (s *sentence) byLabel(at int, name string) *reading {
	r := s.newReading()
	r.explain(at)
	return r.attribute([]string{name})
}

func (r *reading) attribute(predicates []string) *reading {
	for i := range r.parts {
		for _, m := range r.parts[i].means { // says, statements: other words of the same
			if m.class == verb || m.class == participle || m.class == noun {
				if x := r.words.saying(m); x.Agent == "" && slices.ContainsFunc(x.Predicates, func(p string) bool { return slices.Contains(predicates, p) }) {
					r.used[i] = true
				}
			}
		}
	}
	o := r.Facts.Ontology()
	has := func(n snapshot.Node) bool {
		return slices.ContainsFunc(predicates, func(name string) bool {
			a := o.Attribute(name)
			return a != nil && (len(a.On) == 0 || slices.Contains(a.On, r.Facts.Kind(n)))
		})
	}
	subjects := r.left(has, "", "of", "by", "on", "in", "for", "to", "at")
	if len(subjects) == 0 {
		return nil
	}
	subject := subjects[0]
	for _, i := range subjects {
		if mark := r.parts[i].mark; mark == "" || mark == "of" || mark == "by" {
			subject = i
			break
		}
	}
	n := r.take(subject, has)
	r.asks("claims", "subject", r.Facts.ID(n))
	for _, name := range predicates {
		if a := o.Attribute(name); a != nil && (len(a.On) == 0 || slices.Contains(a.On, r.Facts.Kind(n))) {
			r.values["predicate"] = append(r.values["predicate"], name)
		}
	}
	if states := r.adjectives(); len(states) > 0 {
		r.values["about"] = states
	}
	for i := range r.parts { // what somebody said about chips: of no chip more than of another
		if _, isKind := r.parts[i].of(kindOf); isKind && (r.parts[i].mark == "about" || r.parts[i].mark == "on") && !r.parts[i].is(kindOf, "unknown") {
			r.used[i], r.idle = true, append(r.idle, i)
		}
	}
	for _, i := range r.left(nil, "about", "on", "in", "of", "to", "for", "from", "against", "") {
		if r.values["about"] != nil {
			return nil
		}
		r.values["about"] = []string{r.id(i, nil)}
	}
	return r
}

// asked reads questions that a word of asking alone tells from others: where is Nvidia, how many GPUs has ByteDance.
func (s *sentence) asked() []*reading {
	var all []*reading
	for i := range s.words.claims {
		x := &s.words.claims[i]
		for _, ask := range x.Asked {
			if !s.has(askOf, ask) {
				continue
			}
			r := s.newReading()
			for i := range r.parts {
				r.used[i] = r.parts[i].is(askOf, ask) || r.parts[i].is(cueOf, "own") || slices.ContainsFunc(r.parts[i].means, func(m meaning) bool {
					return (m.class == noun || m.class == participle) && r.words.saying(m) == x
				})
			}
			agents, patients := r.left(not(r.isItem)), r.left(r.isItem)
			if len(agents) == 0 {
				agents, patients = patients, nil
			}
			if len(agents) > 0 && r.ends(x, agents, patients) {
				all = append(all, r)
			}
		}
	}
	return all
}
