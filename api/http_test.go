package api_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"chokepoint/api"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/snapshot"
)

func TestForms(t *testing.T) {
	h := small(t)
	const list, single = "/v1/entities?limit=1", "/v1/stats"
	for _, c := range []struct {
		target, accept string
		status         int
		media          string
	}{
		{list, "", 200, "application/json"}, {list, "*/*", 200, "application/json"}, {list, "text/html,application/xhtml+xml,*/*;q=0.8", 200, "application/json"},
		{list, "text/html, text/csv;q=0.9", 200, "text/csv"}, {list, "TEXT/CSV", 200, "text/csv"}, {list, "text/*", 200, "text/csv"},
		{list, "text/csv;q=0.5, application/json", 200, "application/json"}, {list, "application/json;q=0, */*", 200, "text/csv"},
		{list, "image/png", 406, "application/problem+json"}, {list, "application/json;q=0", 406, "application/problem+json"}, {list, ",;", 406, "application/problem+json"},
		{single, "text/csv", 406, "application/problem+json"}, {list + "&format=csv", "image/png", 200, "text/csv"},
		{"/", "application/json", 200, "application/json"}, {"/", "*/*", 200, "text/html"}, {"/", "text/html", 200, "text/html"},
	} {
		r := do(t, h, http.MethodGet, c.target, "", "Accept", c.accept)
		if media, _, _ := strings.Cut(r.Header().Get("Content-Type"), ";"); r.Code != c.status || media != c.media {
			t.Errorf("GET %s, Accept: %s: %d %s, want %d %s", c.target, c.accept, r.Code, media, c.status, c.media)
		}
	}
	for media, status := range map[string]int{"Application/JSON": 200, "application/json; Charset=UTF-8": 200, "application/vnd.api+json": 200, "application/json; charset=latin1": 415,
		"application/x-www-form-urlencoded": 415, "text/json": 415, "application/": 415, "multipart/form-data; boundary=x": 415} {
		if r := do(t, h, http.MethodPost, "/v1/impact", `{"remove":["nvidia"]}`, "Content-Type", media); r.Code != status {
			t.Errorf("a body of %s: %d, want %d", media, r.Code, status)
		}
	}
	whole, decimal := do(t, h, http.MethodPost, "/v1/impact", `{"remove":["nvidia"],"limit":1}`), do(t, h, http.MethodPost, "/v1/impact", `{"remove":["nvidia"],"limit":1.0}`)
	if decimal.Code != 200 || decimal.Body.String() != whole.Body.String() {
		t.Errorf("1.0 is not 1: %d %s", decimal.Code, decimal.Body)
	}
}

func TestMethodsThatAreNone(t *testing.T) {
	h := small(t)
	for target, allow := range map[string]string{"/v1/impact": "GET, POST, HEAD, OPTIONS", "/v1/match": "POST, OPTIONS", "/healthz": "GET, HEAD, OPTIONS", "/": "GET, HEAD, OPTIONS"} {
		if r := do(t, h, http.MethodOptions, target, ""); r.Code != http.StatusNoContent || r.Header().Get("Allow") != allow || r.Body.Len() > 0 {
			t.Errorf("OPTIONS %s: %d, Allow %q, want %q", target, r.Code, r.Header().Get("Allow"), allow)
		}
	}
	wantProblem(t, do(t, h, http.MethodHead, "/v1/match", ""), "HEAD of what is posted", http.StatusMethodNotAllowed)
	wantProblem(t, do(t, h, "BREW", "/v1/entities", ""), "BREW", http.StatusMethodNotAllowed)
	wantProblem(t, do(t, h, http.MethodOptions, "/v1/nowhere", ""), "OPTIONS of nothing", http.StatusNotFound)
	metrics := get(t, h, "/metrics").Body.String()
	if strings.Contains(metrics, "BREW") || !strings.Contains(metrics, `method="other"`) {
		t.Error("a method that a client makes up is a label")
	}
}

