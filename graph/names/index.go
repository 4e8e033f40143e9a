// Package names finds entities by what they are called: the one that a reference means (Resolve, Exact, Slip), those that a party
// may be (Match) and those whose names begin with or contain what somebody types (Search). Names are compared by their words: what a
// word tells is in words.txt and in how many of the known names have it.
package names

import (
	"context"
	"slices"
	"sort"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// index holds the names of a snapshot's entities: their forms as wholes, and their words. It is made of arrays that refer to each other by
// number, some 100 bytes a name and 100 a word, with few pointers for the collector to follow.
type index struct {
	s     *snapshot.Snapshot
	known []known
	parts []part  // of the names, in order
	forms buckets // names by the forms of the whole

	words   []entry // by number
	numbers buckets // words by their text
	ordered []int32 // words in order of their text
	having  lists   // by word that stands for others: the names that have one of them, in order
	grams   grams   // of the words
	sounds  buckets // words by their consonants: in Latin letters, and of other scripts under otherSound
	seats   *seats
}

// known is one name of an entity.
type known struct {
	written string
	node    snapshot.Node
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

// part is a word in its place: its number, and whether it is the first that says something.
type part uint32

func partOf(word int32, leading bool) part {
	if leading {
		return part(word)<<1 | 1
	}
	return part(word) << 1
}

func (p part) word() int32   { return int32(p >> 1) }
func (p part) leading() bool { return p&1 != 0 }

// entry is a word of the index.
type entry struct {
	text    string
	letters uint64  // that it has (lettersOf)
	means   int32   // the number of the word that stands for it
	weight  float32 // what it tells
	class   class
}

type indexKey struct{}

// indexing is an index that is being built, or has been.
type indexing struct {
	done  chan struct{}
	index *index
}

// Begin begins to build the index of a snapshot, if nobody has: beside what else is compiled, as soon as the entities are known.
func Begin(s *snapshot.Snapshot) { begun(s) }

func begun(s *snapshot.Snapshot) *indexing {
	return snapshot.Memo(s, indexKey{}, func() *indexing {
		b := &indexing{done: make(chan struct{})}
		go func() {
			b.index = build(s)
			close(b.done)
		}()
		return b
	})
}

// Prepare waits for the index of a snapshot: some 2 microseconds a name if nobody has begun it. Without it the first question waits. The error
// is that of the context.
func Prepare(ctx context.Context, s *snapshot.Snapshot) error {
	_, err := begun(s).wait(ctx)
	return err
}

func (b *indexing) wait(ctx context.Context) (*index, error) {
	select {
	case <-b.done:
		return b.index, nil
	default:
	}
	select {
	case <-b.done:
		return b.index, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// indexOf returns the index of a snapshot. It is built once, in time linear in the length of all names; who can't wait for that
// gets the error of the limits, and the next finds it built.
func indexOf(l *limits.Limits, s *snapshot.Snapshot) (*index, error) {
	return begun(s).wait(l.Context())
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

// number returns the number of a word, if it is one of the index.
func (x *index) number(text string) (w int32, ok bool) {
	for _, w := range x.numbers.of(text) {
		if x.words[w].text == text {
			return w, true
		}
	}
	return 0, false
}

// withGram are the words that have a bigram and are from least to most bytes long.
func (x *index) withGram(g bigram, least, most int) []int32 {
	having := x.grams.having(g)
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
