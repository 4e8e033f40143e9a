package catalogue_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

func askOne[A any](t *testing.T, facts *snapshot.Snapshot, name string, v question.Values) A {
	t.Helper()
	q, _ := catalogue.Find(name)
	p, err := q.Read(v)
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Ask(context.Background(), fixed{facts}, question.Terms{Now: testEpoch})
	if err != nil {
		t.Fatal(err)
	}
	return r.Answer.(A)
}

// What datasets say otherwise of one claim is shown side by side, and taken away and counted together.
func TestOneClaimSeveralStatements(t *testing.T) {
	s := readText(t, readOntology(t), `
		company: maker shop
		chip: part
		part made_by maker share=0.4 dataset=one
		part made_by maker share=0.6 dataset=two confidence=official
		part made_by maker share=0.6 dataset=three source=wire
		part made_by maker from=2020 dataset=one`)
	id := graph.ClaimID("part", "made_by", "maker", "", "", graph.Beginning).String()
	c := askOne[catalogue.ClaimAnswer](t, s, "claim", question.Values{"id": {id}})
	if len(c.Statements) != 2 || *c.Share != 0.6 || len(c.Datasets) != 2 || len(c.Sources) != 2 || *c.Statements[0].Share != 0.4 || !c.Undated {
		t.Errorf("%+v", c)
	}
	other := graph.ClaimID("part", "made_by", "maker", "", "", mustDate(t, "2020"))
	if c := askOne[catalogue.ClaimAnswer](t, s, "claim", question.Values{"id": {other.String()}}); c.Statements != nil || c.Undated || c.ValidFrom != "2020" {
		t.Errorf("%+v", c)
	}
	if st := askOne[catalogue.Stats](t, s, "stats", nil); st.Claims != 3 || st.Withdrawn != 0 {
		t.Errorf("%+v", st)
	}
	if x := askOne[catalogue.Impact](t, s, "impact", question.Values{"remove": {id}}); x.TotalLost != 0 || len(x.RemovedClaims) != 2 {
		t.Errorf("without one of two claims: %+v", x)
	}
	if x := askOne[catalogue.Impact](t, s, "impact", question.Values{"remove": {id, other.String()}}); x.TotalLost != 1 {
		t.Errorf("without both: %+v", x)
	}
}

func mustDate(t *testing.T, text string) graph.Date {
	t.Helper()
	d, err := graph.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Claims that can't both be so name each other; what differs in what it is about, in its time or in no more than precision does not.
func TestContradictions(t *testing.T) {
	s := readText(t, readOntology(t), `
		company: maker owner
		chip: part other
		place: here
		part memory_capacity 80_GB
		part memory_capacity 96_GB confidence=official
		part memory_capacity 0.08_TB source=third
		other memory_capacity 64_GB to=2024
		other memory_capacity 72_GB from=2024
		part announced_on 2024
		part announced_on 2024-03
		part released_on 2024-03-01
		part released_on 2024-04
		maker revenue 10_USD from=2023 to=2024
		maker revenue 12_USD from=2023 to=2024
		maker revenue 40_USD from=2020 to=2024
		maker revenue 3_EUR from=2023 to=2024
		maker market_share 10_% from=2023 to=2024 purpose=one
		maker market_share 20_% from=2023 to=2024 purpose=two
		maker owned_by owner share=0.2-0.3
		maker owned_by owner share=0.4 from=2020
		maker owned_by owner share=0.3-0.5 from=2021 to=2022
		maker owned_by owner from=2022`)
	want := map[string]string{ // by value or share
		"80 GB": "96 GB", "96 GB": "80 GB 0.08 TB", "0.08 TB": "96 GB",
		"2024-03-01": "2024-04", "2024-04": "2024-03-01",
		"10 USD": "12 USD", "12 USD": "10 USD",
		"0.2-0.3": "0.4", "0.4": "0.2-0.3",
	}
	said := func(v view.ClaimView) string {
		if v.Value == nil {
			return view.Share(v.Share, v.ShareMost)
		}
		return strings.TrimSpace(fmt.Sprint(v.Value, " ", v.Unit))
	}
	by, all := map[uuid.UUID]string{}, []view.ClaimView{}
	for _, ref := range []string{"part", "other", "maker"} {
		for _, views := range askOne[catalogue.Card](t, s, "entity", question.Values{"ref": {ref}, "as_of": {"2023-06-01"}}).Claims {
			all = append(all, views...)
		}
	}
	for ref := range s.Claims() {
		v := view.Claim(s, ref, "en")
		by[v.ID] = said(v)
	}
	alike := func(v view.ClaimView, where string) {
		t.Helper()
		var others []string
		for _, id := range v.Contradicts {
			others = append(others, by[id])
		}
		if got := strings.Join(others, " "); got != want[said(v)] {
			t.Errorf("%s: %s contradicts %q, not %q", where, said(v), got, want[said(v)])
		}
	}
	for _, v := range all {
		alike(v, "card")
	}
	for id := range by {
		alike(askOne[catalogue.ClaimAnswer](t, s, "claim", question.Values{"id": {id.String()}}).ClaimView, "claim")
	}
	if len(all) < 15 || len(by) != 19 {
		t.Errorf("%d claims shown of %d", len(all), len(by))
	}
}

// The entities that claims name are called as lists in the language of the answer call them.
func TestNamesOfClaims(t *testing.T) {
	s, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	for lang, called := range map[string]string{"en": "Taiwan", "fr": "Taïwan"} {
		card := askOne[catalogue.Card](t, s, "entity", question.Values{"ref": {"tsmc"}, "lang": {lang}})
		if card.Names["taiwan"] != called {
			t.Errorf("%s: the state of TSMC is called %q, not %q", lang, card.Names["taiwan"], called)
		}
	}
}
