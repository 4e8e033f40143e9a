// Package names finds entities by what they are called: the one that a reference means (Resolve, Exact, Slip), those that a party
// may be (Match) and those whose names begin with or contain what somebody types (Search). Names are compared by their words: what a
// word tells is in words.txt and in how many of the known names have it.
package names

import (
	"cmp"
	"hash/maphash"
	"math"
	"slices"
	"sort"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/fold"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// index holds the names of a snapshot's entities: their forms as wholes, and their words.
type index struct {
	s     *snapshot.Snapshot
	seed  maphash.Seed
	known []known
	parts []part   // of the names, in order
	forms []hashed // of whole names, by hash

	words   []entry // by number
	number  map[string]int32
	ordered []int32            // words in order of their text
	having  [][]int32          // by word that stands for others: the names that have one of them, in order
	grams   map[bigram][]int32 // by bigram: the words that have it, the shortest first
	sounds  map[string][]int32 // by consonants: words in Latin letters, under "~" those of other scripts
	seats   *seats
}

// known is one name of an entity.
type known struct {
	node    snapshot.Node
	written string
	first   uint32 // of its words in parts
	count   uint8
	kind    nameKind
	person  bool
	telling bool // its words but places tell enough
	symbols bool // it has some
}

// symbolsIn are its symbols (symbolsOf).
func (k *known) symbolsIn() string {
	if !k.symbols {
		return "" // nearly always: names are compared by the thousand
	}
	return symbolsOf(k.written)
}

// nameKind is what sort of name a name is.
type nameKind uint8

const (
	given      nameKind = iota // a name or an alias
	id                         // the id, which is made of a name
	identifier                 // a number of a register or a ticker: only the whole counts
)

// part is a word in its place.
type part struct {
	word             int32
	bracket, leading bool
}

// entry is a word of the index.
type entry struct {
	text    string
	means   int32 // the number of the word that stands for it
	class   class
	letters uint64  // that it has (lettersOf)
	weight  float32 // what it tells
	nodes   int32   // how many entities have it in a name, of the word that stands for others
	last    snapshot.Node
}

// hashed is a form of a whole name.
type hashed struct {
	hash uint64
	name int32
}

type indexKey struct{}

// indexing is an index that is being built, or has been.
type indexing struct {
	done  chan struct{}
	index *index
}

func begin(s *snapshot.Snapshot) *indexing {
	return snapshot.Memo(s, indexKey{}, func() *indexing {
		b := &indexing{done: make(chan struct{})}
		go func() {
			b.index = build(s)
			close(b.done)
		}()
		return b
	})
}

// Prepare builds the index of a snapshot, if nobody has, and returns when it is there: some 10 microseconds a name. Without it the
// first question waits.
func Prepare(s *snapshot.Snapshot) { <-begin(s).done }

// indexOf returns the index of a snapshot. It is built once, in time linear in the length of all names; who can't wait for that
// gets the error of the limits, and the next finds it built.
func indexOf(l *limits.Limits, s *snapshot.Snapshot) (*index, error) {
	b := begin(s)
	select {
	case <-b.done:
		return b.index, nil
	default:
	}
	select {
	case <-b.done:
		return b.index, nil
	case <-l.Context().Done():
		return nil, l.Context().Err()
	}
}

func build(s *snapshot.Snapshot) *index {
	x := &index{s: s, seed: maphash.MakeSeed(), number: map[string]int32{}, grams: map[bigram][]int32{}, sounds: map[string][]int32{}, seats: newSeats(s)}
	people := words()
	for n := range snapshot.Node(s.Nodes()) {
		e := s.Entity(n)
		person := people.words[fold.Name(e.Kind)].class == persons
		x.add(n, e.Name, given, person)
		for _, a := range e.Aliases {
			x.add(n, a.Name, given, person)
		}
		x.add(n, e.ID, id, person)
		for _, i := range e.Identifiers {
			for one := range identifiersIn(i) {
				x.addWhole(n, one, identifier)
			}
		}
	}
	slices.SortFunc(x.forms, compareHashed)
	x.forms = slices.Clip(slices.CompactFunc(x.forms, func(a, b hashed) bool { return a == b }))
	x.weigh()
	x.order()
	return x
}

// identifiersIn yields the whole text of an identifier, and the parts of one that holds several.
func identifiersIn(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if !yield(text) || !strings.Contains(text, ",") {
			return
		}
		for one := range strings.SplitSeq(text, ",") {
			if !yield(strings.TrimSpace(one)) {
				return
			}
		}
	}
}

