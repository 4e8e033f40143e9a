package catalogue_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/fold"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// fixed are facts that never change, as a source of questions.
type fixed struct{ facts *snapshot.Snapshot }

func (f fixed) Snapshot(context.Context) (*snapshot.Snapshot, error) { return f.facts, nil }
func (f fixed) Version(context.Context) (string, error)              { return f.facts.Version(), nil }
func (f fixed) Ready(context.Context) error                          { return nil }
func (f fixed) StoreName() string                                    { return "fixed" }

// claimsDay is the day of the questions.
const claimsDay = "2026-01-15"

func askClaims(facts *snapshot.Snapshot, v question.Values) (catalogue.Claims, error) {
	q, _ := catalogue.Find("claims")
	p, err := q.Read(v)
	if err != nil {
		return catalogue.Claims{}, err
	}
	r, err := p.Ask(context.Background(), fixed{facts}, question.Terms{Now: time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC)})
	if err != nil {
		return catalogue.Claims{}, err
	}
	return r.Answer.(catalogue.Claims), nil
}

func claimsOntology() *graph.Ontology {
	o := &graph.Ontology{
		Kinds:      []graph.Kind{{Name: "company"}, {Name: "chip"}},
		Attributes: []graph.Attribute{{Name: "motto", Type: graph.TextValue, Many: true}},
		Relations:  []graph.Relation{{Name: "uses", Inverse: "used_by", Channel: "supply"}, {Name: "likes"}},
	}
	if err := o.Init(); err != nil {
		panic(err)
	}
	return o
}

// listed are entities in order of id; names are out of that order, and two are alike.
var listed = []graph.Entity{{ID: "a", Kind: "company", Name: "Zeta"}, {ID: "b", Kind: "company", Name: "same"}, {ID: "c", Kind: "chip", Name: "Same"}, {ID: "d", Kind: "chip", Name: "Alpha"}}

// drawClaims draws the recorded claims of a small world.
func drawClaims(t *rapid.T) []graph.Assertion {
	draw := func(label string, n int) int { return rapid.IntRange(0, n-1).Draw(t, label) }
	var all []graph.Assertion
	seen := map[uuid.UUID]bool{}
	for range draw("claims", 25) {
		a := graph.Assertion{Dataset: "d", Recorded: graph.Recording{From: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}, Claim: graph.Claim{
			Subject: listed[draw("subject", len(listed))].ID, Share: graph.NoShare, Valid: graph.Always,
			Confidence: graph.Confidence(1 + draw("confidence", 5))}}
		switch draw("predicate", 3) {
		case 0:
			a.Predicate, a.Value = "motto", graph.Value{Type: graph.TextValue, Text: fmt.Sprint("text ", draw("text", 3))}
		case 1:
			a.Predicate, a.Object = "uses", listed[draw("object", len(listed))].ID
		case 2:
			a.Predicate, a.Object = "likes", listed[draw("object", len(listed))].ID
		}
		for i := range 1 + draw("sources", 2) {
			a.Sources = append(a.Sources, graph.Citation{Source: fmt.Sprint("source-", (i+draw("source", 3))%3)})
		}
		if from := draw("from", 4); from > 0 {
			a.Valid.From, _ = graph.ParseDate([]string{"", "2024", "2026-01-15", "2026-02"}[from])
		}
		if draw("withdrawn", 5) == 0 {
			a.Recorded.To = time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)
		}
		if !seen[a.ID()] {
			seen[a.ID()] = true
			all = append(all, a)
		}
	}
	return all
}

func compileClaims(t rapid.TB, all []graph.Assertion) *snapshot.Snapshot {
	return compileDrawn(t, claimsOntology(), listed, []string{"source-0", "source-1", "source-2"}, all)
}

