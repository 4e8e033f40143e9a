package catalogue

import (
	"cmp"
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

var paths = question.Define(question.Definition[pathsParameters, Paths]{
	Name: "paths", ID: "list-paths", Path: "/v1/paths", Tag: "Dependencies", Summary: "The shortest ways in which one entity depends on another",
	Part: func(a *question.Asking, p *pathsParameters) (snapshot.Need, error) {
		need, err := partOfPaths(a, p)
		return p.needed(a, need, err)
	},
	Answer:   answerPaths,
	Cypher:   cypherOfPaths,
	Table:    tableOfPaths,
	Print:    printPaths,
	Sentence: sentenceOfPaths,
})

type pathsParameters struct {
	question.Common
	layoutParameter
	From    string `param:"from" names:"entity" arg:"1" required:"true" maxLength:"300" doc:"The dependent." example:"deepseek"`
	To      string `param:"to" names:"entity" arg:"2" required:"true" maxLength:"300" doc:"What it depends on." example:"nvidia"`
	K       int    `param:"k" short:"k" min:"1" max:"100" default:"3" doc:"Greatest number of paths."`
	MaxHops int    `param:"max_hops" min:"1" doc:"Greatest length. Default: any."`
}

// most is how many paths are listed.
func (p *pathsParameters) most() int { return min(p.K, p.Limit) }

// Paths lists simple paths in dependency order, the shortest first; of those of one length the ones that rest on no estimated or
// disputed claim first, then in the order of the ids of their entities. Where several claims join the same two entities, the better supported is shown. If From does not depend on To,
// they are paths by which To depends on From: a path always leads from the dependent to what it depends on.
type Paths struct {
	From    graph.EntityRef `json:"from"`
	To      graph.EntityRef `json:"to"`
	AsOf    string          `json:"as_of"`
	Paths   []graph.Path    `json:"paths"`
	Note    string          `json:"note,omitempty"` // that there are none, or that they lead the other way
	Partial bool            `json:"partial,omitempty"`
	Why     string          `json:"why_partial,omitempty"`
	Placed
}

// partOfPaths asks for all that depends on the target, which holds every path to it; if From does not depend on To, also for
// all that depends on From.
func partOfPaths(a *question.Asking, p *pathsParameters) (snapshot.Need, error) {
	f := p.Filter(a)
	from, err := a.ResolveID(p.From, f.KnownAt)
	if err != nil {
		return snapshot.Need{}, err
	}
	to, err := a.ResolveID(p.To, f.KnownAt)
	if err != nil {
		return snapshot.Need{}, err
	}
	need := snapshot.Need{Filter: f, Budget: a.Budget, Names: []string{from, to}}
	if into := placing(a.Facts.Ontology(), f); len(into) > 0 { // an answer without paths says which ways were left out
		need.About = []snapshot.NeededClaims{{Of: to, Into: into}}
	}
	if from != to && p.most() > 0 {
		need.Walks = []snapshot.NeededWalk{
			{Start: to, Direction: graph.Dependents, Depth: p.MaxHops},
			{Start: from, Direction: graph.Dependents, Depth: p.MaxHops, Unless: from},
		}
	}
	return need, nil
}

func answerPaths(a *question.Asking, p *pathsParameters) (Paths, error) {
	f, s := p.Filter(a), a.Facts
	from, err := a.Resolve(p.From, f.KnownAt)
	if err != nil {
		return Paths{}, err
	}
	to, err := a.Resolve(p.To, f.KnownAt)
	if err != nil {
		return Paths{}, err
	}
	answer := Paths{From: a.EntityRef(from), To: a.EntityRef(to), AsOf: f.AsOf.String(), Paths: []graph.Path{}}
	x := view.Shown{Nodes: []snapshot.Node{from, to}}
	for _, ends := range [2][2]snapshot.Node{{from, to}, {to, from}} {
		found, stop, err := firmFirst(a, p, f, ends[0], ends[1])
		if err != nil {
			return Paths{}, err
		}
		for _, refs := range found {
			answer.Paths = append(answer.Paths, view.Path(s, a.Lang(), refs))
			x.Add(refs...)
		}
		answer.Why = whyPartial(a, stop)
		answer.Partial = answer.Why != ""
		// A search that was cut does not show that From does not depend on To, which paths the other way would say.
		if len(found) > 0 || answer.Partial {
			break
		}
	}
	if answer.Placed, err = p.place(a, f, x); err != nil {
		return Paths{}, err
	}
	if p.most() > 0 && !answer.Partial {
		if answer.Note, err = noteOfPaths(a, f, &answer); err != nil {
			return Paths{}, err
		}
	}
	return answer, nil
}

// noteOfPaths says that there are none, and whether some may lead by where things stand, or that they lead the other way.
func noteOfPaths(a *question.Asking, f graph.Filter, x *Paths) (string, error) {
	from, to := a.NameIn(x.From.ID), a.NameIn(x.To.ID)
	switch {
	case len(x.Paths) > 0 && x.Paths[0].Steps[0].From != x.From.ID:
		return say.Text(a.Lang(), "paths.other-way", from, to), nil
	case len(x.Paths) > 0:
		return "", nil
	}
	channel, err := placedBy(a, f, x.To.ID)
	note := say.Text(a.Lang(), "paths.none", from, to)
	if channel != "" {
		note += " " + say.Text(a.Lang(), "paths.place", to, channel)
	}
	return note, err
}

// firmFirst finds paths, the shortest first; of those of one length the ones come first that rest on no estimated or disputed
// claim, then by the ids of their entities. Of both sorts as many are sought as are shown, since all of these may be of one; once
// there are enough firm ones, others only if they are shorter than the last of these.
func firmFirst(a *question.Asking, p *pathsParameters, f graph.Filter, from, to snapshot.Node) (paths [][]snapshot.Ref, stop limits.Stop, err error) {
	s, hops := a.Facts, p.MaxHops
	for _, least := range []graph.Confidence{graph.Reported, 0} {
		search := f
		search.MinConfidence = max(f.MinConfidence, least)
		c, err := s.Course(search)
		if err != nil {
			return nil, stop, err
		}
		found, cut, err := walk.Paths(a.Limits, s, from, to, p.most(), hops, c)
		if err != nil {
			return nil, cut, err
		}
		paths = append(paths, beside(s, paths, found)...)
		if stop = cmp.Or(stop, cut); search.MinConfidence == f.MinConfidence {
			break
		}
		if len(found) > 0 && len(found) == p.most() {
			if hops = len(found[len(found)-1]) - 1; hops == 0 {
				break
			}
		}
	}
	slices.SortStableFunc(paths, func(x, y []snapshot.Ref) int { return cmp.Compare(len(x), len(y)) })
	return paths[:min(p.most(), len(paths))], stop, nil
}

// beside returns those of the paths found that lead along other entities than each of some paths does.
func beside(s *snapshot.Snapshot, paths, found [][]snapshot.Ref) (others [][]snapshot.Ref) {
	alongSame := func(x, y []snapshot.Ref) bool {
		return slices.EqualFunc(x, y, func(x, y snapshot.Ref) bool { return s.Subject(x) == s.Subject(y) })
	}
	for _, path := range found {
		if !slices.ContainsFunc(paths, func(firm []snapshot.Ref) bool { return alongSame(firm, path) }) {
			others = append(others, path)
		}
	}
	return others
}

func tableOfPaths(a Paths) *question.Table {
	t := question.NewTable("path", "step", "from", "relation", "to", "confidence", "claim", "sentence", "undated", "share_unknown")
	for i, path := range a.Paths {
		for j, step := range path.Steps {
			t.Row(i+1, j+1, step.From, step.Relation, step.To, step.Confidence, step.Claim, step.Sentence, step.Undated, step.NoShare)
		}
	}
	return t
}

func printPaths(s *question.Sheet, a Paths) {
	s.Say("sheet.pair", s.Name(a.From), s.Name(a.To), a.AsOf, len(a.Paths))
	printPartial(s, a.Why)
	printNote(s, a.Note)
	for _, path := range a.Paths {
		printPath(s, path)
	}
}

func sentenceOfPaths(a *question.Asking, p *pathsParameters, x Paths) string {
	from, to := a.NameIn(x.From.ID), a.NameIn(x.To.ID)
	var texts []string
	switch {
	case p.most() == 0:
	case len(x.Paths) == 0 && x.Partial:
		texts = append(texts, say.Text(a.Lang(), "paths.cut", from, to, x.Why))
	case x.Note != "":
		texts = append(texts, x.Note)
	case x.Partial && x.Paths[0].Steps[0].From != x.From.ID:
		texts = append(texts, say.Text(a.Lang(), "paths.other-way", from, to))
	}
	for _, path := range x.Paths {
		texts = append(texts, path.Sentence)
	}
	return strings.Join(texts, " ")
}
