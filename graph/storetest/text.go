package storetest

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
)

//go:embed testdata/*.txtar
var texts embed.FS

// readLoads reads an archive of loads, in their order. A file "curated 2026-01-01" is the content of dataset curated as of
// that day's load, in lines:
//
//	company: nvidia=Nvidia|英伟达@zh amd      entities of a kind, with names and aliases (the id, if none is given)
//	nvidia uses h200 from=2026 source=press   a claim; an underscore in a value is a space
//
// The keys of a claim are from, to, share, quantity, item, purpose, note, confidence and source (repeatable, with #place). A source
// whose id ends in a colon and a kind is of that kind, as gazette:regulation; others are press.
//
// A file "questions" is no load; see readQuestions.
func readLoads(t testing.TB, o *graph.Ontology, archive *txtar.Archive) []graph.Batch {
	t.Helper()
	var batches []graph.Batch
	for _, f := range archive.Files {
		if f.Name == questionsFile {
			continue
		}
		name, day, _ := strings.Cut(f.Name, " ")
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		b := readBatch(t, o, string(f.Data))
		b.Dataset, b.At = graph.Dataset{Name: name, Title: "Dataset " + name}, at
		batches = append(batches, b)
	}
	return batches
}

// questionsFile holds questions about what all loads of an archive leave.
const questionsFile = "questions"

// expected is a question whose answer is known: the entities that it lists, or the entities along each of its paths.
type expected struct {
	asked
	want string
}

// readQuestions reads the questions of an archive, a line each:
//
//	dependents ref=tsmc order=any: chip fab     entities in the order of the answer
//	paths from=chip to=asml: chip>tsmc>asml     paths
func readQuestions(t testing.TB, archive *txtar.Archive) (all []expected) {
	t.Helper()
	for _, f := range archive.Files {
		if f.Name != questionsFile {
			continue
		}
		for line := range strings.Lines(string(f.Data)) {
			text, want, ok := strings.Cut(line, ":")
			words := strings.Fields(text)
			if len(words) == 0 || words[0] == "#" {
				continue
			}
			q, found := catalogue.Find(words[0])
			if !ok || !found {
				t.Fatalf("%q is no question with an answer", line)
			}
			e := expected{asked{q, question.Values{}}, strings.Join(strings.Fields(want), " ")}
			for _, w := range words[1:] {
				name, value, _ := strings.Cut(w, "=")
				e.values[name] = append(e.values[name], value)
			}
			all = append(all, e)
		}
	}
	return all
}

// readBatch reads the content of a dataset.
func readBatch(t testing.TB, o *graph.Ontology, text string) graph.Batch {
	t.Helper()
	b := graph.Batch{Ontology: o}
	var claims []graph.Claim
	for number, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, " # ")
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		if kind, ok := strings.CutSuffix(words[0], ":"); ok {
			for _, w := range words[1:] {
				b.Entities = append(b.Entities, readEntity(kind, w))
			}
			continue
		}
		c, err := readClaim(o, words)
		if err != nil {
			t.Fatalf("line %d: %v", number+1, err)
		}
		if slices.ContainsFunc(claims, func(d graph.Claim) bool { return c.ID() == d.ID() }) {
			t.Fatalf("line %d: this claim is in the batch already", number+1)
		}
		claims = append(claims, c)
		for _, cited := range c.Sources {
			if !slices.ContainsFunc(b.Sources, func(s graph.Source) bool { return s.ID == cited.Source }) {
				b.Sources = append(b.Sources, sourceNamed(cited.Source))
			}
		}
	}
	b.Claims = slices.Values(claims)
	return b
}

func sourceNamed(id string) graph.Source {
	s := graph.Source{ID: id, Title: "Title of " + id, Publisher: "Publisher", URL: "https://example.org/" + id,
		Published: graph.Beginning, Language: "en", Kind: "press"}
	if _, kind, ok := strings.Cut(id, ":"); ok {
		s.Kind = kind
	}
	return s
}

func readEntity(kind, word string) graph.Entity {
	id, names, named := strings.Cut(word, "=")
	e := graph.Entity{ID: id, Kind: kind, Name: id}
	if !named {
		return e
	}
	for i, name := range strings.Split(strings.ReplaceAll(names, "_", " "), "|") {
		if i == 0 {
			e.Name = name
			continue
		}
		name, lang, _ := strings.Cut(name, "@")
		e.Aliases = append(e.Aliases, graph.Alias{Name: name, Lang: lang})
	}
	return e
}

func readClaim(o *graph.Ontology, words []string) (graph.Claim, error) {
	if len(words) < 3 {
		return graph.Claim{}, fmt.Errorf("%q is no claim", strings.Join(words, " "))
	}
	c := graph.Claim{Subject: words[0], Predicate: words[1], Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Reported}
	var err error
	if a := o.Attribute(words[1]); a != nil {
		c.Value, err = graph.ParseValue(a.Type, strings.ReplaceAll(words[2], "_", " "))
	} else {
		c.Object = words[2]
	}
	for _, w := range words[3:] {
		if err != nil {
			break
		}
		key, value, _ := strings.Cut(w, "=")
		err = qualify(&c, key, strings.ReplaceAll(value, "_", " "))
	}
	if len(c.Sources) == 0 {
		c.Sources = []graph.Citation{{Source: "press"}}
	}
	return c, err
}

func qualify(c *graph.Claim, key, value string) (err error) {
	switch key {
	case "from":
		c.Valid.From, err = graph.ParseDate(value)
	case "to":
		c.Valid.To, err = graph.ParseDate(value)
	case "share":
		var shares graph.ShareRange
		shares, err = graph.ParseShareRange(value)
		c.Share, c.ShareMost = shares.Least, shares.Upper()
	case "quantity":
		c.Quantity, err = graph.ParseQuantity(value)
	case "item":
		c.Item = value
	case "purpose":
		c.Purpose = value
	case "note":
		c.Note = value
	case "confidence":
		c.Confidence, err = graph.ParseConfidence(value)
	case "source":
		id, place, _ := strings.Cut(value, "#")
		c.Sources = append(c.Sources, graph.Citation{Source: id, Locator: place})
	default:
		err = fmt.Errorf("%q is no key of a claim", key)
	}
	return err
}
