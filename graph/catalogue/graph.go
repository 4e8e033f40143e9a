package catalogue

import (
	"strings"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

var graphQuestion = question.Define(question.Definition[graphParameters, Graph]{
	Name: "graph", ID: "graph", Path: "/v1/graph", Tag: "Dependencies", Summary: "The claims of dependence among given entities on a day",
	Posted: true, GetToo: true,
	Part:     asLookedAt[graphParameters],
	Answer:   answerGraph,
	Cypher:   cypherOfGraph,
	LimitDoc: "all, up to 10,000.",
	Table:    tableOfGraph,
	Print:    printGraph,
	Sentence: sentenceOfGraph,
	Brief:    briefGraph,
})

type graphParameters struct {
	question.Common
	layoutParameter
	Entity []string `param:"entity" names:"entity" arg:"1" required:"true" maxItems:"2000" maxLength:"300" doc:"Entities: an id, name or alias each." example:"nvidia"`
	Claim  []string `param:"claim" maxItems:"10000" maxLength:"36" doc:"Only these of the claims among them, by id, of whatever channel (repeatable)." example:"7f1fa6c1-132e-5d7a-96bc-58f248642712"`
}

// Graph is entities, in the order in which they are named, and the claims that lead from one of them to another: in the order of the entities
// from which they lead, then of strata and relations. It holds claims of dependence or, where claims are named, these.
type Graph struct {
	AsOf     string            `json:"as_of"`
	Entities []graph.EntityRef `json:"entities"`
	Total    int               `json:"total"` // of the claims
	Claims   []graph.Step      `json:"claims"`
	LeftOut  map[string]int    `json:"left_out,omitempty"` // of a brief answer: how many sources the claims have beyond those shown
	Next     string            `json:"next,omitempty"`
	Placed
}

func answerGraph(a *question.Asking, p *graphParameters) (Graph, error) {
	f := p.Filter(a)
	nodes, err := namedNodes(a, p.Entity, f)
	if err != nil {
		return Graph{}, err
	}
	claims, err := claimsAmong(a, f, nodes, p.Claim)
	if err != nil {
		return Graph{}, err
	}
	offset, limit, err := a.Window(p.Page())
	if err != nil {
		return Graph{}, err
	}
	if !a.Limited() {
		limit = graph.MaxLimit
	}
	page := pageOf(claims, offset, limit)
	answer := Graph{AsOf: f.AsOf.String(), Entities: refsOf(a, nodes), Total: len(claims), Claims: make([]graph.Step, len(page)), Next: a.Next(p.Page(), offset+len(page), len(claims))}
	for i, ref := range page {
		answer.Claims[i] = view.Path(a.Facts, a.Lang(), []snapshot.Ref{ref}).Steps[0]
	}
	answer.Placed, err = p.place(a, f, view.Shown{Nodes: nodes, Claims: page})
	return answer, err
}

// namedNodes are the entities that references mean and a filter lists, each once, in their order. The error wraps graph.ErrNotFound or
// graph.ErrAmbiguous.
func namedNodes(a *question.Asking, refs []string, f graph.Filter) (nodes []snapshot.Node, err error) {
	listed, seen := a.Facts.Lister(f), map[snapshot.Node]bool{}
	for _, ref := range refs {
		n, err := a.Resolve(ref, f.KnownAt)
		if err != nil {
			return nil, err
		}
		if !seen[n] && listed.Lists(n) {
			seen[n] = true
			nodes = append(nodes, n)
		}
	}
	return nodes, nil
}

// claimsAmong are the claims of dependence that lead from one of some entities to another, each once; or, if some are named, those of these.
func claimsAmong(a *question.Asking, f graph.Filter, nodes []snapshot.Node, named []string) (claims []snapshot.Ref, err error) {
	s, wanted, among, seen := a.Facts, map[uuid.UUID]bool{}, map[snapshot.Node]bool{}, map[uuid.UUID]bool{}
	for i, text := range named {
		id, err := uuid.Parse(text)
		if err != nil {
			return nil, &question.Invalid{Faults: []question.Fault{{Parameter: "claim", Index: i, Value: text, Message: say.That("fault.claim")}}}
		}
		wanted[id] = true
	}
	for _, n := range nodes {
		among[n] = true
	}
	mask, err := narrowedMask(s, f)
	if err == nil && len(wanted) == 0 {
		var c *snapshot.Course
		if c, err = s.Course(f); err == nil {
			mask = c.Mask
		}
	}
	if err != nil {
		return nil, err
	}
	for _, n := range nodes {
		for some := range s.AdmittedOut(mask, n) {
			if err := a.Limits.Work(); err != nil {
				return nil, err
			}
			for _, step := range some {
				if !among[step.To] {
					continue
				}
				if id := s.IDWithObject(step.Ref, step.To); !seen[id] && (len(wanted) == 0 || wanted[id]) {
					seen[id] = true
					claims = append(claims, step.Ref)
				}
			}
		}
	}
	return claims, nil
}

func tableOfGraph(g Graph) *question.Table {
	t := question.NewTable("from", "relation", "to", "confidence", "since", "claim", "sentence", "undated", "share_unknown")
	for _, step := range g.Claims {
		t.Row(step.From, step.Relation, step.To, step.Confidence, step.ValidFrom, step.Claim, step.Sentence, step.Undated, step.NoShare)
	}
	t.Next = g.Next
	return t
}

func printGraph(s *question.Sheet, g Graph) {
	s.Say("sheet.graph", g.AsOf, len(g.Entities), g.Total)
	for _, step := range g.Claims {
		printStep(s, &step)
	}
	s.Next(g.Next)
}

func sentenceOfGraph(a *question.Asking, _ *graphParameters, g Graph) string {
	texts := []string{say.Text(a.Lang(), "graph.counted", g.Total, say.Date(a.Lang(), mustDate(g.AsOf)))}
	for _, step := range g.Claims[:min(spoken, len(g.Claims))] {
		texts = append(texts, say.Stop(step.Sentence))
	}
	return strings.Join(texts, " ")
}

// briefGraph shows one source of each claim.
func briefGraph(g Graph) (Graph, int) {
	brief, left := g, 0
	brief.Claims = make([]graph.Step, len(g.Claims))
	for i, step := range g.Claims {
		if more := len(step.Sources) - 1; more > 0 {
			step.Sources, left = step.Sources[:1:1], left+more
		}
		brief.Claims[i] = step
	}
	if left > 0 {
		brief.LeftOut = map[string]int{"sources": left}
	}
	return brief, len(g.Claims)
}
