package catalogue

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/ask"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// Answer is the answer to a question in plain words, with what was understood and the structured query that gave it.
type Answer struct {
	Question   string     `json:"question"`
	Understood Understood `json:"understood"`
	Query      Structured `json:"query"`
	Answer     any        `json:"answer"`
	Text       string     `json:"text"`

	print func(*question.Sheet) // the answer without the rest
}

// Understood is a question as it was read.
type Understood struct {
	Text  string      `json:"text"`            // the question in the words of this interface
	Names []Mentioned `json:"names"`           // what names in it were taken for
	Notes []string    `json:"notes,omitempty"` // what could have been read in another way
}

// Mentioned is a name in a question.
type Mentioned struct {
	Typed  string          `json:"typed"`
	Entity graph.EntityRef `json:"entity"`
}

// Structured is the query that a plain question was understood as; Call is the same as a call of the interface.
type Structured struct {
	Question      string   `json:"question"` // dependents, dependencies, paths …
	Of            string   `json:"of,omitempty"`
	From          string   `json:"from,omitempty"`
	To            string   `json:"to,omitempty"`
	Item          string   `json:"item,omitempty"`
	Seller        string   `json:"seller,omitempty"`
	EndUser       string   `json:"end_user,omitempty"`
	Remove        []string `json:"remove,omitempty"`
	On            string   `json:"on,omitempty"`
	Depth         int      `json:"depth,omitempty"`
	Kind          []string `json:"kind,omitempty"`
	Country       string   `json:"country,omitempty"`
	By            string   `json:"by,omitempty"`
	Effect        []string `json:"effect,omitempty"`
	Status        []string `json:"status,omitempty"`
	List          string   `json:"list,omitempty"`
	Queries       []string `json:"queries,omitempty"`
	Predicate     []string `json:"predicate,omitempty"`
	Object        string   `json:"object,omitempty"`
	About         string   `json:"about,omitempty"`
	AsOf          string   `json:"as_of,omitempty"`
	With          string   `json:"with,omitempty"` // the other day of a comparison
	Since         string   `json:"since,omitempty"`
	Until         string   `json:"until,omitempty"`
	What          []string `json:"what,omitempty"`
	Text          string   `json:"q,omitempty"` // of a search
	Channel       []string `json:"channel,omitempty"`
	Relation      []string `json:"relation,omitempty"`
	KnownAt       string   `json:"known_at,omitempty"`
	MinConfidence string   `json:"min_confidence,omitempty"`
	Sources       string   `json:"sources,omitempty"`
	Limit         *int     `json:"limit,omitempty"`
	Cursor        string   `json:"cursor,omitempty"`
	Lang          string   `json:"lang"`
	Call          string   `json:"call"`
}

type askParameters struct {
	question.Common
	Lang    string `param:"lang" enum:"en,fr" doc:"Language of the answer. Default: that of the question."`
	Q       string `param:"q" arg:"1" words:"true" required:"true" maxLength:"1000" doc:"A question in English or French." example:"who depends on Nvidia"`
	Context string `param:"context" maxLength:"1000" doc:"The question that this one follows, in plain words or as the call that was shown for it: after \"can Nvidia sell the H20 to China\", \"and to Vietnam?\" asks the same of Vietnam."`
}

var askQuestion = question.Define(question.Definition[askParameters, Answer]{
	Name: "ask", ID: "ask", Asks: true, Path: "/v1/ask", Tag: "Search", Summary: "A question in plain words",
	Part:   asLookedAt[askParameters],
	Answer: answerAsk,
	Print: func(s *question.Sheet, x Answer) {
		s = s.In(x.Query.Lang)
		s.Say("ask.understood", x.Understood.Text)
		for _, note := range x.Understood.Notes {
			s.Printf("%s\n", note)
		}
		s.Printf("\n%s\n\n%s\n\n", x.Text, s.Words("sheet.query", x.Query.Call))
		if more := s.First(askedLines, x.print); more > 0 {
			s.Say("sheet.left-out", more, x.Query.Question)
		}
	},
	Sentence: func(_ *question.Asking, _ *askParameters, x Answer) string { return x.Text },
})

// askedLines is how much of an answer stands under its text at a terminal.
const askedLines = 40

func answerAsk(a *question.Asking, p *askParameters) (Answer, error) {
	given := p.Common
	given.Lang = p.Lang
	r, err := ask.Read(a, p.Q, contextOf(a, p.Context), &given)
	if err != nil {
		return Answer{}, withCalls(err)
	}
	taken := understood(a, r)
	reply, call, err := run(a, r.Question, r.Values)
	if err != nil {
		return Answer{}, err
	}
	x := Answer{Question: p.Q, Understood: taken, Query: structured(r), Answer: reply.Answer, Text: reply.Sentence(), print: reply.Print}
	x.Query.Call = call
	if given.Limit != graph.DefaultLimit {
		x.Query.Limit = &given.Limit
	}
	return x, nil
}

