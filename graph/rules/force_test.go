package rules

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"chokepoint/graph"
)

// grounded lists the stretches in which a decision binds, as "1..5 stated": days from 1970-01-01 on.
func grounded(fs []Force) string {
	day := func(d graph.Date) string {
		if !d.Bounded() {
			return ""
		}
		return strconv.Itoa(int(d.Day()))
	}
	var lines []string
	for _, f := range fs {
		lines = append(lines, fmt.Sprintf("%s..%s %v %d", day(f.Valid.From), day(f.Valid.To), f.Grounds, len(f.Claims)))
	}
	return strings.Join(lines, ", ")
}

// during is a claim that holds for a time, with a confidence.
func during(c graph.Claim, valid graph.Interval, confidence graph.Confidence) graph.Claim {
	c.Valid, c.Confidence = valid, confidence
	return c
}

func since(d graph.Day) graph.Interval { return graph.Interval{From: graph.DateOf(d), To: graph.End} }

func TestGrounds(t *testing.T) {
	inForce := func(valid graph.Interval, c graph.Confidence) graph.Claim {
		return during(status("rule", "in-force", valid), valid, c)
	}
	stay := func(claims ...graph.Claim) []graph.Claim {
		return append(claims, inForce(since(1), graph.Official), claim("stay", "pauses", "rule"))
	}
	for _, c := range []struct {
		name   string
		claims []graph.Claim
		want   string
	}{
		{"without a status", []graph.Claim{claim("rule", "applies_to", "x")}, ".. unstated 0"},
		{"stated", []graph.Claim{inForce(since(1), graph.Reported)}, "1.. stated 1"},
		{"estimated, then disputed", []graph.Claim{inForce(days(1, 4), graph.Estimated), inForce(since(4), graph.Disputed)}, "1..4 estimated 1, 4.. disputed 1"},
		{"a better claim covers a weaker one", []graph.Claim{inForce(days(1, 9), graph.Official), inForce(since(4), graph.Estimated)}, "1..9 stated 1, 9.. estimated 1"},

		{"its own pause lapses", []graph.Claim{inForce(since(1), graph.Official), status("rule", "paused", days(3, 6))}, "1..3 stated 1, 6.. terms 1"},
		{"a pause before it", []graph.Claim{inForce(since(6), graph.Official), status("rule", "paused", days(3, 6))}, "6.. stated 1"},
		{"it is said to bind again", []graph.Claim{inForce(since(1), graph.Official), status("rule", "paused", days(3, 6)), inForce(since(6), graph.Reported)},
			"1..3 stated 1, 6.. stated 1"},
		{"it is estimated to", []graph.Claim{inForce(since(1), graph.Official), status("rule", "paused", days(3, 6)), inForce(since(6), graph.Estimated)},
			"1..3 stated 1, 6.. estimated 1"},
		{"it is said later to", []graph.Claim{inForce(since(1), graph.Official), status("rule", "paused", days(3, 6)), inForce(days(8, 9), graph.Reported)},
			"1..3 stated 1, 6..8 terms 1, 8..9 stated 1, 9.. terms 1"},
		{"its pause has no end but that it binds again", []graph.Claim{inForce(days(1, 3), graph.Official), status("rule", "paused", since(3)), inForce(since(6), graph.Official)},
			"1..3 stated 1, 6.. stated 1"},
		{"two pauses", []graph.Claim{inForce(since(1), graph.Official), status("rule", "paused", days(3, 4)), status("rule", "paused", days(6, 8))},
			"1..3 stated 1, 4..6 terms 1, 8.. terms 1"},

		{"a stay lapses", stay(status("stay", "in-force", days(3, 6))), "1..3 stated 1, 6.. terms 1"},
		{"a stay pauses it for a time", stay(status("stay", "in-force", since(0)), during(claim("stay", "pauses", "rule"), days(3, 6), graph.Official))[:3],
			"1..3 stated 1, 6.. terms 1"},
		{"a stay is repealed", stay(status("stay", "in-force", since(3)), status("stay", "over", since(6))), "1..3 stated 1, 6.. stated 1"},
		{"a stay is repealed on its last day", stay(status("stay", "in-force", days(3, 6)), status("stay", "over", since(6))), "1..3 stated 1, 6.. stated 1"},
		{"a stay is ended by another", stay(status("stay", "in-force", since(3)), status("repeal", "in-force", since(6)), claim("repeal", "ends", "stay")),
			"1..3 stated 1, 6.. stated 1"},
		{"a stay is stayed for a time", stay(status("stay", "in-force", days(3, 9)), status("other", "in-force", days(5, 7)), claim("other", "pauses", "stay")),
			"1..3 stated 1, 5..7 stated 1, 9.. terms 1"},
		{"a stay goes on with other support", stay(status("stay", "in-force", days(3, 6)), during(status("stay", "in-force", since(6)), days(6, 9), graph.Estimated)),
			"1..3 stated 1, 9.. terms 1"},
		{"nothing but a stay is known", []graph.Claim{status("stay", "in-force", days(3, 6)), claim("stay", "pauses", "rule")}, "..3 unstated 0, 6.. terms 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := build(t, scopeOntology(t), c.claims)
			fs := NewBindings(s, s.KnownMask(time.Time{})).Of(node(t, s, "rule"))
			if got := grounded(fs); got != c.want {
				t.Errorf("it binds %s, want %s", got, c.want)
			}
		})
	}
}

