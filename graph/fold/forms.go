package fold

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Forms gives further forms by which a name may be found, folded like Name and without Name itself: words that signs or spaces divide
// written as one (smic for S.M.I.C., wingtech for Wing-tech and Wing tech), Cyrillic, kana and Chinese in Latin letters (huawei for Хуавэй,
// fawei for ファーウェイ, chang jiang and changjiang for 长江), and German and Nordic vowels as two letters (mueller for Müller).
//
// Two names that share a form need not be the same name: a form finds names, and says less than Name. Most names have none; there are at most
// eight, in an order that is always the same.
func Forms(name string) []string {
	if plainWords(name) {
		return nil
	}
	folded := Name(name)
	var f forms
	f.not = folded
	f.add(joined(name, folded))
	if isASCII(name) {
		return f.list
	}
	for _, latin := range latins(name, folded) {
		f.add(latin)
	}
	return f.list
}

type forms struct {
	not  string
	list []string
}

func (f *forms) add(form string) {
	if form != "" && form != f.not && !slices.Contains(f.list, form) {
		f.list = append(f.list, form)
	}
}

// plainWords tells names of ASCII words of several letters with nothing but spaces between them, which have no further forms unless they are two.
func plainWords(name string) bool {
	words, letters := 0, 0
	for i := range len(name) {
		switch c := name[i]; {
		case c == ' ':
			if letters == 1 {
				return false
			}
			letters = 0
		case c < utf8.RuneSelf && wordly(rune(c)):
			if letters == 0 {
				words++
			}
			letters++
		default:
			return false
		}
	}
	return letters != 1 && words != 2
}

// joined writes as one what signs within a word divide, and single letters in a row. Names of two words, and of scripts
// that do without spaces, are one word altogether.
func joined(name, folded string) string {
	if strings.Count(folded, " ") == 1 || strings.ContainsFunc(folded, spaceless) {
		return strings.ReplaceAll(folded, " ", "")
	}
	words := strings.Fields(Name(strings.Map(joiner, name)))
	var b strings.Builder
	single := false
	for _, word := range words {
		one := len(word) == 1
		if b.Len() > 0 && !(single && one) {
			b.WriteByte(' ')
		}
		single = one
		b.WriteString(word)
	}
	return b.String()
}

// joiner drops signs that stand within words.
func joiner(r rune) rune {
	switch r {
	case '.', '\'', '’', '‘', '`', '´', '&', '/', '_', '·', '・', '‧', '״', '׳', '－', '．', '＆':
		return -1
	}
	if unicode.Is(unicode.Pd, r) || modifierApostrophes <= r && r <= modifierEnd {
		return -1
	}
	return r
}

// spaceless tells letters of scripts that do not divide words by spaces.
func spaceless(r rune) bool {
	return r >= '\u0e00' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// latins are the ways to write a name that is not ASCII in Latin letters.
func latins(name, folded string) []string {
	var all []string
	if strings.ContainsFunc(folded, isHan) && !strings.ContainsFunc(folded, isKana) {
		spelled := readings().spell(folded)
		all = append(all, spelled, strings.ReplaceAll(spelled, " ", ""))
	}
	return slices.DeleteFunc(all, func(s string) bool { return !isASCII(s) })
}

func isKana(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }
