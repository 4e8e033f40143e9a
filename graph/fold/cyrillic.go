package fold

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed data/cyrillic.txt
var cyrillicText string

//go:embed data/palladius.txt
var palladiusText string

// cyrillicLetters is read when the first Cyrillic name is transliterated; palladius, with Chinese syllables by their Russian spelling, too.
var (
	cyrillicLetters = sync.OnceValue(func() map[rune]string { return byLetter(cyrillicText) })
	palladius       = sync.OnceValue(func() map[string]string { return syllablesOf(palladiusText) })
)

// byLetter reads lines of a letter and what it is written as.
func byLetter(table string) map[rune]string {
	letters := map[rune]string{}
	for line := range records(table) {
		letter, latin, _ := strings.Cut(line, " ")
		r, _ := utf8.DecodeRuneInString(letter)
		letters[r] = latin
	}
	return letters
}

// syllablesOf combines the initials and finals of a table.
func syllablesOf(table string) map[string]string {
	syllables := map[string]string{}
	var initials [][]string
	for line := range records(table) {
		switch fields := strings.Fields(line); fields[0] {
		case "initial":
			initials = append(initials, fields[1:])
		case "whole":
			syllables[fields[1]] = fields[2]
		case "final":
			for _, initial := range initials {
				if slices.Contains(fields[3:], initial[1]) {
					syllables[initial[0]+fields[1]] = initial[1] + fields[2]
				}
			}
		}
	}
	return syllables
}

// longestSyllable is the longest spelling of a Chinese syllable in Cyrillic, in letters: чжуань.
const longestSyllable = 6

// romanized writes a name with Cyrillic letters in Latin ones, in the ways that are usual: first letter by letter as maps do (kh, -iy), then as newspapers do
// (h, -y), then with the words that are Chinese syllables in pinyin.
func romanized(name string) []string {
	var maps, papers, chinese strings.Builder
	for word := range lettersOf(Typed(name)) {
		plain, short := transliterated(word)
		maps.WriteString(plain)
		papers.WriteString(short)
		if syllables, ok := syllabled(word); ok {
			short = syllables
		}
		chinese.WriteString(short)
	}
	return []string{Name(maps.String()), Name(papers.String()), Name(chinese.String())}
}

// lettersOf yields the runs of Cyrillic letters of a text without their accents (й is a letter of its own), and each other character by itself.
func lettersOf(typed string) func(func(string) bool) {
	return func(yield func(string) bool) {
		var word []rune
		for _, r := range typed {
			switch {
			case accent(r):
				continue
			case unicode.Is(unicode.Cyrillic, r):
				word = append(word, r)
				continue
			case len(word) > 0 && !yield(string(word)), !yield(string(r)):
				return
			}
			word = word[:0]
		}
		if len(word) > 0 {
			yield(string(word))
		}
	}
}

func transliterated(word string) (plain, short string) {
	letters := cyrillicLetters()
	var p, s strings.Builder
	for _, r := range word {
		latin, ok := letters[r]
		if !ok {
			latin = string(r)
		}
		p.WriteString(latin)
		s.WriteString(strings.Replace(latin, "kh", "h", 1))
	}
	short = s.String()
	for _, ending := range []string{"ый", "ий"} {
		if strings.HasSuffix(word, ending) {
			short = short[:len(short)-2] + "y"
		}
	}
	return p.String(), short
}

// syllabled writes a Cyrillic word in pinyin if it can be read as Chinese syllables, the longest first.
func syllabled(word string) (string, bool) {
	runes := []rune(word)
	syllables := palladius()
	next := make([]int, len(runes)+1) // the end of the syllable that begins here, if the rest can be read; 0 otherwise
	next[len(runes)] = len(runes)
	for i := len(runes) - 1; i >= 0; i-- {
		if runes[i] == 'ъ' { // divides syllables
			if next[i+1] > 0 {
				next[i] = i + 1
			}
			continue
		}
		for j := min(i+longestSyllable, len(runes)); j > i && next[i] == 0; j-- {
			if next[j] > 0 && syllables[string(runes[i:j])] != "" {
				next[i] = j
			}
		}
	}
	if len(runes) == 0 || next[0] == 0 {
		return "", false
	}
	var b strings.Builder
	for i := 0; i < len(runes); i = next[i] {
		b.WriteString(syllables[string(runes[i:next[i]])])
	}
	return b.String(), true
}
