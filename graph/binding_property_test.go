package graph

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// naiveBinding says day by day which decisions bind, as Binding describes it.
type naiveBinding struct {
	n      *naive
	claims []Claim                    // known ones, of all dates
	cuts   map[string]map[string]bool // who suspends or ends whom, directly or through others
	known  map[string]map[Day]bool
}

func (n *naive) binding(claims []Claim) *naiveBinding {
	b := &naiveBinding{n, claims, map[string]map[string]bool{}, map[string]map[Day]bool{}}
	for _, id := range n.ids {
		b.cuts[id], b.known[id] = map[string]bool{}, map[Day]bool{}
	}
	for range n.ids {
		for _, c := range claims {
			if c.Predicate != "pauses" && c.Predicate != "ends" {
				continue
			}
			b.cuts[c.Subject][c.Object] = true
			for next := range b.cuts[c.Object] {
				b.cuts[c.Subject][next] = true
			}
		}
	}
	return b
}

// binds reports whether a decision binds on a day, looking at every day before it for what ended it.
func (b *naiveBinding) binds(decision string, d Day) bool {
	if known, ok := b.known[decision][d]; ok {
		return known
	}
	stated, inForce, cut := false, false, false
	for _, c := range b.claims {
		if c.Subject == decision && c.Predicate == "status" {
			holds := len(on([]Claim{c}, d)) > 0
			stated = true
			inForce = inForce || holds && c.Value.Text == "in-force"
			began := c.Valid.From == Beginning || c.Valid.From.Day() <= d
			cut = cut || (holds && c.Value.Text == "paused" || c.Value.Text == "over" && began) && !b.resumed(decision, c.Valid.From, d)
		}
		if c.Object != decision || b.cuts[decision][c.Subject] || c.Subject == decision {
			continue
		}
		switch c.Predicate {
		case "pauses":
			cut = cut || len(on([]Claim{c}, d)) > 0 && b.binds(c.Subject, d)
		case "ends":
			for e := Day(-2); e <= d; e++ {
				cut = cut || len(on([]Claim{c}, e)) > 0 && b.binds(c.Subject, e)
			}
		}
	}
	b.known[decision][d] = (inForce || !stated) && !cut
	return b.known[decision][d]
}

// resumed reports whether a decision is said to have come into force after one day and by another.
func (b *naiveBinding) resumed(decision string, after Date, by Day) bool {
	return slices.ContainsFunc(b.claims, func(c Claim) bool {
		return c.Subject == decision && c.Predicate == "status" && c.Value.Text == "in-force" && c.Valid.From != Beginning &&
			(after == Beginning || c.Valid.From.Day() > after.Day()) && c.Valid.From.Day() <= by
	})
}

// drawDecisions makes decisions with random statuses, which suspend and end each other.
func drawDecisions(t *rapid.T, most int) *naive {
	n := drawGraph(t, most, "likes")
	n.said = nil
	n.sayStatuses(t, n.ids)
	return n
}

func (n *naive) sayStatuses(t *rapid.T, decisions []string) {
	one := rapid.SampledFrom(decisions)
	for range rapid.IntRange(0, 4*len(decisions)).Draw(t, "statuses") {
		c := Claim{Subject: one.Draw(t, "decision"), Share: NoShare, Valid: drawInterval(t)}
		if rapid.IntRange(0, 2).Draw(t, "by another") == 1 {
			c.Predicate, c.Object = rapid.SampledFrom([]string{n.ontology.Binding.SuspendedBy[0], n.ontology.Binding.EndedBy[0]}).Draw(t, "how"), one.Draw(t, "cut")
		} else {
			o := n.ontology.Binding
			c.Predicate = o.Attribute
			c.Value = Value{Type: TermValue, Text: rapid.SampledFrom(slices.Concat(o.InForce, o.InForce, o.Interrupted, o.Ended, []string{"draft"})).Draw(t, "status")}
		}
		n.say(t, c)
	}
}

func TestDecisionsBindDayByDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawDecisions(t, 5)
		s := n.build(t, "law")
		f := drawFilter(t)
		f.MinConfidence = 0
		naive := n.binding(n.known(f.KnownAt))
		b := newBindings(s, s.claimMask(f).pass)
		for _, id := range rapid.Permutation(n.ids).Draw(t, "order") {
			node, _ := s.Lookup(id)
			fs := b.of(node)
			for d := Day(-2); d <= lastDay+2; d++ {
				want := naive.binds(id, d)
				if got := b.at(node, d) != nil; got != want {
					t.Fatalf("%s binds on day %d: %v, want %v; it binds in %v", id, d, got, want, fs)
				}
			}
			for i := 1; i < len(fs); i++ {
				if !fs[i-1].valid.Intersect(fs[i].valid).Empty() || fs[i].valid.From < fs[i-1].valid.To {
					t.Fatalf("%s binds in stretches that overlap or are out of order: %v", id, fs)
				}
			}
		}
	})
}

func TestSubtractionOfIntervals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := drawInterval(t)
		cuts := []Interval{drawInterval(t), drawInterval(t)}
		left := []Interval{whole}
		for _, c := range cuts {
			left = subtract(left, c)
		}
		for d := Day(-2); d <= lastDay+2; d++ {
			want := whole.Contains(d) && !cuts[0].Contains(d) && !cuts[1].Contains(d)
			if got := slices.ContainsFunc(left, func(i Interval) bool { return i.Contains(d) }); got != want {
				t.Fatalf("%v without %v is %v: day %d is in it: %v, want %v", whole, cuts, left, d, got, want)
			}
		}
	})
}

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
