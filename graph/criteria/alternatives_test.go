package criteria

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// ways writes alternatives as "tpp >= 4800 & a < 1 | …".
func ways(t testing.TB, expression string) string {
	t.Helper()
	s := compiled(t, "decision: law\nlaw criterion "+expression)
	for ref := range s.AttributesNamed(node(t, s, "law"), "criterion") {
		all, err := Alternatives(s, ref)
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, joint := range all {
			var parts []string
			for _, th := range joint {
				limit := th.Limit.String()
				if th.Op == "in" {
					limit = th.Among[0].String() + "…"
				}
				parts = append(parts, th.Name+" "+th.Op+" "+limit)
			}
			texts = append(texts, strings.Join(parts, " & "))
		}
		return strings.Join(texts, " | ")
	}
	t.Fatal("there is no criterion")
	return ""
}

func TestAlternatives(t *testing.T) {
	for expression, want := range map[string]string{
		"tpp >= 4800.0": "tpp >= 4800",
		"(tpp >= 4800.0 || (tpp >= 1600.0 && density >= 5.92)) && (market == 'servers' || tpp >= 4800.0)": "tpp >= 4800 | tpp >= 1600 & density >= 5.92 & market == servers",
		"tpp >= 1600.0 && tpp >= 2400.0 && tpp < 4800.0":                                                  "tpp >= 2400 & tpp < 4800",
		"tpp >= 4800.0 && tpp < 4800.0 || a > 1.0":                                                        "a > 1",
		"a >= 1.0 && a <= 1.0":                          "a >= 1 & a <= 1",
		"!(a < 1.0 || market in ['servers', 'gamers'])": "a >= 1 & market != servers & market != gamers",
		"!(a < 1.0 && b < 1.0)":                         "a >= 1 | b >= 1",
		"market == 'servers' && market in ['gamers']":   "",
		"market in ['gamers'] && market != 'servers'":   "market in gamers…",
		"dual && !dual":                                 "",
		"bandwidth + bandwidth >= 9000.0 || 2.0 > a":    "bandwidth + bandwidth >= 9000 GB/s | a < 2",
		"a > b":                       "",
		"a > 1.0 ? b > 1.0 : c > 1.0": "",
		"(a > 1.0) == (b > 1.0)":      "",
		"a > 1.0 || a >= 1.0":         "a >= 1",
		strings.Repeat("(a > 1.0 || b > 1.0) && ", 3) + "dual": "a > 1 & dual == true | b > 1 & dual == true",
	} {
		if got := ways(t, expression); got != want {
			t.Errorf("%s: %s, want %s", expression, got, want)
		}
	}
}

// An item of which all is known meets a criterion if, and only if, it meets one of the ways that are given.
func TestAlternativesAreTheCriterion(t *testing.T) {
	given := 0
	rapid.Check(t, func(t *rapid.T) {
		c := drawCondition(t, rapid.IntRange(0, 4).Draw(t, "depth"))
		var figures []Given
		for _, name := range []string{"a", "b", "c", "area", "tpp"} {
			figures = append(figures, Given{name, rapid.SampledFrom([]string{"0", "0.1", "0.2", "0.3", "1", "2.4"}).Draw(t, name)})
		}
		figures[3].Text = "0.3"
		for name, texts := range map[string][]string{"market": {"servers", "gamers"}, "vendor": {"V", "X"}, "dual": {"true", "false"}} {
			figures = append(figures, Given{name, rapid.SampledFrom(texts).Draw(t, name)})
		}
		s := compiled(tb(t), "decision: law\nlaw criterion "+c.text)
		f, err := OfFigures(s, "", figures)
		if err != nil {
			t.Fatal(err)
		}
		compiled, err := libraryOf(s).compile(c.text)
		if err != nil {
			t.Fatal(err)
		}
		want, err := compiled.put(t.Context(), func(name string) any { return f.value(name, nil) })
		if err != nil {
			t.Fatal(err)
		}
		got := NotMet
		for _, joint := range compiled.anyOf {
			all, err := f.thresholds(unbounded(), compiled, joint)
			if err != nil {
				t.Fatal(err)
			}
			met := true
			for _, th := range all {
				met = met && th.Verdict == Met
			}
			if met {
				got = Met
			}
		}
		if got != want {
			t.Fatalf("%s of %v is %s, and by its alternatives %s", c.text, figures, want, got)
		}
		if len(compiled.anyOf) > 1 {
			given++
		}
	})
	if given == 0 {
		t.Error("no criterion had several ways")
	}
}
