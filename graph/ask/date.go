package ask

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"chokepoint/graph"
)

// role is what a time is to a question.
type role string

// The roles.
const (
	on      role = "on"      // the day, month or year that it is about
	since   role = "since"   // from its first day on
	until   role = "until"   // to its last day
	before  role = "before"  // to the day before it
	during  role = "during"  // from the first day of one time to the last of another
	current role = "current" // now
)

// period is a time that a question names.
type period struct {
	role        role
	first, last graph.Day
	ordered     bool // its day and month could be read the other way round
}

// dates reads times from tokens; folded, as all words are.
type dates struct {
	tokens []token
	today  graph.Day
}

var months = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
	"janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12,
	"janv": 1, "fevr": 2, "avr": 4, "juil": 7,
}

// roles are the words that lead to a time; the longest that fits counts.
var roles = []struct {
	words string
	role  role
}{
	{"as of", on}, {"as at", on}, {"a la date du", on}, {"en date du", on}, {"en date de", on}, {"a compter du", since}, {"a partir du", since}, {"a partir de", since}, {"back in", on}, {"at the end of", on}, {"end of", on}, {"fin", on}, {"by the end of", on},
	{"au cours de", on}, {"in the course of", on}, {"courant", on}, {"over the", on}, {"during the", on}, {"within the", on}, {"in the", on}, {"on the", on}, {"of the", on}, {"since the", since}, {"au mois de", on}, {"en ce mois de", on},
	{"up to", until}, {"jusqu au", until}, {"jusqu a", until}, {"jusqu en", until}, {"prior to", before}, {"starting", since}, {"starting in", since},
	{"since", since}, {"after", since}, {"depuis le", since}, {"depuis la", since}, {"depuis l", since}, {"depuis", since}, {"des le", since}, {"apres le", since}, {"apres", since},
	{"until", until}, {"till", until}, {"through", until}, {"before", before}, {"avant le", before}, {"avant l", before}, {"avant", before},
	{"on", on}, {"in", on}, {"at", on}, {"during", on}, {"of", on}, {"for", on}, {"au", on}, {"le", on}, {"la", on}, {"l", on}, {"en", on}, {"de", on}, {"du", on}, {"d", on}, {"pendant", on}, {"durant", on}, {"dans", on}, {"over", on}, {"this", on},
}

// at reads the time that stands at token i, with the words that lead to it, and returns how many tokens it takes: 0 if there is none.
func (d *dates) at(i int) (p period, size int, err error) {
	if p, size, err = d.span(i); size > 0 || err != nil {
		return p, size, err
	}
	for _, r := range roles {
		words := strings.Fields(r.words)
		if !d.has(i, words...) {
			continue
		}
		p, n, err := d.bare(i+len(words), true)
		if n == 0 && err == nil {
			continue
		}
		if p.role == "" || r.role != on {
			p.role = r.role
		}
		return p, len(words) + n, err
	}
	p, size, err = d.bare(i, false)
	if p.role == "" {
		p.role = on
	}
	return p, size, err
}

// spans are the words at the beginning and in the middle of a time with two ends.
var spans = [][2]string{{"between", "and"}, {"entre", "et"}, {"from", "to"}, {"from", "until"}, {"from", "through"}, {"du", "au"}, {"de", "a"}, {"d", "a"}, {"since", "until"}, {"since", "to"}, {"depuis", "jusqu a"}, {"depuis", "jusqu au"}, {"depuis le", "jusqu au"}, {"entre le", "et le"}}

// span reads a time with two ends. A month without a year is in that of the other end.
func (d *dates) span(i int) (p period, size int, err error) {
	for _, s := range spans {
		opening, middle := strings.Fields(s[0]), strings.Fields(s[1])
		if !d.has(i, opening...) {
			continue
		}
		at := i + len(opening)
		if d.has(at, "le") {
			at++
		}
		first, n, err := d.bare(at, true)
		if n == 0 || err != nil || !d.has(at+n, middle...) {
			continue
		}
		next := at + n + len(middle)
		if d.has(next, "le") {
			next++
		}
		last, m, err := d.bare(next, true)
		if err != nil {
			return p, 0, err
		}
		if m == 0 {
			continue
		}
		if month := months[d.tokens[at].folded]; n == 1 && month != 0 {
			first = monthOf(last.last.Time().Year(), month)
		} else if day, err := strconv.Atoi(d.tokens[at].folded); n == 1 && err == nil && day <= 31 {
			first.first = last.first - graph.Day(last.first.Time().Day()) + graph.Day(day)
		}
		return period{role: during, first: first.first, last: last.last}, next + m - i, nil
	}
	return p, 0, nil
}

// has reports whether words stand at a token.
func (d *dates) has(i int, folded ...string) bool {
	return i+len(folded) <= len(d.tokens) && matches(folded, d.tokens[i:])
}

