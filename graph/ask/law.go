package ask

import (
	"slices"

	"chokepoint/graph/snapshot"
)

// listings reads whether a party is on a list, and who is on one.
func (r *reading) listings() bool {
	lists := r.left(r.isList)
	listed := r.cue("listed")
	if !listed && len(lists) == 0 {
		return false
	}
	if !listed && !r.has(caseOf, "on", "in", "to", "from", "by", "of") {
		return false
	}
	r.cue("list", "check", "status", "buy", "impose", "not", "in-force", "government", "restrict", "decision", "affiliate", "suspended")
	if len(lists) > 1 {
		return false
	}
	list := ""
	if len(lists) == 1 {
		list = r.id(lists[0], r.isList)
	}
	parties := r.left(func(n snapshot.Node) bool { return !r.isState(n) && !r.isItem(n) && !r.isDecision(n) })
	if len(parties) == 0 {
		return r.listedBy(list)
	}
	authorities := r.adjectives()
	for _, i := range r.left(r.isState, "by", "of", "from", "", "in", "on") {
		authorities = append(authorities, r.needed(i))
	}
	if list == "" && len(authorities) == 1 {
		list = authorities[0]
	}
	if len(authorities) > 1 || r.has(cueOf, "approve", "allow") && len(lists) == 0 {
		return false
	}
	if len(parties) == 1 {
		return r.asks("listings", "ref", r.id(parties[0], r.isParty), "list", list)
	}
	for _, i := range parties {
		r.asks("screen", "queries", r.id(i, r.isParty))
	}
	return r.asks("screen", "list", list)
}

// listedBy asks who is on a list.
func (r *reading) listedBy(list string) bool {
	if at, n := r.times(); n == 1 && list != "" && r.hasToken("added", "add", "ajoute", "ajoutes", "ajoutee", "ajoutees", "inscrit", "inscrits", "removed", "radie", "radies") {
		return r.listedIn(r.parts[at].time, at, list)
	}
	if list == "" || !r.has(kindOf, "company", "person", "facility", "government") && !r.has(askOf, "who", "how-many") {
		return false
	}
	b := &r.Facts.Ontology().Binding
	r.asks("dependents", "ref", list, "relation", b.ListedBy)
	r.values["relation"] = append(r.values["relation"], b.Within...)
	if !r.listing() {
		return false
	}
	if r.values["kind"] == nil {
		r.values["kind"] = slices.Clone(r.Facts.Ontology().Relation(b.ListedBy).From)
	}
	return true
}

// listedIn asks who came onto a list, or left it, in a time.
func (r *reading) listedIn(t *period, at int, list string) bool {
	if t.role == before {
		return false
	}
	r.used[at] = true
	last := t.last
	if t.role == since {
		last = r.Today
	}
	return r.asks("changes", "since", t.first.String(), "until", last.String(), "of", list, "what", "began", "what", "ended", "what", "on") && r.kindsOf()
}

// isList reports whether an entity is a decision that parties are listed by, or that such a one is part of.
func (s *sentence) isList(n snapshot.Node) bool {
	if !s.isDecision(n) {
		return false
	}
	b := &s.Facts.Ontology().Binding
	listedBy, within := s.Facts.Predicates(b.ListedBy), s.Facts.Predicates(b.Within...)
	for ref, part := range s.Facts.In(n) {
		if s.Facts.Is(ref, listedBy) {
			return true
		}
		if s.Facts.Is(ref, within) && s.isDecision(part) {
			for ref := range s.Facts.In(part) {
				if s.Facts.Is(ref, listedBy) {
					return true
				}
			}
		}
	}
	return false
}

// effects are those of decisions that a word asks for; the ontology may have some of them.
var effects = map[string][]string{"approve": {"permit", "permit-with-conditions"}, "tax": {"tax"}, "condition": {"permit-with-conditions"}}

// decided reads which decisions bear on something, by whom, and what they do: approvals, conditions, duties, pending bills.
func (r *reading) decided() bool {
	approves, taxes := r.cue("approve"), r.cue("tax")
	bills, conditions, restricts := r.cue("bill"), r.cue("condition"), r.cue("restrict")
	decisions, allows := r.cue("decision"), r.cue("allow", "check")
	if !approves && !taxes && !bills && !conditions && !restricts && !decisions && !allows && !r.acts(2) {
		return false
	}
	r.cue("government", "status", "impose", "sell", "buy", "pending", "in-force", "suspended", "largest", "share", "happen", "not")
	for i := range r.parts { // buyers, chips: whom and what a decision is about, and not what is asked for
		if kind, _ := r.parts[i].of(kindOf); kind == "decision" || (kind == "company" || kind == "chip") && !r.isAskedFor(i) {
			r.used[i] = true
		}
	}
	by, ok := r.authority()
	if !ok {
		return false
	}
	objects := r.left(nil)
	if bills && by == "" && len(objects) == 0 {
		by = r.implied("bill")
	}
	switch {
	case len(objects) == 0 && by == "":
		return false
	case len(objects) == 0:
		r.asks("decisions", "ref", by, "by", by)
	case by == "" && (r.controls(objects) || r.bannedIn(objects)):
		return true
	case len(objects) == 1 && r.has(askOf, "who") && slices.ContainsFunc(r.parts[objects[0]].names, r.isDecision):
		return r.asks("claims", "subject", r.id(objects[0], r.isDecision), "predicate", r.Facts.Ontology().Binding.Issuer)
	default: // of several, one is offered
		r.asks("decisions", "ref", r.id(objects[0], not(r.isPlace)), "by", by)
	}
	r.effects(map[string]bool{"approve": approves, "tax": taxes, "condition": conditions && !approves})
	switch {
	case bills || r.has(cueOf, "pending"):
		r.values["status"] = []string{"proposed"}
	case r.has(cueOf, "suspended"):
		r.values["status"] = []string{"suspended"}
	case r.has(cueOf, "in-force"):
		r.values["status"] = []string{"in-force"}
	}
	return true
}

