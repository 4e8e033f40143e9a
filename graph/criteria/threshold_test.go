package criteria

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// listed writes thresholds as "tpp 2368 >= 4800 not-met; …".
func listed(all []Threshold) string {
	var texts []string
	for _, t := range all {
		limit := t.Limit.String()
		if t.Op == "in" {
			var among []string
			for _, v := range t.Among {
				among = append(among, v.String())
			}
			limit = strings.Join(among, "|")
		}
		value := "?"
		if t.Known() {
			value = t.Value.String()
		}
		texts = append(texts, fmt.Sprint(t.Name, " ", value, " ", t.Op, " ", limit, " ", t.Verdict))
	}
	return strings.Join(texts, "; ")
}

func TestThresholds(t *testing.T) {
	for _, c := range []struct{ expression, facts, want string }{
		{"tpp >= 4800.0 || (tpp >= 1600.0 && density >= 5.92)", "h1 fp8 296 tops\nh1 area 814 mm2",
			"tpp 2368 >= 4800 not-met; tpp 2368 >= 1600 met; density 2.909090909090909 >= 5.92 not-met"},
		{"4800.0 <= tpp && 1.0 > a && 2.0 == b", "h1 tpp 4800\nh1 b 2", "tpp 4800 >= 4800 met; a ? < 1 unknown; b 2 == 2 met"},
		{"!(a < 1.0) && a != 2.0", "h1 a 2", "a 2 < 1 not-met; a 2 != 2 not-met"},
		{"bandwidth >= 4000.0", "h1 bandwidth 4 TB/s", "bandwidth 4000 GB/s >= 4000 GB/s met"},
		{"bandwidth + bandwidth >= 9.0 * 1000.0", "h1 bandwidth 4.5 TB/s", "bandwidth + bandwidth 9000 GB/s >= 9000 GB/s met"},
		{"a + b >= 0.8 && -1.0 < a", "h1 a 0.1\nh1 b 0.7", "a + b 0.8 >= 0.8 met; a 0.1 > -1 met"},
		{"a + b >= 0.8", "h1 a 0.1", "a + b ? >= 0.8 unknown"},
		{"a / b > 1.0", "h1 a 5\nh1 b 2", "a / b 2.5 > 1 met"},
		{"market == 'servers' || vendor in ['V', 'W']", "h1 vendor W", "market ? == servers unknown; vendor W in V|W met"},
		{"a in [1.0, 2.0]", "h1 a 3", "a 3 in 1|2 not-met"},
		{"dual && !(dual == false)", "h1 dual true", "dual true == true met; dual true == false not-met"},
		{"(a > 1.0) == true && (a > 1.0 ? b > 1.0 : c > 1.0)", "h1 a 2", "a 2 > 1 met; b ? > 1 unknown; c ? > 1 unknown"},
		{"a > 1.0 || (b > 1.0 && a > 1.0)", "h1 a 1", "a 1 > 1 not-met; b ? > 1 unknown"},
		{"a > b", "h1 a 1", ""},
		{"a > 1.0", "h1 a 2\nvaguely h1 a 1", "a 2 > 1 met"}, // the best supported
		{"tpp >= 1600", "h1 tpp 1600", "tpp 1600 >= 1600 met"},
	} {
		if got := listed(judged(t, c.expression, c.facts).Thresholds); got != c.want {
			t.Errorf("%s on %q: %s, want %s", c.expression, c.facts, got, c.want)
		}
	}
}

// Sums, differences, products and quotients are those of decimal numbers.
func TestArithmeticIsDecimal(t *testing.T) {
	for expression, want := range map[string]Verdict{
		"a + b >= 0.8": Met, "a + b <= 0.8": Met, "a + b + c == 0.9": Met, "b - a == 0.6": Met, "a * b == 0.07": Met, "b / a == 7.0": Met,
		"a + 1.0 > 1.1": NotMet, "a / (b - b) > 1000.0": Met, "a - missing > 1.0": Unknown, "a / 3.0 < 0.1": Met,
	} {
		expression = strings.ReplaceAll(expression, "missing", "tpp")
		if j := judged(t, expression, "h1 a 0.1\nh1 b 0.7\nh1 c 0.1"); j.Verdict != want {
			t.Errorf("%s is %s, want %s; %s", expression, j.Verdict, want, listed(j.Thresholds))
		}
	}
}

// The work of compiling a criterion grows with its length: this one would not end if each sum looked at its left side twice.
func TestLongSums(t *testing.T) {
	if j := judged(t, strings.Repeat("a + ", 60)+"a > 6.0", "h1 a 0.1"); j.Verdict != Met {
		t.Errorf("a sum of 61 is %s: %s", j.Verdict, listed(j.Thresholds))
	}
}

// condition is a random criterion of comparisons, and how they join.
type condition struct {
	text string
	leaf bool
	op   string // of what joins the parts: &&, || or !
	of   []*condition
}

var figuresOfProperty = []string{"a", "b", "c", "tpp", "density"}

func drawCondition(t *rapid.T, depth int) *condition {
	if depth == 0 || rapid.IntRange(0, 2).Draw(t, "leaf") == 0 {
		return &condition{leaf: true, text: drawComparison(t)}
	}
	op := rapid.SampledFrom([]string{"&&", "||", "!"}).Draw(t, "op")
	c := &condition{op: op, of: []*condition{drawCondition(t, depth-1)}}
	if op == "!" {
		c.text = "!(" + c.of[0].text + ")"
		return c
	}
	c.of = append(c.of, drawCondition(t, depth-1))
	c.text = "(" + c.of[0].text + " " + op + " " + c.of[1].text + ")"
	return c
}

