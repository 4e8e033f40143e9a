package catalogue_test

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// printed is what a question prints at a terminal.
func printed(t *testing.T, source question.Source, name string, v question.Values) string {
	t.Helper()
	q, ok := catalogue.Find(name)
	if !ok {
		t.Fatalf("there is no question %s", name)
	}
	asked, err := q.Read(v)
	if err != nil {
		t.Fatalf("%s %v: %v", name, v, err)
	}
	reply, err := asked.Ask(context.Background(), source, question.Terms{Now: mustDay(t, "2026-11-28").Time()})
	if err != nil {
		t.Fatalf("%s %v: %v", name, v, err)
	}
	var text strings.Builder
	reply.Print(question.NewSheet(&text))
	if reply.Table != nil {
		for _, column := range reply.Table().Columns {
			if key := "column." + column; say.Text("fr", key) == key {
				t.Errorf("%s: nothing says what the column %s is called", name, column)
			}
		}
	}
	return text.String()
}

// english are the words of the terminal in English where they stand: notes, conditions and titles of sources are data, and may be
// in English in every language.
var english = []*regexp.Regexp{
	regexp.MustCompile(`\b(LOST|IMPAIRED|KIND|COUNTRY|NAME|WHY|SHARE|LEVEL|LISTED|MATCHED|CONFIDENCE|SINCE|ENTITIES|CLAIMS|LOADED|ORIGIN|PUBLISHED|PUBLISHER|TITLE|EFFECT|COLUMN)\b`),
	regexp.MustCompile(`(?m)^\s*(Lost|Degraded|Impaired|Apply|May apply|Do not apply|Unknown|Planned|Loads|Claims|Query|Partial|More|Nothing|No |None|also|came|went|note|before|after|entities|claims|derived|withdrawn|datasets)\b`),
	regexp.MustCompile(`[(,] ?(official|confirmed|reported|estimated|disputed|began|ended|on|edited|recorded|withdrawn)[,)]`),
	regexp.MustCompile(`, as of \d|, threshold \d|, (since|until) \d|-\d\d to \d{4}|since \d{4}-|: (in force|not in force|no status)|at least \d`),
	regexp.MustCompile(`  unknown  |  itself  |lines more|Not legal advice`),
	regexp.MustCompile(`\b(column|sheet|confidence|event|verdict|effect|stats|impact|check)\.[a-z]`),
	regexp.MustCompile(`\b(is|are) (lost|degraded|impaired)\b|\bdepends? on\b|, (China|United States|Japan|Netherlands)(  |\n)`),
}

// data are lines of a sheet that sources and curators have written.
var data = regexp.MustCompile(`(?m)^.*(https?://|pose une condition|exige que|    note : |    avant : |    après : |  aussi ).*$`)

