package names

import "strings"

// The syllables of Chinese in pinyin, without tones: what they begin with, and how they end. After w and y only some ends stand, and
// only some stand alone.
const (
	initials    = " b p m f d t n l g k h j q x zh ch sh r z c s "
	finals      = " a o e i u ai ei ui ao ou iu ie ue er an en in un ang eng ing ong ia iao ian iang iong ua uai uan uang uo "
	finalsOfW   = " a o u ai ei an en ang eng "
	finalsOfY   = " a o e i u ao ou an in ang ing ong uan ue un "
	finalsAlone = " a o e ai ei ao ou er an en ang eng "
)

// longestSyllable is how many letters a syllable has at most.
const longestSyllable = 6

// isSyllables reports whether a word can be read as syllables of pinyin from its first letter to its last.
func isSyllables(word string) bool {
	ends := make([]bool, len(word)+1)
	ends[0] = true
	for from := range word {
		if !ends[from] {
			continue
		}
		for to := from + 1; to <= min(len(word), from+longestSyllable); to++ {
			ends[to] = ends[to] || isSyllable(word[from:to])
		}
	}
	return ends[len(word)]
}

func isSyllable(s string) bool {
	has := func(set, part string) bool { return strings.Contains(set, " "+part+" ") }
	switch s[0] {
	case 'w':
		return has(finalsOfW, s[1:])
	case 'y':
		return has(finalsOfY, s[1:])
	}
	return has(finalsAlone, s) || has(initials, s[:1]) && has(finals, s[1:]) || len(s) > 2 && has(initials, s[:2]) && has(finals, s[2:])
}
