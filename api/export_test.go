package api_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"chokepoint/api"
	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/export"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/sqlite"
)

func TestExportOfAllIsAStore(t *testing.T) {
	h := small(t)
	r := get(t, h, "/v1/export?format=jsonl")
	if media, name := r.Header().Get("Content-Type"), r.Header().Get("Content-Disposition"); media != "application/x-ndjson" || name != `attachment; filename="chokepoint.jsonl"` || r.Header().Get("ETag") == "" {
		t.Errorf("%v", r.Header())
	}
	text := r.Body.Bytes()
	again, err := sqlite.Open(context.Background(), "memory")
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	lines := func() iter.Seq2[export.Line, error] { return export.ReadLines(bytes.NewReader(text)) }
	if err := export.Replay(context.Background(), again, lines, nil); err != nil {
		t.Fatal(err)
	}
	var second bytes.Buffer
	to := export.NewJSONL(&second)
	if err := errors.Join(again.Tell(context.Background(), to), to.Flush()); err != nil || !bytes.Equal(second.Bytes(), text) {
		t.Errorf("a store that is made of an export exports something else (%v)", err)
	}
}

func TestExportOfTables(t *testing.T) {
	h := small(t)
	heads := map[string]string{}
	for _, f := range unzipped(t, get(t, h, "/v1/export?format=csv&dataset=curated").Body.Bytes()) {
		rows, err := csv.NewReader(strings.NewReader(f.text)).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Errorf("%s: %d rows, %v", f.name, len(rows), err)
			continue
		}
		heads[f.name] = rows[0][0]
	}
	if len(heads) != 3 || heads["claims.csv"] != "id" {
		t.Errorf("%v", heads)
	}
	for _, f := range unzipped(t, get(t, h, "/v1/export?format=parquet").Body.Bytes()) {
		if file, err := parquet.OpenFile(strings.NewReader(f.text), int64(len(f.text))); err != nil || file.NumRows() == 0 {
			t.Errorf("%s: %v", f.name, err)
		}
	}
	if r := get(t, h, "/v1/export?format=graphml"); !strings.Contains(r.Body.String(), `<node id="nvidia">`) || r.Header().Get("Content-Type") != "application/graphml+xml" {
		t.Errorf("%v %.200s", r.Header(), r.Body)
	}
}

type unzippedFile struct{ name, text string }

func unzipped(t *testing.T, data []byte) (all []unzippedFile) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, unzippedFile{f.Name, string(text)})
	}
	return all
}

func TestWrongExports(t *testing.T) {
	h := small(t)
	for target, status := range map[string]int{
		"/v1/export": 422, "/v1/export?format=xlsx": 422, "/v1/export?format=csv&colour=red": 422, "/v1/export?format=csv&dataset=none": 404, "/v1/export?format=jsonl&dataset=none": 404,
		"/v1/export?format=csv&format=jsonl": 422, "/v1/export?format=%zz": 400,
	} {
		r := do(t, h, http.MethodGet, target, "")
		if r.Code != status || r.Header().Get("Content-Type") != "application/problem+json" || r.Header().Get("Content-Disposition") != "" {
			t.Errorf("%s: %d %v %s", target, r.Code, r.Header(), r.Body)
		}
	}
}

// failing is a store that fails in the midst of telling.
type failing struct{ snapshot.Store }

func (f failing) Tell(ctx context.Context, to graph.Listener) error {
	return f.Store.Tell(ctx, &failingListener{Listener: to})
}

type failingListener struct {
	graph.Listener
	claims int
}

func (l *failingListener) Claim(a *graph.Assertion) error {
	if l.claims++; l.claims > 3 {
		return errors.New("the disk is gone")
	}
	for range 2000 { // beyond all buffers
		if err := l.Listener.Claim(a); err != nil {
			return err
		}
	}
	return nil
}

// An export that fails in the midst is cut off with its connection.
func TestExportThatFailsIsCutOff(t *testing.T) {
	s := newStore(t)
	s.fill(t, smallFacts(t), today.AddDate(0, 0, -1))
	server := httptest.NewServer(api.New(api.Config{Source: s.Memory, Store: failing{s.Store}, Questions: catalogue.All()}))
	defer server.Close()
	r, err := http.Get(server.URL + "/v1/export?format=jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if _, err := io.ReadAll(r.Body); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("reading it ends with %v", err)
	}
}
