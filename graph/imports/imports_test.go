package imports

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	"chokepoint/graph/export"
	"chokepoint/graph/format"
	"chokepoint/graph/load"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/sqlite"
	"chokepoint/seeds"
)

func builtIn() (*graph.Ontology, error) {
	data, err := seeds.FS.ReadFile(load.OntologyName)
	if err != nil {
		return nil, err
	}
	return load.Ontology(load.File{Name: load.OntologyName, Data: data})
}

// facts are what is known before: three firms and two states.
const facts = `
companies/tsmc.yaml
id: tsmc
kind: company
name: TSMC
aliases: [Taiwan Semiconductor Manufacturing Company]
identifiers: {lei: 549300KB6NK5SBD14S87}
claims: [{headquartered_in: taiwan, source: paper}]
---
companies/nova.yaml
id: nova-metrology
kind: company
name: Nova Ltd.
claims: [{headquartered_in: israel, source: paper}]
---
governments/taiwan.yaml
id: taiwan
kind: government
name: Taiwan
---
governments/israel.yaml
id: israel
kind: government
name: Israel
---
governments/united-states.yaml
id: united-states
kind: government
name: United States
---
sources/paper.yaml
id: paper
title: A paper
publisher: A publisher
url: https://example.org/paper
kind: press
`

// filled is a store that holds the facts.
func filled(t *testing.T) snapshot.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), "memory")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	var files []load.File
	for text := range strings.SplitSeq(facts, "---\n") {
		name, text, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
		files = append(files, load.File{Name: name, Data: []byte(text)})
	}
	do(t, store, Request{Files: files, At: day(1)})
	return store
}

func day(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }

func do(t *testing.T, store snapshot.Store, r Request) Report {
	t.Helper()
	report, err := try(t, store, r)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func try(t *testing.T, store snapshot.Store, r Request) (Report, error) {
	t.Helper()
	r.BuiltIn = builtIn
	if r.At.IsZero() {
		r.At = day(2)
	}
	return Run(t.Context(), store, r)
}

func table(text string) []load.File {
	return []load.File{{Name: "suppliers.csv", Data: []byte(text), Named: true}}
}

var suppliers = map[string]string{"subject": "=Acme Robotics", "object": "Supplier", "object_country": "Country", "object_identifier.lei": "LEI", "predicate": "supplied_by"}

func claimsOf(t *testing.T, store snapshot.Store, id string) (lines []string) {
	t.Helper()
	b, err := store.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	n, ok := s.Lookup(id)
	if !ok {
		return nil
	}
	for ref := range s.ClaimsOf(n) {
		if c := s.Claim(ref); c.Subject == id {
			lines = append(lines, c.String())
		}
	}
	slices.Sort(lines)
	return lines
}

// Parties are what is known by an identifier, by a name that is sure, or by what a person has decided; what is doubtful stands for itself.
func TestParties(t *testing.T) {
	store := filled(t)
	const text = "Supplier,Country,LEI\nTaiwan Semi,TW,549300KB6NK5SBD14S87\nTaiwan Semiconductor Manufacturing Co Ltd,TW,\nNova Inc,,\nFoo GmbH,DE,\n"
	review := &Review{}
	r := do(t, store, Request{Files: table(text), Dataset: graph.Dataset{Name: "own"}, Map: suppliers, Review: review})
	want := []string{"acme-robotics supplied_by foo-gmbh", "acme-robotics supplied_by nova-inc", "acme-robotics supplied_by tsmc"}
	if diff := cmp.Diff(want, claimsOf(t, store, "acme-robotics")); diff != "" {
		t.Error(diff)
	}
	if r.MergedTotal != 2 || r.Merged[0].By != "identifier" || r.Merged[1].By != "name" || r.DoubtfulTotal != 1 || r.Doubtful[0].Name != "Nova Inc" {
		t.Errorf("%+v", r)
	}
	if diff := cmp.Diff([]string{`the state "DE"`}, r.Unresolved); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Reviewed{{Dataset: "own", Name: "Nova Inc", Maybe: []string{"nova-metrology"}}}, review.Parties); diff != "" {
		t.Error(diff)
	}
	if again := do(t, store, Request{Files: table(text), Dataset: graph.Dataset{Name: "own"}, Map: suppliers, Review: review, At: day(3)}); again.Version != r.Version || again.Claims.Unchanged != 4 {
		t.Errorf("the same file again: %+v", again.Report)
	}
	if err := review.Decide("", "nova inc", "nova-metrology", true, false); err != nil {
		t.Fatal(err)
	}
	r = do(t, store, Request{Files: table(text), Dataset: graph.Dataset{Name: "own"}, Map: suppliers, Review: review, At: day(4), AllowShrink: true})
	if got := claimsOf(t, store, "acme-robotics"); !slices.Contains(got, "acme-robotics supplied_by nova-metrology") || r.MergedTotal != 3 || r.DoubtfulTotal != 0 {
		t.Errorf("after the decision: %q, %+v", got, r)
	}
	_ = review.Decide("", "Nova Inc", "nova-metrology", false, true)
	r = do(t, store, Request{Files: table(text), Dataset: graph.Dataset{Name: "own"}, Map: suppliers, Review: review, At: day(5), AllowShrink: true})
	if got := claimsOf(t, store, "acme-robotics"); !slices.Contains(got, "acme-robotics supplied_by nova-inc") || r.DoubtfulTotal != 0 {
		t.Errorf("after another: %q, %+v", got, r)
	}
	if err := review.Decide("", "Nobody", "tsmc", true, false); !errors.Is(err, ErrNoParty) {
		t.Errorf("a decision on nobody: %v", err)
	}
}

