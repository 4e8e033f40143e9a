package graph

import (
	"cmp"
	"context"
	"slices"
)

// TimelineQuery asks what began and ended for an entity, and when.
type TimelineQuery struct {
	Of     string
	Filter Filter // KnownAt, MinConfidence, Relations and Channels count; dates do not
	Page   Page
	Lang   string
}

// Timeline lists events in order of date. A claim about one day (a release, an announcement) is an event of that day.
type Timeline struct {
	Subject EntityRef `json:"subject"`
	Total   int       `json:"total"`
	Results []Event   `json:"results"`
	Next    string    `json:"next,omitempty"`
}

// Event is a claim that begins or ends on a date.
type Event struct {
	Date  string    `json:"date"` // with the precision of the claim
	What  string    `json:"what"` // EventBegan, EventEnded or EventOn
	Text  string    `json:"text"`
	Claim ClaimView `json:"claim"`
}

// What happens to a claim on a date.
const (
	EventBegan = "began"
	EventEnded = "ended"
	EventOn    = "on" // the value of the claim is the date itself
)

type datedEvent struct {
	at Date
	Event
}

// Timeline answers q. Events in the future are facts too.
func (s *Snapshot) Timeline(_ context.Context, q TimelineQuery) (Timeline, error) {
	n, err := s.resolve(q.Of, q.Filter.KnownAt)
	if err != nil {
		return Timeline{}, err
	}
	if err := s.checkFilter(q.Filter); err != nil {
		return Timeline{}, err
	}
	m := s.claimMask(q.Filter)
	var views []ClaimView
	var valid []Interval
	var values []Value
	for _, ref := range s.claimsOf(n) {
		if m.pass[s.classNumber(ref)] && (len(q.Filter.Relations) == 0 && len(q.Filter.Channels) == 0 || s.relevant(ref, q.Filter)) {
			c := s.claim(ref)
			views, valid, values = append(views, s.view(ref, q.Lang)), append(valid, c.Valid), append(values, c.Value)
		}
	}
	events := TimelineEvents(views, valid, values)
	part, next, err := paginate(q.Page, s.version, events)
	return Timeline{s.ref(n), len(events), part, next}, err
}

// TimelineEvents turns claims into events in the order of the answer; valid and values are those of the views.
func TimelineEvents(views []ClaimView, valid []Interval, values []Value) []Event {
	var dated []datedEvent
	add := func(at Date, what string, v ClaimView) {
		if at.Bounded() {
			dated = append(dated, datedEvent{at, Event{at.String(), what, v.Sentence, v}})
		}
	}
	for i, v := range views {
		if values[i].Type == DateValue {
			add(values[i].Date, EventOn, v)
			continue
		}
		add(valid[i].From, EventBegan, v)
		add(valid[i].To, EventEnded, v)
	}
	slices.SortFunc(dated, func(x, y datedEvent) int {
		return cmp.Or(cmp.Compare(x.at.Day(), y.at.Day()), cmp.Compare(x.What, y.What), compareID(x.Claim.ID, y.Claim.ID))
	})
	events := make([]Event, len(dated))
	for i, d := range dated {
		events[i] = d.Event
	}
	return events
}

func (s *Snapshot) classNumber(ref claimRef) uint32 {
	if ref < 0 {
		return s.attrs[^ref].class
	}
	return s.rows.terms[ref].class
}
