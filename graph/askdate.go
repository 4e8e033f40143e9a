package graph

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
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
var dateAtEnd = regexp.MustCompile(`(?i)^(.*?),? (?:(?:as of|on|at|since|in|au|le|à la date du|en date du) )(` + isoDay + `|` + longDay + `)$`)

var dayWords = regexp.MustCompile(`(?i)^(?:(\d{1,2})(?:er|st|nd|rd|th)? (\p{L}+)|(\p{L}+) (\d{1,2})(?:st|nd|rd|th)?),? (\d{4})$`)

// cutDate takes the day off the end of a question, if it has one.
func cutDate(text string) (string, *Day, error) {
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
func readDay(s string) (Day, error) {
	if regexp.MustCompile("^" + isoDay + "$").MatchString(s) {
		return ParseDay(s)
	}
	m := dayWords.FindStringSubmatch(s)
	if m == nil {
		return 0, &Unparsed{Text: s, Forms: []string{"1 June 2025", "1er juin 2025", "2025-06-01"}}
	}
	number, name := m[1], m[2]
	if name == "" {
		name, number = m[3], m[4]
	}
	month, ok := months[strings.ToLower(name)]
	if !ok {
		return 0, &Unparsed{Text: s, Forms: []string{"1 June 2025", "1er juin 2025", "2025-06-01"}}
	}
	n, _ := strconv.Atoi(number)
	return ParseDay(fmt.Sprintf("%s-%02d-%02d", m[5], month, n))
}
