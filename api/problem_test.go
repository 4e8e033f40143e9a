package api_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"chokepoint/api"
	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/snapshot"
)

// wantProblem makes sure that an answer is a problem document of a status.
func wantProblem(t *testing.T, r response, target string, status int) {
	t.Helper()
	if r.Code != status || r.Header().Get("Content-Type") != "application/problem+json" {
		t.Fatalf("%s: %d %s, want %d application/problem+json: %.300s", target, r.Code, r.Header().Get("Content-Type"), status, r.Body)
	}
	if v, _ := at(r.body, "status"); v != float64(status) || r.text("title") != http.StatusText(status) || r.text("detail") == "" {
		t.Errorf("%s: the problem is %s", target, r.Body)
	}
	if r.Header().Get("ETag") != "" {
		t.Errorf("%s: a problem has an ETag", target)
	}
}

func TestNotFoundNamesNearMisses(t *testing.T) {
	h := small(t)
	for _, target := range []string{
		"/v1/entities/nvida", "/v1/entities/nvida/dependents", "/v1/entities/nvida/dependencies", "/v1/entities/nvida/neighbours",
		"/v1/entities/nvida/decisions", "/v1/entities/nvida/timeline", "/v1/entities/nvida/owners", "/v1/entities/nvida/holdings",
		"/v1/entities/nvida/affiliates", "/v1/paths?from=nvida&to=tsmc", "/v1/paths?from=tsmc&to=nvida", "/v1/check?item=nvida&to=china", "/v1/compare?one=nvida&other=h200", "/v1/compare?one=h200&other=nvida",
		"/v1/check?item=h200&to=nvida", "/v1/check?item=h200&to=china&end_user=nvida", "/v1/chokepoints?for=nvida", "/v1/chokepoints?country=nvida",
		"/v1/entities?country=nvida",
	} {
		r := do(t, h, http.MethodGet, target, "")
		wantProblem(t, r, target, http.StatusNotFound)
		if r.text("candidates.0.id") != "nvidia" || !strings.Contains(r.text("detail"), "did you mean nvidia (Nvidia)") {
			t.Errorf("%s does not name nvidia: %s", target, r.Body)
		}
	}
	r := do(t, h, http.MethodPost, "/v1/impact", `{"remove":["tsmc","nvida"]}`)
	wantProblem(t, r, "impact", http.StatusNotFound)
	if r.text("candidates.0.id") != "nvidia" {
		t.Errorf("impact does not name nvidia: %s", r.Body)
	}
	for _, target := range []string{"/v1/sources/nope", "/v1/claims/nope", "/v1/claims/00000000-0000-0000-0000-000000000000", "/v1/nope", "/nope", "/v2/entities"} {
		wantProblem(t, do(t, h, http.MethodGet, target, ""), target, http.StatusNotFound)
	}
}

func TestAmbiguousNamesCandidates(t *testing.T) {
	h := small(t)
	for _, target := range []string{"/v1/entities/Foundry", "/v1/entities/foundry/dependents", "/v1/paths?from=Foundry&to=nvidia", "/v1/ask" + query("q", "who depends on Foundry")} {
		r := do(t, h, http.MethodGet, target, "")
		wantProblem(t, r, target, http.StatusConflict)
		ids := r.texts("candidates", "id")
		slices.Sort(ids)
		if !slices.Equal(ids, []string{"fab", "tsmc"}) {
			t.Errorf("%s: the candidates are %v", target, ids)
		}
	}
}

func TestNamesResolve(t *testing.T) {
	h := small(t)
	for _, ref := range []string{"nvidia", "Nvidia", "NVIDIA", "Ｎｖｉｄｉａ", "英伟达", "NVDA", " nvidia "} {
		if got := get(t, h, "/v1/entities/"+strings.TrimPrefix(query("", ref), "?=")).text("id"); got != "nvidia" {
			t.Errorf("%q is %q", ref, got)
		}
	}
}

