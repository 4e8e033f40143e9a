package catalogue

import (
	"fmt"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

// sinceParameter is what a question takes that says what came and went.
type sinceParameter struct {
	Since *graph.Day `param:"since" doc:"A day before that of the answer: what the answer has come to name, and names no longer, since then is added as came and went." example:"2026-01-01"`
}

// Moved is what an answer names on its day and did not on a day before, and the other way round, in order of name.
type Moved struct {
	Since string            `json:"since,omitempty"`
	Came  []graph.EntityRef `json:"came,omitzero"`
	Went  []graph.EntityRef `json:"went,omitzero"` // absent without Since, else perhaps empty
}

// movedSince asks a question on both days: found lists what its answer names under a filter. A part of the facts that a store gathered
// holds what either day asks for. The error wraps graph.ErrInterval if the day is after that of the answer.
func movedSince(a *question.Asking, p sinceParameter, f graph.Filter, found func(*question.Asking, graph.Filter) ([]snapshot.Node, error)) (Moved, error) {
	if p.Since == nil {
		return Moved{}, nil
	}
	if *p.Since > f.AsOf {
		return Moved{}, fmt.Errorf("from %s to %s: %w", p.Since, f.AsOf, graph.ErrInterval)
	}
	now, err := found(a, f)
	if err != nil {
		return Moved{}, err
	}
	f.AsOf = *p.Since
	then, err := found(a, f)
	if err != nil {
		return Moved{}, err
	}
	return Moved{p.Since.String(), without(a, now, then), without(a, then, now)}, nil
}

// without lists what is in one list and not in another.
func without(a *question.Asking, list, other []snapshot.Node) []graph.EntityRef {
	in := make(map[snapshot.Node]bool, len(other))
	for _, n := range other {
		in[n] = true
	}
	return append([]graph.EntityRef{}, entityRefs(a, slices.DeleteFunc(slices.Clone(list), func(n snapshot.Node) bool { return in[n] }))...)
}

// sayMoved reads out what came and went.
func sayMoved(a *question.Asking, m Moved) string {
	text := ""
	for _, x := range []struct {
		key  string
		refs []graph.EntityRef
	}{{"since.came", m.Came}, {"since.went", m.Went}} {
		if len(x.refs) == 0 {
			continue
		}
		names := make([]string, 0, tabulatedLosses+1)
		for _, e := range x.refs[:min(tabulatedLosses, len(x.refs))] {
			names = append(names, a.NameIn(e.ID))
		}
		if len(x.refs) > tabulatedLosses {
			names = append(names, "…")
		}
		text += " " + say.Text(a.Lang(), x.key, dayIn(a.Lang(), m.Since), say.List(a.Lang(), names))
	}
	return text
}

// printMoved writes what came and went.
func printMoved(s *question.Sheet, m Moved) {
	for _, e := range m.Came {
		s.Say("sheet.came", m.Since, s.Name(e), e.ID)
	}
	for _, e := range m.Went {
		s.Say("sheet.went", m.Since, s.Name(e), e.ID)
	}
}
