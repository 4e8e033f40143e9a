package graph

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold reduces a name to what it is compared by: compatibility forms are decomposed (Ｈｕａｗｅｉ is Huawei), case is folded,
// accents and punctuation dropped, runs of space made one.
func Fold(name string) string {
	if plain, ok := foldASCII(name); ok {
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

// foldASCII folds names without letters beyond ASCII, which are nearly all, in one pass.
func foldASCII(name string) (string, bool) {
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

// nameRanks numbers the nodes in order of folded name, equal names in order of id.
func nameRanks(entities []Entity) []int32 {
	folded, order := make([]string, len(entities)), make([]int32, len(entities))
	for i := range entities {
		folded[i], order[i] = Fold(entities[i].Name), int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int {
		return cmp.Or(cmp.Compare(folded[x], folded[y]), cmp.Compare(x, y))
	})
	ranks := make([]int32, len(order))
	for rank, n := range order {
		ranks[n] = int32(rank)
	}
	return ranks
}

// compareNames orders by folded name, then by name.
func compareNames(x, y string) int { return cmp.Or(cmp.Compare(Fold(x), Fold(y)), cmp.Compare(x, y)) }
