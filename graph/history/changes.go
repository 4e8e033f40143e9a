package history

import (
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Query asks what happened in a period.
type Query struct {
	In     snapshot.Period
	Kinds  []What       // none: all
	Filter graph.Filter // KnownAt, MinConfidence, Relations, Channels, and Kinds of the subject count
}

// Changes answers q: the first events in order of day, then of kind, at most so many, and how many there are. Claims that stand
// began or ended on their own dates; claims were recorded or withdrawn on the days of the loads that did it. Derived claims
// begin and end; they are not recorded.
//
// The error wraps graph.ErrInterval if the period ends before it begins, and graph.ErrUnknownTerm if the filter names what is
// not there. It takes two passes over all claims at most.
func Changes(l *limits.Limits, s *snapshot.Snapshot, q Query, most int) (events []Event, total int, err error) {
	if err := s.Ontology().CheckFilter(q.Filter); err != nil {
		return nil, 0, err
	}
	if q.In.Until < q.In.Since {
		return nil, 0, fmt.Errorf("from %s to %s: %w", q.In.Since, q.In.Until, graph.ErrInterval)
	}
	c := changes{s: s, q: &q, listed: s.Lister(q.Filter), about: chosen(s, q.Filter), found: newCollector(s, most)}
	if err := c.findEdits(l); err != nil {
		return nil, 0, err
	}
	for ref := range s.Claims() {
		if err := l.Work(); err != nil {
			return nil, 0, err
		}
		if c.counts(ref) {
			c.claim(ref)
		}
	}
	events, total = c.found.events()
	return events, total, nil
}

// changes collects events.
type changes struct {
	s      *snapshot.Snapshot
	q      *Query
	listed snapshot.Lister
	about  snapshot.Predicates
	edits  map[edit]int
	found  collector
}

// edit is a claim and an instant at which it was both withdrawn and recorded: it went on to be said, with another source, share
// or note, and neither is an event.
type edit struct {
	id   uuid.UUID
	when int64 // in microseconds
}

// counts reports whether a question is about a claim.
func (c *changes) counts(ref snapshot.Ref) bool {
	return c.s.Confidence(ref) >= c.q.Filter.MinConfidence && c.listed.Lists(c.s.Subject(ref)) && c.s.Is(ref, c.about)
}

// findEdits counts, of each claim, what happened to it at instants at which claims were withdrawn and others recorded.
func (c *changes) findEdits(l *limits.Limits) error {
	began, both := map[int64]bool{}, map[int64]bool{}
	recordings := c.s.RecordingsOf(c.about)
	for _, r := range recordings {
		began[r.From.UnixMicro()] = true
	}
	for _, r := range recordings {
		if !r.Stands() && began[r.To.UnixMicro()] && c.in(graph.DayOf(r.To)) {
			both[r.To.UnixMicro()] = true
		}
	}
	c.edits = map[edit]int{}
	if len(both) == 0 {
		return nil
	}
	for ref := range c.s.Claims() {
		if err := l.Work(); err != nil {
			return err
		}
		if c.s.IsDerived(ref) || !c.counts(ref) {
			continue
		}
		r := c.s.Recorded(ref)
		for _, t := range []time.Time{r.From, r.To} {
			if when := t.UnixMicro(); both[when] {
				c.edits[edit{c.s.ClaimID(ref), when}]++
			}
		}
	}
	return nil
}

// claim adds the events of one claim.
func (c *changes) claim(ref snapshot.Ref) {
	recorded := c.s.Recorded(ref)
	if recorded.Contains(c.q.Filter.KnownAt) {
		dated(c.s, ref, func(at graph.Date, what What) { c.add(Event{at, what, ref}) })
	}
	if !c.s.IsDerived(ref) {
		c.load(ref, Recorded, recorded.From)
		if !recorded.Stands() {
			c.load(ref, Withdrawn, recorded.To)
		}
	}
}

// load adds what a load did to a claim, if the load had been made by the instant of the question.
func (c *changes) load(ref snapshot.Ref, what What, when time.Time) {
	if known := c.q.Filter.KnownAt; !known.IsZero() && when.After(known) {
		return
	}
	if len(c.edits) > 0 && c.edits[edit{c.s.ClaimID(ref), when.UnixMicro()}] > 1 {
		return
	}
	c.add(Event{graph.DateOf(graph.DayOf(when)), what, ref})
}

// add adds an event that was asked for.
func (c *changes) add(e Event) {
	if e.At.Bounded() && c.in(e.At.Day()) && (len(c.q.Kinds) == 0 || slices.Contains(c.q.Kinds, e.What)) {
		c.found.add(e)
	}
}

func (c *changes) in(d graph.Day) bool { return d >= c.q.In.Since && d <= c.q.In.Until }
