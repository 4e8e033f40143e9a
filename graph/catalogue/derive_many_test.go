package catalogue_test

import (
	"fmt"
	"strings"
	"testing"
)

// A fact said year by year, more often than proofs are kept of one thing: no year may be lost, today's least of all.
func TestDerivationFromManyStretches(t *testing.T) {
	for _, fact := range []string{"party uses chip", "chip member_of class"} {
		t.Run(fact, func(t *testing.T) {
			var text strings.Builder
			text.WriteString("company: party\nchip: chip\ngroup: class\ndecision: rule\nrule covers class\nrule applies_to party\nrule status in-force\n")
			for _, other := range []string{"party uses chip", "chip member_of class"} {
				if other != fact {
					text.WriteString(other + "\n")
				}
			}
			for year := 1900; year < 2027; year++ {
				fmt.Fprintf(&text, "%s from=%d to=%d\n", fact, year, year+1)
			}
			s, lost := readText(t, readOntology(t), text.String()), []int{}
			for year := 1900; year < 2027; year++ {
				found := false
				for st := range s.Statements() {
					found = found || st.Derived && st.Valid.Contains(mustDay(t, fmt.Sprintf("%d-06-01", year)))
				}
				if !found {
					lost = append(lost, year)
				}
			}
			if len(lost) > 0 {
				t.Errorf("%d years are lost, from %d on", len(lost), lost[0])
			}
		})
	}
}