func compileDrawn(t rapid.TB, o *graph.Ontology, entities []graph.Entity, sources []string, all []graph.Assertion) *snapshot.Snapshot {
	b := snapshot.NewBuilder(o, "1")
	for _, e := range entities {
		b.Entity(e, "d", graph.Recording{})
	}
	for _, id := range sources {
		b.Source(graph.Source{ID: id}, "d")
	}
	for i := range all {
		if err := b.Claim(&all[i]); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// entityOf is the entity of an id, or none.
func entityOf(id string) (e graph.Entity) {
	if at := slices.IndexFunc(listed, func(e graph.Entity) bool { return e.ID == id }); at >= 0 {
		e = listed[at]
	}
	return e
}

// wantedClaims filters and sorts a plain list.
func wantedClaims(all []graph.Assertion, v map[string]string) []uuid.UUID {
	day, _ := graph.ParseDay(claimsDay)
	known, _ := graph.ParseInstant(v["known_at"])
	kept, subjects := []graph.Assertion{}, map[uuid.UUID]graph.Entity{}
	for _, a := range all {
		predicate, subject := a.Predicate, a.Subject
		if v["predicate"] == "used_by" && predicate == "uses" {
			predicate, subject = "used_by", a.Object
		}
		e, other := entityOf(subject), entityOf(a.Object)
		if predicate == "used_by" {
			other = entityOf(a.Subject)
		}
		cites := slices.ContainsFunc(a.Sources, func(c graph.Citation) bool { return c.Source == v["source"] })
		if a.Valid.Contains(day) && a.Recorded.Contains(known) && (v["source"] == "" || cites) && cmp.Or(v["kind"], e.Kind) == e.Kind &&
			cmp.Or(v["predicate"], predicate) == predicate && cmp.Or(v["subject"], subject) == subject &&
			cmp.Or(v["object"], other.ID) == other.ID && cmp.Or(v["object_kind"], other.Kind) == other.Kind {
			kept = append(kept, a)
			subjects[a.ID()] = e
		}
	}
	slices.SortFunc(kept, func(x, y graph.Assertion) int {
		return cmp.Or(cmp.Compare(x.Predicate, y.Predicate),
			cmp.Compare(fold.Name(subjects[x.ID()].Name), fold.Name(subjects[y.ID()].Name)), cmp.Compare(subjects[x.ID()].ID, subjects[y.ID()].ID),
			-cmp.Compare(x.Confidence, y.Confidence), -cmp.Compare(len(x.Sources), len(y.Sources)),
			-cmp.Compare(x.Valid.From.String(), y.Valid.From.String()), cmp.Compare(x.ID().String(), y.ID().String()))
	})
	ids := make([]uuid.UUID, len(kept))
	for i := range kept {
		ids[i] = kept[i].ID()
	}
	return ids
}

// The claims, page by page, are those of a list that is filtered and sorted.
func TestClaimsAgreeWithAList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawClaims(t)
		facts := compileClaims(t, all)
		asked := map[string]string{"limit": fmt.Sprint(rapid.IntRange(1, 5).Draw(t, "limit"))}
		for name, values := range map[string][]string{"predicate": {"", "uses", "used_by", "likes", "motto"}, "subject": {"", "a", "c"}, "kind": {"", "chip"}, "object": {"", "", "b", "c"}, "object_kind": {"", "", "company"},
			"source": {"", "source-1"}, "known_at": {"", "2025-03-01"}} {
			if value := rapid.SampledFrom(values).Draw(t, name); value != "" {
				asked[name] = value
			}
		}
		want := wantedClaims(all, asked)
		got := []uuid.UUID{}
		for next := "start"; next != ""; {
			v := question.Values{"as_of": {claimsDay}}
			for name, value := range asked {
				v[name] = []string{value}
			}
			if next != "start" {
				v["cursor"] = []string{next}
			}
			answer, err := askClaims(facts, v)
			if err != nil {
				t.Fatal(err)
			}
			if answer.Total != len(want) {
				t.Fatalf("%v: %d claims, want %d", asked, answer.Total, len(want))
			}
			for _, c := range answer.Results {
				got = append(got, c.ID)
			}
			next = answer.Next
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v: %v, want %v", asked, got, want)
		}
	})
}

// A name that nothing has is an error of its sort, not an empty list.
func TestClaimsOfNothing(t *testing.T) {
	facts := compileClaims(t, nil)
	for name, c := range map[string]struct {
		value string
		err   error
	}{"predicate": {"abuses", graph.ErrUnknownTerm}, "kind": {"planet", graph.ErrUnknownTerm}, "subject": {"nobody", graph.ErrNotFound}, "source": {"no-source", graph.ErrNotFound}} {
		if _, err := askClaims(facts, question.Values{name: {c.value}}); !errors.Is(err, c.err) {
			t.Errorf("%s=%s: %v, want %v", name, c.value, err, c.err)
		}
	}
}