// controls asks which decisions bear on the export of an item to a destination: both are named.
func (r *reading) controls(objects []int) bool {
	if len(objects) != 2 || r.parts[objects[1]].mark == "by" || !slices.ContainsFunc(r.parts[objects[0]].names, r.isItem) || !slices.ContainsFunc(r.parts[objects[1]].names, r.isMarket) {
		return false
	}
	return r.asks("check", "item", r.id(objects[0], r.isItem), "to", r.id(objects[1], r.isMarket))
}

// bannedIn asks what a state decided against a party: it is banned in it.
func (r *reading) bannedIn(objects []int) bool {
	if len(objects) != 2 || r.parts[objects[1]].mark != "in" || !slices.ContainsFunc(r.parts[objects[0]].names, r.isParty) || !slices.ContainsFunc(r.parts[objects[1]].names, r.isMarket) {
		return false
	}
	return r.asks("decisions", "ref", r.id(objects[0], r.isParty), "by", r.needed(objects[1]))
}

// isAskedFor reports whether a noun stands right after a word that asks: which chips.
func (s *sentence) isAskedFor(i int) bool { return i > 0 && s.isAsk(i-1) }

// effects narrows decisions to those with the effects that words ask for.
func (r *reading) effects(asked map[string]bool) {
	o := r.Facts.Ontology()
	for cue, terms := range effects {
		if !asked[cue] {
			continue
		}
		for _, term := range terms {
			if a := o.Attribute(o.Binding.Effect); a != nil && slices.Contains(a.Terms, term) {
				r.values["effect"] = append(r.values["effect"], term)
			}
		}
	}
}

// implied returns the id of the entity that a word stands for where none is named, or nothing.
func (r *reading) implied(cue string) string {
	if n, err := r.Resolve(r.words.implied[cue], r.filter.KnownAt); err == nil {
		return r.Facts.ID(n)
	}
	return ""
}

// acts reports whether the sentence asks what a state does or did, and names so many things at least.
func (r *reading) acts(names int) bool {
	named := len(r.left(r.isDestination, "", "by")) > 0
	if r.hasClass(adjective) {
		named, names = true, names-1
	}
	return r.has(askOf, "what") && named && r.hasToken("do", "did", "done", "doing", "does", "fait", "font", "faire") && len(r.left(nil)) >= names
}

// hasToken reports whether one of some words stands in the sentence, as folded.
func (s *sentence) hasToken(folded ...string) bool {
	return slices.ContainsFunc(s.tokens, func(t token) bool { return slices.Contains(folded, t.folded) })
}

// authority takes in who decides: an adjective of a state, or a state or authority that acts. A state against which or for which
// something is decided is none.
func (r *reading) authority() (id string, ok bool) {
	all := r.adjectives()
	verb := r.cueAt("decision", "approve", "tax", "restrict", "condition", "allow", "sell", "impose")
	marked := r.left(r.isDestination, "by", "of", "from")
	bare := r.left(r.isDestination, "")
	if len(marked) > 0 && len(r.left(nil)) > len(marked) || len(marked) == 1 && len(r.left(nil)) == 1 && r.parts[marked[0]].mark != "of" {
		bare = append(marked, bare...)
	}
	for _, i := range bare {
		if len(all) == 0 && (i < verb || verb < 0 || r.parts[i].mark != "" || len(bare) == 1) {
			all = append(all, r.needed(i))
		}
	}
	if len(all) == 0 && len(marked) == 1 && len(r.left(nil)) == 1 {
		all = append(all, r.needed(marked[0]))
	}
	if len(all) > 1 {
		return "", false
	}
	if len(all) == 1 {
		return all[0], true
	}
	return "", true
}