func TestPaths(t *testing.T) {
	h := small(t)
	want := get(t, h, "/v1/entities/nvidia").Body.String()
	if got := get(t, h, "/v1/entities/nvidia/").Body.String(); got != want {
		t.Errorf("with a stroke at its end the answer is %s", got)
	}
	if r := do(t, h, http.MethodPost, "/v1/impact/", `{"remove":["nvidia"]}`); r.Code != 200 {
		t.Errorf("POST with a stroke at the end of the path: %d", r.Code)
	}
	for escaped, name := range map[string]string{"a%2Fb/": `"a/b"`, "C++%20x": `"C++ x"`, "C++": `"C++"`, "100%25": `"100%"`} {
		r := do(t, h, http.MethodGet, "/v1/entities/"+escaped, "")
		wantProblem(t, r, escaped, http.StatusNotFound)
		if !strings.Contains(r.text("detail"), "is called "+name) {
			t.Errorf("%s is taken for another name: %s", escaped, r.text("detail"))
		}
	}
}

func TestAnyTag(t *testing.T) {
	h := small(t)
	if r := do(t, h, http.MethodGet, "/v1/entities/nvidia", "", "If-None-Match", "*"); r.Code != http.StatusNotModified || r.Body.Len() > 0 || r.Header().Get("ETag") == "" {
		t.Errorf("If-None-Match: *: %d %q", r.Code, r.Body)
	}
	wantProblem(t, do(t, h, http.MethodGet, "/v1/entities/nvida", "", "If-None-Match", "*"), "nothing there", http.StatusNotFound)
}

