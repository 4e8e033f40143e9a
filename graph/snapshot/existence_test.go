package snapshot_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

const firms = `
	company: nvidia deepseek wafer
	chip: h200
	decision: rule
	nvidia founded_on 1993-04-05
	deepseek founded_on 2023-07
	h200 announced_on 2023-11-13
	h200 released_on 2024
	rule status proposed from=2024-01
	rule status in-force from=2024-06-01
	wafer founded_on 1990
	wafer dissolved_on 2010-03-01
	wafer dissolved_on 2012-05-01
	deepseek uses h200
	deepseek supplied_by nvidia from=2020
	nvidia supplied_by wafer
	nvidia supplied_by wafer from=2013-01-01
	nvidia subject_to rule item=h200
	nvidia owned_by wafer from=2000 to=2005
	nvidia uses nvidia`

func TestClaimsHoldWhileTheirEndsExist(t *testing.T) {
	s := compile(t, testOntology(t), said{graph.CuratedDataset, 1, 0, firms})
	for _, c := range []struct {
		day  string
		want []string
	}{
		{"1990-06-01", nil},
		{"2003-01-01", []string{"nvidia owned_by wafer from 2000", "nvidia supplied_by wafer", "nvidia uses nvidia"}},
		{"2012-04-30", []string{"nvidia supplied_by wafer", "nvidia uses nvidia"}},
		{"2012-05-01", []string{"nvidia uses nvidia"}},
		{"2013-02-01", []string{"nvidia uses nvidia"}},
		{"2023-06-30", []string{"nvidia uses nvidia"}},
		{"2023-07-01", []string{"deepseek supplied_by nvidia from 2020", "nvidia uses nvidia"}},
		{"2023-11-13", []string{"deepseek supplied_by nvidia from 2020", "deepseek uses h200", "nvidia uses nvidia"}},
		{"2024-01-01", []string{"deepseek supplied_by nvidia from 2020", "deepseek uses h200", "nvidia subject_to rule (item h200)", "nvidia uses nvidia"}},
	} {
		if diff := cmp.Diff(c.want, admitted(t, s, during(t, c.day, 0))); diff != "" {
			t.Errorf("on %s: %s", c.day, diff)
		}
	}
}

func TestWhatWasWrittenIsKept(t *testing.T) {
	o := testOntology(t)
	s := compile(t, o, said{graph.CuratedDataset, 1, 0, firms + "\n place: x y \n x uses y \n place: z \n x uses z from=2001"})
	written := map[string]string{}
	for ref := range s.Claims() {
		if !ref.IsRelation() {
			continue
		}
		c := s.Claim(ref)
		if c.ID() != s.ClaimID(ref) || c.Valid != s.Written(ref) {
			t.Errorf("%s: the id or the interval is not that of the claim", c.String())
		}
		if refs := s.ClaimsWithID(c.ID()); len(refs) != 1 || refs[0] != ref {
			t.Errorf("%s is found at %v, not at %v", c.String(), refs, ref)
		}
		v := s.Valid(ref)
		written[c.String()] = fmt.Sprint(v.From, "..", v.To, " ", s.IsUndated(ref))
	}
	want := map[string]string{
		"deepseek uses h200":                       "2023-11-13.. false",
		"deepseek supplied_by nvidia from 2020":    "2023-07.. false",
		"nvidia supplied_by wafer":                 "1993-04-05..2012-05-01 false",
		"nvidia supplied_by wafer from 2013-01-01": "2013-01-01..2013-01-01 false",
		"nvidia subject_to rule (item h200)":       "2024-01.. false",
		"nvidia owned_by wafer from 2000":          "2000..2005 false",
		"nvidia uses nvidia":                       "1993-04-05.. false",
		"x uses y":                                 ".. true",
		"x uses z from 2001":                       "2001.. false",
	}
	if diff := cmp.Diff(want, written); diff != "" {
		t.Error(diff)
	}
}

func TestExistenceAsItWasKnown(t *testing.T) {
	s := compile(t, testOntology(t),
		said{graph.CuratedDataset, 1, 0, "company: a b \n a supplied_by b"},
		said{graph.CuratedDataset, 3, 5, "a founded_on 2000"},
		said{graph.CuratedDataset, 5, 0, "a founded_on 2010"})
	for known, want := range map[int][3]bool{1: {true, true, true}, 2: {true, true, true}, 3: {false, true, true}, 4: {false, true, true}, 5: {false, false, true}, 0: {false, false, true}} {
		for i, day := range []string{"1999-01-01", "2005-01-01", "2015-01-01"} {
			if got := len(admitted(t, s, during(t, day, known))) == 1; got != want[i] {
				t.Errorf("on %s, as known on day %d: %v", day, known, got)
			}
		}
	}
	ref := s.ClaimsWithID(s.ClaimID(0))
	if len(ref) != 1 || !s.Recorded(ref[0]).From.Equal(onDay(5)) || !s.Said(ref[0]).From.Equal(onDay(1)) || !s.Said(ref[0]).Stands() {
		t.Errorf("the claim stands at %v", ref)
	}
	if n := len(slices.Collect(s.Versions(ref[0]))); n != 3 || s.Rows() != 3 {
		t.Errorf("%d versions in %d rows", n, s.Rows())
	}
}

