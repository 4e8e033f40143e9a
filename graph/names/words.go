package names

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"chokepoint/graph/fold"
)

// wordsText says which words of names tell little, and how little.
//
//go:embed words.txt
var wordsText string

// class is what a word of a name tells.
type class uint8

const (
	distinct class = iota // whose name it is
	legal                 // the form of a firm
	link                  // and, of
	article               // the
	generic               // what many firms call themselves
	trade                 // what firms of our trade do
	industry              // what other firms do
	common                // a trade name that many firms have
	place
	number
	persons // no word of names: a kind of entities that are people
)

var classNames = []string{"distinct", "legal", "link", "article", "generic", "trade", "industry", "common", "place", "number", "persons"}

// weightOf is how much words of a class tell, where no count of names says more.
var weightOf = []float64{distinct: 1, legal: 0, link: 0, article: 0, generic: 0.12, trade: 0.22, industry: 0.55, common: 0.5, place: 0.1, number: 1}

// telling is from which weight on words tell whose name it is, if none of them is distinctive: Semiconductor Manufacturing International.
const telling = 1.2

// tells is what a word of a weight tells of whose name it is in: a distinctive one enough, a place nothing.
func tells(c class, weight float64) float64 {
	switch {
	case c == place:
		return 0
	case c == trade, c == number:
		return weightOf[industry]
	case c == distinct && weight > oneLetter:
		return telling
	}
	return weight
}

// placeAlone is how much a place tells in a name whose other words do not tell enough: Sichuan University.
const placeAlone = 0.6

func (c class) void() bool { return c == legal || c == link || c == article }

// word is what a folded word or phrase is: its class, and the word that stands for all that mean the same.
type word struct {
	class class
	means string
}

// lexicon is wordsText taken apart.
type lexicon struct {
	words   map[string]word
	phrases map[string][][]string // by first word: the words of phrases, longest first
	runs    map[rune][]string     // by first rune: words that are found within a run of characters, longest first
}

var words = sync.OnceValue(func() *lexicon {
	x := &lexicon{map[string]word{}, map[string][][]string{}, map[rune][]string{}}
	var section class
	for line := range strings.Lines(wordsText) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if name, ok := strings.CutPrefix(line, "["); ok {
			section = class(slices.Index(classNames, strings.TrimSuffix(name, "]")))
			continue
		}
		x.add(section, line)
	}
	for _, all := range x.phrases {
		slices.SortFunc(all, func(a, b []string) int { return len(b) - len(a) })
	}
	for _, all := range x.runs {
		slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	}
	return x
})

func (x *lexicon) add(c class, line string) {
	means := ""
	for item := range strings.SplitSeq(line, ",") {
		item = fold.Name(item)
		if item == "" {
			continue
		}
		if means == "" {
			means = item
		}
		if _, known := x.words[item]; known {
			continue // what comes first counts
		}
		x.words[item] = word{c, means}
		if fields := strings.Fields(item); len(fields) > 1 {
			x.phrases[fields[0]] = append(x.phrases[fields[0]], fields)
		}
		if first, size := utf8.DecodeRuneInString(item); size < len(item) && isRun(first) {
			x.runs[first] = append(x.runs[first], item)
		}
	}
}

// isRun reports whether a script writes words without spaces between them, or puts them together at times.
func isRun(r rune) bool {
	return r >= firstRun && unicode.In(r, unicode.Han, unicode.Hangul, unicode.Katakana)
}

// firstRun is the first letter of such a script.
const firstRun = 'ᄀ'

// withoutArticle is a folded name without the article that it begins with.
func withoutArticle(folded string) string {
	if first, rest, ok := strings.Cut(folded, " "); ok && words().words[first].class == article {
		return rest
	}
	return folded
}

// token is a word or phrase of a name.
type token struct {
	text    string // as folded
	means   string // the word that stands for it
	class   class
	bracket bool // it stands in brackets
	leading bool // it is the first
}

// mostTokens bounds the words of a name that count.
const mostTokens = 48

// takeApart returns the words of a name.
func takeApart(name string) []token { return appendApart(nil, name, fold.Name(name)) }

// appendApart is takeApart of a name of which the folded form is known, into memory that is there.
func appendApart(all []token, name, folded string) []token {
	for text, bracket := range segments(name) {
		from := len(all)
		if len(text) < len(name) {
			folded = fold.Name(text)
		}
		all = appendTokens(all, folded, bracket)
		if bracket {
			dropInitials(all[:from], all[from:])
			dropPlaceNumbers(all[from:])
		}
	}
	if len(all) > mostTokens {
		all = all[:mostTokens]
	}
	for i := range all {
		if !all[i].class.void() {
			all[i].leading = true
			break
		}
	}
	return all
}