func TestSheetsAreFrench(t *testing.T) {
	source := &fixed{builtInFacts(t)}
	asked := map[string]bool{}
	for _, c := range []struct {
		name  string
		pairs []string
	}{
		{"ask", []string{"q", "qui dépend de Nvidia"}}, {"ask", []string{"q", "what happens without ASML"}}, {"ask", []string{"q", "que peut vendre AMD à la Chine"}},
		{"dependents", []string{"ref", "nvidia", "since", "2025-01-01"}}, {"dependents", []string{"ref", "nvidia", "kind", "person"}},
		{"dependencies", []string{"ref", "deepseek-r1", "since", "2025-01-01"}}, {"neighbours", []string{"ref", "nvidia"}},
		{"neighbours", []string{"ref", "nvidia", "kind", "person"}},
		{"paths", []string{"from", "deepseek", "to", "united-states"}}, {"paths", []string{"from", "united-states", "to", "deepseek"}},
		{"entities", nil}, {"entity", []string{"ref", "smic"}}, {"entity", []string{"ref", "nvidia-h20"}},
		{"decisions", []string{"ref", "nvidia-h20"}}, {"decisions", []string{"ref", "china", "since", "2025-01-01"}},
		{"owners", []string{"ref", "nexperia"}}, {"holdings", []string{"ref", "softbank"}}, {"affiliates", []string{"ref", "wingtech"}},
		{"listings", []string{"ref", "smic"}}, {"listings", []string{"ref", "nexperia", "list", "entity-list"}}, {"listings", []string{"ref", "huawei", "as_of", "2018-01-01"}},
		{"screen", []string{"queries", "Huawei"}}, {"screen", []string{"queries", "Nexperia"}}, {"screen", []string{"queries", "xyzzyxyzzy"}},
		{"graph", []string{"entity", "nvidia", "entity", "tsmc", "entity", "nvidia-h20"}}, {"graph", []string{"entity", "nvidia"}},
		{"impact", []string{"remove", "tsmc"}}, {"impact", []string{"remove", "deepseek"}},
		{"chokepoints", nil}, {"chokepoints", []string{"for", "nvidia", "since", "2024-01-01"}},
		{"check", []string{"item", "nvidia-h20", "to", "china", "end_user", "smic"}}, {"check", []string{"item", "nvidia-b200", "to", "china", "as_of", "2025-06-01"}},
		{"lines", []string{"maker", "nvidia", "as_of", "2023-12-01"}}, {"lines", nil},
		{"compare", []string{"one", "nvidia-h20", "other", "nvidia-h200"}}, {"compare", []string{"one", "nvidia-h20", "with", "2025-06-01"}},
		{"compare", []string{"one", "nvidia", "other", "nvidia-h20", "with", "2025-06-01"}},
		{"changes", []string{"since", "2025-01-01"}}, {"changes", []string{"since", "2026-01-01", "what", "recorded"}},
		{"timeline", []string{"ref", "nexperia"}}, {"timeline", []string{"ref", "asml"}},
		{"search", []string{"q", "nvidea"}}, {"match", []string{"queries", "Chine"}}, {"match", []string{"queries", "xyzzyxyzzy"}},
		{"sources", []string{"limit", "10"}}, {"source", nil}, {"claims", []string{"predicate", "uses"}}, {"claim", nil}, {"datasets", nil}, {"stats", nil}, {"coverage", nil},
		{"query", []string{"call", "/v1/impact?remove=tsmc"}}, {"query", []string{"call", "/v1/entities/smic/owners"}},
	} {
		asked[c.name] = true
		v := question.Values{"lang": {"fr"}}
		for i := 0; i < len(c.pairs); i += 2 {
			v[c.pairs[i]] = append(v[c.pairs[i]], c.pairs[i+1])
		}
		switch c.name {
		case "source":
			v["id"] = source.facts.SourceIDs()[:1]
		case "claim":
			uses := mustAsk[catalogue.Claims](t, source.facts, "claims", valuesOf(graph.Filter{AsOf: mustDay(t, "2026-11-28")}, "predicate", "uses"))
			v["id"] = []string{uses.Results[0].ID.String()}
		}
		text := data.ReplaceAllString(printed(t, source, c.name, v), "")
		if c.name != "claim" && strings.TrimSpace(text) == "" {
			t.Errorf("%s %v prints nothing", c.name, c.pairs)
		}
		for _, words := range english {
			for _, at := range words.FindAllStringIndex(text, 3) {
				t.Errorf("%s %v says in French %q: …%s…", c.name, c.pairs, text[at[0]:at[1]], text[max(0, at[0]-60):min(len(text), at[1]+60)])
			}
		}
	}
	for _, q := range catalogue.All() {
		if name := q.Info().Name; !asked[name] && name != "ontology" { // which is shown as JSON
			t.Errorf("%s was not asked", name)
		}
	}
}

// What a table is as CSV does not hang on the language, sentences aside.
func TestCSVColumnsAreOfEveryLanguage(t *testing.T) {
	source := &fixed{builtInFacts(t)}
	q, _ := catalogue.Find("chokepoints")
	var texts []string
	for _, lang := range []string{"en", "fr"} {
		asked, err := q.Read(question.Values{"lang": {lang}, "for": {"nvidia"}})
		if err != nil {
			t.Fatal(err)
		}
		reply, err := asked.Ask(context.Background(), source, question.Terms{Now: mustDay(t, "2026-11-28").Time()})
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		if err := reply.Table().WriteCSV(&text); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text.String())
	}
	if texts[0] != texts[1] || !strings.HasPrefix(texts[0], "effect,lost,impaired,id,") {
		t.Errorf("in English\n%s\nin French\n%s", texts[0], texts[1])
	}
}
