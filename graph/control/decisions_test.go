package control

import (
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
)

func TestDecisionsThatBear(t *testing.T) {
	for _, c := range []struct {
		name, of, facts string
		want            []string
	}{
		{"by name", "h1", "decision: law\nchip: h1\nlaw covers h1", []string{"law by [covers]"}},
		{"by class", "h1", "decision: law\nchip: h1\nclass: k l\nlaw covers l\nh1 member_of k\nk member_of l", []string{"law by [covers member_of member_of]"}},
		{"by criterion", "h1", "decision: law\nchip: h1\nlaw criterion a > 1.0\nh1 a 2", []string{"law by [covers], derived"}},
		{"by a class with a criterion", "h1", "decision: law\nchip: h1\nclass: k\nk criterion a > 1.0\nlaw covers k\nh1 a 2", []string{"law by [covers member_of], derived"}},
		{"not if it leaves it out", "h1", "decision: law\nchip: h1\nclass: k l\nlaw covers k\nh1 member_of k\nlaw excludes l\nh1 member_of l", []string{}},
		{"of a part of it", "there", "decision: law bill\nstate: there ministry bureau elsewhere\nlaw issued_by bureau\nbureau part_of ministry\nministry part_of there\nbill issued_by elsewhere",
			[]string{"law by [issued_by part_of part_of]"}},
		{"not of what it is part of", "ministry", "decision: law\nstate: there ministry\nlaw issued_by there\nministry part_of there", []string{}},
		{"a party", "firm", "decision: law\ncompany: firm\nfirm subject_to law\nvaguely firm listed_by law", []string{"law by [subject_to listed_by]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := compiled(t, c.facts, criteria.Derive)
			found, err := Decisions(unbounded(), s, node(t, s, c.of), graph.Filter{})
			if err != nil {
				t.Fatal(err)
			}
			got := []string{}
			for _, b := range found {
				var by []string
				for _, ref := range b.Because {
					by = append(by, s.PredicateName(ref))
				}
				line := fmt.Sprint(s.ID(b.Decision), " by ", by)
				if b.Derived {
					line += ", derived"
				}
				got = append(got, line)
			}
			slices.Sort(got)
			if diff := gocmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
