package rules

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// tradeOntology has a rule for each sort of condition.
func tradeOntology(t testing.TB) *graph.Ontology {
	t.Helper()
	o := &graph.Ontology{
		Kinds: []graph.Kind{{Name: "firm"}, {Name: "law"}, {Name: "good"}, {Name: "club"}},
		Attributes: []graph.Attribute{{Name: "status", Type: graph.TermValue, Terms: []string{"on", "off"}}, {Name: "threshold", Type: graph.NumberValue},
			{Name: "effect", Type: graph.TermValue, Terms: []string{"ban", "tax", "note"}}},
		Relations: []graph.Relation{{Name: "sells_to"}, {Name: "makes"}, {Name: "covers"}, {Name: "excludes"}, {Name: "names"}, {Name: "listed_by"}, {Name: "amends"},
			{Name: "part_of"}, {Name: "owned_by", Channel: graph.OwnershipChannel}, {Name: "supplied_by"}, {Name: "bound_by"}},
		Binding: graph.Binding{Kind: "law", Attribute: "status", InForce: []string{"on"}, Ended: []string{"off"}, Threshold: "threshold", ListedBy: "listed_by",
			Lists: []string{"amends"}, Within: []string{"part_of"}},
		Rules: []graph.Rule{
			{Name: "supply", Derive: graph.Conclusion{Subject: "buyer", Relation: "supplied_by", Object: "seller", Item: "good"}, When: []graph.Condition{
				{Subject: "seller", Relation: []string{"sells_to"}, Object: "buyer", Item: "good"}, {Subject: "buyer", Kind: []string{"firm"}}}},
			{Name: "seller", Derive: graph.Conclusion{Subject: "firm", Relation: "bound_by", Object: "law", Item: "good", Role: "seller", Own: true}, When: []graph.Condition{
				{Subject: "firm", Relation: []string{"makes"}, Object: "good"}, {Subject: "law", Relation: []string{"covers"}, Object: "good"},
				{Subject: "law", Attribute: "effect", Terms: []string{"ban", "tax"}}, {Not: []graph.Condition{{Subject: "law", Relation: []string{"excludes"}, Object: "good"},
					{Not: []graph.Condition{{Subject: "law", Relation: []string{"names"}, Object: "firm"}}}}}, {Binding: "law"}}},
			{Name: "named", Derive: graph.Conclusion{Subject: "firm", Relation: "bound_by", Object: "law", Role: "named"}, When: []graph.Condition{
				{Subject: "law", Relation: []string{"names"}, Object: "firm"}, {Subject: "firm", Kind: []string{"firm"}}, {Binding: "law"}}},
			{Name: "affiliate", Derive: graph.Conclusion{Subject: "firm", Relation: "bound_by", Object: "law", Role: "affiliate"}, When: []graph.Condition{
				{Subject: "firm", Threshold: "law"}, {Binding: "law"}}},
		},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

// traded compiles facts, a line each, with the conclusions from them:
//
//	firm: a b                                       entities of a kind
//	a sells_to b item=g share=0.5 from=2020 to=2021 confidence=estimated
func traded(t testing.TB, text string) *snapshot.Snapshot {
	t.Helper()
	o := tradeOntology(t)
	b := snapshot.NewBuilder(o, "test")
	recorded := graph.Recording{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if kind, names, ok := strings.Cut(line, ": "); ok {
			for _, id := range strings.Fields(names) {
				b.Entity(graph.Entity{ID: id, Kind: kind, Name: id}, graph.CuratedDataset, recorded)
			}
		} else if line != "" {
			c := traderClaim(t, o, strings.Fields(line))
			if err := b.Claim(&graph.Assertion{Claim: c, Dataset: graph.CuratedDataset, Recorded: recorded}); err != nil {
				t.Fatal(err)
			}
		}
	}
	s, err := b.Build(context.Background(), Derive)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func traderClaim(t testing.TB, o *graph.Ontology, words []string) graph.Claim {
	t.Helper()
	c := claim(words[0], words[1], words[2])
	var err error
	if a := o.Attribute(c.Predicate); a != nil {
		c.Object = ""
		c.Value, err = graph.ParseValue(a.Type, words[2])
	}
	for _, word := range words[3:] {
		name, value, _ := strings.Cut(word, "=")
		if err != nil {
			break
		}
		switch name {
		case "item":
			c.Item = value
		case "share":
			var shares graph.ShareRange
			shares, err = graph.ParseShareRange(value)
			c.Share, c.ShareMost = shares.Least, shares.Upper()
		case "from":
			c.Valid.From, err = graph.ParseDate(value)
		case "to":
			c.Valid.To, err = graph.ParseDate(value)
		case "confidence":
			c.Confidence, err = graph.ParseConfidence(value)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// concluded lists the conclusions as lines.
func concluded(s *snapshot.Snapshot) []string {
	lines := []string{}
	for _, st := range derived(s) {
		line := strings.Join(strings.Fields(fmt.Sprint(st.Subject, " ", st.Predicate, " ", st.Object, " ", st.Item, " ", st.Role)), " ")
		if st.Valid != graph.Always {
			line += fmt.Sprintf(" %v..%v", st.Valid.From, st.Valid.To)
		}
		if st.Confidence != graph.Reported {
			line += " " + st.Confidence.String()
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines
}

func TestConditions(t *testing.T) {
	for _, c := range []struct {
		name, facts string
		want        []string
	}{
		{"the item of a sale", "firm: a b\nclub: c\ngood: g\na sells_to b item=g\na sells_to b\na sells_to c item=g", []string{"b supplied_by a g"}},
		{"a sale that restricts", "firm: a\nlaw: l m\ngood: g\na makes g\nl covers g\nm covers g\nl effect ban from=2020\nm effect note", []string{"a bound_by l g seller 2020.."}},
		{"as sure as its effect", "firm: a\nlaw: l\ngood: g\na makes g\nl covers g\nl effect ban confidence=disputed\nl effect tax from=2020 to=2021",
			[]string{"a bound_by l g seller 2020..2021", "a bound_by l g seller disputed"}},
		{"while it is not left out", "firm: a\nlaw: l\ngood: g\na makes g\nl covers g\nl effect ban\nl excludes g from=2020 to=2022",
			[]string{"a bound_by l g seller ..2020", "a bound_by l g seller 2022.."}},
		{"unless it is named", "firm: a\nlaw: l\ngood: g\na makes g\nl covers g\nl effect ban\nl excludes g from=2020\nl names a from=2021",
			[]string{"a bound_by l g seller ..2020", "a bound_by l g seller 2021..", "a bound_by l named 2021.."}},
		{"the kind of who is named", "firm: a\nclub: c\nlaw: l\nl names a\nl names c", []string{"a bound_by l named"}},
		{"one claim for each role", "firm: a\nlaw: l\ngood: g\na makes g\nl covers g\nl effect ban\nl names a", []string{"a bound_by l g seller", "a bound_by l named"}},
		{"the better status counts", "firm: a\nlaw: l\nl names a\nl status on from=2020 to=2022\nl status on from=2019 to=2024 confidence=estimated",
			[]string{"a bound_by l named 2019..2020 estimated", "a bound_by l named 2020..2022", "a bound_by l named 2022..2024 estimated"}},
		{"equal ones are joined", "firm: a\nlaw: l\nl names a\nl status on from=2020 to=2022\nl status on from=2021 to=2024", []string{"a bound_by l named 2020..2024"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := gocmp.Diff(c.want, concluded(traded(t, c.facts))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What rules conclude is no exception from them: it would be one only in the next round.
func TestNotSpeaksOfWhatIsSaid(t *testing.T) {
	o := tradeOntology(t)
	o.Rules = append(o.Rules, graph.Rule{Name: "echo", Derive: graph.Conclusion{Subject: "law", Relation: "excludes", Object: "good"},
		When: []graph.Condition{{Subject: "law", Relation: []string{"covers"}, Object: "good"}}})
	b := snapshot.NewBuilder(o, "test")
	for id, kind := range map[string]string{"a": "firm", "l": "law", "g": "good"} {
		b.Entity(graph.Entity{ID: id, Kind: kind, Name: id}, graph.CuratedDataset, graph.Recording{})
	}
	for _, line := range []string{"a makes g", "l covers g", "l effect ban"} {
		if err := b.Claim(&graph.Assertion{Claim: traderClaim(t, o, strings.Fields(line)), Dataset: graph.CuratedDataset}); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.Build(context.Background(), Derive)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := concluded(s), []string{"a bound_by l g seller", "l excludes g"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAffiliates(t *testing.T) {
	const listed = "law: rule list round\nfirm: a b c d\nrule threshold 0.5\nrule amends list\nround part_of list\na listed_by round from=2020\nb listed_by list from=2020\n"
	for _, c := range []struct {
		name, facts string
		want        []string
	}{
		{"a half", "c owned_by a share=0.5", []string{"c bound_by rule affiliate 2020.."}},
		{"less", "c owned_by a share=0.49", []string{}},
		{"a share that is not known", "c owned_by a", []string{}},
		{"a range that ends above", "c owned_by a share=0.4-0.6", []string{}},
		{"a range that begins there", "c owned_by a share=0.5-0.6", []string{"c bound_by rule affiliate 2020.."}},
		{"the lower ends of ranges", "c owned_by a share=0.3-0.4\nc owned_by b share=0.2-0.9", []string{"c bound_by rule affiliate 2020.."}},
		{"just below", "c owned_by a share=0.49996", []string{}},
		{"two quarters", "c owned_by a share=0.25\nc owned_by b share=0.25", []string{"c bound_by rule affiliate 2020.."}},
		{"several together", "c owned_by a share=0.3 to=2024\nc owned_by b share=0.2 from=2022", []string{"c bound_by rule affiliate 2022..2024"}},
		{"an affiliate's holding counts whole", "c owned_by a share=0.5 from=2021\nd owned_by c share=0.5 to=2023", []string{"c bound_by rule affiliate 2021..", "d bound_by rule affiliate 2021..2023"}},
		{"cross-holdings add nothing", "c owned_by d share=0.6\nd owned_by c share=0.6\nc owned_by a share=0.3", []string{}},
		{"of two claims the better decides", "c owned_by a share=0.6\nc owned_by a share=0.1 from=2022 to=2023 confidence=official",
			[]string{"c bound_by rule affiliate 2020..2022", "c bound_by rule affiliate 2023.."}},
		{"the best way counts", "c owned_by a share=0.6 confidence=disputed\nc owned_by b share=0.6 from=2022 to=2023",
			[]string{"c bound_by rule affiliate 2020..2022 disputed", "c bound_by rule affiliate 2022..2023", "c bound_by rule affiliate 2023.. disputed"}},
		{"who is listed may be one too", "b owned_by a share=1", []string{"b bound_by rule affiliate 2020.."}},
		{"while the list binds", "c owned_by a share=1\nround status on from=2021 to=2022", []string{"c bound_by rule affiliate 2021..2022"}},
		{"while the rule does", "c owned_by a share=1\nrule status on from=2021 to=2022\nrule status on from=2022 confidence=estimated",
			[]string{"c bound_by rule affiliate 2021..2022", "c bound_by rule affiliate 2022.. estimated"}},
		{"another list", "law: other\nd listed_by other\nc owned_by d share=1", []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := gocmp.Diff(c.want, concluded(traded(t, listed+c.facts))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// reachedOn says of each firm how well it is supported on a day that the rule reaches it: claims of a least confidence are tried,
// the best first.
func reachedOn(claims []graph.Claim, d graph.Day) map[string]graph.Confidence {
	found := map[string]graph.Confidence{}
	for least := graph.Official; least >= graph.Disputed; least-- {
		members := map[string]bool{}
		for _, c := range claims {
			if c.Predicate == "listed_by" && c.Valid.Contains(d) && c.Confidence >= least {
				members[c.Subject] = true
			}
		}
		for range claims {
			held := map[string]graph.Share{}
			for _, c := range claims {
				if c.Predicate == "owned_by" && c.Valid.Contains(d) && c.Confidence >= least && members[c.Object] {
					held[c.Subject] += c.Share
				}
			}
			for firm, share := range held {
				if share >= graph.Whole/2 {
					members[firm] = true
					found[firm] = max(found[firm], least)
				}
			}
		}
	}
	return found
}

func TestAffiliatesAgreeDayByDay(t *testing.T) {
	o, firms := tradeOntology(t), []string{"a", "b", "c", "d", "e"}
	rapid.Check(t, func(t *rapid.T) {
		said := []graph.Claim{}
		for _, c := range drawOwners(t, firms) {
			c.Share = graph.Share(rapid.IntRange(1, 6).Draw(t, "share")) * (graph.Whole / 10)
			if rapid.IntRange(0, 3).Draw(t, "a range") == 1 {
				c.ShareMost = c.Share + graph.Whole/10*3
			}
			said = append(said, c)
		}
		for _, firm := range rapid.SliceOfNDistinct(rapid.SampledFrom(firms), 1, 3, rapid.ID[string]).Draw(t, "listed") {
			c := claim(firm, "listed_by", "rule")
			c.Valid, c.Confidence = drawInterval(t), graph.Confidence(rapid.IntRange(1, 5).Draw(t, "confidence"))
			said = append(said, c)
		}
		b := snapshot.NewBuilder(o, "test")
		for _, firm := range firms {
			b.Entity(graph.Entity{ID: firm, Kind: "firm", Name: firm}, graph.CuratedDataset, graph.Recording{})
		}
		b.Entity(graph.Entity{ID: "rule", Kind: "law", Name: "rule"}, graph.CuratedDataset, graph.Recording{})
		least := graph.Claim{Subject: "rule", Predicate: "threshold", Value: graph.Value{Type: graph.NumberValue, Number: 0.5}, Share: graph.NoShare,
			Valid: graph.Always, Confidence: graph.Official}
		for _, c := range append([]graph.Claim{least}, said...) {
			if err := b.Claim(&graph.Assertion{Claim: c, Dataset: graph.CuratedDataset}); err != nil {
				t.Fatal(err)
			}
		}
		s, err := b.Build(context.Background(), Derive)
		if err != nil {
			t.Fatal(err)
		}
		for d := graph.Day(-1); d <= lastDay+1; d++ {
			got := map[string]graph.Confidence{}
			for _, st := range derived(s) {
				if st.Valid.Contains(d) {
					got[st.Subject] = max(got[st.Subject], st.Confidence)
				}
			}
			if diff := gocmp.Diff(reachedOn(said, d), got); diff != "" {
				t.Fatalf("reached on day %d (-want +got):\n%s", d, diff)
			}
		}
	})
}
