package ask

import (
	"slices"
	"strings"
)

// described reads what something is.
func (r *reading) described() bool {
	asked := r.cue("describe") || r.has(askOf, "what", "who", "why", "how")
	all := r.left(nil)
	if r.hasToken(acting...) {
		return false
	}
	if len(all) != 1 || !asked && len(r.parts)-len(all) > r.fillers() {
		return false
	}
	n := r.take(all[0], nil)
	for i := range r.parts { // the company Nvidia
		if kind, _ := r.parts[i].of(kindOf); kind == r.Facts.Kind(n) {
			r.used[i] = true
		}
	}
	return r.asks("entity", "ref", r.Facts.ID(n))
}

// acting are the forms of verbs by which a sentence asks what something does or may do, folded, and not what it is.
var acting = []string{"do", "does", "did", "done", "doing", "has", "have", "had", "can", "could", "may", "might", "will", "would", "should",
	"fait", "font", "faire", "a", "ont", "avait", "peut", "peuvent", "pourrait", "doit", "sera", "serait"}

// standing reads whether a decision is in force.
func (r *reading) standing() bool {
	if !r.cue("in-force", "suspended", "pending", "status") {
		return false
	}
	all := r.left(nil)
	if len(all) != 1 || !slices.ContainsFunc(r.parts[all[0]].names, r.isDecision) {
		return false
	}
	r.cue("not", "decision", "allow")
	return r.asks("claims", "subject", r.id(all[0], r.isDecision), "predicate", r.Facts.Ontology().Binding.Attribute)
}

// fillers counts the words that say nothing by themselves.
func (r *reading) fillers() int {
	n := 0
	for i := range r.parts {
		if r.parts[i].is(filler, "") {
			n++
		}
	}
	return n
}

// screened reads who is to be screened: names, as they are known here.
func (r *reading) screened() bool {
	if !r.cue("screen") {
		return false
	}
	r.cue("list", "listed")
	lists := r.left(r.isList)
	if len(lists) > 1 {
		return false
	}
	for _, i := range lists {
		r.asks("screen", "list", r.id(i, r.isList))
	}
	for _, i := range r.left(not(r.isItem)) {
		r.asks("screen", "queries", r.id(i, r.isParty))
	}
	return len(r.values["queries"]) > 0
}

// searched reads a search: all that stands after its word.
func (r *reading) searched() bool {
	if len(r.parts) < 2 || !r.parts[0].is(cueOf, "search") {
		return false
	}
	text := r.text[r.tokens[r.parts[1].from].from:]
	for i := range r.parts {
		r.used[i] = true
	}
	return r.asks("search", "q", strings.TrimRight(strings.TrimSpace(text), " ?!."))
}

// listed reads a list of entities of a kind, of a state.
func (r *reading) entities() bool {
	if !r.has(kindOf, "company", "chip", "model", "government", "technology", "facility", "person", "decision", "place", "group") {
		return false
	}
	r.cue("list", "describe")
	r.counts()
	return r.asks("entities") && r.listing() && len(r.left(nil)) == 0
}

// counted reads what there is in the graph.
func (r *reading) counted() bool {
	if !r.cue("stats") || len(r.left(nil)) > 0 {
		return false
	}
	r.kinds()
	return r.asks("stats")
}
