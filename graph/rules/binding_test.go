package rules

import (
	"fmt"
	"testing"
	"time"

	"chokepoint/graph"
)

func TestBindings(t *testing.T) {
	cut := func(by, predicate, decision string, valid graph.Interval) graph.Claim {
		c := claim(by, predicate, decision)
		c.Valid = valid
		return c
	}
	from := func(d graph.Day) graph.Interval { return graph.Interval{From: graph.DateOf(d), To: graph.End} }
	for _, c := range []struct {
		name   string
		claims []graph.Claim
		want   []graph.Interval
	}{
		{"without a status", []graph.Claim{claim("rule", "applies_to", "x")}, []graph.Interval{graph.Always}},
		{"a draft", []graph.Claim{status("rule", "draft", graph.Always)}, nil},
		{"paused and resumed", []graph.Claim{status("rule", "in-force", from(1)), status("rule", "paused", from(5)), status("rule", "in-force", from(8))},
			[]graph.Interval{days(1, 5), from(8)}},
		{"over", []graph.Claim{status("rule", "in-force", from(1)), status("rule", "over", from(5))}, []graph.Interval{days(1, 5)}},
		{"paused by another while that binds", []graph.Claim{status("rule", "in-force", from(1)), status("stay", "in-force", days(3, 6)), claim("stay", "pauses", "rule")},
			[]graph.Interval{days(1, 3), from(6)}},
		{"ended by another", []graph.Claim{status("rule", "in-force", from(1)), status("repeal", "in-force", days(3, 6)), claim("repeal", "ends", "rule")},
			[]graph.Interval{days(1, 3)}},
		{"ended by one that is paused when it would", []graph.Claim{status("rule", "in-force", from(1)), status("repeal", "in-force", days(3, 6)),
			cut("repeal", "ends", "rule", days(4, 5)), status("stay", "in-force", days(4, 5)), claim("stay", "pauses", "repeal")}, []graph.Interval{from(1)}},
		{"in a circle", []graph.Claim{status("rule", "in-force", from(1)), claim("rule", "pauses", "other"), claim("other", "pauses", "third"), claim("third", "pauses", "rule")},
			[]graph.Interval{from(1)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := build(t, scopeOntology(t), c.claims)
			b := NewBindings(s, s.KnownMask(time.Time{}))
			var got []graph.Interval
			for _, f := range b.Of(node(t, s, "rule")) {
				got = append(got, f.Valid)
			}
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("it binds during %v, want %v", got, c.want)
			}
		})
	}
}

// Each of many decisions pauses the next.
func TestLongLineOfSuspensions(t *testing.T) {
	claims := []graph.Claim{}
	for i := range 5000 {
		claims = append(claims, claim(fmt.Sprintf("d%05d", i), "pauses", fmt.Sprintf("d%05d", i+1)))
	}
	s := build(t, scopeOntology(t), claims)
	b := NewBindings(s, s.KnownMask(time.Time{}))
	if b.At(node(t, s, "d05000"), 0) == nil || b.At(node(t, s, "d04999"), 0) != nil {
		t.Error("every second decision is paused, from the second on, and the last is not")
	}
}
