package criteria

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// covered lists what criteria are found to cover among facts, as lines.
func covered(t testing.TB, facts string) []string {
	t.Helper()
	lines := []string{}
	for st := range compiled(t, facts, Derive).Statements() {
		if !st.Derived {
			continue
		}
		line := st.Subject + " " + st.Predicate + " " + st.Object
		if st.Valid != graph.Always {
			line += fmt.Sprintf(" %v..%v", st.Valid.From, st.Valid.To)
		}
		if st.Confidence != graph.Confirmed {
			line += " " + st.Confidence.String()
		}
		lines = append(lines, line+fmt.Sprint(" ", len(st.DerivedFrom)))
	}
	slices.Sort(lines)
	return lines
}

func TestDerive(t *testing.T) {
	const law = "decision: law\nchip: h1 h2\nclass: k\nlaw criterion tpp >= 4800.0\n"
	for _, c := range []struct {
		name, facts string
		want        []string
	}{
		{"met", law + "h1 fp8 600 tops\nh2 fp8 599 tops", []string{"law covers h1 2"}},
		{"unknown", law + "h1 area 5 mm2", []string{}},
		{"disputed", law + "h1 fp8 600 tops\nvaguely h1 fp8 500 tops", []string{}},
		{"disputed, whichever is right", law + "h1 fp8 600 tops\nvaguely h1 fp8 700 tops", []string{"law covers h1 2"}},
		{"as sure as its figures", law + "vaguely h1 fp8 600 tops", []string{"law covers h1 estimated 2"}},
		{"no less sure than it need be", "decision: law\nchip: h1\nlaw criterion a > 1.0 || b > 1.0\nvaguely h1 a 2\nh1 b 2", []string{"law covers h1 2"}},
		{"while the figures are so", law + "h1 fp8 600 tops from=2020 to=2022\nh1 fp8 700 tops from=2022 to=2023\nh1 fp8 1 tops from=2023",
			[]string{"law covers h1 2020..2022 2", "law covers h1 2022..2023 2"}},
		{"while the criterion is", "decision: law\nchip: h1\nlaw criterion a > 1.0 from=2020 to=2021\nlaw criterion a > 5.0 from=2021\nh1 a 2", []string{"law covers h1 2020..2021 2"}},
		{"a change that does not matter", law + "h1 fp8 600 tops\nh1 fp16 1 tops from=2020", []string{"law covers h1 2"}},
		{"a class", "class: k\nchip: h1\nk criterion a > 1.0\nh1 a 2", []string{"h1 member_of k 2"}},
		{"what is said", law + "h1 fp8 600 tops\nlaw covers h1 from=2020", []string{"law covers h1 ..2020 2"}},
		{"what is said less surely", law + "h1 fp8 600 tops\nvaguely law covers h1 from=2020", []string{"law covers h1 2"}},
		{"what is left out", law + "h1 fp8 600 tops\nlaw excludes h1", []string{}},
		{"a class that is left out, for a time", law + "h1 fp8 600 tops\nlaw excludes k from=2020 to=2022\nh1 member_of k to=2021",
			[]string{"law covers h1 ..2020 2", "law covers h1 2021.. 2"}},
		{"things of another kind", law + "metal: m\nh1 fp8 1 tops", []string{}},
		{"words", "decision: law\nchip: h1 h2\nlaw criterion vendor == 'V'\nh1 vendor V\nh2 vendor W", []string{"law covers h1 2"}},
		{"what can't be read", "decision: law\nchip: h1\nlaw criterion a >\nh1 a 2", []string{}},
		{"what costs too much", "decision: law\nchip: h1\nlaw criterion a > 0.0" + strings.Repeat(" && size([a, b]) == 2", costLimit/10) + "\nh1 a 1\nh1 b 1", []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := gocmp.Diff(c.want, covered(t, c.facts)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What was known at one time and not at another is concluded for the one alone.
func TestDeriveByWhatWasKnown(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 1, d, 0, 0, 0, 0, time.UTC) }
	b := snapshot.NewBuilder(testOntology(t), "test")
	for id, kind := range map[string]string{"law": "decision", "h1": "chip"} {
		b.Entity(graph.Entity{ID: id, Kind: kind, Name: id}, "test", graph.Recording{From: day(1)})
	}
	for line, recorded := range map[string]graph.Recording{"law criterion a > 1.0": {From: day(1)}, "h1 a 2": {From: day(2), To: day(4)}, "h1 a 1": {From: day(4)}} {
		a := readClaim(t, testOntology(t), line)
		a.Recorded = recorded
		if err := b.Claim(a); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.Build(context.Background(), Derive)
	if err != nil {
		t.Fatal(err)
	}
	for st := range s.Statements() {
		if st.Derived && (!st.Recorded.From.Equal(day(2)) || !st.Recorded.To.Equal(day(4))) {
			t.Errorf("it was concluded during %v", st.Recorded)
		}
	}
	for known, want := range map[int]bool{1: false, 3: true, 5: false} {
		m := s.KnownMask(day(known))
		got := false
		for ref := range s.In(node(t, s, "h1")) {
			got = got || m.AdmitsEver(ref)
		}
		if got != want {
			t.Errorf("as known on day %d, it is covered: %v, want %v", known, got, want)
		}
	}
}

func TestDeriveEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s := compiled(t, "decision: law\nchip: h1\nh1 a 1\nlaw criterion a > 0.0")
	if _, err := Derive(ctx, s); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
