package catalogue_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/rules"
	"chokepoint/graph/snapshot"
)

// listingsFacts are parties on lists and off them.
const listingsFacts = `
government: state bureau other
company: firm left late estimated half lesser vague paused twice owner parent
decision: list round later rule paused-round draft
bureau part_of state
list issued_by bureau
list status in-force from=1997 confidence=official
round part_of list
round issued_by bureau
round status in-force from=2020-12-18 confidence=official
round citation 85_FR_83416
later status in-force from=2022-01-01 confidence=estimated
later issued_by other
paused-round part_of list
paused-round status in-force from=2020-01-01 to=2021-01-01
paused-round status suspended from=2021-01-01 to=2022-01-01
paused-round status in-force from=2022-01-01
draft status announced
rule issued_by bureau
rule amends list
rule ownership_threshold 0.5
rule status in-force from=2025-09-29 to=2025-11-10
rule status suspended from=2025-11-10
firm listed_by round from=2020-12-18
firm listed_by later from=2021-06-01
left listed_by round from=2021-01-01 to=2023-05-01
late listed_by round from=2027-01-01
estimated listed_by round from=2021-02 confidence=estimated
paused listed_by paused-round from=2020-03-01
twice listed_by round from=2021-01-01 to=2022-01-01
twice listed_by round from=2022-01-01
twice listed_by draft
owner listed_by round from=2021-01-01
parent owned_by owner share=0.6
half owned_by owner share=0.25
half owned_by parent share=0.25
lesser owned_by owner share=0.499999999
vague owned_by owner
firm owned_by parent share=0.1
`

func lines(listings []catalogue.ListingView) (all []string) {
	ids := func(refs []graph.EntityRef) string {
		texts := make([]string, len(refs))
		for i, r := range refs {
			texts[i] = r.ID
		}
		return strings.Join(texts, "+")
	}
	for _, l := range listings {
		all = append(all, strings.TrimSpace(fmt.Sprintf("%s of %s by %s %s/%s %s", l.Decision.ID, ids(l.Lists), ids(l.IssuedBy), l.Since, l.Until, l.Doubt)))
	}
	return all
}

func TestListings(t *testing.T) {
	s := readText(t, readOntology(t), listingsFacts)
	for _, c := range []struct{ ref, day, list, inForce, ended, upcoming string }{
		{"firm", "2026-11-29", "", "round of list by bureau 2020-12-18/; later of  by other 2021-06-01/ estimated", "", ""},
		{"firm", "2021-07-01", "", "round of list by bureau 2020-12-18/", "", "later of  by other 2022-01-01/"},
		{"firm", "2020-12-17", "", "", "", "round of list by bureau 2020-12-18/; later of  by other 2022-01-01/"},
		{"firm", "2026-11-29", "list", "round of list by bureau 2020-12-18/", "", ""},
		{"firm", "2026-11-29", "state", "round of list by bureau 2020-12-18/", "", ""},
		{"firm", "2026-11-29", "other", "later of  by other 2021-06-01/ estimated", "", ""},
		{"left", "2026-11-29", "", "", "round of list by bureau 2021-01-01/2023-05-01", ""},
		{"left", "2023-04-30", "", "round of list by bureau 2021-01-01/2023-05-01", "", ""},
		{"late", "2026-11-29", "", "", "", "round of list by bureau 2027-01-01/"},
		{"estimated", "2026-11-29", "", "round of list by bureau 2021-02/ estimated", "", ""},
		{"paused", "2021-06-01", "", "", "paused-round of list by bureau 2020-03-01/2021-01-01", "paused-round of list by bureau 2022-01-01/"},
		{"paused", "2026-11-29", "", "paused-round of list by bureau 2022-01-01/", "paused-round of list by bureau 2020-03-01/2021-01-01", ""},
		{"twice", "2026-11-29", "", "round of list by bureau 2021-01-01/", "", ""},
		{"half", "2026-11-29", "", "", "", ""},
	} {
		v := question.Values{"ref": {c.ref}, "as_of": {c.day}}
		if c.list != "" {
			v["list"] = []string{c.list}
		}
		x := mustAsk[catalogue.Listings](t, s, "listings", v)
		got := []string{strings.Join(lines(x.Listings), "; "), strings.Join(lines(x.Ended), "; "), strings.Join(lines(x.Upcoming), "; ")}
		if diff := gocmp.Diff([]string{c.inForce, c.ended, c.upcoming}, got); diff != "" || x.Listed != (c.inForce != "") {
			t.Errorf("%s on %s %s, listed %v (-want +got):\n%s", c.ref, c.day, c.list, x.Listed, diff)
		}
	}
}

