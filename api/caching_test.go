package api_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chokepoint/api"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/load"
)

func TestETag(t *testing.T) {
	s := newStore(t)
	s.fill(t, smallFacts(t), today.AddDate(0, 0, -2))
	h := s.handler()
	const target = "/v1/entities/nvidia/dependents"
	first := get(t, h, target)
	tag := first.Header().Get("ETag")
	if !strings.HasPrefix(tag, `"`) || len(tag) < 10 {
		t.Fatalf("ETag %q", tag)
	}
	for _, known := range []string{tag, "W/" + tag, `"other", ` + tag} {
		r := do(t, h, http.MethodGet, target, "", "If-None-Match", known)
		if r.Code != http.StatusNotModified || r.Body.Len() != 0 || r.Header().Get("ETag") != tag {
			t.Errorf("If-None-Match: %s: %d, ETag %q, body %q", known, r.Code, r.Header().Get("ETag"), r.Body)
		}
	}
	for _, other := range []string{target + "?depth=1", "/v1/entities/tsmc/dependents", target + "?lang=fr"} {
		if r := do(t, h, http.MethodGet, other, "", "If-None-Match", tag); r.Code != http.StatusOK || r.Header().Get("ETag") == tag {
			t.Errorf("GET %s has the tag of another question: %d", other, r.Code)
		}
	}
	tomorrow := api.New(api.Config{Source: s.Memory, Questions: catalogue.All(), Now: func() time.Time { return today.AddDate(0, 0, 1) }})
	if r := do(t, tomorrow, http.MethodGet, target, "", "If-None-Match", tag); r.Code != http.StatusOK {
		t.Errorf("a question about today has yesterday's answer: %d", r.Code)
	}
	files := slices.DeleteFunc(smallFacts(t), func(f load.File) bool {
		return f.Name == "companies/us-cloud.yaml" || f.Name == "companies/nvidia.yaml"
	})
	s.fill(t, append(files, load.File{Name: "companies/nvidia.yaml", Data: []byte("id: nvidia\nkind: company\nname: Nvidia\n")}), today.AddDate(0, 0, -1))
	if r := do(t, h, http.MethodGet, target, "", "If-None-Match", tag); r.Code != http.StatusOK || slices.Contains(r.texts("results", "entity.id"), "us-cloud") {
		t.Errorf("after a load the answer is the old one: %d %s", r.Code, r.Body)
	}
	if again := get(t, h, target+"?known_at="+today.AddDate(0, 0, -2).Format(time.DateOnly)); !slices.Contains(again.texts("results", "entity.id"), "us-cloud") {
		t.Errorf("known_at an earlier day does not say what was said then: %s", again.Body)
	}
}

// Following the cursors gives what one large page gives, in the same order.
func TestPagingIsThePage(t *testing.T) {
	h := real(t)
	for _, c := range []struct {
		target string
		limit  int
	}{
		{"/v1/entities?kind=company", 50}, {"/v1/entities/nvidia/dependents?lang=fr", 17}, {"/v1/entities/deepseek/dependencies?min_confidence=reported", 20},
		{"/v1/entities/nvidia/neighbours?x", 40}, {"/v1/entities/nvidia/timeline?x", 30}, {"/v1/sources?x", 400}, {"/v1/chokepoints?kind=company", 30},
		{"/v1/changes?since=2026-01-01&what=began", 60}, {"/v1/search?q=nvidia", 7}, {"/v1/entities/china/decisions?x", 9},
	} {
		target := strings.TrimSuffix(c.target, "?x")
		separator := "?"
		if strings.Contains(target, "?") {
			separator = "&"
		}
		whole := get(t, h, target+separator+"limit=10000")
		if whole.text("next") != "" || len(whole.list("results")) <= c.limit {
			t.Fatalf("%s: %d results are too few to page, or more follow", target, len(whole.list("results")))
		}
		var paged []any
		cursor := ""
		for page := 0; page == 0 || cursor != ""; page++ {
			r := get(t, h, fmt.Sprintf("%s%slimit=%d&cursor=%s", target, separator, c.limit, cursor))
			if total, _ := at(r.body, "total"); total != float64(len(whole.list("results"))) {
				t.Fatalf("%s: page %d says that there are %v", target, page, total)
			}
			paged = append(paged, r.list("results")...)
			if cursor = r.text("next"); cursor != "" && len(r.list("results")) != c.limit {
				t.Fatalf("%s: page %d has %d results, and more follow", target, page, len(r.list("results")))
			}
		}
		if diff := cmp.Diff(whole.list("results"), paged); diff != "" {
			t.Errorf("%s: pages are not the page (-page +pages):\n%.2000s", target, diff)
		}
		if none := get(t, h, target+separator+"limit=0"); len(none.list("results")) != 0 || none.text("next") != "" {
			t.Errorf("%s: limit=0 has results", target)
		} else if total, _ := at(none.body, "total"); total != float64(len(paged)) {
			t.Errorf("%s: limit=0 counts %v, want %d", target, total, len(paged))
		}
	}
}

