package fold

import (
	"strings"
	"testing"
)

func TestPalladius(t *testing.T) {
	read := map[string]bool{}
	for cyrillic, latin := range palladius() {
		if !pinyinSyllables()[latin] {
			t.Errorf("%s is %q, which is no syllable of pinyin", cyrillic, latin)
		}
		read[latin] = true
	}
	for _, syllable := range strings.Fields("zhong guo hua wei chang jiang xin tian jin shen zhen qing yuan xue quan lu nu zhuang xiong yong er") {
		if !read[syllable] {
			t.Errorf("nothing is read %q", syllable)
		}
	}
}

// A character that stands for others stands for itself, and its group is compared by one character.
func TestSimplified(t *testing.T) {
	for from, to := range simplifiedForms() {
		if simplified(to) != to || Name(string(from)) != string(to) {
			t.Errorf("%c is %c, but that is %c, and %c folds to %q", from, to, simplified(to), from, Name(string(from)))
		}
	}
}

func TestReadings(t *testing.T) {
	for line := range records(readingsText) {
		word, read, _ := strings.Cut(line, " ")
		if got := readings().spell(word); got != read || Name(word) != word {
			t.Errorf("%s is read %q, want %q; it folds to %s", word, got, read, Name(word))
		}
		for _, syllable := range strings.Fields(read) {
			if !pinyinSyllables()[syllable] {
				t.Errorf("%s is read %q, which is no syllable", word, syllable)
			}
		}
	}
}
