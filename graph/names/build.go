package names

import (
	"cmp"
	"hash/maphash"
	"math"
	"slices"
	"strings"

	"chokepoint/graph/fold"
	"chokepoint/graph/snapshot"
)

// building is an index being built.
type building struct {
	*index
	forms, sounds bucketed
	numbers       map[string]int32
	texts         texts
	nodes         []int32         // by word that stands for others: how many entities have one of them in a name
	last          []snapshot.Node // by word that stands for others: the last entity that was counted
	folded        []string        // the names of one entity, folded
	tokens        []token         // of one name
}

// build builds the index of a snapshot in time linear in the length of all names, but for sorting the words. It looks at the entities
// and the ontology alone, so that rows may still be added.
func build(s *snapshot.Snapshot) *index {
	x := &building{index: &index{s: s, seats: newSeats(s)}, numbers: map[string]int32{}}
	x.forms.seed, x.sounds.seed = maphash.MakeSeed(), maphash.MakeSeed()
	people := words()
	for n := range snapshot.Node(s.Nodes()) {
		e := s.Entity(n)
		person := people.words[fold.Name(e.Kind)].class == persons
		x.folded = x.folded[:0]
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
	x.weigh()
	x.index.forms, x.index.sounds = x.forms.buckets(), x.sounds.buckets()
	x.known, x.parts, x.words = slices.Clip(x.known), slices.Clip(x.parts), slices.Clip(x.words)
	x.index.numbers = numbersOf(x.words)
	x.ordered = inOrder(x.words)
	x.having = havingOf(x.index)
	x.grams = gramsOf(x.words)
	return x.index
}

// addWhole adds a name of which only the whole counts, unless the entity has it already.
func (x *building) addWhole(n snapshot.Node, name string, kind nameKind) (i int32, folded string, added bool) {
	folded = fold.Name(name)
	first := len(x.known) - len(x.folded)
	for j, before := range x.folded {
		if x.known[first+j].written == name || folded != "" && kind != given && before == folded {
			return int32(first + j), folded, false
		}
	}
	i = int32(len(x.known))
	x.known = append(x.known, known{node: n, written: name, kind: kind, symbols: strings.IndexFunc(name, isSymbol) >= 0, first: uint32(len(x.parts))})
	x.folded = append(x.folded, folded)
	for _, form := range formsOf(name, folded) {
		x.forms.add(form, i)
	}
	return i, folded, true
}

func (x *building) add(n snapshot.Node, name string, kind nameKind, person bool) {
	i, folded, added := x.addWhole(n, name, kind)
	if !added {
		return
	}
	tokens := appendApart(x.tokens[:0], name, folded)
	x.tokens = tokens
	k := &x.known[i]
	k.person, k.count = person, uint8(len(tokens))
	for j := range tokens {
		t := &tokens[j]
		w := x.intern(t)
		x.parts = append(x.parts, partOf(w, t.leading))
		if means := x.words[w].means; x.last[means] != n {
			x.last[means], x.nodes[means] = n, x.nodes[means]+1
		}
	}
	for _, latin := range latinForms(tokens) {
		x.forms.add(latin, i)
	}
}

// intern numbers a word, and the word that stands for it.
func (x *building) intern(t *token) int32 {
	if w, ok := x.numbers[t.text]; ok {
		return w
	}
	means := int32(len(x.words))
	if t.means != t.text {
		means = x.intern(&token{text: t.means, means: t.means, class: t.class})
	}
	w, text := int32(len(x.words)), x.texts.keep(t.text)
	x.numbers[text] = w
	x.words = append(x.words, entry{text: text, letters: lettersOf(text), means: means, class: t.class})
	x.nodes, x.last = append(x.nodes, 0), append(x.last, snapshot.None)
	if t.class == distinct && isLatin(text) {
		if skeleton := skeletonOf(soundOf(text)); skeleton != "" {
			x.sounds.add(skeleton, w)
		}
	}
	for _, latin := range latinOf(text) {
		x.sounds.add(otherSound+skeletonOf(soundOf(latin)), w)
	}
	return w
}

// oneLetter is what a single letter tells.
const oneLetter = 0.3

// leastWeight is what a distinctive word tells that very many entities have in their names.
const leastWeight = 0.6

// weigh sets what words tell: those that tell whose a name is the more, the fewer entities have them.
func (x *building) weigh() {
	all := math.Log(float64(x.s.Population()) + 2)
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
		rarity := (all - math.Log(float64(max(x.nodes[w.means], 1)))) / all
		w.weight = float32(max(leastWeight, min(1, rarity*1.1)))
	}
	for i := range x.known {
		k, sum := &x.known[i], 0.0
		for _, p := range x.partsOf(k) {
			sum += tells(x.words[p.word()].class, float64(x.words[p.word()].weight))
		}
		k.telling = sum >= telling
	}
}

// numbersOf puts words into buckets by their text.
func numbersOf(words []entry) buckets {
	x := bucketed{seed: maphash.MakeSeed(), all: make([]hashed, 0, len(words))}
	for i := range words {
		x.add(words[i].text, int32(i))
	}
	return x.buckets()
}

// inOrder lists words in order of their text. Most are told apart by their first bytes, which are compared as a number.
func inOrder(words []entry) []int32 {
	type beginning struct {
		letters uint64
		word    int32
	}
	all := make([]beginning, len(words))
	for i := range words {
		all[i].word = int32(i)
		for j := range 8 {
			all[i].letters <<= 8
			if j < len(words[i].text) {
				all[i].letters |= uint64(words[i].text[j])
			}
		}
	}
	slices.SortFunc(all, func(a, b beginning) int {
		if a.letters != b.letters {
			return cmp.Compare(a.letters, b.letters)
		}
		return strings.Compare(words[a.word].text, words[b.word].text)
	})
	ordered := make([]int32, len(all))
	for i := range all {
		ordered[i] = all[i].word
	}
	return ordered
}

// havingOf lists names by the words that stand for theirs.
func havingOf(x *index) lists {
	l, last := newListing(len(x.words)), make([]int32, len(x.words)) // last is one more than the last name that was listed
	each := func(do func(means, name int32)) {
		clear(last)
		for i := range x.known {
			for _, p := range x.partsOf(&x.known[i]) {
				if means := x.words[p.word()].means; last[means] != int32(i)+1 {
					last[means] = int32(i) + 1
					do(means, int32(i))
				}
			}
		}
	}
	each(func(means, _ int32) { l.count(means) })
	l.counted()
	each(l.put)
	return l.lists
}

// texts keeps short texts beside each other.
type texts struct{ b strings.Builder }

// textsAtOnce is how many bytes are taken from the heap at once.
const textsAtOnce = 1 << 16

func (x *texts) keep(text string) string {
	if x.b.Cap()-x.b.Len() < len(text) {
		x.b = strings.Builder{}
		x.b.Grow(max(textsAtOnce, len(text)))
	}
	from := x.b.Len()
	x.b.WriteString(text)
	return x.b.String()[from:]
}
