package say

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"chokepoint/graph"
)

// join writes a name, or another text that was made elsewhere, behind what is written already, and lets the two run together as
// the language has it: de le is du, que AMD is qu'AMD. Only the words at the seam change, never the inside of a name.
func join(l *graph.Language, lang string, written []byte, next string) []byte {
	if l != nil {
		for i := 1; i < len(l.Contract); i += 2 {
			if at := seam(l.Contract[i-1], written, next); at > 0 {
				from := l.Contract[i-1]
				return append(append(written[:len(written)-at], l.Contract[i]...), next[len(from)-at:]...)
			}
		}
	}
	if lang != "fr" {
		return append(written, next...)
	}
	if len(next) > 3 && (next[:3] == "le " || next[:3] == "la ") && startsWithVowel(next[3:]) {
		next = next[:1] + "'" + next[3:]
	}
	for _, c := range frenchContractions {
		if strings.HasPrefix(next, c.article) && endsInWord(written, c.preposition) {
			return append(append(written[:len(written)-len(c.preposition)-1], c.both...), next[len(c.article):]...)
		}
	}
	if startsWithVowel(next) {
		for _, word := range frenchElisions {
			if endsInWord(written, word) {
				return append(append(written[:len(written)-2], '\''), next...)
			}
		}
	}
	return append(written, next...)
}

// seam returns how much of a text that is to change stands before the seam, if the rest stands behind it, else 0.
func seam(text string, written []byte, next string) int {
	for i := 1; i < len(text); i++ {
		if text[i-1] == ' ' && strings.HasPrefix(next, text[i:]) && bytes.HasSuffix(written, []byte(text[:i])) {
			return i
		}
	}
	return 0
}

var frenchContractions = []struct{ preposition, article, both string }{
	{"de", "le ", "du "}, {"de", "les ", "des "}, {"à", "le ", "au "}, {"à", "les ", "aux "},
	{"en", "la ", "en "}, {"en", "l'", "en "}, {"en", "le ", "au "}, {"en", "les ", "aux "}, // of states
	{"à", "de ", "à raison de "}, // as before a range: de 25 % à 50 %
}

// frenchElisions are the words that lose their last letter before a vowel.
var frenchElisions = []string{"de", "que", "ne", "se", "jusque", "lorsque", "puisque", "le", "la"}

// endsInWord reports whether the last word of a text, before a space, is the given one, in upper or lower case.
func endsInWord(text []byte, word string) bool {
	end := len(text) - 1
	begin := end - len(word)
	if begin < 0 || text[end] != ' ' || !strings.EqualFold(string(text[begin:end]), word) {
		return false
	}
	if begin == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRune(text[:begin])
	return !unicode.IsLetter(r)
}

// startsWithVowel reports whether de becomes d' before a text. A name that begins with the letter x is read as ics where a capital
// or a figure follows. An h counts as a consonant, since most names in h are of other languages,
// and so does the u of United.
func startsWithVowel(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	if strings.HasPrefix(text, "United") {
		return false
	}
	switch unicode.ToLower(r) {
	case 'a', 'e', 'i', 'o', 'u', 'à', 'â', 'ä', 'é', 'è', 'ê', 'ë', 'î', 'ï', 'ô', 'ö', 'û', 'ü', 'œ':
		return true
	case 'x':
		second, _ := utf8.DecodeRuneInString(text[size:])
		return r == 'x' && unicode.IsUpper(second)
	}
	return false
}

// Capital begins a text with a capital letter.
func Capital(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if !unicode.IsLower(r) {
		return text
	}
	return string(unicode.ToUpper(r)) + text[size:]
}

// Stop ends a sentence with a full stop, unless it ends in one already, as one that ends with "Inc." does.
func Stop(text string) string {
	if text == "" || strings.HasSuffix(text, ".") || strings.HasSuffix(text, "…") {
		return text
	}
	return text + "."
}
