package api_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"chokepoint/api"
	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/engine"
	"chokepoint/graph/load"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/sqlite"
	"chokepoint/seeds"
)

// today is the day on which the tests ask.
var today = time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC)

// smallFacts are those of testdata/small.txtar.
func smallFacts(t testing.TB) []load.File {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/small.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var files []load.File
	for _, f := range archive.Files {
		files = append(files, load.File{Name: f.Name, Data: f.Data})
	}
	return files
}

// store is an embedded store in memory and the engine that answers from it.
type store struct {
	snapshot.Store
	*engine.Memory
	ontology *graph.Ontology
}

func newStore(t testing.TB) *store {
	t.Helper()
	ontology, err := seeds.FS.ReadFile(load.OntologyName)
	if err != nil {
		t.Fatal(err)
	}
	s := &store{}
	if s.ontology, err = load.Ontology(load.File{Name: load.OntologyName, Data: ontology}); err != nil {
		t.Fatal(err)
	}
	if s.Store, err = sqlite.Open(context.Background(), "memory"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// fill makes the curated dataset of the store what the files say.
func (s *store) fill(t testing.TB, files []load.File, at time.Time) {
	t.Helper()
	batch, err := load.YAML(files, nil).Batch(load.Options{Dataset: graph.Dataset{Name: graph.CuratedDataset, Title: "Facts", Licence: "CC0-1.0"}, Ontology: s.ontology})
	if err != nil {
		t.Fatal(err)
	}
	batch.At = at
	if _, err := s.Load(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
	if s.Memory == nil {
		s.Memory, err = engine.New(context.Background(), s.Store)
	} else {
		err = s.Refresh(context.Background())
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (s *store) handler() http.Handler {
	return api.New(api.Config{Source: s.Memory, Store: s.Store, Questions: catalogue.All(), Now: func() time.Time { return today }})
}

// small answers from the small facts.
func small(t testing.TB) http.Handler {
	s := newStore(t)
	s.fill(t, smallFacts(t), today.AddDate(0, 0, -1))
	return s.handler()
}

var curated struct {
	sync.Once
	http.Handler
}

// real answers from the facts of the project. They are read once, and never changed.
func real(t testing.TB) http.Handler {
	t.Helper()
	curated.Do(func() {
		all, err := load.FilesIn(seeds.FS, load.YAMLExtensions...)
		if err != nil {
			t.Fatal(err)
		}
		_, files := load.CutOntology(all)
		s := newStore(t)
		s.fill(t, files, today.AddDate(0, 0, -1))
		curated.Handler = s.handler()
	})
	if curated.Handler == nil {
		t.Fatal("the facts of the project do not load")
	}
	return curated.Handler
}

// response is an answer with its body as JSON.
type response struct {
	*httptest.ResponseRecorder
	body any
}

func do(t testing.TB, h http.Handler, method, target, body string, headers ...string) response {
	t.Helper()
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	out := response{ResponseRecorder: w}
	if media := w.Header().Get("Content-Type"); strings.Contains(media, "json") && !strings.Contains(media, "ndjson") && w.Header().Get("Content-Encoding") == "" && w.Body.Len() > 0 {
		if err := json.Unmarshal(w.Body.Bytes(), &out.body); err != nil {
			t.Fatalf("%s %s: %v in %s", method, target, err, w.Body)
		}
	}
	return out
}

// get wants a 200.
func get(t testing.TB, h http.Handler, target string) response {
	t.Helper()
	r := do(t, h, http.MethodGet, target, "")
	if r.Code != http.StatusOK {
		t.Fatalf("GET %s: %d %s", target, r.Code, r.Body)
	}
	return r
}

// at follows a path of names and indices, as results.0.entity.id; ok is false if there is nothing.
func at(v any, path string) (_ any, ok bool) {
	for _, key := range strings.Split(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			if v, ok = x[key]; !ok {
				return nil, false
			}
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= len(x) {
				return nil, false
			}
			v = x[i]
		default:
			return nil, false
		}
	}
	return v, true
}

// text is the text at a path, or empty.
func (r response) text(path string) string {
	v, _ := at(r.body, path)
	s, _ := v.(string)
	return s
}

// list is the list at a path, or empty.
func (r response) list(path string) []any {
	v, _ := at(r.body, path)
	l, _ := v.([]any)
	return l
}

// texts collects the text at a path below each item of a list.
func (r response) texts(list, path string) (texts []string) {
	for _, item := range r.list(list) {
		v, _ := at(item, path)
		s, _ := v.(string)
		texts = append(texts, s)
	}
	return texts
}

// query writes a query string.
func query(pairs ...string) string {
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		q.Add(pairs[i], pairs[i+1])
	}
	return "?" + q.Encode()
}
