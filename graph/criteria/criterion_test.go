package criteria

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// judged puts a criterion to h1 among facts.
func judged(t *testing.T, expression, facts string) Judgement {
	t.Helper()
	s := compiled(t, "decision: law\nchip: h1\nlaw criterion "+expression+"\n"+facts)
	j, err := judgeOne(t, unbounded(), s)
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return j
}

func judgeOne(t *testing.T, l *limits.Limits, s *snapshot.Snapshot) (Judgement, error) {
	t.Helper()
	m, err := s.ClaimMask(graph.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for ref := range s.AttributesNamed(node(t, s, "law"), "criterion") {
		return Of(s, node(t, s, "h1"), m.Admits).Judge(l, ref)
	}
	t.Fatal("there is no criterion")
	return Judgement{}, nil
}

func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		expression, facts string
		want              Verdict
		missing, disputed []string
	}{
		{"tpp >= 4800.0", "h1 fp8 600 tops", Met, nil, nil},
		{"tpp >= 4800.0", "h1 fp8 599 tops\nh1 fp16 10 tops", NotMet, nil, nil},
		{"tpp >= 4800.0", "h1 area 5 mm2", Unknown, []string{"tpp"}, nil},
		{"tpp >= 4800.0 || area < 10.0", "h1 area 5 mm2", Met, []string{"tpp"}, nil},
		{"dual && vendor == 'V'", "h1 dual true\nh1 vendor V", Met, nil, nil},
		{"bandwidth >= 4000.0", "h1 bandwidth 4 TB/s", Met, nil, nil},

		// The best supported value decides, unless another decides otherwise.
		{"a > 1.0", "h1 a 2\nvaguely h1 a 3", Met, nil, nil},
		{"a > 1.0", "h1 a 2\nvaguely h1 a 1", Unknown, nil, []string{"a"}},
		{"a > 1.0 || c > 1.0", "h1 a 2\nvaguely h1 a 1\nh1 c 0\nvaguely h1 c 1", Unknown, nil, []string{"a"}},
		{"vendor == 'V'", "h1 vendor V\nvaguely h1 vendor W", Unknown, nil, []string{"vendor"}},
		// What a source gives is not computed, so that what it would be computed from decides nothing.
		{"tpp > 4800.0", "h1 tpp 4000\nh1 fp8 1 tops\nvaguely h1 fp8 1000 tops", NotMet, nil, nil},

		// What is unknown decides only where it matters.
		{"tpp >= 4800.0 || market == 'servers'", "h1 tpp 4800", Met, []string{"market"}, nil},
		{"tpp >= 4800.0 || market == 'servers'", "h1 tpp 4799.9", Unknown, []string{"market"}, nil},
		{"tpp >= 4800.0 && market == 'servers'", "h1 tpp 4799.9", NotMet, []string{"market"}, nil},
		{"tpp >= 4800.0 && market in ['servers']", "h1 tpp 4800", Unknown, []string{"market"}, nil},
		{"!(market in ['servers'])", "h1 market gamers", Met, nil, nil},

		// Terms that sources differ on.
		{"tpp >= 4800.0 || market == 'servers'", "h1 tpp 1\nh1 market gamers\nvaguely h1 market servers", Unknown, nil, []string{"market"}},
		{"tpp >= 4800.0 || market == 'servers'", "h1 tpp 4800\nh1 market gamers\nvaguely h1 market servers", Met, nil, nil},
		{"a > 1.0 && market == 'servers'", "h1 a 1\nvaguely h1 a 2\nh1 market gamers\nvaguely h1 market servers", Unknown, nil, []string{"a", "market"}},

		// None alone decides otherwise, together they do.
		{"a > 1.0 && b > 1.0", "h1 a 1\nvaguely h1 a 2\nh1 b 1\nvaguely h1 b 2", Unknown, nil, []string{"a", "b"}},
		{"a > 1.0 && b > 1.0", "h1 a 1\nvaguely h1 a 2\nh1 b 1\nvaguely h1 b 2\nh1 c 1\nvaguely h1 c 2", Unknown, nil, []string{"a", "b"}},
		{"a + b + c > 5.0", "h1 a 1\nvaguely h1 a 2\nh1 b 1\nvaguely h1 b 2\nh1 c 1\nvaguely h1 c 2", Unknown, nil, []string{"a", "b", "c"}},
		{"density >= 10.0", "h1 fp8 100 tops\nvaguely h1 fp8 150 tops\nh1 area 200 mm2\nvaguely h1 area 120 mm2", Unknown, nil, []string{"fp8", "area"}},
	} {
		j := judged(t, c.expression, c.facts)
		if j.Verdict != c.want || !slices.Equal(j.Missing, c.missing) || !slices.Equal(j.Disputed, c.disputed) {
			t.Errorf("%s on\n%s\nis %s, missing %v, disputed %v; want %s, %v, %v", c.expression, c.facts, j.Verdict, j.Missing, j.Disputed, c.want, c.missing, c.disputed)
		}
	}
}

// Of more combinations than are tried nothing is known.
func TestTooManyCombinations(t *testing.T) {
	facts := ""
	for _, name := range []string{"a", "b", "c"} {
		for _, value := range []string{"1", "2", "3", "4", "5", "6", "7"} {
			facts += "h1 " + name + " " + value + "\n"
		}
	}
	if j := judged(t, "a + b + c > 0.0", facts); j.Verdict != Unknown || !slices.Equal(j.Disputed, []string{"a", "b", "c"}) {
		t.Errorf("343 combinations: %s, disputed %v", j.Verdict, j.Disputed)
	}
	if j := judged(t, "a + b > 0.0", facts); j.Verdict != Met || len(j.Disputed) > 0 {
		t.Errorf("49 combinations: %s, disputed %v", j.Verdict, j.Disputed)
	}
}

