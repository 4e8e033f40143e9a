package seeds_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"chokepoint/graph"
	"chokepoint/graph/load"
	"chokepoint/seeds"
)

var update = flag.Bool("update", false, "write schema.json anew")

// facts are the seed files and what they say.
type facts struct {
	files    []load.File // without the ontology
	ontology *graph.Ontology
	batch    graph.Batch
	claims   []graph.Claim
}

var read = sync.OnceValues(func() (*facts, error) {
	all, err := load.FilesIn(seeds.FS, load.YAMLExtensions...)
	if err != nil {
		return nil, err
	}
	ontology, files := load.CutOntology(all)
	f := &facts{files: files}
	if f.ontology, err = load.Ontology(*ontology); err != nil {
		return nil, err
	}
	f.batch, err = load.YAML(files, nil).Batch(load.Options{Dataset: graph.Dataset{Name: graph.CuratedDataset}, Ontology: f.ontology, ByHand: true, NamedFiles: true})
	if err == nil {
		f.claims = slices.Collect(f.batch.Claims)
	}
	return f, err
})

func readFacts(t *testing.T) *facts {
	t.Helper()
	f, err := read()
	if err != nil {
		t.Fatalf("the facts have mistakes; chokepoint lint shows them too:\n%v", err)
	}
	return f
}

// What people read a predicate or kind as is there in every language.
func TestEveryWordHasLabels(t *testing.T) {
	if names := readFacts(t).ontology.Unlabelled(); len(names) > 0 {
		t.Errorf("no label in English and French: %v", names)
	}
}

// Every file is as the linter wants it: this is what a change to the facts has to pass.
func TestLint(t *testing.T) {
	f := readFacts(t)
	for _, file := range f.files {
		folder, _, _ := strings.Cut(file.Name, "/")
		if isSource := bytes.Contains(file.Data, []byte("\npublisher:")); isSource != (folder == "sources") {
			t.Errorf("%s: sources stand in sources/, entities in the folder of their kind", file.Name)
		}
	}
}

