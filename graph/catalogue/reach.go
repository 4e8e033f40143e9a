package catalogue

import (
	"fmt"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
	"chokepoint/graph/walk"
)

var (
	dependents = reachQuestion("dependents", "Who depends on it, at any distance", graph.Dependents)

	dependencies = reachQuestion("dependencies", "What it depends on, at any distance", graph.Dependencies)
)

func reachQuestion(name, summary string, d graph.Direction) question.Question {
	return question.Define(question.Definition[reachParameters, Reach]{
		Name: name, ID: "list-" + name, Path: "/v1/entities/{ref}/" + name, Tag: "Dependencies", Summary: summary,
		Part: func(a *question.Asking, p *reachParameters) (snapshot.Need, error) {
			need, err := partOfReach(a, p, d)
			return p.needed(a, need, err)
		},
		Answer:   func(a *question.Asking, p *reachParameters) (Reach, error) { return answerReach(a, p, d) },
		Cypher:   func(a *question.Asking, p *reachParameters) (string, error) { return cypherOfReach(a, p, d) },
		LimitDoc: reachLimit,
		Table:    tableOfReach,
		Print:    printReach,
		Sentence: func(a *question.Asking, p *reachParameters, r Reach) string { return sentenceOfReach(a, p, r, name) },
	})
}

// partOfReach asks for a walk, and, of one from a place, for what stands in it by relations that the walk does not follow. Where the
// states of what it comes to, or another day, count, all that it comes to is needed; else a page.
func partOfReach(a *question.Asking, p *reachParameters, d graph.Direction) (snapshot.Need, error) {
	f := p.Filter(a)
	id, err := a.ResolveID(p.Ref, f.KnownAt)
	if err != nil {
		return snapshot.Need{}, err
	}
	w := snapshot.NeededWalk{Start: id, Direction: d, Depth: p.Depth}
	need := snapshot.Need{Filter: f, Also: p.Since, Budget: a.Budget, Names: []string{id}}
	switch {
	case p.Country != "":
		state, err := a.ResolveID(p.Country, f.KnownAt)
		if err != nil {
			return snapshot.Need{}, err
		}
		need.Names = append(need.Names, state)
	case p.Since == nil:
		offset, limit, err := a.Window(p.Page())
		if err != nil {
			return snapshot.Need{}, err
		}
		if !a.Limited() {
			limit = mostReached
		}
		w.Page = &snapshot.Page{Offset: offset, Limit: limit}
	}
	need.Walks = []snapshot.NeededWalk{w}
	if into := placing(a.Facts.Ontology(), f); d == graph.Dependents && len(into) > 0 {
		need.About = []snapshot.NeededClaims{{Of: id, Into: into}}
	}
	return need, nil
}

func sentenceOfReach(a *question.Asking, p *reachParameters, r Reach, name string) string {
	text := ""
	if len(p.Relation) == 0 || r.Total == 0 { // who uses it is not all that depends on it
		text = countOfReach(a, p, r, name)
	}
	for _, x := range diverse(a.Facts.Ontology(), r.Results) {
		text = strings.TrimSpace(text + " " + x.Path.Sentence)
	}
	if rest := r.Total - spoken; len(p.Relation) > 0 && rest > 0 {
		text += " " + say.Text(a.Lang(), "reach.more", rest)
	}
	if r.Total > 0 && r.Note != "" {
		text += " " + r.Note
	}
	return text + sayMoved(a, r.Moved)
}

// countOfReach says how many there are, and of which state where one is asked for.
func countOfReach(a *question.Asking, p *reachParameters, r Reach, name string) string {
	if p.Country != "" {
		if state, err := a.ResolveID(p.Country, p.Filter(a).KnownAt); err == nil {
			return say.Text(a.Lang(), name+".counted.in", r.Total, a.NameIn(r.Subject.ID), say.Bare(a.Lang(), a.NameIn(state)))
		}
	}
	return say.Text(a.Lang(), name+".counted", r.Total, a.NameIn(r.Subject.ID))
}

