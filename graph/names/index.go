// Package names finds entities by what they are called. A name is compared by its folded form (see fold), as a whole and by its
// bigrams: pairs of neighbouring letters, which work in every script and survive a misspelling.
package names

import (
	"slices"
	"sync"
	"unicode/utf8"

	"chokepoint/graph/fold"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// index holds the names of a snapshot's entities.
type index struct {
	exact map[string][]snapshot.Node // by folded name, alias, id or identifier
	names []indexed
	grams map[string][]int32 // by bigram: indices into names
	tally sync.Pool          // of *tally
}

type indexed struct {
	node   snapshot.Node
	name   string // as written
	folded string
	length int // in letters
	grams  int // how many different bigrams it has
}

type indexKey struct{}

// indexing is an index that is being built, or has been.
type indexing struct {
	done  chan struct{}
	index index
}

// indexOf returns the index of a snapshot. It is built once, in time linear in the length of all names; who can't wait for that
// gets the error of the limits, and the next finds it built.
func indexOf(l *limits.Limits, s *snapshot.Snapshot) (*index, error) {
	b := snapshot.Memo(s, indexKey{}, func() *indexing {
		b := &indexing{done: make(chan struct{})}
		go func() {
			b.index.build(s)
			close(b.done)
		}()
		return b
	})
	select {
	case <-b.done:
		return &b.index, nil
	default:
	}
	select {
	case <-b.done:
		return &b.index, nil
	case <-l.Context().Done():
		return nil, l.Context().Err()
	}
}

func (x *index) build(s *snapshot.Snapshot) {
	x.exact, x.grams = map[string][]snapshot.Node{}, map[string][]int32{}
	for n := range snapshot.Node(s.Nodes()) {
		e := s.Entity(n)
		x.add(n, e.Name)
		for _, a := range e.Aliases {
			x.add(n, a.Name)
		}
		x.add(n, e.ID)
		for _, id := range e.Identifiers {
			x.addExact(n, fold.Name(id))
		}
	}
	x.tally.New = func() any { return &tally{shared: make([]uint16, len(x.names))} }
}

func (x *index) add(n snapshot.Node, name string) {
	folded := fold.Name(name)
	if folded == "" || !x.addExact(n, folded) {
		return
	}
	i, grams := int32(len(x.names)), Bigrams(folded)
	x.names = append(x.names, indexed{n, name, folded, utf8.RuneCountInString(folded), len(grams)})
	for _, g := range grams {
		x.grams[g] = append(x.grams[g], i)
	}
}

func (x *index) addExact(n snapshot.Node, folded string) bool {
	if slices.Contains(x.exact[folded], n) {
		return false
	}
	x.exact[folded] = append(x.exact[folded], n)
	return true
}

// tally counts the bigrams that names share with a text. It is used again, so that a search costs what it finds and not what
// there is.
type tally struct {
	shared []uint16 // by name
	found  []int32  // names that share one
}

// count adds the names that have a bigram.
func (t *tally) count(l *limits.Limits, having []int32) error {
	for _, i := range having {
		if t.shared[i] == 0 {
			t.found = append(t.found, i)
		}
		t.shared[i]++
		if err := l.Work(); err != nil {
			return err
		}
	}
	return nil
}

func (t *tally) clear() {
	for _, i := range t.found {
		t.shared[i] = 0
	}
	t.found = t.found[:0]
}

// Bigrams are the distinct pairs of neighbouring letters of a text, with the ends marked, in order.
func Bigrams(s string) []string {
	letters := append(append([]rune{'^'}, []rune(s)...), '$')
	grams := make([]string, 0, len(letters))
	for i := range len(letters) - 1 {
		grams = append(grams, string(letters[i:i+2]))
	}
	slices.Sort(grams)
	return slices.Compact(grams)
}