func TestPacked(t *testing.T) {
	h := small(t)
	plain := get(t, h, "/v1/entities/nvidia")
	r := do(t, h, http.MethodGet, "/v1/entities/nvidia", "", "Accept-Encoding", "gzip")
	if r.Header().Get("Content-Encoding") != "gzip" || !slices.Contains(r.Header().Values("Vary"), "Accept-Encoding") || plain.Header().Get("Vary") == "" {
		t.Fatalf("the answer has the headers %v", r.Header())
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(r.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(unpacked); err != nil || string(text) != plain.Body.String() {
		t.Errorf("unpacked it is %s, %v", text, err)
	}
	tag := r.Header().Get("ETag")
	if tag == plain.Header().Get("ETag") {
		t.Error("packed and not, the answer has one strong ETag")
	}
	if again := do(t, h, http.MethodGet, "/v1/entities/nvidia", "", "Accept-Encoding", "gzip", "If-None-Match", tag); again.Code != http.StatusNotModified || again.Header().Get("ETag") != tag {
		t.Errorf("the ETag %s of a packed answer is not known again: %d %s", tag, again.Code, again.Header().Get("ETag"))
	}
}

func TestHeaders(t *testing.T) {
	h := small(t)
	for _, target := range []string{"/v1/stats", "/v1/nowhere", "/", "/docs", "/healthz", "/openapi.json"} {
		r := do(t, h, http.MethodGet, target, "")
		if r.Header().Get("X-Content-Type-Options") != "nosniff" || r.Header().Get("X-Frame-Options") != "DENY" || r.Header().Get("Referrer-Policy") != "no-referrer" ||
			!strings.Contains(r.Header().Get("Content-Security-Policy"), "frame-ancestors 'none'") || r.Header().Get("X-Request-Id") == "" || r.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s has the headers %v", target, r.Header())
		}
	}
	if r := do(t, h, http.MethodGet, "/v1/nowhere", "", "X-Request-Id", "mine-1"); r.Header().Get("X-Request-Id") != "mine-1" || r.text("request_id") != "mine-1" {
		t.Errorf("a given id is lost: %v %s", r.Header(), r.Body)
	}
	for _, odd := range []string{"a b", strings.Repeat("a", 65), "é"} {
		if r := do(t, h, http.MethodGet, "/v1/stats", "", "X-Request-Id", odd); r.Header().Get("X-Request-Id") == odd {
			t.Errorf("%q is taken for an id", odd)
		}
	}
	// What is echoed is cut.
	long := strings.Repeat("x", 50_000)
	for _, r := range []response{do(t, h, http.MethodGet, "/v1/"+long, ""), do(t, h, http.MethodPost, "/v1/impact", `{"`+long+`":1}`), do(t, h, http.MethodPost, "/v1/impact", `{"remove":["`+long+`"]}`),
		do(t, h, http.MethodPost, "/v1/match", `{"queries":[{"name":"a","`+long+`":1}]}`), do(t, h, http.MethodPost, "/v1/impact", `{"`+long+`":1,"`+long+`":1}`), do(t, h, http.MethodGet, "/v1/entities?format="+long, "")} {
		if r.Body.Len() > 2000 {
			t.Errorf("a problem has %d bytes: %.200s", r.Body.Len(), r.Body)
		}
	}
}

// guarded answers from the small facts on other terms.
func guarded(t *testing.T, terms func(*api.Config)) http.Handler {
	s := newStore(t)
	s.fill(t, smallFacts(t), today.AddDate(0, 0, -1))
	c := api.Config{Source: s.Memory, Questions: catalogue.All()}
	terms(&c)
	return api.New(c)
}

func TestHosts(t *testing.T) {
	h := guarded(t, func(c *api.Config) { c.Hosts = []string{"facts.example", "*.inside.example"} })
	for host, status := range map[string]int{"facts.example": 200, "FACTS.example:80": 200, "a.inside.example": 200, "localhost:8080": 200, "127.0.0.1": 200, "[::1]:8080": 200, "192.0.2.1": 200,
		"evil.example": 421, "notinside.example": 421, "localhost.evil.example": 421, "127.0.0.1.evil.example": 421} {
		r := httptest.NewRequest(http.MethodGet, "/v1/stats", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != status {
			t.Errorf("Host: %s: %d, want %d", host, w.Code, status)
		}
	}
}

func TestOrigins(t *testing.T) {
	h := guarded(t, func(c *api.Config) { c.Origins = []string{"https://a.example"} })
	for origin, want := range map[string]string{"https://a.example": "https://a.example", "https://b.example": ""} {
		if got := do(t, h, http.MethodGet, "/v1/stats", "", "Origin", origin).Header().Get("Access-Control-Allow-Origin"); got != want {
			t.Errorf("Origin: %s is allowed as %q", origin, got)
		}
		r := do(t, h, http.MethodOptions, "/v1/impact", "", "Origin", origin, "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type")
		if got := r.Header().Get("Access-Control-Allow-Origin"); got != want || r.Code != http.StatusNoContent {
			t.Errorf("before a POST, Origin: %s is allowed as %q: %d", origin, got, r.Code)
		}
	}
}

func TestRate(t *testing.T) {
	h := guarded(t, func(c *api.Config) { c.Rate = 1 })
	ask := func(address string) response {
		r := httptest.NewRequest(http.MethodGet, "/v1/stats", nil)
		r.RemoteAddr = address
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return response{ResponseRecorder: w}
	}
	refused := 0
	for range 5 {
		if r := ask("192.0.2.1:1"); r.Code == http.StatusTooManyRequests {
			refused++
			if r.Header().Get("Retry-After") != "1" {
				t.Errorf("Retry-After is %q", r.Header().Get("Retry-After"))
			}
		}
	}
	if refused < 2 || refused > 4 {
		t.Errorf("%d of 5 requests at once are refused", refused)
	}
	for _, other := range []string{"192.0.2.2:1", "[2001:db8::1]:1"} {
		if r := ask(other); r.Code != http.StatusOK {
			t.Errorf("%s pays for another: %d", other, r.Code)
		}
	}
	if r := do(t, h, http.MethodGet, "/healthz", ""); r.Code != http.StatusOK {
		t.Errorf("healthz: %d", r.Code)
	}
}

// slow is a source that is asked and does not answer before it may.
type slow struct {
	broken
	asked   chan<- struct{}
	release <-chan struct{}
}

func (s slow) Snapshot(ctx context.Context) (*snapshot.Snapshot, error) {
	select {
	case s.asked <- struct{}{}:
		<-s.release
	case <-s.release:
	}
	return s.broken.Snapshot(ctx)
}

func TestQuestionsAtOnce(t *testing.T) {
	held, release := make(chan struct{}), make(chan struct{})
	h := api.New(api.Config{Source: slow{asked: held, release: release}, Questions: catalogue.All(), MaxQuestions: 1})
	done := make(chan int)
	go func() { done <- do(t, h, http.MethodPost, "/v1/impact", `{"remove":["nvidia"]}`).Code }()
	<-held
	r := do(t, h, http.MethodPost, "/v1/check", `{"item":"h20","to":"china"}`)
	wantProblem(t, r, "one too many", http.StatusServiceUnavailable)
	if r.Header().Get("Retry-After") == "" || get(t, h, "/healthz").Code != 200 {
		t.Error("no Retry-After, or the server does not say that it lives")
	}
	close(release)
	<-done
	wantProblem(t, do(t, h, http.MethodPost, "/v1/impact", `{"remove":["nvidia"]}`), "the place is free again, and the store gone", http.StatusServiceUnavailable)
}
