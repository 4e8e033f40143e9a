package ask

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// today is a Sunday.
const today = "2026-02-01"

// world has the entities that the examples of the forms name.
func world(t *testing.T) *snapshot.Snapshot {
	t.Helper()
	o := &graph.Ontology{
		Kinds:      []graph.Kind{{Name: "company"}, {Name: "chip"}, {Name: "place"}, {Name: "government"}},
		Attributes: []graph.Attribute{{Name: "announced_on", Type: graph.DateValue}},
		Relations: []graph.Relation{{Name: "designed_by", Inverse: "designs", From: []string{"chip"}, To: []string{"company", "government"}, Channel: "supply", Need: graph.NeedAll},
			{Name: "located_in", From: []string{"place"}, To: []string{"government"}}},
		Country: graph.Country{Relations: []string{"located_in"}, Kind: "government"},
		Binding: graph.Binding{Makers: []string{"designed_by"}, Sold: []string{"chip"}, Announced: []string{"announced_on"}},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	b, always := snapshot.NewBuilder(o, "1"), graph.Recording{From: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}
	b.Source(graph.Source{ID: "paper", Kind: "press"}, "curated")
	for _, e := range []graph.Entity{
		{ID: "nvidia", Kind: "company", Name: "Nvidia"}, {ID: "deepseek", Kind: "company", Name: "DeepSeek"}, {ID: "tsmc", Kind: "company", Name: "TSMC"},
		{ID: "asml", Kind: "company", Name: "ASML"}, {ID: "smic", Kind: "company", Name: "SMIC"}, {ID: "inspur", Kind: "company", Name: "Inspur"},
		{ID: "huawei", Kind: "company", Name: "Huawei"}, {ID: "the-sword-and-shield", Kind: "company", Name: "The Sword and Shield"},
		{ID: "washington", Kind: "place", Name: "Washington"}, {ID: "beijing", Kind: "place", Name: "Beijing", Aliases: []graph.Alias{{Name: "Pékin", Lang: "fr"}}},
		{ID: "united-states", Kind: "government", Name: "United States"}, {ID: "taiwan", Kind: "government", Name: "Taiwan"},
		{ID: "china", Kind: "government", Name: "China", Aliases: []graph.Alias{{Name: "Chine", Lang: "fr"}}},
		{ID: "h20", Kind: "chip", Name: "Nvidia H20", Aliases: []graph.Alias{{Name: "H20"}}}, {ID: "h200", Kind: "chip", Name: "Nvidia H200", Aliases: []graph.Alias{{Name: "H200"}}},
		{ID: "rubin", Kind: "chip", Name: "Rubin"}, {ID: "fund-a", Kind: "company", Name: "Fund"}, {ID: "fund-b", Kind: "company", Name: "Fund"},
	} {
		b.Entity(e, "curated", always)
	}
	for _, c := range [][3]string{{"washington", "located_in", "united-states"}, {"beijing", "located_in", "china"},
		{"h200", "designed_by", "nvidia"}, {"h20", "designed_by", "nvidia"}, {"rubin", "designed_by", "nvidia"},
		{"h200", "announced_on", "2023-11-13"}, {"rubin", "announced_on", "2026-01-05"}} {
		claim := graph.Claim{Subject: c[0], Predicate: c[1], Object: c[2], Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Reported, Sources: []graph.Citation{{Source: "paper"}}}
		if c[1] == "announced_on" {
			date, err := graph.ParseDate(c[2])
			if err != nil {
				t.Fatal(err)
			}
			claim.Object, claim.Value = "", graph.Value{Type: graph.DateValue, Date: date}
		}
		if err := b.Claim(&graph.Assertion{Claim: claim, Dataset: "curated", Recorded: always}); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func asking(t *testing.T, s *snapshot.Snapshot) *question.Asking {
	t.Helper()
	day, err := graph.ParseDay(today)
	if err != nil {
		t.Fatal(err)
	}
	return &question.Asking{Context: t.Context(), Whole: s, Facts: s, Limits: limits.New(t.Context(), graph.Budget{}), Today: day}
}

// given are the parameters of a question that gives none.
func given() *question.Common { return &question.Common{Limit: graph.DefaultLimit} }

// Every form is tried, as it is and with all that may stand in it; as_of is today and lang that of the form if want has none.
func TestForms(t *testing.T) {
	a := asking(t, world(t))
	for _, c := range []struct{ lang, text, question, want string }{
		{"en", "Why does DeepSeek depend on Washington?", "paths", "from=deepseek to=united-states"},
		{"en", "how is DeepSeek reliant upon the United States", "paths", "from=deepseek to=united-states"},
		{"en", "how is DeepSeek linked to TSMC", "paths", "from=deepseek to=tsmc"},
		{"en", "the shortest path from DeepSeek to ASML", "paths", "from=deepseek to=asml"},
		{"fr", "Pourquoi DeepSeek dépend-il de Washington ?", "paths", "from=deepseek to=united-states"},
		{"fr", "comment est-ce que DeepSeek depend de la Chine", "paths", "from=deepseek to=china"},
		{"fr", "les chemins de DeepSeek à ASML", "paths", "from=deepseek to=asml"},
		{"en", "who depends on Nvidia", "dependents", "ref=nvidia"},
		{"en", "which companies directly depend on Nvidia as of 2025-06-01", "dependents", "ref=nvidia depth=1 kind=company as_of=2025-06-01"},
		{"en", "who depends on Beijing", "dependents", "ref=china"},
		{"en", "list the direct dependents of Nvidia", "dependents", "ref=nvidia depth=1"},
		{"fr", "quelles puces dépendent directement de Nvidia le 1er juin 2025", "dependents", "ref=nvidia depth=1 kind=chip as_of=2025-06-01"},
		{"fr", "qui dépend de Pékin", "dependents", "ref=china"},
		{"en", "what does DeepSeek depend directly on?", "dependencies", "ref=deepseek depth=1"},
		{"en", "which technologies does the DeepSeek rely on", "dependencies", "ref=deepseek kind=technology"},
		{"en", "on whom does DeepSeek rely", "dependencies", "ref=deepseek"},
		{"en", "show the dependencies of DeepSeek", "dependencies", "ref=deepseek"},
		{"fr", "de quelles entreprises dépend DeepSeek", "dependencies", "ref=deepseek kind=company"},
		{"fr", "de quoi DeepSeek dépend-il", "dependencies", "ref=deepseek"},
		{"fr", "quelles sont les dépendances de DeepSeek", "dependencies", "ref=deepseek"},
		{"en", "who owned SMIC in January 5, 2024", "owners", "ref=smic as_of=2024-01-05"},
		{"en", "who are the shareholders of SMIC", "owners", "ref=smic"},
		{"fr", "à qui appartient SMIC", "owners", "ref=smic"},
		{"en", "what does SMIC own", "holdings", "ref=smic"},
		{"fr", "qu'est-ce que possède SMIC", "holdings", "ref=smic"},
		{"en", "the history of Nvidia", "timeline", "ref=nvidia"},
		{"fr", "que s'est-il passé pour Nvidia", "timeline", "ref=nvidia"},
		{"en", "what stops if TSMC stops", "impact", "remove=tsmc"},
		{"en", "what would be lost without TSMC, ASML and Nvidia", "impact", "remove=tsmc remove=asml remove=nvidia"},
		{"en", "what stops without the Sword and Shield", "impact", "remove=the-sword-and-shield"},
		{"fr", "qu'est-ce qui s'arrête si TSMC et ASML disparaissent", "impact", "remove=tsmc remove=asml"},
		{"en", "what are the chokepoints for DeepSeek in China", "chokepoints", "for=deepseek country=china"},
		{"en", "chokepoints", "chokepoints", ""},
		{"fr", "les goulets d'étranglement pour DeepSeek en Chine", "chokepoints", "for=deepseek country=china"},
		{"en", "compare the H20 with the H200 as of 2025-06-01", "compare", "one=h20 other=h200 as_of=2025-06-01"},
		{"en", "what are the differences between Nvidia and SMIC", "compare", "one=nvidia other=smic"},
		{"en", "difference between H20 and H200", "compare", "one=h20 other=h200"},
		{"en", "how does the H20 compare to the H200", "compare", "one=h20 other=h200"},
		{"fr", "comparez le H20 au H200", "compare", "one=h20 other=h200"},
		{"fr", "quelles sont les differences entre le H20 et le H200", "compare", "one=h20 other=h200"},
		{"en", "what affiliates does Inspur have", "affiliates", "ref=inspur"},
		{"en", "who are the affiliates of Inspur", "affiliates", "ref=inspur"},
		{"fr", "les sociétés affiliées d'Inspur", "affiliates", "ref=inspur"},
		{"en", "can Nvidia sell the H20 to China for DeepSeek", "check", "item=h20 to=china end_user=deepseek"},
		{"en", "was the H20 allowed in China on 15 May 2025", "check", "item=h20 to=china as_of=2025-05-15"},
		{"en", "which rules govern exports of the H20 to China, and by which decision", "check", "item=h20 to=china"},
		{"fr", "Le H20 peut-il être vendu à la Chine pour DeepSeek, et selon quelles règles ?", "check", "item=h20 to=china end_user=deepseek"},
		{"fr", "Nvidia pouvait-il livrer le H20 à la Chine", "check", "item=h20 to=china"},
		{"en", "which laws affect the H200", "decisions", "ref=h200"},
		{"fr", "quelles décisions s'appliquent au H200", "decisions", "ref=h200"},
		{"en", "what has changed since 1 June 2025 until July 2025", "changes", "since=2025-06-01 until=2025-07-31 what=began what=ended what=on"},
		{"en", "what changed since last month", "changes", "since=2026-01-01 until=2026-02-01 what=began what=ended what=on"},
		{"en", "what changed between 2024 and last year", "changes", "since=2024-01-01 until=2025-12-31 what=began what=ended what=on"},
		{"en", "what changed on 2025-06-01", "changes", "since=2025-06-01 until=2025-06-01 what=began what=ended what=on"},
		{"en", "what changed last week", "changes", "since=2026-01-19 until=2026-01-25 what=began what=ended what=on"},
		{"fr", "qu'est-ce qui a changé depuis hier", "changes", "since=2026-01-31 until=2026-02-01 what=began what=ended what=on"},
		{"fr", "qu'a-t-il changé entre le 1er janvier 2025 et février 2025", "changes", "since=2025-01-01 until=2025-02-28 what=began what=ended what=on"},
		{"fr", "qu'est-ce qui a changé cette année", "changes", "since=2026-01-01 until=2026-12-31 what=began what=ended what=on"},
		{"en", "look up Huawei", "search", "q=Huawei"},
		{"fr", "cherchez Huawei", "search", "q=Huawei"},
		{"en", "what is the H200", "entity", "ref=h200"},
		{"fr", "qu'est-ce que le H200", "entity", "ref=h200"},
	} {
		r, err := Read(a, c.text, given())
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if diff := cmp.Diff(values(c.lang, c.want), r.Values); diff != "" || r.Question != c.question || r.Lang != c.lang || r.AsOf.String() != r.Values["as_of"][0] {
			t.Errorf("%q: %s in %s, of %s: %s", c.text, r.Question, r.Lang, r.AsOf, diff)
		}
	}
}

// values reads parameters as a test states them.
func values(lang, text string) question.Values {
	v := question.Values{}
	for _, pair := range strings.Fields("lang=" + lang + " " + text) {
		name, value, _ := strings.Cut(pair, "=")
		v[name] = append(v[name], value)
	}
	if v["as_of"] == nil {
		v["as_of"] = []string{today}
	}
	return v
}

func TestSales(t *testing.T) {
	a := asking(t, world(t))
	for text, want := range map[string][]string{
		"what could Nvidia sell to China":                             {"h20", "h200", "rubin"},
		"what may Nvidia ship to Beijing on 2026-01-04":               {"h20", "h200"},
		"que peut vendre Nvidia à la Chine au 13 novembre 2023":       {"h20", "h200"},
		"que Nvidia pouvait-il vendre à la Chine le 12 novembre 2023": {"h20"},
		"what could TSMC sell to China":                               nil,
	} {
		r, err := Read(a, text, given())
		if err != nil || r.Question != "check" || r.Sales == nil {
			t.Errorf("%q: %+v, %v", text, r, err)
			continue
		}
		var items []string
		for _, v := range r.Sales.Checks {
			items = append(items, v["item"]...)
			if want := map[bool]string{false: "china", true: "beijing"}[strings.Contains(text, "Beijing")]; v["to"][0] != want || v["as_of"][0] != r.AsOf.String() {
				t.Errorf("%q checks %v", text, v)
			}
		}
		if !slices.Equal(items, want) {
			t.Errorf("%q is about %v, want %v", text, items, want)
		}
	}
}

// Every example is of its own form, or of one before it that asks the same, and the names in it are known.
func TestExamples(t *testing.T) {
	a := asking(t, world(t))
	for _, f := range forms() {
		r, err := Read(a, f.example, given())
		if err != nil {
			t.Errorf("%q: %v", f.example, err)
		} else if r.Lang != f.lang {
			t.Errorf("%q is read in %s", f.example, r.Lang)
		}
	}
}

func TestGivenParameters(t *testing.T) {
	a := asking(t, world(t))
	day := graph.Day(20000)
	g := &question.Common{AsOf: &day, KnownAt: question.Instant{Time: time.Date(2025, 5, 1, 12, 0, 0, 0, time.UTC)}, MinConfidence: graph.Confirmed, Sources: "primary",
		Channel: []string{"supply"}, Relation: []string{"designed_by"}, Kind: []string{"model"}, Limit: 0, Cursor: "abc", Spoken: question.Spoken{Lang: "fr"}}
	r, err := Read(a, "which chips depend on Nvidia", g)
	if err != nil {
		t.Fatal(err)
	}
	want := question.Values{"ref": {"nvidia"}, "as_of": {day.String()}, "lang": {"fr"}, "known_at": {"2025-05-01T12:00:00Z"}, "min_confidence": {"confirmed"}, "sources": {"primary"},
		"channel": {"supply"}, "relation": {"designed_by"}, "kind": {"model", "chip"}, "limit": {"0"}, "cursor": {"abc"}}
	if diff := cmp.Diff(want, r.Values); diff != "" {
		t.Error(diff)
	}
	if !slices.Equal(g.Kind, []string{"model"}) {
		t.Errorf("what was given is changed: %v", g.Kind)
	}
}

func TestNotUnderstood(t *testing.T) {
	a := asking(t, world(t))
	dates := []string{"1 June 2025", "1er juin 2025", "2025-06-01", "June 2025", "2025"}
	for text, want := range map[string]struct {
		text, form string
	}{
		"what colour is Nvidia":                    {"what colour is Nvidia", "who depends on Nvidia"},
		"de quelle couleur est Nvidia ?":           {"de quelle couleur est Nvidia ?", "qui dépend de Nvidia"},
		"who owns SMIC on 31 February 2025":        {"31 February 2025", dates[0]},
		"who depends on Nvidia as of 2026-02-30":   {"2026-02-30", dates[0]},
		"what colour is Nvidia on 1 Blurs 2025":    {"1 Blurs 2025", dates[0]},
		"what changed since Blursday":              {"blursday", dates[0]},
		"what changed between 2025 and whenever":   {"whenever", dates[0]},
		"qu'est-ce qui a changé le 32 mars 2025":   {"32 mars 2025", dates[0]},
		"qui détient SMIC à la date du 2025-13-01": {"2025-13-01", dates[0]},
	} {
		_, err := Read(a, text, given())
		var u *Unparsed
		if !errors.As(err, &u) || !errors.Is(err, ErrUnparsed) {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if u.Text != want.text || !slices.Contains(u.Forms[:3], want.form) {
			t.Errorf("%q: can't parse %q, forms %q", text, u.Text, u.Forms[:3])
		}
		if want.form == dates[0] && !slices.Equal(u.Forms, dates) {
			t.Errorf("%q: the forms of dates are %q", text, u.Forms)
		}
	}
	if got := (&Unparsed{Text: " so ", Forms: []string{"a", "b", "c", "d"}}).Error(); got != "I can't parse so. Ask for example: a; b; c" {
		t.Errorf("the error is %q", got)
	}
}

func TestNamesNotKnown(t *testing.T) {
	a := asking(t, world(t))
	for text, ref := range map[string]string{
		"who depends on the Nvida": "the Nvida", "why does DeepSeek depend on Nvida": "Nvida", "what stops without TSMC and Nvida": "Nvida",
		"can the H21 be sold to China": "H21", "can the H20 be sold to Chinaland": "Chinaland", "what could Nvida sell to China": "Nvida", "que détient Nvida": "Nvida",
	} {
		_, err := Read(a, text, given())
		var not *graph.NotFound
		if !errors.As(err, &not) || !strings.Contains(not.Ref, ref) {
			t.Errorf("%q: %v", text, err)
		}
	}
	var several *graph.Ambiguous
	if _, err := Read(a, "who owns Fund", given()); !errors.As(err, &several) || len(several.Candidates) != 2 {
		t.Errorf("a name of two: %v", err)
	}
	early := given()
	early.KnownAt.Time = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	if _, err := Read(a, "who owns SMIC", early); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("a name that was not known yet: %v", err)
	}
}

// Each noun by which an answer can be narrowed is a kind, whoever's ontology it is.
func TestKindNouns(t *testing.T) {
	a := asking(t, world(t))
	for _, noun := range slices.Sorted(maps.Keys(kindNouns)) {
		r, err := Read(a, "which "+strings.ToUpper(noun)+" depend on Nvidia", given())
		if err != nil || !slices.Equal(r.Values["kind"], []string{kindNouns[noun]}) {
			t.Errorf("%s: %+v, %v", noun, r, err)
		}
	}
}
