package export_test

import (
	"context"
	"errors"
	"flag"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	"chokepoint/graph/export"
)

var update = flag.Bool("update", false, "write the goldens anew")

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := "testdata/" + name
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestJSONL(t *testing.T) {
	s := stored(t)
	golden(t, "history.jsonl", jsonl(t, s, nil))
	golden(t, "standing.jsonl", jsonl(t, s, func(j *export.JSONL) { j.Datasets, j.Standing = []string{"curated"}, true }))
	to := export.NewJSONL(new(strings.Builder))
	to.Datasets = []string{"curated", "none"}
	var notFound *graph.NotFound
	if err := s.Tell(context.Background(), to); !errors.As(err, &notFound) || notFound.What != "dataset" {
		t.Errorf("a dataset that is not there: %v", err)
	}
}

func TestReplayTellsTheSame(t *testing.T) {
	first := jsonl(t, stored(t), nil)
	again, reports := empty(t), 0
	if err := export.Replay(context.Background(), again, linesOf(first), func(graph.Report) { reports++ }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, jsonl(t, again, nil)); diff != "" {
		t.Errorf("-first +again:\n%s", diff)
	}
	if reports != 3 {
		t.Errorf("%d loads are reported, want 3", reports)
	}
	if err := export.Replay(context.Background(), again, linesOf(first), nil); !errors.Is(err, export.ErrNotEmpty) {
		t.Errorf("into a store that is not empty: %v", err)
	}
}

// What the ontology no longer declares was said under an earlier one.
func TestReplayOfWhatIsNoLongerDeclared(t *testing.T) {
	s, b := stored(t), first()
	b.At, b.Entities[2].Kind, b.Ontology = day(4), "company", ontology(t)
	said := slices.Collect(b.Claims)
	b.Claims = slices.Values([]graph.Claim{said[0]})
	b.Ontology.Kinds, b.Ontology.Relations, b.Ontology.Attributes = b.Ontology.Kinds[:1], b.Ontology.Relations[:1], b.Ontology.Attributes[:1]
	b.Ontology.Country = graph.Country{}
	fill(t, s, b)
	first, again := jsonl(t, s, nil), empty(t)
	if !strings.Contains(first, `"predicate":"seated_in"`) || !strings.Contains(first, `"kind":"state"`) {
		t.Error("what is no longer declared is not exported")
	}
	if err := export.Replay(context.Background(), again, linesOf(first), nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, jsonl(t, again, nil)); diff != "" {
		t.Errorf("-first +again:\n%s", diff)
	}
}

// What a store has forgotten, one that is made of it does not pretend to know.
func TestReplayOfAPrunedStore(t *testing.T) {
	s := stored(t)
	if _, err := s.Prune(context.Background(), day(2), false); err != nil {
		t.Fatal(err)
	}
	first, again := jsonl(t, s, nil), empty(t)
	if !strings.Contains(first, `{"type":"pruned","before":"2026-01-02T12:00:00.000001Z"}`) || strings.Contains(first, "B <b>") {
		t.Errorf("%s", first)
	}
	if err := export.Replay(context.Background(), again, linesOf(first), nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, jsonl(t, again, nil)); diff != "" {
		t.Errorf("-first +again:\n%s", diff)
	}
	if err := export.Replay(context.Background(), struct{ graph.Store }{empty(t)}, linesOf(first), nil); !errors.Is(err, export.ErrPruned) {
		t.Errorf("into a store that can't be pruned: %v", err)
	}
}

