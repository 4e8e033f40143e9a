package mcp_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"chokepoint/graph/snapshot"
	"chokepoint/mcp"
)

// everyNth is which of the entities are asked about.
const everyNth = 17

// Whatever is asked about whatever is on record, each form of the answer is short, and the text names each entity that the JSON has.
func TestAllAnswersAreShort(t *testing.T) {
	session := connect(t, serve(t, nil))
	facts, err := builtIn(t).Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	asked, longest := 0, 0
	for n := 0; n < facts.Nodes(); n += everyNth {
		id, kind := facts.ID(snapshot.Node(n)), facts.Kind(snapshot.Node(n))
		calls := []string{
			`entity {"ref":%q}`, `dependence {"ref":%q,"direction":"dependents","limit":200}`, `dependence {"ref":%q,"direction":"dependencies","lang":"fr"}`,
			`decisions {"ref":%q,"limit":50}`, `impact {"remove":[%q],"limit":50}`, `changes {"since":"2020-01-01","of":%q,"limit":200}`, `chokepoints {"for":%q,"limit":50}`, `screen {"queries":[%q]}`,
		}
		if kind == "chip" {
			calls = append(calls, `check {"item":%q,"to":"china"}`, `check {"item":%q,"to":"china","end_user":"huawei","lang":"fr"}`)
		}
		if kind == "company" {
			calls = append(calls, `check {"seller":%q,"to":"china","as_of":"2024-01-01"}`)
		}
		for _, c := range calls {
			tool, arguments, _ := strings.Cut(fmt.Sprintf(c, id), " ")
			r := call(t, session, tool, arguments)
			asked++
			for form, text := range map[string]string{"text": r.text, "JSON": r.json} {
				n := mcp.Tokens(text)
				if longest = max(longest, n); n > 4000 || len(text) > 12_000 {
					t.Errorf("%s %s: the %s has about %d tokens in %d bytes", tool, arguments, form, n, len(text))
				}
			}
			for _, entity := range entitiesIn(r.structured) {
				if !strings.Contains(r.text, "("+entity+", ") {
					t.Errorf("%s %s: the text does not have %s", tool, arguments, entity)
				}
			}
		}
	}
	if asked < 400 || longest < 3000 {
		t.Errorf("%d answers, the longest of about %d tokens, are no test", asked, longest)
	}
	t.Logf("%d answers, the longest of about %d tokens", asked, longest)
}

// entitiesIn are the ids of the entities within a value.
func entitiesIn(v any) (ids []string) {
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			ids = append(ids, entitiesIn(element)...)
		}
	case map[string]any:
		if id, ok := v["id"].(string); ok && v["kind"] != nil && v["name"] != nil && v["as_of"] == nil {
			return []string{id}
		}
		for _, value := range v {
			ids = append(ids, entitiesIn(value)...)
		}
	}
	return ids
}

// FuzzArguments calls tools with any arguments: none ends the session, and each says something short.
func FuzzArguments(f *testing.F) {
	for _, q := range asked {
		f.Add(q.tool, q.arguments)
	}
	for _, c := range refused {
		if len(c.arguments) < 1000 {
			f.Add(c.tool, c.arguments)
		}
	}
	session := connect(f, serve(f, nil))
	f.Fuzz(func(t *testing.T, tool, arguments string) {
		if !json.Valid([]byte(arguments)) || !slices.ContainsFunc(asked, func(q struct{ tool, arguments string }) bool { return q.tool == tool }) {
			return // the client, or the protocol, refuses it
		}
		r := call(t, session, tool, arguments)
		if summary, _ := r.structured["summary"].(string); summary == "" || mcp.Tokens(r.text) > 4000 || mcp.Tokens(r.json) > 4000 {
			t.Errorf("%s %s: %s", tool, arguments, r.text)
		}
	})
}
