package mcp_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"chokepoint/mcp"
)

// asked are questions as people ask them, at least one for each tool.
var asked = []struct{ tool, arguments string }{
	{"find", `{"name":"nvida"}`},
	{"find", `{"name":"华为"}`},
	{"find", `null`},
	{"find", `{"name":"a"}`},
	{"find", `{"kind":["facility"],"country":"taiwan"}`},
	{"find", `{"kind":["decision"],"limit":100}`},
	{"find", `{"country":"china","limit":1000}`},
	{"entity", `{"ref":"huawei"}`},
	{"entity", `{"ref":"nvidia"}`},
	{"entity", `{"ref":"china"}`},
	{"entity", `{"ref":"tsmc","predicate":["market_share"]}`},
	{"entity", `{"ref":"entity-list","lang":"fr"}`},
	{"entity", `{"ref":"nvidia-h20","as_of":"2025-06-01"}`},
	{"dependence", `{"ref":"nvidia","direction":"dependents"}`},
	{"dependence", `{"ref":"deepseek","direction":"dependencies","limit":100}`},
	{"dependence", `{"ref":"asml","direction":"dependents","country":"china","kind":["company"],"lang":"fr"}`},
	{"dependence", `{"ref":"us-bis","direction":"dependents","limit":1000}`},
	{"paths", `{"from":"deepseek","to":"us-bis","k":10}`},
	{"paths", `{"from":"huawei","to":"asml","order":"any"}`},
	{"impact", `{"remove":["tsmc"],"limit":100}`},
	{"impact", `{"remove":["taiwan","japan"]}`},
	{"impact", `{"remove":["asml"],"on":"apple","lang":"fr"}`},
	{"chokepoints", `{}`},
	{"chokepoints", `{"limit":200}`},
	{"chokepoints", `{"for":"nvidia","as_of":"2024-01-01"}`},
	{"check", `{"item":"nvidia-h20","to":"china","as_of":"2025-06-01"}`},
	{"check", `{"item":"nvidia-h200","to":"china","end_user":"smic"}`},
	{"check", `{"item":"nvidia-h200","to":"china","lang":"fr"}`},
	{"check", `{"figures":{"fp8_dense":"296 TFLOPS","die_area":"814 mm2"},"to":"china"}`},
	{"check", `{"seller":"nvidia","to":"china","as_of":"2023-12-01"}`},
	{"check", `{"seller":"nvidia","to":"china","end_user":"huawei","lang":"fr"}`},
	{"screen", `{"queries":["Huawei Tech","SMIC","Nobody of That Name GmbH",{"name":"Nexperia","country":"netherlands"}]}`},
	{"screen", `{"queries":[` + strings.Repeat(`"Huawei",`, 500) + `"SMIC"],"lang":"fr"}`},
	{"decisions", `{"ref":"china","limit":100}`},
	{"decisions", `{"ref":"asml","lang":"fr"}`},
	{"changes", `{"since":"2025-01-01","limit":200}`},
	{"changes", `{"since":"2025-09-01","of":"huawei","lang":"fr"}`},
	{"coverage", `{}`},
	{"coverage", `{"lang":"fr"}`},
}

// Every tool says what it is for, takes parameters of its questions, and changes nothing.
func TestTools(t *testing.T) {
	session := connect(t, serve(t, nil))
	list, err := session.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, tool := range list.Tools {
		seen[tool.Name] = true
		a := tool.Annotations
		if a == nil || !a.ReadOnlyHint || !a.IdempotentHint || a.OpenWorldHint == nil || *a.OpenWorldHint {
			t.Errorf("%s does not say that it only reads: %+v", tool.Name, a)
		}
		if len(tool.Description) < 200 || tool.Title == "" || tool.OutputSchema == nil {
			t.Errorf("%s says too little of itself", tool.Name)
		}
		schema := tool.InputSchema.(map[string]any)
		for name, p := range schema["properties"].(map[string]any) {
			if p.(map[string]any)["description"] == "" {
				t.Errorf("%s: %s is not described", tool.Name, name)
			}
		}
		if schema["additionalProperties"] != false {
			t.Errorf("%s takes anything", tool.Name)
		}
	}
	for _, q := range asked {
		if !seen[q.tool] {
			t.Errorf("there is no tool %s", q.tool)
		}
	}
	for name := range seen {
		if !slices.ContainsFunc(asked, func(q struct{ tool, arguments string }) bool { return q.tool == name }) {
			t.Errorf("no test asks %s", name)
		}
	}
	data, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	if n := mcp.Tokens(string(data)); n > 8000 {
		t.Errorf("the list of tools has about %d tokens", n)
	}
}

// Each form of each answer is short, and has what the other has.
func TestAnswersAreShortAndComplete(t *testing.T) {
	session := connect(t, serve(t, nil))
	for _, q := range asked {
		t.Run(q.tool+" "+q.arguments, func(t *testing.T) {
			r := answered(t, session, q.tool, q.arguments)
			for form, text := range map[string]string{"text": r.text, "JSON": r.json} {
				if n := mcp.Tokens(text); n > 4000 {
					t.Errorf("the %s has about %d tokens", form, n)
				}
				if len(text) > 12_000 {
					t.Errorf("the %s has %d bytes", form, len(text))
				}
			}
			if r.structured["summary"] == "" {
				t.Error("there is no summary")
			}
			for _, text := range textsIn(r.structured) {
				if !strings.Contains(r.text, strings.TrimSuffix(text, ".")) {
					t.Errorf("the text does not have %q", text)
				}
			}
		})
	}
}