func TestUnprocessable(t *testing.T) {
	h := small(t)
	for _, c := range []struct{ target, location string }{
		{"/v1/entities/nvidia/dependents?colour=red", "query.colour"},
		{"/v1/entities/nvidia?depth=2", "query.depth"},
		{"/v1/entities?colour=red", "query.colour"},
		{"/v1/stats?as_of=2026-01-01", "query.as_of"},
		{"/v1/entities/nvidia/dependents?min_share=1.1", "query.min_share"},
		{"/v1/entities/nvidia/dependents?min_share=NaN", "query.min_share"},
		{"/v1/entities/nvidia/dependents?order=none", "query.order"},
		{"/v1/entities/nvidia/dependents?since=2026", "query.since"},
		{"/v1/changes?since=2026-01-01&of=", "query.of"},
		{"/v1/claims?predicate=", "query.predicate[0]"},
		{"/v1/claims?subject=", "query.subject"},
		{"/v1/claims?source=", "query.source"},
		{"/v1/chokepoints?for=", "query.for"},
		{"/v1/entities?country=", "query.country"},
		{"/v1/entities/nvidia/dependents?as_of=tomorrow", "query.as_of"},
		{"/v1/entities/nvidia/dependents?as_of=2026-02-30", "query.as_of"},
		{"/v1/entities/nvidia/dependents?as_of=2026", "query.as_of"},
		{"/v1/entities/nvidia/dependents?known_at=lately", "query.known_at"},
		{"/v1/entities/nvidia/dependents?min_confidence=sure", "query.min_confidence"},
		{"/v1/entities/nvidia/dependents?lang=de", "query.lang"},
		{"/v1/entities/nvidia/dependents?depth=0", "query.depth"},
		{"/v1/entities/nvidia/dependents?depth=-1", "query.depth"},
		{"/v1/entities/nvidia/dependents?limit=-1", "query.limit"},
		{"/v1/entities/nvidia/dependents?limit=10001", "query.limit"},
		{"/v1/entities/nvidia/dependents?limit=99999999999999999999", "query.limit"},
		{"/v1/entities/nvidia/dependents?limit=many", "query.limit"},
		{"/v1/entities/nvidia/neighbours?direction=up", "query.direction"},
		{"/v1/entities/fund/affiliates?threshold=1.1", "query.threshold"},
		{"/v1/entities/fund/affiliates?threshold=NaN", "query.threshold"},
		{"/v1/entities/fund/affiliates?threshold=half", "query.threshold"},
		{"/v1/paths?from=deepseek&to=nvidia&k=101", "query.k"},
		{"/v1/paths?from=deepseek&to=nvidia&k=0", "query.k"},
		{"/v1/paths?from=deepseek&to=nvidia&max_hops=0", "query.max_hops"},
		{"/v1/paths?from=deepseek", "query.to"},
		{"/v1/paths?to=deepseek", "query.from"},
		{"/v1/check?to=china", "query.item"},
		{"/v1/check?item=h200", "query.to"},
		{"/v1/compare?other=h200", "query.one"},
		{"/v1/compare?one=h200", "query.other"},
		{"/v1/compare?one=h200&with=tomorrow", "query.with"},
		{"/v1/check?item=h200&to=china&as_of=x", "query.as_of"},
		{"/v1/changes", "query.since"},
		{"/v1/changes?since=x", "query.since"},
		{"/v1/changes?since=2026-01-01&until=x", "query.until"},
		{"/v1/changes?since=2026-01-01&what=moved", "query.what[0]"},
		{"/v1/search", "query.q"},
		{"/v1/ask", "query.q"},
		{"/v1/entities/" + strings.Repeat("a", 5000), "path.ref"},
		{"/v1/search?q=" + strings.Repeat("a", 5000), "query.q"},
		{"/v1/ask?q=" + strings.Repeat("a", 5000), "query.q"},
		{"/v1/check?to=china&item=" + strings.Repeat("a", 5000), "query.item"},
		{"/v1/check?item=h200&to=china&as_of=2026-01-01&as_of=2026-02-01", "query.as_of"},
		{"/v1/check?item=h200&to=china&end_user=", "query.end_user"},
		{"/v1/entities/nvidia/dependents?format=xml", "query.format"},
		{"/v1/entities/nvidia/dependents?format=", "query.format"},
		{"/v1/entities/nvidia/dependents?format=csv&format=json", "query.format"},
		{"/v1/entities/nvidia/dependents?limit=", "query.limit"},
		{"/v1/entities/nvidia/dependents?lang=", "query.lang"},
		{"/v1/entities/nvidia/dependents?limit=%2B5", "query.limit"},
		{"/v1/entities/nvidia/dependents?limit=1.0", "query.limit"},
		{"/v1/entities/nvidia/dependents?Limit=5", "query.Limit"},
		{"/v1/entities/nvidia/dependents?ref=tsmc", "path.ref"},
		{"/v1/screen?queries=%7B%22name%22%3A%22a%22%2C%22name%22%3A%22b%22%7D", "query.queries[0]"},
	} {
		r := do(t, h, http.MethodGet, c.target, "")
		wantProblem(t, r, c.target[:min(80, len(c.target))], http.StatusUnprocessableEntity)
		if !slices.Contains(r.texts("errors", "location"), c.location) {
			t.Errorf("%.80s: no error is at %s: %.500s", c.target, c.location, r.Body)
		}
	}
	for _, target := range []string{"as_of=2026-01-01%", "as_of=2026-01-01;x=1", "as_of=%zz"} {
		target = "/v1/entities/nvidia/dependents?" + target
		wantProblem(t, do(t, h, http.MethodGet, target, ""), target, http.StatusBadRequest)
	}
	for _, target := range []string{"channel=love", "relation=loves", "kind=chp", "cursor=12", "cursor=%2F%2F%2F"} {
		target = "/v1/entities/nvidia/dependents?" + target
		wantProblem(t, do(t, h, http.MethodGet, target, ""), target, http.StatusUnprocessableEntity)
	}
	for _, target := range []string{"/v1/check?item=h200&to=china&cursor=x", "/v1/entities/nvidia?cursor=" + strings.Repeat("a", 30)} { // which have no pages
		wantProblem(t, do(t, h, http.MethodGet, target, ""), target, http.StatusUnprocessableEntity)
	}
}

