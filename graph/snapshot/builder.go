package snapshot

import (
	"chokepoint/graph"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"
)

// Node is the number of an entity: in a Builder in order of first mention, in a Snapshot in order of id.
type Node int32

// None is the absent node.
const None Node = -1

// Predicate is the number of a predicate: relations first, then attributes, in the order of the ontology.
type Predicate uint16

// Builder collects what a store has recorded and compiles it. A store that holds numbers rather than names adds rows with
// Add and the interning methods; others use Claim. It is used by one goroutine and once.
type Builder struct {
	ontology *graph.Ontology
	version  string
	datasets []graph.DatasetState

	nodes      map[string]Node
	ids        []string
	entities   []entityVersion
	assertions interner[graph.Recording]  // of entities
	asserted   graph.Recording            // the last of them
	assertion  uint32                     // its number
	heard      map[string][]sourceVersion // by id
	bounded    bool                       // it is a part: intervals are cut to the existence of the ends, and claims cite the sources of their datasets, already
	existence  *bounding                  // by which they were cut, and those of conclusions are; nil if nothing is known of it

	secret []byte
	pruned time.Time

	predicates map[string]Predicate
	names      []string // predicate names, by number
	classes    interner[class]
	recent     []uint32 // see classOf
	recordings interner[graph.Recording]
	says       interner[string] // datasets
	citations  interner[string]
	cited      [][]graph.Citation // by number of citation set
	details    []detail

	rows    columns
	settled int // how many rows are in order; others were added since
	attrs   []attribute
	roles   []role // see rolesOf
}

type entityVersion struct {
	graph.Entity
	node Node
	said presence
}

// sourceVersion is what one dataset says of a source.
type sourceVersion struct {
	graph.Source
	dataset string
}

// class is what many claims have in common and filters look at; a query decides each class once, before it walks.
type class struct {
	predicate  Predicate
	confidence graph.Confidence
	derived    bool
	primary    bool // a source that it cites speaks for itself; of a derived claim: one of each of its premises
	dataset    uint16
	recording  uint32
	role       uint8  // number of the role in which the subject of a derived claim stands, or 0; see rolesOf
	cut        cut    // how the interval of the row differs from what was written; see existence.go
	said       uint32 // one more than the number of the recording of which that of the row is a part, or 0 if it is all of it
}

// detail is what few claims carry and no filter looks at.
type detail struct {
	item        Node
	shareMost   graph.Share // of a range of shares, whose lower end is in the row: the upper; else 0
	quantity    graph.Quantity
	purpose     string
	note        string
	alsoIn      []uint16       // further datasets that say the claim
	derivedFrom []uuid.UUID    // of a derived claim: the claims that it rests on
	written     graph.Interval // of a claim that is cutDated
}

// columns hold relation claims, a row each.
type columns struct {
	subject, object []Node
	terms           []terms
	share           []graph.Share
	sources         []uint32
	detail          []int32 // index into details, or -1
}

// terms are what a filter looks at in a row: side by side, so that a walk that passes the row touches one line of memory.
type terms struct {
	valid graph.Interval
	class uint32
}

func (c *columns) len() int { return len(c.subject) }

// attribute is an attribute claim.
type attribute struct {
	subject Node
	valid   graph.Interval
	class   uint32
	sources uint32
	detail  int32
	value   graph.Value
}

// interner numbers equal values alike, from 0.
type interner[K comparable] struct {
	number map[K]uint32
	values []K
}

func (in *interner[K]) intern(k K) uint32 {
	if n, ok := in.number[k]; ok {
		return n
	}
	if in.number == nil {
		in.number = map[K]uint32{}
	}
	n := uint32(len(in.values))
	in.number[k] = n
	in.values = append(in.values, k)
	return n
}

// NewBuilder returns a builder for claims of the given ontology, which must be initialised, or nil for an empty store.
// The version is the one that the store reports for this state.
func NewBuilder(o *graph.Ontology, version string) *Builder {
	if o == nil {
		o = &graph.Ontology{}
		if err := o.Init(); err != nil {
			panic(err) // an empty ontology has nothing to contradict
		}
	}
	b := &Builder{
		ontology:   o,
		version:    version,
		nodes:      map[string]Node{},
		heard:      map[string][]sourceVersion{},
		predicates: map[string]Predicate{},
	}
	b.roles = rolesOf(o)
	for _, r := range o.Relations {
		b.addPredicate(r.Name)
	}
	for _, a := range o.Attributes {
		b.addPredicate(a.Name)
	}
	return b
}