func (d *dates) word(i int) string {
	if i < len(d.tokens) {
		return d.tokens[i].folded
	}
	return ""
}

// text is token i as it was typed.
func (d *dates) text(i int) string {
	if i < len(d.tokens) {
		return d.tokens[i].text
	}
	return ""
}

// bare reads a time without the words before it; led says that there are some, so that a month alone, or a year, is one.
func (d *dates) bare(i int, led bool) (p period, size int, err error) {
	for _, read := range []func(int, bool) (period, int, error){d.figures, d.named, d.quarter, d.relative} {
		if p, size, err = read(i, led); size > 0 || err != nil {
			return p, size, err
		}
	}
	return p, 0, nil
}

var (
	isoDay   = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	isoMonth = regexp.MustCompile(`^(\d{4})[-/](\d{1,2})$`)
	shortDay = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$`)
	monthDay = regexp.MustCompile(`^(\d{1,2})/(\d{4})$`)
	aYear    = regexp.MustCompile(`^(?:19[89]|20[0-4])\d$`)
	aDay     = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th|er)?$`)
)

// figures reads 2026-01-15, 2026-01, 15/01/2026, 01/2026, and a year where words lead to it.
func (d *dates) figures(i int, led bool) (p period, size int, err error) {
	text := d.text(i)
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	if m := isoDay.FindStringSubmatch(text); m != nil {
		return d.day(number(m[1]), number(m[2]), number(m[3]), i, 1)
	}
	if m := isoMonth.FindStringSubmatch(text); m != nil && number(m[2]) >= 1 && number(m[2]) <= 12 {
		return monthOf(number(m[1]), time.Month(number(m[2]))), 1, nil
	}
	if m := monthDay.FindStringSubmatch(text); m != nil && number(m[1]) >= 1 && number(m[1]) <= 12 {
		return monthOf(number(m[2]), time.Month(number(m[1]))), 1, nil
	}
	if m := shortDay.FindStringSubmatch(text); m != nil {
		day, month, year := number(m[1]), number(m[2]), number(m[3])
		if year < 100 {
			year += 2000
		}
		either := day <= 12 && month <= 12 && day != month
		if month > 12 {
			day, month = month, day
		}
		p, size, err = d.day(year, month, day, i, 1)
		p.ordered = either
		return p, size, err
	}
	if led && aYear.MatchString(text) {
		return yearOf(number(text)), 1, nil
	}
	return p, 0, nil
}

// day is a day, of a text of so many tokens; the error says that there is no such day.
func (d *dates) day(year, month, day, i, size int) (period, int, error) {
	x, err := graph.ParseDay(fmt.Sprintf("%04d-%02d-%02d", year, month, day))
	if err != nil {
		text := d.tokens[i].text
		for _, t := range d.tokens[i+1 : i+size] {
			text += " " + t.text
		}
		return period{}, 0, &graph.NotDay{Text: text}
	}
	return period{first: x, last: x}, size, nil
}

// named reads 15 January 2026, January 15, 2026, 1er janvier, January 2026 and, where words lead to it, January.
func (d *dates) named(i int, led bool) (p period, size int, err error) {
	dayFirst := aDay.FindStringSubmatch(d.word(i))
	at := i
	if dayFirst != nil {
		if at++; d.has(at, "of") || d.has(at, "er") {
			at++
		}
	}
	month, ok := months[d.word(at)]
	if !ok {
		return p, 0, nil
	}
	at++
	number := ""
	if dayFirst != nil {
		number = dayFirst[1]
	} else if m := aDay.FindStringSubmatch(d.word(at)); m != nil {
		number = m[1]
		at++
	}
	year, yeared := 0, false
	for skip := range 2 { // January of 2026
		if skip == 1 && !d.has(at, "of") && !d.has(at, "de") {
			break
		}
		if aYear.MatchString(d.word(at + skip)) {
			year, _ = strconv.Atoi(d.word(at + skip))
			yeared, at = true, at+skip+1
			break
		}
	}
	if !yeared && number == "" && !led {
		return p, 0, nil // may, march: words of other meanings
	}
	if !yeared {
		year = d.lastYearOf(month)
	}
	if number == "" {
		return monthOf(year, month), at - i, nil
	}
	n, _ := strconv.Atoi(number)
	return d.day(year, int(month), n, i, at-i)
}

// lastYearOf is the year in which a month last began.
func (d *dates) lastYearOf(month time.Month) int {
	now := d.today.Time()
	if month > now.Month() {
		return now.Year() - 1
	}
	return now.Year()
}

func monthOf(year int, month time.Month) period {
	from := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return period{first: graph.DayOf(from), last: graph.DayOf(from.AddDate(0, 1, 0)) - 1}
}

func yearOf(year int) period {
	return period{first: monthOf(year, 1).first, last: monthOf(year, 12).last}
}
