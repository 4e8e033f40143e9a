package catalogue_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// affiliatesLaw is a list, and a rule that reaches whom listed parties hold at least half of.
const affiliatesLaw = `
chip: chip
group: everything
government: there here
decision: list rule
everything every_item true
list issued_by here
list status in-force confidence=official
list effect require-licence
list covers everything
rule issued_by here
rule status in-force confidence=official
rule effect require-licence
rule covers everything
rule amends list
rule ownership_threshold 0.5
`

// standings says how a rule stands to parties: "reached", or "perhaps"; of others it says nothing.
type standings map[string]string

// byAffiliates, byCheck and byConclusions are the standings of the rule in three answers.
func byAffiliates(t rapid.TB, s *snapshot.Snapshot) standings {
	found := standings{}
	a := mustAsk[catalogue.Affiliates](t, s, "affiliates", question.Values{"ref": {"list"}})
	for _, row := range a.Results {
		found[row.Entity.ID] = "reached"
	}
	for _, row := range a.Uncertain {
		found[row.Entity.ID] = "perhaps"
	}
	return found
}

func byCheck(t rapid.TB, s *snapshot.Snapshot, parties []string) standings {
	found := standings{}
	for _, party := range parties {
		c := mustAsk[catalogue.Check](t, s, "check", question.Values{"item": {"chip"}, "to": {"there"}, "end_user": {party}})
		is := func(r catalogue.Ruling) bool { return r.Decision.ID == "rule" }
		switch {
		case slices.ContainsFunc(c.Decisions, is):
			found[party] = "reached"
		case slices.ContainsFunc(c.MayApply, is):
			found[party] = "perhaps"
		}
	}
	return found
}

func byConclusions(s *snapshot.Snapshot) standings {
	found := standings{}
	for st := range s.Statements() {
		if st.Derived && st.Role == "affiliate" && st.Object == "rule" {
			found[st.Subject] = "reached"
		}
	}
	return found
}

func TestSharesOfTwoOwners(t *testing.T) {
	for _, c := range []struct{ shares, want string }{
		{"0.5", "reached"}, {"0.49996", ""}, {"0.499999999", ""}, {"0.25 0.25", "reached"}, {"0.25 0.249999999", ""}, {"0.1", ""}, {"?", "perhaps"}, {"0.1 ?", "perhaps"},
		{"0.25-0.5", "perhaps"}, {"0.25-0.499999999", ""}, {"0.5-0.75", "reached"}, {"0.25-0.3 0.2", "perhaps"}, {"0.25-0.3 0.19", ""}, {"0.25-0.3 0.25-0.9", "reached"},
	} {
		text := affiliatesLaw + "company: firm one two\none listed_by list\ntwo listed_by list\n"
		for i, share := range strings.Fields(c.shares) {
			text += "firm owned_by " + []string{"one", "two"}[i]
			if share != "?" {
				text += " share=" + share
			}
			text += "\n"
		}
		s := readText(t, readOntology(t), text)
		want := standings{"firm": c.want}
		if c.want == "" {
			want = standings{}
		}
		if got := byAffiliates(t, s); !maps.Equal(got, want) {
			t.Errorf("%s: affiliates says %v, want %v", c.shares, got, want)
		}
		if got := byCheck(t, s, []string{"firm"}); !maps.Equal(got, want) {
			t.Errorf("%s: check says %v, want %v", c.shares, got, want)
		}
		if got := byConclusions(s); (got["firm"] == "reached") != (c.want == "reached") {
			t.Errorf("%s: it is concluded that %v", c.shares, got)
		}
	}
}

// affiliates, check and what is concluded agree on whom a rule reaches, whatever is known of the shares, and the first two on whom it
// may reach.
func TestAffiliatesCheckAndConclusionsAgree(t *testing.T) {
	o, firms := readOntology(t), []string{"a", "b", "c", "d", "e", "f"}
	one := rapid.SampledFrom(firms)
	rapid.Check(t, func(t *rapid.T) {
		text := affiliatesLaw + "company: " + strings.Join(firms, " ") + "\n"
		for _, firm := range rapid.SliceOfNDistinct(one, 1, 3, rapid.ID[string]).Draw(t, "listed") {
			text += firm + " listed_by list\n"
		}
		said := map[string]bool{}
		for range rapid.IntRange(1, 14).Draw(t, "holdings") {
			line := one.Draw(t, "owned") + " owned_by " + one.Draw(t, "owner")
			if words := strings.Fields(line); words[0] == words[2] || said[line] {
				continue
			}
			said[line] = true
			least := rapid.IntRange(0, 6).Draw(t, "least")
			switch rapid.IntRange(0, 3).Draw(t, "known") {
			case 0, 1:
				line += fmt.Sprintf(" share=0.%d", least)
			case 2:
				line += fmt.Sprintf(" share=0.%d-0.%d", least, rapid.IntRange(least, 9).Draw(t, "most"))
			}
			text += line + "\n"
		}
		s := readText(shrinking{t: t}, o, text)
		affiliates := byAffiliates(t, s)
		if diff := gocmp.Diff(affiliates, byCheck(t, s, firms)); diff != "" {
			t.Fatalf("%s\ncheck (-affiliates +check):\n%s", text, diff)
		}
		maps.DeleteFunc(affiliates, func(_, standing string) bool { return standing == "perhaps" })
		if diff := gocmp.Diff(affiliates, byConclusions(s)); diff != "" {
			t.Fatalf("%s\nconclusions (-affiliates +concluded):\n%s", text, diff)
		}
	})
}

