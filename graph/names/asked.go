package names

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chokepoint/graph/fold"
	"chokepoint/graph/limits"
)

// asked is a name that is looked for.
type asked struct {
	text, folded, symbols string
	tokens                []askedToken
	tells                 float64 // what its words but places tell
	legal                 bool    // it has the form of a firm
}

// askedToken is a word of it, with the known words that it may be.
type askedToken struct {
	token
	number  int32 // of the word that stands for it; -1 if no known name has it
	weight  float64
	similar []similar
	joined  int32      // the known word that it is together with the next, or -1
	splits  [][2]int32 // the known words that are it together
}

// similar is a known word that another may be, and how like they are.
type similar struct {
	means int32
	like  float64
}

func (t *askedToken) likeness(means int32) float64 {
	for _, s := range t.similar {
		if s.means == means {
			return s.like
		}
	}
	return 0
}

// ask takes a name apart and finds the words that its words may be.
func (x *index) ask(l *limits.Limits, text string) (*asked, error) {
	a := &asked{text: text, folded: fold.Name(text), symbols: symbolsOf(text)}
	for _, t := range takeApart(text) {
		a.legal = a.legal || t.class == legal
		a.tokens = append(a.tokens, askedToken{token: t, number: -1, joined: -1})
	}
	x.join(a.tokens)
	for i := range a.tokens {
		t := &a.tokens[i]
		t.weight = weightOf[t.class]
		if t.class.void() {
			continue
		}
		if t.class == distinct && len(t.text) == 1 {
			t.weight = oneLetter
		}
		if w, ok := x.number(t.means); ok {
			t.number = w
			t.weight = float64(x.words[w].weight)
		}
		if t.class == place {
			t.weight = placeAlone
		}
		a.tells += tells(t.class, t.weight)
		if t.class != distinct {
			continue
		}
		var err error
		if t.similar, err = x.similarTo(l, t.text, t.number); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// join finds the words that are one together, as Fiber Home is Fiberhome.
func (x *index) join(tokens []askedToken) {
	for i := range tokens {
		text := tokens[i].text
		if i+1 < len(tokens) {
			if w, ok := x.number(text + tokens[i+1].text); ok {
				tokens[i].joined = w
			}
		}
		for cut := range text {
			before, known := x.number(text[:cut])
			if !known {
				continue
			}
			if after, known := x.number(text[cut:]); known {
				tokens[i].splits = append(tokens[i].splits, [2]int32{before, after})
			}
		}
	}
}

// otherKnown is how much less a word is taken for another if it is a known word itself.
const otherKnown = 0.85

// similarTo finds the known words that a distinctive word may be, other than itself. Two words with so many slips between them share
// one of the rarest bigrams, three for each slip and one more, so no others are looked at.
func (x *index) similarTo(l *limits.Limits, text string, self int32) ([]similar, error) {
	best := map[int32]float64{}
	offer := func(w int32) {
		e := &x.words[w]
		if e.means == self || e.class.void() || e.class == number {
			return
		}
		like := similarity(text, e.text)
		if self >= 0 && like < otherScript {
			like *= otherKnown
		}
		if like > best[e.means] {
			best[e.means] = like
		}
	}
	if slips := slipsIn(utf8.RuneCountInString(text)); slips > 0 {
		letters, longer := lettersOf(text), utf8.UTFMax*slips
		if isASCII(text) {
			longer = slips
		}
		for _, g := range x.rarest(text, 3*slips+1) {
			for _, w := range x.withGram(g, len(text)-longer, len(text)+longer) {
				if err := l.Work(); err != nil {
					return nil, err
				}
				e := &x.words[w]
				if bits.OnesCount64(letters&^e.letters) <= slips && bits.OnesCount64(e.letters&^letters) <= slips {
					offer(w)
				}
			}
		}
	}
	for _, w := range x.sounding(text) {
		if err := l.Work(); err != nil {
			return nil, err
		}
		offer(w)
	}
	found := make([]similar, 0, len(best))
	for means, like := range best {
		if like > 0 {
			found = append(found, similar{means, like})
		}
	}
	slices.SortFunc(found, func(a, b similar) int { return int(a.means - b.means) })
	return found, nil
}

// lettersOf is the set of letters of a word, of 64 sorts: a slip takes at most one away and adds at most one. A digit may be misread for a
// letter, so none counts.
func lettersOf(text string) (set uint64) {
	for _, r := range text {
		if !unicode.IsDigit(r) {
			set |= 1 << (r % 64)
		}
	}
	return set
}

// otherSound stands before the consonants of words of other scripts.
const otherSound = "~"

// sounding returns the words of other scripts that a word may sound as, and some that have other consonants.
func (x *index) sounding(text string) (found []int32) {
	if isLatin(text) {
		return x.sounds.of(otherSound + skeletonOf(soundOf(text)))
	}
	for _, latin := range latinOf(text) {
		found = append(found, x.sounds.of(skeletonOf(soundOf(latin)))...)
	}
	return found
}

// rarest returns the bigrams of a word that the fewest words have.
func (x *index) rarest(text string, most int) []bigram {
	grams := appendBigrams(make([]bigram, 0, len(text)+1), text)
	slices.SortStableFunc(grams, func(a, b bigram) int { return len(x.grams.having(a)) - len(x.grams.having(b)) })
	return grams[:min(most, len(grams))]
}

// symbolsOf are the symbols of a name, which tell names apart that are folded to the same: C++ and C.
func symbolsOf(name string) string {
	return strings.Map(func(r rune) rune {
		if isSymbol(r) {
			return r
		}
		return -1
	}, name)
}

func isSymbol(r rune) bool {
	return r == '#' || unicode.IsSymbol(r) && r != '®' && r != '©' && r != '™' && r != '`' && r != '´'
}

// words counts the words that say something.
func (a *asked) words() (n int) {
	for i := range a.tokens {
		if !a.tokens[i].class.void() {
			n++
		}
	}
	return n
}
