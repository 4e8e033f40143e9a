package mcp_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"chokepoint/mcp"
)

// refused are calls without an answer: what the text says, and the call that it leads to.
var refused = []struct {
	about, tool, arguments string
	says                   []string
	next, with             string
}{
	{"a misspelt name", "entity", `{"ref":"nvida"}`, []string{`"nvida"`, "Nvidia (nvidia, company)"}, "find", `{"name":"nvida"}`},
	{"an end user that is unknown", "check", `{"item":"h20","to":"china","end_user":"Acme"}`, []string{"Candidates: ACM Research (acm-research, company)"}, "find", `{"name":"Acme"}`},
	{"an ambiguous name", "entity", `{"ref":"Kimi"}`, []string{"Candidates: Kimi (kimi, model)"}, "entity", `{"ref":"<kimi|moonshot>"}`},
	{"an item and figures", "check", `{"item":"h20","figures":{"tpp":"4000"},"to":"china"}`, []string{"not both"}, "check", `{"item":"h20","to":"china"}`},
	{"an assumption without a status", "check", `{"item":"h20","to":"china","assume":["foo"]}`, []string{"decision:status"}, "check", `{"item":"h20","to":"china","assume":["<decision>:<status>"]}`},
	{"an effect that there is none of", "decisions", `{"ref":"asml","effect":["ban"]}`, []string{"require-licence"}, "decisions",
		`{"ref":"asml","effect":["<permit|permit-with-conditions|require-licence|prohibit|exempt|tax|list|delist|suspend|rescind|propose|investigate|discourage|warn|advise|restrict-conduct>"]}`},
	{"a list that is none", "screen", `{"queries":["Huawei"],"list":"nvidia"}`, []string{"Nvidia is no list on record", "entity-list"}, "screen", `{"queries":["Huawei"],"list":"<id or name>"}`},
	{"an unknown name", "dependence", `{"ref":"zzyzx","direction":"dependents"}`, []string{`"zzyzx"`}, "find", `{"name":"zzyzx"}`},
	{"an unknown name in French", "entity", `{"ref":"zzyzx","lang":"fr"}`, []string{"Rien ne porte ici le nom", "Appel suivant :"}, "find", `{"name":"zzyzx"}`},
	{"no day", "check", `{"item":"nvidia-h20","to":"china","as_of":"June 2025"}`, []string{"as_of", "2026-01-15"}, "check", `{"item":"nvidia-h20","to":"china","as_of":"<YYYY-MM-DD>"}`},
	{"nothing to check", "check", `{"to":"china"}`, []string{"item"}, "check", `{"item":"<id or name>","to":"china"}`},
	{"no destination", "check", `{"item":"nvidia-h20"}`, []string{"to:"}, "check", `{"item":"nvidia-h20","to":"<id or name>"}`},
	{"no figure", "check", `{"figures":{"tflops":"296"},"to":"china"}`, []string{"tflops"}, "check", `{"figures":{"<name of a figure>":"<number and unit>"},"to":"china"}`},
	{"no number", "check", `{"figures":{"tpp":"many"},"to":"china"}`, []string{"many"}, "check", `{"figures":{"<name of a figure>":"<number and unit>"},"to":"china"}`},
	{"what is no item", "check", `{"item":"bis-affiliates-rule","to":"china"}`, []string{"bis-affiliates-rule"}, "find", ""},
	{"an unknown argument", "find", `{"nam":"Huawei"}`, []string{"nam:", "name, kind, country, limit, cursor, lang"}, "find", `{"name":"<text>"}`},
	{"a parameter that the tool does not take", "dependence", `{"ref":"nvidia","direction":"dependents","detail":"full"}`, []string{"detail:", "min_confidence"}, "dependence", `{"ref":"nvidia","direction":"dependents"}`},
	{"no choice", "dependence", `{"ref":"nvidia"}`, []string{"direction:"}, "dependence", `{"direction":"<dependents|dependencies>","ref":"nvidia"}`},
	{"a wrong choice", "dependence", `{"ref":"nvidia","direction":"up"}`, []string{"direction:", "dependents, dependencies"}, "dependence", ""},
	{"a text for a list", "impact", `{"remove":"tsmc"}`, []string{"remove:", "list"}, "impact", `{"remove":["tsmc"]}`},
	{"a text for a list of terms", "entity", `{"ref":"tsmc","predicate":"market_share"}`, []string{"predicate:", "list"}, "entity", `{"ref":"tsmc","predicate":["market_share"]}`},
	{"a number for a text", "entity", `{"ref":7}`, []string{"ref:"}, "entity", `{"ref":"<id or name>"}`},
	{"a text for a number", "find", `{"name":"x","limit":"many"}`, []string{"limit:", "whole number"}, "find", ""},
	{"null", "entity", `{"ref":null}`, []string{"ref:"}, "entity", ""},
	{"a list of arguments", "entity", `["nvidia"]`, []string{"Entity: arguments: they must be an object"}, "entity", `{"ref":"<id or name>"}`},
	{"nothing", "entity", `{}`, []string{"ref:"}, "entity", `{"ref":"<id or name>"}`},
	{"a huge name", "entity", `{"ref":"` + strings.Repeat("x", 100_000) + `"}`, []string{"100000 bytes"}, "entity", `{"ref":"<id or name>"}`},
	{"a huge unknown argument", "find", `{"` + strings.Repeat("x", 100_000) + `":1}`, []string{"name, kind"}, "find", ""},
	{"a kind that there is none of", "find", `{"name":"x","kind":["animal"]}`, []string{`"animal"`, "chokepoint://ontology lists them"}, "coverage", `{}`},
	{"a cursor of the question that is none", "dependence", `{"ref":"nvidia","direction":"dependents","cursor":"abc"}`, []string{"cursor"}, "dependence", `{"direction":"dependents","ref":"nvidia"}`},
	{"a cursor of the face that is none", "entity", `{"ref":"nvidia","cursor":"aaaaaaaaaaaaaaaaa"}`, []string{"cursor"}, "entity", `{"ref":"nvidia"}`},
	{"days the wrong way round", "changes", `{"since":"2026-01-01","until":"2025-01-01"}`, []string{"before"}, "changes", `{"since":"<YYYY-MM-DD>","until":"<YYYY-MM-DD>"}`},
}

