package history

import (
	"fmt"
	"slices"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Query asks what happened in a period.
type Query struct {
	In     snapshot.Period
	Of     snapshot.Node // only what concerns it: its claims, and how the decisions that bear on it stood; None: all
	Kinds  []What        // none: News
	Filter graph.Filter  // KnownAt, MinConfidence, Primary, Relations, Channels, and Kinds of the subject count
	Tell   Headlines
}

// Found is what happened: the first events in order of day, then of kind, how many there are, those of all that stand for the rest, in
// that order too, and what loads did to the claims that the question is about.
type Found struct {
	Events    []Event
	Total     int
	Headlines []Event
	Loads     []Load // of changes
}

// Changes answers q, with so many events at most. Claims that stand began or ended on their own dates; claims were recorded,
// withdrawn or edited on the days of the loads that did it. Derived claims begin and end; they are not recorded.
//
// The error wraps graph.ErrInterval if the period ends before it begins, and graph.ErrUnknownTerm if the filter names what is
// not there. It takes three passes over all claims at most.
func Changes(l *limits.Limits, s *snapshot.Snapshot, q Query, most int) (Found, error) {
	if err := s.Ontology().CheckFilter(q.Filter); err != nil {
		return Found{}, err
	}
	if q.In.Until < q.In.Since {
		return Found{}, fmt.Errorf("from %s to %s: %w", q.In.Since, q.In.Until, graph.ErrInterval)
	}
	if len(q.Kinds) == 0 {
		q.Kinds = News()
	}
	c := changes{s: s, q: &q, listed: s.Lister(q.Filter), about: chosen(s, q.Filter), found: newCollector(s, most, q.Tell), ends: newEndings(s), told: told{}}
	if err := c.concern(l); err != nil {
		return Found{}, err
	}
	if len(c.edits.both) > 0 {
		if err := c.each(l, c.edits.see, graph.Filter{}); err != nil {
			return Found{}, err
		}
		c.edits.attribute()
	}
	if err := c.each(l, c.claim, q.Filter); err != nil {
		return Found{}, err
	}
	if !c.ends.none() {
		if err := c.each(l, c.goesOn, q.Filter); err != nil {
			return Found{}, err
		}
	}
	c.ends.found(c.found.add)
	found := c.found.found()
	found.Loads = c.loads.list()
	return found, nil
}

// changes collects events.
type changes struct {
	s         *snapshot.Snapshot
	q         *Query
	listed    snapshot.Lister
	about     snapshot.Predicates
	decisions map[snapshot.Node]bool // that bear on the entity of the question
	stood     ofDecision
	edits     edits
	loads     loads
	ends      endings
	told      told
	found     collector
}

// concern prepares to tell what concerns the entity of the question, and which instants may have edits.
func (c *changes) concern(l *limits.Limits) (err error) {
	c.loads = newLoads(c.q.Filter.KnownAt, c.in)
	c.edits = newEdits(c.s, c.about, c.loads.counts)
	if c.q.Of == snapshot.None || narrowed(c.q.Filter) {
		return nil
	}
	c.stood = newOfDecision(c.s)
	c.decisions, err = bearing(l, c.s, c.q.Of, c.s.KnownMask(c.q.Filter.KnownAt))
	return err
}

// each calls pass with the claims that the question is about and that are as sure as a filter asks. What an edit replaced counts
// however sure it was.
func (c *changes) each(l *limits.Limits, pass func(snapshot.Ref), f graph.Filter) error {
	for ref := range c.s.Claims() {
		if err := l.Work(); err != nil {
			return err
		}
		if c.s.Confidence(ref) >= f.MinConfidence && (c.s.IsPrimary(ref) || !f.Primary) && c.counts(ref) {
			pass(ref)
		}
	}
	return nil
}

// counts reports whether a question is about a claim, however sure it is.
func (c *changes) counts(ref snapshot.Ref) bool {
	return c.listed.Lists(c.s.Subject(ref)) && c.s.Is(ref, c.about) && c.concerns(ref)
}

func (c *changes) concerns(ref snapshot.Ref) bool {
	of := c.q.Of
	if of == snapshot.None || c.s.Subject(ref) == of || c.s.Item(ref) == of {
		return true
	}
	object := snapshot.None
	if ref.IsRelation() {
		object = c.s.Object(ref)
	}
	return object == of || len(c.decisions) > 0 && c.stood.is(c.s, ref) && (c.decisions[c.s.Subject(ref)] || c.decisions[object])
}

// goesOn looks for claims that go on where others ended.
func (c *changes) goesOn(ref snapshot.Ref) {
	if c.s.Recorded(ref).Contains(c.q.Filter.KnownAt) {
		c.ends.see(ref)
	}
}

// claim adds the events of one claim.
func (c *changes) claim(ref snapshot.Ref) {
	recorded := c.s.Recorded(ref)
	if recorded.Contains(c.q.Filter.KnownAt) {
		dated(c.s, ref, func(at graph.Date, what What) { c.add(Event{at, what, ref, snapshot.NoRef}) })
	}
	if c.s.IsDerived(ref) {
		return
	}
	if c.loads.counts(recorded.From) {
		if what, dataset, before, did := c.edits.recorded(ref); did {
			c.load(dataset, Event{graph.DateOf(graph.DayOf(recorded.From)), what, ref, before}, recorded.From)
		}
	}
	if !recorded.Stands() && c.loads.counts(recorded.To) {
		if dataset, did := c.edits.withdrawn(ref); did {
			c.load(dataset, Event{graph.DateOf(graph.DayOf(recorded.To)), Withdrawn, ref, snapshot.NoRef}, recorded.To)
		}
	}
}

// load adds what a load of a dataset did to a claim.
func (c *changes) load(dataset string, e Event, when time.Time) {
	c.loads.add(when, dataset, e.What)
	c.add(e)
}

// add adds an event that was asked for.
func (c *changes) add(e Event) {
	switch {
	case !e.At.Bounded() || !c.in(e.At.Day()) || !slices.Contains(c.q.Kinds, e.What) || c.told.again(&c.ends, e):
	case c.ends.waits(e):
		c.ends.add(e)
	default:
		c.found.add(e)
	}
}

func (c *changes) in(d graph.Day) bool { return d >= c.q.In.Since && d <= c.q.In.Until }
