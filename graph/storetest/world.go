package storetest

import (
	"slices"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/question"
)

// dice chooses one of n. Whoever throws them decides whether choices are repeatable, random or shrunk.
type dice func(n int) int

// one chooses one of several.
func one[T any](d dice, of []T) T { return of[d(len(of))] }

// some chooses some, perhaps none, of several.
func some[T any](d dice, of []T) []T {
	var chosen []T
	for _, x := range of {
		if d(3) == 0 {
			chosen = append(chosen, x)
		}
	}
	return chosen
}

// once reports, once in n throws on average, true.
func once(d dice, n int) bool { return d(n) == n-1 }

// world is what questions about some loads may name.
type world struct {
	ontology *graph.Ontology
	entities []string
	names    []string // and aliases
	sources  []string
	claims   []graph.Claim
	byKind   map[string][]string
	days     []graph.Day // on which something begins or ends, and their neighbours
	instants []time.Time // just before, at and after each load
	walked   [][]string  // relations that questions follow
}

func newWorld(o *graph.Ontology, batches []graph.Batch) *world {
	w := &world{ontology: o, byKind: map[string][]string{}, walked: waysToWalk(o)}
	days := map[graph.Day]bool{graph.DayOf(time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)): true}
	for _, b := range batches {
		for _, e := range b.Entities {
			if slices.Contains(w.entities, e.ID) {
				continue
			}
			w.entities, w.byKind[e.Kind] = append(w.entities, e.ID), append(w.byKind[e.Kind], e.ID)
			w.names = append(w.names, e.Name)
			for _, a := range e.Aliases {
				w.names = append(w.names, a.Name)
			}
		}
		for _, s := range b.Sources {
			w.sources = append(w.sources, s.ID)
		}
		for c := range b.Claims {
			w.claims = append(w.claims, c)
			for _, at := range []graph.Date{c.Valid.From, c.Valid.To, c.Value.Date} {
				if at.Bounded() && at != 0 {
					days[at.Day()-1], days[at.Day()] = true, true
				}
			}
		}
		w.instants = append(w.instants, b.At.Add(-time.Microsecond), b.At, b.At.Add(time.Hour))
	}
	for d := range days {
		w.days = append(w.days, d)
	}
	slices.Sort(w.days)
	return w
}

// waysToWalk are few sets of relations, the same for all worlds of an ontology: a database plans each way to walk anew, which
// takes it longer than walking it. They are those of ownership, one that is a dependency, and every third.
func waysToWalk(o *graph.Ontology) [][]string {
	var owning, one, third []string
	for i, r := range o.Relations {
		if r.Channel == graph.OwnershipChannel {
			owning = append(owning, r.Name)
		}
		if r.Need == graph.NeedAll && one == nil {
			one = []string{r.Name}
		}
		if i%3 == 0 {
			third = append(third, r.Name)
		}
	}
	return [][]string{owning, one, third}
}

// channels are likewise few.
var channels = [][]string{{"supply"}, {"ownership", "regulatory"}, {"supply", "revenue"}, {"place"}}

func (w *world) kinds() []string {
	var kinds []string
	for _, k := range w.ontology.Kinds {
		if len(w.byKind[k.Name]) > 0 {
			kinds = append(kinds, k.Name)
		}
	}
	return kinds
}

// entity is an id, now and then a name, or nothing that there is.
func (w *world) entity(d dice) string {
	switch d(30) {
	case 0:
		return one(d, w.names)
	case 1:
		return one(d, w.names) + "x"
	default:
		return one(d, w.entities)
	}
}

// ofKind is an entity of a kind if there is one.
func (w *world) ofKind(d dice, kinds ...string) string {
	var fit []string
	for _, k := range kinds {
		fit = append(fit, w.byKind[k]...)
	}
	if len(fit) == 0 {
		return w.entity(d)
	}
	return one(d, fit)
}

// narrowed is what all questions take: it narrows in few ways at once, so that most questions have answers.
func (w *world) narrowed(d dice) question.Values {
	v := question.Values{"as_of": {one(d, w.days).String()}, "known_at": nil, "min_confidence": nil, "sources": nil, "channel": nil, "relation": nil,
		"kind": nil, "cursor": nil}
	if once(d, 3) {
		v["known_at"] = []string{one(d, w.instants).Format(time.RFC3339Nano)}
	}
	switch d(14) {
	case 0:
		v["min_confidence"] = []string{graph.Confidence(1 + d(5)).String()}
	case 1:
		v["channel"] = one(d, channels)
	case 2, 3:
		v["relation"] = one(d, w.walked)
	case 4:
		v["kind"] = some(d, w.kinds())
	case 5:
		v["channel"], v["relation"] = []string{"supply"}, one(d, w.walked)
	case 6:
		v["sources"] = []string{"primary"}
	case 7:
		if once(d, 4) {
			v["relation"] = []string{"no_such_relation"}
		}
	}
	// Small pages are asked for until the list ends; a limit of 0 counts only.
	v["limit"] = one(d, [][]string{nil, nil, {"1"}, {"3"}, {"7"}, {"0"}})
	v["lang"] = one(d, [][]string{nil, {"en"}, {"fr"}})
	return v
}
