package ask

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"chokepoint/graph"
)

var months = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"janvier": 1, "février": 2, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "août": 8, "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12, "decembre": 12,
}

const (
	isoDay  = `\d{4}-\d{2}-\d{2}`
	longDay = `\d{1,2}(?:er|st|nd|rd|th)? \p{L}+,? \d{4}|\p{L}+ \d{1,2}(?:st|nd|rd|th)?,? \d{4}`
)

// dateAtEnd is a day that closes a question, with the words that lead to it.
var dateAtEnd = regexp.MustCompile(`(?i)^(.*?),? (?:(?:as of|on|at|in|au|le|à la date du|en date du) )(` + isoDay + `|` + longDay + `)$`)

var dayWords = regexp.MustCompile(`(?i)^(?:(\d{1,2})(?:er|st|nd|rd|th)? (\p{L}+)|(\p{L}+) (\d{1,2})(?:st|nd|rd|th)?),? (\d{4})$`)

// cutDate takes the day off the end of a question, if it has one.
func cutDate(text string) (string, *graph.Day, error) {
	m := dateAtEnd.FindStringSubmatch(text)
	if m == nil {
		return text, nil, nil
	}
	day, err := readDay(m[2])
	if err != nil {
		return "", nil, err
	}
	return m[1], &day, nil
}

// readDay reads a day in figures or in words, in English or French.
func readDay(s string) (graph.Day, error) {
	if day, err := graph.ParseDay(s); err == nil {
		return day, nil
	}
	m := dayWords.FindStringSubmatch(s)
	if m == nil {
		return 0, noDate(s)
	}
	number, name := m[1], m[2]
	if name == "" {
		name, number = m[3], m[4]
	}
	month, ok := months[strings.ToLower(name)]
	if !ok {
		return 0, noDate(s)
	}
	n, _ := strconv.Atoi(number)
	day, err := graph.ParseDay(fmt.Sprintf("%s-%02d-%02d", m[5], month, n))
	if err != nil {
		return 0, noDate(s)
	}
	return day, nil
}

func noDate(s string) error {
	return &Unparsed{Text: s, Forms: []string{"1 June 2025", "1er juin 2025", "2025-06-01", "June 2025", "2025"}}
}

var monthWords = regexp.MustCompile(`(?i)^(\p{L}+),? (\d{4})$`)

// readPeriod reads a day, a month or a year, in figures or in words, or one told from today: last month, cette année.
func readPeriod(s string, today graph.Day) (first, last graph.Day, err error) {
	s = strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(s, "le "), "the "))
	now := today.Time()
	year, month := now.Year(), now.Month()
	span := func(from time.Time, years, months int) (graph.Day, graph.Day, error) {
		return graph.DayOf(from), graph.DayOf(from.AddDate(years, months, 0)) - 1, nil
	}
	switch s {
	case "today", "aujourd'hui":
		return today, today, nil
	case "yesterday", "hier":
		return today - 1, today - 1, nil
	case "last week", "la semaine dernière", "semaine dernière":
		monday := today - graph.Day((int(now.Weekday())+6)%7)
		return monday - 7, monday - 1, nil
	case "this month", "ce mois", "ce mois-ci":
		return span(time.Date(year, month, 1, 0, 0, 0, 0, time.UTC), 0, 1)
	case "last month", "mois dernier":
		return span(time.Date(year, month-1, 1, 0, 0, 0, 0, time.UTC), 0, 1)
	case "this year", "cette année":
		return span(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), 1, 0)
	case "last year", "l'année dernière", "l'an dernier":
		return span(time.Date(year-1, 1, 1, 0, 0, 0, 0, time.UTC), 1, 0)
	}
	if m := monthWords.FindStringSubmatch(s); m != nil && months[m[1]] != 0 {
		n, _ := strconv.Atoi(m[2])
		return span(time.Date(n, months[m[1]], 1, 0, 0, 0, 0, time.UTC), 0, 1)
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return span(t, 0, 1)
	}
	if t, err := time.Parse("2006", s); err == nil {
		return span(t, 1, 0)
	}
	day, err := readDay(s)
	return day, day, err
}
