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
	Latest bool // the latest events first
}

// Found is what happened: the first events in order of day, then of kind, or the last in the reverse order, how many there are, those of all that stand for the rest, in
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
// not there. It passes twice at most over the dates of all claims, and looks at claims that are dated in the period, and at those that
// loads recorded or withdrew in it, unless these are only to be counted.
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
	c := changes{s: s, q: &q, listed: s.Lister(q.Filter), about: chosen(s, q.Filter), found: newCollector(s, most, q.Tell, q.Latest), ends: newEndings(s), told: newTold(s)}
	if err := c.concern(l); err != nil {
		return Found{}, err
	}
	if len(c.edits.both) > 0 {
		if err := c.each(l, graph.Filter{}, c.edits.interest, c.edits.see); err != nil {
			return Found{}, err
		}
		c.edits.attribute()
	}
	c.countLoads()
	if err := c.each(l, q.Filter, c.interest, c.claim); err != nil {
		return Found{}, err
	}
	if err := c.ends.settle(l, c.goesOn, c.found.add); err != nil {
		return Found{}, err
	}
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

// each calls pass with the claims of interest that the question is about and that are as sure as a filter asks. What an edit replaced
// counts however sure it was.
func (c *changes) each(l *limits.Limits, f graph.Filter, interest func(snapshot.Common) snapshot.Interest, pass func(snapshot.Ref)) error {
	for some := range c.s.ClaimsOfInterest(c.q.In, func(x snapshot.Common) snapshot.Interest {
		if !c.about[x.Predicate] || !isSure(f, x.Confidence, x.Primary) {
			return snapshot.Never
		}
		return interest(x)
	}) {
		if err := l.Look(); err != nil {
			return err
		}
		for _, ref := range some {
			if c.listed.Lists(c.s.Subject(ref)) && c.concerns(ref) {
				pass(ref)
			}
		}
	}
	return nil
}

// isSure reports whether a claim is as sure as a filter asks.
func isSure(f graph.Filter, of graph.Confidence, primary bool) bool {
	return of >= f.MinConfidence && (primary || !f.Primary)
}

// interest is which claims may have events.
func (c *changes) interest(x snapshot.Common) snapshot.Interest {
	r := x.Recorded
	switch {
	case !x.Derived && (c.looksAt(r.From, Recorded) || !r.Stands() && c.looksAt(r.To, Withdrawn)):
		return snapshot.Always
	case r.Contains(c.q.Filter.KnownAt):
		return snapshot.Dated
	}
	return snapshot.Never
}

// looksAt reports whether each claim to which a load did something at an instant is looked at.
func (c *changes) looksAt(when time.Time, what What) bool {
	return c.loads.counts(when) && !c.isCounted(when, what)
}

// isCounted reports whether what a load recorded or withdrew is counted without a look at any claim: it was neither edited nor asked for,
// and the question is about all entities.
func (c *changes) isCounted(when time.Time, what What) bool {
	return c.q.Of == snapshot.None && c.listed.All() && !c.edits.both[when.UnixMicro()] && !slices.Contains(c.q.Kinds, what)
}

// countLoads counts what loads recorded and withdrew, where that is enough.
func (c *changes) countLoads() {
	for x, n := range c.s.Counted() {
		if x.Derived || !c.about[x.Predicate] || !isSure(c.q.Filter, x.Confidence, x.Primary) {
			continue
		}
		if when := x.Recorded.From; c.loads.counts(when) && c.isCounted(when, Recorded) {
			c.loads.add(when, x.Dataset, Recorded, n)
		}
		if when := x.Recorded.To; !x.Recorded.Stands() && c.loads.counts(when) && c.isCounted(when, Withdrawn) {
			c.loads.add(when, x.Dataset, Withdrawn, n)
		}
	}
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

// goesOn reports whether a claim counts that goes on where another ended.
func (c *changes) goesOn(ref snapshot.Ref) bool {
	return isSure(c.q.Filter, c.s.Confidence(ref), c.s.IsPrimary(ref)) && c.s.Recorded(ref).Contains(c.q.Filter.KnownAt)
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
	if c.looksAt(recorded.From, Recorded) {
		if what, dataset, before, did := c.edits.recorded(ref); did {
			c.load(dataset, Event{graph.DateOf(graph.DayOf(recorded.From)), what, ref, before}, recorded.From)
		}
	}
	if !recorded.Stands() && c.looksAt(recorded.To, Withdrawn) {
		if dataset, did := c.edits.withdrawn(ref); did {
			c.load(dataset, Event{graph.DateOf(graph.DayOf(recorded.To)), Withdrawn, ref, snapshot.NoRef}, recorded.To)
		}
	}
}

// load adds what a load of a dataset did to a claim.
func (c *changes) load(dataset string, e Event, when time.Time) {
	c.loads.add(when, dataset, e.What, 1)
	c.add(e)
}

// add adds an event that was asked for.
func (c *changes) add(e Event) {
	switch {
	case !e.At.Bounded() || !c.in(e.At.Day()) || !slices.Contains(c.q.Kinds, e.What) || c.told.again(e):
	case c.ends.waits(e):
		c.ends.add(e)
	default:
		c.found.add(e)
	}
}

func (c *changes) in(d graph.Day) bool { return d >= c.q.In.Since && d <= c.q.In.Until }
