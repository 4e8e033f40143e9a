package api_test

import (
	"encoding/xml"
	"net/http"
	"strings"
	"testing"
)

func TestAnswersAsBibliographies(t *testing.T) {
	h := small(t)
	claim := get(t, h, "/v1/entities/deepseek").text("claims.seeks.0.id")
	for target, want := range map[string]string{
		"/v1/claims/" + claim + "?format=bibtex":           "@article{paper,\n  title = {{A paper}},\n  journal = {Somebody},\n  year = {2026},\n  month = jan,\n  day = {31},\n  url = {https://example.org/paper},\n  note = {p. 2},\n}\n",
		"/v1/sources/gazette?format=bibtex":                "@misc{gazette,\n",
		"/v1/paths?from=us-cloud&to=bureau&format=bibtex":  "@misc{gazette,\n",
		"/v1/entities/deepseek/decisions?format=bibtex":    "@misc{gazette,\n",
		"/v1/sources?format=bibtex":                        "@article{paper,\n",
		"/v1/ask?q=who+depends+on+Nvidia&format=bibtex":    "@article{paper,\n",
		"/v1/check?item=h200&to=china&format=bibtex":       "@misc{gazette,\n",
		"/v1/changes?since=2020-01-01&limit=1&format=json": `"results"`,
	} {
		r := get(t, h, target)
		if !strings.Contains(r.Body.String(), want) {
			t.Errorf("%s: %s", target, r.Body)
		}
		if strings.HasSuffix(target, "bibtex") && r.Header().Get("Content-Type") != "application/x-bibtex; charset=utf-8" {
			t.Errorf("%s: %v", target, r.Header())
		}
	}
	r := do(t, h, http.MethodGet, "/v1/claims/"+claim, "", "Accept", "application/vnd.citationstyles.csl+json")
	for path, want := range map[string]any{"0.id": "paper", "0.type": "article-newspaper", "0.title": "A paper", "0.container-title": "Somebody", "0.issued.date-parts.0.2": 31.0, "0.note": "p. 2"} {
		if got, _ := at(r.body, path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	if text := get(t, h, "/v1/sources/gazette?format=bibtex").Body.String(); strings.Count(text, "@") != 1 {
		t.Errorf("a source is cited as %s", text)
	}
	for _, target := range []string{"/v1/ontology?format=bibtex", "/v1/claims/" + claim + "?format=ris"} {
		if r := do(t, h, http.MethodGet, target, ""); r.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", target, r.Code)
		}
	}
}

func TestAnswersAsGraphs(t *testing.T) {
	h := small(t)
	var g struct {
		Nodes []struct {
			ID string `xml:"id,attr"`
		} `xml:"graph>node"`
		Edges []struct {
			Source string `xml:"source,attr"`
			Target string `xml:"target,attr"`
		} `xml:"graph>edge"`
	}
	r := get(t, h, "/v1/entities/deepseek/dependencies?format=graphml")
	if err := xml.Unmarshal(r.Body.Bytes(), &g); err != nil || r.Header().Get("Content-Type") != "application/graphml+xml; charset=utf-8" {
		t.Fatalf("%v, %v", err, r.Header())
	}
	edges := map[string]bool{}
	for _, e := range g.Edges {
		edges[e.Source+">"+e.Target] = true
	}
	steps := 0
	var walk func(any)
	walk = func(v any) {
		switch x := v.(type) {
		case []any:
			for _, y := range x {
				walk(y)
			}
		case map[string]any:
			if from, ok := x["from"].(string); ok && x["relation"] != nil {
				steps++
				if !edges[from+">"+x["to"].(string)] {
					t.Errorf("the graph has no edge of the step from %s to %v", from, x["to"])
				}
			}
			for _, y := range x {
				walk(y)
			}
		}
	}
	walk(get(t, h, "/v1/entities/deepseek/dependencies?detail=full").body)
	if steps == 0 || len(g.Nodes) < 3 || !strings.Contains(r.Body.String(), `<data key="e_derived">true</data><data key="e_role">buyer</data>`) {
		t.Errorf("%d steps, %d nodes: %s", steps, len(g.Nodes), r.Body)
	}
	if strings.Contains(r.Body.String(), `<node id="mystery">`) {
		t.Error("the graph has what the answer does not show")
	}
}
