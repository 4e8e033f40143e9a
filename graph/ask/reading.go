package ask

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// reading is a question of the catalogue that a sentence may be, and what of the sentence it takes in.
type reading struct {
	*sentence
	question string
	values   question.Values
	used     []bool // by part
	bonus    float64
	err      error // that a name it needs has several meanings
	idle     []int // parts that are taken in and do not narrow the answer, which is said
}

func (s *sentence) newReading() *reading {
	return &reading{sentence: s, values: question.Values{}, used: make([]bool, len(s.parts))}
}

// asks notes the question, and parameters in pairs of a name and a value; one without a value is left out.
func (r *reading) asks(name string, parameters ...string) bool {
	r.question = name
	for i := 0; i+1 < len(parameters); i += 2 {
		if parameters[i+1] != "" {
			r.values[parameters[i]] = append(r.values[parameters[i]], parameters[i+1])
		}
	}
	return true
}

// cue reports whether the sentence has a word of one of the cues, and takes all such words in.
func (r *reading) cue(names ...string) bool {
	found := false
	for i := range r.parts {
		for _, name := range names {
			if r.parts[i].is(cueOf, name) {
				r.used[i], found = true, true
			}
		}
	}
	return found
}

// counts takes in how many and how much.
func (r *reading) counts() {
	for i := range r.parts {
		if r.parts[i].is(askOf, "how-many") {
			r.used[i] = true
		}
	}
}

// has is cue that takes nothing in.
func (s *sentence) has(class string, names ...string) bool {
	return slices.ContainsFunc(s.parts, func(p part) bool {
		return slices.ContainsFunc(names, func(name string) bool { return p.is(class, name) })
	})
}

// hasClass reports whether the sentence has a word of a class of meanings.
func (s *sentence) hasClass(class string) bool {
	return slices.ContainsFunc(s.parts, func(p part) bool { _, ok := p.of(class); return ok })
}

// cueAt is the first part that has one of some cues, or -1.
func (s *sentence) cueAt(names ...string) int {
	for i := range s.parts {
		for _, name := range names {
			if s.parts[i].is(cueOf, name) {
				return i
			}
		}
	}
	return -1
}

// left lists the names that are not taken in and of which one meaning fits, in order.
func (r *reading) left(fits func(snapshot.Node) bool, marks ...string) []int {
	var all []int
	for i := range r.parts {
		p := &r.parts[i]
		if len(p.names) == 0 || r.used[i] || len(marks) > 0 && !slices.Contains(marks, p.mark) {
			continue
		}
		if fits == nil || slices.ContainsFunc(p.names, fits) {
			all = append(all, i)
		}
	}
	return all
}

// take takes a name in and returns what it means: of several meanings one that fits. That several fit is noted as an error.
func (r *reading) take(i int, fits func(snapshot.Node) bool) snapshot.Node {
	r.used[i] = true
	all := r.parts[i].names
	if fits != nil {
		if some := slices.Collect(filtered(all, fits)); len(some) > 0 {
			all = some
		}
	}
	if len(all) > 1 && r.err == nil {
		e, countries := &graph.Ambiguous{Ref: r.parts[i].text}, r.Facts.Countries(r.filter)
		for _, n := range all {
			e.Candidates = append(e.Candidates, countries.Ref(n))
		}
		r.err = e
	}
	return all[0]
}

func filtered(all []snapshot.Node, fits func(snapshot.Node) bool) func(func(snapshot.Node) bool) {
	return func(yield func(snapshot.Node) bool) {
		for _, n := range all {
			if fits(n) && !yield(n) {
				return
			}
		}
	}
}

// id takes a name in and returns the id of what it means.
func (r *reading) id(i int, fits func(snapshot.Node) bool) string { return r.Facts.ID(r.take(i, fits)) }

// needed is id for what something depends on or is decided by: a capital stands for its state, as Beijing does for China.
func (r *reading) needed(i int) string {
	n := r.take(i, nil)
	if !r.Facts.Ontology().CanBeNeeded(r.Facts.Kind(n)) {
		if state := r.Facts.Countries(r.filter).Of(n); state != snapshot.None {
			n = state
		}
	}
	return r.Facts.ID(n)
}

// What entities are, by the ontology.

func (s *sentence) isItem(n snapshot.Node) bool {
	k := s.Facts.Ontology().Kind(s.Facts.Kind(n))
	return k != nil && k.Item
}

