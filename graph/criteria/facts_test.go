package criteria

import (
	"context"
	"strings"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// testOntology is a small one in which decisions control chips.
func testOntology(t testing.TB) *graph.Ontology {
	t.Helper()
	number := func(name, unit string) graph.Attribute {
		return graph.Attribute{Name: name, Type: graph.NumberValue, Unit: unit, On: []string{"chip"}}
	}
	computed := func(name string, c graph.Computation) graph.Attribute {
		return graph.Attribute{Name: name, Type: graph.NumberValue, On: []string{"chip"}, Computed: &c}
	}
	o := &graph.Ontology{
		Kinds: []graph.Kind{{Name: "decision"}, {Name: "chip", Item: true}, {Name: "metal", Item: true}, {Name: "class"}, {Name: "company"}, {Name: "state"}},
		Units: []graph.Unit{{Name: "GB/s"}, {Name: "TB/s", Base: "GB/s", Factor: 1000}, {Name: "mm2"}, {Name: "tops"}},
		Attributes: []graph.Attribute{
			{Name: "status", On: []string{"decision"}, Type: graph.TermValue, Terms: []string{"in-force", "over"}}, {Name: "effect", Type: graph.TextValue},
			{Name: "criterion", Type: graph.TextValue, Many: true}, {Name: "threshold", Type: graph.NumberValue},
			{Name: "vendor", Type: graph.TextValue}, {Name: "dual", Type: graph.BoolValue}, {Name: "born", Type: graph.DateValue},
			{Name: "market", On: []string{"chip"}, Type: graph.TermValue, Terms: []string{"servers", "gamers"}},
			{Name: "thickness", On: []string{"metal"}, Type: graph.NumberValue},
			number("bandwidth", "GB/s"), number("area", "mm2"), number("fp8", "tops"), number("fp16", "tops"),
			number("a", ""), number("b", ""), number("c", ""),
			computed("tpp", graph.Computation{Max: []graph.Product{{Of: "fp8", Times: 8}, {Of: "fp16", Times: 16}}}),
			computed("hundredfold", graph.Computation{Max: []graph.Product{{Of: "a", Times: 100}}}),
			computed("density", graph.Computation{Ratio: []string{"tpp", "area"}}),
		},
		Relations: []graph.Relation{{Name: "covers", To: []string{"chip", "metal", "class"}}, {Name: "applies_to"}, {Name: "excludes"}, {Name: "listed_by"},
			{Name: "amends"}, {Name: "part_of"}, {Name: "issued_by"}, {Name: "member_of"}, {Name: "seated_in"}, {Name: "subject_to"},
			{Name: "owned_by", Channel: graph.OwnershipChannel}},
		Country: graph.Country{Kind: "state", Relations: []string{"seated_in"}},
		Binding: graph.Binding{Kind: "decision", Attribute: "status", InForce: []string{"in-force"}, Ended: []string{"over"}, Effect: "effect",
			Criterion: "criterion", Threshold: "threshold", Issuer: "issued_by", Covers: "covers", Scope: "applies_to", Excludes: "excludes",
			ListedBy: "listed_by", Lists: []string{"amends"}, Within: []string{"part_of"}, Membership: []string{"member_of"}},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

// compiled compiles facts, a line each:
//
//	chip: h1 h2                 entities of a kind
//	h1 fp8 1000 tops            a claim; said "vaguely" in front, with little confidence
//	h1 fp8 1000 tops from=2020 to=2021
func compiled(t testing.TB, text string, passes ...snapshot.Pass) *snapshot.Snapshot {
	t.Helper()
	o := testOntology(t)
	b := snapshot.NewBuilder(o, "test")
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if kind, names, ok := strings.Cut(line, ": "); ok && o.Kind(kind) != nil {
			for _, id := range strings.Fields(names) {
				b.Entity(graph.Entity{ID: id, Kind: kind, Name: id}, "test", graph.Recording{})
			}
		} else if line != "" {
			if err := b.Claim(readClaim(t, o, line)); err != nil {
				t.Fatal(err)
			}
		}
	}
	s, err := b.Build(context.Background(), passes...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func readClaim(t testing.TB, o *graph.Ontology, line string) *graph.Assertion {
	t.Helper()
	a := &graph.Assertion{Claim: graph.Claim{Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Confirmed}, Dataset: "test"}
	if rest, ok := strings.CutPrefix(line, "vaguely "); ok {
		line, a.Confidence = rest, graph.Estimated
	}
	var err error
	for _, bound := range []struct {
		mark string
		date *graph.Date
	}{{" to=", &a.Valid.To}, {" from=", &a.Valid.From}} {
		if rest, date, ok := strings.Cut(line, bound.mark); ok && err == nil {
			line = rest
			*bound.date, err = graph.ParseDate(date)
		}
	}
	words := strings.SplitN(line, " ", 3)
	a.Subject, a.Predicate = words[0], words[1]
	if attribute := o.Attribute(a.Predicate); attribute == nil {
		a.Object = words[2]
	} else if err == nil {
		a.Value, err = graph.ParseValue(attribute.Type, words[2])
	}
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return a
}

func node(t testing.TB, s *snapshot.Snapshot, id string) snapshot.Node {
	t.Helper()
	n, ok := s.Lookup(id)
	if !ok {
		t.Fatalf("there is no %s", id)
	}
	return n
}

func unbounded() *limits.Limits { return limits.New(context.Background(), graph.Budget{}) }
