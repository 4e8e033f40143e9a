package catalogue

import (
	"chokepoint/graph"
	"chokepoint/graph/history"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

// Timeline lists events in order of date. A claim about one day (a release, an announcement) is an event of that day.
type Timeline struct {
	Subject graph.EntityRef `json:"subject"`
	Total   int             `json:"total"`
	Results []Event         `json:"results"`
	Next    string          `json:"next,omitempty"`
}

// Event is a claim to which something happened on a date.
type Event struct {
	Date  string         `json:"date"` // with the precision of the claim
	What  string         `json:"what"` // a history.What
	Text  string         `json:"text"`
	Claim view.ClaimView `json:"claim"`
}

type timelineParameters struct {
	question.Of
	question.Common
}

var timeline = question.Define(question.Definition[timelineParameters, Timeline]{
	Name: "timeline", ID: "get-timeline", Path: "/v1/entities/{ref}/timeline", Tag: "History",
	Summary: "What began and ended for it, and when",
	Part:    partOfTimeline, Answer: answerTimeline,
	Table: func(t Timeline) *question.Table { return tableOfEvents(t.Results, t.Next) },
	Print: func(s *question.Sheet, t Timeline) { printTable(s, tableOfEvents(t.Results, t.Next)) },
	Sentence: func(a *question.Asking, _ *timelineParameters, t Timeline) string {
		return say.Text(a.Lang(), "timeline.known", t.Total, a.NameIn(t.Subject.ID)) + latest(t.Results)
	},
})

func partOfTimeline(a *question.Asking, p *timelineParameters) (snapshot.Need, error) {
	of, err := a.ResolveID(p.Ref, p.KnownAt.Time)
	if err != nil {
		return snapshot.Need{}, err
	}
	return snapshot.Need{Filter: p.Filter(a), Names: []string{of}, About: []snapshot.NeededClaims{{Of: of, Attributes: true, AnyDate: true}}}, nil
}

func answerTimeline(a *question.Asking, p *timelineParameters) (Timeline, error) {
	n, err := a.Resolve(p.Ref, p.KnownAt.Time)
	if err != nil {
		return Timeline{}, err
	}
	page, total, next, err := pageOfEvents(a, p.Page(), func(most int) ([]history.Event, int, error) {
		return history.Timeline(a.Limits, a.Facts, n, p.Filter(a), most)
	})
	return Timeline{a.Facts.EntityRef(n), total, page, next}, err
}

// pageOfEvents finds the events up to the end of a page, and puts those on it into words.
func pageOfEvents(a *question.Asking, p graph.Page, find func(most int) ([]history.Event, int, error)) (page []Event, total int, next string, err error) {
	offset, limit, err := a.Window(p)
	if err != nil {
		return nil, 0, "", err
	}
	found, total, err := find(offset + limit)
	if err != nil {
		return nil, 0, "", err
	}
	found = found[min(offset, len(found)):]
	page = make([]Event, len(found))
	for i, e := range found {
		v := view.Claim(a.Facts, e.Ref, a.Lang())
		page[i] = Event{e.At.String(), e.What.String(), v.Sentence, v}
	}
	return page, total, a.Next(p, offset+len(page), total), nil
}

func tableOfEvents(events []Event, next string) *question.Table {
	t := question.NewTable("date", "what", "claim", "confidence")
	for _, e := range events {
		t.Row(e.Date, e.What, e.Text, e.Claim.Confidence)
	}
	t.Next = next
	return t
}

// latest reads out the last events of a list.
func latest(events []Event) string {
	text := ""
	for _, e := range events[max(0, len(events)-spoken):] {
		text += " " + e.Date + ": " + e.Text + "."
	}
	return text
}
