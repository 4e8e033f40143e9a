package load

import (
	"fmt"
	"iter"
	"math/bits"
	"slices"
	"unicode/utf8"

	"chokepoint/graph/names"
)

// DidYouMean names the known word that is most like an unknown one, as a bracket for the end of a sentence, or nothing.
func DidYouMean(unknown string, known []string) string {
	return newSuggestions(slices.Values(known)).didYouMean(unknown)
}

// suggestions are words that may have been meant. Facts that somebody has yet to put in order have thousands of unknown
// words: nearly all known ones are passed over by their length and letters alone.
type suggestions struct {
	known []suggestion
	said  map[string]string // by unknown word
}

type suggestion struct {
	word    string
	length  int    // in letters
	letters uint64 // see lettersOf
}

func newSuggestions(known iter.Seq[string]) *suggestions {
	s := &suggestions{said: map[string]string{}}
	for word := range known {
		s.known = append(s.known, suggestion{word, utf8.RuneCountInString(word), lettersOf(word)})
	}
	return s
}

// lettersOf is the set of the letters of a word, folded into 64 bits.
func lettersOf(word string) (set uint64) {
	for _, letter := range word {
		set |= 1 << (letter % 64)
	}
	return set
}

// didYouMean names the known word that is most like an unknown one, the first of several, or nothing.
func (s *suggestions) didYouMean(unknown string) string {
	if said, ok := s.said[unknown]; ok {
		return said
	}
	length, letters := utf8.RuneCountInString(unknown), lettersOf(unknown)
	best, bestDistance := "", max(2, length/3)+1
	for i := range s.known {
		k := &s.known[i]
		// Each step from one word to the other changes the length by one at most, and takes away and adds one letter.
		if max(length-k.length, k.length-length, bits.OnesCount64(letters&^k.letters), bits.OnesCount64(k.letters&^letters)) >= bestDistance {
			continue
		}
		if d := names.EditDistance(unknown, k.word); d < bestDistance {
			best, bestDistance = k.word, d
		}
		if bestDistance <= 1 {
			break
		}
	}
	if best != "" {
		best = fmt.Sprintf(" (did you mean %q?)", best)
	}
	s.said[unknown] = best
	return best
}