// contextOf is the question that another follows in plain words; a call of the interface is put in such.
func contextOf(a *question.Asking, text string) string {
	u, err := url.Parse(text)
	if err != nil || !strings.HasPrefix(text, "/") {
		return text
	}
	if q, v := questionOfCall(u); q != nil {
		return cmp.Or(ask.Restate(a, q.Info().Name, v, cmp.Or(strings.Join(v["lang"], ""), "en")), text)
	}
	return text
}

// questionOfCall finds the question that a call of the interface asks, and what with; nil if none does.
func questionOfCall(u *url.URL) (question.Question, question.Values) {
	for _, q := range list {
		if v := q.Info().ReadCall(u); v != nil {
			return q, v
		}
	}
	return nil, nil
}

// understood says what a text was taken for.
func understood(a *question.Asking, r *ask.Reading) Understood {
	u := Understood{Text: ask.Restate(a, r.Question, r.Values, r.Lang), Names: make([]Mentioned, len(r.Names))}
	there := a.CountriesOn(r.AsOf)
	for i, n := range r.Names {
		u.Names[i] = Mentioned{n.Typed, a.Called(there.Ref(n.Entity))}
		if n.Slip {
			u.Notes = append(u.Notes, say.Text(r.Lang, "ask.taken", n.Typed, a.Facts.NameIn(u.Names[i].Entity.ID, r.Lang)))
		}
	}
	for _, word := range r.Idle {
		u.Notes = append(u.Notes, say.Text(r.Lang, "ask.idle", word))
	}
	for _, d := range r.Dates {
		u.Notes = append(u.Notes, say.Text(r.Lang, "ask.day-first", d.Typed, say.Date(r.Lang, graph.DateOf(d.Day))))
	}
	return u
}

// withCalls gives the readings of a question that was not understood the calls that would ask them.
func withCalls(err error) error {
	var unread *ask.Unread
	if errors.As(err, &unread) {
		for i := range unread.Offers {
			if q, ok := Find(unread.Offers[i].Reading.Question); ok {
				unread.Offers[i].Call = q.Info().Call(unread.Offers[i].Reading.Values)
			}
		}
	}
	return err
}

// commonParameters are those of question.Common that have no bearing on a question that does not take them.
var commonParameters = []string{"as_of", "known_at", "lang", "limit", "cursor", "min_confidence", "sources"}

// run asks a question by its name, within another, and returns the call that asks the same.
func run(a *question.Asking, name string, v question.Values) (reply *question.Reply, call string, err error) {
	q, ok := Find(name)
	if !ok {
		return nil, "", fmt.Errorf("there is no question %s", name)
	}
	for parameter := range v { // what every question takes, one without parameters of its own does not
		if slices.Contains(commonParameters, parameter) && !slices.ContainsFunc(q.Info().Parameters, func(p question.Parameter) bool { return p.Name == parameter }) {
			delete(v, parameter)
		}
	}
	prepared, err := q.Read(v)
	if err != nil {
		return nil, "", err
	}
	reply, err = prepared.AskOn(a)
	return reply, q.Info().Call(v), err
}

// structured shows the question that a text was read as.
func structured(r *ask.Reading) Structured {
	v := r.Values
	one := func(name string) string {
		if len(v[name]) == 0 {
			return ""
		}
		return v[name][0]
	}
	depth, _ := strconv.Atoi(one("depth"))
	return Structured{Question: r.Question, Of: cmp.Or(one("ref"), one("of"), one("for"), one("one"), one("subject")), From: one("from"), To: cmp.Or(one("to"), one("other")), Item: one("item"), Seller: one("seller"),
		EndUser: one("end_user"), Remove: v["remove"], On: one("on"), Depth: depth, Kind: v["kind"], Country: one("country"), By: one("by"), Effect: v["effect"], Status: v["status"], List: one("list"),
		Queries: v["queries"], Predicate: v["predicate"], Object: one("object"), About: one("about"), AsOf: one("as_of"), With: one("with"),
		Since: one("since"), Until: one("until"), What: v["what"], Text: one("q"), Channel: v["channel"], Relation: v["relation"],
		KnownAt: one("known_at"), MinConfidence: one("min_confidence"), Sources: one("sources"), Cursor: one("cursor"), Lang: r.Lang}
}