// Figures are compared as they are, to the last decimal, and not as they are shown.
func TestThresholdsAreExact(t *testing.T) {
	for _, c := range []struct {
		expression, facts string
		want              Verdict
	}{
		{"density >= 5.92", "h1 tpp 5919.5\nh1 area 1000 mm2", NotMet}, // shown as 5.92
		{"density >= 5.92", "h1 tpp 5920\nh1 area 1000 mm2", Met},
		{"density >= 5.92", "h1 tpp 1.776\nh1 area 0.3 mm2", Met},
		{"hundredfold >= 435.0", "h1 a 4.35", Met}, // 4.35 × 100 is 434.99999999999994 in binary
		{"hundredfold > 110.0", "h1 a 1.1", NotMet},
		{"bandwidth >= 4350.1", "h1 bandwidth 4.3501 TB/s", Met},
		{"bandwidth <= 2010.0", "h1 bandwidth 2.01 TB/s", Met}, // 2.01 × 1000 is 2009.9999999999998
		{"bandwidth >= 2010.0", "h1 bandwidth 2.01 TB/s", Met},
	} {
		if j := judged(t, c.expression, c.facts); j.Verdict != c.want {
			t.Errorf("%s on %s: %s, want %s; figures %+v", c.expression, c.facts, j.Verdict, c.want, j.Figures)
		}
	}
}

func TestFiguresCarryTheirOrigin(t *testing.T) {
	j := judged(t, "density >= 1.0", "h1 fp8 1979 tops\nh1 area 814 mm2")
	if len(j.Figures) != 1 {
		t.Fatalf("figures %+v", j.Figures)
	}
	density := j.Figures[0]
	if len(density.From) != 2 || len(density.Claims) != 2 {
		t.Fatalf("density comes from %+v by %v", density.From, density.Claims)
	}
	tpp := density.From[0]
	if tpp.Value != 15832 || tpp.Times != 8 || len(tpp.From) != 1 || tpp.From[0].Value != 1979 || tpp.From[0].Unit != "tops" {
		t.Errorf("tpp is %+v", tpp)
	}
}

// nested is a criterion of loops in loops, whose cost grows tenfold with each.
func nested(depth int) string {
	text := "a > 1.0"
	for i := range depth {
		text = "[1,2,3,4,5,6,7,8,9,10].all(x" + string(rune('a'+i)) + ", " + text + ")"
	}
	return text
}

func TestCriteriaThatAreNone(t *testing.T) {
	o := testOntology(t)
	for expression, says := range map[string]string{
		nested(1):                     "goes over a list by all",
		nested(8):                     "goes over a list by all",
		"[1].exists(x, x > 0)":        "goes over a list by exists",
		"[1].exists_one(x, x > 0)":    "by exists_one",
		"size([1].map(x, x)) > 0":     "by map",
		"size([1].filter(x, x)) == 1": "by filter",
		"a":                           "is a double: write a condition",
		"a >":                         "Syntax error",
		"unheard > 1.0":               "undeclared reference to 'unheard'",
		"a > 'x'":                     "no matching overload",
	} {
		err := Check(o, expression)
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want one line with %q", expression, err, says)
		}
	}
	if err := Check(o, "tpp >= 4800.0 || (tpp >= 1600 && density >= 5.92) && vendor != 'V'"); err != nil {
		t.Error(err)
	}
}

func TestEnvironmentIsMadeOnce(t *testing.T) {
	one, other := testOntology(t), testOntology(t)
	first, err := environmentOf(one)
	again, _ := environmentOf(one)
	if err != nil || first != again {
		t.Errorf("an environment is made twice for one ontology: %v", err)
	}
	if e, _ := environmentOf(other); e == first {
		t.Error("two ontologies have one environment")
	}
}

func TestAttributeComputedFromItself(t *testing.T) {
	o := testOntology(t)
	o.Attribute("fp8").Computed = &graph.Computation{Ratio: []string{"density", "area"}}
	if err := Check(o, "a > 1.0"); !errors.Is(err, graph.ErrOntology) {
		t.Errorf("fp8 is computed from density, which is from tpp, which is from fp8: %v", err)
	}
}

// A criterion that costs more than it may is an error that says so, however it came into the store.
func TestCostOfACriterion(t *testing.T) {
	long := "a > 0.0" + strings.Repeat(" && size([a, b]) == 2", costLimit/10)
	s := compiled(t, "decision: law\nchip: h1\nh1 a 1\nh1 b 1\nlaw criterion "+long)
	if _, err := judgeOne(t, unbounded(), s); !errors.Is(err, graph.ErrTooCostly) || !strings.Contains(err.Error(), "criterion") {
		t.Errorf("a long criterion: %.200v", err)
	}
	looping := compiled(t, "decision: law\nchip: h1\nh1 a 2\nlaw criterion "+nested(8))
	begun := time.Now()
	if _, err := judgeOne(t, unbounded(), looping); err == nil || time.Since(begun) > 30*time.Second {
		t.Errorf("a criterion of loops: %v, after %v", err, time.Since(begun))
	}
}

func TestCriterionEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s := compiled(t, "decision: law\nchip: h1\nh1 a 1\nlaw criterion a > 0.0")
	if _, err := judgeOne(t, limits.New(ctx, graph.Budget{}), s); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