// segments yields a name's parts in brackets and outside.
func segments(name string) func(yield func(text string, bracket bool) bool) {
	return func(yield func(string, bool) bool) {
		for name != "" {
			open := strings.IndexAny(name, "([{（【「")
			if open < 0 {
				yield(name, false)
				return
			}
			_, size := utf8.DecodeRuneInString(name[open:])
			if !yield(name[:open], false) {
				return
			}
			name = name[open+size:]
			end := strings.IndexAny(name, ")]}）】」")
			if end < 0 {
				yield(name, false)
				return
			}
			_, size = utf8.DecodeRuneInString(name[end:])
			if !yield(name[:end], true) {
				return
			}
			name = name[end+size:]
		}
	}
}

func appendTokens(all []token, folded string, bracket bool) []token {
	x := words()
	fields := together(strings.Fields(folded))
	for i := 0; i < len(fields); {
		n := x.phraseAt(fields[i:])
		text := fields[i]
		if n > 1 {
			text = strings.Join(fields[i:i+n], " ")
		}
		i += n
		if w, ok := x.words[text]; ok && w.class != persons {
			all = append(all, token{text: text, means: w.means, class: w.class, bracket: bracket})
			continue
		}
		all = x.appendRuns(all, text, bracket)
	}
	return all
}

// phraseAt is of how many words the phrase is that begins here; 1 if none does.
func (x *lexicon) phraseAt(fields []string) int {
	for _, phrase := range x.phrases[fields[0]] {
		if len(phrase) <= len(fields) && slices.Equal(phrase, fields[:len(phrase)]) {
			return len(phrase)
		}
	}
	return 1
}

// together makes words of letters that stand alone: s m i c, which was S.M.I.C.
func together(fields []string) []string {
	out := fields[:0]
	for i := 0; i < len(fields); {
		end := i
		for end < len(fields) && len(fields[end]) == 1 && fields[end][0] >= 'a' {
			end++
		}
		if end > i+1 {
			out = append(out, strings.Join(fields[i:end], ""))
			i = end
			continue
		}
		out = append(out, fields[i])
		i++
	}
	return out
}

// appendRuns takes a word of a script without spaces apart into the known words in it and what is between them.
func (x *lexicon) appendRuns(all []token, text string, bracket bool) []token {
	if isASCII(text) {
		return append(all, unknown(text, bracket))
	}
	begun := 0
	flush := func(end int) {
		if begun < end {
			all = append(all, unknown(text[begun:end], bracket))
		}
	}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		known := ""
		if isRun(r) {
			for _, item := range x.runs[r] {
				if strings.HasPrefix(text[at:], item) {
					known = item
					break
				}
			}
		}
		if known == "" {
			at += size
			continue
		}
		flush(at)
		w := x.words[known]
		all = append(all, token{text: known, means: w.means, class: w.class, bracket: bracket})
		at += len(known)
		begun = at
	}
	flush(len(text))
	return all
}

// unknown is a word that the lexicon does not have: a number, or what tells whose name it is.
func unknown(text string, bracket bool) token {
	t := token{text: text, means: text, bracket: bracket}
	switch end := strings.TrimLeft(text, "0123456789"); end {
	case text:
	case "", "st", "nd", "rd", "th":
		t.class, t.means = number, strings.TrimSuffix(text, end)
	}
	return t
}

// dropPlaceNumbers makes nothing of numbers beside a place in brackets, which are of the place: (Crolles 2).
func dropPlaceNumbers(bracket []token) {
	if !slices.ContainsFunc(bracket, func(t token) bool { return t.class == place }) {
		return
	}
	for i := range bracket {
		if bracket[i].class == number {
			bracket[i].class = link
		}
	}
}

// dropInitials makes nothing of a bracket that begins with the initials of what stands before: … Corporation (NSI), (NSCC-CS).
func dropInitials(before, bracket []token) {
	if len(bracket) == 0 || bracket[0].class != distinct || len(bracket[0].text) < 2 || len(bracket[0].text) > 10 {
		return
	}
	rest := bracket[0].text
	for _, b := range before {
		for field := range strings.FieldsSeq(b.text) {
			if rest != "" && field[0] == rest[0] {
				rest = rest[1:]
			}
		}
	}
	if rest != "" {
		return
	}
	for i := range bracket {
		bracket[i].class = link
	}
}
