package ask

import (
	"regexp"
	"strconv"
	"time"

	"chokepoint/graph"
)

var (
	quarterToken = regexp.MustCompile(`^[qt]([1-4])$`)
	halfToken    = regexp.MustCompile(`^[hs]([12])$`)
)

var aNumber = regexp.MustCompile(`^\d+(?:[.,]\d+)?(%?)$`)

// percentage returns how many tokens a percentage takes that stands at a token, or 0.
func (d *dates) percentage(i int) int {
	m := aNumber.FindStringSubmatch(d.text(i))
	switch {
	case m == nil:
		return 0
	case m[1] != "":
		return 1
	case d.word(i+1) == "%" || d.word(i+1) == "percent":
		return 2
	case d.has(i+1, "per", "cent") || d.has(i+1, "pour", "cent"):
		return 3
	}
	return 0
}

// seasons are the first months of the seasons of a year.
var seasons = map[string]time.Month{"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12, "printemps": 3, "ete": 6, "automne": 9, "hiver": 12}

// season reads summer 2026, l'été 2026.
func (d *dates) season(i int) (period, int) {
	at := i
	for d.has(at, "l") || d.has(at, "the") {
		at++
	}
	month := seasons[d.word(at)]
	if month == 0 || !aYear.MatchString(d.word(at+1)) {
		return period{}, 0
	}
	year, _ := strconv.Atoi(d.word(at + 1))
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return period{first: graph.DayOf(first), last: graph.DayOf(first.AddDate(0, 3, 0)) - 1}, at + 2 - i
}

// ordinals are those of quarters and halves of a year.
var ordinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
	"premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "deuxieme": 2, "2e": 2, "2eme": 2, "troisieme": 3, "3e": 3, "3eme": 3, "quatrieme": 4, "4e": 4, "4eme": 4}

// quarter reads Q1 2026, first quarter of 2026, T1 2026, premier semestre 2026, summer 2026.
func (d *dates) quarter(i int, _ bool) (p period, size int, err error) {
	if p, n := d.season(i); n > 0 {
		return p, n, nil
	}
	number, parts, at := 0, 0, i
	word := d.word(i)
	if m := quarterToken.FindStringSubmatch(word); m != nil {
		number, parts, at = int(m[1][0]-'0'), 4, i+1
	} else if m := halfToken.FindStringSubmatch(word); m != nil {
		number, parts, at = int(m[1][0]-'0'), 2, i+1
	} else if n := ordinals[word]; n > 0 {
		switch d.word(i + 1) {
		case "quarter", "trimestre":
			number, parts, at = n, 4, i+2
		case "half", "semestre", "moitie":
			number, parts, at = n, 2, i+2
		}
	}
	for d.has(at, "of") || d.has(at, "de") || d.has(at, "in") || d.has(at, "l") || d.has(at, "annee") {
		at++
	}
	if parts == 0 || number > parts || !aYear.MatchString(d.word(at)) {
		return p, 0, nil
	}
	year, _ := strconv.Atoi(d.word(at))
	length := 12 / parts
	first, last := time.Month((number-1)*length+1), time.Month(number*length)
	return period{first: monthOf(year, first).first, last: monthOf(year, last).last}, at + 1 - i, nil
}

// units are lengths of time; numbers those that are written as words.
var (
	units = map[string]string{"day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month", "quarter": "quarter", "quarters": "quarter", "year": "year", "years": "year",
		"jour": "day", "jours": "day", "semaine": "week", "semaines": "week", "mois": "month", "trimestre": "quarter", "trimestres": "quarter", "an": "year", "ans": "year", "annee": "year", "annees": "year"}
	numbers = map[string]int{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "twelve": 12, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "douze": 12, "few": 3, "couple": 2, "quelques": 3}
)

// relative reads a time told from today: now, yesterday, last week, the last three months, il y a un an.
func (d *dates) relative(i int, _ bool) (p period, size int, err error) {
	today := d.today
	day := func(x graph.Day, size int) (period, int, error) { return period{first: x, last: x}, size, nil }
	now := func(size int) (period, int, error) {
		return period{role: current, first: today, last: today}, size, nil
	}
	for _, words := range [][]string{{"as", "of", "now"}, {"as", "of", "today"}, {"right", "now"}, {"at", "the", "moment"}, {"a", "l", "heure", "actuelle"}, {"en", "ce", "moment"}, {"a", "ce", "jour"}, {"aujourd", "hui"},
		{"now"}, {"today"}, {"currently"}, {"nowadays"}, {"maintenant"}, {"actuellement"}, {"auj"}} {
		if d.has(i, words...) {
			return now(len(words))
		}
	}
	switch d.word(i) {
	case "yesterday", "hier":
		return day(today-1, 1)
	case "tomorrow", "demain":
		return day(today+1, 1)
	}
	for _, article := range []string{"", "the", "la", "le", "les", "l"} {
		at := i
		if article != "" {
			if !d.has(i, article) {
				continue
			}
			at++
		}
		if p, n := d.last(at); n > 0 {
			return p, at + n - i, nil
		}
	}
	return d.ago(i)
}

// last reads this month, last week, semaine dernière, past three months, trois derniers mois, ces deux dernières semaines.
func (d *dates) last(i int) (period, int) {
	switch w := d.word(i); w {
	case "this", "current", "ce", "cette", "cet":
		if unit := units[d.word(i+1)]; unit != "" {
			return d.whole(unit, 0), 2
		}
	case "last", "past", "previous", "latest":
		if unit := units[d.word(i+1)]; unit != "" {
			return d.whole(unit, -1), 2
		}
		if n := d.number(i + 1); n > 0 && units[d.word(i+2)] != "" {
			return d.back(units[d.word(i+2)], n), 3
		}
	case "ces":
		if p, n := d.last(i + 1); n > 0 {
			return p, n + 1
		}
	}
	if unit := units[d.word(i)]; unit != "" && isLast(d.word(i+1)) {
		return d.whole(unit, -1), 2
	}
	if n := d.number(i); n > 0 && isLast(d.word(i+1)) && units[d.word(i+2)] != "" {
		return d.back(units[d.word(i+2)], n), 3
	}
	if isLast(d.word(i)) && d.number(i+1) > 0 && units[d.word(i+2)] != "" {
		return d.back(units[d.word(i+2)], d.number(i+1)), 3
	}
	return period{}, 0
}

func isLast(word string) bool {
	switch word {
	case "dernier", "derniere", "derniers", "dernieres", "passe", "passee", "ecoule", "ecoulee":
		return true
	}
	return false
}

// number is a small number in figures or in words, or 0.
func (d *dates) number(i int) int {
	if n, err := strconv.Atoi(d.word(i)); err == nil && n > 0 && n < 1000 {
		return n
	}
	return numbers[d.word(i)]
}

// ago reads three months ago, il y a trois mois and, after depuis, trois mois.
func (d *dates) ago(i int) (p period, size int, err error) {
	at := i
	french := d.has(i, "il", "y", "a")
	if french {
		at += 3
	}
	n := d.number(at)
	unit := units[d.word(at+1)]
	switch {
	case n == 0 || unit == "":
		return p, 0, nil
	case french:
		size = 5
	case d.word(at+2) == "ago":
		size = 3
	case i > 0 && (d.word(i-1) == "depuis" || d.word(i-1) == "since"):
		p = d.back(unit, n)
		p.role = since
		return p, 2, nil
	default:
		return p, 0, nil
	}
	p = d.back(unit, n)
	p.role, p.last = "", p.first
	return p, size, nil
}

// whole is the day, week, month, quarter or year so many after that of today.
func (d *dates) whole(unit string, after int) period {
	now := d.today.Time()
	year, month := now.Year(), now.Month()
	switch unit {
	case "day":
		return period{first: d.today + graph.Day(after), last: d.today + graph.Day(after)}
	case "week":
		monday := d.today - graph.Day((int(now.Weekday())+6)%7) + graph.Day(7*after)
		return period{first: monday, last: monday + 6}
	case "quarter":
		first := time.Date(year, (month-1)/3*3+1+time.Month(3*after), 1, 0, 0, 0, 0, time.UTC)
		return period{first: graph.DayOf(first), last: graph.DayOf(first.AddDate(0, 3, 0)) - 1}
	case "year":
		return yearOf(year + after)
	}
	first := time.Date(year, month+time.Month(after), 1, 0, 0, 0, 0, time.UTC)
	return monthOf(first.Year(), first.Month())
}

// back is from so many days, weeks, months or years ago to today.
func (d *dates) back(unit string, n int) period {
	years, months, days := 0, 0, 0
	switch unit {
	case "day":
		days = n
	case "week":
		days = 7 * n
	case "month":
		months = n
	case "quarter":
		months = 3 * n
	case "year":
		years = n
	}
	return period{role: since, first: graph.DayOf(d.today.Time().AddDate(-years, -months, -days)), last: d.today}
}
