package catalogue

import (
	"time"

	"chokepoint/graph"
	"chokepoint/graph/history"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

// ChangesAnswer lists events in order of date, then of what happened, then of id, or in the reverse order. Loads count what each load did, in order of
// time.
type ChangesAnswer struct {
	Of      *graph.EntityRef `json:"of,omitempty"`
	Since   string           `json:"since"`
	Until   string           `json:"until"`
	Total   int              `json:"total"`
	Results []Event          `json:"results"`
	Loads   []LoadCount      `json:"loads,omitempty"`
	Pruned  string           `json:"pruned,omitempty"` // what was withdrawn or edited before this day is no longer on record
	Next    string           `json:"next,omitempty"`

	none string  // what is said of no result
	told []Event // that the text tells
}

// LoadCount is how many claims of a dataset a load recorded, withdrew and edited.
type LoadCount struct {
	At        time.Time `json:"at"`
	Dataset   string    `json:"dataset"`
	Recorded  int       `json:"recorded"`
	Withdrawn int       `json:"withdrawn"`
	Edited    int       `json:"edited"`
}

type changesParameters struct {
	question.Common
	Since graph.Day      `param:"since" required:"true" doc:"First day, as 2026-01-01." example:"2026-01-01"`
	Until *graph.Day     `param:"until" doc:"Last day. Default: as_of, else today."`
	Of    string         `param:"of" names:"entity" maxLength:"300" doc:"Only what concerns this entity: its claims, and how the decisions that bear on it stood. An id, or a name or alias if only one entity has it."`
	What  []history.What `param:"what" enum:"began,ended,on,edited,recorded,withdrawn" doc:"Kinds of change (repeatable). Default: began, ended, on, edited; what was recorded and withdrawn is counted for each load."`
	Sort  string         `param:"sort" enum:"earliest,latest" default:"earliest" doc:"Which come first."`
}

func (p *changesParameters) period(f *graph.Filter) snapshot.Period {
	if p.Until != nil {
		return snapshot.Period{Since: p.Since, Until: *p.Until}
	}
	return snapshot.Period{Since: p.Since, Until: f.AsOf}
}

var changes = question.Define(question.Definition[changesParameters, ChangesAnswer]{
	Name: "changes", ID: "list-changes", Path: "/v1/changes", Tag: "History",
	Summary:  "What began, ended, was edited, recorded or withdrawn between two days",
	Answer:   answerChanges,
	Table:    func(c ChangesAnswer) *question.Table { return tableOfEvents(c.Results, c.Next) },
	Print:    printChanges,
	Sentence: sentenceOfChanges,
	Heavy:    func(*changesParameters) bool { return true },
})

func sentenceOfChanges(a *question.Asking, _ *changesParameters, c ChangesAnswer) string {
	lang := a.Lang()
	found := say.Text(lang, "changes.found", c.Total, dayIn(lang, c.Since), dayIn(lang, c.Until))
	if c.Of != nil {
		found = say.Text(lang, "changes.found.of", c.Total, dayIn(lang, c.Since), dayIn(lang, c.Until), a.NameIn(c.Of.ID))
	}
	if c.Pruned != "" {
		found += " " + say.Text(lang, "changes.pruned", dayIn(lang, c.Pruned))
	}
	return found + tell(lang, c.told, c.Total)
}

func answerChanges(a *question.Asking, p *changesParameters) (ChangesAnswer, error) {
	f := p.Filter(a)
	q := history.Query{In: p.period(&f), Of: snapshot.None, Kinds: p.What, Filter: f, Tell: history.Headlines{Most: spoken, Today: a.Today, Weighed: true},
		Latest: p.Sort == "latest"}
	answer := ChangesAnswer{Since: q.In.Since.String(), Until: q.In.Until.String()}
	if pruned := a.Facts.Pruned(); !pruned.IsZero() && p.Since.Time().Before(pruned) {
		answer.Pruned = pruned.Format(time.DateOnly)
	}
	if p.Of != "" {
		n, err := a.Resolve(p.Of, f.KnownAt)
		if err != nil {
			return ChangesAnswer{}, err
		}
		of := a.EntityRef(n)
		q.Of, answer.Of = n, &of
	}
	found, err := findEvents(a, p.Page(), func(most int) (history.Found, error) { return history.Changes(a.Limits, a.Facts, q, most) })
	answer.Results, answer.told, answer.Total, answer.Next = found.page, found.told, found.total, found.next
	for _, l := range found.loads {
		answer.Loads = append(answer.Loads, LoadCount{l.At, l.Dataset, l.Recorded, l.Withdrawn, l.Edited})
	}
	answer.none = say.Text(a.Lang(), "changes.none", dayIn(a.Lang(), answer.Since), dayIn(a.Lang(), answer.Until))
	return answer, err
}

// dayIn writes a day in words.
func dayIn(lang, day string) string {
	d, err := graph.ParseDate(day)
	if err != nil {
		return day
	}
	return say.Date(lang, d)
}

func printChanges(s *question.Sheet, c ChangesAnswer) {
	s.Say("changes.heading", c.Since, c.Until, c.Total)
	printEvents(s, c.Results, c.Next, c.none)
	if c.Pruned != "" {
		s.Say("changes.pruned", dayIn(s.Lang(), c.Pruned))
	}
	for i, l := range c.Loads {
		if i == 0 {
			s.Printf("\n%s\n", s.Words("event.heading.loads"))
		}
		s.Printf("  ")
		s.Say("sheet.line", l.At.Format(time.DateTime)+" "+l.Dataset, s.Words("changes.load", l.Recorded, l.Withdrawn, l.Edited))
	}
}
