package ask

import (
	"unicode"
	"unicode/utf8"

	"chokepoint/graph/fold"
)

// token is a word of a question: a run of letters and digits, or of digits with the marks that dates and numbers have within.
type token struct {
	from, to int    // bytes of the text
	text     string // as it was typed
	folded   string
	capital  bool // it begins with a capital
	elided   bool // it stands before or after an apostrophe: l'Entity, Nvidia's
}

// tokensOf takes a text apart. What is neither letter, digit nor symbol parts words.
func tokensOf(text string) []token {
	var all []token
	for i := 0; i < len(text); {
		size := tokenAt(text[i:])
		if size == 0 {
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		word := text[i : i+size]
		first, _ := utf8.DecodeRuneInString(word)
		t := token{from: i, to: i + size, text: word, folded: fold.Name(word), capital: unicode.IsUpper(first)}
		if t.folded == "" {
			t.folded = word
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[t.to:])
		t.elided = isApostrophe(before) || isApostrophe(after)
		all = append(all, t)
		i = t.to
	}
	return all
}

// tokenAt is the length of the token that a text begins with, or 0.
func tokenAt(text string) int {
	size, last := 0, rune(0)
	for i, r := range text {
		switch {
		case isWordRune(r):
			size, last = i+utf8.RuneLen(r), r
		case unicode.IsDigit(last) && (r == '-' || r == '/' || r == '.' || r == ','):
			next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
			if !unicode.IsDigit(next) {
				return size
			}
		default:
			return size
		}
		if size == 0 {
			return 0
		}
	}
	return size
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || unicode.IsSymbol(r) && r != '`' || r == '%' || r == '&' || unicode.Is(unicode.Cf, r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }
