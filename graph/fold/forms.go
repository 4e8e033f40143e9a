package fold

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Forms gives further forms by which a name may be found, folded like Name and without Name itself: words that signs or spaces divide
// written as one (smic for S.M.I.C., wingtech for Wing-tech and Wing tech), Cyrillic, kana and Chinese in Latin letters (huawei for Хуавэй,
// fawei for ファーウェイ, chang jiang and changjiang for 长江), and German and Nordic vowels as two letters (mueller for Müller).
//
// Two names that share a form need not be the same name: a form finds names, and says less than Name. Most names have none; there are at most
// eight, in an order that is always the same.
func Forms(name string) []string {
	folded := Name(name)
	f := forms{not: folded}
	f.add(joined(name, folded))
	if !isASCII(name) {
		for _, latin := range latins(name, folded) {
			f.add(latin)
			if chinese(latin) {
				f.add(strings.ReplaceAll(latin, " ", ""))
			}
		}
	}
	return f.list
}

type forms struct {
	not  string
	list []string
}

func (f *forms) add(form string) {
	form = Name(form) // what has come together may compose, and what is gone may have left spaces
	if form != "" && form != f.not && !slices.Contains(f.list, form) {
		f.list = append(f.list, form)
	}
}

// joined writes as one what signs within a word divide, and single letters in a row. Names of two words, of scripts
// that do without spaces, and of Chinese syllables, which everybody divides otherwise, are one word altogether.
func joined(name, folded string) string {
	spaces := strings.Count(folded, " ")
	switch ascii := isASCII(name); {
	case spaces == 0:
		return folded
	case spaces == 1, ascii && chinese(folded), !ascii && strings.ContainsFunc(folded, spaceless):
		return strings.ReplaceAll(folded, " ", "")
	case ascii && !divided(name) && !initials(folded):
		return folded
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

// divided tells whether a sign stands between two letters or digits of an ASCII name.
func divided(name string) bool {
	for i := 1; i+1 < len(name); i++ {
		if plain[name[i]] == 0 && plain[name[i-1]] != 0 && plain[name[i+1]] != 0 && joiner(rune(name[i])) < 0 {
			return true
		}
	}
	return false
}

// initials tells whether two words in a row are single letters.
func initials(folded string) bool {
	last := -1
	for i := range len(folded) {
		if i+1 < len(folded) && folded[i+1] != ' ' || folded[i] == ' ' {
			continue
		}
		if single := i == 0 || folded[i-1] == ' '; single && last >= 0 && last == i-2 {
			return true
		} else if single {
			last = i
		}
	}
	return false
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

var (
	umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "å", "aa", "ø", "oe", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "Å", "Aa", "Ø", "Oe")
	// Long vowels that kana write with a letter of their own, and passports do not.
	longVowels = strings.NewReplacer("ou", "o", "oo", "o", "uu", "u")
	// Japanese writes the Chinese syllable hua as ファー.
	chineseKana = strings.NewReplacer("ファー", "hua")
)

// latins are the ways to write a name that is not ASCII in Latin letters. Those that leave other letters do not count.
func latins(name, folded string) []string {
	var all []string
	if composed := norm.NFC.String(name); strings.ContainsAny(composed, "äöüåøÄÖÜÅØ") {
		all = append(all, Name(umlauts.Replace(composed)))
	}
	switch {
	case strings.ContainsFunc(folded, isKana):
		spelled := kana(folded)
		all = append(all, spelled, longVowels.Replace(spelled), kana(chineseKana.Replace(folded)))
	case strings.ContainsFunc(folded, isHan):
		spelled := readings().spell(folded)
		all = append(all, spelled, strings.ReplaceAll(spelled, " ", ""))
	case strings.ContainsFunc(folded, isCyrillic):
		all = append(all, romanized(name)...)
	}
	return slices.DeleteFunc(all, func(s string) bool { return !isASCII(s) })
}

func isKana(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }

func isCyrillic(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }
