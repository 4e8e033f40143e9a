package catalogue

import (
	"cmp"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/ask"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// Answer is the answer to a question in plain words, with the structured query that gave it.
type Answer struct {
	Question string     `json:"question"`
	Query    Structured `json:"query"`
	Answer   any        `json:"answer"`
	Text     string     `json:"text"`

	print func(*question.Sheet) // the answer without the rest
}

// Structured is the query that a plain question was understood as; Call is the same as a call of the interface.
type Structured struct {
	Question      string   `json:"question"` // dependents, dependencies, paths …
	Of            string   `json:"of,omitempty"`
	From          string   `json:"from,omitempty"`
	To            string   `json:"to,omitempty"`
	Item          string   `json:"item,omitempty"`
	EndUser       string   `json:"end_user,omitempty"`
	Remove        []string `json:"remove,omitempty"`
	Depth         int      `json:"depth,omitempty"`
	Kind          []string `json:"kind,omitempty"`
	Country       string   `json:"country,omitempty"`
	AsOf          string   `json:"as_of,omitempty"`
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
	Calls         []string `json:"calls,omitempty"` // where one call is not enough, all of them; Call is the first
}

// Sales are the checks of everything that a party designs for one destination.
type Sales struct {
	Seller graph.EntityRef `json:"seller"`
	To     graph.EntityRef `json:"to"`
	AsOf   string          `json:"as_of"`
	Items  []Check         `json:"items"`
}

type askParameters struct {
	question.Common
	Lang string `param:"lang" enum:"en,fr" doc:"Language of the answer. Default: that of the question."`
	Q    string `param:"q" arg:"1" words:"true" required:"true" maxLength:"1000" doc:"A question in English or French." example:"who depends on Nvidia"`
}

var askQuestion = question.Define(question.Definition[askParameters, Answer]{
	Name: "ask", ID: "ask", Path: "/v1/ask", Tag: "Search", Summary: "A question in plain words",
	Answer: answerAsk,
	Print: func(s *question.Sheet, x Answer) {
		s = s.In(x.Query.Lang)
		s.Printf("%s\n\n%s\n\n", x.Text, s.Words("sheet.query", x.Query.Call))
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
	r, err := ask.Read(a, p.Q, &given)
	if err != nil {
		return Answer{}, err
	}
	x := Answer{Question: p.Q, Query: structured(r)}
	if given.Limit != graph.DefaultLimit {
		x.Query.Limit = &given.Limit
	}
	if r.Sales != nil {
		err = answerSales(a.Within(r.Lang), r, &x)
	} else {
		err = answerOne(a, r, &x)
	}
	return x, err
}

// answerOne answers a reading that is one question.
func answerOne(a *question.Asking, r *ask.Reading, x *Answer) error {
	reply, call, err := run(a, r.Question, r.Values)
	if err != nil {
		return err
	}
	x.Answer, x.Text, x.print, x.Query.Call = reply.Answer, reply.Sentence(), reply.Print, call
	return nil
}

// answerSales answers what a party could sell.
func answerSales(a *question.Asking, r *ask.Reading, x *Answer) error {
	then := a.CountriesOn(r.AsOf)
	seller, to := then.Ref(r.Sales.Seller), then.Ref(r.Sales.To)
	sales := Sales{Seller: seller, To: to, AsOf: r.AsOf.String(), Items: []Check{}}
	x.Query.Of, x.Query.To = seller.ID, to.ID
	x.Text = say.Text(r.Lang, "check.of", a.NameIn(seller.ID), a.NameIn(to.ID)) + ", " + sales.AsOf + "."
	var prints []func(*question.Sheet)
	for _, values := range r.Sales.Checks {
		reply, call, err := run(a, r.Question, values)
		if err != nil {
			return err
		}
		c := reply.Answer.(Check)
		_, verdict, _ := strings.Cut(c.Text, sales.AsOf)
		x.Text += " " + say.Capital(say.Text(r.Lang, "item.verdict", itemOf(a, &c), strings.TrimLeft(verdict, " :")))
		sales.Items, x.Query.Calls, prints = append(sales.Items, c), append(x.Query.Calls, call), append(prints, reply.Print)
	}
	if len(sales.Items) == 0 {
		x.Text = say.Text(r.Lang, "sales.none", a.NameIn(seller.ID))
	} else {
		x.Query.Call = x.Query.Calls[0]
	}
	x.Answer = sales
	x.print = func(s *question.Sheet) {
		for _, print := range prints {
			print(s)
		}
	}
	return nil
}

// run asks a question by its name, within another, and returns the call that asks the same.
func run(a *question.Asking, name string, v question.Values) (reply *question.Reply, call string, err error) {
	q, ok := Find(name)
	if !ok {
		return nil, "", fmt.Errorf("there is no question %s", name)
	}
	prepared, err := q.Read(v)
	if err != nil {
		return nil, "", err
	}
	reply, err = prepared.AskOn(a)
	return reply, callOf(q.Info(), v), err
}

// callOf writes a question as a GET of the interface.
func callOf(info *question.Info, v question.Values) string {
	path, query := info.Path, url.Values{}
	for name, values := range v {
		if slot := "{" + name + "}"; strings.Contains(path, slot) {
			path = strings.Replace(path, slot, url.PathEscape(values[0]), 1)
		} else {
			query[name] = values
		}
	}
	return path + "?" + query.Encode()
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
	return Structured{Question: r.Question, Of: cmp.Or(one("ref"), one("for"), one("one")), From: one("from"), To: cmp.Or(one("to"), one("other")), Item: one("item"),
		EndUser: one("end_user"), Remove: v["remove"], Depth: depth, Kind: v["kind"], Country: one("country"), AsOf: one("as_of"),
		Since: one("since"), Until: one("until"), What: v["what"], Text: one("q"), Channel: v["channel"], Relation: v["relation"],
		KnownAt: one("known_at"), MinConfidence: one("min_confidence"), Sources: one("sources"), Cursor: one("cursor"), Lang: r.Lang}
}