func (b *Builder) addPredicate(name string) {
	b.predicates[name] = Predicate(len(b.names))
	b.names = append(b.names, name)
}

// Pruned says that what was withdrawn before an instant is no longer on record.
func (b *Builder) Pruned(before time.Time) { b.pruned = before }

// Secret sets the store's secret, by which cursors are signed.
func (b *Builder) Secret(key []byte) { b.secret = key }

// Dataset adds a dataset's description.
func (b *Builder) Dataset(d graph.DatasetState) { b.datasets = append(b.datasets, d) }

// Ontology is the one that claims are of.
func (b *Builder) Ontology() *graph.Ontology { return b.ontology }

// Datasets are the descriptions so far.
func (b *Builder) Datasets() []graph.DatasetState { return b.datasets }

// Entity adds what one dataset said of an entity for a stretch of time.
func (b *Builder) Entity(e graph.Entity, dataset string, r graph.Recording) {
	b.Describe(b.Node(e.ID), e, dataset, r)
}

// Describe adds what one dataset said for a stretch of time of an entity that has been numbered.
func (b *Builder) Describe(n Node, e graph.Entity, dataset string, r graph.Recording) {
	if !r.Equal(b.asserted) || len(b.assertions.values) == 0 { // entities mostly come load by load
		b.asserted, b.assertion = r, b.assertions.intern(r)
	}
	b.entities = append(b.entities, entityVersion{e, n, presence{b.assertion, b.DatasetNumber(dataset)}})
}

// Source adds what a dataset says of a source. Of several descriptions by one dataset the first is kept.
func (b *Builder) Source(s graph.Source, dataset string) {
	said := b.heard[s.ID]
	if !slices.ContainsFunc(said, func(v sourceVersion) bool { return v.dataset == dataset }) {
		b.heard[s.ID] = append(said, sourceVersion{s, dataset})
	}
}

// Node numbers an entity id.
func (b *Builder) Node(id string) Node {
	if n, ok := b.nodes[id]; ok {
		return n
	}
	n := Node(len(b.ids))
	b.nodes[id] = n
	b.ids = append(b.ids, id)
	return n
}

// AddNode numbers an entity id that no other has, for a store that numbers them itself: Node does not find it.
func (b *Builder) AddNode(id string) Node {
	b.ids = append(b.ids, id)
	return Node(len(b.ids) - 1)
}

// Predicate numbers a predicate of the ontology.
func (b *Builder) Predicate(name string) (Predicate, error) {
	n, ok := b.predicates[name]
	if !ok {
		return 0, fmt.Errorf("predicate %q is not in the ontology", name)
	}
	return n, nil
}

// Recording numbers a recording.
func (b *Builder) Recording(r graph.Recording) uint32 {
	r.From, r.To = r.From.UTC().Truncate(time.Microsecond), r.To.UTC().Truncate(time.Microsecond)
	return b.recordings.intern(r)
}

// DatasetNumber numbers a dataset's name.
func (b *Builder) DatasetNumber(name string) uint16 { return uint16(b.says.intern(name)) }

// Citations numbers a set of citations, in their order.
func (b *Builder) Citations(cs []graph.Citation) uint32 {
	key := ""
	for _, c := range cs {
		key += c.Source + "\x00" + c.Locator + "\x01"
	}
	n := b.citations.intern(key)
	if int(n) == len(b.cited) {
		b.cited = append(b.cited, slices.Clone(cs))
	}
	return n
}

// GrowEntities makes room for n more entities, before the first.
func (b *Builder) GrowEntities(n int) {
	b.ids, b.entities = slices.Grow(b.ids, n), slices.Grow(b.entities, n)
}

// Numbered is a claim in numbers.
type Numbered struct {
	Subject, Object Node // without an object it is one of an attribute
	Value           graph.Value
	Predicate       Predicate
	Valid           graph.Interval
	Confidence      graph.Confidence
	Share           graph.Share
	ShareMost       graph.Share // see graph.Claim
	Dataset         uint16
	Recording       uint32
	Citations       uint32
	Item            Node // or None
	Quantity        graph.Quantity
	Purpose, Note   string
}

