package catalogue_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"chokepoint/graph"
	"chokepoint/graph/rules"
	"chokepoint/graph/snapshot"
)

// readOntology reads the ontology of the seeds, which tests share with the facts.
func readOntology(t testing.TB) *graph.Ontology {
	t.Helper()
	data, err := os.ReadFile("../../seeds/ontology.yaml")
	if err != nil {
		t.Fatal(err)
	}
	o := &graph.Ontology{}
	if err := yaml.UnmarshalWithOptions(data, o, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

// testEpoch is when the claims of a text were recorded, unless it says otherwise.
var testEpoch = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// readText compiles a small graph written as text. "company: nvidia amd" declares entities of a kind, with their ids as names;
// every other line is a claim: subject, predicate, object or value, and key=value pairs (from, to, share, item, purpose,
// confidence, source, dataset, recorded, withdrawn). A # begins a comment.
func readText(t testing.TB, o *graph.Ontology, text string) *snapshot.Snapshot {
	t.Helper()
	b := snapshot.NewBuilder(o, "test")
	always := graph.Recording{From: testEpoch}
	for number, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if kind, ok := strings.CutSuffix(words[0], ":"); ok {
			for _, id := range words[1:] {
				b.Entity(graph.Entity{ID: id, Kind: kind, Name: id}, "test", always)
			}
			continue
		}
		a, err := readClaim(o, words)
		if err == nil {
			b.Source(graph.Source{ID: a.Sources[0].Source, Title: a.Sources[0].Source, URL: "https://example.org/" + a.Sources[0].Source}, a.Dataset)
			err = b.Claim(a)
		}
		if err != nil {
			t.Fatalf("line %d: %v", number+1, err)
		}
	}
	s, err := b.Build(context.Background(), rules.Passes()...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func readClaim(o *graph.Ontology, words []string) (*graph.Assertion, error) {
	if len(words) < 3 {
		return nil, fmt.Errorf("%q is no claim", strings.Join(words, " "))
	}
	a := &graph.Assertion{Dataset: "test", Recorded: graph.Recording{From: testEpoch},
		Claim: graph.Claim{Subject: words[0], Predicate: words[1], Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Reported, Sources: []graph.Citation{{Source: "source"}}}}
	var err error
	if attribute := o.Attribute(words[1]); attribute != nil {
		a.Value, err = graph.ParseValue(attribute.Type, strings.ReplaceAll(words[2], "_", " "))
	} else {
		a.Object = words[2]
	}
	for _, w := range words[3:] {
		if err != nil {
			return nil, err
		}
		key, value, _ := strings.Cut(w, "=")
		switch key {
		case "from":
			a.Valid.From, err = graph.ParseDate(value)
		case "to":
			a.Valid.To, err = graph.ParseDate(value)
		case "share":
			var shares graph.ShareRange
			shares, err = graph.ParseShareRange(value)
			a.Share, a.ShareMost = shares.Least, shares.Upper()
		case "item":
			a.Item = value
		case "purpose":
			a.Purpose = value
		case "confidence":
			a.Confidence, err = graph.ParseConfidence(value)
		case "source":
			a.Sources = []graph.Citation{{Source: value}}
		case "dataset":
			a.Dataset = value
		case "recorded":
			a.Recorded.From, err = time.Parse(time.DateOnly, value)
		case "withdrawn":
			a.Recorded.To, err = time.Parse(time.DateOnly, value)
		default:
			err = fmt.Errorf("%q is no key", key)
		}
	}
	return a, err
}

func mustDay(t testing.TB, s string) graph.Day {
	t.Helper()
	d, err := graph.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
