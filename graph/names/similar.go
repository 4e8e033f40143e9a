package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// leastSlip is the number of letters from which a slip of the pen is forgiven in a word, and longWord that from which two are.
const (
	leastSlip = 4
	longWord  = 8
)

// slipsIn is how many slips a word of so many letters is forgiven.
func slipsIn(letters int) int {
	switch {
	case letters < leastSlip:
		return 0
	case letters < longWord:
		return 1
	}
	return 2
}

// What a slip costs in a word, in letters of it: that letters changed places, or that one is missing, too many or another vowel, is more clearly
// a slip than another consonant. Syllables of Chinese make other words of nearly the same letters.
const (
	swapCost     = 0.9
	lightCost    = 1.0
	slipCost     = 1.25
	syllableCost = 2.5
	misread      = 0.9 // a digit that is read for the letter that looks like it
)

// slip is how like a word with slips of the pen is to another: 1 less what the slips cost, which is the less the longer the word is. It
// is 0 for words that are too short, have digits, or are not alike enough.
func slip(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	most := slipsIn(min(len(x), len(y)))
	if most == 0 || max(len(x), len(y))-min(len(x), len(y)) > most {
		return 0
	}
	if slices.ContainsFunc(x, unicode.IsDigit) || slices.ContainsFunc(y, unicode.IsDigit) {
		if min(len(x), len(y)) > leastSlip && seenAlike(a) == seenAlike(b) {
			return misread
		}
		return 0
	}
	d := editDistance(x, y)
	if d > most {
		return 0
	}
	like := 1 - slipCostOf(x, y)*float64(d)/float64(max(len(x), len(y)))
	if x[0] != y[0] {
		like *= 0.95
	}
	return like
}

func slipCostOf(x, y []rune) float64 {
	switch {
	case isSyllables(string(x)) && isSyllables(string(y)):
		return syllableCost
	case len(x) != len(y):
		return lightCost
	}
	vowels := true
	for i := range x {
		vowels = vowels && (x[i] == y[i] || isVowel(x[i]) && isVowel(y[i]))
	}
	if vowels {
		return lightCost
	}
	x, y = slices.Clone(x), slices.Clone(y)
	slices.Sort(x)
	slices.Sort(y)
	if slices.Equal(x, y) {
		return swapCost
	}
	return slipCost
}

func isVowel(r rune) bool { return strings.ContainsRune("aeiouy", r) }

// seenAlike is a word with the letters for which digits are misread; a word of several digits is none.
func seenAlike(word string) string {
	digits := 0
	alike := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			digits++
		}
		switch r {
		case '0':
			return 'o'
		case '1', 'l':
			return 'i'
		case '5':
			return 's'
		case '8':
			return 'b'
		}
		return r
	}, word)
	if digits > 1 {
		return word
	}
	return alike
}

// otherScript is how like words of one script are to those of another that they sound as.
const otherScript = 0.92

// leastSyllables is the number of characters from which a word is taken by its reading alone.
const leastSyllables = 2

// sounds is how like a word in Latin letters is to one of another script, by what that is in Latin letters: the same, of the same
// sound, or roughly: of the same consonants with few other vowels.
func sounds(latin, other string, roughly bool) float64 {
	best := 0.0
	first, _ := utf8.DecodeRuneInString(other)
	for _, l := range latinOf(other) {
		switch {
		case l == latin:
			return otherScript
		case unicode.Is(unicode.Han, first):
		default:
			x, y := soundOf(l), soundOf(latin)
			if x == y {
				best = max(best, 0.9)
			} else if k := skeletonOf(x); roughly && len(k) >= 3 && k == skeletonOf(y) {
				d := editDistance([]rune(x), []rune(y))
				if like := 0.95 - 0.5*float64(d)/float64(max(len(x), len(y))); 3*d <= max(len(x), len(y)) {
					best = max(best, min(like, 0.88))
				}
			}
		}
	}
	return best
}

// similarity is how like two different words are, from 0 to 1.
func similarity(a, b string) float64 {
	switch {
	case isLatin(a) && isLatin(b):
		return slip(a, b)
	case isLatin(a): // who writes Latin letters does not spell what another script made of them
		return sounds(a, b, false)
	case isLatin(b):
		return sounds(b, a, true)
	}
	return slip(a, b)
}