// history is random sayings, with dates in years from 2000 and days of recording from 1.
func history(t *rapid.T, o *graph.Ontology) []said {
	entities := "company: a b \n chip: c \n place: p"
	all := []said{{"one", 1, 0, entities}, {"two", 1, 0, entities}}
	year := func(name string) string { return fmt.Sprint(2000 + rapid.IntRange(0, 6).Draw(t, name)) }
	for range rapid.IntRange(1, 12).Draw(t, "sayings") {
		x := said{dataset: rapid.SampledFrom([]string{"one", "two"}).Draw(t, "dataset"), from: rapid.IntRange(1, 6).Draw(t, "from")}
		if rapid.Bool().Draw(t, "withdrawn") {
			x.to = x.from + rapid.IntRange(1, 3).Draw(t, "for")
		}
		switch rapid.IntRange(0, 3).Draw(t, "sort") {
		case 0:
			x.text = rapid.SampledFrom([]string{"a founded_on ", "b founded_on ", "a dissolved_on ", "c announced_on ", "c released_on "}).Draw(t, "attribute") + year("value")
		default:
			x.text = rapid.SampledFrom([]string{"a uses c", "a supplied_by b", "b supplied_by b item=c", "p uses a", "p uses p"}).Draw(t, "relation")
			if rapid.Bool().Draw(t, "dated") {
				x.text += " from=" + year("valid from")
			}
			if rapid.IntRange(0, 2).Draw(t, "ends") == 0 {
				x.text += " to=" + year("valid to")
			}
			if rapid.IntRange(0, 2).Draw(t, "shared") == 0 {
				x.text += rapid.SampledFrom([]string{" share=0.5", " share=0.6", " share=0.5-0.6"}).Draw(t, "share")
			}
		}
		if !slices.ContainsFunc(all, func(y said) bool { return sameTime(o, x, y) }) {
			all = append(all, x)
		}
	}
	return all
}

// sameTime reports whether a dataset says one claim twice at once, which none does.
func sameTime(o *graph.Ontology, x, y said) bool {
	cx, cy := claimOf(o, x), claimOf(o, y)
	if x.dataset != y.dataset || cx == nil || cy == nil || cx.ID() != cy.ID() {
		return false
	}
	rx, ry := x.recording(), y.recording()
	return (rx.Stands() || ry.From.Before(rx.To)) && (ry.Stands() || rx.From.Before(ry.To))
}

// TestExistenceAgainstTheDefinition compares every day and every instant with what the definition says.
func TestExistenceAgainstTheDefinition(t *testing.T) {
	o := testOntology(t)
	rapid.Check(t, func(rt *rapid.T) {
		all := history(rt, o)
		s := compile(t, o, all...)
		part := partOf(t, o, s)
		for known := 1; known <= 10; known++ {
			for year := 1999; year < 2008; year++ {
				f := during(t, fmt.Sprint(year, "-07-01"), known)
				want := defined(o, all, f)
				for name, x := range map[string]*snapshot.Snapshot{"whole": s, "part": part} {
					got := slices.Compact(admitted(t, x, f))
					if diff := cmp.Diff(want, got); diff != "" {
						rt.Fatalf("%s, in %d, as known on day %d: %s", name, year, known, diff)
					}
				}
			}
		}
	})
}

// partOf compiles all statements of a snapshot but those of attributes, backwards.
func partOf(t testing.TB, o *graph.Ontology, s *snapshot.Snapshot) *snapshot.Snapshot {
	t.Helper()
	statements := slices.DeleteFunc(slices.Collect(s.Statements()), func(st graph.Statement) bool { return st.Object == "" })
	slices.Reverse(statements)
	part, err := snapshot.Part(context.Background(), &snapshot.Portion{Ontology: o, Version: "1", Entities: slices.Collect(s.Descriptions()), Statements: statements})
	if err != nil {
		t.Fatal(err)
	}
	again := slices.DeleteFunc(slices.Collect(s.Statements()), func(st graph.Statement) bool { return st.Object == "" })
	if diff := cmp.Diff(again, slices.Collect(part.Statements()), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("the part has other statements: %s", diff)
	}
	return part
}

// defined lists the relation claims that hold by the definition.
func defined(o *graph.Ontology, all []said, f graph.Filter) []string {
	var now []*graph.Claim
	for _, x := range all {
		if c := claimOf(o, x); c != nil && x.recording().Contains(f.KnownAt) {
			now = append(now, c)
		}
	}
	exists := func(id string) bool {
		begins, ends := graph.Beginning, graph.Beginning
		for _, c := range now {
			switch {
			case c.Subject != id || c.Object != "":
			case c.Predicate == "dissolved_on":
				ends = max(ends, c.Value.Date)
			case begins == graph.Beginning || c.Value.Date < begins:
				begins = c.Value.Date
			}
		}
		if ends == graph.Beginning {
			ends = graph.End
		}
		return graph.Interval{From: begins, To: ends}.Contains(f.AsOf)
	}
	var lines []string
	for _, c := range now {
		if c.Object != "" && c.Valid.Contains(f.AsOf) && exists(c.Subject) && exists(c.Object) && (c.Item == "" || exists(c.Item)) {
			lines = append(lines, c.String())
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// claimOf is the claim that one line says, or nil.
func claimOf(o *graph.Ontology, x said) *graph.Claim {
	words := strings.Fields(x.text)
	if strings.HasSuffix(words[0], ":") {
		return nil
	}
	c, err := readClaim(o, words)
	if err != nil {
		panic(err)
	}
	return &c
}
