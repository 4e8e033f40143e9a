package catalogue

import (
	"cmp"

	"chokepoint/graph"
	"chokepoint/graph/first"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

var neighbours = question.Define(question.Definition[neighboursParameters, Neighbours]{
	Name: "neighbours", ID: "list-neighbours", Path: "/v1/entities/{ref}/neighbours", Tag: "Entities", Summary: "One hop, all relations",
	Part:   partOfNeighbours,
	Answer: answerNeighbours,
	Table:  tableOfNeighbours,
	Print:  func(s *question.Sheet, a Neighbours) { printTable(s, tableOfNeighbours(a)) },
})

type neighboursParameters struct {
	question.Common
	question.Of
	Direction graph.Direction `param:"direction" enum:"dependents,dependencies,both" default:"both" doc:"Claims with the entity as object, as subject, or both."`
}

// Neighbours lists the entities one claim away: by relation, then by support, then by name.
type Neighbours struct {
	Subject graph.EntityRef `json:"subject"`
	AsOf    string          `json:"as_of"`
	Total   int             `json:"total"`
	Results []Neighbour     `json:"results"`
	Next    string          `json:"next,omitempty"`
}

// Neighbour is an entity and the claim that joins it; Relation is read from the subject of the question.
type Neighbour struct {
	Entity    graph.EntityRef `json:"entity"`
	Direction graph.Direction `json:"direction"`
	Relation  string          `json:"relation"`
	Claim     view.ClaimView  `json:"claim"`
}

// joined is a neighbour that is not shown yet.
type joined struct {
	other     snapshot.Node
	ref       snapshot.Ref
	direction graph.Direction
	relation  string
}

func partOfNeighbours(a *question.Asking, p *neighboursParameters) (snapshot.Need, error) {
	f := p.Filter(a)
	id, err := a.ResolveID(p.Ref, f.KnownAt)
	return snapshot.Need{Filter: f, Budget: a.Budget, Names: []string{id}, About: []snapshot.NeededClaims{{Of: id, Walked: true}}}, err
}

func answerNeighbours(a *question.Asking, p *neighboursParameters) (Neighbours, error) {
	f := p.Filter(a)
	n, err := a.Resolve(p.Ref, f.KnownAt)
	if err != nil {
		return Neighbours{}, err
	}
	m, err := narrowedMask(a.Facts, f)
	if err != nil {
		return Neighbours{}, err
	}
	offset, limit, err := a.Window(p.Page())
	if err != nil {
		return Neighbours{}, err
	}
	s, listed := a.Facts, a.Facts.Lister(f)
	leading := first.New(offset+limit, func(x, y joined) int { return compareJoined(s, x, y) })
	for j := range joinedTo(s, n) {
		if err := a.Limits.Work(); err != nil {
			return Neighbours{}, err
		}
		if m.Admits(j.ref) && listed.Lists(j.other) && (p.Direction == graph.Both || p.Direction == j.direction) {
			j.relation = readFrom(s, j.ref, n)
			leading.Add(j)
		}
	}
	part, total := leading.From(offset), leading.Added()
	answer := Neighbours{Subject: a.EntityRef(n), AsOf: f.AsOf.String(), Total: total, Results: make([]Neighbour, len(part)),
		Next: a.Next(p.Page(), offset+len(part), total)}
	for i, j := range part {
		answer.Results[i] = Neighbour{a.EntityRef(j.other), j.direction, j.relation, view.Claim(s, j.ref, p.Lang)}
	}
	return answer, nil
}

// joinedTo yields what relation claims join to an entity; a claim that joins it to itself once, as its subject.
func joinedTo(s *snapshot.Snapshot, n snapshot.Node) func(func(joined) bool) {
	return func(yield func(joined) bool) {
		for ref, object := range s.Out(n) {
			if !yield(joined{other: object, ref: ref, direction: graph.Dependencies}) {
				return
			}
		}
		for ref, subject := range s.In(n) {
			if subject != n && !yield(joined{other: subject, ref: ref, direction: graph.Dependents}) {
				return
			}
		}
	}
}

func compareJoined(s *snapshot.Snapshot, x, y joined) int {
	if c := cmp.Or(cmp.Compare(x.relation, y.relation), cmp.Compare(x.direction, y.direction),
		-cmp.Compare(s.Confidence(x.ref), s.Confidence(y.ref)), cmp.Compare(s.NameRank(x.other), s.NameRank(y.other))); c != 0 {
		return c
	}
	return snapshot.CompareID(s.ClaimID(x.ref), s.ClaimID(y.ref))
}

func tableOfNeighbours(a Neighbours) *question.Table {
	t := question.NewTable("relation", "id", "name", "confidence", "since", "sources")
	for _, n := range a.Results {
		t.Row(n.Relation, n.Entity.ID, n.Entity, n.Claim.Confidence, n.Claim.ValidFrom, len(n.Claim.Sources))
	}
	t.Next = a.Next
	return t
}
