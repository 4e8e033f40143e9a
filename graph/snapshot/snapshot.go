package snapshot

import (
	"chokepoint/graph"
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"
)

// Snapshot is everything that a store had recorded at one moment, withdrawn claims and history included, compiled for
// answering. It never changes, so any number of goroutines may ask it at once.
//
// Relation claims are rows in columns, ordered by object, then lane (see lane), then subject: the rows of a node as object,
// which are the edges to its dependents, stand together, and of these the rows that a walk decides on alike. A second index
// orders the same rows by subject, lane and object. A row takes 36 bytes, both indexes included, a node 16, and 4 for each lane of its
// rows in either; what few claims have is in details, texts are elsewhere.
type Snapshot struct {
	ontology *graph.Ontology
	version  string
	secret   []byte
	pruned   time.Time
	datasets []graph.DatasetState

	ids        []string       // by node, ascending
	kinds      []uint8        // by node: number of the kind in the ontology
	entities   []graph.Entity // by node
	presence   []presence     // by node
	presenceOf []uint32       // by node: the first of it; one more at the end
	asserted   []graph.Recording
	nameRank   []int32 // by node: place in the order of folded names
	sources    map[string]graph.Source
	sourceIn   map[string][]string // datasets by source

	predicates []string // by number: relations, then attributes
	number     map[string]Predicate
	roles      []role
	classes    []class
	recordings []graph.Recording
	says       []string // dataset names by number
	cited      [][]graph.Citation
	details    []detail

	laneNumbers *laneNumbers
	inRuns      runs // of the rows of each node as object
	outRuns     runs // as subject

	in     []uint32 // by node: first row of it as object; one more at the end
	rows   columns
	out    []uint32 // by node: first place of it as subject in outObject and outRow; one more at the end
	outTo  []Node
	outRow []int32

	attrs   []attribute // by subject, then predicate
	attrsOf []uint32    // by node: first attribute; one more at the end

	byID       func() []placed
	byCitation func() *citations
	memo       sync.Map // key → *memo

	courses *courses // nil while the snapshot is built
	horizon *horizon // of a part that was gathered look by look, else nil
}

// Version names the state of the data; it is empty for an empty store.
func (s *Snapshot) Version() string { return s.version }

// Secret is the store's own, by which what leaves it and comes back is signed.
func (s *Snapshot) Secret() []byte { return s.secret }

// Pruned is the instant before which what was withdrawn is no longer on record: what was known earlier can't be told. It is zero if
// nothing was pruned.
func (s *Snapshot) Pruned() time.Time { return s.pruned }

// Ontology returns the ontology of the data.
func (s *Snapshot) Ontology() *graph.Ontology { return s.ontology }

// Datasets returns what is loaded, in order of name.
func (s *Snapshot) Datasets() []graph.DatasetState { return slices.Clone(s.datasets) }

// Nodes returns the number of entities, withdrawn ones included. Nodes are numbered from 0 in order of id.
func (s *Snapshot) Nodes() int { return len(s.ids) }

// Rows returns the number of relation claims, withdrawn and derived ones included. They are the Refs from 0.
func (s *Snapshot) Rows() int { return s.rows.len() }

// Lookup returns the node of an entity id.
func (s *Snapshot) Lookup(id string) (Node, bool) {
	i := sort.SearchStrings(s.ids, id)
	return Node(i), i < len(s.ids) && s.ids[i] == id
}

// ID returns the id of an entity.
func (s *Snapshot) ID(n Node) string { return s.ids[n] }

// Entity returns what names an entity. It must not be changed.
func (s *Snapshot) Entity(n Node) *graph.Entity { return &s.entities[n] }

// Kind returns an entity's kind, or nothing if the ontology does not have it.
func (s *Snapshot) Kind(n Node) string {
	if int(s.kinds[n]) < len(s.ontology.Kinds) {
		return s.ontology.Kinds[s.kinds[n]].Name
	}
	return ""
}

// NameRank is an entity's place in the order of folded names.
func (s *Snapshot) NameRank(n Node) int32 { return s.nameRank[n] }

