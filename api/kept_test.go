package api_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"chokepoint/api"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/load"
)

// counts are how many answers were kept and found, by the metrics.
func counts(t *testing.T, h http.Handler) (kept, found int) {
	t.Helper()
	for line := range strings.Lines(get(t, h, "/metrics").Body.String()) {
		_, _ = fmt.Sscanf(line, `chokepoint_answers_total{by="kept"} %d`, &kept)
		_, _ = fmt.Sscanf(line, `chokepoint_answers_total{by="found"} %d`, &found)
	}
	return kept, found
}

func TestKeptAnswers(t *testing.T) {
	s := newStore(t)
	s.fill(t, smallFacts(t), today.AddDate(0, 0, -2))
	day := today
	h := api.New(api.Config{Source: s.Memory, Questions: catalogue.All(), Now: func() time.Time { return day }, KeptAnswers: 1 << 24})
	const target = "/v1/entities/nvidia/dependents"
	wantCounts := func(what string, kept, found int) {
		t.Helper()
		if k, f := counts(t, h); k != kept || f != found {
			t.Errorf("%s: %d kept and %d found, want %d and %d", what, k, f, kept, found)
		}
	}
	first := get(t, h, target)
	again := get(t, h, target)
	wantCounts("asked twice", 1, 1)
	if !bytes.Equal(first.Body.Bytes(), again.Body.Bytes()) || first.Header().Get("ETag") != again.Header().Get("ETag") || again.Header().Get("Content-Type") != "application/json" {
		t.Errorf("what is kept is another answer: %v %s", again.Header(), again.Body)
	}
	for _, want := range []string{"", "W/"} {
		packed := do(t, h, http.MethodGet, target, "", "Accept-Encoding", "gzip", "If-None-Match", want)
		r, err := gzip.NewReader(packed.Body)
		if err != nil {
			t.Fatalf("%v: %v", packed.Header(), err)
		}
		if plain, err := io.ReadAll(r); err != nil || !bytes.Equal(plain, first.Body.Bytes()) {
			t.Errorf("packed, it is another answer: %v", err)
		}
		if tag := packed.Header().Get("ETag"); tag == first.Header().Get("ETag") || do(t, h, http.MethodGet, target, "", "If-None-Match", tag).Code != http.StatusNotModified {
			t.Errorf("the tag of the packed answer is %s", tag)
		}
	}
	wantCounts("packed", 3, 1)
	if plain := do(t, h, http.MethodGet, target, "", "Accept-Encoding", "gzip;q=0, br"); plain.Header().Get("Content-Encoding") != "" {
		t.Error("packed for whoever does not want that")
	}
	wantCounts("not packed", 4, 1)
	if table := get(t, h, target+"?format=csv"); table.Header().Get("Content-Type") == "application/json" {
		t.Error("a table is the kept JSON")
	}
	if table := do(t, h, http.MethodGet, target, "", "Accept", "text/csv"); table.Header().Get("Content-Type") == "application/json" {
		t.Error("by Accept a table is the kept JSON")
	}
	get(t, h, target+"?lang=fr")
	wantCounts("other forms and languages", 4, 4)

	for range 2 {
		if r := do(t, h, http.MethodGet, "/v1/entities/nobody/dependents", ""); r.Code != http.StatusNotFound {
			t.Errorf("%d", r.Code)
		}
	}
	wantCounts("errors are not kept", 4, 4)
	for range 2 {
		if r := do(t, h, http.MethodPost, "/v1/impact", `{"remove":["nvidia"]}`); r.Code != http.StatusOK || r.Header().Get("ETag") != "" {
			t.Errorf("%d %v", r.Code, r.Header())
		}
	}
	do(t, h, http.MethodPost, "/v1/impact", `{"remove":["tsmc"]}`)
	wantCounts("posted twice, and another body", 5, 6)

	day = today.AddDate(0, 0, 1)
	if r := get(t, h, target); r.Header().Get("ETag") == first.Header().Get("ETag") {
		t.Error("tomorrow the tag is the same")
	}
	wantCounts("the next day", 5, 7)
	s.fill(t, append(smallFacts(t), load.File{Name: "amd.yaml", Data: []byte("id: amd\nkind: company\nname: AMD\n")}), today.AddDate(0, 0, -1))
	get(t, h, target)
	wantCounts("after a load", 5, 8)
}
