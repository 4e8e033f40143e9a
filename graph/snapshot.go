package graph

import (
	"slices"
	"sort"
	"sync"
	"time"

	"github.com/google/uuid"
)

// Snapshot is everything that a store had recorded at one moment, withdrawn claims and history included, compiled for
// answering. It never changes, so any number of goroutines may ask it at once.
//
// Relation claims are rows in columns, ordered by object, then subject: the rows of a node as object, which are the edges to
// its dependents, stand together. A second index orders the same rows by subject. A row takes 36 bytes, both indexes
// included; what few claims have is in details, texts are elsewhere.
type Snapshot struct {
	ontology *Ontology
	version  string
	datasets []DatasetState

	ids      []string // by node, ascending
	kinds    []uint8  // by node: number of the kind in the ontology
	entities []Entity // by node
	presence [][]Recording
	country  []Node  // by node, or None
	nameRank []int32 // by node: place in the order of folded names
	sources  map[string]Source
	sourceIn map[string][]string // datasets by source

	predicates []string // by number: relations, then attributes
	number     map[string]uint16
	classes    []class
	recordings []Recording
	says       []string // dataset names by number
	cited      [][]Citation
	details    []detail

	in     []uint32 // by node: first row of it as object; one more at the end
	rows   columns
	out    []uint32 // by node: first place of it as subject in outObject and outRow; one more at the end
	outTo  []Node
	outRow []int32

	attrs   []attribute // by subject, then predicate
	attrsOf []uint32    // by node: first attribute; one more at the end

	scratch     sync.Pool // of *scratch
	needScratch sync.Pool // of *needScratch
	criteria    *criteria
	search      func() *nameIndex
	byID        func() map[uuid.UUID]claimRef
}

// claimRef is the place of a claim in a snapshot: a row, or the complement of an attribute's index.
type claimRef int32

func attributeRef(i int) claimRef { return ^claimRef(i) }

// Version names the state of the data.
func (s *Snapshot) Version() string { return s.version }

// Ontology returns the ontology of the data.
func (s *Snapshot) Ontology() *Ontology { return s.ontology }

// Nodes returns the number of entities, withdrawn ones included.
func (s *Snapshot) Nodes() int { return len(s.ids) }

// Rows returns the number of relation claims, withdrawn and derived ones included.
func (s *Snapshot) Rows() int { return s.rows.len() }

// Lookup returns the node of an entity id.
func (s *Snapshot) Lookup(id string) (Node, bool) {
	i := sort.SearchStrings(s.ids, id)
	return Node(i), i < len(s.ids) && s.ids[i] == id
}

// present reports whether some dataset asserts the entity at instant t, zero being now.
func (s *Snapshot) present(n Node, t time.Time) bool {
	return slices.ContainsFunc(s.presence[n], func(r Recording) bool { return r.Contains(t) })
}

func (s *Snapshot) kindOf(n Node) string {
	if int(s.kinds[n]) < len(s.ontology.Kinds) {
		return s.ontology.Kinds[s.kinds[n]].Name
	}
	return ""
}

// objectOf returns the object of a row in time logarithmic in the number of nodes. Walks know it already.
func (s *Snapshot) objectOf(row int32) Node {
	return Node(sort.Search(len(s.ids), func(i int) bool { return s.in[i+1] > uint32(row) }))
}

func (s *Snapshot) detailOf(i int32) *detail {
	if i < 0 {
		return &detail{item: None}
	}
	return &s.details[i]
}

// claim puts a claim together again.
func (s *Snapshot) claim(ref claimRef) Claim {
	if ref < 0 {
		a := &s.attrs[^ref]
		k := s.classes[a.class]
		c := Claim{Subject: s.ids[a.subject], Predicate: s.predicates[k.predicate], Value: a.value, Share: NoShare,
			Valid: a.valid, Confidence: k.confidence, Sources: s.cited[a.sources]}
		s.addDetail(&c, a.detail)
		return c
	}
	r := &s.rows
	k := s.classes[r.terms[ref].class]
	c := Claim{Subject: s.ids[r.subject[ref]], Predicate: s.predicates[k.predicate], Object: s.ids[s.objectOf(int32(ref))],
		Share: r.share[ref], Valid: r.terms[ref].valid, Confidence: k.confidence, Sources: s.cited[r.sources[ref]]}
	s.addDetail(&c, r.detail[ref])
	return c
}

func (s *Snapshot) addDetail(c *Claim, i int32) {
	d := s.detailOf(i)
	if d.item != None {
		c.Item = s.ids[d.item]
	}
	c.Quantity, c.Purpose, c.Note = d.quantity, d.purpose, d.note
}

// classOf returns what filters look at in a claim, and its detail.
func (s *Snapshot) classOf(ref claimRef) (class, *detail) {
	if ref < 0 {
		a := &s.attrs[^ref]
		return s.classes[a.class], s.detailOf(a.detail)
	}
	return s.classes[s.rows.terms[ref].class], s.detailOf(s.rows.detail[ref])
}

func (s *Snapshot) validOf(ref claimRef) Interval {
	if ref < 0 {
		return s.attrs[^ref].valid
	}
	return s.rows.terms[ref].valid
}

// claimID is the id of a row without putting the whole claim together; object is known to the caller.
func (s *Snapshot) rowID(row int32, object Node) uuid.UUID {
	item := ""
	if d := s.rows.detail[row]; d >= 0 && s.details[d].item != None {
		item = s.ids[s.details[d].item]
	}
	predicate := s.predicates[s.classes[s.rows.terms[row].class].predicate]
	return claimID(s.ids[s.rows.subject[row]], predicate, s.ids[object], item, s.rows.terms[row].valid.From)
}

// claimsOf lists all claims of which the node is subject or object, in a stable order.
func (s *Snapshot) claimsOf(n Node) []claimRef {
	var refs []claimRef
	for i := s.attrsOf[n]; i < s.attrsOf[n+1]; i++ {
		refs = append(refs, attributeRef(int(i)))
	}
	for i := s.out[n]; i < s.out[n+1]; i++ {
		refs = append(refs, claimRef(s.outRow[i]))
	}
	for r := s.in[n]; r < s.in[n+1]; r++ {
		if s.rows.subject[r] != n {
			refs = append(refs, claimRef(r))
		}
	}
	return refs
}

// allClaims yields every claim of the snapshot.
func (s *Snapshot) allClaims(yield func(claimRef) bool) {
	for r := range s.rows.len() {
		if !yield(claimRef(r)) {
			return
		}
	}
	for i := range s.attrs {
		if !yield(attributeRef(i)) {
			return
		}
	}
}