// An entity of another dataset that has the id of a party keeps it.
func TestIDsOfOthers(t *testing.T) {
	store := filled(t)
	do(t, store, Request{Files: table("subject,subject_country\nIsrael,US\n"), Dataset: graph.Dataset{Name: "own"}})
	if got := claimsOf(t, store, "israel-own"); len(got) != 1 || got[0] != "israel-own headquartered_in united-states" {
		t.Errorf("%q", got)
	}
}

// An identifier is one of several that an entity has, and one that is another's speaks against a name.
func TestIdentifiers(t *testing.T) {
	store := filled(t)
	known := []load.File{{Name: "entities.csv", Data: []byte("id,kind,name,identifiers\ntwo,company,Two Ltd,\"isin=AA1, BB2\"\nzebra,company,Zebra Optics,lei=111\n")}}
	do(t, store, Request{Files: known, Dataset: graph.Dataset{Name: "known"}})
	m := map[string]string{"subject": "Name", "subject_identifier.isin": "ISIN", "subject_identifier.lei": "LEI"}
	r := do(t, store, Request{Files: table("Name,ISIN,LEI\nQuite Another Name,BB2,\nZebra Optics,,222\n"), Dataset: graph.Dataset{Name: "own"}, Map: m})
	if r.MergedTotal != 1 || r.Merged[0].Entity.ID != "two" || r.Merged[0].By != "identifier" {
		t.Errorf("%+v", r.Merged)
	}
	if r.DoubtfulTotal != 1 || r.Doubtful[0].Name != "Zebra Optics" {
		t.Errorf("%+v", r.Doubtful)
	}
}

// A decision on an entity that is not there is told, and the name counts.
func TestDecisionOnNobody(t *testing.T) {
	store := filled(t)
	review := &Review{Parties: []Reviewed{{Dataset: "own", Name: "TSMC", Is: "gone"}}}
	r := do(t, store, Request{Files: table("subject\nTSMC\n"), Dataset: graph.Dataset{Name: "own"}, Review: review})
	if r.MergedTotal != 1 || len(r.Unresolved) != 1 || !strings.Contains(r.Unresolved[0], `the entity "gone"`) {
		t.Errorf("%+v", r)
	}
}

