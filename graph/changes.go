package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
)

// ChangesQuery asks what changed from Since to Until, both days included.
type ChangesQuery struct {
	Since, Until Day
	What         []string // of ChangeKinds; empty: all
	Filter       Filter   // KnownAt, MinConfidence, Relations, Channels and Kinds (of the subject) count
	Page         Page
	Lang         string
}

// ChangesAnswer lists events in order of date, then of what happened, then of id.
type ChangesAnswer struct {
	Since   string  `json:"since"`
	Until   string  `json:"until"`
	Total   int     `json:"total"`
	Results []Event `json:"results"`
	Next    string  `json:"next,omitempty"`
}

// What happens to a claim besides EventBegan, EventEnded and EventOn.
const (
	EventRecorded  = "recorded"  // a store began to say it
	EventWithdrawn = "withdrawn" // a store no longer says it
)

// ChangeKinds are the kinds of change.
var ChangeKinds = []string{EventBegan, EventEnded, EventOn, EventRecorded, EventWithdrawn}

// ErrInterval marks a question about a stretch of time that ends before it begins.
var ErrInterval = errors.New("the last day is before the first")

// Changes answers q. Claims that stand began or ended on their own dates; claims were recorded or withdrawn on the days of
// the loads that did it. Derived claims begin and end; they are not recorded.
func (s *Snapshot) Changes(ctx context.Context, q ChangesQuery) (ChangesAnswer, error) {
	if err := s.checkFilter(q.Filter); err != nil {
		return ChangesAnswer{}, err
	}
	if q.Until < q.Since {
		return ChangesAnswer{}, fmt.Errorf("from %s to %s: %w", q.Since, q.Until, ErrInterval)
	}
	for _, what := range q.What {
		if !slices.Contains(ChangeKinds, what) {
			return ChangesAnswer{}, fmt.Errorf("change %q is %w; there are began, ended, on, recorded, withdrawn", what, ErrUnknownTerm)
		}
	}
	listed := s.lister(q.Filter)
	var found []change
	for ref := range s.allClaims {
		k, _ := s.classOf(ref)
		if k.confidence < q.Filter.MinConfidence || listed != nil && !listed[s.kinds[s.subjectOf(ref)]] {
			continue
		}
		if (len(q.Filter.Relations) > 0 || len(q.Filter.Channels) > 0) && !s.relevant(ref, q.Filter) {
			continue
		}
		found = s.changesOf(found, ref, k, &q)
	}
	found = withoutEdits(found)
	if len(q.What) > 0 {
		found = slices.DeleteFunc(found, func(c change) bool { return !slices.Contains(q.What, c.what) })
	}
	slices.SortFunc(found, func(x, y change) int {
		return cmp.Or(cmp.Compare(x.at.Day(), y.at.Day()), cmp.Compare(x.what, y.what), compareID(x.id, y.id), cmp.Compare(x.ref, y.ref))
	})
	part, next, err := paginate(q.Page, s.version, found)
	answer := ChangesAnswer{Since: q.Since.String(), Until: q.Until.String(), Total: len(found), Results: make([]Event, len(part)), Next: next}
	for i, c := range part {
		v := s.view(c.ref, q.Lang)
		answer.Results[i] = Event{c.at.String(), c.what, v.Sentence, v}
	}
	return answer, err
}

// change is an event that has not been put into words yet.
type change struct {
	at   Date
	when time.Time // it was recorded or withdrawn
	what string
	ref  claimRef
	id   uuid.UUID
}

// changesOf adds the changes of one claim that a question asks for.
func (s *Snapshot) changesOf(found []change, ref claimRef, k class, q *ChangesQuery) []change {
	add := func(at Date, what string, when time.Time) {
		if at.Bounded() && at.Day() >= q.Since && at.Day() <= q.Until {
			c := s.claim(ref)
			found = append(found, change{at, when, what, ref, c.ID()})
		}
	}
	recorded := s.recordings[k.recording]
	if recorded.Contains(q.Filter.KnownAt) {
		if ref < 0 && s.attrs[^ref].value.Type == DateValue {
			add(s.attrs[^ref].value.Date, EventOn, time.Time{})
		} else {
			valid := s.validOf(ref)
			add(valid.From, EventBegan, time.Time{})
			add(valid.To, EventEnded, time.Time{})
		}
	}
	known := func(t time.Time) bool { return q.Filter.KnownAt.IsZero() || !t.After(q.Filter.KnownAt) }
	if !k.derived && known(recorded.From) {
		add(DateOf(DayOf(recorded.From)), EventRecorded, recorded.From)
		if !recorded.Stands() && known(recorded.To) {
			add(DateOf(DayOf(recorded.To)), EventWithdrawn, recorded.To)
		}
	}
	return found
}

func (s *Snapshot) subjectOf(ref claimRef) Node {
	if ref < 0 {
		return s.attrs[^ref].subject
	}
	return s.rows.subject[ref]
}

// withoutEdits leaves out the withdrawal and the recording of one claim at one instant: it went on to be said, with another
// source, share or note.
func withoutEdits(found []change) []change {
	type edit struct {
		id   uuid.UUID
		when time.Time
	}
	times := map[edit]int{}
	for _, c := range found {
		if !c.when.IsZero() {
			times[edit{c.id, c.when}]++
		}
	}
	return slices.DeleteFunc(found, func(c change) bool { return !c.when.IsZero() && times[edit{c.id, c.when}] > 1 })
}