func TestQuestionNotUnderstoodGetsForms(t *testing.T) {
	h := small(t)
	for q, form := range map[string]string{"what colour is Nvidia": "who depends on Nvidia", "de quelle couleur est Nvidia": "qui dépend de Nvidia"} {
		r := do(t, h, http.MethodGet, "/v1/ask"+query("q", q), "")
		wantProblem(t, r, q, http.StatusUnprocessableEntity)
		if !slices.ContainsFunc(r.list("forms"), func(f any) bool { return f == form }) {
			t.Errorf("%q: the forms are %v, want %q among them", q, r.list("forms"), form)
		}
	}
}

func TestBodies(t *testing.T) {
	h := small(t)
	for _, c := range []struct {
		target, body string
		status       int
	}{
		{"/v1/impact", `{`, 400}, {"/v1/impact", `{}`, 422}, {"/v1/impact", `{"remove":[]}`, 422}, {"/v1/impact", `{"remove":"nvidia"}`, 422},
		{"/v1/impact", `{"remove":["nvidia"],"colour":"red"}`, 422}, {"/v1/impact", `{"remove":["nvidia"],"as_of":"soon"}`, 422},
		{"/v1/impact", `{"remove":["nvidia"],"limit":10001}`, 422}, {"/v1/impact", `{"remove":["nvidia"],"min_confidence":"sure"}`, 422},
		{"/v1/impact?colour=red", `{"remove":["nvidia"]}`, 422},
		{"/v1/impact", `{"remove":[` + strings.Repeat(`"nvidia",`, 1000) + `"nvidia"]}`, 422},
		{"/v1/match", `{"queries":[]}`, 422}, {"/v1/match", `{"queries":[{"name":"a"}],"limit":51}`, 422}, {"/v1/match", `[]`, 422},
		{"/v1/impact", `{"remove":null}`, 422}, {"/v1/impact", `{"remove":["nvidia"],"remove":["tsmc"]}`, 400}, {"/v1/impact", `{"remove":["nvidia"],"REMOVE":["tsmc"]}`, 422},
		{"/v1/impact", `{"remove":["nvidia"],"kind":null}`, 422}, {"/v1/impact", `{"remove":["nvidia"],"limit":null}`, 422}, {"/v1/impact", `{"remove":[null]}`, 422},
		{"/v1/impact", `{"remove":["nvidia"]}{}`, 400}, {"/v1/impact", "{\"remove\":[\"\xff\"]}", 400}, {"/v1/match", `{"queries":[{"name":"a","kind":null}]}`, 422},
		{"/v1/match", `{"queries":[{"name":""}]}`, 422}, {"/v1/match", `{"queries":[{"name":"a","country":""}]}`, 422}, {"/v1/match", `{"queries":[{"name":"a","name":"b"}]}`, 400},
		{"/v1/match", `{"queries":[{"name":"a","NAME":"b"}]}`, 422}, {"/v1/match", `{"queries":[{"name":"a","identifiers":{"lei":"a","lei":"b"}}]}`, 400},
		{"/v1/match", `{"queries":[{"name":"a","identifiers":{"lei":null}}]}`, 422}, {"/v1/check", `{"figures":{"fp8_dense":"1 TFLOPS","fp8_dense":"2 TFLOPS"},"to":"china"}`, 400},
		{"/v1/impact", `{"remove":["nvidia"]} x`, 400}, {"/v1/impact", `{"remove":["nvidia"],"limit":1.5}`, 422}, {"/v1/impact", `{"remove":[["nvidia"]]}`, 422},
		{"/v1/match", `{"queries":[{"name":"a","colour":"red"}]}`, 422}, {"/v1/match", `{"queries":[{"name":"a","kind":"no-such-kind"}]}`, 422},
		{"/v1/match", `{"queries":[{"name":"` + strings.Repeat("a", 2000) + `"}]}`, 422}, {"/v1/impact", `{"remove":["` + strings.Repeat("a", 2<<20) + `"]}`, 413},
	} {
		wantProblem(t, do(t, h, http.MethodPost, c.target, c.body), fmt.Sprintf("%s %.60s", c.target, c.body), c.status)
	}
	wantProblem(t, do(t, h, http.MethodPost, "/v1/impact", "remove=nvidia", "Content-Type", "application/x-www-form-urlencoded"), "a form", http.StatusUnsupportedMediaType)
}

