package catalogue

import (
	"cmp"
	"errors"
	"maps"
	"net/url"
	"slices"
	"time"

	"chokepoint/graph/ask"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

var query = question.Define(question.Definition[queryParameters, Query]{
	Name: "query", ID: "get-query", Asks: true, Path: "/v1/query", Tag: "Catalogue", Summary: "How a call is asked on the command line and in Cypher",
	Part:   asLookedAt[queryParameters],
	Answer: answerQuery,
	Print: func(s *question.Sheet, q Query) {
		s.Verbatim(q.HTTP + "\n\n" + q.Command + "\n")
		if q.Cypher != "" {
			s.Verbatim(q.Cypher)
		}
		printNote(s, q.Note)
	},
})

type queryParameters struct {
	question.Spoken
	Call string `param:"call" arg:"1" required:"true" maxLength:"8000" doc:"Path and query of a call of this interface. What is asked only by POST has its parameters in a query here." example:"/v1/entities/nvidia/dependents?depth=2"`
}

// Query is a call and the same question in other ways: by the command, and as a query on a Neo4j database in which chokepoint keeps its facts.
type Query struct {
	Question string         `json:"question"`
	Text     string         `json:"text,omitempty"` // in plain words, which ask understands; absent: there are none for it
	HTTP     string         `json:"http"`           // path and query
	Body     map[string]any `json:"body,omitempty"` // of what is asked only by POST
	Command  string         `json:"command"`
	Cypher   string         `json:"cypher,omitempty"`      // absent: no one query gives the answer
	Note     string         `json:"cypher_note,omitempty"` // why there is none, or what it leaves out
}

// formParameter is that of every call that says in what form the answer comes, which the command has a flag for.
const formParameter = "format"

func answerQuery(a *question.Asking, p *queryParameters) (Query, error) {
	wrong := func(why say.Told) error {
		return &question.Invalid{Faults: []question.Fault{{Parameter: "call", Index: -1, Value: p.Call, Message: why}}}
	}
	u, err := url.Parse(p.Call)
	if err != nil {
		return Query{}, wrong(say.That("fault.call"))
	}
	q, v := questionOfCall(u)
	if q == nil {
		return Query{}, wrong(say.That("fault.call"))
	}
	info := q.Info()
	form := v[formParameter]
	delete(v, formParameter)
	asked, err := q.Read(v)
	if err != nil {
		var invalid *question.Invalid
		if errors.As(err, &invalid) {
			return Query{}, wrong(invalid)
		}
		return Query{}, err
	}
	x := Query{Question: info.Name, HTTP: info.Call(v), Command: info.Command(v)}
	if info.Posted && !info.GetToo {
		x.HTTP, x.Body = info.Path, info.Body(v)
	}
	if slices.Contains(form, "csv") {
		x.Command += " --csv"
	}
	if x.Cypher, err = asked.Cypher(a); err != nil {
		return Query{}, err
	}
	x.Note = noteOfCypher(a, info.Name, x.Cypher)
	x.Text = inWords(a, info, v)
	return x, nil
}

// inWords is a question in plain words, with the entities by their names.
func inWords(a *question.Asking, info *question.Info, v question.Values) string {
	resolved := maps.Clone(v)
	for _, p := range info.Parameters {
		if p.Names != question.NamesEntity {
			continue
		}
		refs := slices.Clone(v[p.Name])
		for i, ref := range refs {
			id, err := a.ResolveID(ref, time.Time{})
			if err != nil {
				return ""
			}
			refs[i] = id
		}
		if refs != nil {
			resolved[p.Name] = refs
		}
	}
	return ask.Restate(a, info.Name, resolved, a.Lang())
}

// noteOfCypher says why a question has no query, or what the query leaves out.
func noteOfCypher(a *question.Asking, name, text string) string {
	if text == "" {
		return say.Text(a.Lang(), cmp.Or(notInCypher[name], "cypher.none"))
	}
	if key := leftOutOfCypher[name]; key != "" {
		return say.Text(a.Lang(), key)
	}
	return ""
}

// notInCypher are the messages that say why questions have no query whatever their parameters, and leftOutOfCypher what a query leaves out.
var (
	notInCypher = map[string]string{
		"impact": "cypher.none.losses", "chokepoints": "cypher.none.losses",
		"check": "cypher.none.rules", "decisions": "cypher.none.rules", "affiliates": "cypher.none.rules", "listings": "cypher.none.rules",
		"search": "cypher.none.names", "match": "cypher.none.names", "screen": "cypher.none.names",
		"timeline": "cypher.none.history", "changes": "cypher.none.history", "compare": "cypher.none.history",
		"ask": "cypher.none.ask",
	}
	leftOutOfCypher = map[string]string{"owners": "cypher.note.shares", "holdings": "cypher.note.shares", "paths": "cypher.note.paths"}
)