func TestReachOfRules(t *testing.T) {
	s := readText(t, readOntology(t), listingsFacts)
	for _, c := range []struct{ ref, day, want string }{
		{"half", "2025-10-01", "rule yes 0.5 in force true"},
		{"half", "2026-11-29", "rule yes 0.5 in force false"},
		{"lesser", "2025-10-01", "rule no 0.499999999 in force true"},
		{"vague", "2025-10-01", "rule perhaps 0 in force true"},
		{"firm", "2025-10-01", "rule no 0.1 in force true"},
		{"owner", "2025-10-01", ""},
		{"half", "2020-12-31", ""},
	} {
		x := mustAsk[catalogue.Listings](t, s, "listings", question.Values{"ref": {c.ref}, "as_of": {c.day}})
		var got []string
		for _, r := range x.Affiliation {
			got = append(got, fmt.Sprint(r.Rule.ID, " ", r.Reaches, " ", r.Share, " in force ", r.InForce))
			if len(r.Path.Steps) == 0 {
				t.Errorf("%s on %s: no path", c.ref, c.day)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s on %s: %q, want %q", c.ref, c.day, got, c.want)
		}
	}
	x := mustAsk[catalogue.Listings](t, s, "listings", question.Values{"ref": {"half"}, "as_of": {"2025-10-01"}})
	var owners []string
	for _, o := range x.Owners {
		owners = append(owners, fmt.Sprint(o.Owner.ID, " ", *o.Share, " ", o.Listed))
	}
	if slices.Sort(owners); strings.Join(owners, "; ") != "owner 0.25 true; parent 0.25 false" {
		t.Errorf("owners %q", owners)
	}
}

func TestListingsSentences(t *testing.T) {
	s := readText(t, readOntology(t), listingsFacts)
	for _, c := range []struct{ ref, list, day, en, fr string }{
		{"firm", "list", "2026-11-29", "Yes: firm has been on the list since 18 December 2020, by the round, 85 FR 83416. Firm has been on the later since 1 June 2021, by one estimate.",
			"Oui : firm figure sur list depuis le 18 décembre 2020, par round, 85 FR 83416. Firm figure sur later depuis le 1er juin 2021, selon une estimation."},
		{"left", "", "2026-11-29", "No: left is on no list on record on 29 November 2026. Left was on the list from 1 January 2021 to 1 May 2023, by the round, 85 FR 83416.",
			"Non : left ne figure sur aucune liste enregistrée, au 29 novembre 2026. Left a figuré sur list du 1er janvier 2021 au 1er mai 2023, par round, 85 FR 83416."},
		{"estimated", "", "2026-11-29", "Perhaps: by what is recorded, estimated has been on the list since February 2021, by the round, 85 FR 83416, by one estimate.",
			"Peut-être : d'après ce qui est enregistré, estimated figure sur list depuis février 2021, par round, 85 FR 83416, selon une estimation."},
		{"late", "other", "2026-11-29", "No: no listing of late by other is on record on 29 November 2026.",
			"Non : aucune inscription de late par other n'est enregistrée, au 29 novembre 2026."},
		{"half", "", "2025-10-01", "No: half is on no list on record on 1 October 2025. The rule, in force, reaches half, of which listed parties hold 50 %. Half is owned 25 % by owner.",
			"Non : half ne figure sur aucune liste enregistrée, au 1er octobre 2025. Rule, en vigueur, atteint half, dont des inscrits détiennent 50 %. Half est détenu à 25 % par owner."},
		{"half", "", "2026-11-29", "No: half is on no list on record on 29 November 2026. The rule, not in force, would reach half, of which listed parties hold 50 %. Half is owned 25 % by owner.",
			"Non : half ne figure sur aucune liste enregistrée, au 29 novembre 2026. Rule, pas en vigueur, atteindrait half, dont des inscrits détiennent 50 %. Half est détenu à 25 % par owner."},
	} {
		for lang, want := range map[string]string{"en": c.en, "fr": c.fr} {
			v := question.Values{"ref": {c.ref}, "as_of": {c.day}, "lang": {lang}}
			if c.list != "" {
				v["list"] = []string{c.list}
			}
			if said := reply(t, fixed{s}, "listings", graph.Budget{}, v).Sentence(); said != want {
				t.Errorf("%s on %s in %s:\n%s, want\n%s", c.ref, c.day, lang, said, want)
			}
		}
	}
}

// naiveListed lists who lists a party on a day: every claim is looked at, and every decision.
func naiveListed(t rapid.TB, s *snapshot.Snapshot, party string, day graph.Day) (by []string) {
	claims, err := s.ClaimMask(graph.Filter{AsOf: day})
	if err != nil {
		t.Fatal(err)
	}
	for ref := range s.Claims() {
		if s.PredicateName(ref) != "listed_by" || s.ID(s.Subject(ref)) != party || !s.Valid(ref).Contains(day) {
			continue
		}
		if id := s.ID(s.Object(ref)); rules.NewBindings(s, claims).At(s.Object(ref), day) != nil && !slices.Contains(by, id) {
			by = append(by, id)
		}
	}
	slices.Sort(by)
	return by
}

// Listings says of each day who lists a party then; what ended lies before the day, and what is to come after it; and affiliates
// agrees.
func TestListingsAgreeWithEachClaim(t *testing.T) {
	o := readOntology(t)
	date := rapid.SampledFrom([]string{"2020-01-01", "2020-02-01", "2020-03", "2020-04-01", "2021", "2021-02-01"})
	rapid.Check(t, func(t *rapid.T) {
		text := "company: firm\ndecision: a b c\ngovernment: here\n"
		span := func(what string) string {
			line := ""
			from, to := date.Draw(t, what+" from"), date.Draw(t, what+" to")
			if rapid.Bool().Draw(t, what+" begins") {
				line += " from=" + from
			}
			if from < to && rapid.Bool().Draw(t, what+" ends") {
				line += " to=" + to
			}
			return line
		}
		said := map[string]bool{}
		say := func(line, what string) {
			if line += span(what); !said[line] {
				said[line] = true
				text += line + "\n"
			}
		}
		for range rapid.IntRange(0, 4).Draw(t, "listings") {
			say("firm listed_by "+rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "by"), "listing")
		}
		for range rapid.IntRange(0, 5).Draw(t, "statuses") {
			say(rapid.SampledFrom([]string{"a", "b"}).Draw(t, "of")+" status "+rapid.SampledFrom([]string{"in-force", "suspended", "rescinded"}).Draw(t, "status"), "status")
		}
		s := readText(shrinking{t: t}, o, text)
		for _, d := range []string{"2019-12-31", "2020-01-01", "2020-01-31", "2020-02-15", "2020-03-01", "2020-04-01", "2020-12-31", "2021-01-01", "2021-03-01"} {
			day, _ := graph.ParseDay(d)
			x := mustAsk[catalogue.Listings](t, s, "listings", question.Values{"ref": {"firm"}, "as_of": {d}})
			var by []string
			for _, l := range x.Listings {
				by = append(by, l.Decision.ID)
			}
			slices.Sort(by)
			if want := naiveListed(t, s, "firm", day); !slices.Equal(by, want) {
				t.Fatalf("%s\non %s listed by %v, want %v", text, d, by, want)
			}
			for _, l := range x.Ended {
				if l.Until == "" || l.Until > d {
					t.Fatalf("%s\non %s it ended on %s", text, d, l.Until)
				}
			}
			for _, l := range x.Upcoming {
				if l.Until != "" && l.Until < d {
					t.Fatalf("%s\non %s it is to come until %s", text, d, l.Until)
				}
			}
		}
	})
}
