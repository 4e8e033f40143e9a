package storetest

import (
	"slices"
	"time"

	"chokepoint/graph"
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
}

func newWorld(o *graph.Ontology, batches []graph.Batch) *world {
	w := &world{ontology: o, byKind: map[string][]string{}}
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

func (w *world) kinds() []string {
	var kinds []string
	for _, k := range w.ontology.Kinds {
		if len(w.byKind[k.Name]) > 0 {
			kinds = append(kinds, k.Name)
		}
	}
	return kinds
}

func (w *world) relations() []string {
	names := make([]string, len(w.ontology.Relations))
	for i, r := range w.ontology.Relations {
		names[i] = r.Name
	}
	return names
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

// filter narrows in few ways at once, so that most questions have answers.
func (w *world) filter(d dice) graph.Filter {
	f := graph.Filter{AsOf: one(d, w.days)}
	if once(d, 3) {
		f.KnownAt = one(d, w.instants)
	}
	switch d(14) {
	case 0:
		f.MinConfidence = graph.Confidence(1 + d(5))
	case 1:
		f.Channels = some(d, []string{"supply", "ownership", "regulatory", "revenue"})
	case 2:
		f.Relations = []string{one(d, w.relations()), one(d, w.relations())}
	case 3:
		f.Relations = []string{one(d, w.relations())}
	case 4:
		f.Kinds = some(d, w.kinds())
	case 5:
		f.Channels, f.Relations = []string{"supply"}, some(d, w.relations())
	case 6:
		if once(d, 4) {
			f.Relations = []string{"no_such_relation"}
		}
	}
	return f
}

func language(d dice) string { return one(d, []string{"", "en", "fr"}) }

// limit is the size of a page: small ones are asked for until the list ends.
func limit(d dice) int { return one(d, []int{0, 0, 1, 3, 7, graph.NoRows}) }
