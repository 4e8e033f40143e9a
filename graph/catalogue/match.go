package catalogue

import (
	"bytes"
	"cmp"
	"encoding/json"

	"chokepoint/graph"
	"chokepoint/graph/names"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

var match = question.Define(question.Definition[matchParameters, Matches]{
	Name: "match", ID: "match", Path: "/v1/match", Tag: "Search", Summary: "Candidates for a batch of names", Posted: true,
	Answer: answerMatch,
	Table:  tableOfMatches,
	Print:  printMatches,
})

type matchParameters struct {
	Queries []MatchQuery `param:"queries" arg:"1" required:"true" maxItems:"1000" maxLength:"1000" doc:"Names, each with the kind of entity that is expected or without."`
	Kind    string       `param:"kind" doc:"The kind of entity that is expected where a name comes without."`
	Limit   int          `param:"limit" min:"1" max:"50" default:"5" doc:"Candidates for each name."`
	question.Spoken
}

// MatchQuery is one name of a batch, with the kind that is expected or none. As text it is the name alone.
type MatchQuery struct {
	Name string `json:"name"`
	Kind string `json:"kind,omitempty"`
}

// longestName bounds a name that is matched, in bytes.
const longestName = 300

// UnmarshalText reads a bare name.
func (q *MatchQuery) UnmarshalText(name []byte) error {
	if len(name) > longestName {
		return say.That("fault.name.long", len(name), longestName)
	}
	*q = MatchQuery{Name: string(name)}
	return nil
}

// UnmarshalJSON reads an object; without it, a type that reads itself from text reads no object.
func (q *MatchQuery) UnmarshalJSON(data []byte) error {
	var object struct {
		Name *string
		Kind string
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&object); err != nil {
		return err
	}
	if object.Name == nil {
		return say.That("fault.object.no-name")
	}
	err := q.UnmarshalText([]byte(*object.Name))
	q.Kind = object.Kind
	return err
}

// Matches are the candidates of a batch, in its order.
type Matches struct {
	Results []Match `json:"results"`
}

// Match holds the candidates of one name of a batch, the best first.
type Match struct {
	Name       string      `json:"name"`
	Candidates []Candidate `json:"candidates"`
}

func answerMatch(a *question.Asking, p *matchParameters) (Matches, error) {
	keeps, err := keepsOf(a.Facts, p)
	if err != nil {
		return Matches{}, err
	}
	m := Matches{make([]Match, len(p.Queries))}
	for i, q := range p.Queries {
		found, _, err := names.Search(a.Limits, a.Facts, names.Query{Text: q.Name, Keep: keeps[cmp.Or(q.Kind, p.Kind)], Most: p.Limit})
		if err != nil {
			return Matches{}, err
		}
		m.Results[i] = Match{q.Name, candidates(a, found)}
	}
	return m, nil
}

// keepsOf returns, by kind that is expected, which entities are of it. The error wraps graph.ErrUnknownTerm.
func keepsOf(s *snapshot.Snapshot, p *matchParameters) (map[string]func(snapshot.Node) bool, error) {
	keeps := map[string]func(snapshot.Node) bool{"": nil}
	add := func(kind string) error {
		if _, ok := keeps[kind]; ok {
			return nil
		}
		f := graph.Filter{Kinds: []string{kind}}
		keeps[kind] = s.Lister(f).Lists
		return s.Ontology().CheckFilter(f)
	}
	err := add(p.Kind)
	for _, q := range p.Queries {
		err = cmp.Or(err, add(q.Kind))
	}
	return keeps, err
}

func tableOfMatches(m Matches) *question.Table {
	t := question.NewTable("name", "score", "id", "kind", "matched")
	for _, r := range m.Results {
		for _, c := range r.Candidates {
			t.Row(r.Name, plainScore(c.Score), c.Entity.ID, c.Entity.Kind, c.Matched)
		}
	}
	return t
}

func printMatches(s *question.Sheet, m Matches) {
	for _, r := range m.Results {
		s.Printf("%s\n", r.Name)
		printTable(s, tableOfFound(Found{Results: r.Candidates}))
	}
}
