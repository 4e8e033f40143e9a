package fold

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed data/simplified.txt
var simplifiedText string

//go:embed data/pinyin.txt
var pinyinText string

//go:embed data/readings.txt
var readingsText string

// simplifiedForms gives the simplified character for each that has one. It is read when the first Chinese name is folded.
var simplifiedForms = sync.OnceValue(func() map[rune]rune {
	forms := make(map[rune]rune, 4096)
	for line := range records(simplifiedText) {
		to, size := utf8.DecodeRuneInString(line)
		for _, from := range line[size:] {
			forms[from] = to
		}
	}
	return forms
})

func simplified(r rune) rune {
	if to, ok := simplifiedForms()[r]; ok {
		return to
	}
	return r
}

// pinyin tells how characters and words are read.
type pinyin struct {
	syllables  []string           // the syllables that there are, after none
	characters []uint16           // the place in syllables of the character firstHan+i: 0 if it has no reading
	words      map[rune][]reading // by first character, longest first
}

// Characters of which readings are kept: the main block of Chinese and its first extension, with 〇 before.
const firstHan, endHan = 0x3000, 0xa000

type reading struct{ word, read string }

// readings is read when the first Chinese name is transliterated.
var readings = sync.OnceValue(func() pinyin {
	p := pinyin{syllables: []string{""}, characters: make([]uint16, endHan-firstHan), words: map[rune][]reading{}}
	for line := range records(pinyinText) {
		syllable, characters, _ := strings.Cut(line, " ")
		for _, r := range characters {
			if firstHan <= r && r < endHan {
				p.characters[r-firstHan] = uint16(len(p.syllables))
			}
		}
		p.syllables = append(p.syllables, syllable)
	}
	for line := range records(readingsText) {
		word, read, _ := strings.Cut(line, " ")
		first, _ := utf8.DecodeRuneInString(word)
		p.words[first] = append(p.words[first], reading{word, read})
	}
	for _, words := range p.words {
		slices.SortStableFunc(words, func(x, y reading) int { return len(y.word) - len(x.word) })
	}
	return p
})

// pinyinSyllables is read when the first name of more than one word is asked for its forms.
var pinyinSyllables = sync.OnceValue(func() map[string]bool {
	syllables := make(map[string]bool, 512)
	for line := range records(pinyinText) {
		if syllable, _, _ := strings.Cut(line, " "); strings.ContainsAny(syllable, "aeiou") {
			syllables[syllable] = true
		}
	}
	return syllables
})

const longestPinyin = 6 // zhuang

// chinese tells whether every word of a folded name can be read as Mandarin syllables in Latin letters.
func chinese(folded string) bool {
	syllables := pinyinSyllables()
	// Bit k says that the letters up to k before here can be read.
	read := uint8(1)
	for i := range len(folded) {
		read <<= 1
		if folded[i] == ' ' {
			if read&2 == 0 {
				return false
			}
			read = 1
			continue
		}
		for n := 1; n <= min(longestPinyin, i+1); n++ {
			if read>>n&1 == 1 && syllables[folded[i+1-n:i+1]] {
				read |= 1
				break
			}
		}
		if read == 0 {
			return false
		}
	}
	return read&1 == 1 && folded != ""
}

// spell writes the Chinese characters of a folded name as they are read, a space between syllables.
func (p pinyin) spell(folded string) string {
	var b strings.Builder
	for rest := folded; rest != ""; {
		word, read := p.at(rest)
		if rest = rest[len(word):]; read == "" {
			b.WriteString(word)
			continue
		}
		b.WriteByte(' ')
		b.WriteString(read)
		b.WriteByte(' ')
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// at gives the word that a text begins with and how it is read: nothing if it is not Chinese.
func (p pinyin) at(text string) (word, read string) {
	r, size := utf8.DecodeRuneInString(text)
	for _, w := range p.words[r] {
		if strings.HasPrefix(text, w.word) {
			return w.word, w.read
		}
	}
	if r < firstHan || r >= endHan {
		return text[:size], ""
	}
	return text[:size], p.syllables[p.characters[r-firstHan]]
}

// records yields the lines of a table that are no comments.
func records(table string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(table) {
			line = strings.TrimSuffix(line, "\n")
			if line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}