func (s *sentence) isActor(n snapshot.Node) bool {
	k := s.Facts.Ontology().Kind(s.Facts.Kind(n))
	return k != nil && k.Actor
}

func (s *sentence) isDecision(n snapshot.Node) bool {
	return s.Facts.Kind(n) == s.Facts.Ontology().Binding.Kind
}

// isState reports whether an entity is of the kind of states and of their authorities.
func (s *sentence) isState(n snapshot.Node) bool {
	return s.Facts.Kind(n) == s.Facts.Ontology().Country.Kind
}

// isDestination reports whether something can be exported to an entity: a state, or a place within one.
func (s *sentence) isDestination(n snapshot.Node) bool {
	return s.isState(n) || s.isPlace(n)
}

// isPlace reports whether an entity is where others are and no state.
func (s *sentence) isPlace(n snapshot.Node) bool {
	return !s.isState(n) && !s.isActor(n) && s.Facts.Countries(s.filter).Of(n) != snapshot.None && s.isKindOfPlace(s.Facts.Kind(n))
}

func (s *sentence) isKindOfPlace(kind string) bool {
	o := s.Facts.Ontology()
	for _, name := range o.Country.Relations {
		if r := o.Relation(name); r != nil && slices.Contains(r.From, kind) && slices.Contains(r.To, kind) {
			return true
		}
	}
	return false
}

func (s *sentence) isParty(n snapshot.Node) bool { return s.isActor(n) && !s.isState(n) }

func not[T any](f func(T) bool) func(T) bool {
	return func(x T) bool { return !f(x) }
}

// kinds takes in the nouns of kinds, and returns the kinds.
func (r *reading) kinds() []string {
	var all []string
	for i := range r.parts {
		if kind, ok := r.parts[i].of(kindOf); ok && kind != "unknown" && !r.used[i] && !r.parts[i].product && r.Facts.Ontology().Kind(kind) != nil {
			r.used[i] = true
			if !slices.Contains(all, kind) {
				all = append(all, kind)
			}
		}
	}
	return all
}

// listing takes in what narrows a list: nouns of kinds, and the state of what is listed, by an adjective or a name after in.
func (r *reading) listing() bool {
	r.values["kind"] = append(r.values["kind"], r.kinds()...)
	if len(r.values["kind"]) == 0 {
		delete(r.values, "kind")
	}
	states := r.adjectives()
	for _, i := range r.left(r.isDestination, "in") {
		states = append(states, r.needed(i))
	}
	if len(states) > 1 {
		return false
	}
	if len(states) == 1 {
		r.values["country"] = states
	}
	return true
}

// adjectives takes in the adjectives of states, and returns the ids of these.
func (r *reading) adjectives() []string {
	var all []string
	for i := range r.parts {
		name, ok := r.parts[i].of(adjective)
		if !ok || r.used[i] {
			continue
		}
		if r.parts[i].origin {
			r.used[i], r.idle = true, append(r.idle, i)
			continue
		}
		if n, err := r.Resolve(name, r.filter.KnownAt); err == nil {
			r.used[i] = true
			if id := r.Facts.ID(n); !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	return all
}

// What it costs a reading to leave a part of the sentence out. A name, a time or a noun that narrows the answer must not be left out at
// all.
const (
	costOfName = 3
	costOfCue  = 1
	costOfWord = 1
)

// cost adds up what a reading leaves out.
func (r *reading) cost() float64 {
	total := 0.0
	for i := range r.parts {
		if !r.used[i] {
			total += r.costOf(&r.parts[i])
		}
	}
	return total
}

// isIdle reports whether a word says nothing by itself.
func (p *part) isIdle() bool {
	_, isCase := p.of(caseOf)
	_, isAsk := p.of(askOf)
	return p.is(filler, "") || isCase || isAsk
}

func (r *reading) costOf(p *part) float64 {
	switch {
	case len(p.names) > 0 || p.time != nil:
		return costOfName
	case p.isUnknown():
		return costOfWord * float64(p.to-p.from)
	case p.is(cueOf, "not"), p.is(cueOf, "future"):
		return costOfName
	case p.isIdle():
		return 0
	}
	if _, isKind := p.of(kindOf); isKind {
		return costOfName
	}
	if _, isAdjective := p.of(adjective); isAdjective {
		return costOfName
	}
	return costOfCue
}
