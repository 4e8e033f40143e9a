package delimited

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// number is what a spreadsheet takes for a number, whatever it begins with.
var number = regexp.MustCompile(`^[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?%?$`)

// Guarded is a cell that no spreadsheet takes for a formula: one that would be has an apostrophe before it, as a person types it.
// Unguarded undoes that for every text.
func Guarded(cell string) string {
	if isFormula(strings.TrimLeft(cell, "'")) {
		return "'" + cell
	}
	return cell
}

// Unguarded is a cell as it was before it was Guarded, by this program or by a person.
func Unguarded(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && isFormula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return cell
}

// isFormula reports whether a spreadsheet may take a text for a formula: by its first character, in either width.
func isFormula(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	switch first {
	case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠':
		return !number.MatchString(text)
	}
	return false
}