// diverse are the results that the text of an answer reads out: one of each kind as long as there are more, who acts on its own first.
func diverse(o *graph.Ontology, results []Reached) []Reached {
	acts := func(kind string) bool {
		k := o.Kind(kind)
		return k != nil && k.Actor
	}
	var told, rest []Reached
	seen := map[string]bool{}
	for _, x := range results {
		if seen[x.Entity.Kind] {
			rest = append(rest, x)
			continue
		}
		seen[x.Entity.Kind] = true
		told = append(told, x)
	}
	slices.SortStableFunc(told, func(x, y Reached) int { return snapshot.CompareBool(!acts(x.Entity.Kind), !acts(y.Entity.Kind)) })
	told = append(told, rest...)
	return told[:min(spoken, len(told))]
}

// spoken is how many results the text of an answer reads out.
const spoken = 3

type reachParameters struct {
	question.Common
	question.Of
	sinceParameter
	layoutParameter
	Depth   int    `param:"depth" min:"1" doc:"Greatest number of steps. Default: any."`
	Country string `param:"country" names:"entity" maxLength:"300" doc:"Only entities of this state on the day: an id or a name." example:"china"`
}

// keeps are the entities that an answer lists, by kind and state; nil if the state does not count. The error wraps
// graph.ErrNotFound or graph.ErrAmbiguous.
func (p *reachParameters) keeps(a *question.Asking, f graph.Filter) (func(snapshot.Node) bool, error) {
	if p.Country == "" {
		return nil, nil
	}
	state, err := a.ResolveID(p.Country, f.KnownAt) // it need not be among the facts that were gathered
	if err != nil {
		return nil, err
	}
	listed, places := a.Facts.Lister(f), a.Facts.Countries(f)
	return func(x snapshot.Node) bool {
		of := places.Of(x)
		return listed.Lists(x) && (of != snapshot.None && a.Facts.ID(of) == state || a.Facts.ID(x) == state)
	}, nil
}

// Reach lists entities by distance, then by the confidence of the path (that of its weakest claim), then by name.
type Reach struct {
	Subject graph.EntityRef `json:"subject"`
	AsOf    string          `json:"as_of"`
	Total   int             `json:"total"`
	Results []Reached       `json:"results"`
	Note    string          `json:"note,omitempty"` // why there are none, or what is asked for apart
	Next    string          `json:"next,omitempty"`
	Partial bool            `json:"partial,omitempty"`
	Why     string          `json:"why_partial,omitempty"`
	Moved
	Placed
}

// Reached is an entity, how far it is, and one shortest path: of the shortest ones, one whose weakest claim is the best;
// of those, at each step from the entity asked about, the one by the neighbour with the smaller id.
type Reached struct {
	Entity   graph.EntityRef `json:"entity"`
	Distance int             `json:"distance"`
	Path     graph.Path      `json:"path"`
}