// Datasets of one file are loaded in the order in which they can be.
func TestDatasetsThatNameEachOther(t *testing.T) {
	store := filled(t)
	lines := `{"type":"entity","id":"a","kind":"company","name":"A","dataset":"first"}
{"type":"source","id":"s","title":"S","publisher":"P","url":"https://example.org/s","kind":"press","dataset":"first"}
{"type":"claim","subject":"a","predicate":"supplied_by","object":"b","sources":[{"id":"s"}],"dataset":"first"}
{"type":"entity","id":"b","kind":"company","name":"B","dataset":"second"}
`
	r := do(t, store, Request{Files: []load.File{{Name: "x.jsonl", Data: []byte(lines)}}})
	if r.Claims.Added != 1 || r.Entities.Added != 2 {
		t.Errorf("%+v", r.Report)
	}
	_, err := try(t, store, Request{Files: []load.File{{Name: "x.jsonl", Data: []byte(strings.ReplaceAll(lines, `"object":"b"`, `"object":"nobody"`))}}, At: day(3)})
	if err == nil || !strings.Contains(err.Error(), "nobody") {
		t.Errorf("what nobody brings: %v", err)
	}
}

// A file that was cut off is refused, whatever the store holds.
func TestLinesThatWereCutOff(t *testing.T) {
	const lines = `{"type":"dataset","name":"d","entities":2,"claims":0}` + "\n" + `{"type":"entity","id":"a","kind":"company","name":"A","dataset":"d"}` + "\n"
	if _, err := try(t, filled(t), Request{Files: []load.File{{Name: "x.jsonl", Data: []byte(lines)}}}); !errors.Is(err, export.ErrCut) {
		t.Errorf("%v", err)
	}
}

// A state is found though all parties have ids.
func TestSeatsOfThoseWithIDs(t *testing.T) {
	store := filled(t)
	do(t, store, Request{Files: table("subject,subject_id,subject_country\nX,x,TWN\n"), Dataset: graph.Dataset{Name: "own"}})
	if got := claimsOf(t, store, "x"); len(got) != 1 || got[0] != "x headquartered_in taiwan" {
		t.Errorf("%q", got)
	}
}

func TestGuard(t *testing.T) {
	store := filled(t)
	rows := func(n int) string {
		text := "Supplier,Country,LEI\n"
		for i := range n {
			text += "Firm " + string(rune('A'+i)) + "x,,\n"
		}
		return text
	}
	request := Request{Files: table(rows(20)), Dataset: graph.Dataset{Name: "own"}, Map: suppliers}
	before := do(t, store, request).Version
	request.Files = table(rows(18))
	if r := do(t, store, request); r.Claims.Withdrawn != 2 {
		t.Errorf("a tenth: %+v", r.Report)
	}
	request.Files = table(rows(3))
	r, err := try(t, store, request)
	if !errors.Is(err, ErrShrinks) || !strings.Contains(err.Error(), "15 of the 18 claims") || r.Claims.Withdrawn != 15 {
		t.Errorf("most of it: %v, %+v", err, r.Report)
	}
	request.DryRun = true
	if _, err := try(t, store, request); !errors.Is(err, ErrShrinks) {
		t.Errorf("a dry run: %v", err)
	}
	request.DryRun, request.AllowShrink = false, true
	if r := do(t, store, request); r.Version == before || r.Claims.Withdrawn != 15 {
		t.Errorf("told to: %+v", r.Report)
	}
	kinds := []load.File{{Name: "entities.csv", Data: []byte("id,kind\nx,company\n")}}
	do(t, store, Request{Files: kinds, Dataset: graph.Dataset{Name: "kinds"}})
	kinds[0].Data = []byte("id,kind\nx,facility\n")
	if _, err := try(t, store, Request{Files: kinds, Dataset: graph.Dataset{Name: "kinds"}}); !errors.Is(err, ErrShrinks) || !strings.Contains(err.Error(), `"x", a company until now, a facility`) {
		t.Errorf("another kind: %v", err)
	}
}

func TestReviewIsAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "review.yaml")
	r, err := ReadReview(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Write(path); err != nil || exists(path) {
		t.Errorf("nothing to write: %v, %v", err, exists(path))
	}
	r.note("b", &Doubtful{Name: "Zed", Candidates: []MayBe{{Entity: graph.EntityRef{ID: "z"}}}})
	r.note("a", &Doubtful{Name: "Ä: \"x\"", Country: "DE", Candidates: []MayBe{{Entity: graph.EntityRef{ID: "x"}}, {Entity: graph.EntityRef{ID: "y"}}}})
	if err := r.Write(path); err != nil {
		t.Fatal(err)
	}
	again, err := ReadReview(path)
	if err != nil {
		t.Fatal(err)
	}
	want := []Reviewed{{Dataset: "a", Name: "Ä: \"x\"", Country: "DE", Maybe: []string{"x", "y"}}, {Dataset: "b", Name: "Zed", Maybe: []string{"z"}}}
	if diff := cmp.Diff(want, again.Parties); diff != "" {
		t.Error(diff)
	}
	if err := os.WriteFile(path, []byte("parties: [{nmae: x}]"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadReview(path); err == nil {
		t.Error("a field that nobody knows is taken")
	}
}

func exists(path string) bool { _, err := os.Stat(path); return err == nil }

func TestInputs(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/list.csv":
			if r.UserAgent() != userAgent {
				t.Errorf("the program calls itself %q", r.UserAgent())
			}
			_, _ = w.Write([]byte("id,kind\nx,company\n"))
		case "/moved":
			http.Redirect(w, r, "http://example.org/list.csv", http.StatusFound)
		case "/slow":
			<-r.Context().Done()
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer server.Close()
	for _, c := range []struct{ name, location, want string }{
		{"a list", server.URL + "/list.csv", ""}, {"nothing there", server.URL + "/x.csv", "404"}, {"not over TLS", "http://example.org/x.csv", "not https"},
		{"moved off TLS", server.URL + "/moved", "not https"}, {"slow", server.URL + "/slow", "did not answer within"}, {"standard input", "-", ""},
		{"no file", "nowhere.csv", "no such file"}, {"a device", "/dev/null", "no regular file"},
	} {
		in := Inputs{Locations: []string{c.location}, Standard: strings.NewReader("a,b\n"), Timeout: 300 * time.Millisecond}
		if c.name != "slow" {
			in.Timeout = 0
		}
		files, err := in.Open(context.Background())
		if c.want != "" {
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if err != nil || len(files.Files) != 1 {
			t.Errorf("%s: %+v, %v", c.name, files, err)
			continue
		}
		kept := files.Files[0].Path
		files.Close()
		if exists(kept) {
			t.Errorf("%s: %s is left behind", c.name, kept)
		}
	}
	in := Inputs{Locations: []string{"-"}, Standard: strings.NewReader("too much"), MaxBytes: 3}
	if _, err := in.Open(context.Background()); !errors.Is(err, ErrInput) || !strings.Contains(err.Error(), "more than 3 bytes") {
		t.Errorf("too much: %v", err)
	}
}

func TestFormatsAreTold(t *testing.T) {
	store := filled(t)
	for _, c := range []struct {
		files  []load.File
		format string
		want   string
	}{
		{nil, "", "no files to read"}, {[]load.File{{Name: "x.bin", Data: []byte{1}, Named: true}}, "", "not recognised"}, {table("a,b\n1,2\n"), "yaml", "no YAML"},
	} {
		_, err := try(t, store, Request{Files: c.files, Format: c.format})
		if err == nil || (!errors.Is(err, format.ErrUnknown) && !errors.Is(err, load.ErrProblems)) {
			t.Errorf("%v: %v", c, err)
		}
	}
}
