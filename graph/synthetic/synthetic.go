// Package synthetic makes graphs of any size from a seed, of several shapes, with alternatives, cross-holdings and other cycles, shares,
// dates and grades of confidence. Benchmarks and tests load them like any dataset; they speak the ontology of the curated facts.
package synthetic

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"

	"chokepoint/graph"
)

// Graph says which graph to make. The same values make the same graph.
type Graph struct {
	Entities int
	Claims   int // about: duplicates are left out
	Seed     uint64
	Shape    string  // one of Shapes; empty: Layered
	Other    float64 // part of the claims that are no dependence, 0..1
}

// Shapes of graphs.
const (
	// Layered graphs are like supply chains: layers from materials to AI models, few suppliers with very many customers.
	Layered = "layered"
	// Attached graphs grow without layers: half of the claims lead anywhere, the others to what an earlier claim led to, so that few
	// entities come to be the objects of very many (R. Kumar et al., "Stochastic Models for the Web Graph", FOCS 2000).
	Attached = "attached"
)

// Shapes are all shapes.
var Shapes = []string{Layered, Attached}

// layer is a band of entities of one kind. Entities depend on those of lower layers, and now and then on their own or a higher one.
type layer struct {
	kind string
	part float64 // of all entities
}

var layers = []layer{{"technology", 0.05}, {"company", 0.15}, {"facility", 0.1}, {"chip", 0.2}, {"company", 0.4}, {"model", 0.1}}

// links are the relations that may join two kinds, each with what else it carries.
var links = map[[2]string][]link{
	{"technology", "company"}:    {{"supplied_by", withItem}, {"made_by", plain}, {"designed_by", plain}},
	{"technology", "technology"}: {{"requires", plain}},
	{"company", "technology"}:    {{"uses", plain}, {"requires", plain}},
	{"company", "company"}:       {{"supplied_by", withItem}, {"owned_by", withShare}, {"distributed_by", plain}},
	{"company", "facility"}:      {{"supplied_by", withItem}, {"hosted_by", plain}},
	{"company", "chip"}:          {{"uses", plain}},
	{"facility", "company"}:      {{"operated_by", plain}, {"supplied_by", withItem}},
	{"facility", "technology"}:   {{"requires", plain}, {"uses", plain}},
	{"facility", "chip"}:         {{"uses", plain}},
	{"chip", "company"}:          {{"made_by", plain}, {"designed_by", plain}, {"packaged_by", plain}},
	{"chip", "technology"}:       {{"requires", plain}},
	{"chip", "facility"}:         {{"made_by", plain}},
	{"chip", "chip"}:             {{"requires", plain}},
	{"model", "chip"}:            {{"runs_on", plain}, {"trained_on", plain}},
	{"model", "company"}:         {{"hosted_by", plain}, {"developed_by", plain}},
	{"model", "technology"}:      {{"requires", plain}},
	{"model", "facility"}:        {{"trained_on", plain}, {"uses", plain}},
}

// others are relations that are no dependence, by the kind of the subject, with the kind of the object.
var others = map[string][]struct{ relation, to string }{
	"company":    {{"mentions", "company"}, {"mentions", "chip"}, {"mentions", "technology"}, {"competes_with", "company"}, {"offers", "model"}},
	"chip":       {{"competes_with", "chip"}, {"substitute_for", "technology"}, {"member_of", "technology"}, {"based_on", "technology"}},
	"technology": {{"substitute_for", "technology"}, {"variant_of", "technology"}, {"member_of", "technology"}},
	"facility":   {{"member_of", "technology"}},
	"model":      {{"competes_with", "model"}, {"based_on", "model"}, {"substitute_for", "technology"}},
}

type link struct {
	relation string
	carries  carries
}

type carries int

const (
	plain carries = iota
	withItem
	withShare
)

// Dataset is the name of the dataset that a graph is loaded as.
const Dataset = "synthetic"

// sources is how many sources the claims cite.
const sources = 200

// Batch returns the graph as the whole content of its dataset.
func (g Graph) Batch(o *graph.Ontology) graph.Batch {
	b := graph.Batch{Dataset: graph.Dataset{Name: Dataset, Title: fmt.Sprintf("Generated graph of %d entities, seed %d", g.Entities, g.Seed)},
		Ontology: o, Entities: make([]graph.Entity, g.Entities), Claims: g.claims()}
	for i := range b.Entities {
		id := ID(i)
		b.Entities[i] = graph.Entity{ID: id, Kind: g.kind(i), Name: name(i)}
	}
	for i := range sources {
		id := fmt.Sprintf("s-%03d", i)
		b.Sources = append(b.Sources, graph.Source{ID: id, Title: id, Kind: "dataset", Published: graph.Beginning})
	}
	return b
}

// ID returns the id of an entity by number; in a layered graph, the lower its number in its layer, the more depend on it.
func ID(i int) string { return fmt.Sprintf("e-%07d", i) }

// Hub is the number of the entity that most depend on, in a layered graph.
const Hub = 0

// bounds are the numbers of the first entity of each layer, and the number of entities at the end.
func (g Graph) bounds() []int {
	bounds, sum := make([]int, 0, len(layers)+1), 0.0
	for _, l := range layers {
		bounds = append(bounds, int(sum*float64(g.Entities)))
		sum += l.part
	}
	return append(bounds, g.Entities)
}

func (g Graph) layerOf(i int) int {
	bounds := g.bounds()
	n := 0
	for n+1 < len(layers) && i >= bounds[n+1] {
		n++
	}
	return n
}

