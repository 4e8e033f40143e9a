package catalogue

import (
	"slices"
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
	Heavy:    func(*chokepointsParameters) bool { return true },
})

type chokepointsParameters struct {
	question.Common
	sinceParameter
	Country string `param:"country" names:"entity" maxLength:"300" doc:"Chokepoints of this state: id or name."`
	For     string `param:"for" names:"entity" maxLength:"300" doc:"Only what loses, degrades or impairs this entity."`
}

// Chokepoints ranks entities by how many others their loss alone loses and impairs, then by name; what belongs to an entity is no
// other. States and places, in which others are located, are ranked where kinds are named. A partial answer ranks those that were
// looked at before the time was over; what it says of each is the whole of it.
type Chokepoints struct {
	For     *graph.EntityRef `json:"for,omitempty"`
	AsOf    string           `json:"as_of"`
	Total   int              `json:"total"`
	Results []Chokepoint     `json:"results"`
	Note    string           `json:"note,omitempty"` // why there are none
	Next    string           `json:"next,omitempty"`
	Partial bool             `json:"partial,omitempty"`
	Why     string           `json:"why_partial,omitempty"`
	Moved
}

// Chokepoint is an entity and what its loss alone takes from others; Lost and Impaired name at most lostNames of those, nearest
// first. AlternativesLeft names what else serves the needs of others that this one serves and is not lost with it, what serves
// most of them first, Alternatives counts it.
type Chokepoint struct {
	Entity           graph.EntityRef   `json:"entity"`
	Count            int               `json:"count"` // lost and impaired
	TotalLost        int               `json:"total_lost"`
	TotalImpaired    int               `json:"total_impaired"`
	Effect           string            `json:"effect,omitempty" enum:"lost,degraded,impaired" doc:"What becomes of the entity for which chokepoints are asked."`
	Lost             []graph.EntityRef `json:"lost"`
	Impaired         []graph.EntityRef `json:"impaired"`
	Alternatives     int               `json:"alternatives"`
	AlternativesLeft []graph.EntityRef `json:"alternatives_left"`
}

// lostNames bounds the names given with each chokepoint; an impact question gives them all.
const lostNames = 100

// leftNames bounds the names of what is left.
const leftNames = 10

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
	answer.Note = whyNone(a, ranking, &answer)
	answer.Moved, err = movedSince(a, p.sinceParameter, f, func(a *question.Asking, f graph.Filter) ([]snapshot.Node, error) {
		ranking, _, err := rankChokepoints(a, p, f, &Chokepoints{})
		if err != nil {
			return nil, err
		}
		defer ranking.Close()
		nodes := make([]snapshot.Node, len(ranking.Chokepoints))
		for i, c := range ranking.Chokepoints {
			nodes[i] = c.Node
		}
		return nodes, nil
	})
	return answer, err
}

// rankChokepoints reads the parameters, notes in the answer for whom it is, and ranks.
func rankChokepoints(a *question.Asking, p *chokepointsParameters, f graph.Filter, answer *Chokepoints) (*walk.Ranking, limits.Stop, error) {
	s, target, country := a.Facts, snapshot.None, snapshot.None
	var err error
	if p.For != "" {
		if target, err = a.Resolve(p.For, f.KnownAt); err != nil {
			return nil, limits.Stop{}, err
		}
		ref := a.EntityRef(target)
		answer.For = &ref
	}
	if p.Country != "" {
		if country, err = a.Resolve(p.Country, f.KnownAt); err != nil {
			return nil, limits.Stop{}, err
		}
	}
	listed := s.Lister(f)
	return walk.Chokepoints(a.Limits, s, f, target, len(f.Kinds) > 0, func(n snapshot.Node) bool {
		return (country == snapshot.None || a.Country(n) == country) && listed.Lists(n)
	})
}

func viewOfChokepoint(a *question.Asking, ranking *walk.Ranking, c walk.Chokepoint) (Chokepoint, error) {
	loss, err := ranking.Loss(c.Node, lostNames, leftNames)
	if err != nil {
		return Chokepoint{}, err
	}
	return Chokepoint{Entity: a.EntityRef(c.Node), Count: c.Lost + c.Impaired, TotalLost: c.Lost, TotalImpaired: c.Impaired, Effect: effectNames[c.Effect],
		Lost: refsOf(a, loss.Lost), Impaired: refsOf(a, loss.Impaired), Alternatives: loss.Alternatives, AlternativesLeft: refsOf(a, loss.Left)}, nil
}

var effectNames = map[walk.State]string{walk.Lost: "lost", walk.Degraded: "degraded", walk.Impaired: "impaired"}

// whyNone says why there are no chokepoints.
func whyNone(a *question.Asking, ranking *walk.Ranking, x *Chokepoints) string {
	switch {
	case x.Total > 0 || x.Partial:
		return ""
	case x.For == nil:
		return say.Text(a.Lang(), "chokepoints.none")
	case ranking.TargetNeeds():
		return say.Text(a.Lang(), "chokepoints.none.for", a.NameIn(x.For.ID))
	}
	return say.Text(a.Lang(), "chokepoints.none.needs", a.NameIn(x.For.ID))
}

// tabulatedLosses is how many names a table gives of what is lost and of what is left.
const tabulatedLosses = 5

func tableOfChokepoints(a Chokepoints) *question.Table {
	columns := []string{"lost", "impaired", "id", "kind", "country", "lost_or_impaired", "alternatives_left"}
	if a.For != nil {
		columns = append([]string{"effect"}, columns...)
	}
	t := question.NewTable(columns...)
	for _, c := range a.Results {
		row := []any{c.TotalLost, c.TotalImpaired, c.Entity.ID, c.Entity.Kind, c.Entity.Country,
			firstNames{slices.Concat(c.Lost, c.Impaired), c.Count}, firstNames{c.AlternativesLeft, c.Alternatives}}
		if a.For != nil {
			row = append([]any{say.That("effect." + c.Effect)}, row...)
		}
		t.Row(row...)
	}
	t.Next = a.Next
	return t
}

// firstNames is a cell with the first of a number of names.
type firstNames struct {
	refs  []graph.EntityRef
	total int
}

// String is the cell as CSV has it.
func (f firstNames) String() string { return f.join(func(e graph.EntityRef) string { return e.Name }) }

// On is the cell as a sheet shows it.
func (f firstNames) On(s *question.Sheet) string { return f.join(s.Name) }

func (f firstNames) join(name func(graph.EntityRef) string) string {
	names := make([]string, 0, tabulatedLosses+1)
	for _, e := range f.refs[:min(tabulatedLosses, len(f.refs))] {
		names = append(names, name(e))
	}
	if f.total > len(names) {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

func printChokepoints(s *question.Sheet, a Chokepoints) {
	printPartial(s, a.Why)
	if a.Note != "" {
		s.Printf("%s\n", a.Note)
	} else {
		printTable(s, tableOfChokepoints(a))
	}
	printMoved(s, a.Moved)
}

func sentenceOfChokepoints(a *question.Asking, _ *chokepointsParameters, x Chokepoints) string {
	if x.Note != "" {
		return x.Note
	}
	text := say.Text(a.Lang(), "chokepoints.counted", x.Total)
	if x.For != nil {
		text = say.Text(a.Lang(), "chokepoints.counted.for", x.Total, a.NameIn(x.For.ID))
	}
	for _, c := range x.Results[:min(spoken, len(x.Results))] {
		text += " " + say.Text(a.Lang(), "chokepoints.loss", a.NameIn(c.Entity.ID), c.TotalLost, c.TotalImpaired)
	}
	return text
}
