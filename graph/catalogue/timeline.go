package catalogue

import (
	"chokepoint/graph"
	"chokepoint/graph/history"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

// Timeline lists events in order of date. A claim about one day (a release, an announcement) is an event of that day. Events of
// the decisions that bear on the entity are among them.
type Timeline struct {
	Subject graph.EntityRef `json:"subject"`
	Total   int             `json:"total"`
	Results []Event         `json:"results"`
	Next    string          `json:"next,omitempty"`

	none string  // what is said of no result
	told []Event // that the text tells
}

// Event is a claim to which something happened on a date. What is an edit has what the claim said before and after.
type Event struct {
	Date    string         `json:"date"`              // with the precision of the claim
	What    string         `json:"what"`              // a history.What
	Planned bool           `json:"planned,omitempty"` // the date is after today
	Text    string         `json:"text"`
	Claim   view.ClaimView `json:"claim"`
	Before  *view.Contents `json:"before,omitempty"`
	After   *view.Contents `json:"after,omitempty"`
}

type timelineParameters struct {
	question.Of
	question.Common
}

var timeline = question.Define(question.Definition[timelineParameters, Timeline]{
	Name: "timeline", ID: "get-timeline", Path: "/v1/entities/{ref}/timeline", Tag: "History",
	Summary: "What began and ended for it, and when, and how the decisions that bear on it stood",
	Part:    asLookedAt[timelineParameters],
	Answer:  answerTimeline,
	Table:   func(t Timeline) *question.Table { return tableOfEvents(t.Results, t.Next) },
	Print:   func(s *question.Sheet, t Timeline) { printEvents(s, t.Results, t.Next, t.none) },
	Sentence: func(a *question.Asking, _ *timelineParameters, t Timeline) string {
		return say.Text(a.Lang(), "timeline.known", t.Total, a.NameIn(t.Subject.ID)) + tell(a.Lang(), t.told, t.Total)
	},
})

func answerTimeline(a *question.Asking, p *timelineParameters) (Timeline, error) {
	n, err := a.Resolve(p.Ref, p.KnownAt.Time)
	if err != nil {
		return Timeline{}, err
	}
	f, err := findEvents(a, p.Page(), func(most int) (history.Found, error) {
		return history.Timeline(a.Limits, a.Facts, n, p.Filter(a), history.Headlines{Most: spoken, Today: a.Today}, most)
	})
	none := say.Text(a.Lang(), "timeline.none", a.NameIn(a.Facts.ID(n)))
	return Timeline{Subject: a.EntityRef(n), Total: f.total, Results: f.page, Next: f.next, none: none, told: f.told}, err
}

// foundEvents are events in words: those of a page, and those that the text tells.
type foundEvents struct {
	page, told []Event
	total      int
	next       string
	loads      []history.Load
}

// findEvents finds the events up to the end of a page, and puts those on it into words.
func findEvents(a *question.Asking, p graph.Page, find func(most int) (history.Found, error)) (foundEvents, error) {
	offset, limit, err := a.Window(p)
	if err != nil {
		return foundEvents{}, err
	}
	found, err := find(offset + limit)
	if err != nil {
		return foundEvents{}, err
	}
	page := viewsOfEvents(a, found.Events[min(offset, len(found.Events)):])
	return foundEvents{page, viewsOfEvents(a, found.Headlines), found.Total, a.Next(p, offset+len(page), found.Total), found.Loads}, nil
}

func viewsOfEvents(a *question.Asking, events []history.Event) []Event {
	views := make([]Event, len(events))
	for i, e := range events {
		views[i] = viewOfEvent(a, e)
	}
	return views
}

func viewOfEvent(a *question.Asking, e history.Event) Event {
	s, c := a.Facts, a.Facts.Claim(e.Ref)
	v := Event{Date: e.At.String(), What: e.What.String(), Claim: view.Claim(s, e.Ref, a.Lang())}
	v.Text = v.Claim.Sentence
	dated := e.What == history.Began || e.What == history.Ended || e.What == history.On
	switch {
	case dated && e.At.Day() > a.Today:
		v.Planned = true
		v.Text = say.Planned(s.Ontology(), s, a.Lang(), &c, e.At, e.What == history.Ended)
	case e.What == history.Ended:
		v.Text = say.Ended(s.Ontology(), s, a.Lang(), &c)
	case e.Before != snapshot.NoRef:
		before, after := view.ContentsOf(view.Claim(s, e.Before, a.Lang())), view.ContentsOf(v.Claim)
		v.Before, v.After = &before, &after
	}
	return v
}

func tableOfEvents(events []Event, next string) *question.Table {
	t := question.NewTable("date", "what", "planned", "claim", "confidence", "before", "after")
	for _, e := range events {
		planned := any("")
		if e.Planned {
			planned = say.That("cell.planned")
		}
		t.Row(e.Date, say.That("event.what."+e.What), planned, e.Text, e.Claim.Confidence, e.Before.String(), e.After.String())
	}
	t.Next = next
	return t
}

// printEvents writes events under the headings of their dates, those that are planned apart.
func printEvents(s *question.Sheet, events []Event, next, none string) {
	if len(events) == 0 {
		s.Printf("%s\n", none)
	}
	date, planned := "", false
	for _, e := range events {
		if e.Planned && !planned {
			planned = true
			s.Printf("\n%s\n", s.Words("event.heading.planned"))
		}
		if e.Date != date {
			date = e.Date
			s.Printf("\n%s\n", date)
		}
		s.Printf("  %s (%s, %s)\n", e.Text, s.Words("event.what."+e.What), s.Sure(e.Claim.Confidence))
		if e.Before != nil {
			s.Printf("    %s\n    %s\n", s.Words("event.before", e.Before.In(s.Lang())), s.Words("event.after", e.After.In(s.Lang())))
		}
	}
	s.Next(next)
}

// tell reads out some events of a total. Of what a store did, it says what.
func tell(lang string, events []Event, total int) string {
	text := ""
	if total > len(events) && len(events) > 0 {
		text = " " + say.Text(lang, "events.latest")
	}
	for _, e := range events {
		said := e.Text
		switch e.What {
		case history.Edited.String(), history.Recorded.String(), history.Withdrawn.String():
			said += " (" + say.Text(lang, "event.what."+e.What) + ")"
		}
		text += " " + say.Text(lang, "event.on", dayIn(lang, e.Date), say.Stop(said))
	}
	return text
}
