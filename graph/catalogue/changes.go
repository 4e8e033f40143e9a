package catalogue

import (
	"chokepoint/graph"
	"chokepoint/graph/history"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

// ChangesAnswer lists events in order of date, then of what happened, then of id.
type ChangesAnswer struct {
	Since   string  `json:"since"`
	Until   string  `json:"until"`
	Total   int     `json:"total"`
	Results []Event `json:"results"`
	Next    string  `json:"next,omitempty"`
}

type changesParameters struct {
	question.Common
	Since graph.Day      `param:"since" required:"true" doc:"First day, as 2026-01-01." example:"2026-01-01"`
	Until *graph.Day     `param:"until" doc:"Last day. Default: as_of, else today."`
	What  []history.What `param:"what" enum:"began,ended,on,recorded,withdrawn" doc:"Kinds of change (repeatable). Default: all."`
}

func (p *changesParameters) period(f *graph.Filter) snapshot.Period {
	if p.Until != nil {
		return snapshot.Period{Since: p.Since, Until: *p.Until}
	}
	return snapshot.Period{Since: p.Since, Until: f.AsOf}
}

var changes = question.Define(question.Definition[changesParameters, ChangesAnswer]{
	Name: "changes", ID: "list-changes", Path: "/v1/changes", Tag: "History",
	Summary: "What began, ended, was recorded or withdrawn between two days",
	Part: func(a *question.Asking, p *changesParameters) (snapshot.Need, error) {
		f := p.Filter(a)
		in := p.period(&f)
		return snapshot.Need{Filter: f, Changed: &in}, nil
	},
	Answer: answerChanges,
	Table:  func(c ChangesAnswer) *question.Table { return tableOfEvents(c.Results, c.Next) },
	Print: func(s *question.Sheet, c ChangesAnswer) {
		s.Printf("%s to %s: %d\n", c.Since, c.Until, c.Total)
		printTable(s, tableOfEvents(c.Results, c.Next))
	},
	Sentence: func(a *question.Asking, _ *changesParameters, c ChangesAnswer) string {
		return say.Text(a.Lang(), "changes.found", c.Total, c.Since, c.Until) + latest(c.Results)
	},
})

func answerChanges(a *question.Asking, p *changesParameters) (ChangesAnswer, error) {
	f := p.Filter(a)
	in := p.period(&f)
	page, total, next, err := pageOfEvents(a, p.Page(), func(most int) ([]history.Event, int, error) {
		return history.Changes(a.Limits, a.Facts, history.Query{In: in, Kinds: p.What, Filter: f}, most)
	})
	return ChangesAnswer{in.Since.String(), in.Until.String(), total, page, next}, err
}
