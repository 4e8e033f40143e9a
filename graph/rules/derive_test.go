package rules

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"chokepoint/graph"
)

// layers are owners of owners, each layer of two owned by both of the next, with one party below and one owner above.
func layers(n int) []graph.Claim {
	claims := []graph.Claim{claim("rule", "applies_to", "top")}
	below := []string{"party"}
	for i := range n {
		layer := []string{fmt.Sprintf("left-%d", i), fmt.Sprintf("right-%d", i)}
		for _, x := range below {
			for _, y := range layer {
				claims = append(claims, claim(x, "owned_by", y))
			}
		}
		below = layer
	}
	for _, x := range below {
		claims = append(claims, claim(x, "owned_by", "top"))
	}
	return claims
}

func TestManyChainsToOneOwner(t *testing.T) {
	began := time.Now()
	s := build(t, scopeOntology(t), layers(18), Derive)
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
	bound := map[string]int{}
	for _, st := range derived(s) {
		bound[st.Subject]++
		if st.Subject == "party" && len(st.DerivedFrom) != 20 {
			t.Errorf("it rests on %d claims, want the 19 of one chain and the scope", len(st.DerivedFrom))
		}
	}
	if len(bound) != 2*18+2 || bound["party"] != 1 {
		t.Errorf("bound, and how often: %v", bound)
	}
}

func TestDeriveEndsWithTheContext(t *testing.T) {
	s := build(t, scopeOntology(t), layers(8))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Derive(ctx, s); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestCirclesEndNowhere(t *testing.T) {
	s := build(t, scopeOntology(t), []graph.Claim{
		claim("rule", "applies_to", "group"), claim("b", "member_of", "group"), claim("group", "member_of", "federation"), claim("federation", "member_of", "group"),
		claim("a", "owned_by", "b"), claim("b", "owned_by", "c"), claim("c", "owned_by", "b"),
	}, Derive)
	got := map[string]int{}
	for _, st := range derived(s) {
		got[st.Subject] = len(st.DerivedFrom)
	}
	if want := map[string]int{"b": 2, "group": 1, "federation": 2}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("bound, and by how many claims: %v, want %v", got, want)
	}
}

// boundBy lists the conclusions about a party owned by an owner that a rule names, given further claims.
func boundBy(t *testing.T, claims ...graph.Claim) []graph.Statement {
	t.Helper()
	s := build(t, scopeOntology(t), append(claims, claim("rule", "applies_to", "owner")), Derive)
	var about []graph.Statement
	for _, st := range derived(s) {
		if st.Subject == "party" {
			about = append(about, st)
		}
	}
	return about
}

func TestTheBestSupportedShareDecides(t *testing.T) {
	with := func(c graph.Claim, confidence graph.Confidence, valid graph.Interval) graph.Claim {
		c.Confidence, c.Valid = confidence, valid
		return c
	}
	between := func(c graph.Claim, most float64) graph.Claim {
		c.ShareMost = graph.ShareOf(most)
		return c
	}
	controlled := claim("party", "controlled_by", "owner")
	for _, c := range []struct {
		name   string
		claims []graph.Claim
		want   []graph.Interval
	}{
		{"half", []graph.Claim{owned("party", "owner", 0.5)}, []graph.Interval{graph.Always}},
		{"a billionth less", []graph.Claim{owned("party", "owner", 0.499999999)}, nil},
		{"a range that ends above it", []graph.Claim{between(owned("party", "owner", 0.25), 0.75)}, nil},
		{"a range that begins there", []graph.Claim{between(owned("party", "owner", 0.5), 0.75)}, []graph.Interval{graph.Always}},
		{"a range against an unknown share", []graph.Claim{with(between(owned("party", "owner", 0.25), 0.75), graph.Disputed, graph.Always), controlled}, nil},
		{"a known share against an unknown one", []graph.Claim{with(owned("party", "owner", 0.1), graph.Official, graph.Always), with(controlled, graph.Disputed, graph.Always)}, nil},
		{"even where it is worse supported", []graph.Claim{with(owned("party", "owner", 0.1), graph.Reported, graph.Always), with(controlled, graph.Official, graph.Always)}, nil},
		{"while it holds", []graph.Claim{with(owned("party", "owner", 0.1), graph.Official, days(10, 20)), with(controlled, graph.Reported, days(5, 30))},
			[]graph.Interval{days(5, 10), days(20, 30)}},
		{"of two known shares the better supported", []graph.Claim{with(owned("party", "owner", 0.6), graph.Disputed, days(0, 9)), with(owned("party", "owner", 0.1), graph.Official, days(1, 9))},
			[]graph.Interval{days(0, 1)}},
		{"whichever that is", []graph.Claim{with(owned("party", "owner", 0.6), graph.Official, days(0, 9)), with(owned("party", "owner", 0.1), graph.Disputed, days(1, 9))},
			[]graph.Interval{days(0, 9)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []graph.Interval
			for _, st := range boundBy(t, c.claims...) {
				got = append(got, st.Valid)
			}
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("bound during %v, want %v", got, c.want)
			}
		})
	}
}

func TestWeakerConclusionOutlastsStronger(t *testing.T) {
	strong, weak, useless := owned("party", "owner", 0.6), claim("party", "controlled_by", "owner"), claim("party", "controlled_by", "holding")
	strong.Valid, strong.Confidence = days(0, 10), graph.Official
	weak.Valid, weak.Confidence = days(0, 20), graph.Estimated
	useless.Valid, useless.Confidence = days(2, 8), graph.Disputed
	var got []string
	for _, st := range boundBy(t, strong, weak, useless, claim("holding", "owned_by", "owner")) {
		got = append(got, fmt.Sprint(st.Valid.From, " ", st.Valid.To, " ", st.Confidence))
	}
	if want := "[1970-01-01 1970-01-11 reported 1970-01-11 1970-01-21 estimated]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