// textsIn are all texts within a value.
func textsIn(v any) (all []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, element := range v {
			all = append(all, textsIn(element)...)
		}
	case map[string]any:
		for _, value := range v {
			all = append(all, textsIn(value)...)
		}
	}
	return all
}

// The sources and claims that an answer cites are there to be read.
func TestWhatIsCitedResolves(t *testing.T) {
	server := serve(t, nil)
	session := connect(t, server)
	cited := map[string]bool{}
	for _, q := range asked {
		collect(answered(t, session, q.tool, q.arguments).structured, "", cited)
	}
	if len(cited) < 200 {
		t.Fatalf("%d citations are few", len(cited))
	}
	for uri := range cited {
		r, err := session.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: uri})
		if err != nil {
			t.Errorf("%s: %v", uri, err)
			continue
		}
		var what struct{ ID, Title, Sentence string }
		if err := json.Unmarshal([]byte(r.Contents[0].Text), &what); err != nil || !strings.HasSuffix(uri, "/"+what.ID) || what.Title+what.Sentence == "" {
			t.Errorf("%s is %+v (%v)", uri, what, err)
		}
	}
}

// collect finds the ids of sources and claims within a value.
func collect(v any, name string, into map[string]bool) {
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			if id, ok := element.(string); ok && name == "sources" {
				into["chokepoint://source/"+id] = true
			} else if ok && name == "claims" {
				into["chokepoint://claim/"+id] = true
			}
			collect(element, name, into)
		}
	case map[string]any:
		if id, ok := v["id"].(string); ok && v["confidence"] != nil {
			into["chokepoint://claim/"+id] = true
		}
		if id, ok := v["claim"].(string); ok {
			into["chokepoint://claim/"+id] = true
		}
		for name, value := range v {
			collect(value, name, into)
		}
	}
}

// Pages follow one another without a gap or a repeat, and come to the totals.
func TestPages(t *testing.T) {
	session := connect(t, serve(t, nil))
	for _, q := range []struct{ tool, arguments string }{
		{"dependence", `{"ref":"nvidia","direction":"dependents"}`},
		{"impact", `{"remove":["tsmc"],"limit":100}`},
		{"decisions", `{"ref":"asml"}`},
		{"changes", `{"since":"2026-03-01","limit":1000}`},
		{"entity", `{"ref":"nvidia"}`},
		{"check", `{"item":"nvidia-h200","to":"china","end_user":"smic"}`},
		{"find", `{"name":"nvidia"}`},
		{"check", `{"seller":"nvidia","to":"china","end_user":"huawei"}`},
	} {
		t.Run(q.tool, func(t *testing.T) {
			seen, totals := map[string]map[string]bool{}, map[string]int{}
			arguments, cursor := map[string]any{}, ""
			if err := json.Unmarshal([]byte(q.arguments), &arguments); err != nil {
				t.Fatal(err)
			}
			pages := 0
			for pages = 0; pages == 0 || cursor != ""; pages++ {
				if cursor != "" {
					arguments["cursor"] = cursor
				}
				data, _ := json.Marshal(arguments)
				r := answered(t, session, q.tool, string(data))
				countTotals(r.structured, totals)
				if summary, _ := r.structured["summary"].(string); pages > 0 && len(summary) > 100 {
					t.Errorf("page %d has the summary again: %s", pages+1, summary)
				}
				for list := range totals {
					rows, _ := r.structured[list].([]any)
					for _, row := range rows {
						key := rowKey(row)
						if seen[list] == nil {
							seen[list] = map[string]bool{}
						}
						if seen[list][key] {
							t.Errorf("%s comes twice in %s", key, list)
						}
						seen[list][key] = true
					}
				}
				cursor, _ = r.structured["next"].(string)
			}
			if pages < 2 {
				t.Errorf("there is one page")
			}
			for list, total := range totals {
				if len(seen[list]) != total {
					t.Errorf("%s: %d rows of %d", list, len(seen[list]), total)
				}
			}
		})
	}
}

// countTotals notes how many rows the lists of an answer have in all.
func countTotals(structured map[string]any, totals map[string]int) {
	left, _ := structured["left_out"].(map[string]any) // which has calls of its own
	if all, ok := structured["totals"].(map[string]any); ok {
		for list, n := range all {
			beside, _ := left[list].(float64)
			totals[list] = int(n.(float64) - beside)
		}
	}
	for name, n := range structured {
		if list, ok := strings.CutPrefix(name, "total_"); ok && structured[list] != nil {
			totals[list] = int(n.(float64))
		}
	}
	if n, ok := structured["total"].(float64); ok {
		totals["results"] = int(n)
	}
}

// rowKey tells rows of a list apart.
func rowKey(row any) string {
	o, ok := row.(map[string]any)
	if !ok {
		return fmt.Sprint(row)
	}
	for _, name := range []string{"decision", "entity", "item"} {
		if e, ok := o[name].(map[string]any); ok {
			return fmt.Sprint(e["id"])
		}
	}
	if claim, ok := o["claim"].(map[string]any); ok {
		return fmt.Sprint(claim["id"], o["what"], o["date"])
	}
	return fmt.Sprint(o["id"])
}
