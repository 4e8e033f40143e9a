package catalogue_test

import (
	"slices"
	"strings"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// controls compiles claims about what is exported, written as "subject predicate object-or-value", with "since" a year.
func controls(t *testing.T, claims string) *snapshot.Snapshot {
	t.Helper()
	o := &graph.Ontology{
		Kinds: []graph.Kind{{Name: "decision"}, {Name: "chip"}, {Name: "state"}},
		Attributes: []graph.Attribute{{Name: "status", Type: graph.TermValue, Terms: []string{"in-force"}}, {Name: "effect", Type: graph.TextValue},
			{Name: "criterion", Type: graph.TextValue}, {Name: "fp8", Type: graph.NumberValue, Unit: "any"}, {Name: "area", Type: graph.NumberValue},
			{Name: "power", Type: graph.NumberValue, Computed: &graph.Computation{Max: []graph.Product{{Of: "fp8", Times: 8}}, Note: "as the rule has it"}},
			{Name: "density", Type: graph.NumberValue, Computed: &graph.Computation{Ratio: []string{"power", "area"}}}},
		Relations: []graph.Relation{{Name: "covers", To: []string{"chip"}}, {Name: "applies_to"}},
		Binding: graph.Binding{Kind: "decision", Attribute: "status", InForce: []string{"in-force"}, Effect: "effect", Criterion: "criterion",
			Covers: "covers", Scope: "applies_to"},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	b := snapshot.NewBuilder(o, "controls")
	for kind, ids := range map[string][]string{"decision": {"rule", "law"}, "chip": {"h1"}, "state": {"there"}} {
		for _, id := range ids {
			b.Entity(graph.Entity{ID: id, Kind: kind, Name: "The " + id, Aliases: []graph.Alias{{Name: "le " + id, Lang: "fr"}}}, "curated", graph.Recording{})
		}
	}
	for line := range strings.Lines(claims) {
		words, since, _ := strings.Cut(strings.TrimSpace(line), " since ")
		part := strings.SplitN(words, " ", 3)
		c := graph.Claim{Subject: part[0], Predicate: part[1], Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Confirmed}
		var err error
		if since != "" {
			c.Valid.From, err = graph.ParseDate(since)
		}
		if a := o.Attribute(c.Predicate); a == nil {
			c.Object = part[2]
		} else if err == nil {
			c.Value, err = graph.ParseValue(a.Type, part[2])
		}
		if err == nil {
			err = b.Claim(&graph.Assertion{Claim: c, Dataset: "curated"})
		}
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
	}
	s, err := b.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func checked(t *testing.T, lang, claims string) catalogue.Check {
	t.Helper()
	return asked[catalogue.Check](t, fixed{controls(t, claims)}, "check", graph.Budget{}, question.Values{"item": {"h1"}, "to": {"there"}, "lang": {lang}})
}

func TestCheckInWords(t *testing.T) {
	const applies = "rule status in-force\nrule covers h1\nrule applies_to there\nrule effect stop\n"
	for _, c := range []struct{ lang, claims, text, reason string }{
		{"en", applies, "The h1 → The there, 2026-01-15: 1 decision applies: The rule (stop).", "It covers the item and the destination or the end user is in its scope."},
		{"fr", applies, "Le h1 → le there, 2026-01-15 : 1 décision s'applique : le rule (stop).", "Elle vise le produit et la destination ou l'utilisateur final est dans son champ."},
		{"en", "rule status in-force since 2027\nrule covers h1\nrule applies_to there", "The h1 → The there, 2026-01-15: no decision known here applies; that is no permission.", "It is not in force on the day; it is from 2027."},
		{"fr", "rule status in-force since 2027\nrule covers h1\nrule applies_to there", "Le h1 → le there, 2026-01-15 : aucune décision connue ici ne s'applique ; cela ne vaut pas autorisation.", "Elle n'est pas en vigueur ce jour-là ; elle l'est à partir de 2027."},
		{"en", "rule status in-force\nrule criterion power > 1.0\nrule applies_to there", "The h1 → The there, 2026-01-15: no decision known here applies for certain, which is no permission; 1 may apply: The rule: a figure is missing or disputed.", "Whether the item meets its criterion is unknown: a figure is missing or disputed."},
	} {
		x := checked(t, c.lang, c.claims)
		rulings := slices.Concat(x.Decisions, x.MayApply, x.NotApplicable)
		if x.Text != c.text || len(rulings) != 1 || rulings[0].Reason != c.reason {
			t.Errorf("%q with %d rulings\nwant %q\n%+v\nwant %q", x.Text, len(rulings), c.text, rulings, c.reason)
		}
	}
}

// What leaves a decision open is said of each, briefly where it is the same as of the one before.
func TestOpenDecisionsInWords(t *testing.T) {
	const open = "rule status in-force\nrule criterion power > 1.0\nrule applies_to there\nlaw status in-force\nlaw criterion power > 2.0\nlaw applies_to there\n"
	for lang, want := range map[string]string{"en": "The law: a figure is missing or disputed; The rule: likewise.", "fr": "le law : un chiffre manque ou est contesté ; le rule : de même."} {
		if x := checked(t, lang, open); !strings.HasSuffix(x.Text, want) {
			t.Errorf("%q does not end in %q", x.Text, want)
		}
	}
}

// What is unknown of several decisions in the same words is said once.
func TestUnknownsAreSaid(t *testing.T) {
	x := checked(t, "en", "rule status in-force\nrule criterion power > 1.0 && power < 5.0\nrule criterion power > 2.0\nrule applies_to there\nlaw status in-force\nlaw covers h1\nlaw applies_to there")
	want := []string{
		"No claim gives power of The h1, on which The rule turns.",
		"What The law does is not recorded for this day.",
		"No end user was given: lists of parties, ownership and end use were not looked at.",
		"End use, the origin of the item and licences granted to single exporters are not looked at unless a decision above says so.",
	}
	if !slices.Equal(x.Unknowns, want) {
		t.Errorf("%q", x.Unknowns)
	}
}

// Arithmetic is shown with two decimals; what is compared is not rounded.
func TestArithmeticInWords(t *testing.T) {
	x := checked(t, "en", "rule status in-force\nrule criterion density >= 1.98\nrule applies_to there\nh1 fp8 197.95 TFLOPS\nh1 area 800")
	if len(x.NotApplicable) != 1 {
		t.Fatalf("%+v", x)
	}
	c := x.NotApplicable[0].Criteria[0]
	if got, want := c.Figures[0].Arithmetic, "density = power ÷ area = 1583.6 ÷ 800 = 1.98"; got != want || c.Figures[0].Value != 1.9795 {
		t.Errorf("%q of %v, want %q", got, c.Figures[0].Value, want)
	}
	x = checked(t, "en", "rule status in-force\nrule criterion power > 1.0\nrule applies_to there\nh1 fp8 197.95 TFLOPS")
	if got, want := x.Decisions[0].Criteria[0].Figures[0].Arithmetic, "power = fp8 × 8 = 197.95 TFLOPS × 8 = 1583.6 (as the rule has it)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Of the criteria of a decision, one that is not known to be met is shown before those that are not met; a day to come is an unknown.
func TestCheckShowsFirstWhatIsOpen(t *testing.T) {
	s := builtInFacts(t)
	x := mustAsk[catalogue.Check](t, s, "check", question.Values{"figures": {"tpp=4000;performance_density=5"}, "to": {"china"}, "as_of": {"2099-01-01"}})
	several := 0
	for _, r := range x.MayApply {
		for i, c := range r.Criteria {
			if several += i; i > 0 && c.Verdict == "unknown" && r.Criteria[i-1].Verdict == "not-met" {
				t.Errorf("%s: %s comes after what is not met", r.Decision.ID, c.Expression)
			}
		}
	}
	if said := strings.Join(x.Unknowns, " "); several == 0 || !strings.Contains(said, "that day is to come") {
		t.Errorf("%d criteria, %s", several, said)
	}
}
