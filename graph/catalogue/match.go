package catalogue

import (
	"cmp"
	"strconv"

	"chokepoint/graph"
	"chokepoint/graph/names"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

var match = question.Define(question.Definition[matchParameters, Matches]{
	Name: "match", ID: "match", Path: "/v1/match", Tag: "Search", Summary: "Candidates for a batch of names", Posted: true,
	Part:   asLookedAt[matchParameters],
	Answer: answerMatch,
	Table:  tableOfMatches,
	Print:  printMatches,
	Heavy:  func(p *matchParameters) bool { return len(p.Queries) > fewParties },
})

type matchParameters struct {
	Queries   []PartyQuery `param:"queries" arg:"1" required:"true" maxItems:"1000" maxLength:"4000" doc:"Names of parties, each alone or with what else is known of it." example:"Huawei Tech"`
	Kind      string       `param:"kind" doc:"The kind of entity that is expected where a name comes without."`
	Threshold float64      `param:"threshold" min:"0" max:"1" default:"0.5" doc:"Leave out candidates of a lower score. None is below 0.5; from 0.8 a candidate counts as the party that is meant."`
	AsOf      *graph.Day   `param:"as_of" doc:"The day on which the countries of candidates count, as 2026-01-15. Default: today." example:"2026-01-15"`
	Limit     int          `param:"limit" min:"1" max:"50" default:"5" doc:"Candidates for each name."`
	question.Spoken
}

// Filter is the filter that the parameters make: that of the day.
func (p *matchParameters) Filter(a *question.Asking) graph.Filter {
	f := graph.Filter{AsOf: a.Today}
	if p.AsOf != nil {
		f.AsOf = *p.AsOf
	}
	return f
}

// Matches are the candidates of a batch, in its order.
type Matches struct {
	Results []Match `json:"results"`
}

// Match holds the candidates of one name of a batch, the best first.
type Match struct {
	Name       string           `json:"name"`
	Reference  string           `json:"reference,omitempty"`
	Resolution names.Resolution `json:"resolution" enum:"sure,doubtful,none" doc:"sure: the first candidate is meant. doubtful: a person has to look. none: nobody known here is meant."`
	Candidates []Scored         `json:"candidates"`
}

// Scored is an entity that a name may mean, with what made its score.
type Scored struct {
	Candidate
	Identified  bool         `json:"identified,omitempty" doc:"It was found by an identifier."`
	Because     []WordPair   `json:"because,omitempty" doc:"The words of both names."`
	Adjustments []Adjustment `json:"adjustments,omitempty" doc:"What the score was multiplied with besides."`
}

// WordPair is a word of the name that was asked for against one of the known name.
type WordPair struct {
	Asked      string  `json:"asked,omitempty"`
	Known      string  `json:"known,omitempty"`
	Class      string  `json:"class" doc:"What the word tells: distinct, number, common, trade, industry, place or generic."`
	Weight     float64 `json:"weight" doc:"How much, from 0 to 1."`
	Similarity float64 `json:"similarity" doc:"1 is the same word; 0, that nothing stands against it."`
}

// Adjustment is a factor of a score, and why.
type Adjustment struct {
	Reason string  `json:"reason"`
	Factor float64 `json:"factor"`
}

func answerMatch(a *question.Asking, p *matchParameters) (Matches, error) {
	keeps, err := keepsOf(a.Facts, p)
	if err != nil {
		return Matches{}, err
	}
	f := p.Filter(a)
	states := names.NewStates(a.Limits, a.Facts, f)
	m := Matches{make([]Match, len(p.Queries))}
	for i := range p.Queries {
		q := &p.Queries[i]
		state, err := states.Of(q.Country, q.Address)
		if err != nil {
			return Matches{}, err
		}
		if state == snapshot.None && q.Country != "" {
			return Matches{}, unknownState(i, q.Country)
		}
		// The second candidate bears on the resolution even if it is not shown.
		found, err := q.candidates(a, &names.Party{Name: q.Name, Country: state, Identifiers: q.Identifiers, AsOf: f.AsOf,
			Keep: keeps[cmp.Or(q.Kind, p.Kind)], Most: max(2, p.Limit)})
		if err != nil {
			return Matches{}, err
		}
		m.Results[i] = Match{q.Name, q.Reference, names.ResolutionOf(found), scored(a, found, p)}
	}
	return m, nil
}

// unknownState says which query names a state that is not known.
func unknownState(i int, country string) error {
	return &question.Invalid{Faults: []question.Fault{{Parameter: "queries", Index: i, Value: country, Message: say.That("fault.state", country)}}}
}

// scored are the candidates that are shown.
func scored(a *question.Asking, found []names.Candidate, p *matchParameters) []Scored {
	all := []Scored{}
	for i, c := range candidates(a, found[:min(len(found), p.Limit)]) {
		if c.Score < p.Threshold {
			break
		}
		s := Scored{Candidate: c, Identified: found[i].Identified}
		for _, w := range found[i].Pairs {
			s.Because = append(s.Because, WordPair{w.Asked, w.Known, w.Class, hundredths(w.Weight), hundredths(w.Similarity)})
		}
		for _, d := range found[i].Adjustments {
			s.Adjustments = append(s.Adjustments, Adjustment{d.Reason, hundredths(d.Factor)})
		}
		all = append(all, s)
	}
	return all
}

// hundredths is a number to two places, as what explains a score is shown.
func hundredths(x float64) float64 {
	x, _ = strconv.ParseFloat(plainScore(x), 64)
	return x
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
	t := question.NewTable("name", "resolution", "score", "id", "kind", "matched")
	for _, r := range m.Results {
		for _, c := range r.Candidates {
			t.Row(r.Name, string(r.Resolution), plainScore(c.Score), c.Entity.ID, c.Entity.Kind, c.Matched)
		}
		if len(r.Candidates) == 0 {
			t.Row(r.Name, string(r.Resolution), "", "", "", "")
		}
	}
	return t
}

func printMatches(s *question.Sheet, m Matches) {
	for _, r := range m.Results {
		s.Say("match.heading", r.Name, s.Words("resolution."+string(r.Resolution)))
		if len(r.Candidates) == 0 {
			continue
		}
		t := question.NewTable("score", "id", "kind", "matched")
		for _, c := range r.Candidates {
			t.Row(plainScore(c.Score), c.Entity.ID, c.Entity.Kind, c.Matched)
		}
		printTable(s, t)
	}
}