func TestStanding(t *testing.T) {
	ctx, fail := context.WithCancelCause(context.Background())
	text := jsonl(t, stored(t), nil)
	batches, err := export.Standing(linesOf(text), fail)
	if err != nil {
		t.Fatal(err)
	}
	s := empty(t)
	for _, b := range batches {
		if _, err := s.Load(ctx, b); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	for _, b := range batches {
		names = append(names, b.Dataset.Name)
	}
	if diff := cmp.Diff([]string{"curated", "other"}, names); diff != "" {
		t.Error(diff)
	}
	undated := func(text string) string { // without the times of recording
		lines := strings.Split(text, "\n")
		for i, line := range lines {
			lines[i], _, _ = strings.Cut(line, `,"recorded_from"`)
			if before, _, cut := strings.Cut(line, `,"loaded_at"`); cut {
				lines[i] = before
			}
		}
		slices.Sort(lines)
		return strings.Join(lines, "\n")
	}
	standing := func(j *export.JSONL) { j.Standing = true }
	want := jsonl(t, stored(t), standing)
	if diff := cmp.Diff(undated(want), undated(jsonl(t, s, standing))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A file that changes under the reader fails the load that it is read for.
func TestStandingOfAFileThatChanges(t *testing.T) {
	ctx, fail := context.WithCancelCause(context.Background())
	text := jsonl(t, stored(t), nil)
	batches, err := export.Standing(func() iter.Seq2[export.Line, error] {
		defer func() { text = strings.Replace(text, `"id"`, `"idd"`, 8) }()
		return linesOf(text)()
	}, fail)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := empty(t).Load(ctx, batches[0]); err == nil || !errors.Is(context.Cause(ctx), export.ErrLine) {
		t.Errorf("%v, and the context ends with %v", err, context.Cause(ctx))
	}
}

func TestWrongLines(t *testing.T) {
	const head = `{"type":"dataset","name":"d"}` + "\n"
	const from = `"dataset":"d","recorded_from":"2026-01-01T00:00:00Z"}`
	const claim = `{"type":"claim","subject":"a","predicate":"p","confidence":"reported","sources":[{"id":"s"}],`
	for _, c := range []struct{ name, text, want string }{
		{"no JSON", "{", "line 1: "},
		{"no object", `["type"]`, "line 1: "},
		{"no type", "{}", "it has no type"},
		{"another type", `{"type":"node"}`, `there is no type "node"; there are ontology, dataset, entity, source, claim, pruned`},
		{"an unknown member", head + `{"type":"entity","id":"a","kind":"k","name":"n","nmae":"x",` + from, `line 2: this is not the JSONL of an export: /nmae: unknown object member name`},
		{"capitals", head + `{"type":"entity","ID":"a","kind":"k","name":"n",` + from, `/ID: unknown object member name`},
		{"a member twice", head + `{"type":"entity","id":"a","id":"b","kind":"k","name":"n",` + from, `/id: duplicate object member name`},
		{"broken UTF-8", head + "{\"type\":\"entity\",\"id\":\"a\xff\",\"kind\":\"k\",\"name\":\"n\"," + from, "invalid UTF-8"},
		{"two on a line", head + strings.TrimSpace(head) + head, "line 2: "},
		{"too long", head + `{"type":"source","id":"` + strings.Repeat("x", export.MaxLine) + `",` + from, "line 2: this is not the JSONL of an export: it is longer than 1048576 bytes"},
		{"no name", head + `{"type":"entity","id":"a","kind":"k",` + from, "an entity has an id, a kind and a name"},
		{"no dataset", head + `{"type":"source","id":"a"}`, "no line before it describes dataset"},
		{"a dataset that no line describes", `{"type":"source","id":"a",` + from, "line 1: this is not the JSONL of an export: no line before it describes dataset d"},
		{"withdrawn before", head + `{"type":"source","id":"a","dataset":"d","recorded_from":"2026-01-02T00:00:00Z","recorded_to":"2026-01-01T00:00:00Z"}`, "it was withdrawn (recorded_to) before"},
		{"object and value", head + claim + `"object":"b","value":"x","value_type":"text",` + from, "either an object or a value"},
		{"another type of value", head + claim + `"value":"x","value_type":"number",` + from, "the value is no number"},
		{"no date", head + claim + `"value":"2026-13","value_type":"date",` + from, "is not a date"},
		{"no share", head + claim + `"object":"b","share":1.5,` + from, "share: "},
		{"a share in words", head + claim + `"object":"b","share":"1",` + from, "share: "},
		{"an upside-down range", head + claim + `"object":"b","share":0.5,"share_most":0.4,` + from, "share_most: "},
		{"no sources", head + `{"type":"claim","subject":"a","predicate":"p","object":"b","confidence":"reported","sources":[],` + from, "at least one source"},
		{"no such confidence", head + strings.Replace(claim, "reported", "sure", 1) + `"object":"b",` + from, "confidence"},
		{"another id", head + claim + `"id":"1484d458-c016-51bd-b145-a6f0a7b8201a","object":"b",` + from, "its id is not that of what it says"},
		{"two descriptions", head + head, "describes dataset d twice"},
		{"nothing", "\n", "no line of it describes a dataset"},
		{"cut off", `{"type":"dataset","name":"d","claims":2,"entities":0}` + "\n", "dataset d says that it has 2 claims, and the file has 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := export.Standing(linesOf(c.text), func(error) {})
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v, want %s", err, c.want)
			}
			if c.name != "cut off" && !errors.Is(err, export.ErrLine) {
				t.Errorf("%v is not ErrLine", err)
			}
		})
	}
}

func TestReplayNeedsTimes(t *testing.T) {
	const head = `{"type":"dataset","name":"d"}` + "\n" + `{"type":"dataset","name":"e"}` + "\n"
	for text, want := range map[string]string{
		head + `{"type":"source","id":"a","dataset":"d"}`: "it does not say when things were recorded",
		head + `{"type":"source","id":"a","dataset":"d","recorded_from":"2026-01-01T00:00:00Z"}` + "\n" +
			`{"type":"source","id":"a","dataset":"e","recorded_from":"2026-01-01T00:00:00Z"}`: "were both recorded at 2026-01-01T00:00:00Z",
	} {
		if err := export.Replay(context.Background(), empty(t), linesOf(text), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func FuzzReadLines(f *testing.F) {
	for line := range strings.Lines(jsonl(f, stored(f), nil)) {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for line, err := range export.ReadLines(strings.NewReader(text)) {
			if err != nil {
				if !errors.Is(err, export.ErrLine) {
					t.Errorf("%v is not ErrLine", err)
				}
				return
			}
			if line.Claim != nil && (line.Claim.Subject == "" || line.SaidBy == "") {
				t.Errorf("%+v", line)
			}
		}
	})
}
