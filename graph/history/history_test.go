package history

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

var (
	firstLoad  = time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC)
	secondLoad = time.Date(2025, 4, 1, 9, 0, 0, 0, time.UTC)
)

// world is a snapshot of five claims: one that ended, one with a date for a value, one withdrawn by the second load, one that
// it changed, and one that it brought.
func world(t *testing.T) *snapshot.Snapshot {
	t.Helper()
	o := &graph.Ontology{
		Kinds:      []graph.Kind{{Name: "company"}, {Name: "chip"}},
		Attributes: []graph.Attribute{{Name: "released", Type: graph.DateValue}},
		Relations:  []graph.Relation{{Name: "buys", Inverse: "bought_by", Channel: "supply"}, {Name: "knows"}},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	b := snapshot.NewBuilder(o, "1")
	b.Source(graph.Source{ID: "paper", Kind: "press"}, "curated")
	for id, kind := range map[string]string{"a": "company", "b": "company", "x": "chip"} {
		b.Entity(graph.Entity{ID: id, Kind: kind, Name: id}, "curated", graph.Recording{From: firstLoad})
	}
	claim := func(c graph.Claim, from, to string, r graph.Recording) {
		var err error
		c.Valid, c.Confidence, c.Sources = graph.Always, graph.Reported, []graph.Citation{{Source: "paper"}}
		if c.Value.IsZero() && c.Share == 0 {
			c.Share = graph.NoShare
		}
		if from != "" {
			if c.Valid.From, err = graph.ParseDate(from); err != nil {
				t.Fatal(err)
			}
		}
		if to != "" {
			if c.Valid.To, err = graph.ParseDate(to); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.Claim(&graph.Assertion{Claim: c, Dataset: "curated", Recorded: r}); err != nil {
			t.Fatal(err)
		}
	}
	released, err := graph.ParseDate("2025-02")
	if err != nil {
		t.Fatal(err)
	}
	claim(graph.Claim{Subject: "a", Predicate: "buys", Object: "x"}, "2024", "2025-06-30", graph.Recording{From: firstLoad})
	claim(graph.Claim{Subject: "x", Predicate: "released", Value: graph.Value{Type: graph.DateValue, Date: released}}, "", "", graph.Recording{From: firstLoad})
	claim(graph.Claim{Subject: "b", Predicate: "buys", Object: "x"}, "2025-01-15", "", graph.Recording{From: firstLoad, To: secondLoad})
	claim(graph.Claim{Subject: "a", Predicate: "knows", Object: "b"}, "2025-03-03", "", graph.Recording{From: firstLoad, To: secondLoad})
	claim(graph.Claim{Subject: "a", Predicate: "knows", Object: "b", Note: "changed"}, "2025-03-03", "", graph.Recording{From: secondLoad})
	claim(graph.Claim{Subject: "b", Predicate: "knows", Object: "x"}, "2025-03-03", "", graph.Recording{From: secondLoad})
	s, err := b.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// texts writes events as a test states them.
func texts(s *snapshot.Snapshot, events []Event) []string {
	all := []string{}
	for _, e := range events {
		c := s.Claim(e.Ref)
		all = append(all, e.At.String()+" "+e.What.String()+" "+c.Subject+" "+c.Predicate+" "+cmp.Or(c.Object, "."))
	}
	return all
}

func day(t *testing.T, text string) graph.Day {
	t.Helper()
	d, err := graph.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTimeline(t *testing.T) {
	s := world(t)
	for _, c := range []struct {
		of   string
		f    graph.Filter
		want []string
	}{
		{"x", graph.Filter{}, []string{"2024 began a buys x", "2025-02 on x released .", "2025-03-03 began b knows x", "2025-06-30 ended a buys x"}},
		{"x", graph.Filter{KnownAt: firstLoad.Add(time.Hour)}, []string{"2024 began a buys x", "2025-01-15 began b buys x", "2025-02 on x released .", "2025-06-30 ended a buys x"}},
		{"x", graph.Filter{Channels: []string{"supply"}}, []string{"2024 began a buys x", "2025-06-30 ended a buys x"}},
		{"x", graph.Filter{Relations: []string{"knows"}}, []string{"2025-03-03 began b knows x"}},
		{"x", graph.Filter{MinConfidence: graph.Official}, []string{}},
	} {
		n, _ := s.Lookup(c.of)
		found, err := Timeline(limits.New(t.Context(), graph.Budget{}), s, n, c.f, Headlines{}, 10)
		if got := texts(s, found.Events); err != nil || !slices.Equal(got, c.want) || found.Total != len(c.want) {
			t.Errorf("%s, %+v: %q, %v, want %q", c.of, c.f, got, err, c.want)
		}
	}
}

func TestChanges(t *testing.T) {
	s := world(t)
	for _, c := range []struct {
		name         string
		since, until string
		kinds        []What
		f            graph.Filter
		want         []string
	}{
		{"both days are included, and what loads recorded is counted only", "2025-03-03", "2025-04-01", nil, graph.Filter{},
			[]string{"2025-03-03 began a knows b", "2025-03-03 began b knows x", "2025-04-01 edited a knows b"}},
		{"what loads did", "2025-03-03", "2025-04-01", []What{Recorded, Withdrawn, Edited}, graph.Filter{},
			[]string{"2025-04-01 edited a knows b", "2025-04-01 recorded b knows x", "2025-04-01 withdrawn b buys x"}},
		{"what was known before the second load", "2025-01-01", "2025-04-01", []What{Began, Recorded, Withdrawn}, graph.Filter{KnownAt: firstLoad},
			[]string{"2025-01-15 began b buys x", "2025-03-01 recorded a buys x", "2025-03-01 recorded a knows b", "2025-03-01 recorded b buys x", "2025-03-01 recorded x released .", "2025-03-03 began a knows b"}},
		{"dates on which something is", "2025-01-01", "2025-12-31", []What{On, Ended}, graph.Filter{}, []string{"2025-02 on x released .", "2025-06-30 ended a buys x"}},
		{"by kind of the subject", "2025-01-01", "2025-12-31", []What{On, Began}, graph.Filter{Kinds: []string{"chip"}}, []string{"2025-02 on x released ."}},
		{"by channel", "2025-01-01", "2025-12-31", []What{On, Ended}, graph.Filter{Channels: []string{"supply"}}, []string{"2025-06-30 ended a buys x"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			found, err := Changes(limits.New(t.Context(), graph.Budget{}), s,
				Query{In: snapshot.Period{Since: day(t, c.since), Until: day(t, c.until)}, Of: snapshot.None, Kinds: c.kinds, Filter: c.f}, 10)
			if err != nil {
				t.Fatal(err)
			}
			events, total := found.Events, found.Total
			got := texts(s, events)
			for i := range got { // events of one day and kind are in order of id, which a reader can't tell
				if !slices.Contains(c.want, got[i]) {
					t.Errorf("unexpected: %s", got[i])
				}
			}
			if total != len(c.want) || len(got) != len(c.want) || !slices.IsSortedFunc(events, func(x, y Event) int {
				return cmp.Or(cmp.Compare(x.At.Day(), y.At.Day()), cmp.Compare(x.What, y.What))
			}) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// An edit has what the claim said before, and what a load did is counted.
func TestEdits(t *testing.T) {
	s := world(t)
	found, err := Changes(limits.New(t.Context(), graph.Budget{}), s,
		Query{In: snapshot.Period{Since: day(t, "2025-04-01"), Until: day(t, "2025-04-01")}, Of: snapshot.None}, 10)
	if err != nil || len(found.Events) != 1 {
		t.Fatalf("%v, %v", found, err)
	}
	e := found.Events[0]
	if before, after := s.Claim(e.Before), s.Claim(e.Ref); before.Note != "" || after.Note != "changed" || before.ID() != after.ID() {
		t.Errorf("edited from %+v to %+v", before, after)
	}
	if want := []Load{{At: secondLoad, Dataset: "curated", Recorded: 1, Withdrawn: 1, Edited: 1}}; !slices.Equal(found.Loads, want) {
		t.Errorf("loads %+v, want %+v", found.Loads, want)
	}
}

var everyKind = []What{Began, Ended, On, Edited, Recorded, Withdrawn}

// A part of the answer is its beginning, and the whole is counted.
func TestMost(t *testing.T) {
	s, l := world(t), limits.New(t.Context(), graph.Budget{})
	q := Query{In: snapshot.Period{Since: day(t, "2025-01-01"), Until: day(t, "2025-12-31")}, Of: snapshot.None, Kinds: everyKind}
	whole, err := Changes(l, s, q, 100)
	all, total := whole.Events, whole.Total
	if err != nil || len(all) != total {
		t.Fatalf("%d events of %d, %v", len(all), total, err)
	}
	for most := range total {
		some, err := Changes(l, s, q, most)
		if err != nil || some.Total != total || !slices.Equal(some.Events, all[:most]) {
			t.Errorf("at most %d: %v of %d, %v", most, some.Events, some.Total, err)
		}
	}
}

func TestWrongQuestions(t *testing.T) {
	s, l := world(t), limits.New(t.Context(), graph.Budget{})
	if _, err := Changes(l, s, Query{In: snapshot.Period{Since: 10, Until: 9}, Of: snapshot.None}, 10); !errors.Is(err, graph.ErrInterval) {
		t.Errorf("a period that ends before it begins: %v", err)
	}
	if _, err := Changes(l, s, Query{In: snapshot.Period{}, Of: snapshot.None, Filter: graph.Filter{Relations: []string{"loves"}}}, 10); !errors.Is(err, graph.ErrUnknownTerm) {
		t.Errorf("changes of an unknown relation: %v", err)
	}
	if _, err := Timeline(l, s, 0, graph.Filter{Kinds: []string{"love"}}, Headlines{}, 10); !errors.Is(err, graph.ErrUnknownTerm) {
		t.Errorf("timeline by an unknown kind: %v", err)
	}
	var w What
	if err := w.UnmarshalText([]byte("moved")); !errors.Is(err, graph.ErrUnknownTerm) {
		t.Errorf("an unknown kind of event: %v", err)
	}
	for _, k := range everyKind {
		if err := w.UnmarshalText([]byte(k.String())); err != nil || w != k {
			t.Errorf("%s is read as %s: %v", k, w, err)
		}
	}
	ended, end := context.WithCancel(t.Context())
	end()
	l = limits.New(ended, graph.Budget{})
	if _, err := Changes(l, s, Query{In: snapshot.Period{}, Of: snapshot.None}, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("changes when nobody waits: %v", err)
	}
	l = limits.New(ended, graph.Budget{})
	if _, err := Timeline(l, s, 0, graph.Filter{}, Headlines{}, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("timeline when nobody waits: %v", err)
	}
}