func answerReach(a *question.Asking, p *reachParameters, d graph.Direction) (Reach, error) {
	f, s := p.Filter(a), a.Facts
	start, err := a.Resolve(p.Ref, f.KnownAt)
	if err != nil {
		return Reach{}, err
	}
	c, err := s.Course(f)
	if err != nil {
		return Reach{}, err
	}
	offset, limit, err := a.Window(p.Page())
	if err != nil {
		return Reach{}, err
	}
	if !a.Limited() {
		limit = mostReached
	}
	found, stop, err := walk.Reach(a.Limits, s, start, d, p.Depth, c)
	if err != nil {
		return Reach{}, err
	}
	defer found.Close()
	page, total, err := pageOfReach(a, p, f, found, offset, limit)
	if err != nil {
		return Reach{}, err
	}
	answer := Reach{Subject: a.EntityRef(start), AsOf: f.AsOf.String(), Total: total, Results: make([]Reached, len(page))}
	for i, x := range page {
		answer.Results[i] = Reached{a.EntityRef(x.Node), len(x.Path), view.Path(s, a.Lang(), x.Path)}
	}
	if !a.Limited() {
		answer.Results = within(answer.Results, citedOnPage)
	}
	answer.Next = a.Next(p.Page(), offset+len(answer.Results), answer.Total)
	shown := view.Shown{Nodes: []snapshot.Node{start}}
	for _, x := range page[:len(answer.Results)] {
		shown.Add(x.Path...)
	}
	if answer.Placed, err = p.place(a, f, shown); err != nil {
		return Reach{}, err
	}
	answer.Why = whyPartial(a, stop)
	answer.Partial = answer.Why != ""
	if answer.Note, err = noteOfReach(a, f, &answer, d); err != nil {
		return Reach{}, err
	}
	answer.Moved, err = movedSince(a, p.sinceParameter, f, func(a *question.Asking, f graph.Filter) ([]snapshot.Node, error) {
		return reached(a, p, f, d)
	})
	return answer, err
}

// The bounds of a page whose limit is left to us: so many rows, and so many sources that the steps of their paths cite together, some
// 80 kB. Long paths make few rows: whom a thing reaches in one step is read as a whole, and how it reaches the rest row by row.
const (
	mostReached = 100
	citedOnPage = 120
	reachLimit  = "up to 100, as many as cite 120 sources together."
)

// within is the part of a page whose paths cite so many sources together, at least one row.
func within(page []Reached, most int) []Reached {
	cited := 0
	for i, x := range page {
		for j := range x.Path.Steps {
			cited += max(1, len(x.Path.Steps[j].Sources))
		}
		if cited > most && i > 0 {
			return page[:i]
		}
	}
	return page
}

// pageOfReach returns a part of what a walk came to and is listed, and how much that is. With a state, all of it is put in order
// first.
func pageOfReach(a *question.Asking, p *reachParameters, f graph.Filter, found *walk.Reached, offset, limit int) (page []walk.Found, total int, err error) {
	listed := a.Facts.Lister(f)
	if a.Walked != nil {
		page, err = pageOfWalked(a, found, listed)
		return page, a.Walked.Total, err
	}
	keeps, err := p.keeps(a, f)
	if err != nil {
		return nil, 0, err
	}
	if keeps == nil {
		page, err = found.Page(listed, offset, limit)
		return page, found.Total(listed), err
	}
	order, err := found.Order(listed)
	if err != nil {
		return nil, 0, err
	}
	var kept []snapshot.Node
	for _, n := range order {
		if err := a.Limits.Work(); err != nil {
			return nil, 0, err
		}
		if keeps(n) {
			kept = append(kept, n)
		}
	}
	for _, n := range pageOf(kept, offset, limit) {
		page = append(page, walk.Found{Node: n, Path: found.Path(n)})
	}
	return page, len(kept), nil
}

// pageOfWalked returns the page of a walk that the store made, with the paths that were gathered.
func pageOfWalked(a *question.Asking, found *walk.Reached, listed snapshot.Lister) (page []walk.Found, err error) {
	if _, err = found.Order(listed); err != nil {
		return nil, err
	}
	for _, id := range a.Walked.Page {
		n, ok := a.Facts.Lookup(id)
		if !ok {
			return nil, fmt.Errorf("the part of the facts lacks %s", id)
		}
		page = append(page, walk.Found{Node: n, Path: found.Path(n)})
	}
	return page, nil
}

