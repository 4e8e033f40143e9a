package question

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Plain writes out what would command a terminal or turn the direction of writing there, as \u001b: names come from anywhere. Ends of
// lines and tabs stay.
func Plain(text string) string {
	if strings.IndexFunc(text, commands) < 0 && utf8.ValidString(text) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if commands(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// commands reports whether a character is a control character, or one that directs or ends a line of writing.
func commands(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < ' ', 0x7f <= r && r < 0xa0, r == 0x2028, r == 0x2029:
		return true
	}
	return 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}

var breaks = strings.NewReplacer("\r\n", " ", "\n", " ", "\t", " ")

// plainCell is Plain for a cell of a table, which is one line.
func plainCell(text string) string { return Plain(breaks.Replace(text)) }
