package names

import (
	"slices"
	"strings"
	"unicode/utf8"

	"chokepoint/graph/fold"
)

// joined is a folded name with its words together: S.M.I.C. is SMIC, and Wing-tech Wingtech. Between two digits a space stays, so
// that 7 5 is no 75.
func joined(folded string) string {
	if strings.IndexByte(folded, ' ') < 0 {
		return folded
	}
	var b strings.Builder
	b.Grow(len(folded))
	for i := range len(folded) {
		if folded[i] != ' ' || i > 0 && i+1 < len(folded) && isDigit(folded[i-1]) && isDigit(folded[i+1]) {
			b.WriteByte(folded[i])
		}
	}
	return b.String()
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// latinOf are what a word of another script may be in Latin letters, together. Those of few letters say too little.
func latinOf(text string) (all []string) {
	if isLatin(text) || utf8.RuneCountInString(text) < leastSyllables {
		return nil
	}
	for _, form := range fold.Forms(text) {
		latin := strings.ReplaceAll(form, " ", "")
		if len(latin) >= leastSlip && isASCII(latin) && !slices.Contains(all, latin) {
			all = append(all, latin)
		}
	}
	return all
}

// isLatin reports whether a folded word begins with a letter that ASCII has, or a digit.
func isLatin(text string) bool { return text[0] < utf8.RuneSelf }

func isASCII(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// soundOf is how a word in Latin letters sounds to somebody who writes it in another script, roughly: letters that other
// scripts do not tell apart are one (c and k, v, w and b, f and h before u), and double ones single.
func soundOf(latin string) string {
	s := soundAlike.Replace(strings.ReplaceAll(latin, "kh", "h"))
	var b strings.Builder
	var last rune
	for _, r := range s {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

var soundAlike = strings.NewReplacer("hua", "fa", "huo", "fo", "hui", "fi", "hu", "fu", "ph", "f", "sch", "s", "sh", "s", "ch", "k", "ck", "k", "th", "s", "zh", "j", "ts", "s",
	"x", "ks", "qu", "k", "q", "k", "c", "k", "l", "r", "v", "b", "w", "b", "ng", "n", "z", "s", "y", "i")

// skeletonOf is a sound without its vowels.
func skeletonOf(sound string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("aeiou", r) {
			return -1
		}
		return r
	}, sound)
}