// noteOfReach says that an answer is empty, and what an answer about a place leaves out.
func noteOfReach(a *question.Asking, f graph.Filter, r *Reach, d graph.Direction) (string, error) {
	name, notes := a.NameIn(r.Subject.ID), []string(nil)
	switch {
	case r.Total > 0 || r.Partial:
	case d == graph.Dependents:
		notes = append(notes, say.Text(a.Lang(), "dependents.none", name))
	default:
		notes = append(notes, say.Text(a.Lang(), "dependencies.none", name))
	}
	if d == graph.Dependents {
		channel, err := placedBy(a, f, r.Subject.ID)
		if err != nil {
			return "", err
		}
		if channel != "" {
			notes = append(notes, say.Text(a.Lang(), "dependents.place", name, channel))
		}
	}
	return strings.Join(notes, " "), nil
}

// placedBy is the channel by which something stands in an entity, if a filter that names neither channels nor relations leaves it
// out; else empty.
func placedBy(a *question.Asking, f graph.Filter, id string) (channel string, err error) {
	s, o := a.Facts, a.Facts.Ontology()
	n, ok := s.Lookup(id)
	if !ok || len(placing(o, f)) == 0 {
		return "", nil
	}
	every := graph.Share(0)
	f.MinShare = &every
	placing, err := s.CourseOf(f, func(r *graph.Relation) bool { return r.Need == graph.NeedWith && !f.Walks(r) })
	if err != nil {
		return "", err
	}
	for step := range s.Steps(placing, graph.Dependents, n) {
		return o.Relation(s.PredicateName(step.Ref)).Channel, nil
	}
	return "", nil
}

// placing lists the relations by which things stand in a place that a filter without channels and relations leaves out.
func placing(o *graph.Ontology, f graph.Filter) (names []string) {
	if len(f.Channels) > 0 || len(f.Relations) > 0 {
		return nil
	}
	for i := range o.Relations {
		if r := &o.Relations[i]; r.Need == graph.NeedWith && !f.Walks(r) {
			names = append(names, r.Name)
		}
	}
	return names
}

// reached lists all that a walk reaches under a filter.
func reached(a *question.Asking, p *reachParameters, f graph.Filter, d graph.Direction) ([]snapshot.Node, error) {
	start, err := a.Resolve(p.Ref, f.KnownAt)
	if err != nil {
		return nil, err
	}
	c, err := a.Facts.Course(f)
	if err != nil {
		return nil, err
	}
	found, _, err := walk.Reach(a.Limits, a.Facts, start, d, p.Depth, c)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	nodes, err := found.Order(a.Facts.Lister(f))
	if err != nil {
		return nil, err
	}
	keeps, err := p.keeps(a, f)
	if err != nil || keeps == nil {
		return slices.Clone(nodes), err
	}
	return slices.DeleteFunc(slices.Clone(nodes), func(n snapshot.Node) bool { return !keeps(n) }), nil
}

// whyPartial says why an answer may not be all of it: gathering the facts ended early, or looking at them did. It is empty if
// nothing was left out.
func whyPartial(a *question.Asking, stop limits.Stop) string {
	if !a.Cut.None() {
		stop = a.Cut
	}
	switch {
	case stop.Nodes > 0:
		return say.Text(a.Lang(), "partial.nodes", stop.Nodes)
	case stop.Time > 0:
		return say.Text(a.Lang(), "partial.time", stop.Time.String())
	}
	return ""
}

func tableOfReach(r Reach) *question.Table {
	t := question.NewTable("distance", "id", "kind", "country", "why")
	for _, x := range r.Results {
		t.Row(x.Distance, x.Entity.ID, x.Entity.Kind, x.Entity.Country, x.Path.Sentence)
	}
	t.Next = r.Next
	return t
}

func printReach(s *question.Sheet, r Reach) {
	s.Say("sheet.counted", s.Name(r.Subject), r.AsOf, r.Total)
	printPartial(s, r.Why)
	printNote(s, r.Note)
	if len(r.Results) > 0 {
		printTable(s, tableOfReach(r))
	}
	printMoved(s, r.Moved)
}

// printPartial says why an answer is partial, if it is.
func printPartial(s *question.Sheet, why string) {
	if why != "" {
		s.Say("sheet.partial", why)
	}
}