func (g Graph) kind(i int) string {
	if g.Shape == Attached {
		return layers[spread(i)%len(layers)].kind
	}
	return layers[g.layerOf(i)].kind
}

// claims yields the claims subject by subject; each subject's are made from a source of randomness of its own.
func (g Graph) claims() iter.Seq[graph.Claim] {
	bounds := g.bounds()
	return func(yield func(graph.Claim) bool) {
		average := float64(g.Claims) / float64(g.Entities)
		ids := make([]string, g.Entities)
		for i := range ids {
			ids[i] = ID(i)
		}
		var objects []uint32
		for i := range g.Entities {
			m := maker{g: g, r: rand.New(rand.NewPCG(g.Seed, uint64(i))), bounds: bounds, ids: ids, objects: objects, subject: i, layer: g.layerOf(i),
				said: map[said]bool{}}
			for range m.degree(average) {
				c, ok := m.claim()
				if ok && !yield(c) {
					return
				}
			}
			objects = m.objects
		}
	}
}

// maker makes the claims of one subject.
type maker struct {
	g       Graph
	r       *rand.Rand
	bounds  []int
	ids     []string
	objects []uint32 // of an attached graph: those of the claims so far
	subject int
	layer   int
	said    map[said]bool
}

type said struct {
	relation string
	object   int
}

// degree is geometric around the average, so that some subjects depend on very little.
func (m *maker) degree(average float64) int {
	return int(average*0.5 + m.r.ExpFloat64()*average*0.5 + 0.5)
}

// target chooses a layer, mostly a lower one, and an entity in it by a power law: the first of a layer serve very many. In an attached
// graph it is any entity, or the object of an earlier claim.
func (m *maker) target() int {
	if m.g.Shape == Attached {
		if len(m.objects) > 0 && m.r.IntN(2) == 0 {
			return int(m.objects[m.r.IntN(len(m.objects))])
		}
		return m.r.IntN(m.g.Entities)
	}
	at := m.layer
	switch x := m.r.Float64(); {
	case x < 0.9 && at > 0:
		at = m.r.IntN(at)
	case x > 0.97:
		at = m.r.IntN(len(layers)) // may lead upward: cycles
	}
	first, end := m.bounds[at], m.bounds[at+1]
	u := m.r.Float64()
	return first + int(float64(end-first)*math.Pow(u, 2.5))
}

func (m *maker) claim() (graph.Claim, bool) {
	if m.g.Other > 0 && m.r.Float64() < m.g.Other {
		return m.other()
	}
	object, options := m.joined()
	if object == m.subject || len(options) == 0 {
		return graph.Claim{}, false
	}
	l := options[m.r.IntN(len(options))]
	if m.said[said{l.relation, object}] {
		return graph.Claim{}, false
	}
	m.say(l.relation, object)
	c := graph.Claim{Subject: m.ids[m.subject], Predicate: l.relation, Object: m.ids[object], Share: graph.NoShare, Valid: m.valid(),
		Confidence: graph.Confidence(1 + m.r.IntN(5)), Sources: m.cited()}
	switch l.carries {
	case withItem:
		if m.r.IntN(4) == 0 && m.g.Shape != Attached { // where the first are technologies
			c.Item = m.ids[m.r.IntN(max(1, m.bounds[1]))]
		}
	case withShare:
		c.Share = graph.Share(1+m.r.IntN(60)) * (graph.Whole / 100)
	}
	return c, true
}

// joined chooses an object, and lists the relations that may join the subject to it. Layers mostly follow on one another as relations
// lead; without layers it takes a few tries.
func (m *maker) joined() (object int, options []link) {
	for range 5 {
		object = m.target()
		if options = links[[2]string{m.g.kind(m.subject), m.g.kind(object)}]; len(options) > 0 || m.g.Shape != Attached {
			break
		}
	}
	return object, options
}

func (m *maker) say(relation string, object int) {
	m.said[said{relation, object}] = true
	if m.g.Shape == Attached {
		m.objects = append(m.objects, uint32(object))
	}
}

// other makes a claim that is no dependence. Its objects are as unevenly spread as those of dependences.
func (m *maker) other() (graph.Claim, bool) {
	options := others[m.g.kind(m.subject)]
	o := options[m.r.IntN(len(options))]
	object := m.target()
	for try := 0; m.g.kind(object) != o.to; try++ {
		if object = m.target(); try == 20 {
			return graph.Claim{}, false
		}
	}
	if object == m.subject || m.said[said{o.relation, object}] {
		return graph.Claim{}, false
	}
	m.say(o.relation, object)
	return graph.Claim{Subject: m.ids[m.subject], Predicate: o.relation, Object: m.ids[object], Share: graph.NoShare, Valid: m.valid(),
		Confidence: graph.Confidence(1 + m.r.IntN(5)), Sources: m.cited()}, true
}

func (m *maker) cited() []graph.Citation {
	return []graph.Citation{{Source: fmt.Sprintf("s-%03d", m.r.IntN(sources))}}
}

// valid is unbounded for most claims; others began, and some ended, between 2015 and 2027.
func (m *maker) valid() graph.Interval {
	v := graph.Always
	day := func() graph.Day { return graph.Day(16436 + m.r.IntN(12*365)) } // 16436 is 2015-01-01
	switch x := m.r.IntN(10); {
	case x < 3:
		v.From = graph.DateOf(day())
	case x == 3:
		v.From = graph.DateOf(day())
		v.To = graph.DateOf(v.From.Day() + 1 + graph.Day(m.r.IntN(2000)))
	}
	return v
}
