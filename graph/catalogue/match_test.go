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

func TestMatchRefuses(t *testing.T) {
	var invalid *question.Invalid
	long := strings.Repeat("x", 301)
	for _, query := range []string{long, fmt.Sprintf(`{"name":%q}`, long), `{"kind":"chip"}`, `{"name":"a","sort":"chip"}`, `{"name":7}`, `{`} {
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
