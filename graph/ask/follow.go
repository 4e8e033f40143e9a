package ask

import (
	"slices"

	"chokepoint/graph/snapshot"
)

// slots are the parameters in which names stand, those that a question is about first.
var slots = []string{"ref", "item", "subject", "one", "from", "remove", "of", "seller", "to", "end_user", "country", "by", "list", "other", "object", "about", "on", "for"}

// follow reads a text that follows a question: as one of its own if it can be, else as that question with another name, kind or time.
func (s *sentence) follow(before string) (*reading, error) {
	own := s.readings()
	if len(own) > 0 && own[0].cost() == 0 && own[0].question != "entity" && own[0].question != "entities" {
		return own[0], own[0].err
	}
	earlier, err := take(s.Asking, s.filter, before)
	if err != nil {
		return nil, err
	}
	r, err := earlier.best()
	if err != nil {
		return nil, err
	}
	day := r.values["as_of"]
	next := s.newReading()
	next.question, next.values = r.question, r.values
	if !s.spoken() {
		s.lang = earlier.lang
	}
	if kinds := next.kinds(); len(kinds) > 0 {
		next.values["kind"] = kinds
	}
	for _, i := range next.left(nil) {
		if !next.replace(next.take(i, nil)) {
			return nil, s.unread(own)
		}
	}
	for _, state := range next.adjectives() {
		if n, ok := s.Facts.Lookup(state); !ok || !next.replace(n) {
			return nil, s.unread(own)
		}
	}
	next.cue("describe", "happen", "change")
	if at, n := next.times(); n == 1 && next.question == "changes" {
		t := next.parts[at].time
		next.used[at], next.values["since"], next.values["until"] = true, []string{t.first.String()}, []string{t.last.String()}
	}
	delete(next.values, "as_of")
	if !next.dated(false) || next.cost() > 0 {
		return nil, s.unread(own)
	}
	if next.values["as_of"] == nil && day != nil {
		next.values["as_of"] = day
	}
	return next, next.err
}

// spoken reports whether a text has words of one language.
func (s *sentence) spoken() bool {
	for i := range s.tokens {
		if e := s.words.at(s.tokens[i:]); e != nil && (len(e.en) == 0 || len(e.fr) == 0) {
			return true
		}
	}
	return false
}

// replace puts an entity in the place of one of its kind, else where the question has room for it.
func (r *reading) replace(n snapshot.Node) bool {
	id := r.Facts.ID(n)
	fits := func(slot string) bool {
		old, ok := r.Facts.Lookup(r.values[slot][0])
		return ok && r.Facts.Kind(old) == r.Facts.Kind(n)
	}
	for _, slot := range slots {
		if len(r.values[slot]) > 0 && fits(slot) {
			r.values[slot] = []string{id}
			return true
		}
	}
	if r.question == "check" && r.isParty(n) {
		r.values["end_user"] = []string{id}
		return true
	}
	if at := slices.IndexFunc(slots, func(slot string) bool { return len(r.values[slot]) > 0 }); at >= 0 && r.question != "check" {
		r.values[slots[at]] = []string{id}
		return true
	}
	return false
}
