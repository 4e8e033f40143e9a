package snapshot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

const both = "company: a b \n"

// statements lists the statements of the claims that stand, each with its datasets and sources.
func statements(s *snapshot.Snapshot) []string {
	var lines []string
	for ref := range s.Claims() {
		if !s.Recorded(ref).Stands() {
			continue
		}
		c := s.Claim(ref)
		var sources []string
		for _, cited := range c.Sources {
			sources = append(sources, cited.Source)
		}
		lines = append(lines, fmt.Sprintf("%s share=%s to=%s note=%s %s, say %s by %s", c.String(), c.Shares(), c.Valid.To, c.Note, c.Confidence,
			strings.Join(s.SaidBy(ref), " and "), strings.Join(sources, " and ")))
	}
	return lines
}

func TestDatasetsSideBySide(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []said
		want  []string
	}{
		{"alike", []said{{"curated", 1, 0, both + "a owned_by b share=0.5 source=x"}, {"mine", 2, 0, both + "a owned_by b share=0.5 confidence=official source=y"}},
			[]string{"a owned_by b share=0.5 to= note= official, say mine and curated by y and x"}},
		{"another share", []said{{"mine", 2, 0, both + "a owned_by b share=0.4 source=y"}, {"curated", 1, 0, both + "a owned_by b share=0.5 source=x"}},
			[]string{"a owned_by b share=0.5 to= note= reported, say curated by x", "a owned_by b share=0.4 to= note= reported, say mine by y"}},
		{"a range beside its lower end", []said{{"a", 1, 0, both + "a owned_by b share=0.25-0.5 source=x"}, {"b", 1, 0, both + "a owned_by b share=0.25 source=y"}, {"c", 1, 0, both + "a owned_by b share=0.25-0.5 source=z"}},
			[]string{"a owned_by b share=0.25-0.5 to= note= reported, say a and c by x and z", "a owned_by b share=0.25 to= note= reported, say b by y"}},
		{"two against one", []said{{"a", 1, 0, both + "a owned_by b to=2020 source=x"}, {"b", 1, 0, both + "a owned_by b to=2021 source=y"}, {"c", 3, 0, both + "a owned_by b to=2020 source=z"}},
			[]string{"a owned_by b share= to=2020 note= reported, say a and c by x and z", "a owned_by b share= to=2021 note= reported, say b by y"}},
		{"an attribute", []said{{"a", 1, 0, both + "a motto forward note=old source=x"}, {"b", 1, 0, both + "a motto forward note=new source=y"}, {"c", 1, 0, both + "a motto forward note=old source=x"}},
			[]string{"a motto forward share= to= note=old reported, say a and c by x", "a motto forward share= to= note=new reported, say b by y"}},
		{"of one that is withdrawn nothing is left", []said{{"a", 1, 5, both + "a owned_by b share=0.4"}, {"b", 1, 0, both + "a owned_by b share=0.5"}},
			[]string{"a owned_by b share=0.5 to= note= reported, say b by press"}},
		{"existence is no other content", []said{{"a", 1, 0, both + "a owned_by b source=x \n a founded_on 2000 source=z"}, {"b", 2, 0, both + "a owned_by b source=y \n b founded_on 2010 source=z"}},
			[]string{"a owned_by b share= to= note= reported, say a and b by x and y", "a founded_on 2000 share= to= note= reported, say a by z", "b founded_on 2010 share= to= note= reported, say b by z"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, statements(compile(t, testOntology(t), c.texts...))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAllStatementsOfAClaim(t *testing.T) {
	s := compile(t, testOntology(t),
		said{"a", 1, 6, both + "a owned_by b share=0.1"}, said{"b", 1, 4, both + "a owned_by b share=0.2"}, said{"c", 2, 6, both + "a owned_by b share=0.3"},
		said{"d", 1, 0, both + "b owned_by a share=0.1 \n b owned_by a from=2020 share=0.7"}, said{"e", 1, 0, both + "b owned_by a share=0.3"}, said{"e", 1, 0, "a owned_by a"})
	for object, want := range map[string][]string{"b": {"0.1", "0.3"}, "a": {"0.1", "0.3"}} {
		subject := map[string]string{"a": "b", "b": "a"}[object]
		var got []string
		for _, ref := range s.ClaimsWithID(graph.ClaimID(subject, "owned_by", object, "", "", graph.Beginning)) {
			got = append(got, s.Share(ref).String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s owned by %s: %v, want %v", subject, object, got, want)
		}
	}
	if refs := s.ClaimsWithID(graph.ClaimID("a", "uses", "b", "", "", graph.Beginning)); refs != nil {
		t.Errorf("of what nobody said: %v", refs)
	}
}

// TestStatementsAgainstTheDefinition compares, for every instant, the statements of each claim with the contents that datasets say.
func TestStatementsAgainstTheDefinition(t *testing.T) {
	o := testOntology(t)
	rapid.Check(t, func(rt *rapid.T) {
		all := history(rt, o)
		s := compile(t, o, all...)
		for known := 1; known <= 10; known++ {
			want := map[string][]string{}
			for _, x := range all {
				if c := claimOf(o, x); c != nil && x.recording().Contains(onDay(known)) {
					key := fmt.Sprint(c.ID(), c.Shares(), c.Valid.To)
					want[key] = append(want[key], x.dataset)
				}
			}
			got := map[string][]string{}
			for ref := range s.Claims() {
				if !s.Recorded(ref).Contains(onDay(known)) {
					continue
				}
				c := s.Claim(ref)
				key := fmt.Sprint(c.ID(), c.Shares(), c.Valid.To)
				if got[key] != nil {
					rt.Fatalf("%s stands twice on day %d", c.String(), known)
				}
				got[key] = s.SaidBy(ref)
			}
			for _, list := range []map[string][]string{want, got} {
				for key := range list {
					list[key] = slices.Sorted(slices.Values(list[key]))
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				rt.Fatalf("on day %d: %s", known, diff)
			}
		}
	})
}

func TestSourcesBelongToTheirDatasets(t *testing.T) {
	s := compile(t, testOntology(t),
		said{"mine", 1, 0, both + "@press=Other \n @law=Law \n a owned_by b source=press source=law"},
		said{"yours", 1, 0, both + "@press=Other \n b owned_by a source=press"},
		said{"curated", 1, 0, both + "@press=Title \n @law=Law \n a uses a source=press"},
		said{"guest", 1, 0, both + "a motto x source=press"})
	want := []string{
		"a uses a share= to= note= reported, say curated by press",
		"b owned_by a share= to= note= reported, say yours by press@mine",
		"a owned_by b share= to= note= reported, say mine by press@mine and law",
		"a motto x share= to= note= reported, say guest by press",
	}
	got := statements(s)
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	brought := map[string][]string{}
	for _, id := range s.SourceIDs() {
		source, in, _ := s.Source(id)
		if source.ID != id {
			t.Errorf("%s calls itself %s", id, source.ID)
		}
		brought[id+" "+source.Title] = in
	}
	if diff := cmp.Diff(map[string][]string{"press Title": {"curated"}, "press@mine Other": {"mine", "yours"}, "law Law": {"curated", "mine"}}, brought); diff != "" {
		t.Error(diff)
	}
}
