package names

import (
	"strings"

	"chokepoint/graph/fold"
)

// asked is a text that names are compared with.
type asked struct {
	folded  string
	letters []rune
	grams   []string
}

func newAsked(text string) *asked {
	folded := fold.Name(text)
	return &asked{folded, []rune(folded), Bigrams(folded)}
}

// leastDice is the share of bigrams in common below which names do not resemble each other.
const leastDice = 0.25

// resemblance of a name that shares some bigrams: 1 if it is the same, 0.7 to 0.95 if one stands whole in the other, else the
// Dice coefficient of their bigrams, or one less the edit distance relative to the length if that is more.
func (a *asked) resemblance(name *indexed, shared int) float64 {
	if a.folded == name.folded {
		return 1
	}
	cover := float64(len(a.letters)) / float64(name.length)
	switch {
	case strings.HasPrefix(name.folded, a.folded):
		return 0.75 + 0.2*cover
	case strings.Contains(name.folded, " "+a.folded):
		return 0.7 + 0.2*cover
	case len(a.letters) > 1 && strings.Contains(name.folded, a.folded):
		return 0.5 + 0.3*cover
	}
	dice := 2 * float64(shared) / float64(len(a.grams)+name.grams)
	if dice < leastDice {
		return 0
	}
	distance := editDistance(a.letters, []rune(name.folded))
	return 0.95 * max(dice, 1-float64(distance)/float64(max(len(a.letters), name.length)))
}

// EditDistance is the least number of insertions, deletions, substitutions and swaps of neighbours (optimal string alignment)
// that turns one text into the other, counted in letters.
func EditDistance(a, b string) int { return editDistance([]rune(a), []rune(b)) }

func editDistance(a, b []rune) int {
	before, last, now := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}
