package format

import (
	"strconv"
	"strings"

	"chokepoint/graph/load"
)

// share writes a share as claims have it, if it is one of the ways in which people write one: 49%, 49,5 % and 0,495. What is none of
// them is left as it is, for whoever checks it.
func share(w load.Word) load.Word {
	text := strings.Map(func(r rune) rune {
		switch r {
		case '٪', '％':
			return '%'
		case ',':
			return '.'
		case ' ', '\u00a0', '\u202f':
			return -1
		case '–', '—':
			return '-'
		}
		return r
	}, w.Text)
	low, high, ranging := strings.Cut(text, "-")
	percent := strings.HasSuffix(text, "%")
	least, ok := fraction(strings.TrimSuffix(low, "%"), percent)
	if !ok {
		return w
	}
	if !ranging {
		w.Text = least
		return w
	}
	most, ok := fraction(strings.TrimSuffix(high, "%"), percent)
	if ok {
		w.Text = least + "-" + most
	}
	return w
}

// fraction moves the point of a decimal number two places to the left if it is a percentage; nothing is rounded.
func fraction(text string, percent bool) (string, bool) {
	whole, part, _ := strings.Cut(text, ".")
	if whole == "" || strings.Trim(whole+part, "0123456789") != "" {
		return "", false
	}
	if !percent {
		return text, true
	}
	if x, err := strconv.ParseFloat(text, 64); err != nil || x > 100 {
		return "", false
	}
	whole = strings.TrimLeft(whole, "0")
	for len(whole) < 3 {
		whole = "0" + whole
	}
	decimals := strings.TrimRight(whole[len(whole)-2:]+part, "0")
	whole = whole[:len(whole)-2]
	if decimals == "" {
		return whole, true
	}
	return whole + "." + decimals, true
}
