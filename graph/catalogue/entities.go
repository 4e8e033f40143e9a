package catalogue

import (
	"chokepoint/graph"
	"chokepoint/graph/names"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

var entities = question.Define(question.Definition[entitiesParameters, Entities]{
	Name: "entities", ID: "list-entities", Path: "/v1/entities", Tag: "Entities", Summary: "List entities",
	Part:   asLookedAt[entitiesParameters],
	Answer: answerEntities,
	Cypher: cypherOfEntities,
	Table:  tableOfEntities,
	Print:  func(s *question.Sheet, e Entities) { printTable(s, tableOfEntities(e)) },
})

func tableOfEntities(e Entities) *question.Table {
	t := question.NewTable("id", "kind", "country", "name")
	for _, r := range e.Results {
		t.Row(r.ID, r.Kind, r.Country, r)
	}
	t.Next = e.Next
	return t
}

type entitiesParameters struct {
	question.Common
	Country string `param:"country" names:"entity" doc:"A state: id or name."`
	Q       string `param:"q" short:"q" blank:"true" doc:"Part of a name or alias, in any script."`
}

// Entities is a list of entities in order of name, or of how well the name matches.
type Entities struct {
	Results []graph.EntityRef `json:"results"`
	Total   int               `json:"total"`
	Next    string            `json:"next,omitempty"`
}

func answerEntities(a *question.Asking, p *entitiesParameters) (Entities, error) {
	f := p.Filter(a)
	if err := a.Facts.Ontology().CheckFilter(f); err != nil {
		return Entities{}, err
	}
	country := snapshot.None
	if p.Country != "" {
		var err error
		if country, err = a.Resolve(p.Country, f.KnownAt); err != nil {
			return Entities{}, err
		}
	}
	listed, present := a.Facts.Lister(f), a.Facts.PresentAt(f.KnownAt)
	keep := func(n snapshot.Node) bool {
		return present[n] && listed.Lists(n) && (country == snapshot.None || a.Country(n) == country)
	}
	offset, limit, err := a.Window(p.Page())
	if err != nil {
		return Entities{}, err
	}
	var part []snapshot.Node
	var total int
	if p.Q != "" {
		part, total, err = entitiesLike(a, names.Query{Text: p.Q, KnownAt: f.KnownAt, Keep: keep, Most: offset + limit}, offset)
	} else {
		if country == snapshot.None && f.KnownAt.IsZero() {
			total = a.Facts.CountPresent(f)
		} else if total, err = countEntities(a, f, keep); err != nil {
			return Entities{}, err
		}
		part, err = entitiesInOrder(a, keep, offset, min(offset+limit, total))
	}
	e := Entities{Results: make([]graph.EntityRef, len(part)), Total: total, Next: a.Next(p.Page(), offset+len(part), total)}
	for i, n := range part {
		e.Results[i] = a.EntityRef(n)
	}
	return e, err
}

// entitiesLike lists entities by how well their names match.
func entitiesLike(a *question.Asking, q names.Query, offset int) (part []snapshot.Node, total int, err error) {
	found, total, err := names.Search(a.Limits, a.Facts, q)
	for _, c := range found[min(offset, len(found)):] {
		part = append(part, c.Node)
	}
	return part, total, err
}

// countEntities counts the entities that are kept.
func countEntities(a *question.Asking, f graph.Filter, keep func(snapshot.Node) bool) (total int, err error) {
	for n := range a.Facts.OfKinds(f.Kinds) {
		if err := a.Limits.Work(); err != nil {
			return 0, err
		}
		if keep(n) {
			total++
		}
	}
	return total, nil
}

// entitiesInOrder lists the entities that are kept by name, from one place to another: it goes by name as far as the last.
func entitiesInOrder(a *question.Asking, keep func(snapshot.Node) bool, offset, end int) (part []snapshot.Node, err error) {
	at := 0
	for _, n := range names.InOrder(a.Facts) {
		if at >= end {
			break
		}
		if err := a.Limits.Work(); err != nil {
			return nil, err
		}
		if !keep(n) {
			continue
		}
		if at++; at > offset {
			part = append(part, n)
		}
	}
	return part, nil
}
