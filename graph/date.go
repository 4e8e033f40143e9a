package graph

import (
	"fmt"
	"math"
	"time"
)

// Day is a calendar day, counted from 1970-01-01 (UTC).
type Day int32

// DayOf returns the UTC calendar day of t.
func DayOf(t time.Time) Day {
	return Day(math.Floor(float64(t.Unix()) / 86400))
}

// Time returns the start of the day in UTC.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

func (d Day) String() string { return d.Time().Format(time.DateOnly) }

// ParseDay reads a day written as 2006-01-02.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, &NotDay{Text: s}
	}
	return DayOf(t), nil
}

// MarshalText writes the day as String does.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a day as ParseDay does.
func (d *Day) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDay(string(b))
	return err
}

// ParseInstant reads an instant (RFC 3339), or a day, which means its end.
func ParseInstant(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
		return t, nil
	}
	day, err := ParseDay(s)
	if err != nil {
		return time.Time{}, &NotDay{Text: s, OrInstant: true}
	}
	return (day + 1).Time().Add(-time.Microsecond), nil
}

// Date is a day, month or year, packed as four times its first day plus its precision, so that dates order by their first
// day with a plain comparison. [Beginning] and [End] are the two unbounded ends.
type Date int32

// The unbounded ends of an interval.
const (
	Beginning Date = math.MinInt32
	End       Date = math.MaxInt32
)

// DateOf returns d with the precision of a day.
func DateOf(d Day) Date { return Date(d) * 4 }

// ParseDate reads a date written as 2006, 2006-01 or 2006-01-02. It stands for the first day of the year or month.
func ParseDate(s string) (Date, error) {
	if date, ok := parseDigits(s); ok {
		return date, nil
	}
	for precision, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if len(s) != len(layout) {
			continue
		}
		t, err := time.Parse(layout, s)
		if err != nil {
			break
		}
		return DateOf(DayOf(t)) + Date(precision), nil
	}
	return 0, fmt.Errorf("%q is not a date: write a day (2026-01-15), a month (2026-01) or a year (2026)", s)
}

// parseDigits reads a date that is written as ParseDate has it, without the price of a layout.
func parseDigits(s string) (Date, bool) {
	var parts [3]int // year, month, day
	n, size := 0, [3]int{4, 2, 2}
	for ; s != "" && n < len(parts); n++ {
		if n > 0 {
			if s[0] != '-' {
				return 0, false
			}
			s = s[1:]
		}
		if len(s) < size[n] {
			return 0, false
		}
		for i := range size[n] {
			if s[i]-'0' > 9 {
				return 0, false
			}
			parts[n] = parts[n]*10 + int(s[i]-'0')
		}
		s = s[size[n]:]
	}
	if n == 0 || s != "" {
		return 0, false
	}
	month, day := max(parts[1], 1), max(parts[2], 1)
	t := time.Date(parts[0], time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if n > 1 && parts[1] == 0 || n > 2 && parts[2] == 0 || t.Month() != time.Month(month) || t.Day() != day {
		return 0, false
	}
	return DateOf(DayOf(t)) + Date(len(parts)-n), true
}

// Bounded reports whether d is a real date rather than an unbounded end.
func (d Date) Bounded() bool { return d != Beginning && d != End }

// Day returns the first day of the date. It is meaningless for an unbounded end.
func (d Date) Day() Day { return Day(d >> 2) }

// String writes the date with its precision; an unbounded end is empty.
func (d Date) String() string {
	if !d.Bounded() {
		return ""
	}
	var room [len(time.DateOnly)]byte
	return string(d.AppendTo(room[:0]))
}

// AppendTo appends what String writes.
func (d Date) AppendTo(b []byte) []byte {
	if !d.Bounded() {
		return b
	}
	t, precision := d.Day().Time(), [4]int{0, 1, 2, 0}[d&3]
	year, month, day := t.Date()
	if year < 0 || year > 9999 {
		return t.AppendFormat(b, [3]string{time.DateOnly, "2006-01", "2006"}[precision])
	}
	b = append(b, '0'+byte(year/1000), '0'+byte(year/100%10), '0'+byte(year/10%10), '0'+byte(year%10))
	if precision < 2 {
		b = append(b, '-', '0'+byte(month/10), '0'+byte(month%10))
	}
	if precision < 1 {
		b = append(b, '-', '0'+byte(day/10), '0'+byte(day%10))
	}
	return b
}

// TextOrder is a number by which dates order as their texts do: an unbounded end before all others, a year before its months, and a month
// before its days.
func (d Date) TextOrder() uint32 {
	if !d.Bounded() {
		return 0
	}
	return uint32(d&^3|Date([4]uint8{2, 1, 0, 2}[d&3])) ^ 1<<31
}

// MarshalText writes the date as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Interval is the half-open stretch of days [From, To).
type Interval struct{ From, To Date }

// Always is the interval without bounds.
var Always = Interval{Beginning, End}

// Contains reports whether day d lies in the interval.
func (i Interval) Contains(d Day) bool {
	k := Instant(d)
	return i.From < k && k <= i.To
}

// Intersect returns the days in both intervals; see Empty.
func (i Interval) Intersect(o Interval) Interval {
	return Interval{max(i.From, o.From), min(i.To, o.To)}
}

// Empty reports whether the interval holds no day.
func (i Interval) Empty() bool {
	if i.From == Beginning || i.To == End {
		return false
	}
	return i.From>>2 >= i.To>>2
}

// Instant is the key with which interval bounds are compared on a walk: day d lies in [from, to) exactly when
// from < Instant(d) && Instant(d) <= to, whatever the precision of the bounds, unbounded ends included.
func Instant(d Day) Date { return (Date(d) + 1) * 4 }
