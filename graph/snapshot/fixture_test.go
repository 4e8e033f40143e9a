package snapshot_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// testOntology has kinds that begin and end, and places that are part of one another.
func testOntology(t testing.TB) *graph.Ontology {
	t.Helper()
	o := &graph.Ontology{
		Kinds: []graph.Kind{
			{Name: "company", Begins: []string{"founded_on"}, Ends: []string{"dissolved_on"}},
			{Name: "chip", Begins: []string{"announced_on", "released_on"}},
			{Name: "decision", Begins: []string{"status", "announced_on"}},
			{Name: "government"}, {Name: "place"},
		},
		Attributes: []graph.Attribute{
			{Name: "founded_on", Type: graph.DateValue}, {Name: "dissolved_on", Type: graph.DateValue}, {Name: "announced_on", Type: graph.DateValue},
			{Name: "released_on", Type: graph.DateValue}, {Name: "status", Type: graph.TermValue}, {Name: "motto", Type: graph.TextValue},
		},
		Relations: []graph.Relation{
			{Name: "uses", Channel: "supply"}, {Name: "supplied_by", Channel: "supply"}, {Name: "owned_by", Channel: graph.OwnershipChannel},
			{Name: "subject_to", Channel: "regulatory"}, {Name: "headquartered_in"}, {Name: "located_in"},
		},
		Country: graph.Country{Relations: []string{"headquartered_in", "located_in"}, Kind: "government"},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

// onDay is an instant of the n-th day of recording.
func onDay(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }

// said is what a dataset said from one day of recording until another, 0 being none.
type said struct {
	dataset  string
	from, to int
	text     string
}

func (x *said) recording() graph.Recording {
	r := graph.Recording{From: onDay(x.from)}
	if x.to > 0 {
		r.To = onDay(x.to)
	}
	return r
}

// compile compiles lines of what datasets said:
//
//	company: nvidia tsmc                          entities of a kind
//	@press=Title                                  a source
//	nvidia supplied_by tsmc from=2016 share=0.5   a claim; further keys are to, item, note, confidence, source
func compile(t testing.TB, o *graph.Ontology, all ...said) *snapshot.Snapshot {
	t.Helper()
	b := snapshot.NewBuilder(o, "1")
	for _, x := range all {
		for line := range strings.Lines(x.text) {
			words := strings.Fields(line)
			switch {
			case len(words) == 0:
			case strings.HasPrefix(words[0], "@"):
				id, title, _ := strings.Cut(words[0][1:], "=")
				b.Source(graph.Source{ID: id, Title: title, Published: graph.Beginning}, x.dataset)
			case strings.HasSuffix(words[0], ":"):
				for _, id := range words[1:] {
					b.Entity(graph.Entity{ID: id, Kind: strings.TrimSuffix(words[0], ":"), Name: id}, x.dataset, x.recording())
				}
			default:
				c, err := readClaim(o, words)
				if err == nil {
					err = b.Claim(&graph.Assertion{Claim: c, Dataset: x.dataset, Recorded: x.recording()})
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	s, err := b.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func readClaim(o *graph.Ontology, words []string) (graph.Claim, error) {
	c := graph.Claim{Subject: words[0], Predicate: words[1], Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Reported}
	var err error
	if a := o.Attribute(words[1]); a != nil {
		c.Value, err = graph.ParseValue(a.Type, words[2])
	} else {
		c.Object = words[2]
	}
	for _, w := range words[3:] {
		key, value, _ := strings.Cut(w, "=")
		switch {
		case err != nil:
		case key == "from":
			c.Valid.From, err = graph.ParseDate(value)
		case key == "to":
			c.Valid.To, err = graph.ParseDate(value)
		case key == "share":
			var shares graph.ShareRange
			shares, err = graph.ParseShareRange(value)
			c.Share, c.ShareMost = shares.Least, shares.Upper()
		case key == "item":
			c.Item = value
		case key == "note":
			c.Note = value
		case key == "confidence":
			c.Confidence, err = graph.ParseConfidence(value)
		case key == "source":
			c.Sources = append(c.Sources, graph.Citation{Source: value})
		default:
			err = fmt.Errorf("%q is no key", key)
		}
	}
	if len(c.Sources) == 0 {
		c.Sources = []graph.Citation{{Source: "press"}}
	}
	return c, err
}

// during makes the filter of a day and a day of recording, 0 being now.
func during(t testing.TB, day string, known int) graph.Filter {
	t.Helper()
	d, err := graph.ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	f := graph.Filter{AsOf: d}
	if known > 0 {
		f.KnownAt = onDay(known)
	}
	return f
}

// admitted lists the relation claims that a filter admits.
func admitted(t testing.TB, s *snapshot.Snapshot, f graph.Filter) []string {
	t.Helper()
	m, err := s.ClaimMask(f)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for ref := range s.Claims() {
		if ref.IsRelation() && m.Admits(ref) {
			c := s.Claim(ref)
			lines = append(lines, c.String())
		}
	}
	slices.Sort(lines)
	return lines
}
