package catalogue

import (
	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

// layoutParameter is that of questions whose answers can be drawn as a graph.
type layoutParameter struct {
	Layout string `param:"layout" enum:"layers" doc:"layers: with where the entities and claims that are shown stand as a graph in columns, from dependents on the left to what they depend on. Default: without."`
}

// Placed is the member of an answer that says where things stand.
type Placed struct {
	Layout *view.Layout `json:"layout,omitempty"`
}

// mostPlaced is how many claims are placed at most: they take some 150 ms, and more is not seen at once.
const mostPlaced = 15_000

// place places what an answer shows, if that is asked for.
func (p *layoutParameter) place(a *question.Asking, f graph.Filter, x view.Shown) (Placed, error) {
	if p.Layout == "" {
		return Placed{}, nil
	}
	if len(x.Claims) > mostPlaced {
		return Placed{}, &question.Invalid{Faults: []question.Fault{{Parameter: "layout", Index: -1, Value: p.Layout, Message: say.That("fault.layout", mostPlaced)}}}
	}
	c, err := a.Facts.Course(f)
	if err != nil {
		return Placed{}, err
	}
	return Placed{view.Layers(a.Facts, a.Lang(), c, x, a.EntityRef)}, nil
}

// needed is what of the facts the question needs with a layout, which counts the claims of all that it shows; else what part says.
func (p *layoutParameter) needed(a *question.Asking, need snapshot.Need, err error) (snapshot.Need, error) {
	if p.Layout == "" || err != nil {
		return need, err
	}
	return asLookedAt(a, p)
}
