package graph

import (
	"cmp"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestDatesOfEveryPrecisionBoundDays compares the packed comparison with the calendar.
func TestDatesOfEveryPrecisionBoundDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		date := func(name string) Date {
			day := Day(rapid.IntRange(-800, 40_000).Draw(t, name)).Time()
			d, err := ParseDate(day.Format(rapid.SampledFrom([]string{"2006", "2006-01", "2006-01-02"}).Draw(t, name+" written")))
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		i, d := Interval{date("from"), date("to")}, Day(rapid.IntRange(-800, 40_000).Draw(t, "day"))
		if rapid.Bool().Draw(t, "at a bound") {
			d = rapid.SampledFrom([]Day{i.From.Day(), i.To.Day()}).Draw(t, "bound") + Day(rapid.IntRange(-1, 1).Draw(t, "shift"))
		}
		begins, ends := i.From.Day().Time(), i.To.Day().Time()
		want := !d.Time().Before(begins) && d.Time().Before(ends)
		if got := i.Contains(d); got != want {
			t.Fatalf("%v in [%v, %v): %v, want %v", d, i.From, i.To, got, want)
		}
		if again, err := ParseDate(i.From.String()); err != nil || again != i.From {
			t.Fatalf("%v reads back as %v, %v", i.From, again, err)
		}
	})
}

// TestDatesAreThoseOfTheLayouts holds dates that are read and written against package time.
func TestDatesAreThoseOfTheLayouts(t *testing.T) {
	layouts := []string{time.DateOnly, "2006-01", "2006"}
	written := rapid.OneOf(rapid.StringMatching(`[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?`), rapid.StringMatching(`[0-9-]{0,11}`), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		text := written.Draw(t, "text")
		d, err := ParseDate(text)
		for precision, layout := range layouts {
			if day, wrong := time.Parse(layout, text); wrong == nil {
				if want := DateOf(DayOf(day)) + Date(precision); err != nil || d != want || d.String() != text {
					t.Fatalf("%q is %d (%v), want %d: %v", text, d, d, want, err)
				}
				return
			}
		}
		if err == nil {
			t.Fatalf("%q is read as %v", text, d)
		}
		far := Date(rapid.Int32().Draw(t, "packed"))
		if want := far.Day().Time().Format([...]string{time.DateOnly, "2006-01", "2006", time.DateOnly}[far&3]); far.Bounded() && far.String() != want {
			t.Fatalf("%d is written %s, want %s", far, far, want)
		}
	})
}

func TestDatesOrderAsTheirTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		date := rapid.Custom(func(t *rapid.T) Date {
			first := rapid.SampledFrom([]Day{-366, 0, 19_723}).Draw(t, "year") + rapid.SampledFrom([]Day{-1, 0, 1, 30, 31}).Draw(t, "day")
			text := first.Time().Format(rapid.SampledFrom([]string{"2006", "2006-01", "2006-01-02"}).Draw(t, "written"))
			d, err := ParseDate(text)
			if err != nil {
				t.Fatal(err)
			}
			return rapid.SampledFrom([]Date{d, d, d, Beginning, End}).Draw(t, "date")
		})
		x, y := date.Draw(t, "x"), date.Draw(t, "y")
		if got, want := cmp.Compare(x.TextOrder(), y.TextOrder()), cmp.Compare(x.String(), y.String()); got != want {
			t.Errorf("%q and %q: %d, want %d", x, y, got, want)
		}
	})
}