func TestMethods(t *testing.T) {
	h := small(t)
	for _, c := range []struct{ method, target, allow string }{
		{"PUT", "/v1/entities/nvidia", "GET, HEAD, OPTIONS"}, {"POST", "/v1/search", "GET, HEAD, OPTIONS"}, {"DELETE", "/v1/sources/paper", "GET, HEAD, OPTIONS"}, {"GET", "/v1/match", "POST, OPTIONS"}, {"PUT", "/v1/impact", "GET, POST, HEAD, OPTIONS"},
	} {
		r := do(t, h, c.method, c.target, "")
		wantProblem(t, r, c.method+" "+c.target, http.StatusMethodNotAllowed)
		if r.Header().Get("Allow") != c.allow {
			t.Errorf("%s %s: Allow is %q, want %q", c.method, c.target, r.Header().Get("Allow"), c.allow)
		}
	}
	if r := do(t, h, http.MethodHead, "/v1/entities/nvidia", ""); r.Code != http.StatusOK || r.Header().Get("ETag") == "" {
		t.Errorf("HEAD: %d, ETag %q", r.Code, r.Header().Get("ETag"))
	}
}

// Whatever stands in the place of a name, the answer is a problem of the client's or an answer, and in time.
func TestOddReferences(t *testing.T) {
	h := small(t)
	for _, ref := range []string{"a/b", "../../etc/passwd", "%", "\x00", "\xff\xfe", "'; --", `"`, "<script>", "🤖", "é̂", "\u202e", " ", "*", "nvidia/", "null",
		strings.Repeat("é", 149), strings.Repeat("a b ", 70)} {
		escaped := strings.ReplaceAll(strings.TrimPrefix(query("", ref), "?="), "+", "%20")
		for _, target := range []string{"/v1/entities/" + escaped, "/v1/entities/" + escaped + "/dependents", "/v1/search?q=" + escaped,
			"/v1/paths?from=nvidia&to=" + escaped, "/v1/ask?q=who+depends+on+" + escaped, "/v1/entities?q=" + escaped, "/v1/sources/" + escaped, "/v1/claims/" + escaped} {
			r := do(t, h, http.MethodGet, target, "")
			if r.Code >= 500 || r.body == nil {
				t.Errorf("GET %s: %d %s", target, r.Code, r.Body)
			}
		}
	}
}

