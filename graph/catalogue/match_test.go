package catalogue_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
)

func askMatch(t *testing.T, v question.Values) (catalogue.Matches, error) {
	q, _ := catalogue.Find("match")
	p, err := q.Read(v)
	if err != nil {
		return catalogue.Matches{}, err
	}
	r, err := p.Ask(context.Background(), fixed{compileClaims(t, nil)}, question.Terms{Now: time.Now()})
	if err != nil {
		return catalogue.Matches{}, err
	}
	return r.Answer.(catalogue.Matches), nil
}

// A batch takes bare names and names with a kind; the kind of the batch is for those without their own.
func TestMatch(t *testing.T) {
	for _, c := range []struct {
		queries []string
		kind    string
		want    string
	}{
		{[]string{"same"}, "", "b c"},
		{[]string{"same", "Zeta"}, "chip", "c, "},
		{[]string{`{"name":"same"}`, `{"name":"same","kind":"company"}`}, "chip", "c, b"},
	} {
		v := question.Values{"queries": c.queries}
		if c.kind != "" {
			v["kind"] = []string{c.kind}
		}
		m, err := askMatch(t, v)
		if err != nil {
			t.Errorf("%v: %v", c.queries, err)
			continue
		}
		lists := make([]string, len(m.Results))
		for i, r := range m.Results {
			var ids []string
			for _, candidate := range r.Candidates {
				ids = append(ids, candidate.Entity.ID)
			}
			lists[i] = strings.Join(ids, " ")
		}
		if got := strings.Join(lists, ", "); got != c.want {
			t.Errorf("%v, kind %q: %q, want %q", c.queries, c.kind, got, c.want)
		}
	}
}

// askMatchOfFacts asks of the built-in facts, on 2026-02-01.
func askMatchOfFacts(t *testing.T, v question.Values) (catalogue.Matches, error) {
	s, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	q, _ := catalogue.Find("match")
	p, err := q.Read(v)
	if err != nil {
		return catalogue.Matches{}, err
	}
	r, err := p.Ask(context.Background(), fixed{s}, question.Terms{Now: time.Date(2026, 2, 1, 9, 0, 0, 0, time.UTC)})
	if err != nil {
		return catalogue.Matches{}, err
	}
	return r.Answer.(catalogue.Matches), nil
}

// What is known of a party besides its name decides, and what made a score is shown.
func TestMatchKnows(t *testing.T) {
	for _, c := range []struct {
		query, threshold, id, resolution string
	}{
		{"Huawei Technologies (Yangon) Co., Ltd.", "", "huawei", "sure"},
		{`{"name":"Micron Technology","country":"US"}`, "", "micron", "sure"},
		{`{"name":"Micron Technology","country":"United States"}`, "", "micron", "sure"},
		{`{"name":"Micron","country":"russia"}`, "", "micron", "doubtful"},
		{`{"name":"Micron","country":"russia"}`, "0.8", "", "doubtful"},
		{`{"name":"Anything","identifiers":{"ticker":"MU"}}`, "", "micron", "sure"},
		{"CORP", "", "", "none"},
		{"长鑫存储技术有限公司", "", "cxmt", "sure"},
		{"中芯国际集成电路制造有限公司", "", "smic", "sure"},
	} {
		v := question.Values{"queries": {c.query}}
		if c.threshold != "" {
			v["threshold"] = []string{c.threshold}
		}
		m, err := askMatchOfFacts(t, v)
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		id, r := "", m.Results[0]
		if len(r.Candidates) > 0 {
			id = r.Candidates[0].Entity.ID
			if !r.Candidates[0].Identified && len(r.Candidates[0].Because) == 0 {
				t.Errorf("%s: nothing says what made the score", c.query)
			}
		}
		if id != c.id || string(r.Resolution) != c.resolution {
			t.Errorf("%s: %q %s, want %q %s", c.query, id, r.Resolution, c.id, c.resolution)
		}
	}
}

// A state that is not known is refused by the number of its query.
func TestMatchRefusesStates(t *testing.T) {
	var invalid *question.Invalid
	_, err := askMatchOfFacts(t, question.Values{"queries": {"Micron", `{"name":"Micron","country":"Atlantis"}`}})
	if !errors.As(err, &invalid) || len(invalid.Faults) != 1 || invalid.Faults[0].Parameter != "queries" || invalid.Faults[0].Index != 1 || invalid.Faults[0].Value != "Atlantis" {
		t.Errorf("%v", err)
	}
}

func TestMatchRefuses(t *testing.T) {
	var invalid *question.Invalid
	long := strings.Repeat("x", 301)
	for _, query := range []string{long, fmt.Sprintf(`{"name":%q}`, long), `{"kind":"chip"}`, `{"name":"a","sort":"chip"}`, `{"name":7}`, `{"name":"a","identifiers":{"lei":7}}`, `{`} {
		if _, err := askMatch(t, question.Values{"queries": {query}}); !errors.As(err, &invalid) {
			t.Errorf("%s: %v", query, err)
		}
	}
	for _, v := range []question.Values{{"queries": {`{"name":"a","kind":"planet"}`}}, {"queries": {"a"}, "kind": {"planet"}}} {
		if _, err := askMatch(t, v); !errors.Is(err, graph.ErrUnknownTerm) {
			t.Errorf("%v: %v", v, err)
		}
	}
	if _, err := askMatch(t, question.Values{"queries": strings.Fields(strings.Repeat("a ", 1001))}); !errors.As(err, &invalid) {
		t.Errorf("1001 names: %v", err)
	}
}
