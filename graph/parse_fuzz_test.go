package graph

import (
	"testing"
	"time"
)

// FuzzDates reads dates, days and instants: what is read is written as something that is read as the same.
func FuzzDates(f *testing.F) {
	for _, text := range []string{"2026", "2026-02", "2026-02-28", "2024-02-29", "2023-02-29", "0000-00-00", "9999-12-31", "-1", "2026-1-1", "２０２６", "2026-01-15T12:00:00Z", "2026-01-15T24:00:00+14:00", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := ParseDate(text); err == nil {
			if again, err := ParseDate(d.String()); err != nil || again != d {
				t.Errorf("%q is %s, which is %v, %v", text, d, again, err)
			}
			if d.Bounded() && DayOf(d.Day().Time()) != d.Day() {
				t.Errorf("%q begins on no day", text)
			}
		}
		if d, err := ParseDay(text); err == nil {
			if again, err := ParseDay(d.String()); err != nil || again != d {
				t.Errorf("%q is day %s, which is %v, %v", text, d, again, err)
			}
		}
		if at, err := ParseInstant(text); err == nil && at.Location() != time.UTC {
			t.Errorf("%q is %v, which is not in UTC", text, at)
		}
	})
}

// FuzzNumbers reads shares and quantities: what is read lies in its bounds, and is written as something that is read as the same.
func FuzzNumbers(f *testing.F) {
	for _, text := range []string{"0.5", "0.25-0.5", "1", "0", "1e-3", "0_1", "0x1p-1", "NaN", "+Inf", "-0", "400000 units", "3", "25 %", "  ", "1-0", "0.1-"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if r, err := ParseShareRange(text); err == nil && r.Known() {
			if again, err := ParseShareRange(r.String()); err != nil || again != r || r.Least < 0 || r.Most > Whole || r.Most < r.Least {
				t.Errorf("%q is %v, which is %v, %v", text, r, again, err)
			}
		}
		if q, err := ParseQuantity(text); err == nil {
			if again, err := ParseQuantity(q.String()); err != nil || again != q {
				t.Errorf("%q is %v, which is %v, %v", text, q, again, err)
			}
		}
	})
}
