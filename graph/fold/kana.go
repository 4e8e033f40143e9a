package fold

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/kana.txt
var kanaText string

// kanaLetters is read when the first name in kana is transliterated.
var kanaLetters = sync.OnceValue(func() map[rune]string { return byLetter(kanaText) })

// Small kana change the one before: ファ is fa, キャ is kya.
var smallKana = map[rune]string{'ぁ': "a", 'ぃ': "i", 'ぅ': "u", 'ぇ': "e", 'ぉ': "o", 'ゃ': "ya", 'ゅ': "yu", 'ょ': "yo"}

const (
	doubling    = 'っ'
	long        = 'ー'
	hiraganaGap = 'ァ' - 'ぁ'
)

// kana writes the kana of a folded name in Latin letters after Hepburn, long vowels as short ones.
func kana(folded string) string {
	letters := kanaLetters()
	b := make([]byte, 0, len(folded))
	double, before := false, rune(0)
	for _, r := range folded {
		if 'ァ' <= r && r <= 'ヶ' {
			r -= hiraganaGap
		}
		switch small := smallKana[r]; {
		case r == doubling:
			double = true
			continue
		case r == long:
			continue
		case small != "":
			b = combined(b, before, small)
			continue
		}
		latin, ok := letters[r]
		if !ok {
			latin = string(r)
		} else if double && strings.HasPrefix(latin, "ch") {
			b = append(b, 't')
		} else if double {
			b = append(b, latin[0])
		}
		double, before = false, r
		b = append(b, latin...)
	}
	return string(b)
}

// combined puts a small kana after the one before, whose letters end what is written: its vowel takes the place of theirs.
func combined(b []byte, before rune, small string) []byte {
	n := len(b) - 1
	if n < 0 || !strings.ContainsRune("aiueo", rune(b[n])) {
		return append(b, small...)
	}
	b = b[:n]
	switch before {
	case 'う', 'く', 'ぐ':
		if len(small) == 1 {
			b = append(b, 'w')
		}
	case 'し', 'ち', 'じ', 'ぢ':
		small = small[len(small)-1:]
	}
	return append(b, small...)
}