// addWhole adds a name of which only the whole counts, unless the entity has it already.
func (x *index) addWhole(n snapshot.Node, name string, kind nameKind) (i int32, added bool) {
	folded := fold.Name(name)
	for j := len(x.known) - 1; j >= 0 && x.known[j].node == n; j-- {
		if k := &x.known[j]; k.written == name || folded != "" && kind != given && fold.Name(k.written) == folded {
			return int32(j), false
		}
	}
	i = int32(len(x.known))
	x.known = append(x.known, known{node: n, written: name, kind: kind, symbols: symbolsOf(name) != "", first: uint32(len(x.parts))})
	for _, form := range formsOf(name, folded) {
		x.forms = append(x.forms, hashed{maphash.String(x.seed, form), i})
	}
	return i, true
}

func (x *index) add(n snapshot.Node, name string, kind nameKind, person bool) {
	i, added := x.addWhole(n, name, kind)
	if !added {
		return
	}
	tokens := takeApart(name)
	k := &x.known[i]
	k.person, k.count = person, uint8(len(tokens))
	for j := range tokens {
		t := &tokens[j]
		w := x.intern(t)
		x.parts = append(x.parts, part{w, t.bracket, t.leading})
		means := x.words[w].means
		if having := x.having[means]; len(having) == 0 || having[len(having)-1] != i {
			x.having[means] = append(having, i)
		}
		if m := &x.words[means]; m.last != n {
			m.last, m.nodes = n, m.nodes+1
		}
	}
	for _, latin := range latinForms(tokens) {
		x.forms = append(x.forms, hashed{maphash.String(x.seed, latinForm+latin), i})
	}
}

// intern numbers a word, and the word that stands for it.
func (x *index) intern(t *token) int32 {
	if w, ok := x.number[t.text]; ok {
		return w
	}
	means := int32(len(x.words))
	if t.means != t.text {
		means = x.intern(&token{text: t.means, means: t.means, class: t.class})
	}
	w := int32(len(x.words))
	x.number[t.text] = w
	x.words = append(x.words, entry{text: t.text, letters: lettersOf(t.text), means: means, class: t.class, last: snapshot.None})
	x.having = append(x.having, nil)
	for _, g := range bigramsOf(t.text) {
		x.grams[g] = append(x.grams[g], w)
	}
	if t.class == distinct && isLatin(t.text) {
		if skeleton := skeletonOf(soundOf(t.text)); skeleton != "" {
			x.sounds[skeleton] = append(x.sounds[skeleton], w)
		}
	}
	for _, latin := range latinOf(t.text) {
		skeleton := "~" + skeletonOf(soundOf(latin))
		if all := x.sounds[skeleton]; len(all) == 0 || all[len(all)-1] != w {
			x.sounds[skeleton] = append(all, w)
		}
	}
	return w
}

// oneLetter is what a single letter tells.
const oneLetter = 0.3

// leastWeight is what a distinctive word tells that very many entities have in their names.
const leastWeight = 0.6

// weigh sets what words tell: those that tell whose a name is the more, the fewer entities have them.
func (x *index) weigh() {
	all := math.Log(float64(x.s.Nodes()) + 2)
	for i := range x.words {
		w := &x.words[i]
		w.weight = float32(weightOf[w.class])
		if w.class != distinct {
			continue
		}
		if len(w.text) == 1 {
			w.weight = oneLetter
			continue
		}
		rarity := (all - math.Log(float64(max(x.words[w.means].nodes, 1)))) / all
		w.weight = float32(max(leastWeight, min(1, rarity*1.1)))
	}
	for i := range x.known {
		k, sum := &x.known[i], 0.0
		for _, p := range x.partsOf(k) {
			sum += tells(x.words[p.word].class, float64(x.words[p.word].weight))
		}
		k.telling = sum >= telling
	}
}

func (x *index) order() {
	x.ordered = make([]int32, len(x.words))
	for i := range x.ordered {
		x.ordered[i] = int32(i)
	}
	slices.SortFunc(x.ordered, func(a, b int32) int { return strings.Compare(x.words[a].text, x.words[b].text) })
	for _, having := range x.grams {
		slices.SortFunc(having, func(a, b int32) int { return cmp.Or(len(x.words[a].text)-len(x.words[b].text), int(a-b)) })
	}
}

// withGram are the words that have a bigram and are from least to most bytes long.
func (x *index) withGram(g bigram, least, most int) []int32 {
	having := x.grams[g]
	longer := func(than int) int {
		return sort.Search(len(having), func(i int) bool { return len(x.words[having[i]].text) > than })
	}
	return having[longer(least-1):longer(most)]
}

func (x *index) partsOf(k *known) []part { return x.parts[k.first : k.first+uint32(k.count)] }

// isItem reports whether an entity is of a kind that can be bought and sold.
func (x *index) isItem(n snapshot.Node) bool {
	kinds := x.s.Ontology().Kinds
	i := slices.IndexFunc(kinds, func(k graph.Kind) bool { return k.Name == x.s.Kind(n) })
	return i >= 0 && kinds[i].Item
}
