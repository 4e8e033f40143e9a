package names

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"chokepoint/graph/first"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Query says which names are looked for.
type Query struct {
	Text    string
	KnownAt time.Time                // entities known at this instant; zero is now
	Keep    func(snapshot.Node) bool // entities that count; nil: all
	Most    int                      // how many candidates are returned; 0: they are only counted
}

// How like a word that is typed is to one of a name.
const (
	beginsWith    = 0.9
	contains      = 0.7
	unlikeSymbols = 0.7 // C for C++
)

// Search finds names, aliases, ids and identifiers by what somebody types, in any script: the best candidates in order, and how many there are.
// Each word that is typed must be a word of the name, the beginning of one, a part of one, or one with a slip of the pen. The
// score is how like they are, and the more the more of the name they are; 1 is the same name. It takes time linear in the names that have the
// words. The error is that of the limits.
func Search(l *limits.Limits, s *snapshot.Snapshot, q Query) (best []Candidate, total int, err error) {
	s.LookFor(q.Text, snapshot.Called)
	s.LookFor(q.Text, snapshot.Alike)
	x, err := indexOf(l, s)
	if err != nil {
		return nil, 0, err
	}
	found, symbols := map[snapshot.Node]Candidate{}, symbolsOf(q.Text)
	offer := func(score float64, k *known) {
		if !s.IsPresent(k.node, q.KnownAt) || q.Keep != nil && !q.Keep(k.node) {
			return
		}
		if symbols != "" && k.symbolsIn() != symbols {
			score *= unlikeSymbols
		}
		c := Candidate{Node: k.node, Score: score, Matched: k.written, Identified: k.kind == identifier}
		if before, ok := found[k.node]; !ok || compareNames(&c, &before) < 0 {
			found[k.node] = c
		}
	}
	for _, i := range x.exactly(q.Text) {
		offer(1, &x.known[i])
	}
	for _, i := range x.nearly(q.Text) {
		offer(apart, &x.known[i])
	}
	if err := x.typed(l, q.Text, offer); err != nil {
		return nil, 0, err
	}
	leading := first.New(q.Most, func(a, b Candidate) int {
		return cmp.Or(-cmp.Compare(a.Score, b.Score), cmp.Compare(len(a.Matched), len(b.Matched)), cmp.Compare(a.Node, b.Node))
	})
	for _, c := range found {
		leading.Add(c)
		if err := l.Work(); err != nil {
			return nil, 0, err
		}
	}
	return leading.From(0), len(found), nil
}

// compareNames orders the names by which one entity is found: the best first.
func compareNames(x, y *Candidate) int {
	return cmp.Or(-cmp.Compare(x.Score, y.Score), cmp.Compare(len(x.Matched), len(y.Matched)), cmp.Compare(x.Matched, y.Matched))
}

// fit is a word of the index that a word that is typed may be.
type fit struct {
	word int32
	like float64
}

// typed offers the names that have all words that are typed.
func (x *index) typed(l *limits.Limits, text string, offer func(float64, *known)) error {
	tokens := takeApart(text)
	if len(tokens) == 0 {
		return nil
	}
	fits, fewest, least := make([]map[int32]float64, len(tokens)), 0, -1
	for i := range tokens {
		var err error
		if fits[i], err = x.fitsOf(l, tokens[i].text); err != nil {
			return err
		}
		if len(fits[i]) == 0 {
			return nil // no name has this one
		}
		names := 0
		for w := range fits[i] {
			names += len(x.having.of(x.words[w].means))
		}
		if least < 0 || names < least {
			fewest, least = i, names
		}
	}
	seen := map[int32]bool{} // by word that stands for others
	for w := range fits[fewest] {
		means := x.words[w].means
		if seen[means] {
			continue
		}
		seen[means] = true
		for _, i := range x.having.of(means) {
			if err := l.Work(); err != nil {
				return err
			}
			if score := x.typedScore(tokens, fits, &x.known[i]); score > 0 {
				offer(score, &x.known[i])
			}
		}
	}
	return nil
}

// typedScore is how well a name fits the words that are typed; 0 if it lacks one.
func (x *index) typedScore(tokens []token, fits []map[int32]float64, k *known) float64 {
	like, letters, ofName := 0.0, 0, 0
	parts := x.partsOf(k)
	for _, p := range parts {
		ofName += len(x.words[p.word()].text)
	}
	for i := range tokens {
		best := 0.0
		for _, p := range parts {
			best = max(best, fits[i][p.word()])
		}
		if best == 0 {
			return 0
		}
		like += best * float64(len(tokens[i].text))
		letters += len(tokens[i].text)
	}
	first := 0.0 // a name that begins with what is typed comes before one that has it elsewhere
	if len(parts) > 0 && fits[0][parts[0].word()] >= beginsWith {
		first = 0.02
	}
	cover := min(1, float64(letters)/float64(max(1, ofName)))
	return min(0.97, 0.95*like/float64(letters)*(0.75+0.25*cover)+first)
}

// fitsOf returns the words of the index that a word that is typed may be, with how like they are.
func (x *index) fitsOf(l *limits.Limits, text string) (map[int32]float64, error) {
	fits := map[int32]float64{}
	offer := func(f fit) { fits[f.word] = max(fits[f.word], f.like) }
	if w, ok := x.number(text); ok {
		offer(fit{w, 1})
		for _, i := range []int32{x.words[w].means} {
			offer(fit{i, 1})
		}
	}
	from := sort.Search(len(x.ordered), func(i int) bool { return x.words[x.ordered[i]].text >= text })
	for _, w := range x.ordered[from:] {
		if !strings.HasPrefix(x.words[w].text, text) {
			break
		}
		offer(fit{w, beginsWith})
		if err := l.Work(); err != nil {
			return nil, err
		}
	}
	if utf8.RuneCountInString(text) < 2 {
		return fits, nil
	}
	for _, w := range x.grams.having(x.rarestWithin(text)) {
		if strings.Contains(x.words[w].text, text) {
			offer(fit{w, contains})
		}
		if err := l.Work(); err != nil {
			return nil, err
		}
	}
	similar, err := x.similarTo(l, text, -1)
	for _, s := range similar {
		offer(fit{s.means, s.like * 0.95})
	}
	return fits, err
}

// rarestWithin is the bigram within a word, its ends left out, that the fewest words have.
func (x *index) rarestWithin(text string) bigram {
	within := slices.DeleteFunc(appendBigrams(nil, text), func(g bigram) bool { return !g.within() })
	return slices.MinFunc(within, func(a, b bigram) int { return len(x.grams.having(a)) - len(x.grams.having(b)) })
}
