package api_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"chokepoint/api"
	"chokepoint/graph/catalogue"
)

// endpoints are the calls that the interface promises.
var endpoints = []string{
	"GET /v1/entities", "GET /v1/entities/{ref}", "GET /v1/entities/{ref}/dependents", "GET /v1/entities/{ref}/dependencies",
	"GET /v1/entities/{ref}/neighbours", "GET /v1/entities/{ref}/decisions", "GET /v1/entities/{ref}/timeline", "GET /v1/entities/{ref}/owners",
	"GET /v1/entities/{ref}/holdings", "GET /v1/entities/{ref}/affiliates", "GET /v1/paths", "GET /v1/graph", "GET /v1/query", "POST /v1/graph", "POST /v1/impact", "GET /v1/impact", "GET /v1/chokepoints", "GET /v1/check", "POST /v1/check", "GET /v1/lines", "GET /v1/compare",
	"GET /v1/changes", "GET /v1/search", "POST /v1/match", "POST /v1/screen", "GET /v1/screen", "GET /v1/entities/{ref}/listings", "GET /v1/ask", "GET /v1/sources", "GET /v1/sources/{id}", "GET /v1/claims", "GET /v1/claims/{id}",
	"GET /v1/datasets", "GET /v1/ontology", "GET /v1/stats", "GET /v1/coverage",
}

// loads are those that bring facts.
var loads = []string{"POST /v1/imports"}

// files are those that answer with a file.
var files = []string{"GET /v1/export", "GET /v1/changes.atom"}

// description is the part of an OpenAPI document that the tests look at.
type description struct {
	OpenAPI string `json:"openapi"`
	Info    struct {
		Title, Version, Description string
	} `json:"info"`
	Paths      map[string]map[string]operation `json:"paths"`
	Components struct {
		Schemas map[string]any `json:"schemas"`
	} `json:"components"`
}

type operation struct {
	OperationID string `json:"operationId"`
	Summary     string `json:"summary"`
	Parameters  []struct {
		Name, In string
		Required bool
		Schema   any
	} `json:"parameters"`
	Responses map[string]struct {
		Description string
		Content     map[string]struct{ Schema any }
	} `json:"responses"`
}

func describe(t *testing.T, h http.Handler) *description {
	t.Helper()
	d := &description{}
	if err := json.Unmarshal(get(t, h, "/openapi.json").Body.Bytes(), d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestOpenAPINamesEveryEndpoint(t *testing.T) {
	d := describe(t, small(t))
	if !strings.HasPrefix(d.OpenAPI, "3.1.") || d.Info.Title == "" || d.Info.Version == "" || d.Info.Description == "" {
		t.Errorf("openapi %q, info %+v", d.OpenAPI, d.Info)
	}
	ids := map[string]bool{}
	for path, methods := range d.Paths {
		for method, op := range methods {
			name := strings.ToUpper(method) + " " + path
			if !slices.Contains(slices.Concat(endpoints, files, loads), name) {
				t.Errorf("%s is described and not expected", name)
			}
			if op.OperationID == "" || ids[op.OperationID] || op.Summary == "" {
				t.Errorf("%s has the id %q, which is empty or taken, or no summary", name, op.OperationID)
			}
			ids[op.OperationID] = true
			declared := map[string]bool{}
			for _, p := range op.Parameters {
				if declared[p.In+p.Name] || p.Schema == nil || p.In == "path" && (!p.Required || !strings.Contains(path, "{"+p.Name+"}")) {
					t.Errorf("%s: the parameter %+v", name, p)
				}
				declared[p.In+p.Name] = true
			}
			for _, part := range strings.Split(path, "/") {
				if param, ok := strings.CutPrefix(part, "{"); ok && !declared["path"+strings.TrimSuffix(param, "}")] {
					t.Errorf("%s does not declare %s", name, part)
				}
			}
			if _, ok := op.Responses["200"].Content["application/json"]; ok == slices.Contains(files, name) {
				t.Errorf("%s says nothing of its answer", name)
			}
		}
	}
	for _, name := range slices.Concat(endpoints, files) {
		method, path, _ := strings.Cut(name, " ")
		if _, ok := d.Paths[path][strings.ToLower(method)]; !ok {
			t.Errorf("%s is not described", name)
		}
	}
}

// The described shapes are valid JSON Schemas, as OpenAPI 3.1 has it, and the answers have them.
func TestAnswersAreAsDescribed(t *testing.T) {
	h := small(t)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(get(t, h, "/openapi.json").Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("openapi.json", doc); err != nil {
		t.Fatal(err)
	}
	d := describe(t, h)
	for name := range d.Components.Schemas {
		if _, err := c.Compile("openapi.json#/components/schemas/" + name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	described := map[string]bool{}
	for _, call := range calls(func(target string) response { return get(t, h, target) }) {
		path, _, _ := strings.Cut(call.target, "?")
		path = templateOf(d, call.method, path)
		described[call.method+" "+path] = true
		pointer := strings.NewReplacer("~", "~0", "/", "~1").Replace(path)
		schema, err := c.Compile("openapi.json#/paths/" + pointer + "/" + strings.ToLower(call.method) + "/responses/200/content/application~1json/schema")
		if err != nil {
			t.Errorf("%s: %v", call.name, err)
			continue
		}
		body, err := jsonschema.UnmarshalJSON(do(t, h, call.method, call.target, call.body).Body)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(body); err != nil {
			t.Errorf("%s %s is not as described: %v", call.method, call.target, err)
		}
	}
	for _, e := range endpoints {
		if !described[e] {
			t.Errorf("no call of the tests asks %s", e)
		}
	}
}

// templateOf finds the described path that a request's path is one of.
func templateOf(d *description, method, path string) string {
	parts := strings.Split(path, "/")
	best := ""
	for template, methods := range d.Paths {
		if _, ok := methods[strings.ToLower(method)]; !ok {
			continue
		}
		of := strings.Split(template, "/")
		fits := len(of) == len(parts)
		for i := 0; fits && i < len(of); i++ {
			fits = of[i] == parts[i] || strings.HasPrefix(of[i], "{")
		}
		if fits && (best == "" || strings.Count(template, "{") < strings.Count(best, "{")) {
			best = template
		}
	}
	return best
}

var update = flag.Bool("update", false, "write the description of the interface into openapi.json")

// The description that is checked in is that of the code.
func TestOpenAPIIsCurrent(t *testing.T) {
	const name = "openapi.json"
	want, err := api.Describe(catalogue.All())
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *update {
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("api/openapi.json is not what the code describes (%v); write it with make openapi", err)
	}
	var served, checked any
	if err := errors.Join(json.Unmarshal(get(t, small(t), "/openapi.json").Body.Bytes(), &served), json.Unmarshal(want, &checked)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(checked, served); diff != "" {
		t.Errorf("the server describes something else:\n%.2000s", diff)
	}
}
