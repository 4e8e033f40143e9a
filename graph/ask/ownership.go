package ask

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// owning reads who owns something, what it owns, and how one owns another.
func (r *reading) owning() bool {
	at := r.cueAt("own", "belong")
	if at < 0 || len(r.left(r.isItem)) > 0 || r.hasItemKind() {
		return false
	}
	r.cue("own", "belong", "holding", "share", "largest", "owner", "direct", "government", "decision")
	r.counts()
	agents, patients := r.roles(at, r.asksObject(), r.isOwned(at))
	if r.has(askOf, "how-many") { // how much of SMIC does the Big Fund own
		agents = slices.DeleteFunc(agents, func(i int) bool {
			of := r.parts[i].mark == "of"
			if of {
				patients = append(patients, i)
			}
			return of
		})
	}
	if r.parts[at].is(cueOf, "belong") {
		agents, patients = r.left(nil, "to"), r.left(nil, "", "of")
	}
	adjectives := r.adjectives()
	if len(adjectives) > 1 || len(agents)+len(patients) > 2 || !r.mayHold(agents, patients) {
		return false
	}
	switch {
	case len(agents) == 1 && len(patients) == 1:
		return r.asks("paths", "from", r.id(patients[0], r.isParty), "to", r.needed(agents[0]), "channel", "ownership")
	case len(patients) == 1: // is it Chinese-owned: the owners have their states beside them
		return r.asks("owners", "ref", r.id(patients[0], r.isParty)) && r.kindsOf()
	case len(agents) == 1 && r.parts[at].is(cueOf, "decision") && slices.ContainsFunc(r.parts[agents[0]].names, r.isState):
		return false // what a state controls is exports
	case len(agents) == 1:
		return r.asks("holdings", "ref", r.id(agents[0], nil)) && r.kindsOf()
	}
	return false
}

// owned are the participles of owning, folded: who owned it is no passive without to be.
var owned = []string{"owned", "held", "possessed", "controlled", "detenu", "detenue", "detenus", "possede", "possedee", "controle", "controlee"}

func (s *sentence) isOwned(at int) bool {
	return slices.Contains(owned, s.tokens[s.parts[at].from].folded) && s.isPassive(at)
}

// asksObject reports whether the sentence begins with que or qu', which ask for the object: que détient SMIC.
func (s *sentence) asksObject() bool {
	return slices.ContainsFunc(s.parts, func(p part) bool {
		first := s.tokens[p.from].folded
		return p.is(askOf, "what") && (first == "que" || first == "qu")
	})
}

// hasItemKind reports whether the sentence has a noun of things that are bought and sold: how many GPUs somebody owns is no share.
func (s *sentence) hasItemKind() bool {
	return slices.ContainsFunc(s.parts, func(p part) bool {
		kind, _ := p.of(kindOf)
		k := s.Facts.Ontology().Kind(kind)
		return k != nil && k.Item
	})
}

// kindsOf takes in nouns of kinds as what is listed.
func (r *reading) kindsOf() bool {
	if kinds := r.kinds(); len(kinds) > 0 {
		r.values["kind"] = kinds
	}
	return true
}

// owners reads nouns: shareholders, stakes, affiliates.
func (r *reading) owners() bool {
	owner, holding, affiliate := r.cue("owner"), r.cue("holding"), r.cue("affiliate")
	if !owner && !holding && !affiliate {
		return false
	}
	r.cue("share", "largest", "own", "direct", "list")
	r.counts()
	if affiliate {
		for _, i := range r.left(r.isDecision) { // the rule that reaches them
			r.take(i, r.isDecision)
		}
	}
	all := r.left(nil)
	switch {
	case len(all) == 1 && affiliate:
		return r.asks("affiliates", "ref", r.id(all[0], nil)) && r.kindsOf()
	case len(all) == 1 && (owner || r.parts[all[0]].mark == "in"):
		return r.mayHold(nil, all) && r.asks("owners", "ref", r.id(all[0], r.isParty)) && r.kindsOf()
	case len(all) == 1:
		return r.mayHold(all, nil) && r.asks("holdings", "ref", r.id(all[0], nil)) && r.kindsOf()
	case len(all) == 2 && !affiliate:
		from, to := all[1], all[0] // Wingtech's stake in Nexperia; is Wingtech a shareholder of Nexperia
		if mark := r.parts[from].mark; mark == "" || mark == "by" {
			from, to = to, from
		}
		return r.mayHold([]int{to}, []int{from}) && r.asks("paths", "from", r.id(from, r.isParty), "to", r.needed(to), "channel", "ownership")
	}
	return false
}

// mayHold reports whether names can be of owners and of what they own: a list or a state is owned by nobody, and "are Huawei's owners
// on the Entity List" asks for no owner of the list.
func (r *reading) mayHold(owners, owned []int) bool {
	holder := func(n snapshot.Node) bool {
		return r.isPlace(n) || r.ownership(n, func(rel *graph.Relation) []string { return rel.To })
	}
	held := func(n snapshot.Node) bool {
		return r.ownership(n, func(rel *graph.Relation) []string { return rel.From })
	}
	some := func(fits func(snapshot.Node) bool) func(int) bool {
		return func(i int) bool { return slices.ContainsFunc(r.parts[i].names, fits) }
	}
	return !slices.ContainsFunc(owners, not(some(holder))) && !slices.ContainsFunc(owned, not(some(held)))
}

// ownership reports whether an entity is of a kind that may stand at an end of a relation of ownership.
func (s *sentence) ownership(n snapshot.Node, end func(*graph.Relation) []string) bool {
	kind, o := s.Facts.Kind(n), s.Facts.Ontology()
	for i := range o.Relations {
		if r := &o.Relations[i]; r.Channel == graph.OwnershipChannel && slices.Contains(end(r), kind) {
			return true
		}
	}
	return false
}
