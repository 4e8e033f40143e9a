package neo4j

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph/catalogue"
	"chokepoint/graph/cypher"
	"chokepoint/graph/question"
)

// TestQueries runs the queries behind calls as they stand, on the real facts: each finds what the question answers.
func TestQueries(t *testing.T) {
	s := emptyStore(t)
	_, batch := readSeeds(t)
	mustLoad(t, s, batch)
	engine, err := NewEngine(context.Background(), s, Memory, 0)
	if err != nil {
		t.Fatal(err)
	}
	for call, of := range map[string]struct{ column, rows, member string }{
		"/v1/entities/nvidia/dependents":                                                {"id", "results", "entity.id"},
		"/v1/entities/nvidia/dependents?depth=2&as_of=2025-06-01&kind=company":          {"id", "results", "entity.id"},
		"/v1/entities/asml/dependents?min_confidence=confirmed&sources=primary":         {"id", "results", "entity.id"},
		"/v1/entities/china/dependents?channel=place&order=any":                         {"id", "results", "entity.id"},
		"/v1/entities/smic/dependents?min_share=0.01&channel=ownership":                 {"id", "results", "entity.id"},
		"/v1/entities/deepseek/dependencies":                                            {"id", "results", "entity.id"},
		"/v1/entities/deepseek/dependencies?order=any&depth=3":                          {"id", "results", "entity.id"},
		"/v1/entities/huawei/dependencies?channel=regulatory&as_of=2020-10-01":          {"id", "results", "entity.id"},
		"/v1/entities/openai/dependencies?country=netherlands":                          {"id", "results", "entity.id"},
		"/v1/entities/nexperia/owners":                                                  {"id", "results", "entity.id"},
		"/v1/entities/softbank/holdings":                                                {"id", "results", "entity.id"},
		"/v1/entities/tsmc/neighbours?direction=dependents":                             {"id", "results", "entity.id"},
		"/v1/entities/nvidia-h20/neighbours?relation=made_by&relation=uses":             {"id", "results", "entity.id"},
		"/v1/graph?entity=nvidia&entity=tsmc&entity=asml&entity=deepseek&entity=huawei": {"claim", "claims", "claim"},
		"/v1/paths?from=deepseek&to=asml&k=5":                                           {"ids", "paths", "steps"},
		"/v1/paths?from=huawei&to=us-bis&k=4&max_hops=3":                                {"ids", "paths", "steps"},
		"/v1/entities?kind=facility&country=taiwan":                                     {"id", "results", "id"},
		"/v1/claims?subject=nvidia&predicate=designs&predicate=revenue":                 {"claim", "results", "id"},
		"/v1/claims?subject=nvidia-h20&as_of=2025-01-01":                                {"claim", "results", "id"},
		"/v1/entities/nvidia-h200":                                                      {"claim", "claims", "id"},
	} {
		t.Run(call, func(t *testing.T) {
			said := query(t, engine, call)
			if said.Cypher == "" {
				t.Fatalf("there is no query: %s", said.Note)
			}
			got := column(t, s, said.Cypher, of.column)
			want := members(t, answer(t, engine, said), of.rows, of.member)
			if of.column != "ids" { // which are in the order of the answer
				slices.Sort(got)
				slices.Sort(want)
				got, want = slices.Compact(got), slices.Compact(want)
			}
			if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 {
				t.Errorf("%d found (-answer +query):\n%s\n%s", len(got), diff, said.Cypher)
			}
		})
	}
}

func query(t *testing.T, source question.Source, call string) catalogue.Query {
	t.Helper()
	q, _ := catalogue.Find("query")
	return put(t, source, q, question.Values{"call": {call}}).(catalogue.Query)
}

func put(t *testing.T, source question.Source, q question.Question, v question.Values) any {
	t.Helper()
	asked, err := q.Read(v)
	if err != nil {
		t.Fatal(err)
	}
	reply, err := asked.Ask(context.Background(), source, question.Terms{Now: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return reply.Answer
}

// answer asks the question of a call, all of it, as JSON.
func answer(t *testing.T, source question.Source, of catalogue.Query) map[string]any {
	t.Helper()
	q, _ := catalogue.Find(of.Question)
	u, err := url.Parse(of.HTTP)
	if err != nil {
		t.Fatal(err)
	}
	v := q.Info().ReadCall(u)
	if len(v["limit"]) == 0 && of.Question != "paths" {
		v["limit"] = []string{"10000"}
	}
	text, err := json.Marshal(put(t, source, q, v))
	if err != nil {
		t.Fatal(err)
	}
	var members map[string]any
	if err := json.Unmarshal(text, &members); err != nil {
		t.Fatal(err)
	}
	return members
}

// members are what rows of an answer have as a member; of paths the ids of the entities on them.
func members(t *testing.T, answer map[string]any, rows, member string) (all []string) {
	t.Helper()
	var list []any
	switch x := answer[rows].(type) {
	case []any:
		list = x
	case map[string]any: // by predicate
		for _, some := range x {
			list = append(list, some.([]any)...)
		}
	}
	for _, row := range list {
		at := row
		for name := range strings.SplitSeq(member, ".") {
			at = at.(map[string]any)[name]
		}
		if steps, ok := at.([]any); ok {
			ids := []any{steps[0].(map[string]any)["from"]}
			for _, step := range steps {
				ids = append(ids, step.(map[string]any)["to"])
			}
			at = ids
		}
		all = append(all, fmt.Sprint(at))
	}
	return all
}

// column are the values of a column of what a query finds.
func column(t *testing.T, s *Store, query, name string) (all []string) {
	t.Helper()
	err := s.reading(context.Background(), func(tx *transaction) error {
		result, err := tx.tx.Run(tx.ctx, dialect+query, nil)
		if err != nil {
			return err
		}
		for result.Next(tx.ctx) {
			value, _ := result.Record().Get(name)
			all = append(all, fmt.Sprint(value))
		}
		return result.Err()
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, query)
	}
	return all
}

// TestLiterals holds that the server reads a text as it was, whatever stands in it.
func TestLiterals(t *testing.T) {
	s := emptyStore(t)
	for _, text := range []string{`it's`, `"`, `\`, `\'`, `\\'`, `ends with \`, `\u0027 OR true //`, `\\u0027`, "a\nb\tc", `' RETURN 1 //`, "`", `$x {y}`, `华为 é`, `/* */`} {
		if got := asked(t, s, `RETURN `+cypher.Text(text)+` AS x`); len(got) != 1 || got[0] != text {
			t.Errorf("%q is read as %q", text, got)
		}
	}
	if got := asked(t, s, `RETURN `+cypher.Texts([]string{`a', 'b`})+`[0] AS x`); got[0] != `a', 'b` {
		t.Errorf("a list is read as %q", got)
	}
}
