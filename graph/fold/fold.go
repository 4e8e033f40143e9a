// Package fold says what a name is compared by.
package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Name reduces a name to what it is compared by: compatibility forms are decomposed (Ｈｕａｗｅｉ is Huawei), case is folded,
// accents and punctuation dropped, runs of space made one.
func Name(name string) string {
	if plain, ok := ascii(name); ok {
		return plain
	}
	folded := cases.Fold().String(norm.NFKD.String(name))
	var b strings.Builder
	space := false
	for _, r := range folded {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		default:
			space = true
		}
	}
	return norm.NFC.String(b.String())
}

// ascii folds names without letters beyond ASCII, which are nearly all, in one pass.
func ascii(name string) (string, bool) {
	b := make([]byte, 0, len(name))
	space := false
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= 0x80:
			return "", false
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		default:
			space = true
			continue
		}
		if space && len(b) > 0 {
			b = append(b, ' ')
		}
		space = false
		b = append(b, c)
	}
	return string(b), true
}