func TestSchemaIsCurrent(t *testing.T) {
	want, err := load.Schema(readFacts(t).ontology)
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *update {
		if err := os.WriteFile("schema.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("schema.json is not that of the ontology: run chokepoint lint --schema > seeds/schema.json, or go test ./seeds -update")
	}
}

// An editor that follows the schema must not mark a file that the linter passes.
func TestFilesAreValidUnderSchema(t *testing.T) {
	f := readFacts(t)
	schema := compileSchema(t, f.ontology)
	for _, file := range f.files {
		if err := schema.Validate(asJSON(t, file.Data)); err != nil {
			t.Errorf("%s: %v", file.Name, err)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	schema := compileSchema(t, readFacts(t).ontology)
	for name, text := range map[string]string{
		"a kind that is none":        "{id: a, kind: chp, name: A}",
		"an entity without a name":   "{id: a, kind: chip}",
		"an id that is none":         "{id: A b, kind: chip, name: A}",
		"a field that is none":       "{id: a, kind: chip, name: A, colour: red}",
		"a claim without a source":   "{id: a, kind: chip, name: A, claims: [{designed_by: nvidia}]}",
		"a claim that says nothing":  "{id: a, kind: chip, name: A, claims: [{source: s}]}",
		"a predicate that is none":   "{id: a, kind: chip, name: A, claims: [{invented_by: nvidia, source: s}]}",
		"a share above one":          "{id: a, kind: company, name: A, claims: [{owned_by: b, share: 51, source: s}]}",
		"a term that is none":        "{id: a, kind: decision, name: A, claims: [{status: inforce, source: s}]}",
		"a date that is none":        "{id: a, kind: chip, name: A, claims: [{designed_by: b, valid_from: soon, source: s}]}",
		"a source without a url":     "{id: a, title: A, publisher: B, kind: press}",
		"a source of no known kind":  "{id: a, title: A, publisher: B, url: https://example.org, kind: blog}",
		"neither entity nor source":  "[]",
		"a confidence that is none":  "{id: a, kind: chip, name: A, claims: [{designed_by: b, confidence: sure, source: s}]}",
		"a locator without a source": "{id: a, kind: chip, name: A, claims: [{designed_by: b, source: {locator: p. 3}}]}",
	} {
		if schema.Validate(asJSON(t, []byte(text))) == nil {
			t.Errorf("the schema passes %s: %s", name, text)
		}
	}
}

func compileSchema(t *testing.T, o *graph.Ontology) *jsonschema.Schema {
	t.Helper()
	text, err := load.Schema(o)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// asJSON reads YAML as an editor does, into the values that JSON has.
func asJSON(t *testing.T, data []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if v, err = jsonschema.UnmarshalJSON(bytes.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	return v
}

// A relation that comes and goes has a beginning, or somebody looked for one.
func TestRelationsHaveBeginnings(t *testing.T) {
	f := readFacts(t)
	if _, silent := load.YAML(f.files, nil).Undated(f.ontology); silent > 0 {
		t.Errorf("%d claims of relations that come and go have neither valid_from nor since: unknown", silent)
	}
}

func TestEverySourceIsCited(t *testing.T) {
	f := readFacts(t)
	cited := map[string]bool{}
	for i := range f.claims {
		for _, s := range f.claims[i].Sources {
			cited[s.Source] = true
		}
	}
	for _, s := range f.batch.Sources {
		if !cited[s.ID] {
			t.Errorf("no claim cites sources/%s.yaml: cite it or remove it", s.ID)
		}
	}
}

// Confirmed means several independent sources: a claim with one is reported, or official if that is the actor's own.
func TestConfirmedHasSeveralSources(t *testing.T) {
	f := readFacts(t)
	for i := range f.claims {
		c := &f.claims[i]
		if c.Confidence == graph.Confirmed && len(c.Sources) < 2 && !f.isFaithfulCopy(c.Sources[0].Source) {
			t.Errorf("%s is confirmed by %s alone", c.String(), c.Sources[0].Source)
		}
	}
}

// isFaithfulCopy reports whether a source says what it is a copy of.
func (f *facts) isFaithfulCopy(id string) bool {
	i := slices.IndexFunc(f.batch.Sources, func(s graph.Source) bool { return s.ID == id })
	return i >= 0 && f.batch.Sources[i].Kind == "copy" && f.batch.Sources[i].CopyOf != ""
}

// What is official stands in a document of whoever it is about.
func TestOfficialIsPrimary(t *testing.T) {
	f := readFacts(t)
	own := map[string]bool{}
	for _, s := range f.batch.Sources {
		own[s.ID] = s.Kind == "paper" || slices.Contains(graph.PrimaryKinds(), s.Kind)
	}
	for i := range f.claims {
		c := &f.claims[i]
		if c.Confidence == graph.Official && !slices.ContainsFunc(c.Sources, func(cited graph.Citation) bool { return own[cited.Source] }) {
			t.Errorf("%s is official by %s", c.String(), c.Sources[0].Source)
		}
	}
}

func TestExtent(t *testing.T) {
	f := readFacts(t)
	kinds := map[string]int{}
	for _, e := range f.batch.Entities {
		kinds[e.Kind]++
	}
	if len(f.batch.Entities) < 150 || len(f.claims) < 700 {
		t.Errorf("%d entities and %d claims, want at least 150 and 700", len(f.batch.Entities), len(f.claims))
	}
	for _, k := range f.ontology.Kinds {
		if kinds[k.Name] == 0 {
			t.Errorf("no entity is a %s", k.Name)
		}
	}
	for i := range f.claims {
		if len(f.claims[i].Sources) == 0 {
			t.Errorf("%s %s has no source", f.claims[i].Subject, f.claims[i].Predicate)
		}
	}
}

// Of the chips that the controls of 2022 to 2026 were written about, the figures that the rules turn on are recorded, or no
// source states them, and then every answer says that they are unknown.
func TestFiguresOfControlledChips(t *testing.T) {
	f := readFacts(t)
	inputs := []string{"tpp", "fp4_dense", "fp8_dense", "int8_dense", "fp16_dense"} // of the total processing performance
	for chip, known := range map[string]bool{"nvidia-a100": true, "nvidia-a800": true, "nvidia-h100": true, "nvidia-h800": true,
		"nvidia-h20": true, "nvidia-h200": true, "nvidia-b200": true, "amd-mi325x": true, "amd-mi308": false} {
		found := map[string]bool{}
		for i := range f.claims {
			if c := &f.claims[i]; c.Subject == chip && slices.Contains(inputs, c.Predicate) {
				found[c.Predicate] = true
			}
		}
		if len(found) == 0 && known {
			t.Errorf("no claim gives the performance of %s", chip)
		}
		if len(found) > 0 && !known {
			t.Errorf("%s has figures by now (%s): expect them here", chip, strings.Join(slices.Sorted(maps.Keys(found)), ", "))
		}
	}
}
