package catalogue_test

import (
	"slices"
	"testing"

	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
)

// derivedText has conclusions whose beginnings nobody says, that follow one another, and that somebody says too.
const derivedText = `
company: foundry buyer other
technology: service
chip: old new
decision: rule
buyer founded_on 1990-05-01
foundry founded_on 1980
foundry sells_to buyer item=service to=2020-01-01
foundry sells_to other item=service from=2010
rule status in-force from=2020-01-01
other listed_by rule from=2021-02-01 to=2021-03-01
other listed_by rule from=2021-03-01
rule applies_to buyer
buyer subject_to rule from=2020-01-01
foundry seeks old from=2019-06-01
buyer seeks old from=2019
other seeks old from=2019-01-01
other seeks new from=2019-01
`

// A conclusion is told as begun only on a day on which something began, and once.
func TestConclusionsBeginWithWhatIsSaid(t *testing.T) {
	s := readText(t, readOntology(t), derivedText)
	got := texts(mustAsk[catalogue.Timeline](t, s, "timeline", question.Values{"ref": {"buyer"}}).Results)
	want := []string{
		"1990-05-01 on Buyer was founded on 1 May 1990",
		"2019 began Buyer seeks the old",
		"2020-01-01 began Buyer is subject to the rule",
		"2020-01-01 began The rule is in force",
		"2020-01-01 ended Buyer is no longer supplied with service by foundry",
		"2020-01-01 ended Foundry no longer sells service to buyer",
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	found := texts(mustAsk[catalogue.Timeline](t, s, "timeline", question.Values{"ref": {"other"}, "relation": {"subject_to"}}).Results)
	if want := []string{"2021-02-01 began Other is subject to the rule"}; !slices.Equal(found, want) {
		t.Errorf("%q, want %q", found, want)
	}
	path := mustAsk[catalogue.Paths](t, s, "paths", question.Values{"from": {"buyer"}, "to": {"foundry"}, "as_of": {"2000-01-01"}})
	if step := path.Paths[0].Steps[0]; step.ValidFrom != "" || step.ValidTo != "2020-01-01" {
		t.Errorf("it is from %q to %q, want no beginning", step.ValidFrom, step.ValidTo)
	}
	for day, want := range map[string]int{"1985-01-01": 0, "2000-01-01": 1, "2021-01-01": 0} {
		if got := mustAsk[catalogue.Paths](t, s, "paths", question.Values{"from": {"buyer"}, "to": {"foundry"}, "as_of": {day}}); len(got.Paths) != want {
			t.Errorf("on %s there are %d paths, want %d", day, len(got.Paths), want)
		}
	}
	other := mustAsk[catalogue.Paths](t, s, "paths", question.Values{"from": {"other"}, "to": {"foundry"}})
	if step := other.Paths[0].Steps[0]; step.ValidFrom != "2010" {
		t.Errorf("it is from %q, want 2010", step.ValidFrom)
	}
}

// A year and a month stand before their first days, so that each date is one heading.
func TestEventsInOrderOfDate(t *testing.T) {
	s := readText(t, readOntology(t), derivedText)
	got := mustAsk[catalogue.ChangesAnswer](t, s, "changes", question.Values{"since": {"2019-01-01"}, "until": {"2019-12-31"}})
	var dates []string
	for _, e := range got.Results {
		dates = append(dates, e.Date)
	}
	if want := []string{"2019", "2019-01", "2019-01-01", "2019-06-01"}; !slices.Equal(dates, want) {
		t.Errorf("%q, want %q", dates, want)
	}
}
