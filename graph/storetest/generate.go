package storetest

import (
	"fmt"
	"slices"
	"time"

	"chokepoint/graph"
)

// generator makes random datasets about one set of entities. It names no predicate: what it says is what the ontology allows.
type generator struct {
	d        dice
	ontology *graph.Ontology
	entities []graph.Entity
	content  map[string][]graph.Claim // by dataset: what it said last
}

// datasetNames are few, so that datasets are loaded again.
var datasetNames = []string{graph.CuratedDataset, "other", "third"}

// sourceCount is how many sources there are.
const sourceCount = 4

func newGenerator(d dice, o *graph.Ontology, entities int) *generator {
	g := &generator{d: d, ontology: o, content: map[string][]graph.Claim{}}
	kinds := slices.Clone(o.Kinds) // each once, then any
	for n := range max(entities, len(kinds)) {
		kind := one(d, o.Kinds).Name
		if n < len(kinds) {
			kind = kinds[n].Name
		}
		e := graph.Entity{ID: fmt.Sprintf("%s-%02d", kind, n), Kind: kind, Name: fmt.Sprintf("%s %d", kind, d(60))}
		if once(d, 4) {
			e.Aliases = []graph.Alias{{Name: fmt.Sprintf("alias %d", d(60)), Lang: one(d, []string{"", "fr", "zh"})}}
		}
		if once(d, 8) {
			e.Identifiers = map[string]string{"lei": fmt.Sprint("LEI", n)}
		}
		g.entities = append(g.entities, e)
	}
	return g
}

// batch is the n-th load: every dataset asserts all entities and sources, since others may name them.
func (g *generator) batch(n, claims int) graph.Batch {
	d, name := g.d, one(g.d, datasetNames)
	said := slices.DeleteFunc(slices.Clone(g.content[name]), func(graph.Claim) bool { return once(d, 4) })
	say := func(c graph.Claim) {
		if !slices.ContainsFunc(said, func(k graph.Claim) bool { return k.ID() == c.ID() }) {
			said = append(said, c)
		}
	}
	for range claims {
		if c, ok := g.claim(); ok {
			say(c)
		}
	}
	for range 6 {
		for _, c := range g.ruled() {
			say(c)
		}
	}
	g.content[name] = said
	b := graph.Batch{Dataset: graph.Dataset{Name: name, Title: fmt.Sprint("load ", n)}, Entities: slices.Clone(g.entities),
		Claims: slices.Values(said), At: time.Date(2026, time.January, 1+n, 0, 0, 0, 0, time.UTC)}
	if n == 0 {
		b.Ontology = g.ontology
	}
	for i := range sourceCount {
		b.Sources = append(b.Sources, g.source(fmt.Sprint("source-", i)))
	}
	if once(d, 3) {
		b.Entities[0].Name += " of " + name
		b.Sources[0].Title += " of " + name
	}
	return b
}

// source is of any kind, so that some claims rest on sources that speak for themselves and others do not; a copy says now and then
// what it retells. A load may change both.
func (g *generator) source(id string) graph.Source {
	s := sourceNamed(id)
	s.Kind = one(g.d, graph.SourceKinds())
	if once(g.d, 4) {
		s.Kind, s.CopyOf = graph.CopyKind, one(g.d, []string{"source-0", "A title, no id"})
	}
	return s
}

// bare is a claim without subject, predicate and object.
func (g *generator) bare() graph.Claim {
	d := g.d
	c := graph.Claim{Share: graph.NoShare, Valid: g.interval(), Confidence: graph.Confidence(1 + d(5))}
	for range 1 + d(2) {
		cited := graph.Citation{Source: fmt.Sprint("source-", d(sourceCount)), Locator: one(d, []string{"", "p. 3"})}
		if !slices.Contains(c.Sources, cited) {
			c.Sources = append(c.Sources, cited)
		}
	}
	return c
}

// claim makes a claim that the ontology allows, if the entities have the kinds for it.
func (g *generator) claim() (graph.Claim, bool) {
	c := g.bare()
	switch g.d(12) {
	case 0:
		return c, g.boundary(&c)
	case 1, 2:
		return c, g.attribute(&c)
	}
	r := &g.ontology.Relations[g.d(len(g.ontology.Relations))]
	subject, object := g.entityOf(r.From), g.entityOf(r.To)
	return c, g.relate(&c, r, subject, object)
}

