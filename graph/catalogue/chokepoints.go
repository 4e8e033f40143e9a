package catalogue

import (
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/walk"
)

var chokepoints = question.Define(question.Definition[chokepointsParameters, Chokepoints]{
	Name: "chokepoints", ID: "list-chokepoints", Path: "/v1/chokepoints", Tag: "Dependencies", Summary: "Entities by what their loss alone would lose",
	Answer:   answerChokepoints,
	Table:    tableOfChokepoints,
	Print:    printChokepoints,
	Sentence: sentenceOfChokepoints,
})

type chokepointsParameters struct {
	question.Common
	Country string `param:"country" blank:"true" maxLength:"300" doc:"Chokepoints of this state: id or name."`
	For     string `param:"for" blank:"true" maxLength:"300" doc:"Only what loses this entity."`
}

// Chokepoints ranks entities by how many others their loss alone loses, then by name. A partial answer ranks those that were
// looked at before the time was over; what it says of each is the whole of it.
type Chokepoints struct {
	For     *graph.EntityRef `json:"for,omitempty"`
	AsOf    string           `json:"as_of"`
	Total   int              `json:"total"`
	Results []Chokepoint     `json:"results"`
	Next    string           `json:"next,omitempty"`
	Partial bool             `json:"partial,omitempty"`
	Why     string           `json:"why_partial,omitempty"`
}

// Chokepoint is an entity and what its loss alone loses; Lost names at most lostNames of those, nearest first.
type Chokepoint struct {
	Entity       graph.EntityRef   `json:"entity"`
	Count        int               `json:"count"`
	Lost         []graph.EntityRef `json:"lost"`
	Alternatives int               `json:"alternatives"` // other entities that serve some of the needs that this one serves
}

// lostNames bounds the names given with each chokepoint; an impact question gives them all.
const lostNames = 100

func answerChokepoints(a *question.Asking, p *chokepointsParameters) (Chokepoints, error) {
	f := p.Filter(a)
	answer := Chokepoints{AsOf: f.AsOf.String()}
	ranking, stop, err := rankChokepoints(a, p, f, &answer)
	if err != nil {
		return Chokepoints{}, err
	}
	defer ranking.Close()
	part, next, err := question.Paginate(a, p.Page(), ranking.Chokepoints)
	if err != nil {
		return Chokepoints{}, err
	}
	answer.Total, answer.Next, answer.Results = len(ranking.Chokepoints), next, make([]Chokepoint, len(part))
	for i, c := range part {
		if answer.Results[i], err = viewOfChokepoint(a, ranking, c); err != nil {
			return Chokepoints{}, err
		}
	}
	answer.Why = whyPartial(a, stop)
	answer.Partial = answer.Why != ""
	return answer, nil
}

// rankChokepoints reads the parameters, notes in the answer for whom it is, and ranks.
func rankChokepoints(a *question.Asking, p *chokepointsParameters, f graph.Filter, answer *Chokepoints) (*walk.Ranking, limits.Stop, error) {
	s, target, country := a.Facts, snapshot.None, snapshot.None
	m, err := s.WalkMask(f)
	if err != nil {
		return nil, limits.Stop{}, err
	}
	if p.For != "" {
		if target, err = a.Resolve(p.For, f.KnownAt); err != nil {
			return nil, limits.Stop{}, err
		}
		ref := s.EntityRef(target)
		answer.For = &ref
	}
	if p.Country != "" {
		if country, err = a.Resolve(p.Country, f.KnownAt); err != nil {
			return nil, limits.Stop{}, err
		}
	}
	listed := s.Lister(f)
	return walk.Chokepoints(a.Limits, s, m, target, func(n snapshot.Node) bool {
		return (country == snapshot.None || s.Country(n) == country) && listed.Lists(n)
	})
}

func viewOfChokepoint(a *question.Asking, ranking *walk.Ranking, c walk.Chokepoint) (Chokepoint, error) {
	lost, err := ranking.LostWith(c.Node, lostNames)
	if err != nil {
		return Chokepoint{}, err
	}
	v := Chokepoint{Entity: a.Facts.EntityRef(c.Node), Count: c.Lost, Lost: make([]graph.EntityRef, len(lost))}
	for i, n := range lost {
		v.Lost[i] = a.Facts.EntityRef(n)
	}
	v.Alternatives, err = ranking.Alternatives(c.Node)
	return v, err
}

// tabulatedLosses is how many losses a table names.
const tabulatedLosses = 5

func tableOfChokepoints(a Chokepoints) *question.Table {
	t := question.NewTable("lost", "alternatives", "id", "kind", "country", "lost_with_it")
	for _, c := range a.Results {
		names := make([]string, 0, tabulatedLosses+1)
		for _, l := range c.Lost[:min(tabulatedLosses, len(c.Lost))] {
			names = append(names, l.Name)
		}
		if c.Count > tabulatedLosses {
			names = append(names, "…")
		}
		t.Row(c.Count, c.Alternatives, c.Entity.ID, c.Entity.Kind, c.Entity.Country, strings.Join(names, ", "))
	}
	t.Next = a.Next
	return t
}

func printChokepoints(s *question.Sheet, a Chokepoints) {
	printPartial(s, a.Why)
	printTable(s, tableOfChokepoints(a))
}

func sentenceOfChokepoints(a *question.Asking, _ *chokepointsParameters, x Chokepoints) string {
	text := say.Text(a.Lang(), "chokepoints.counted", x.Total)
	for _, c := range x.Results[:min(spoken, len(x.Results))] {
		text += " " + say.Text(a.Lang(), "chokepoints.loss", a.NameIn(c.Entity.ID), c.Count)
	}
	return text
}
