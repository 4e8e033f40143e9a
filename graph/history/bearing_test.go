package history

import (
	"slices"
	"strings"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// office is a snapshot of claims written as "subject predicate object from to", with - for no date.
func office(t *testing.T, claims ...string) *snapshot.Snapshot {
	t.Helper()
	o := &graph.Ontology{
		Kinds: []graph.Kind{{Name: "firm"}, {Name: "rule"}, {Name: "class"}},
		Attributes: []graph.Attribute{{Name: "status", Type: graph.TextValue}, {Name: "sales", Type: graph.TextValue, Many: true, Period: true},
			{Name: "plan", Type: graph.TextValue, Many: true}},
		Relations: []graph.Relation{{Name: "bound_by", Channel: "law"}, {Name: "covers"}, {Name: "in"}, {Name: "stops"}, {Name: "owns", Channel: "ownership"},
			{Name: "under"}, {Name: "issued_by", Channel: "law"}},
		Binding: graph.Binding{Kind: "rule", Attribute: "status", Covers: "covers", Membership: []string{"in"}, SuspendedBy: []string{"stops"},
			Within: []string{"under"}, Issuer: "issued_by"},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	b := snapshot.NewBuilder(o, "1")
	b.Source(graph.Source{ID: "paper", Kind: "press"}, "curated")
	for id, kind := range map[string]string{"chip": "firm", "maker": "firm", "buyer": "firm", "office": "firm", "state": "firm", "ban": "rule",
		"truce": "rule", "other": "rule", "chips": "class"} {
		b.Entity(graph.Entity{ID: id, Kind: kind, Name: id}, "curated", graph.Recording{From: firstLoad})
	}
	for _, line := range claims {
		w := strings.Fields(line)
		c := graph.Claim{Subject: w[0], Predicate: w[1], Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Reported,
			Sources: []graph.Citation{{Source: "paper"}}}
		if o.Attribute(w[1]) != nil {
			c.Value = graph.Value{Type: graph.TextValue, Text: w[2]}
		} else {
			c.Object = w[2]
		}
		for i, bound := range []*graph.Date{&c.Valid.From, &c.Valid.To} {
			if w[3+i] == "-" {
				continue
			}
			var err error
			if *bound, err = graph.ParseDate(w[3+i]); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.Claim(&graph.Assertion{Claim: c, Dataset: "curated", Recorded: graph.Recording{From: firstLoad}}); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func timelineOf(t *testing.T, s *snapshot.Snapshot, id string) []string {
	t.Helper()
	n, _ := s.Lookup(id)
	found, err := Timeline(limits.New(t.Context(), graph.Budget{}), s, n, graph.Filter{}, Headlines{}, 100)
	if err != nil {
		t.Fatal(err)
	}
	return texts(s, found.Events)
}

// A timeline tells how the decisions stood that cover the entity by its class, and those that a part of it issued.
func TestTimelineHasDecisions(t *testing.T) {
	s := office(t, "ban covers chips - -", "chip in chips - -", "ban status announced 2024-01-01 2024-06-01", "ban status in-force 2024-06-01 -",
		"truce stops ban 2025-01-01 2026-01-01", "other status in-force 2020 -", "office under state - -", "ban issued_by office - -")
	want := []string{"2024-01-01 began ban status .", "2024-06-01 began ban status .", "2025-01-01 began truce stops ban", "2026-01-01 ended truce stops ban"}
	for _, id := range []string{"chip", "state", "office"} {
		if got := timelineOf(t, s, id); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	n, _ := s.Lookup("chip")
	found, err := Changes(limits.New(t.Context(), graph.Budget{}), s,
		Query{In: snapshot.Period{Since: day(t, "2024-06-01"), Until: day(t, "2025-01-01")}, Of: n}, 10)
	if got := texts(s, found.Events); err != nil || !slices.Equal(got, want[1:3]) {
		t.Errorf("changes of the chip: %q, %v", got, err)
	}
}

// What goes on has not ended, and a figure of a year neither begins nor ends.
func TestWhatIsNoEvent(t *testing.T) {
	s := office(t, "maker owns buyer 2020 2021", "maker owns buyer 2021 -", "buyer bound_by ban 2020 2021", "buyer sales much 2020 2021",
		"buyer plan grow 2020 2021", "buyer plan shrink 2021 -")
	want := []string{"2020 began buyer bound_by ban", "2020 began buyer plan .", "2020 began maker owns buyer",
		"2021 began buyer plan .", "2021 began maker owns buyer", "2021 ended buyer bound_by ban", "2021 ended buyer plan ."}
	got := timelineOf(t, s, "buyer")
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	n, _ := s.Lookup("buyer")
	found, err := Changes(limits.New(t.Context(), graph.Budget{}), s,
		Query{In: snapshot.Period{Since: day(t, "2020-01-01"), Until: day(t, "2022-01-01")}, Of: n}, 100)
	if err != nil || found.Total != len(want) {
		t.Errorf("changes: %q, %v", texts(s, found.Events), err)
	}
}
