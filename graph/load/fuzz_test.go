package load

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"chokepoint/graph"
)

// FuzzYAML reads files that nobody would write: whatever they hold, the answer is claims that can be stored or problems that
// a person can find.
func FuzzYAML(f *testing.F) {
	for _, odd := range []string{
		"? [id]\n: nvidia", "? {a: b}\n: c", "<<: *a\nid: nvidia", "&a id: &b nvidia\nkind: *b", "id: !!binary aGk=\nkind: !!str company",
		"!!map {id: nvidia}", "id: nvidia\nclaims: [[], {}, [[a]], *x, &y {uses: h200}]", "aliases: [~, {name: ~}, [], !!str x, &a b]",
		"id: |\n  nvidia\nname: >-\n  a\n  b", "%YAML 1.2\n---\nid: nvidia\n...\n---\n", "\xef\xbb\xbfid: nvidia\r\nkind: company\r\n", "claims:\n  -\n  - - a\nid:",
	} {
		f.Add([]byte(odd))
	}
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range cases {
		archive, err := txtar.ParseFile(c)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if filepath.Ext(file.Name) == ".yaml" {
				f.Add(file.Data)
			}
		}
	}
	o := testOntology(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		batch, err := YAML([]File{{Name: "nvidia.yaml", Data: data}}, nil).Batch(Options{Dataset: graph.Dataset{Name: "test"}, Ontology: o, ByHand: true})
		if err == nil {
			checkStorable(t, o, &batch)
			return
		}
		var problems Problems
		if !errors.As(err, &problems) || len(problems) == 0 {
			t.Fatalf("an error that is no list of problems: %v", err)
		}
		for _, p := range problems {
			if p.File == "" || p.Message == "" || p.Line < 0 {
				t.Errorf("a problem that nobody can find: %+v", p)
			}
		}
	})
}

// checkStorable makes sure of what a store and the answers rely on.
func checkStorable(t *testing.T, o *graph.Ontology, b *graph.Batch) {
	ids := map[[16]byte]bool{}
	for c := range b.Claims {
		if c.Subject == "" || (c.Object == "") == c.Value.IsZero() || len(c.Sources) == 0 || c.Valid.Empty() {
			t.Errorf("a claim that says nothing: %+v", c)
		}
		if o.Attribute(c.Predicate) == nil && o.Relation(c.Predicate) == nil {
			t.Errorf("%q is not the name of a predicate", c.Predicate)
		}
		if c.Share > graph.Whole || c.ShareMost > graph.Whole || c.ShareMost != c.Shares().Upper() {
			t.Errorf("share %v-%v", c.Share, c.ShareMost)
		}
		if ids[c.ID()] {
			t.Errorf("two claims have the id %v", c.ID())
		}
		ids[c.ID()] = true
	}
	for _, e := range b.Entities {
		if !slug.MatchString(e.ID) || o.Kind(e.Kind) == nil || strings.TrimSpace(e.Name) == "" {
			t.Errorf("an entity without id, kind or name: %+v", e)
		}
	}
}
