package ask

import (
	"slices"

	"chokepoint/graph/snapshot"
)

// depends reads who depends on something, what something depends on, and why one depends on another.
func (r *reading) depends() bool {
	at := r.cueAt("depend", "need")
	if at < 0 {
		return false
	}
	noPreposition := r.parts[at].is(cueOf, "need") && r.lang == "en" // who needs ASML; in French, a besoin d'ASML
	r.cue("depend", "need", "government", "direct", "list")
	var subjects, objects []int
	for _, i := range r.left(nil) {
		switch mark := r.parts[i].mark; {
		case mark == "on" || mark == "of" || mark == "to" || mark == "from" || mark == "for" && i > at || noPreposition && mark == "" && i > at:
			objects = append(objects, i)
		case mark == "":
			subjects = append(subjects, i)
		}
	}
	return r.chain(subjects, objects)
}

// chain asks for what is between subjects and objects.
func (r *reading) chain(subjects, objects []int) bool {
	depth := ""
	if r.cue("direct") {
		depth = "1"
	}
	switch {
	case len(subjects) == 1 && len(objects) == 1:
		return r.asks("paths", "from", r.id(subjects[0], r.isSubject), "to", r.needed(objects[0]), "max_hops", depth)
	case len(subjects) == 0 && len(objects) > 0: // of several, one is offered
		return r.asks("dependents", "ref", r.needed(objects[0]), "depth", depth) && r.listing()
	case len(subjects) > 0 && len(objects) == 0:
		return r.asks("dependencies", "ref", r.id(subjects[0], r.isSubject), "depth", depth) && r.listing()
	}
	return false
}

// isSubject reports whether an entity depends on others as parties and items do.
func (s *sentence) isSubject(n snapshot.Node) bool { return s.isActor(n) || s.isItem(n) }

// dependenceOf reads nouns: the dependents of something, its dependencies, its dependence on another.
func (r *reading) dependenceOf() bool {
	switch {
	case r.cue("dependents"):
		r.cue("direct", "list")
		return r.chain(nil, r.left(nil, "of", ""))
	case r.cue("dependencies"):
		r.cue("government", "list", "direct", "happen", "connect")
		subjects, objects := r.left(nil, "of", ""), r.left(nil, "on", "to", "for")
		if len(subjects) > 1 {
			return false
		}
		return r.chain(subjects, objects)
	}
	return false
}

// exposure reads who is exposed to something. To a place, one is by what is there and by what depends on that.
func (r *reading) exposure() bool {
	if !r.cue("expose") {
		return false
	}
	subjects, objects := r.left(nil, "", "of"), r.left(nil, "to", "on", "in")
	if len(objects) == 0 && len(subjects) == 1 && r.isDestinationName(subjects[0]) {
		subjects, objects = nil, subjects
	}
	if len(objects) == 1 && r.isDestinationName(objects[0]) {
		r.values["channel"] = []string{"place", "supply"}
		if len(subjects) == 1 {
			r.values["channel"] = []string{"place", "supply", "ownership", "regulatory"}
		}
	}
	return r.chain(subjects, objects)
}

func (r *reading) isDestinationName(i int) bool {
	for _, n := range r.parts[i].names {
		if r.isDestination(n) {
			return true
		}
	}
	return false
}

// connected reads how two things are connected.
func (r *reading) connected() bool {
	if !r.cue("connect", "dependencies") {
		return false
	}
	r.cue("government", "shortest", "direct")
	all := r.left(nil)
	if len(all) != 2 {
		return false
	}
	from, to := all[0], all[1]
	if mark := r.parts[to].mark; mark == "from" || mark == "of" && r.parts[from].mark == "to" {
		from, to = to, from
	}
	return r.asks("paths", "from", r.id(from, nil), "to", r.needed(to))
}