// A cursor belongs to the data that it was given for.
func TestCursorOfOtherData(t *testing.T) {
	s := newStore(t)
	s.fill(t, smallFacts(t), today.AddDate(0, 0, -2))
	h := s.handler()
	cursor := get(t, h, "/v1/entities?limit=2").text("next")
	if cursor == "" {
		t.Fatal("no cursor")
	}
	files := smallFacts(t)
	s.fill(t, append(files, load.File{Name: "amd.yaml", Data: []byte("id: amd\nkind: company\nname: AMD\n")}), today.AddDate(0, 0, -1))
	wantProblem(t, do(t, h, http.MethodGet, "/v1/entities?limit=2&cursor="+cursor, ""), "an old cursor", http.StatusUnprocessableEntity)
}

func TestOperations(t *testing.T) {
	h := small(t)
	get(t, h, "/v1/entities/nvidia")
	if r := get(t, h, "/healthz"); r.text("status") != "ok" {
		t.Errorf("healthz: %s", r.Body)
	}
	if r := get(t, h, "/readyz"); r.text("status") != "ready" || r.text("version") == "" {
		t.Errorf("readyz: %s", r.Body)
	}
	for _, file := range []string{"swagger-ui-bundle.js", "swagger-ui.css", "chokepoint.js", "LICENSE"} {
		r := get(t, h, "/docs/"+file)
		if r.Body.Len() == 0 || r.Header().Get("Cache-Control") == "" || r.Header().Get("Content-Encoding") != "" {
			t.Errorf("docs/%s: %d bytes, %v", file, r.Body.Len(), r.Header())
		}
		packed := do(t, h, http.MethodGet, "/docs/"+file, "", "Accept-Encoding", "gzip")
		if packed.Header().Get("Content-Encoding") != "gzip" {
			continue // it is too small
		}
		unpacked, err := gzip.NewReader(packed.Body)
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(unpacked); err != nil || !bytes.Equal(text, r.Body.Bytes()) {
			t.Errorf("docs/%s is another when it comes packed: %v", file, err)
		}
	}
	wantProblem(t, do(t, h, http.MethodGet, "/docs/nothing.js", ""), "docs", http.StatusNotFound)
	if r := get(t, h, "/docs"); !strings.Contains(r.Body.String(), "openapi") || !strings.HasPrefix(r.Header().Get("Content-Type"), "text/html") {
		t.Errorf("docs: %s %.200s", r.Header().Get("Content-Type"), r.Body)
	}
	metrics := get(t, h, "/metrics").Body.String()
	for _, want := range []string{`chokepoint_http_request_duration_seconds_count{method="GET",route="/v1/entities/:ref",status="200"} 1`, "go_goroutines"} {
		if !strings.Contains(metrics, want) {
			t.Errorf("the metrics have no %s", want)
		}
	}
}

// A cursor belongs to the question that it was given for; the size of its pages may change on the way.
func TestCursorOfAnotherQuestion(t *testing.T) {
	h := small(t)
	cursor := get(t, h, "/v1/entities?limit=2").text("next")
	if cursor == "" {
		t.Fatal("no cursor")
	}
	wantProblem(t, do(t, h, http.MethodGet, "/v1/entities?kind=company&cursor="+cursor, ""), "another question's cursor", http.StatusUnprocessableEntity)
	wantProblem(t, do(t, h, http.MethodGet, "/v1/sources?cursor="+cursor, ""), "another question's cursor", http.StatusUnprocessableEntity)
	if got := len(get(t, h, "/v1/entities?limit=3&cursor="+cursor).list("results")); got != 3 {
		t.Errorf("a page of another size has %d results, want 3", got)
	}
}
