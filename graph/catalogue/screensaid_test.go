package catalogue_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
)

// A party that a rule reaches through its owners is never cleared: that is said first, and of it alone that it is not listed itself.
func TestScreenSaysWhoReachesAParty(t *testing.T) {
	s := readText(t, readOntology(t), listingsFacts)
	for _, c := range []struct{ name, lang, want string }{
		{"half", "en", "As of 1 October 2025: The rule, in force, reaches half, of which listed parties hold 50 %. Half is owned 25 % by owner. No listing of half itself is on record. Not legal advice."},
		{"half", "fr", "Au 1er octobre 2025 : Rule, en vigueur, atteint half, dont des inscrits détiennent 50 %. Half est détenu à 25 % par owner. Aucune inscription de half même n'est enregistrée. Ceci n'est pas"},
		{"vague", "en", "As of 1 October 2025: The rule, in force, perhaps reaches vague, of which listed parties hold a part that is not known. Vague is owned in part by owner. No listing of vague itself"},
		{"lesser", "en", "As of 1 October 2025: No listing of lesser is on record. Not legal advice."},
	} {
		v := question.Values{"queries": {c.name}, "as_of": {"2025-10-01"}, "lang": {c.lang}}
		if got := strings.ReplaceAll(reply(t, fixed{s}, "screen", graph.Budget{}, v).Sentence(), "\u00a0", " "); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

// The sentence of many rows tells first those of whom something is on record, and counts those that it does not tell.
func TestScreenSaysWhomItLeavesOut(t *testing.T) {
	s := readText(t, readOntology(t), listingsFacts)
	v := question.Values{"queries": {"xyzzyxyzzy", "lesser", "left", "late", "parent", "vague", "half", "firm"}, "as_of": {"2025-10-01"}}
	said := reply(t, fixed{s}, "screen", graph.Budget{}, v).Sentence()
	at := 0
	for _, want := range []string{"Firm is on", "reaches vague", "reaches half", "3 more rows are not told here, 0 of them of parties"} {
		next := strings.Index(strings.ToLower(said[at:]), strings.ToLower(want))
		if next < 0 {
			t.Fatalf("no %q from %d on in %s", want, at, said)
		}
		at += next
	}
}

// What a row says of a party rests on claims that it names, with their sources.
func TestScreenNamesItsClaims(t *testing.T) {
	s := readText(t, readOntology(t), listingsFacts)
	for name, want := range map[string]string{"firm": "listings 2 1; owners 1; affiliation 2", "half": "listings; owners 1 1; affiliation 1"} {
		row := mustAsk[catalogue.Screening](t, s, "screen", question.Values{"queries": {name}, "as_of": {"2025-10-01"}}).Results[0]
		got := "listings"
		count := func(g catalogue.Grounds) {
			got += fmt.Sprint(" ", len(g.Claims))
			if len(g.Sources) == 0 {
				t.Errorf("%s: no source of %v", name, g.Claims)
			}
			for _, id := range g.Claims {
				mustAsk[catalogue.ClaimAnswer](t, s, "claim", question.Values{"id": {id}})
			}
		}
		for _, l := range row.Listings {
			count(l.Grounds)
		}
		got += "; owners"
		for _, o := range row.Owners {
			count(o.Grounds)
		}
		got += "; affiliation"
		for _, r := range row.Affiliation {
			count(r.Grounds)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// Where a name is as like another party, a row says so.
func TestScreenSaysWhyItDoubts(t *testing.T) {
	s := readText(t, readOntology(t), "company: semiconductora semiconductorb\n")
	row := mustAsk[catalogue.Screening](t, s, "screen", question.Values{"queries": {"semiconductorc"}}).Results[0]
	if row.Score < 0.8 || row.Resolution != "doubtful" || len(row.Notes) != 1 || !strings.Contains(row.Notes[0], "a person has to decide") {
		t.Errorf("%+v", row)
	}
}

// What is no list is refused, with the lists that there are; an authority that has issued none has none.
func TestScreenRefusesWhatIsNoList(t *testing.T) {
	s := readText(t, readOntology(t), listingsFacts+"decision: idle\n")
	for _, list := range []string{"firm", "idle"} {
		_, screened := ask[catalogue.Screening](t, s, "screen", question.Values{"list": {list}, "queries": {"firm"}})
		_, listed := ask[catalogue.Listings](t, s, "listings", question.Values{"list": {list}, "ref": {"firm"}})
		for _, err := range []error{screened, listed} {
			var invalid *question.Invalid
			if !errors.As(err, &invalid) || !strings.Contains(err.Error(), "there are draft, later, list") {
				t.Errorf("%s: %v", list, err)
			}
		}
	}
	if row := mustAsk[catalogue.Screening](t, s, "screen", question.Values{"queries": {"firm"}, "list": {"round"}}).Results[0]; !row.Listed {
		t.Error("a part of a list is none")
	}
	mustAsk[catalogue.Screening](t, s, "screen", question.Values{"queries": {"half"}, "list": {"rule"}}) // which reaches parties
}

// Of a listed party, too, a share between nothing and all of it is perhaps enough.
func TestReachOfAListedParty(t *testing.T) {
	s := readText(t, readOntology(t), listingsFacts+"firm owned_by owner\n")
	x := mustAsk[catalogue.Listings](t, s, "listings", question.Values{"ref": {"firm"}, "as_of": {"2025-10-01"}})
	if r := x.Affiliation[0]; r.Reaches != catalogue.ReachesPerhaps || r.ShareMost == nil {
		t.Errorf("%+v", r)
	}
}
