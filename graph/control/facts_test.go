package control

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
			{Name: "status", Type: graph.TermValue, Terms: []string{"announced", "in-force", "over"}}, {Name: "effect", Type: graph.TextValue, Many: true, Limited: true},
			{Name: "policy", Type: graph.TermValue, Terms: []string{"denial", "case", "approval"}, Limited: true},
			{Name: "asks", Type: graph.TextValue, Many: true, Limited: true}, {Name: "from", Type: graph.DateValue, Many: true, Limited: true},
			{Name: "foreign", Type: graph.BoolValue}, {Name: "everything", Type: graph.BoolValue, On: []string{"class"}}, {Name: "everywhere", Type: graph.BoolValue, On: []string{"class"}},
			{Name: "criterion", Type: graph.TextValue, Many: true, Limited: true}, {Name: "threshold", Type: graph.NumberValue},
			{Name: "vendor", Type: graph.TextValue}, {Name: "dual", Type: graph.BoolValue},
			number("bandwidth", "GB/s"), number("area", "mm2"), number("fp8", "tops"), number("fp16", "tops"),
			number("a", ""), number("b", ""), number("c", ""),
			computed("tpp", graph.Computation{Max: []graph.Product{{Of: "fp8", Times: 8}, {Of: "fp16", Times: 16}}}),
			computed("hundredfold", graph.Computation{Max: []graph.Product{{Of: "a", Times: 100}}}),
			computed("density", graph.Computation{Ratio: []string{"tpp", "area"}}),
		},
		Relations: []graph.Relation{{Name: "covers", To: []string{"chip", "metal", "class"}}, {Name: "applies_to"}, {Name: "excludes"}, {Name: "listed_by"},
			{Name: "amends"}, {Name: "part_of"}, {Name: "issued_by"}, {Name: "member_of"}, {Name: "seated_in"}, {Name: "subject_to"},
			{Name: "partly_in"}, {Name: "form_of"}, {Name: "firms_of", From: []string{"class"}}, {Name: "answers"}, {Name: "designed_by"}, {Name: "lies_in"},
			{Name: "owned_by", Channel: graph.OwnershipChannel}},
		Country: graph.Country{Kind: "state", Relations: []string{"seated_in", "lies_in"}},
		Binding: graph.Binding{Kind: "decision", Attribute: "status", InForce: []string{"in-force"}, Ended: []string{"over"}, Effect: "effect",
			Criterion: "criterion", Threshold: "threshold", Issuer: "issued_by", Covers: "covers", Scope: "applies_to", Excludes: "excludes",
			ListedBy: "listed_by", Lists: []string{"amends"}, Within: []string{"part_of"}, Membership: []string{"member_of", "form_of"},
			ReviewPolicy: "policy", Asks: "asks", ForeignOnly: "foreign", Compliance: "from", Everything: "everything", Everywhere: "everywhere", Partly: []string{"partly_in"},
			Variants: []string{"form_of"}, Seats: []string{"firms_of"}, Exempts: []string{"answers"}, Amends: []string{"amends"}, Makers: []string{"designed_by"},
			Pending: []string{"announced"}, Controls: []string{"stop", "allow"}, Restricts: []string{"stop"}, Informal: []string{"advise"}},
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
//	x owned_by y share=0.5
//	law policy denial for=x     a limited value
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
	line, to, _ := strings.Cut(line, " for=")
	a.Item = to
	line, share, ok := strings.Cut(line, " share=")
	var err error
	if ok {
		var shares graph.ShareRange
		shares, err = graph.ParseShareRange(share)
		a.Share, a.ShareMost = shares.Least, shares.Upper()
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

// findings are those of a check of h1 for the state "there".
func findings(t testing.TB, s *snapshot.Snapshot, endUser string) *Findings {
	t.Helper()
	e := Export{Item: node(t, s, "h1"), To: node(t, s, "there"), EndUser: snapshot.None}
	if endUser != "" {
		e.EndUser = node(t, s, endUser)
	}
	found, err := Check(unbounded(), s, e)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// checked is what a check of h1 for the state "there" finds, as "decision: reason" in numbers of the reasons.
func checked(t testing.TB, s *snapshot.Snapshot, endUser string) map[string]Reason {
	t.Helper()
	found, reasons := findings(t, s, endUser), map[string]Reason{}
	for standing, list := range map[Standing][]Ruling{Applies: found.Apply, MayApply: found.MayApply, DoesNotApply: found.DoNotApply, Concerns: found.Beside} {
		for _, r := range list {
			reasons[s.ID(r.Decision)] = r.Reason()
			if r.Reason().Standing() != standing {
				t.Errorf("%s is listed as %d for reason %d", s.ID(r.Decision), standing, r.Reason())
			}
		}
	}
	return reasons
}
