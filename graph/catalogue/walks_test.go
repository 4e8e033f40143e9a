package catalogue_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/limits"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// supplies compiles claims written as "subject relation object", one a line.
func supplies(t *testing.T, claims string) *snapshot.Snapshot {
	t.Helper()
	o := &graph.Ontology{
		Kinds:      []graph.Kind{{Name: "thing"}},
		Attributes: []graph.Attribute{{Name: "effect", Type: graph.TextValue, Many: true}},
		Relations: []graph.Relation{
			{Name: "needs", Channel: "supply", Need: graph.NeedAll},
			{Name: "picks", Channel: "supply", Need: graph.NeedAny},
			{Name: "allowed", Channel: "regulatory", Gates: []string{"picks"}},
		},
		Languages: []graph.Language{{Name: "en", Which: "which", And: "and"}, {Name: "fr", Which: "qui", And: "et"}},
		Binding:   graph.Binding{Effect: "effect"},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	b, named := snapshot.NewBuilder(o, "supplies"), map[string]bool{}
	for line := range strings.Lines(claims) {
		words := strings.Fields(line)
		if len(words) != 3 {
			continue
		}
		c := graph.Claim{Subject: words[0], Predicate: words[1], Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Confirmed}
		if c.Predicate == "effect" {
			c.Value = graph.Value{Type: graph.TextValue, Text: words[2]}
			words = words[:2]
		} else {
			c.Object = words[2]
		}
		for _, id := range []string{words[0], c.Object} {
			if id != "" && !named[id] {
				named[id] = true
				b.Entity(graph.Entity{ID: id, Kind: "thing", Name: strings.ToUpper(id)}, "curated", graph.Recording{})
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
	return s
}

// asked answers a question within a budget.
func asked[A any](t *testing.T, source question.Source, name string, b graph.Budget, v question.Values) A {
	t.Helper()
	return reply(t, source, name, b, v).Answer.(A)
}

func reply(t *testing.T, source question.Source, name string, b graph.Budget, v question.Values) *question.Reply {
	t.Helper()
	q, ok := catalogue.Find(name)
	if !ok {
		t.Fatalf("there is no question %s", name)
	}
	p, err := q.Read(v)
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Ask(t.Context(), source, question.Terms{Budget: b, Now: time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// aLoop is thirty entities of which each needs the next one, and the last one the first.
func aLoop() string {
	var b strings.Builder
	for i := range 30 {
		fmt.Fprintf(&b, "n%02d needs n%02d\n", i, (i+1)%30)
	}
	return b.String()
}

// A search that was cut does not show that there is no path, nor do paths the other way stand for those sought.
func TestCutPathsAreNotTheOtherWay(t *testing.T) {
	facts := fixed{supplies(t, aLoop())}
	v := question.Values{"from": {"n00"}, "to": {"n29"}}
	r := reply(t, facts, "paths", graph.Budget{Nodes: 5}, v)
	if p := r.Answer.(catalogue.Paths); len(p.Paths) != 0 || !p.Partial || p.Why != "stopped after 5 entities" {
		t.Errorf("within 5 entities: %d paths, partial %v: %s", len(p.Paths), p.Partial, p.Why)
	}
	if got, want := r.Sentence(), "Whether N00 depends on N29 was not found out: stopped after 5 entities."; got != want {
		t.Errorf("it reads %q, want %q", got, want)
	}
	if p := asked[catalogue.Paths](t, facts, "paths", graph.Budget{}, v); len(p.Paths) != 1 || p.Paths[0].Length != 29 || p.Partial {
		t.Errorf("without a bound: %+v", p)
	}
}

// cutShort is a source that gathers less than was asked for.
type cutShort struct{ fixed }

var _ question.PartSource = cutShort{}

func (cutShort) Gathers() bool { return true }

func (c cutShort) Part(_ context.Context, _ []string, need func(*snapshot.Snapshot) (snapshot.Need, error), _ func(*snapshot.Snapshot) error) (question.Gathered, error) {
	_, err := need(c.facts)
	return question.Gathered{Facts: c.facts, Stop: limits.Stop{Time: 10 * time.Second}}, err
}

func TestWhatWasGatheredInPartIsPartial(t *testing.T) {
	facts := cutShort{fixed{supplies(t, "a needs b")}}
	if r := asked[catalogue.Reach](t, facts, "dependents", graph.Budget{}, question.Values{"ref": {"b"}, "lang": {"fr"}}); !r.Partial || r.Why != "arrêté après 10s" {
		t.Errorf("dependents: partial %v: %s", r.Partial, r.Why)
	}
	if p := asked[catalogue.Paths](t, facts, "paths", graph.Budget{}, question.Values{"from": {"b"}, "to": {"a"}}); len(p.Paths) != 0 || !p.Partial {
		t.Errorf("paths: %+v", p)
	}
}

// A limit of 0 counts, and lists nothing.
func TestNothingIsListedWithinZero(t *testing.T) {
	facts := fixed{supplies(t, "a needs b\nb needs c\nd picks c\nd picks e")}
	for name, c := range map[string]struct {
		values question.Values
		want   string
	}{
		"dependents":  {question.Values{"ref": {"c"}}, `"total":3,"results":[]`},
		"paths":       {question.Values{"from": {"a"}, "to": {"c"}}, `"paths":[]`},
		"impact":      {question.Values{"remove": {"c"}}, `"lost":[],"degraded":[],"impaired":[],"total_lost":2,"total_degraded":1,"total_impaired":0}`},
		"chokepoints": {question.Values{}, `"total":2,"results":[]}`},
	} {
		c.values["limit"] = []string{"0"}
		got, err := json.Marshal(reply(t, facts, name, graph.Budget{}, c.values).Answer)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(got), c.want) || strings.Contains(string(got), "next") {
			t.Errorf("%s: %s, want %s in it", name, got, c.want)
		}
	}
	if s := reply(t, facts, "paths", graph.Budget{}, question.Values{"from": {"a"}, "to": {"c"}, "limit": {"0"}}).Sentence(); s != "" {
		t.Errorf("paths that were not sought: %q", s)
	}
}

func TestFewerPathsThanRowsOnAPage(t *testing.T) {
	facts := fixed{supplies(t, "a needs b\na needs c\na needs d\nb needs z\nc needs z\nd needs z")}
	for values, want := range map[string]int{"": 3, "k=2": 2, "limit=1": 1, "k=2 limit=1": 1, "k=1 limit=2": 1} {
		v := question.Values{"from": {"a"}, "to": {"z"}}
		for _, given := range strings.Fields(values) {
			name, value, _ := strings.Cut(given, "=")
			v[name] = []string{value}
		}
		if p := asked[catalogue.Paths](t, facts, "paths", graph.Budget{}, v); len(p.Paths) != want {
			t.Errorf("%q: %d paths, want %d", values, len(p.Paths), want)
		}
	}
}

// What is removed twice is removed once, whatever the order, and the same over GET and POST.
func TestRemovalIsASet(t *testing.T) {
	s := supplies(t, "plant needs power\nplant needs water\nchip needs plant")
	facts, id := fixed{s}, ""
	for ref := range s.RelationClaims(s.Predicates("needs")) {
		if s.ID(s.Subject(ref)) == "chip" {
			id = s.ClaimID(ref).String()
		}
	}
	q, _ := catalogue.Find("impact")
	if info := q.Info(); !info.Posted || !info.GetToo {
		t.Errorf("impact is asked by POST: %v, and by GET too: %v", info.Posted, info.GetToo)
	}
	posted, err := q.Info().FromJSON(fmt.Appendf(nil, `{"remove": [%q, "water", "power", "water", %q], "as_of": "2026-01-15"}`, id, id))
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, v := range []question.Values{posted, {"remove": {"power", "water", id}}} {
		text, err := json.MarshalIndent(asked[catalogue.Impact](t, facts, "impact", graph.Budget{}, v), "", " ")
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	if texts[0] != texts[1] {
		t.Errorf("one order:\n%s\nanother:\n%s", texts[0], texts[1])
	}
	x := asked[catalogue.Impact](t, facts, "impact", graph.Budget{}, posted)
	if len(x.Removed) != 2 || len(x.RemovedClaims) != 1 || x.TotalLost != 2 {
		t.Errorf("%d entities and %d claims are removed, %d lost", len(x.Removed), len(x.RemovedClaims), x.TotalLost)
	}
}

func TestReasons(t *testing.T) {
	s := supplies(t, `
		mill needs coal
		shop picks east
		shop picks west
		kiosk picks east
		kiosk picks west
		kiosk picks north
		store picks coal
		store picks mill
		store picks shop
		depot picks south
		depot allowed law
		law effect permits
		yard needs kiosk
		barn picks kiosk
		barn picks yard
		barn picks east
	`)
	var effect string
	law, _ := s.Lookup("law")
	for ref := range s.AttributesNamed(law, "effect") {
		effect = s.ClaimID(ref).String()
	}
	for _, c := range []struct {
		lang   string
		remove []string
		want   []string
	}{
		{"en", []string{"coal", "east", "west"}, []string{
			"MILL is lost because COAL is removed.",
			"SHOP is lost because EAST and WEST are both removed.",
			"STORE is lost because COAL is removed and MILL and SHOP are both lost.",
			"BARN is degraded because EAST is removed and KIOSK and YARD are both degraded.",
			"KIOSK is degraded because EAST and WEST are both removed; what remains is NORTH.",
			"YARD is degraded because KIOSK is degraded.",
		}},
		{"fr", []string{"east", "west"}, []string{
			"SHOP est perdu parce qu'EAST et WEST sont tous les deux retirés.",
			"BARN est affaibli parce qu'EAST est retiré et KIOSK et YARD sont tous les deux affaiblis.",
			"KIOSK est affaibli parce qu'EAST et WEST sont tous les deux retirés ; il reste NORTH.",
			"STORE est affaibli parce que SHOP est perdu ; il reste COAL et MILL.",
			"YARD est affaibli parce que KIOSK est affaibli.",
		}},
		{"en", []string{"law"}, []string{"DEPOT is lost because DEPOT picks SOUTH only by permission of LAW, which is removed."}},
		{"en", []string{effect}, []string{"DEPOT is lost because the claim that DEPOT allowed LAW is removed."}},
	} {
		x := asked[catalogue.Impact](t, fixed{s}, "impact", graph.Budget{}, question.Values{"remove": c.remove, "lang": {c.lang}})
		var got []string
		for _, e := range slices.Concat(x.Lost, x.Degraded) {
			got = append(got, e.Reason)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("without %q:\n%s\nwant:\n%s", c.remove, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}
