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
	{"a misspelt name", "entity", `{"ref":"nvida"}`, []string{`"nvida"`, "Nvidia (nvidia, company)"}, "entity", `{"ref":"nvidia"}`},
	{"an unknown name", "dependence", `{"ref":"zzyzx","direction":"dependents"}`, []string{`"zzyzx"`}, "find", `{"name":"zzyzx"}`},
	{"an unknown name in French", "entity", `{"ref":"zzyzx","lang":"fr"}`, []string{"Rien ne porte ici le nom", "Appel suivant :"}, "find", `{"name":"zzyzx"}`},
	{"no day", "check", `{"item":"nvidia-h20","to":"china","as_of":"June 2025"}`, []string{"as_of", "2026-01-15"}, "check", `{"item":"nvidia-h20","to":"china","as_of":"<YYYY-MM-DD>"}`},
	{"nothing to check", "check", `{"to":"china"}`, []string{"item"}, "check", `{"item":"<id or name>","to":"china"}`},
	{"no destination", "check", `{"item":"nvidia-h20"}`, []string{"to:"}, "check", `{"item":"nvidia-h20","to":"<id or name>"}`},
	{"no figure", "check", `{"figures":{"tflops":"296"},"to":"china"}`, []string{"tflops"}, "", ""},
	{"what is no item", "check", `{"item":"bis-affiliates-rule","to":"china"}`, []string{"bis-affiliates-rule"}, "find", ""},
	{"an unknown argument", "find", `{"nam":"Huawei"}`, []string{"nam:", "name, kind, country, limit, cursor, lang"}, "find", `{"name":"<text>"}`},
	{"a parameter that the tool does not take", "dependence", `{"ref":"nvidia","direction":"dependents","detail":"full"}`, []string{"detail:", "min_confidence"}, "dependence", `{"ref":"nvidia","direction":"dependents"}`},
	{"no choice", "dependence", `{"ref":"nvidia"}`, []string{"direction:"}, "dependence", `{"direction":"<dependents|dependencies>","ref":"nvidia"}`},
	{"a wrong choice", "dependence", `{"ref":"nvidia","direction":"up"}`, []string{"direction:", "dependents, dependencies"}, "dependence", ""},
	{"a text for a list", "impact", `{"remove":"tsmc"}`, []string{"remove:", "list"}, "impact", `{"remove":["<id or name>"]}`},
	{"a number for a text", "entity", `{"ref":7}`, []string{"ref:"}, "entity", `{"ref":"<id or name>"}`},
	{"a text for a number", "find", `{"name":"x","limit":"many"}`, []string{"limit:", "whole number"}, "find", ""},
	{"null", "entity", `{"ref":null}`, []string{"ref:"}, "entity", ""},
	{"a list of arguments", "entity", `["nvidia"]`, []string{"object"}, "entity", `{"ref":"<id or name>"}`},
	{"nothing", "entity", `{}`, []string{"ref:"}, "entity", `{"ref":"<id or name>"}`},
	{"a huge name", "entity", `{"ref":"` + strings.Repeat("x", 100_000) + `"}`, []string{"100000 bytes"}, "entity", `{"ref":"<id or name>"}`},
	{"a huge unknown argument", "find", `{"` + strings.Repeat("x", 100_000) + `":1}`, []string{"name, kind"}, "find", ""},
	{"a kind that there is none of", "find", `{"name":"x","kind":["animal"]}`, []string{`"animal"`}, "coverage", `{}`},
	{"a cursor of the question that is none", "dependence", `{"ref":"nvidia","direction":"dependents","cursor":"abc"}`, []string{"cursor"}, "dependence", `{"direction":"dependents","ref":"nvidia"}`},
	{"a cursor of the face that is none", "entity", `{"ref":"nvidia","cursor":"aaaaaaaaaaaaaaaaa"}`, []string{"cursor"}, "entity", `{"ref":"nvidia"}`},
	{"days the wrong way round", "changes", `{"since":"2026-01-01","until":"2025-01-01"}`, []string{"before"}, "", ""},
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

// An ambiguous name leads to a call with the id of one of those that have it.
func TestAmbiguousName(t *testing.T) {
	session := connect(t, serve(t, nil))
	r := call(t, session, "entity", `{"ref":"Kimi"}`)
	candidates, _ := r.structured["candidates"].([]any)
	if !r.failed || len(candidates) < 2 {
		t.Fatalf("%s", r.text)
	}
	next := r.structured["next_call"].(map[string]any)
	arguments, _ := json.Marshal(next["arguments"])
	answered(t, session, next["tool"].(string), string(arguments))
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
		"chokepoint://decision/none", "chokepoint://entity/Huawei%20Tech", "chokepoint://entity/" + strings.Repeat("x", 5000), "chokepoint://entity/", "chokepoint://nothing", "chokepoint://source/%zz", "file:///etc/passwd"} {
		_, err := session.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: uri})
		wants(uri, err)
	}
	for name, arguments := range map[string]map[string]string{"export-check": {"item": "H20"}, "dependence-brief": {"entity": strings.Repeat("x", 1000)}, "none": {}} {
		_, err := session.GetPrompt(t.Context(), &sdk.GetPromptParams{Name: name, Arguments: arguments})
		wants("prompt "+name, err)
	}
}
