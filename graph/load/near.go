package load

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chokepoint/graph"
)

// didYouMean names the known word that is most like an unknown one, or nothing.
func didYouMean(unknown string, known []string) string {
	best, bestDistance := "", max(2, utf8.RuneCountInString(unknown)/3)+1
	for _, k := range known {
		if d := graph.EditDistance(unknown, k); d < bestDistance {
			best, bestDistance = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" (did you mean %q?)", best)
}

// legalForms are words of a company's name that do not tell it from another.
var legalForms = []string{"inc", "corp", "corporation", "co", "ltd", "limited", "llc", "plc", "ag", "nv", "n v", "bv", "gmbh", "sa", "company", "technologies", "technology"}

// bareName is a folded name without legal forms at its end.
func bareName(name string) string {
	words := strings.Fields(graph.Fold(name))
	for len(words) > 1 && slices.Contains(legalForms, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// leastNearLength is the length from which a name may be a misspelling of another; shorter ones differ by design.
const leastNearLength = 6

// nearDuplicate reports whether two bare names are one with a slip of the pen: they are equal without spaces, or one letter
// apart in a word without figures (an A100 is no A800, an H20 no H200).
func nearDuplicate(x, y string) bool {
	if d := len(x) - len(y); d < -utf8.UTFMax || d > utf8.UTFMax {
		return false
	}
	if strings.ReplaceAll(x, " ", "") == strings.ReplaceAll(y, " ", "") {
		return true
	}
	if min(utf8.RuneCountInString(x), utf8.RuneCountInString(y)) < leastNearLength {
		return false
	}
	xs, ys := strings.Fields(x), strings.Fields(y)
	if len(xs) != len(ys) {
		return false
	}
	slips := 0
	for i := range xs {
		if xs[i] == ys[i] {
			continue
		}
		if hasDigit(xs[i]) || hasDigit(ys[i]) || utf8.RuneCountInString(xs[i]) < 4 || graph.EditDistance(xs[i], ys[i]) > 1 {
			return false
		}
		slips++
	}
	return slips == 1
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }
