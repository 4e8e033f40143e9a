package catalogue

import (
	"cmp"
	"math"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/first"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

var neighbours = question.Define(question.Definition[neighboursParameters, Neighbours]{
	Name: "neighbours", ID: "list-neighbours", Path: "/v1/entities/{ref}/neighbours", Tag: "Entities", Summary: "One hop, all relations",
	Part: func(a *question.Asking, p *neighboursParameters) (snapshot.Need, error) {
		need, err := partOfNeighbours(a, p)
		return p.needed(a, need, err)
	},
	Answer: answerNeighbours,
	Cypher: cypherOfNeighbours,
	Table:  tableOfNeighbours,
	Print:  func(s *question.Sheet, a Neighbours) { printTable(s, tableOfNeighbours(a)) },
})

type neighboursParameters struct {
	question.Common
	question.Of
	layoutParameter
	Direction graph.Direction `param:"direction" enum:"dependents,dependencies,both" default:"both" doc:"Claims with the entity as object, as subject, or both."`
}

// Neighbours lists the entities one claim away: by relation, then by support, then by name.
type Neighbours struct {
	Subject graph.EntityRef `json:"subject"`
	AsOf    string          `json:"as_of"`
	Total   int             `json:"total"`
	Results []Neighbour     `json:"results"`
	Next    string          `json:"next,omitempty"`
	Placed
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
	snapshot.Step
	end int    // of the claim that it is read from
	key uint64 // by which neighbours are in order: readKey, then the place of the name
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
	s, read := a.Facts, readingsOf(a.Facts)
	x := neighbourhood{a: a, m: m, listed: s.Lister(f), keys: &read.keys, last: math.MaxUint64,
		leading: first.New(offset+limit, func(x, y joined) int { return compareJoined(s, n, x, y) })}
	for end, direction := range directions {
		if p.Direction != graph.Both && p.Direction != direction {
			continue
		}
		if err := x.look(n, end); err != nil {
			return Neighbours{}, err
		}
	}
	part := x.leading.From(offset)
	answer := Neighbours{Subject: a.EntityRef(n), AsOf: f.AsOf.String(), Total: x.total, Results: make([]Neighbour, len(part)),
		Next: a.Next(p.Page(), offset+len(part), x.total)}
	shown := view.Shown{Nodes: []snapshot.Node{n}}
	for i, j := range part {
		answer.Results[i] = Neighbour{a.EntityRef(j.To), directions[j.end], read.nameOf(j.Ref, j.end), view.Claim(s, j.Ref, p.Lang)}
		shown.Add(j.Ref)
	}
	answer.Placed, err = p.place(a, f, shown)
	return answer, err
}

// neighbourhood finds the first neighbours of an entity, and counts all.
type neighbourhood struct {
	a       *question.Asking
	m       *snapshot.Mask
	listed  snapshot.Lister
	keys    *[2]snapshot.Keys
	leading *first.Of[joined]
	last    uint64 // greatest key of those that may be among the first
	total   int
}

// look takes what claims that are read from one end join to an entity; one that joins it to itself is read from its subject.
func (x *neighbourhood) look(n snapshot.Node, end int) error {
	s, claims, keys, all := x.a.Facts, x.a.Facts.AdmittedOut(x.m, n), x.keys[end], x.listed.All()
	if end == fromObject {
		claims = s.AdmittedIn(x.m, n)
	}
	for some := range claims {
		if err := x.a.Limits.Look(); err != nil {
			return err
		}
		total, beyond := x.total, x.last
		for _, step := range some {
			if !all && !x.listed.Lists(step.To) || end == fromObject && step.To == n {
				continue
			}
			total++
			key := uint64(keys.Of(step.Ref)) << 32
			if key > beyond { // nearly all of a hub
				continue
			}
			if key |= uint64(s.NameRank(step.To)); key > beyond {
				continue
			}
			x.leading.Add(joined{step, end, key})
			if last, full := x.leading.Last(); full {
				beyond = last.key
			}
		}
		x.total, x.last = total, beyond
	}
	return nil
}

// compareJoined orders neighbours of n by key, and several claims about one by their ids.
func compareJoined(s *snapshot.Snapshot, n snapshot.Node, x, y joined) int {
	if c := cmp.Compare(x.key, y.key); c != 0 {
		return c
	}
	return cmp.Or(snapshot.CompareID(x.id(s, n), y.id(s, n)), cmp.Compare(x.Ref, y.Ref))
}

func (j *joined) id(s *snapshot.Snapshot, n snapshot.Node) uuid.UUID {
	if j.end == fromObject {
		return s.IDWithObject(j.Ref, n)
	}
	return s.IDWithObject(j.Ref, j.To)
}

func tableOfNeighbours(a Neighbours) *question.Table {
	t := question.NewTable("relation", "id", "name", "confidence", "since", "sources")
	for _, n := range a.Results {
		t.Row(n.Relation, n.Entity.ID, n.Entity, n.Claim.Confidence, n.Claim.ValidFrom, len(n.Claim.Sources))
	}
	t.Next = a.Next
	return t
}