// drawComparison makes a comparison, either way round.
func drawComparison(t *rapid.T) string {
	switch rapid.IntRange(0, 5).Draw(t, "sort") {
	case 0:
		return "market " + rapid.SampledFrom([]string{"==", "!="}).Draw(t, "op") + " 'servers'"
	case 1:
		return "vendor in ['V', 'W']"
	case 2:
		return "dual"
	}
	ops := []string{"<", "<=", ">", ">=", "==", "!="}
	figure := rapid.SampledFrom(append(figuresOfProperty, "a + b", "a - c")).Draw(t, "figure")
	limit := rapid.SampledFrom([]string{"0.0", "0.1", "0.2", "0.3", "1.0", "2.4"}).Draw(t, "limit")
	if op := rapid.SampledFrom(ops).Draw(t, "op"); rapid.Bool().Draw(t, "mirrored") {
		return limit + " " + op + " " + figure
	} else {
		return figure + " " + op + " " + limit
	}
}

// joins are the verdicts of conditions joined, where what is unknown may be either.
func (c *condition) joins(leaves map[string]Verdict) Verdict {
	if c.leaf {
		return leaves[c.text]
	}
	possible := map[bool]bool{}
	for _, x := range may(c.of[0].joins(leaves)) {
		if c.op == "!" {
			possible[!x] = true
			continue
		}
		for _, y := range may(c.of[1].joins(leaves)) {
			possible[c.op == "&&" && x && y || c.op == "||" && (x || y)] = true
		}
	}
	switch {
	case len(possible) == 2:
		return Unknown
	case possible[true]:
		return Met
	}
	return NotMet
}

func may(v Verdict) []bool {
	switch v {
	case Met:
		return []bool{true}
	case NotMet:
		return []bool{false}
	}
	return []bool{true, false}
}

func (c *condition) leaves() []string {
	if c.leaf {
		return []string{c.text}
	}
	var all []string
	for _, part := range c.of {
		all = append(all, part.leaves()...)
	}
	return all
}

// The comparisons of a criterion, joined as it joins them, say what it says; and each is that of its own text.
func TestThresholdsMakeUpTheVerdict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCondition(t, rapid.IntRange(0, 4).Draw(t, "depth"))
		var given []Given
		for _, name := range []string{"a", "b", "c", "area", "tpp"} {
			if text := rapid.SampledFrom([]string{"", "0", "0.1", "0.2", "0.3", "1", "2.4"}).Draw(t, name); text != "" {
				given = append(given, Given{name, text})
			}
		}
		for name, texts := range map[string][]string{"market": {"", "servers", "gamers"}, "vendor": {"", "V", "X"}, "dual": {"", "true", "false"}} {
			if text := rapid.SampledFrom(texts).Draw(t, name); text != "" {
				given = append(given, Given{name, text})
			}
		}
		if len(given) == 0 {
			return
		}
		leaves := map[string]Verdict{}
		lines := "decision: law\nlaw criterion " + c.text
		for _, text := range c.leaves() {
			lines += "\nlaw criterion " + text
		}
		s := compiled(tb(t), lines)
		f, err := OfFigures(s, "", given)
		if err != nil {
			t.Fatal(err)
		}
		var whole Judgement
		for ref := range s.AttributesNamed(node(tb(t), s, "law"), "criterion") {
			j, err := f.Judge(unbounded(), ref)
			if err != nil {
				t.Fatal(err)
			}
			text := s.Value(ref).Text
			if text == c.text {
				whole = j
			}
			for _, leaf := range c.leaves() {
				if text != leaf {
					continue
				}
				if len(j.Thresholds) != 1 || j.Thresholds[0].Verdict != j.Verdict {
					t.Fatalf("%s is %s; its thresholds are %s", text, j.Verdict, listed(j.Thresholds))
				}
				leaves[text] = j.Verdict
			}
		}
		if want := c.joins(leaves); whole.Verdict != want {
			t.Fatalf("%s of %v is %s, and its parts together %s: %s", c.text, given, whole.Verdict, want, listed(whole.Thresholds))
		}
		distinct := map[string]bool{}
		for _, text := range c.leaves() {
			distinct[listed(judgedOn(t, f, text))] = true
		}
		for _, th := range whole.Thresholds {
			if one := listed([]Threshold{th}); !distinct[one] {
				t.Fatalf("%s has the threshold %s, which is none of %v", c.text, one, distinct)
			}
			delete(distinct, listed([]Threshold{th}))
		}
		if len(distinct) > 0 {
			t.Fatalf("%s has not the thresholds %v", c.text, distinct)
		}
	})
}

// judgedOn are the thresholds of an expression on figures.
func judgedOn(t *rapid.T, f *Figures, expression string) []Threshold {
	c, err := libraryOf(f.s).compile(expression)
	if err != nil {
		t.Fatal(err)
	}
	all, err := f.thresholds(unbounded(), c, c.compares)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// tb lets a fixture fail a property.
func tb(t *rapid.T) testing.TB { return fixture{t: t} }

type fixture struct {
	testing.TB
	t *rapid.T
}

func (f fixture) Helper()                         {}
func (f fixture) Fatal(args ...any)               { f.t.Fatal(args...) }
func (f fixture) Fatalf(text string, args ...any) { f.t.Fatalf(text, args...) }