// shrinking lets the reading of a text fail a property.
type shrinking struct {
	testing.TB
	t *rapid.T
}

func (x shrinking) Helper()                           {}
func (x shrinking) Fatal(args ...any)                 { x.t.Fatal(args...) }
func (x shrinking) Fatalf(format string, args ...any) { x.t.Fatalf(format, args...) }

func TestSubsidiariesThatAreListed(t *testing.T) {
	s := readText(t, readOntology(t), affiliatesLaw+`
decision: later other over
later part_of list
later status in-force confidence=official
later citation 90_FR_1
other status in-force
over status rescinded
company: parent whole part controlled free past
parent listed_by list
whole owned_by parent share=1
whole listed_by later from=2025-03-01
whole listed_by other from=2024
part owned_by parent share=0.4-0.45
part listed_by list from=2020
controlled controlled_by parent
controlled listed_by list from=2021-05
free owned_by parent share=0.2
past owned_by parent share=0.2
past listed_by over
`)
	a := mustAsk[catalogue.Affiliates](t, s, "affiliates", question.Values{"ref": {"parent"}})
	list := func(rows []catalogue.Affiliate) (lines []string) {
		for _, row := range rows {
			line := fmt.Sprint(row.Entity.ID, " ", row.Share, " level ", row.Level, " listed ", row.Listed)
			if row.ShareMost != nil {
				line += fmt.Sprint(" at most ", *row.ShareMost)
			}
			for _, l := range row.Listings {
				line += fmt.Sprint(" by ", l.Decision.ID, " since ", l.Since, " in ", len(l.Citations))
			}
			lines = append(lines, line)
		}
		return lines
	}
	if diff := gocmp.Diff([]string{"whole 1 level 1 listed true by other since 2024 in 0 by later since 2025-03-01 in 1"}, list(a.Results)); diff != "" {
		t.Errorf("affiliates (-want +got):\n%s", diff)
	}
	if diff := gocmp.Diff([]string{"controlled 0 level 0 listed true at most 1 by list since 2021-05 in 0", "part 0.4 level 0 listed true at most 0.45 by list since 2020 in 0"},
		list(a.ListedSubsidiaries)); diff != "" {
		t.Errorf("listed for themselves (-want +got):\n%s", diff)
	}
	if len(a.Uncertain) > 0 {
		t.Errorf("uncertain are %v", list(a.Uncertain))
	}
	said := reply(t, fixed{s}, "affiliates", graph.Budget{}, question.Values{"ref": {"parent"}}).Sentence()
	if want := "not known: controlled and part."; !strings.HasSuffix(said, want) {
		t.Errorf("%q does not end in %q", said, want)
	}
	c := mustAsk[catalogue.Check](t, s, "check", question.Values{"item": {"chip"}, "to": {"there"}, "end_user": {"whole"}})
	var decisions []string
	for _, r := range slices.Concat(c.Decisions, c.AlsoConcerns) {
		decisions = append(decisions, r.Decision.ID)
	}
	if slices.Sort(decisions); !slices.Equal(decisions, []string{"later", "other", "rule"}) {
		t.Errorf("a check of one that is listed and an affiliate shows %v", decisions)
	}
}

// An owner whose share may be a majority leaves it open whether what is said of it reaches the firm, by its name or its seat.
func TestOwnersWhoMayHoldTheMajority(t *testing.T) {
	for _, c := range []struct{ share, scope, want string }{
		{"0.25-0.5", "owner", "may"}, {"0.25-0.49", "owner", ""}, {"0.5-0.75", "owner", "applies"}, {"0.25-0.5", "seats", "may"}, {"0.5-0.75", "seats", "applies"}, {"0.25-0.49", "seats", ""},
		{"0.25-0.5", "club", "may"},
	} {
		s := readText(t, readOntology(t), `
chip: chip
group: seats club
government: there here home
company: firm owner
decision: rule
rule issued_by home
rule status in-force confidence=official
rule effect require-licence
rule covers chip
seats members_seated_in here
owner headquartered_in here
owner member_of club
rule applies_to `+c.scope+"\nfirm owned_by owner share="+c.share)
		got := ""
		check := mustAsk[catalogue.Check](t, s, "check", question.Values{"item": {"chip"}, "to": {"there"}, "end_user": {"firm"}})
		switch {
		case len(check.Decisions) == 1:
			got = "applies"
		case len(check.MayApply) == 1 && strings.Contains(check.MayApply[0].Reason, "range"):
			got = "may"
		}
		if got != c.want {
			t.Errorf("%s of %s: %q, want %q: %s", c.share, c.scope, got, c.want, check.Text)
		}
	}
}