// Grow makes room for n more rows, and the few that rules add.
func (b *Builder) Grow(n int) {
	n += n / 64
	c := &b.rows
	c.subject, c.object = roomFor(c.subject, n), roomFor(c.object, n)
	c.terms, c.share = roomFor(c.terms, n), roomFor(c.share, n)
	c.sources, c.detail = roomFor(c.sources, n), roomFor(c.detail, n)
}

// roomFor is slices.Grow, which clears the room that it makes. Of an empty list it is left to who fills it, beside other work, to touch that
// memory first: half a second of a start with ten million claims.
func roomFor[T any](s []T, n int) []T {
	if len(s) == 0 {
		return make([]T, 0, n)
	}
	return slices.Grow(s, n)
}

// Add adds a claim. One goroutine may add claims, and number recordings and citations, while another numbers and describes entities.
func (b *Builder) Add(r *Numbered) {
	k := class{predicate: r.Predicate, confidence: r.Confidence, dataset: r.Dataset, recording: r.Recording}
	shareMost := graph.Share(0)
	if r.Object != None {
		shareMost = graph.SharesFrom(r.Share, r.ShareMost).Upper()
	}
	detail := b.addDetail(r.Item, shareMost, r.Quantity, r.Purpose, r.Note)
	if r.Object == None {
		b.attrs = append(b.attrs, attribute{r.Subject, r.Valid, b.classes.intern(k), r.Citations, detail, r.Value})
		return
	}
	b.appendRow(r.Subject, r.Object, terms{r.Valid, b.classOf(k)}, r.Share, r.Citations, detail)
}

// classOf numbers a class. Of a predicate and a confidence the one is remembered that came last, which is nearly always that of the next.
func (b *Builder) classOf(k class) uint32 {
	const confidences = int(graph.Official) + 1
	if b.recent == nil {
		b.recent = make([]uint32, len(b.names)*confidences)
	}
	last := &b.recent[int(k.predicate)*confidences+int(k.confidence)]
	if int(*last) >= len(b.classes.values) || b.classes.values[*last] != k {
		*last = b.classes.intern(k)
	}
	return *last
}

func (b *Builder) addRow(subject, object Node, valid graph.Interval, share graph.Share, citations uint32, k class, detail int32) {
	b.appendRow(subject, object, terms{valid, b.classes.intern(k)}, share, citations, detail)
}

func (b *Builder) appendRow(subject, object Node, t terms, share graph.Share, citations uint32, detail int32) {
	c := &b.rows
	c.subject, c.object = append(c.subject, subject), append(c.object, object)
	c.terms, c.share = append(c.terms, t), append(c.share, share)
	c.sources, c.detail = append(c.sources, citations), append(c.detail, detail)
}

func (b *Builder) addDetail(item Node, shareMost graph.Share, q graph.Quantity, purpose, note string) int32 {
	if item == None && shareMost == 0 && q.IsZero() && purpose == "" && note == "" {
		return -1
	}
	b.details = append(b.details, detail{item: item, shareMost: shareMost, quantity: q, purpose: purpose, note: note})
	return int32(len(b.details) - 1)
}

// Claim adds what one dataset said, for a stretch of time.
func (b *Builder) Claim(a *graph.Assertion) error {
	predicate, err := b.Predicate(a.Predicate)
	if err != nil {
		return fmt.Errorf("reading claim %s: %w", a.ID(), err)
	}
	if b.rows.len() == math.MaxInt32 {
		return errors.New("more claims than a snapshot can hold")
	}
	item := None
	if a.Item != "" {
		item = b.Node(a.Item)
	}
	shareMost := graph.Share(0)
	if a.Object != "" {
		shareMost = a.Shares().Upper()
	}
	detail := b.addDetail(item, shareMost, a.Quantity, a.Purpose, a.Note)
	k := class{predicate: predicate, confidence: a.Confidence, dataset: b.DatasetNumber(a.Dataset), recording: b.Recording(a.Recorded)}
	k.role = b.roleNumber(a.Role)
	citations := b.Citations(a.Sources)
	if a.Object != "" {
		b.addRow(b.Node(a.Subject), b.Node(a.Object), a.Valid, a.Share, citations, k, detail)
		return nil
	}
	b.attrs = append(b.attrs, attribute{b.Node(a.Subject), a.Valid, b.classes.intern(k), citations, detail, a.Value})
	return nil
}
