package format

import (
	"strconv"
	"strings"

	"chokepoint/graph/load"
)

// share writes a share as claims have it, if it is one of the ways in which people write one: 49%, 49,5 % and 0,495. What is none of
// them is left as it is, for whoever checks it.
func share(w load.Word) load.Word {
	if w.Text == "" {
		return w
	}
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

// percents writes a share that is given in percent, or a range of them, as claims have it: 25, 25.5 %, 25-50. It reports false of a text
// that is none.
func percents(text string) (string, bool) {
	low, high, ranging := strings.Cut(strings.NewReplacer("%", "", " ", "", ",", ".", "–", "-", "—", "-").Replace(text), "-")
	if !ranging {
		high = low
	}
	least, ok := percentage(low)
	most, okMost := percentage(high)
	if !ok || !okMost || least > most {
		return "", false
	}
	return between01(least, most), true
}

func percentage(text string) (float64, bool) {
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil && strings.Trim(text, "0123456789.") == "" && x <= 100
}

// between01 writes a share between two percentages, exactly or as a range, to the billionth that shares have.
func between01(least, most float64) string {
	write := func(percent float64) string {
		text := strconv.FormatFloat(percent/100, 'f', 9, 64)
		return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	if least == most {
		return write(least)
	}
	return write(least) + "-" + write(most)
}