// checked reads whether something may be sold somewhere, or to somebody, and what a party may sell.
func (r *reading) checked() bool {
	trade, allowed := r.cue("sell", "buy"), r.cue("allow", "check")
	approved := r.cue("approve")
	if !trade && !allowed && !approved {
		return false
	}
	r.cue("restrict", "need", "status", "impose", "not", "government", "decision", "tax", "condition", "in-force")
	items := r.left(r.isItem)
	to := r.destination()
	var endUser, seller string
	buying := r.has(cueOf, "buy") && !r.has(cueOf, "sell")
	for _, i := range r.left(r.isParty) {
		switch mark := r.parts[i].mark; {
		case seller == "" && buying && mark == "from" && len(items) == 0:
			seller = r.id(i, r.isParty)
		case seller == "" && !buying && (mark == "" && (i < r.cueAt("sell") || len(items) == 0 || r.sells(i, items)) || (mark == "by" || mark == "of" || mark == "from") && (len(items) == 0 || r.sells(i, items))):
			seller = r.id(i, r.isParty)
		case endUser == "" && (mark == "to" || mark == "for" || mark == "by" || mark == "" || mark == "in" || mark == "from" || mark == "with"):
			endUser = r.id(i, r.isParty)
		default:
			return false
		}
	}
	if to == "" && endUser != "" {
		n, _ := r.Facts.Lookup(endUser)
		if state := r.Facts.Countries(r.filter).Of(n); state != snapshot.None {
			to = r.Facts.ID(state)
		}
	}
	for _, i := range r.left(r.isDestination, "", "by", "of", "from") { // whose rules are asked about: a check looks at those of all
		r.take(i, nil)
	}
	return r.checks(items, seller, to, endUser)
}

// checks asks about an item, or all that a seller sells. Where there is no destination, it asks for the decisions on the item.
func (r *reading) checks(items []int, seller, to, endUser string) bool {
	for i := range r.parts { // customers, chips: what a sale is of and to
		if kind, _ := r.parts[i].of(kindOf); (kind == "company" || kind == "chip" || kind == "technology") && !r.isAskedFor(i) {
			r.used[i] = true
		}
	}
	switch {
	case len(items) > 1 || len(items) == 0 && (seller == "" || to == ""):
		return false
	case len(items) == 0 && !r.has(cueOf, "sell", "buy") || len(items) == 0 && r.isPassive(max(0, r.cueAt("sell", "buy"))) && !r.hasProducts():
		return false // what is sold is no item
	case len(items) == 0:
		return r.asks("check", "seller", seller, "to", to, "end_user", endUser)
	case to == "":
		return false
	}
	return r.asks("check", "item", r.id(items[0], r.isItem), "to", to, "end_user", endUser)
}

// hasProducts reports whether what a party makes is named with its name: Nvidia chips.
func (s *sentence) hasProducts() bool {
	return slices.ContainsFunc(s.parts, func(p part) bool { return p.product })
}

// destination takes in where something is sold to: a state or place, or the adjective of one.
func (r *reading) destination() string {
	for _, marks := range [][]string{{"to"}, {"in", "for", "on", "against"}, {""}} {
		all := slices.DeleteFunc(r.left(r.isMarket, marks...), func(i int) bool { return marks[0] == "" && r.isSubjectOf(i) })
		if len(all) > 0 {
			n := r.take(all[0], r.isDestination)
			return r.Facts.ID(n)
		}
	}
	if all := r.adjectives(); len(all) == 1 {
		return all[0]
	}
	return ""
}

// isMarket reports whether an entity is a destination and no authority of one.
func (s *sentence) isMarket(n snapshot.Node) bool {
	if !s.isDestination(n) {
		return false
	}
	b := &s.Facts.Ontology().Binding
	within, membership := s.Facts.Predicates(b.Within...), s.Facts.Predicates(b.Membership...)
	part := false
	for ref := range s.Facts.Out(n) {
		if s.Facts.Is(ref, membership) {
			return true // of a group of countries, though it is part of a state, as Hong Kong
		}
		part = part || s.Facts.Is(ref, within)
	}
	return !part
}

// isSubjectOf reports whether a name is the subject of a verb of deciding: does Japan restrict, la Chine a-t-elle approuvé.
func (r *reading) isSubjectOf(i int) bool {
	if r.has(cueOf, "buy") && !r.has(cueOf, "approve", "restrict", "condition", "impose", "decision") {
		return false
	}
	near := func(at int, folded ...string) bool {
		return at >= 0 && at < len(r.tokens) && slices.Contains(folded, r.tokens[at].folded)
	}
	before := r.parts[i].from - 1
	if near(before, "the", "la", "le", "les", "l") {
		before--
	}
	return near(before, "does", "did", "do", "has", "have", "had") || near(r.parts[i].to, "a", "ont", "avait", "autorise", "interdit", "approuve", "exige")
}

// sells reports whether a party is on record as the maker of one of the items.
func (r *reading) sells(party int, items []int) bool {
	makers := r.Facts.Predicates(r.Facts.Ontology().Binding.Makers...)
	for _, i := range items {
		for _, item := range r.parts[i].names {
			for ref, maker := range r.Facts.Out(item) {
				if r.Facts.Is(ref, makers) && slices.Contains(r.parts[party].names, maker) {
					return true
				}
			}
		}
	}
	return false
}