// IsPresent reports whether some dataset asserts the entity at instant t, zero being now.
func (s *Snapshot) IsPresent(n Node, t time.Time) bool {
	return slices.ContainsFunc(s.presenceAt(n), func(p presence) bool { return s.asserted[p.recording].Contains(t) })
}

type presentKey struct{}

// PresentAt reports, by node, whether some dataset asserts an entity at instant t, zero being now. The list must not be changed.
func (s *Snapshot) PresentAt(t time.Time) []bool {
	find := func() []bool {
		present := make([]bool, len(s.ids))
		for n := range present {
			present[n] = s.IsPresent(Node(n), t)
		}
		return present
	}
	if t.IsZero() {
		return Memo(s, presentKey{}, find)
	}
	return find()
}

type presentKindsKey struct{}

// CountPresent counts the entities that a filter lists and that some dataset asserts now, in no time but for the first time.
func (s *Snapshot) CountPresent(f graph.Filter) (n int) {
	s.lookForKinds(f.Kinds)
	l := s.Lister(f)
	for kind, count := range Memo(s, presentKindsKey{}, func() (counts [256]int) {
		for n, present := range s.PresentAt(time.Time{}) {
			if present {
				counts[s.kinds[n]]++
			}
		}
		return counts
	}) {
		if l.listed == nil || l.listed[kind] {
			n += count
		}
	}
	return n
}

// IsKnownBeside reports whether a dataset other than one asserts the entity now.
func (s *Snapshot) IsKnownBeside(n Node, dataset string) bool {
	return slices.ContainsFunc(s.presenceAt(n), func(p presence) bool { return s.asserted[p.recording].Stands() && s.says[p.dataset] != dataset })
}

// presence is that a dataset asserts an entity for a stretch of recorded time.
type presence struct {
	recording uint32 // in asserted
	dataset   uint16 // in says
}

func (s *Snapshot) presenceAt(n Node) []presence {
	return s.presence[s.presenceOf[n]:s.presenceOf[n+1]]
}

// namesLanguage is the language that the names of entities are in.
const namesLanguage = "en"

// FirstRecorded is when anything was first recorded; zero if nothing was.
func (s *Snapshot) FirstRecorded() (first time.Time) {
	for _, r := range s.asserted {
		if first.IsZero() || r.From.Before(first) {
			first = r.From
		}
	}
	return first
}

// NameIn is the name that sentences of a language use: its first alias in that language, else the name, with the article that
// names of its kind have. An alias in the language of the names counts if it is the name as it stands in a sentence, with its
// article or without its capital. An id that nothing has is its own name.
func (s *Snapshot) NameIn(id, lang string) string {
	n, ok := s.Lookup(id)
	if !ok {
		return id
	}
	e := &s.entities[n]
	if lang == "" {
		lang = namesLanguage
	}
	for _, a := range e.Aliases {
		if a.Lang == lang && (lang != namesLanguage || isInSentence(a.Name, e.Name)) {
			return a.Name
		}
	}
	if k := s.ontology.Kind(e.Kind); k != nil {
		if article := k.Article[lang]; article != "" && !strings.HasPrefix(e.Name, article+" ") {
			return article + " " + e.Name
		}
	}
	return e.Name
}

// isInSentence reports whether an alias is a name as it stands in a sentence.
func isInSentence(alias, name string) bool {
	return len(alias) >= len(name) && strings.EqualFold(alias[len(alias)-len(name):], name)
}

type sourceIDsKey struct{}

// SourceIDs lists the ids of all sources in order. The list must not be changed.
func (s *Snapshot) SourceIDs() []string {
	return Memo(s, sourceIDsKey{}, func() []string { return slices.Sorted(maps.Keys(s.sources)) })
}

// Source returns a source and the datasets that bring it.
func (s *Snapshot) Source(id string) (src graph.Source, in []string, ok bool) {
	src, ok = s.sources[id]
	return src, s.sourceIn[id], ok
}

// SourceRef returns a source as it stands beside a claim.
func (s *Snapshot) SourceRef(c graph.Citation) graph.SourceRef {
	src := s.sources[c.Source]
	return graph.SourceRef{ID: c.Source, Title: src.Title, Publisher: src.Publisher, URL: src.URL, Published: src.Published.String(), Locator: c.Locator}
}