func TestGroundsThatAreDoubtful(t *testing.T) {
	for g, want := range map[Grounds]bool{Unstated: false, Stated: false, Estimated: true, Disputed: true, Terms: true, Assumed: false} {
		if g.Doubtful() != want {
			t.Errorf("%v is doubtful: %v", g, !want)
		}
	}
}

// What a decision has for consequence on the mere terms of a pause is an estimate, and a claim of its own.
func TestConclusionsOnTerms(t *testing.T) {
	s := build(t, scopeOntology(t), []graph.Claim{claim("rule", "applies_to", "party"), during(status("rule", "in-force", since(1)), since(1), graph.Official),
		during(status("rule", "paused", days(3, 6)), days(3, 6), graph.Official)}, Derive)
	got := map[graph.Date]graph.Confidence{}
	for _, st := range derived(s) {
		got[st.Valid.From] = st.Confidence
	}
	if want := (map[graph.Date]graph.Confidence{graph.DateOf(1): graph.Reported, graph.DateOf(6): graph.Estimated}); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the party is bound from %v, want %v", got, want)
	}
}

// A list whose pause has lapsed reaches affiliates no more surely than it binds.
func TestAffiliatesOnTerms(t *testing.T) {
	o := tradeOntology(t)
	o.Binding.Interrupted = []string{"off"}
	claims := []graph.Claim{during(claim("a", "listed_by", "list"), since(1), graph.Official), claim("rule", "amends", "list"), owned("b", "a", 0.5),
		status("list", "on", since(1)), during(status("list", "off", days(3, 6)), days(3, 6), graph.Official)}
	least := claim("rule", "threshold", "")
	least.Value = graph.Value{Type: graph.NumberValue, Number: 0.5}
	kinds := map[string]string{"a": "firm", "b": "firm", "rule": "law", "list": "law"}
	s := buildKinds(t, o, kinds, append(claims, least), Derive)
	var got []string
	for _, st := range derived(s) {
		if st.Role == "affiliate" {
			got = append(got, fmt.Sprintf("%d %v", st.Valid.From.Day(), st.Confidence))
		}
	}
	if want := "[1 reported 6 estimated]"; fmt.Sprint(got) != want {
		t.Errorf("b is an affiliate from %v, want %s", got, want)
	}
}

func TestAssumptions(t *testing.T) {
	s := build(t, scopeOntology(t), []graph.Claim{
		status("rule", "in-force", days(1, 9)), status("rule", "paused", days(5, 6)), claim("stay", "pauses", "rule"), status("stay", "in-force", days(2, 4)),
		claim("repeal", "ends", "other"), status("repeal", "draft", graph.Always), status("other", "in-force", since(1)), claim("unsaid", "applies_to", "x"),
	})
	const said = "1..2 stated 1, 4..5 terms 1, 6..9 terms 1"
	for _, c := range []struct {
		name, decision, status string
		of, want               string
	}{
		{"nothing", "", "", "rule", said},
		{"another", "other", "over", "rule", said},
		{"in force", "rule", "in-force", "rule", ".. assumed 0"},
		{"in force, of which nothing was known", "unsaid", "in-force", "unsaid", ".. assumed 0"},
		{"paused", "rule", "paused", "rule", ""},
		{"over", "rule", "over", "rule", ""},
		{"a draft", "rule", "draft", "rule", ""},
		{"its stay is over", "stay", "over", "rule", "1..5 stated 1, 6..9 terms 1"},
		{"its stay is in force", "stay", "in-force", "rule", ""},
		{"what would end it is in force", "repeal", "in-force", "other", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var assumed []Assumption
			if c.decision != "" {
				a, err := Assume(s, node(t, s, c.decision), c.status)
				if err != nil {
					t.Fatal(err)
				}
				assumed = append(assumed, a)
			}
			b := NewBindings(s, s.KnownMask(time.Time{}), assumed...)
			if got := grounded(b.Of(node(t, s, c.of))); got != c.want {
				t.Errorf("%s binds %s, want %s", c.of, got, c.want)
			}
			if c.decision != "" && !b.Stated(node(t, s, c.decision)) {
				t.Error("what is assumed counts as known")
			}
		})
	}
	b := NewBindings(s, s.KnownMask(time.Time{}), Assumption{node(t, s, "rule"), "in-force"}, Assumption{node(t, s, "rule"), "over"})
	if b.Of(node(t, s, "rule")) != nil {
		t.Error("the last of two assumptions counts")
	}
}

func TestAssumptionsThatAreNone(t *testing.T) {
	o := tradeOntology(t)
	s := buildKinds(t, o, map[string]string{"a": "firm", "rule": "law"}, nil)
	if _, err := Assume(s, node(t, s, "a"), "on"); !errors.Is(err, graph.ErrKind) {
		t.Errorf("of a firm: %v", err)
	}
	if _, err := Assume(s, node(t, s, "rule"), "of"); !errors.Is(err, graph.ErrUnknownTerm) || !strings.Contains(err.Error(), "on, off") {
		t.Errorf("a status that is none: %v", err)
	}
}