// A call without an answer says why, and what to call next; both forms are short.
func TestRefusals(t *testing.T) {
	session := connect(t, serve(t, nil))
	for _, c := range refused {
		t.Run(c.about, func(t *testing.T) {
			r := call(t, session, c.tool, c.arguments)
			if !r.failed {
				t.Fatalf("it is answered: %s", r.text)
			}
			for _, want := range c.says {
				if !strings.Contains(r.text, want) {
					t.Errorf("%q is not in %q", want, r.text)
				}
			}
			if summary, _ := r.structured["summary"].(string); !strings.HasPrefix(r.text, summary) || summary == "" {
				t.Errorf("the summary is %q", summary)
			}
			if mcp.Tokens(r.text) > 500 || mcp.Tokens(r.json) > 700 {
				t.Errorf("it says %d bytes and %d of JSON", len(r.text), len(r.json))
			}
			next, _ := r.structured["next_call"].(map[string]any)
			if next == nil || strings.Contains(r.text, "/v1/") {
				t.Errorf("there is no next call, or one that an assistant can't make: %s", r.text)
			} else if arguments, _ := json.Marshal(next["arguments"]); !strings.Contains(string(arguments), "\\u003c") {
				answered(t, session, next["tool"].(string), string(arguments))
			}
			if c.next != "" && next["tool"] != c.next {
				t.Errorf("the next call is %v, want %s", next, c.next)
			}
			if c.with != "" {
				got, _ := json.Marshal(next["arguments"])
				var want map[string]any
				if err := json.Unmarshal([]byte(c.with), &want); err != nil {
					t.Fatal(err)
				}
				if sorted, _ := json.Marshal(want); string(got) != string(sorted) {
					t.Errorf("the arguments of the next call are %s, want %s", got, sorted)
				}
			}
		})
	}
}

// The cursor of an answer leads to nothing in another one.
func TestCursorOfAnotherAnswer(t *testing.T) {
	session := connect(t, serve(t, nil))
	for _, c := range []struct{ tool, arguments, other string }{
		{"entity", `{"ref":"nvidia"%s}`, `{"ref":"huawei"%s}`},
		{"entity", `{"ref":"nvidia"%s}`, `{"ref":"nvidia","as_of":"2024-01-01"%s}`},
		{"dependence", `{"ref":"nvidia","direction":"dependents"%s}`, `{"ref":"nvidia","direction":"dependencies"%s}`},
		{"decisions", `{"ref":"china"%s}`, `{"ref":"japan"%s}`},
	} {
		cursor, _ := answered(t, session, c.tool, fmt.Sprintf(c.arguments, "")).structured["next"].(string)
		if cursor == "" {
			t.Fatalf("%s has one page", c.arguments)
		}
		answered(t, session, c.tool, fmt.Sprintf(c.arguments, `,"cursor":"`+cursor+`"`))
		if r := call(t, session, c.tool, fmt.Sprintf(c.other, `,"cursor":"`+cursor+`"`)); !r.failed || !strings.Contains(r.text, "cursor") {
			t.Errorf("%s with the cursor of %s: %.300s", c.other, c.arguments, r.text)
		}
	}
}

// What is wrong with the protocol itself is an error of that.
func TestUnknownToolAndResource(t *testing.T) {
	session := connect(t, serve(t, nil))
	wants := func(what string, err error) {
		t.Helper()
		var wrong *jsonrpc.Error
		if !errors.As(err, &wrong) || wrong.Code != jsonrpc.CodeInvalidParams {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, err := session.CallTool(t.Context(), &sdk.CallToolParams{Name: "delete", Arguments: map[string]any{}})
	wants("an unknown tool", err)
	for _, uri := range []string{"chokepoint://source/none", "chokepoint://claim/none", "chokepoint://claim/00000000-0000-0000-0000-000000000000", "chokepoint://decision/nvidia",
		"chokepoint://decision/none", "chokepoint://entity/Huawei%20Tech", "chokepoint://entity/" + strings.Repeat("x", 5000), "chokepoint://entity/", "chokepoint://nothing", "chokepoint://source/%zz", "chokepoint://entity/nvidia?cursor=aaaaaaaaaaaaaaaaa", "chokepoint://ontology?cursor=x", "file:///etc/passwd"} {
		_, err := session.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: uri})
		wants(uri, err)
	}
	for name, arguments := range map[string]map[string]string{"export-check": {"item": "H20"}, "dependence-brief": {"entity": strings.Repeat("x", 1000)}, "none": {}} {
		_, err := session.GetPrompt(t.Context(), &sdk.GetPromptParams{Name: name, Arguments: arguments})
		wants("prompt "+name, err)
	}
}
