package history

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/first"
	"chokepoint/graph/snapshot"
)

// Event is what happened to a claim on a date.
type Event struct {
	At     graph.Date // with the precision of the claim
	What   What
	Ref    snapshot.Ref
	Before snapshot.Ref // of an edit: the claim as it was said until then; else NoRef
}

// What is a kind of event.
type What uint8

// The kinds, in the order in which events of one day are listed.
const (
	Began     What = iota
	Ended          // the date is the first day on which the claim no longer holds
	On             // the value of the claim is the date itself: a release, an announcement
	Edited         // a store says it with other contents than before
	Recorded       // a store began to say it
	Withdrawn      // a store no longer says it
)

var names = [...]string{Began: "began", Ended: "ended", On: "on", Edited: "edited", Recorded: "recorded", Withdrawn: "withdrawn"}

func (w What) String() string { return names[w] }

// MarshalText writes the kind's name.
func (w What) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads a kind's name; the error wraps graph.ErrUnknownTerm.
func (w *What) UnmarshalText(text []byte) error {
	i := slices.Index(names[:], string(text))
	if i < 0 {
		return fmt.Errorf("change %q is %w; there are %s", text, graph.ErrUnknownTerm, strings.Join(names[:], ", "))
	}
	*w = What(i)
	return nil
}

// identified is an event with the id of its claim, which gives events of one day their order.
type identified struct {
	Event
	id uuid.UUID // or none as long as it was not needed
}

// compare orders events by day, a year and a month before their first day, then by kind, then by claim.
func compare(x, y identified) int {
	if c := compareDays(&x.Event, &y.Event); c != 0 {
		return c
	}
	return cmp.Or(snapshot.CompareID(x.id, y.id), cmp.Compare(x.Ref, y.Ref))
}

// compareDays is compare as far as it needs no id.
func compareDays(x, y *Event) int {
	return cmp.Or(cmp.Compare(x.At.Day(), y.At.Day()), -cmp.Compare(x.At, y.At), cmp.Compare(x.What, y.What))
}

// News are the kinds of event that tell what happened, rather than what a store did.
func News() []What { return []What{Began, Ended, On, Edited} }

// dated calls add for the events of a claim on its own dates. A measurement over a period, as the revenue of a year, has none.
func dated(s *snapshot.Snapshot, ref snapshot.Ref, add func(graph.Date, What)) {
	if value := s.Value(ref); value.Type == graph.DateValue {
		add(value.Date, On)
		return
	}
	if measures(s, ref) {
		return
	}
	valid := s.Written(ref) // what its ends bound is no news of the claim
	if s.IsDerived(ref) {
		valid = drawnOf(valid, s.Valid(ref))
	}
	add(valid.From, Began)
	if !past(s, ref) {
		add(valid.To, Ended)
	}
}

// measures reports whether a claim is a measurement over the time in which it holds.
func measures(s *snapshot.Snapshot, ref snapshot.Ref) bool {
	o, name := s.Ontology(), s.PredicateName(ref)
	if ref.IsRelation() {
		r := o.Relation(name)
		return r != nil && r.Period && s.Share(ref).Known()
	}
	a := o.Attribute(name)
	return a != nil && a.Period
}

// past reports whether a claim tells what happened or was said, which does not end.
func past(s *snapshot.Snapshot, ref snapshot.Ref) bool {
	if ref.IsRelation() {
		return false
	}
	a := s.Ontology().Attribute(s.PredicateName(ref))
	return a != nil && a.Past
}

// drawnOf is the interval of a conclusion: nobody wrote its dates, so it begins when its ends are there, unless that is all that is
// known of its beginning.
func drawnOf(written, effective graph.Interval) graph.Interval {
	if written.From == graph.Beginning {
		effective.From = graph.Beginning
	}
	return effective
}

// chosen are the predicates that a filter asks about: the relations that it names, itself or by their channel; if none, all.
func chosen(s *snapshot.Snapshot, f graph.Filter) snapshot.Predicates {
	if len(f.Relations) == 0 && len(f.Channels) == 0 {
		return slices.Repeat(snapshot.Predicates{true}, s.PredicateCount())
	}
	return s.Predicates(s.Ontology().Walked(f)...)
}

// collector keeps the first events in order, or the latest in the reverse order, and the headlines. It works out the ids of those events alone that may be among them.
type collector struct {
	s         *snapshot.Snapshot
	most      int
	latest    bool
	first     *first.Of[identified]
	last      identified // of the first, once they are as many as wanted
	full      bool
	total     int
	headlines headlines
}

func newCollector(s *snapshot.Snapshot, most int, asked Headlines, latest bool) collector {
	order := compare
	if latest {
		order = func(x, y identified) int { return compare(y, x) }
	}
	return collector{s: s, most: most, latest: latest, first: first.New(most, order), headlines: newHeadlines(s, asked)}
}

// mayStand reports whether an event may be among those that are kept.
func (c *collector) mayStand(e *Event) bool {
	if c.latest {
		return !c.full || compareDays(e, &c.last.Event) >= 0
	}
	return !c.full || compareDays(e, &c.last.Event) <= 0
}

func (c *collector) add(e Event) {
	c.total++
	x := identified{Event: e}
	if c.most > 0 && c.mayStand(&e) {
		x.id = c.s.ClaimID(e.Ref)
		c.first.Add(x)
		c.last, c.full = c.first.Last()
	}
	c.headlines.add(x)
}

// found returns what was kept, and how many events there are.
func (c *collector) found() Found {
	return Found{Events: eventsOf(c.first.From(0)), Total: c.total, Headlines: c.headlines.events()}
}

func eventsOf(kept []identified) []Event {
	events := make([]Event, len(kept))
	for i := range kept {
		events[i] = kept[i].Event
	}
	return events
}