// broken is a source whose store has gone.
type broken struct{}

func (broken) Snapshot(context.Context) (*snapshot.Snapshot, error) { return nil, graph.ErrUnavailable }
func (broken) Version(context.Context) (string, error)              { return "", graph.ErrUnavailable }
func (broken) Ready(context.Context) error                          { return graph.ErrUnavailable }
func (broken) StoreName() string                                    { return "broken" }

// mistaken is a source with mistakes in its code.
type mistaken struct{ broken }

func (mistaken) Snapshot(ctx context.Context) (*snapshot.Snapshot, error) {
	if ctx.Value(panics{}) != nil {
		panic("a mistake in the code")
	}
	return nil, fmt.Errorf("a file called /secret/place is broken")
}

type panics struct{}

// deaf is a source that has answers, and whose store gives none.
type deaf struct{ broken }

func (deaf) Version(context.Context) (string, error)              { return "1", nil }
func (deaf) Snapshot(context.Context) (*snapshot.Snapshot, error) { return nil, graph.ErrWhole }
func (deaf) Ready(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

// A server says soon that its store does not answer, and of a question that it can't answer as it was started, that.
func TestStoreThatDoesNotAnswer(t *testing.T) {
	h := api.New(api.Config{Source: deaf{}, Questions: catalogue.All()})
	r := do(t, h, http.MethodGet, "/readyz", "")
	wantProblem(t, r, "readyz", http.StatusServiceUnavailable)
	if r.Header().Get("Retry-After") == "" {
		t.Error("readyz does not say when to ask again")
	}
	r = do(t, h, http.MethodGet, "/v1/chokepoints", "")
	wantProblem(t, r, "chokepoints", http.StatusNotImplemented)
	if !strings.Contains(r.Body.String(), "--engine memory") {
		t.Errorf("the problem names no way out: %s", r.Body)
	}
}

func TestFailures(t *testing.T) {
	h := api.New(api.Config{Source: broken{}, Questions: catalogue.All()})
	wantProblem(t, do(t, h, http.MethodGet, "/v1/stats", ""), "stats", http.StatusServiceUnavailable)
	wantProblem(t, do(t, h, http.MethodGet, "/readyz", ""), "readyz", http.StatusServiceUnavailable)
	h = api.New(api.Config{Source: mistaken{}, Questions: catalogue.All()})
	panicking := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), panics{}, true)))
	})
	wantProblem(t, do(t, panicking, http.MethodGet, "/v1/entities/nvidia", ""), "a panic", http.StatusInternalServerError)
	r := do(t, h, http.MethodGet, "/v1/datasets", "")
	wantProblem(t, r, "datasets", http.StatusInternalServerError)
	if strings.Contains(r.Body.String(), "secret") {
		t.Errorf("the problem tells what is nobody's business: %s", r.Body)
	}
	if r := do(t, h, http.MethodGet, "/healthz", ""); r.Code != http.StatusOK {
		t.Errorf("healthz: %d", r.Code)
	}
}
