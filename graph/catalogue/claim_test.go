package catalogue_test

import (
	"context"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
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
