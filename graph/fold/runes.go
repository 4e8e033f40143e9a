package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ignored is what letter says of a character that does not count.
const ignored = -1

var trademarks = strings.NewReplacer("™", " ", "℠", " ")

// letter says as which character another counts: a letter without its accents, a digit as an ASCII digit, a Chinese character as its simplified form.
// The character is beyond ASCII and decomposed.
func letter(r rune) rune {
	switch { // the most frequent first
	case r < modifierApostrophes && r != softHyphen:
		if like, ok := likes[lower(r)]; ok {
			return like
		}
		return r
	case greek <= r && r <= cyrillicEnd:
		return r
	case ideographs <= r && r <= ideographsEnd:
		return simplified(r)
	}
	switch {
	case hidden(r), accent(r), r == tatweel:
		return ignored
	case unicode.Is(unicode.Han, r):
		return simplified(r)
	case r <= modifierEnd:
		return ' '
	case unicode.Is(unicode.Nd, r):
		return digit(r)
	}
	if like, ok := likes[lower(r)]; ok {
		return like
	}
	return r
}

const (
	softHyphen = '\u00ad'
	tatweel    = '\u0640'
	iotaBelow  = '\u0345' // a mark, though it has a capital
	// Letters by name, but written for apostrophes and primes.
	modifierApostrophes, modifierEnd = '\u02b9', '\u02df'
	// Letters of Greek and Cyrillic, up to the marks of Cyrillic, and the main block of Chinese characters.
	greek, cyrillicEnd        = '\u0370', '\u0482'
	ideographs, ideographsEnd = '\u4e00', '\u9fff'
)

// likes are single small letters that do not decompose, and letters of Arabic that are written one for the other.
var likes = map[rune]rune{
	'ø': 'o', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'ħ': 'h', 'ŧ': 't', 'ŋ': 'n', 'ĸ': 'k', 'ƀ': 'b', 'ɓ': 'b', 'ɖ': 'd', 'ɗ': 'd', 'ƒ': 'f', 'ɨ': 'i',
	'ƙ': 'k', 'ɲ': 'n', 'ƴ': 'y', 'ƶ': 'z', 'ȷ': 'j', 'ə': 'e', 'ǝ': 'e',
	'ى': 'ي', 'ی': 'ي', 'ک': 'ك', 'ة': 'ه', 'ٱ': 'ا',
}

// pairs are small letters for which two are written.
var pairs = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th",
}

func appendLower(b []byte, r rune) []byte {
	if 'A' <= r && r <= 'Z' {
		return append(b, byte(r)+'a'-'A')
	}
	if r < utf8.RuneSelf {
		return append(b, byte(r))
	}
	if two, ok := pairs[lower(r)]; ok {
		return append(b, two...)
	}
	return utf8.AppendRune(b, lower(r))
}

// lower folds the case of one letter. Letters that share their capital (σ and ς, s and ſ, i and ı) are the same.
func lower(r rune) rune {
	if r == iotaBelow {
		return r
	}
	return unicode.ToLower(unicode.ToUpper(r))
}

// hidden tells characters that are not seen: format characters, variation selectors, fillers.
func hidden(r rune) bool {
	return r >= softHyphen && unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// accent tells marks that do not make another letter. The voicing marks of kana do.
func accent(r rune) bool {
	if r == '\u3099' || r == '\u309a' {
		return false
	}
	return unicode.In(r, unicode.Mn, unicode.Me) &&
		unicode.In(r, unicode.Inherited, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Arabic, unicode.Hebrew, unicode.Syriac)
}

// marks tells the marks that are left when accents are gone.
func marks(r rune) bool { return r >= utf8.RuneSelf && unicode.IsMark(r) }

func wordly(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// jamo tells the parts into which Korean syllables decompose.
func jamo(r rune) bool { return '\u1100' <= r && r <= '\u11ff' }

// digit gives the ASCII digit of a decimal digit of another script. Such digits lie in runs from 0 to 9.
func digit(r rune) rune {
	for _, run := range unicode.Nd.R16 {
		if rune(run.Lo) <= r && r <= rune(run.Hi) {
			return '0' + (r-rune(run.Lo))%10
		}
	}
	return r
}
