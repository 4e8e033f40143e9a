package names

import (
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// MatchByAll is Match that compares every name, whatever words it has.
func MatchByAll(l *limits.Limits, s *snapshot.Snapshot, p Party) ([]Candidate, error) {
	x, err := indexOf(l, s)
	if err != nil {
		return nil, err
	}
	a, err := x.ask(l, p.Name)
	if err != nil {
		return nil, err
	}
	m := &matching{l: l, party: &p, scoring: x.scoring(a), found: map[snapshot.Node]hit{}}
	m.wholes(p.Name)
	for i := range x.known {
		m.offer(hit{m.score(&x.known[i]), int32(i), false})
	}
	return m.best(), nil
}

// SimilarityOf is how like two folded words are.
func SimilarityOf(a, b string) float64 { return similarity(a, b) }

// SimilarByIndex are the known words that a word may be, by the index.
func SimilarByIndex(l *limits.Limits, s *snapshot.Snapshot, text string) (found []string) {
	x, _ := indexOf(l, s)
	similar, _ := x.similarTo(l, text, -1)
	for _, w := range similar {
		found = append(found, x.words[w.means].text)
	}
	return found
}

// IsSyllables reports whether a word can be syllables of pinyin.
func IsSyllables(word string) bool { return isSyllables(word) }
