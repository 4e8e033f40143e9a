package api_test

import (
	"net/http"
	"strings"
	"testing"

	"chokepoint/graph/question"
)

// A file is screened as its Content-Type says; the other parameters are in the query.
func TestScreenFile(t *testing.T) {
	h := small(t)
	csv := "no;name;country\nC-1;The Fund;CN\nC-2;;\n"
	r := do(t, h, http.MethodPost, "/v1/screen?as_of=2026-01-01&lang=fr", csv, "Content-Type", "text/csv; charset=utf-8")
	for path, want := range map[string]any{"as_of": "2026-01-01", "results.0.reference": "C-1", "results.0.entity.id": "fund", "results.0.listed": true, "results.1.error": "le nom est vide", "counts.wrong": 1.0} {
		if got, _ := at(r.body, path); got != want {
			t.Errorf("%s is %v, want %v: %d %s", path, got, want, r.Code, r.Body)
		}
	}
	r = do(t, h, http.MethodPost, "/v1/screen", csv, "Content-Type", "text/csv", "Accept", "text/csv")
	if lines := strings.Split(r.Body.String(), "\n"); r.Code != http.StatusOK || !strings.HasPrefix(lines[0], "row,no,name,country,resolution,entity,") || !strings.HasPrefix(lines[1], "1,C-1,The Fund,CN,sure,fund,") {
		t.Errorf("%d %s", r.Code, r.Body)
	}
	for media, text := range map[string]string{"text/plain": "The Fund\nNvidia, Corp.\n", "text/tab-separated-values": "name\tcity\nThe Fund\tX\n"} {
		r := do(t, h, http.MethodPost, "/v1/screen", text, "Content-Type", media)
		if got, _ := at(r.body, "results.0.entity.id"); got != "fund" {
			t.Errorf("%s: %d %s", media, r.Code, r.Body)
		}
	}
}

func TestScreenRefuses(t *testing.T) {
	h := small(t)
	for _, c := range []struct {
		target, media, body string
		status              int
		says                string
	}{
		{"/v1/screen", "text/csv", "city\nParis\nname\n", 200, ""}, // a column without a head
		{"/v1/screen", "text/csv", "city,street\na,b\n", 422, `no column of the file is called \"name\"`},
		{"/v1/screen", "text/csv", "name\n\xe9\n", 422, "line 2, column 1: this is not UTF-8"},
		{"/v1/screen", "text/csv", "", 422, "the text is empty"},
		{"/v1/screen?queries=a", "text/csv", "name\na\n", 422, "give a file or the values, and not both"},
		{"/v1/screen?colour=red", "text/csv", "name\na\n", 422, "colour"},
		{"/v1/screen?as_of=yesterday", "text/csv", "name\na\n", 422, "as_of"},
		{"/v1/screen", "text/csv", "name\n\"" + strings.Repeat("a,", question.MaxFile/2), 422, "the cell that begins here"},
		{"/v1/screen", "text/csv", "name\n" + strings.Repeat(strings.Repeat("a", 20<<10)+"\n", 900), 413, "ask in several questions"},
		{"/v1/screen", "application/xml", "<a/>", 415, "text/csv"},
		{"/v1/match", "application/xml", "<a/>", 415, "application/json"},
		{"/v1/impact", "text/csv", "a\nb\n", 415, "The body must be application/json."},
		{"/v1/screen", "application/json", `{"queries":[{"name":"a"},{"name":""}]}`, 422, "body.queries[1]"},
		{"/v1/screen", "application/json", `{"queries":["` + strings.Repeat("a", 301) + `"]}`, 422, "a name of 301 bytes"},
		{"/v1/screen", "application/json", `{"queries":[]}`, 422, "the list is empty"},
	} {
		r := do(t, h, http.MethodPost, c.target, c.body, "Content-Type", c.media)
		if r.Code != c.status || !strings.Contains(r.Body.String(), c.says) {
			t.Errorf("%s %s %.30q: %d %.300s, want %d %s", c.target, c.media, c.body, r.Code, r.Body, c.status, c.says)
		}
	}
}

// The description says which files an operation takes, and what the elements of its list are.
func TestFilesAreDescribed(t *testing.T) {
	r := get(t, small(t), "/openapi.json")
	for _, path := range []string{"paths./v1/screen.post.requestBody.content.text/csv.schema", "paths./v1/screen.post.requestBody.content.text/plain.schema",
		"paths./v1/screen.post.requestBody.content.application/json.schema.properties.queries.items.oneOf.0.properties.identifiers",
		"paths./v1/match.post.requestBody.content.application/json.schema.properties.queries.items.oneOf.0.properties.name"} {
		if _, ok := at(r.body, path); !ok {
			t.Errorf("nothing is at %s", path)
		}
	}
	if kind, _ := at(r.body, "paths./v1/screen.get.parameters.0.schema.items.type"); kind != "string" {
		t.Errorf("an element of a query is a %v", kind)
	}
	if _, ok := at(r.body, "paths./v1/impact.post.requestBody.content.text/csv"); ok {
		t.Error("impact reads no file")
	}
}
