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

// losing compiles claims written as "subject relation object [item]", one a line, of firms (whose names end in -co), places
// (-town), decisions (-law) and other things, in two strata of work and one of places.
func losing(t *testing.T, claims string) fixed {
	t.Helper()
	o := &graph.Ontology{
		Strata: []string{"use", "make", "hold", "rule", "place"},
		Kinds:  []graph.Kind{{Name: "thing"}, {Name: "firm", Actor: true}, {Name: "town"}, {Name: "law"}},
		Relations: []graph.Relation{
			{Name: "uses", Channel: "supply", Stratum: "use", Need: graph.NeedAny, Sentence: graph.Text{"en": "{subject} uses {object}"}},
			{Name: "designed_by", Channel: "supply", Stratum: "make", Need: graph.NeedAll, Belongs: true},
			{Name: "supplied_by", Channel: "supply", Stratum: "make", Need: graph.NeedAny},
			{Name: "partly_supplied_by", Channel: "supply", Stratum: "make", Need: graph.NeedPart},
			{Name: "owned_by", Channel: graph.OwnershipChannel, Stratum: "hold"},
			{Name: "authorised_by", Channel: "regulatory", Stratum: "rule", Gates: []string{"uses"}},
			{Name: "in", Channel: "place", Stratum: "place", To: []string{"town"}, Need: graph.NeedWith, Sentence: graph.Text{"en": "{subject} is in {object}"}},
		},
		Languages: []graph.Language{{Name: "en", Which: "which", And: "and"}},
		Binding:   graph.Binding{Kind: "law"},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	b, named := snapshot.NewBuilder(o, "losing"), map[string]bool{}
	for line := range strings.Lines(claims) {
		words := strings.Fields(line)
		if len(words) < 3 {
			continue
		}
		c := graph.Claim{Subject: words[0], Predicate: words[1], Object: words[2], Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Confirmed}
		ids := []string{words[0], words[2]}
		if len(words) > 3 {
			c.Item, ids = words[3], append(ids, words[3])
		}
		for _, id := range ids {
			if !named[id] {
				named[id] = true
				_, ending, _ := strings.Cut(id, "-")
				kind := map[string]string{"co": "firm", "town": "town", "law": "law"}[ending]
				if kind == "" {
					kind = "thing"
				}
				b.Entity(graph.Entity{ID: id, Kind: kind, Name: id}, "curated", graph.Recording{})
			}
		}
		if err := b.Claim(&graph.Assertion{Claim: c, Dataset: "curated"}); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return fixed{s}
}

func TestFirmsAreImpaired(t *testing.T) {
	facts := losing(t, `
		foundry-co partly_supplied_by litho-co scanner
		foundry-co partly_supplied_by gas-co
		chip supplied_by foundry-co
		cloud-co uses chip
		cloud-co uses other
		own designed_by cloud-co
		model uses own
		depot-co supplied_by litho-co mask
		depot-co supplied_by print-co mask
		far-co supplied_by litho-co mask
		tool supplied_by far-co
		mask-co supplied_by litho-co blank
		mask-co uses blank
		blank supplied_by litho-co
		blank supplied_by print-co
	`)
	x := asked[catalogue.Impact](t, facts, "impact", graph.Budget{}, question.Values{"remove": {"litho-co"}})
	var got []string
	for _, e := range x.Impaired {
		refs := func(list []graph.EntityRef) (ids []string) {
			for _, r := range list {
				ids = append(ids, r.ID)
			}
			return ids
		}
		got = append(got, e.Reason+" Loses "+strings.Join(refs(e.Loses), ", ")+"; remains "+strings.Join(refs(e.Remains), ", "))
	}
	want := []string{
		"Depot-co is impaired because litho-co is removed; what remains is print-co. Loses litho-co; remains print-co",
		"Far-co is impaired because litho-co is removed. Loses mask; remains ",
		"Foundry-co is impaired because litho-co is removed. Loses litho-co; remains ",
		"Mask-co is impaired because litho-co is removed. Loses litho-co; remains blank",
	}
	if !slices.Equal(got, want) {
		t.Errorf("impaired:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	// What a part supplier's customer makes is not the worse for its loss: nobody knows how much is left.
	if x.TotalLost != 0 || len(x.Degraded) != 2 || x.Degraded[1].Reason != "Tool is degraded because far-co is impaired." {
		t.Errorf("%d lost; degraded: %+v", x.TotalLost, x.Degraded)
	}
}

// Who works with a thing that is lost does not take what he makes with him.
func TestEffectsGoUpTheStrata(t *testing.T) {
	facts := losing(t, `
		cloud-co uses chip
		own designed_by cloud-co
		model uses own
		site uses chip
		shop-co uses site
	`)
	x := asked[catalogue.Impact](t, facts, "impact", graph.Budget{}, question.Values{"remove": {"chip"}})
	if x.TotalLost != 1 || x.TotalDegraded != 0 || x.TotalImpaired != 2 {
		t.Errorf("%d lost, %d degraded, %d impaired", x.TotalLost, x.TotalDegraded, x.TotalImpaired)
	}
	if x := asked[catalogue.Impact](t, facts, "impact", graph.Budget{}, question.Values{"remove": {"chip"}, "order": {"any"}}); x.TotalDegraded != 2 {
		t.Errorf("without strata %d degraded, want the chip's own and the model", x.TotalDegraded)
	}
}

func TestWhatIsInAPlaceGoesWithIt(t *testing.T) {
	facts := losing(t, `
		fab in east-town
		east-town in isle-town
		maker-co in isle-town
		chip supplied_by maker-co
		user-co uses chip
	`)
	for _, c := range []struct {
		values question.Values
		want   []string
	}{
		{question.Values{"remove": {"isle-town"}}, []string{
			"East-town is lost because east-town is in isle-town, and isle-town is removed.",
			"Chip is lost because maker-co is out of action.",
			"Fab is lost because fab is in east-town, and east-town is lost.",
			"Maker-co is impaired because maker-co is in isle-town, and isle-town is removed.",
			"User-co is impaired because chip is lost.",
		}},
		{question.Values{"remove": {"isle-town"}, "channel": {"supply"}}, nil},
	} {
		x := asked[catalogue.Impact](t, facts, "impact", graph.Budget{}, c.values)
		var got []string
		for _, e := range x.Lost {
			got = append(got, e.Reason)
		}
		for _, e := range x.Impaired {
			got = append(got, e.Reason)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v:\n%s\nwant:\n%s", c.values, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// Where nothing is lost or weakened, the answer says why.
func TestEmptyImpactsSayWhy(t *testing.T) {
	facts := losing(t, `
		buyer-co authorised_by licence-law chip
		user-co uses chip
		user-co authorised_by use-law chip
		held-co owned_by fund-co
		ban-law authorised_by other-law
	`)
	for remove, want := range map[string]string{
		"licence-law": "Buyer-co is impaired because its permission for chip falls with licence-law.",
		"use-law":     "User-co is impaired because user-co uses chip only by permission of use-law, which is removed.",
		"fund-co":     "Nothing recorded here needs fund-co; what it owns stands without it.",
		"ban-law":     "Nothing recorded here hangs on a permission by ban-law; what a decision forbids or requires is not lost with it.",
		"buyer-co":    "Nothing recorded here needs buyer-co.",
	} {
		if got := reply(t, facts, "impact", graph.Budget{}, question.Values{"remove": {remove}}).Sentence(); !strings.HasSuffix(got, want) {
			t.Errorf("without %s: %q, want %q", remove, got, want)
		}
	}
	dated := readText(t, readOntology(t), timeText)
	uses := mustAsk[catalogue.Claims](t, dated, "claims", question.Values{"subject": {"buyer"}, "as_of": {"2025-01-01"}}).Results[0].ID.String()
	late := mustAsk[catalogue.Impact](t, dated, "impact", question.Values{"remove": {uses}, "as_of": {"2025-06-01"}})
	if want := "Nothing goes with what does not hold on 1 June 2025: Buyer uses the part."; late.Note != want {
		t.Errorf("of a claim that is over: %q, want %q", late.Note, want)
	}
	x := asked[catalogue.Impact](t, facts, "impact", graph.Budget{}, question.Values{"remove": {"use-law"}, "kind": {"thing"}})
	if want := "Without use-law, nothing of the kinds that were asked for is lost or weakened."; x.Note != want {
		t.Errorf("of things alone: %q, want %q", x.Note, want)
	}
}

// What is left of a need is said where its shares are known, and not where one is a range.
func TestWhatIsLeftOfANeed(t *testing.T) {
	for share, want := range map[string]float64{"0.1": 0.1, "0.1-0.3": -1, "": -1} {
		text := "chip: part\ncompany: one two\npart made_by one share=0.9\npart made_by two"
		if share != "" {
			text += " share=" + share
		}
		x := mustAsk[catalogue.Impact](t, readText(t, readOntology(t), text), "impact", question.Values{"remove": {"one"}})
		got := -1.0
		if len(x.Degraded) == 1 && x.Degraded[0].Remaining != nil {
			got = *x.Degraded[0].Remaining
		}
		if len(x.Degraded) != 1 || got != want {
			t.Errorf("beside a share of %q: %v is left, want %v: %+v", share, got, want, x)
		}
	}
}

func TestChokepointsSayWhatIsLeft(t *testing.T) {
	facts := losing(t, `
		one designed_by maker-co
		two designed_by maker-co
		first-co uses one
		first-co uses other
		second-co uses one
		second-co uses third
		second-co uses other
		third designed_by maker-co
		mask-co partly_supplied_by maker-co
		maker-co in home-town
	`)
	x := asked[catalogue.Chokepoints](t, facts, "chokepoints", graph.Budget{}, question.Values{})
	var got []string
	for _, c := range x.Results {
		line := c.Entity.ID + ":"
		for _, list := range [][]graph.EntityRef{c.Lost, c.Impaired, c.AlternativesLeft} {
			for _, e := range list {
				line += " " + e.ID
			}
			line += ";"
		}
		got = append(got, line)
	}
	if want := "maker-co:; mask-co first-co second-co;;"; got[0] != want {
		t.Errorf("chokepoints:\n%s\nwant first:\n%s", strings.Join(got, "\n"), want)
	}
	i := slices.IndexFunc(x.Results, func(c catalogue.Chokepoint) bool { return c.Entity.ID == "one" })
	if i < 0 || x.Results[i].Alternatives != 2 || x.Results[i].AlternativesLeft[0].ID != "other" {
		t.Errorf("what is left beside one: %+v", x.Results)
	}
	if slices.ContainsFunc(x.Results, func(c catalogue.Chokepoint) bool { return c.Entity.ID == "home-town" }) {
		t.Errorf("a place is ranked among what is needed: %v", got)
	}
	for _, c := range []struct{ of, want string }{
		{"maker-co", "Nothing is recorded for the day that maker-co needs."},
		{"home-town", "Nothing is recorded for the day that home-town needs."},
	} {
		x := asked[catalogue.Chokepoints](t, facts, "chokepoints", graph.Budget{}, question.Values{"for": {c.of}})
		if x.Note != c.want {
			t.Errorf("for %s: %q, want %q", c.of, x.Note, c.want)
		}
	}
}
