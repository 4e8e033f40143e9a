// Package fold says what a name is compared by. Name is the form in which two spellings of a name are the same, Forms are
// further forms by which a name may be found, and Typed is the name as it was written.
//
// All three read any bytes, take time linear in them and never fail; bytes that are no UTF-8 count as U+FFFD. Tables of a script are read
// when its first name comes.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Name reduces a name to what it is compared by: letters and digits in lower case, with one space between words and none around.
//
// What does not tell names apart goes: width and other compatibility forms (Ｈｕａｗｅｉ is Huawei), accents of Latin, Greek, Cyrillic,
// Arabic and Hebrew (Ørsted is Orsted), traditional forms of Chinese characters (華為 is 华为), characters that are not seen, and punctuation.
// Marks that make another letter stay: the voicing of kana (ガ is not カ), the vowels of Thai and of the scripts of India.
//
// A name without letters and digits folds to nothing. Folding a folded name changes nothing.
func Name(name string) string {
	if plain, ok := ascii(name); ok {
		return plain
	}
	if strings.ContainsAny(name, "™℠") { // which would decompose to letters
		name = trademarks.Replace(name)
	}
	var decomposed, folded [128]byte // most names fit and need no memory of their own
	b := folded[:0]
	space, composed := false, true
	for rest := norm.NFKD.AppendString(decomposed[:0], name); len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		rest = rest[size:]
		if r >= utf8.RuneSelf {
			if r = letter(r); r == ignored {
				continue
			}
		}
		switch {
		case wordly(r):
			if space && len(b) > 0 {
				b = append(b, ' ')
			}
			space = false
			composed = composed && !jamo(r)
		case marks(r) && len(b) > 0 && !space:
			composed = false
		default:
			space = true
			continue
		}
		b = appendLower(b, r)
	}
	if !composed {
		b = norm.NFC.Bytes(b)
	}
	return string(b)
}

// Typed is a name as it is written: only case, composed or decomposed letters, characters that are not seen and runs of space do not count.
// Names that are the same as typed are the same by Name as well, but not the other way round: "C++ Systems" is not "C Systems".
func Typed(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	space := false
	for _, r := range name {
		switch {
		case unicode.IsSpace(r):
			space = true
			continue
		case hidden(r):
			continue
		case space && b.Len() > 0:
			b.WriteByte(' ')
		}
		space = false
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	typed := b.String()
	if isASCII(typed) {
		return typed
	}
	folded := make([]byte, 0, len(typed)+8)
	for _, r := range norm.NFD.String(typed) {
		if r = lower(r); r == 'ß' {
			folded = append(folded, "ss"...)
			continue
		}
		folded = utf8.AppendRune(folded, r)
	}
	return string(norm.NFC.Bytes(folded))
}

// ascii folds names without letters beyond ASCII, which are nearly all, in one pass.
func ascii(name string) (string, bool) {
	var folded [128]byte
	b := folded[:0]
	space := false
	for i := range len(name) {
		c := name[i]
		if c >= utf8.RuneSelf {
			return "", false
		}
		if c = plain[c]; c == 0 {
			space = true
			continue
		}
		if space && len(b) > 0 {
			b = append(b, ' ')
		}
		space = false
		b = append(b, c)
	}
	return string(b), true
}

// plain folds an ASCII character; what is neither letter nor digit is 0.
var plain = func() (table [utf8.RuneSelf]byte) {
	for c := range byte(utf8.RuneSelf) {
		if wordly(rune(c)) {
			table[c] = byte(lower(rune(c)))
		}
	}
	return table
}()

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