// relate makes c say that subject has a relation to object, with qualifiers now and then.
func (g *generator) relate(c *graph.Claim, r *graph.Relation, subject, object string) bool {
	d := g.d
	c.Subject, c.Predicate, c.Object = subject, r.Name, object
	switch d(6) {
	case 0:
		c.Share = graph.Share(1+d(8)) * (graph.Whole / 10)
	case 1:
		c.Item, c.Purpose = one(d, g.entities).ID, one(d, []string{"", "training"})
	case 2:
		c.Quantity, c.Note = graph.Quantity{Number: float64(d(10)), Unit: "units"}, "a note"
	}
	if r.Channel == graph.OwnershipChannel {
		c.Share = graph.Share(1+d(6)) * (graph.Whole / 10)
	}
	if least := graph.ShareOf(r.LeastShare); least > 0 && once(d, 2) {
		c.Share = one(d, []graph.Share{graph.NoShare, least - 1, least, least + 1})
	}
	if c.Share.Known() && once(d, 4) {
		c.ShareMost = graph.SharesFrom(c.Share, min(graph.Whole, c.Share+one(d, []graph.Share{1, graph.Whole / 10, graph.Whole / 4}))).Upper()
	}
	return subject != "" && object != "" && subject != object
}

// attribute makes c give a value. Decisions get a status most often, since much depends on it.
func (g *generator) attribute(c *graph.Claim) bool {
	d, o := g.d, g.ontology
	a := o.Attribute(o.Binding.Attribute)
	if a == nil || once(d, 2) {
		a = &o.Attributes[d(len(o.Attributes))]
	}
	return g.value(c, g.entityOf(a.On), a)
}

// boundary makes c say when an entity began or ended, if its kind has words for it.
func (g *generator) boundary(c *graph.Claim) bool {
	e := one(g.d, g.entities)
	kind := g.ontology.Kind(e.Kind)
	named := slices.Concat(kind.Begins, kind.Ends)
	return len(named) > 0 && g.value(c, e.ID, g.ontology.Attribute(one(g.d, named)))
}

// value makes c give an entity a value of an attribute.
func (g *generator) value(c *graph.Claim, of string, a *graph.Attribute) bool {
	d, o := g.d, g.ontology
	c.Subject, c.Predicate, c.Value = of, a.Name, graph.Value{Type: a.Type}
	switch a.Type {
	case graph.NumberValue:
		c.Value.Number = float64(d(10)) / 10
		if a.Unit != graph.AnyUnit {
			c.Value.Unit = a.Unit
		}
	case graph.DateValue:
		c.Value.Date = g.date()
	case graph.BoolValue:
		c.Value.Bool = once(d, 2)
	case graph.TermValue:
		c.Value.Text = one(d, a.Terms)
	default:
		c.Value.Text = one(d, []string{"something", "quelque chose"})
	}
	// A criterion is an expression, which is not for dice.
	return c.Subject != "" && a.Name != o.Binding.Criterion
}

// entityOf is an entity of one of some kinds (none: any), or nothing.
func (g *generator) entityOf(kinds []string) string {
	var fit []string
	for _, e := range g.entities {
		if len(kinds) == 0 || slices.Contains(kinds, e.Kind) {
			fit = append(fit, e.ID)
		}
	}
	if len(fit) == 0 {
		return ""
	}
	return one(g.d, fit)
}

// date has any of the precisions; there are few dates, so that bounds meet.
func (g *generator) date() graph.Date {
	written := one(g.d, []string{"2023", "2024-01", "2024-01-01", "2024-06", "2025", "2025-03-15", "2026-01-01"})
	date, err := graph.ParseDate(written)
	if err != nil {
		panic(err) // it is written here
	}
	return date
}

func (g *generator) interval() graph.Interval {
	i := graph.Always
	if once(g.d, 2) {
		i.From = g.date()
	}
	if once(g.d, 3) {
		i.To = g.date()
	}
	if i.Empty() {
		i.To = graph.End
	}
	return i
}
