package load

import (
	"hash/maphash"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chokepoint/graph/fold"
	"chokepoint/graph/names"
)

// legalForms are words of a company's name that do not tell it from another.
var legalForms = []string{"inc", "corp", "corporation", "co", "ltd", "limited", "llc", "plc", "ag", "nv", "n v", "bv", "gmbh", "sa", "company", "technologies", "technology"}

// bareName is a folded name without legal forms at its end.
func bareName(name string) string {
	words := strings.Fields(fold.Name(name))
	for len(words) > 1 && slices.Contains(legalForms, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// leastNearLength is the length from which a name may be a misspelling of another; shorter ones differ by design.
const leastNearLength = 6

// nearNames are bare names by what names near to them have in common, so that a name is compared with few others. Two words
// one slip apart (a letter too many, another letter, two swapped) are equal once one letter is left out of one or of both.
type nearNames struct {
	names []string
	by    map[uint64][]int32 // places in names
	key   maphash.Hash
}

func newNearNames() *nearNames { return &nearNames{by: map[uint64][]int32{}} }

// add adds a name and returns the places of the earlier ones of its kind that are near duplicates of it, in order.
func (n *nearNames) add(kind, name string) []int32 {
	place := int32(len(n.names))
	n.names = append(n.names, name)
	var near []int32
	for _, key := range n.keys(kind, name) {
		for _, other := range n.by[key] {
			if other != place && nearDuplicate(n.names[other], name) {
				near = append(near, other)
			}
		}
		n.by[key] = append(n.by[key], place)
	}
	slices.Sort(near)
	return slices.Compact(near)
}

// keys are hashes of the name without spaces, and of the name with each word that may have a slip cut short by each of its
// letters in turn.
func (n *nearNames) keys(kind, name string) []uint64 {
	keys := []uint64{n.hash(kind, strings.ReplaceAll(name, " ", ""))}
	if utf8.RuneCountInString(name) < leastNearLength {
		return keys
	}
	words := strings.Fields(name)
	for i, word := range words {
		if hasDigit(word) || utf8.RuneCountInString(word) < leastSlipLength-1 {
			continue
		}
		before, after := strings.Join(words[:i], " "), strings.Join(words[i+1:], " ")
		keys = append(keys, n.hash(kind, before, word, after))
		for at := 0; at < len(word); {
			_, size := utf8.DecodeRuneInString(word[at:])
			keys = append(keys, n.hash(kind, before, word[:at]+word[at+size:], after))
			at += size
		}
	}
	slices.Sort(keys) // leaving out either of two equal letters is the same
	return slices.Compact(keys)
}

func (n *nearNames) hash(parts ...string) uint64 {
	n.key.Reset()
	for _, part := range parts {
		n.key.WriteString(part)
		n.key.WriteByte(0)
	}
	return n.key.Sum64()
}

// leastSlipLength is the length from which a word may have a slip.
const leastSlipLength = 4

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
		if hasDigit(xs[i]) || hasDigit(ys[i]) || utf8.RuneCountInString(xs[i]) < leastSlipLength || names.EditDistance(xs[i], ys[i]) > 1 {
			return false
		}
		slips++
	}
	return slips == 1
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }
