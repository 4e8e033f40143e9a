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

// ontology has what the questions of these tests are about.
func ontology(t testing.TB) *graph.Ontology {
	t.Helper()
	en := func(text string) graph.Text { return graph.Text{"en": text} }
	both := func(text string) graph.Text { return graph.Text{"en": text, "fr": french[text]} }
	o := &graph.Ontology{
		Kinds: []graph.Kind{{Name: "company", Actor: true}, {Name: "chip", Item: true, Article: graph.Text{"en": "the", "fr": "le"}}, {Name: "model", Item: true}, {Name: "technology", Item: true},
			{Name: "place"}, {Name: "government", Actor: true}, {Name: "decision"}, {Name: "person"}},
		Attributes: []graph.Attribute{{Name: "announced_on", Type: graph.DateValue}, {Name: "market_share", Type: graph.NumberValue, On: []string{"company"}, Label: en("market share")},
			{Name: "statement", Type: graph.TextValue}, {Name: "status", On: []string{"decision"}, Type: graph.TermValue, Terms: []string{"in-force", "proposed"}, Label: en("status")},
			{Name: "effect", On: []string{"decision"}, Type: graph.TermValue, Terms: []string{"permit", "permit-with-conditions", "tax", "prohibit"}}, {Name: "tpp", Type: graph.NumberValue, On: []string{"chip"}, Label: graph.Text{"en": "TPP", "fr": "TPP"}}},
		Relations: []graph.Relation{
			{Name: "uses", Inverse: "used_by", From: []string{"company", "model"}, To: []string{"chip", "technology", "model"}, Channel: "supply", Need: graph.NeedAll, Sentence: both("{subject} uses {object}")},
			{Name: "designed_by", Inverse: "designs", From: []string{"chip"}, To: []string{"company"}, Channel: "supply", Need: graph.NeedAll, Sentence: both("{subject} is designed by {object}")},
			{Name: "made_by", Inverse: "makes", From: []string{"chip", "technology"}, To: []string{"company"}, Channel: "supply", Sentence: both("{subject} is made by {object}")},
			{Name: "trained_on", Inverse: "trains", From: []string{"model"}, To: []string{"chip"}, Channel: "supply", Sentence: both("{subject} was trained on {object}")},
			{Name: "supplied_by", Inverse: "supplies", From: []string{"company"}, To: []string{"company"}, Channel: "supply", Sentence: both("{subject} is supplied by {object}")},
			{Name: "competes_with", Inverse: "competed_by", From: []string{"company"}, To: []string{"company"}, Sentence: both("{subject} competes with {object}")},
			{Name: "owned_by", Inverse: "owns", From: []string{"company"}, To: []string{"company", "government"}, Channel: "ownership", Sentence: both("{subject} is owned by {object}")},
			{Name: "issued_by", Inverse: "issues", From: []string{"decision"}, To: []string{"government"}, Channel: "regulatory", Sentence: both("{subject} was issued by {object}")},
			{Name: "listed_by", Inverse: "lists", From: []string{"company"}, To: []string{"decision"}, Channel: "regulatory", Sentence: both("{subject} is listed by {object}")},
			{Name: "part_of", Inverse: "has_part", From: []string{"government", "decision"}, To: []string{"government", "decision"}, Channel: "regulatory", Sentence: both("{subject} is part of {object}")},
			{Name: "headquartered_in", Inverse: "seat_of", From: []string{"company"}, To: []string{"government", "place"}, Sentence: both("{subject} is headquartered in {object}")},
			{Name: "located_in", Inverse: "location_of", From: []string{"place"}, To: []string{"government", "place"}, Sentence: both("{subject} is located in {object}")}},
		Country: graph.Country{Relations: []string{"headquartered_in", "located_in"}, Kind: "government"},
		Binding: graph.Binding{Kind: "decision", Attribute: "status", InForce: []string{"in-force"}, Effect: "effect", Issuer: "issued_by", ListedBy: "listed_by", Within: []string{"part_of"},
			Makers: []string{"designed_by"}, Sold: []string{"chip"}, Announced: []string{"announced_on"}},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

// french are the sentences of the ontology in French.
var french = map[string]string{
	"{subject} is made by {object}": "{subject} est fabriqué par {object}", "{subject} is supplied by {object}": "{subject} est fourni par {object}",
}

// named is an entity and its aliases.
func named(id, kind, name string, aliases ...string) graph.Entity {
	e := graph.Entity{ID: id, Kind: kind, Name: name}
	for _, a := range aliases {
		e.Aliases = append(e.Aliases, graph.Alias{Name: a})
	}
	return e
}

// world has the entities that questions name.
func world(t testing.TB) *snapshot.Snapshot {
	t.Helper()
	b, always := snapshot.NewBuilder(ontology(t), "1"), graph.Recording{From: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}
	b.Source(graph.Source{ID: "paper", Kind: "press"}, "curated")
	for _, e := range []graph.Entity{
		named("nvidia", "company", "Nvidia", "英伟达"), named("deepseek", "company", "DeepSeek"), named("tsmc", "company", "TSMC"), named("asml", "company", "ASML"),
		named("smic", "company", "SMIC", "S.M.I.C."), named("samsung", "company", "Samsung Electronics", "Samsung"), named("huawei", "company", "Huawei"),
		named("the-sword-and-shield", "company", "The Sword and Shield"), named("fund-a", "company", "Fund"), named("fund-b", "company", "Fund"),
		named("washington", "place", "Washington"), named("beijing", "place", "Beijing", "Pékin"), named("hsinchu", "place", "Hsinchu"),
		named("united-states", "government", "United States", "US", "États-Unis"), named("taiwan", "government", "Taiwan"), named("china", "government", "China", "Chine"),
		named("netherlands", "government", "Netherlands", "Pays-Bas"), named("japan", "government", "Japan"), named("us-bis", "government", "US Bureau of Industry and Security", "BIS"),
		named("h20", "chip", "Nvidia H20", "H20"), named("h200", "chip", "Nvidia H200", "H200"), named("a100", "chip", "A100"), named("hbm", "technology", "HBM"),
		named("r1", "model", "DeepSeek-R1", "DeepSeek R1", "R1"), named("entity-list", "decision", "Entity List"), named("listing", "decision", "Listing of 2020"), named("jensen-huang", "person", "Jensen Huang"),
	} {
		b.Entity(e, "curated", always)
	}
	for _, c := range [][3]string{{"washington", "located_in", "united-states"}, {"beijing", "located_in", "china"}, {"hsinchu", "located_in", "taiwan"}, {"us-bis", "part_of", "united-states"},
		{"deepseek", "headquartered_in", "china"}, {"h200", "designed_by", "nvidia"}, {"h20", "designed_by", "nvidia"}, {"listing", "part_of", "entity-list"}, {"smic", "listed_by", "listing"}} {
		claim := graph.Claim{Subject: c[0], Predicate: c[1], Object: c[2], Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Reported, Sources: []graph.Citation{{Source: "paper"}}}
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

func asking(t testing.TB, s *snapshot.Snapshot) *question.Asking {
	t.Helper()
	day, err := graph.ParseDay(today)
	if err != nil {
		t.Fatal(err)
	}
	return &question.Asking{Context: t.Context(), Facts: s, Limits: limits.New(t.Context(), graph.Budget{}), Today: day}
}

// given are the parameters of a question that gives none.
func given() *question.Common { return &question.Common{Limit: graph.DefaultLimit} }

// Each line is a question and how it is read: the language, the question of the catalogue and its parameters.
const read = `
en | Why does DeepSeek depend on Washington? | paths from=deepseek to=united-states
en | how is DeepSeek reliant upon the United States | paths from=deepseek to=united-states
en | how is DeepSeek linked to TSMC | paths from=deepseek to=tsmc
en | the shortest path from DeepSeek to ASML | paths from=deepseek to=asml
fr | Pourquoi DeepSeek dépend-il de Washington ? | paths from=deepseek to=united-states
fr | comment est-ce que DeepSeek depend de la Chine | paths from=deepseek to=china
fr | les chemins de DeepSeek à ASML | paths from=deepseek to=asml
en | who depends on Nvidia | dependents ref=nvidia
en | which companies directly depend on Nvidia as of 2025-06-01 | dependents ref=nvidia depth=1 kind=company as_of=2025-06-01
en | who depends on Beijing | dependents ref=china
en | who depends on nvidia in china | dependents ref=nvidia country=china
en | which Chinese companies depend on TSMC | dependents ref=tsmc country=china kind=company
en | who depends on Nvidia since October | dependents ref=nvidia since=2025-10-01
en | list the direct dependents of Nvidia | dependents ref=nvidia depth=1
fr | quelles puces dépendent directement de Nvidia le 1er juin 2025 | dependents ref=nvidia depth=1 kind=chip as_of=2025-06-01
fr | qui dépend de Pékin | dependents ref=china
en | who is exposed to Taiwan | dependents ref=taiwan channel=place channel=supply
en | what does DeepSeek depend directly on? | dependencies ref=deepseek depth=1
en | which technologies does the DeepSeek rely on | dependencies ref=deepseek kind=technology
en | on whom does DeepSeek rely | dependencies ref=deepseek
en | show the dependencies of DeepSeek | dependencies ref=deepseek
fr | de quelles entreprises dépend DeepSeek | dependencies ref=deepseek kind=company
fr | de quoi DeepSeek dépend-il | dependencies ref=deepseek
fr | quelles sont les dépendances de DeepSeek | dependencies ref=deepseek
en | who owned SMIC in January 5, 2024 | owners ref=smic as_of=2024-01-05
en | who are the shareholders of SMIC and how much do they hold | owners ref=smic
en | who owns S.M.I.C. in 2019 | owners ref=smic as_of=2019-12-31
en | how much of SMIC does Huawei own | paths from=smic to=huawei channel=ownership
en | how much of SMIC is owned by states | owners ref=smic kind=government
fr | à qui appartient SMIC | owners ref=smic
en | is SMIC owned by Huawei | paths from=smic to=huawei channel=ownership
fr | SMIC appartient-il à Huawei | paths from=smic to=huawei channel=ownership
en | is SMIC Chinese-owned | owners ref=smic
en | what does SMIC own | holdings ref=smic
fr | qu'est-ce que possède SMIC | holdings ref=smic
en | the history of Nvidia | timeline ref=nvidia
en | what happened to Nvidia | timeline ref=nvidia
fr | que s'est-il passé pour Nvidia | timeline ref=nvidia
en | what stops if TSMC stops | impact remove=tsmc
en | what would be lost without TSMC, ASML and Nvidia | impact remove=tsmc remove=asml remove=nvidia
en | what stops without the Sword and Shield | impact remove=the-sword-and-shield
en | what would Nvidia lose without TSMC | impact remove=tsmc on=nvidia
en | what happens to Nvidia if TSMC and Samsung stop | impact remove=tsmc remove=samsung on=nvidia
en | TSMC goes down, who is affected? | impact remove=tsmc
fr | qu'est-ce qui s'arrête si TSMC et ASML disparaissent | impact remove=tsmc remove=asml
en | what if SMIC loses access to ASML | impact remove=asml on=smic
fr | qui perdrait quoi sans ASML | impact remove=asml
en | what are the chokepoints for DeepSeek in China | chokepoints for=deepseek country=china
en | chokepoints | chokepoints
fr | les goulets d'étranglement pour DeepSeek en Chine | chokepoints for=deepseek country=china
en | compare the H20 with the H200 as of 2025-06-01 | compare one=h20 other=h200 as_of=2025-06-01
en | H20 vs H200 | compare one=h20 other=h200
en | what are the differences between Nvidia and SMIC | compare one=nvidia other=smic
fr | comparez le H20 au H200 | compare one=h20 other=h200
en | what affiliates does Huawei have | affiliates ref=huawei
fr | les sociétés affiliées d'Huawei | affiliates ref=huawei
en | can Nvidia sell the H20 to China for DeepSeek | check item=h20 to=china end_user=deepseek
en | can Nvidia sell H200s to China now? | check item=h200 to=china
en | is an A100 allowed in china | check item=a100 to=china
en | can DeepSeek buy the H20 | check item=h20 to=china end_user=deepseek
en | is the H200 banned for china as of May 2025 | check item=h200 to=china as_of=2025-05-31
en | was the H20 allowed in China on 15/05/2025 | check item=h20 to=china as_of=2025-05-15
en | which rules govern exports of the H20 to China, and by which decision | check item=h20 to=china
fr | Le H20 peut-il être vendu à la Chine pour DeepSeek, et selon quelles règles ? | check item=h20 to=china end_user=deepseek
fr | peut-on vendre des H200 à la Chine aujourd'hui | check item=h200 to=china
en | what could Nvidia sell to China on 2024-01-01 | check seller=nvidia to=china as_of=2024-01-01
fr | que peut vendre Nvidia à la Chine | check seller=nvidia to=china
en | which laws affect the H200 | decisions ref=h200
en | does the US restrict H200s | decisions ref=h200 by=united-states
en | what did the Netherlands do about ASML exports | decisions ref=asml by=netherlands
en | what did Beijing do to Nvidia | decisions ref=nvidia by=china
en | US measures against Huawei | decisions ref=huawei by=united-states
en | what conditions did beijing put on H200 purchases | decisions ref=h200 by=china effect=permit-with-conditions
en | did China approve the H20 | decisions ref=h20 by=china effect=permit effect=permit-with-conditions
en | decisions of Japan | decisions ref=japan by=japan
fr | quelles décisions s'appliquent au H200 | decisions ref=h200
fr | les décisions des Pays-Bas sur ASML | decisions ref=asml by=netherlands
fr | que taxe Washington sur les H200 ? quel pourcentage | decisions ref=h200 by=united-states effect=tax
en | which bills are pending | decisions ref=united-states by=united-states status=proposed
en | is Huawei on the Entity List | listings ref=huawei list=entity-list
fr | depuis quand SMIC est sur l'Entity List | listings ref=smic list=entity-list
fr | est-ce que Huawei est sur la liste noire américaine | listings ref=huawei list=united-states
en | has SMIC been blacklisted by the US? | listings ref=smic list=united-states
en | are Huawei and SMIC on the Entity List | screen list=entity-list queries=huawei queries=smic
en | are Huawei and SMIC on a list | screen queries=huawei queries=smic
en | screen Huawei and SMIC against the Entity List | screen list=entity-list queries=huawei queries=smic
fr | est-ce que Huawei et SMIC sont sur l'Entity List | screen list=entity-list queries=huawei queries=smic
en | are Huawei and SMIC listed by Japan | screen list=japan queries=huawei queries=smic
en | which Chinese companies are on the Entity List | dependents ref=entity-list relation=listed_by relation=part_of kind=company country=china
en | is the Entity List in force | claims subject=entity-list predicate=status
en | who makes the H20 | claims subject=h20 predicate=made_by
en | what does TSMC make | claims subject=tsmc predicate=makes
en | does TSMC make the H20 | claims subject=h20 predicate=made_by object=tsmc
en | who uses the H20 | claims subject=h20 predicate=used_by
en | which Chinese companies use the H20 | dependents ref=h20 relation=uses country=china depth=1 kind=company
en | which chips does DeepSeek use | claims subject=deepseek predicate=uses object_kind=chip
fr | quelles puces utilise DeepSeek | claims subject=deepseek predicate=uses object_kind=chip
en | who supplies ASML | claims subject=asml predicate=supplied_by
en | does Samsung supply HBM to Nvidia? | claims subject=nvidia predicate=supplied_by object=samsung about=hbm
fr | Samsung fournit-il de la HBM à Nvidia ? | claims subject=nvidia predicate=supplied_by object=samsung about=hbm
en | what is deepseek R1 trained on | claims subject=r1 predicate=trained_on
fr | sur quelles puces DeepSeek R1 a été entraîné | claims subject=r1 predicate=trained_on object_kind=chip
en | who are the competitors of Nvidia | claims subject=nvidia predicate=competes_with predicate=competed_by
en | where is DeepSeek based? | claims subject=deepseek predicate=headquartered_in
en | market share of SMIC | claims subject=smic predicate=market_share
en | what's the TPP of the H20? | claims subject=h20 predicate=tpp
en | what did Jensen Huang say about China | claims subject=jensen-huang predicate=statement about=china
fr | qu'a dit Jensen Huang sur la Chine | claims subject=jensen-huang predicate=statement about=china
en | what has changed since 1 June 2025 until July 2025 | changes since=2025-06-01 until=2025-07-31
en | what changed since last month | changes since=2026-01-01 until=2026-02-01
en | what changed between 2024 and last year | changes since=2024-01-01 until=2025-12-31
en | what changed between January and March 2025 | changes since=2025-01-01 until=2025-03-31
en | what changed on 2025-06-01 | changes since=2025-06-01 until=2025-06-01
en | what changed last week | changes since=2026-01-19 until=2026-01-25
en | what's new in export controls since 15/01/2026 | changes since=2026-01-15 until=2026-02-01
en | what changed for Nvidia since 2026-01-01 | changes of=nvidia since=2026-01-01 until=2026-02-01
en | what did the US do in October 2022 | changes of=united-states since=2022-10-01 until=2022-10-31
fr | qu'est-ce qui a changé depuis hier | changes since=2026-01-31 until=2026-02-01
fr | qu'est-ce qui a changé entre le 1er janvier 2025 et février 2025 | changes since=2025-01-01 until=2025-02-28
fr | quoi de neuf depuis trois mois | changes since=2025-11-01 until=2026-02-01
fr | qu'est-ce qui a changé depuis octobre | changes since=2025-10-01 until=2026-02-01
en | look up Huawei | search q=Huawei
fr | cherchez Huawei | search q=Huawei
en | what can China buy from Nvidia | check seller=nvidia to=china
en | can Nvidia chips be sold to China | check seller=nvidia to=china
fr | que se passerait-il sans Taïwan | impact remove=taiwan
en | what is the H200 | entity ref=h200
en | H200 | entity ref=h200
en | who is Jensen Huang | entity ref=jensen-huang
fr | qu'est-ce que le H200 | entity ref=h200
en | what is 英伟达 | entity ref=nvidia
`

func TestRead(t *testing.T) {
	a := asking(t, world(t))
	for line := range strings.Lines(strings.TrimSpace(read)) {
		f := strings.Split(strings.TrimSpace(line), " | ")
		lang, text, want := f[0], f[1], strings.Fields(f[2])
		r, err := Read(a, text, "", given())
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		delete(r.Values, "what")
		if diff := cmp.Diff(values(lang, want[1:]), r.Values); diff != "" || r.Question != want[0] || r.Lang != lang || r.AsOf.String() != r.Values["as_of"][0] {
			t.Errorf("%q: %s in %s, of %s: %s", text, r.Question, r.Lang, r.AsOf, diff)
		}
	}
}

// What is understood is said in words that are understood as the same, in both languages.
func TestRestatementsAreRead(t *testing.T) {
	a := asking(t, world(t))
	for line := range strings.Lines(strings.TrimSpace(read)) {
		text := strings.Split(strings.TrimSpace(line), " | ")[1]
		r, err := Read(a, text, "", given())
		if err != nil {
			continue // TestRead says so
		}
		for _, lang := range []string{"en", "fr"} {
			said := Restate(a, r.Question, r.Values, lang)
			again, err := Read(a, said, "", given())
			if err != nil {
				t.Errorf("%q is understood as %q: %v", text, said, err)
				continue
			}
			want := maps.Clone(r.Values)
			want["lang"] = []string{lang}
			if diff := cmp.Diff(want, again.Values); diff != "" || again.Question != r.Question {
				t.Errorf("%q is understood as %q, which is read as %s: %s", text, said, again.Question, diff)
			}
		}
	}
}

// values reads parameters as a test states them.
func values(lang string, pairs []string) question.Values {
	v := question.Values{"lang": {lang}}
	for _, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		v[name] = append(v[name], value)
	}
	if v["as_of"] == nil {
		v["as_of"] = []string{today}
	}
	return v
}

func TestGivenParameters(t *testing.T) {
	a := asking(t, world(t))
	day := graph.Day(20000)
	g := &question.Common{Basis: question.Basis{AsOf: &day, KnownAt: question.Instant{Time: time.Date(2025, 5, 1, 12, 0, 0, 0, time.UTC)}, MinConfidence: graph.Confirmed, Sources: "primary"},
		Channel: []string{"supply"}, Relation: []string{"designed_by"}, Kind: []string{"model"}, Limit: 0, Cursor: "abc", Spoken: question.Spoken{Lang: "fr"}}
	r, err := Read(a, "which chips depend on Nvidia", "", g)
	if err != nil {
		t.Fatal(err)
	}
	want := question.Values{"ref": {"nvidia"}, "as_of": {day.String()}, "lang": {"fr"}, "known_at": {"2025-05-01T12:00:00Z"}, "min_confidence": {"confirmed"}, "sources": {"primary"},
		"channel": {"supply"}, "relation": {"designed_by"}, "kind": {"chip", "model"}, "limit": {"0"}, "cursor": {"abc"}}
	if diff := cmp.Diff(want, r.Values); diff != "" {
		t.Error(diff)
	}
	if !slices.Equal(g.Kind, []string{"model"}) {
		t.Errorf("what was given is changed: %v", g.Kind)
	}
}

// What is not understood is never left out: what it may have been is offered.
func TestNotRead(t *testing.T) {
	a := asking(t, world(t))
	for text, want := range map[string]struct {
		unknown, offer string
	}{
		"which banks depend on Nvidia":             {"banks", "Who depends on Nvidia?"},
		"quelles banques dépendent de Nvidia":      {"banques", "Qui dépend de Nvidia ?"},
		"who depends on Nvidia during full moon":   {"moon", "Who depends on Nvidia?"},
		"who does not depend on Nvidia":            {"", "Who depends on Nvidia?"},
		"can the H20 be sold to China and Taiwan":  {"", "Can the Nvidia H20 be sold to China?"},
		"what colour is Nvidia":                    {"colour", "What is Nvidia?"},
		"who owned SMIC between 2020 and 2021":     {"", ""},
		"who depends on Nvidia and TSMC":           {"", ""},
		"":                                         {"", ""},
		"???":                                      {"", ""},
		"who depends on Nvidia chips":              {"", "Who depends on Nvidia?"},
		"which chips can be sold to China":         {"", ""},
		"are Huawei's owners on the Entity List":   {"", "Is Huawei on Entity List?"},
		"Huawei's stake in the Entity List":        {"", ""},
		"who owns the Entity List":                 {"", "What is Entity List?"},
		"what does the Entity List own":            {"", ""},
		"who are the owners of China":              {"", ""},
		"when will SMIC stop":                      {"", ""},
		"the of and":                               {"", ""},
		"will the price of the H200 rise in Japan": {"price", ""},
	} {
		_, err := Read(a, text, "", given())
		var u *Unread
		if !errors.As(err, &u) || !errors.Is(err, ErrUnread) {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if want.unknown != "" && !slices.Contains(u.Unknown, want.unknown) || want.offer != "" && !slices.Contains(u.Questions(), want.offer) || len(u.Questions()) == 0 {
			t.Errorf("%q: %q is unknown, %q is offered", text, u.Unknown, u.Questions())
		}
	}
}

// Errors are in the language of the question, unless another is asked for.
func TestErrorsSpeakTheLanguageOfTheQuestion(t *testing.T) {
	a := asking(t, world(t))
	for text, want := range map[string]string{
		"qui dépend de Zorglub": "Rien ne porte ici", "who depends on Zorglub": "No entity is called", "qui détient SMIC le 31 février 2025": "jour", "who owns SMIC on 31 February 2025": "is not a day",
		"quelles banques dépendent de Nvidia": "Je ne sais pas",
	} {
		_, err := Read(a, text, "", given())
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	g := given()
	g.Lang = "en"
	if _, err := Read(a, "qui dépend de Zorglub", "", g); err == nil || !strings.Contains(err.Error(), "No entity") {
		t.Errorf("in English: %v", err)
	}
}

func TestNames(t *testing.T) {
	a := asking(t, world(t))
	for text, ref := range map[string]string{"who depends on the Zorglub": "Zorglub", "why does DeepSeek depend on Zorglub": "Zorglub", "what stops without TSMC and Zorglub": "Zorglub", "can the H21 be sold to China": "H21"} {
		_, err := Read(a, text, "", given())
		var not *graph.NotFound
		if !errors.As(err, &not) || not.Ref != ref {
			t.Errorf("%q: %v", text, err)
		}
	}
	var several *graph.Ambiguous
	if _, err := Read(a, "who owns Fund", "", given()); !errors.As(err, &several) || len(several.Candidates) != 2 {
		t.Errorf("a name of two: %v", err)
	}
	early := given()
	early.KnownAt.Time = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	if _, err := Read(a, "who owns SMIC", "", early); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("a name that was not known yet: %v", err)
	}
	r, err := Read(a, "who depends on nvidea", "", given())
	if err != nil || r.Values["ref"][0] != "nvidia" || len(r.Names) != 1 || !r.Names[0].Slip || r.Names[0].Typed != "nvidea" {
		t.Errorf("a slip of the pen: %+v, %v", r, err)
	}
}

func TestFollow(t *testing.T) {
	a := asking(t, world(t))
	for _, c := range []struct{ before, text, want string }{
		{"can Nvidia sell the H20 to China", "and DeepSeek?", "check item=h20 to=china end_user=deepseek"},
		{"can Nvidia sell the H20 to China", "and the H200?", "check item=h200 to=china"},
		{"can Nvidia sell the H20 to China", "and to Japan", "check item=h20 to=japan"},
		{"can Nvidia sell the H20 to China", "and in May 2025?", "check item=h20 to=china as_of=2025-05-31"},
		{"what does DeepSeek depend on", "and Huawei?", "dependencies ref=huawei"},
		{"what does DeepSeek depend on on 1 June 2025", "and Huawei?", "dependencies ref=huawei as_of=2025-06-01"},
		{"who depends on Nvidia", "which chips?", "dependents ref=nvidia kind=chip"},
		{"who depends on Nvidia", "who owns SMIC", "owners ref=smic"},
		{"qui dépend de Nvidia", "et TSMC ?", "dependents ref=tsmc"},
	} {
		r, err := Read(a, c.text, c.before, given())
		if err != nil {
			t.Errorf("%q after %q: %v", c.text, c.before, err)
			continue
		}
		want := strings.Fields(c.want)
		if diff := cmp.Diff(values(r.Lang, want[1:]), r.Values); diff != "" || r.Question != want[0] {
			t.Errorf("%q after %q: %s %s", c.text, c.before, r.Question, diff)
		}
	}
	if _, err := Read(a, "and Zorglub?", "who depends on Nvidia", given()); err == nil {
		t.Error("an unknown name follows")
	}
}