// impact reads what is lost without something.
func (r *reading) impact() bool {
	lost, happens := r.cue("lose"), r.cue("happen")
	conditional := r.has(caseOf, "without", "if")
	if !lost && !happens && !conditional {
		return false
	}
	if conditional {
		r.cue("future")
	}
	removed, on := r.removed(lost)
	if len(removed) == 0 || len(on) > 1 {
		return false
	}
	for _, i := range removed {
		r.asks("impact", "remove", r.id(i, nil))
	}
	if len(on) == 1 {
		r.values["on"] = []string{r.id(on[0], nil)}
	}
	r.cue("depend", "need", "expose", "sell", "buy")
	if len(r.adjectives()) > 0 {
		return false
	}
	for i := range r.parts { // the plants of Ibiden stop with it
		if _, isKind := r.parts[i].of(kindOf); isKind && i > 0 && slices.Contains(removed, lastName(r.parts[:i])) {
			r.used[i] = true
		}
	}
	return r.kindsOf()
}

// removed parts the names of a loss by what is taken away and on whom that tells.
func (r *reading) removed(lost bool) (removed, on []int) {
	removed = r.left(nil, "if", "without")
	rest := r.left(nil, "", "to", "for", "of", "on", "in", "at")
	switch of := r.left(nil, "of"); {
	case len(removed) == 1 && len(rest) == 1 && removed[0] < rest[0] && r.losesIt(removed[0], rest[0]):
		return rest, removed // if SMIC loses access to Tokyo Electron
	case len(removed) == 1 && len(rest) == 1 && removed[0] < rest[0] && r.parts[rest[0]].mark == "" && slices.ContainsFunc(r.parts[removed[0]].names, r.isState) && r.losesBetween(removed[0], rest[0]):
		r.used[removed[0]] = true // if China blockades Taiwan: who does it does not count
		return rest, nil
	case len(removed) > 0:
		return removed, rest
	case !lost:
		return nil, nil
	case len(of) > 0 && len(of) < len(rest): // the effect on Apple of a stop of TSMC
		return of, slices.DeleteFunc(rest, func(i int) bool { return slices.Contains(of, i) })
	case len(rest) > 1 && !r.parts[rest[1]].joined:
		return nil, nil
	}
	return rest, nil
}

// losing are the forms of to lose, folded, of which what stands behind is lost.
var losing = []string{"lose", "loses", "lost", "losing", "perd", "perdait", "perdrait", "perdre", "perdent"}

// losesIt reports whether a form of to lose stands between two parts.
func (r *reading) losesIt(i, j int) bool {
	return slices.ContainsFunc(r.parts[i:j], func(p part) bool { return slices.Contains(losing, r.tokens[p.from].folded) && len(p.names) == 0 })
}

// losesBetween reports whether a word of loss stands between two parts.
func (r *reading) losesBetween(i, j int) bool {
	return slices.ContainsFunc(r.parts[i:j], func(p part) bool { return p.is(cueOf, "lose") })
}

// lastName is the place of the name that parts end with, articles and marks aside, or -1.
func lastName(parts []part) int {
	for i := len(parts) - 1; i >= 0; i-- {
		switch {
		case len(parts[i].names) > 0:
			return i
		case !parts[i].is(filler, ""):
			return -1
		}
	}
	return -1
}

// chokepoints reads which losses alone take much from others.
func (r *reading) chokepoints() bool {
	if !r.cue("chokepoint") {
		return false
	}
	r.asks("chokepoints")
	r.cue("largest", "dependencies", "connect", "list")
	fits := func(n snapshot.Node) bool { return !r.isDestination(n) }
	for _, i := range r.left(fits, "for", "of", "to", "", "in", "on") {
		if r.values["for"] != nil {
			return false
		}
		r.values["for"] = []string{r.id(i, fits)}
	}
	for _, i := range r.left(r.isState, "for", "of", "to", "") {
		if r.values["for"] != nil {
			return false
		}
		r.values["for"] = []string{r.needed(i)}
	}
	return r.listing()
}

// neighbours reads what stands directly beside something.
func (r *reading) neighbours() bool {
	if !r.cue("neighbour") {
		return false
	}
	r.cue("direct", "connect")
	all := r.left(nil)
	return len(all) > 0 && r.asks("neighbours", "ref", r.id(all[0], nil)) && r.kindsOf()
}
