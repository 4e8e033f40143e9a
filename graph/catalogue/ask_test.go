package catalogue_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	plain "chokepoint/graph/ask"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/engine"
	"chokepoint/graph/load"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/seeds"
)

// builtIn are the facts of seeds/, as one load would leave them.
var builtIn = sync.OnceValues(func() (*snapshot.Snapshot, error) {
	files, err := load.FilesIn(seeds.FS, load.YAMLExtensions...)
	if err != nil {
		return nil, err
	}
	ontology, files := load.CutOntology(files)
	o, err := load.Ontology(*ontology)
	if err != nil {
		return nil, err
	}
	batch, err := load.YAML(files, nil).Batch(load.Options{Dataset: graph.Dataset{Name: graph.CuratedDataset}, Ontology: o})
	if err != nil {
		return nil, err
	}
	b, loaded := snapshot.NewBuilder(o, "1"), graph.Recording{From: time.Date(2026, 1, 20, 8, 0, 0, 0, time.UTC)}
	for _, s := range batch.Sources {
		b.Source(s, graph.CuratedDataset)
	}
	for _, e := range batch.Entities {
		b.Entity(e, graph.CuratedDataset, loaded)
	}
	for c := range batch.Claims {
		if err := b.Claim(&graph.Assertion{Claim: c, Dataset: graph.CuratedDataset, Recorded: loaded}); err != nil {
			return nil, err
		}
	}
	return engine.Build(context.Background(), b)
})

// putPlainly asks in plain words, on 2026-02-01.
func putPlainly(t *testing.T, v question.Values) (*question.Reply, error) {
	t.Helper()
	q, ok := catalogue.Find("ask")
	if !ok {
		t.Fatal("there is no question ask")
	}
	return put(t, q, v)
}

func put(t *testing.T, q question.Question, v question.Values) (*question.Reply, error) {
	t.Helper()
	return putAt(t, q, v, time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC))
}

// putOn is putPlainly at another time.
func putOn(t *testing.T, v question.Values, now time.Time) (*question.Reply, error) {
	t.Helper()
	q, _ := catalogue.Find("ask")
	return putAt(t, q, v, now)
}

func putAt(t *testing.T, q question.Question, v question.Values, now time.Time) (*question.Reply, error) {
	t.Helper()
	facts, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	prepared, err := q.Read(v)
	if err != nil {
		return nil, err
	}
	return prepared.Ask(t.Context(), fixed{facts}, question.Terms{Now: now})
}

// putCall asks what a call of the interface asks: the question with its path, and what path and query give.
func putCall(t *testing.T, call string) *question.Reply {
	t.Helper()
	u, err := url.Parse(call)
	if err != nil {
		t.Fatal(err)
	}
	segments := strings.Split(u.EscapedPath(), "/")
	for _, q := range catalogue.All() {
		v, ok := question.Values(u.Query()), true
		pattern := strings.Split(q.Info().Path, "/")
		for i, p := range pattern {
			if len(pattern) != len(segments) {
				ok = false
			} else if name, variable := strings.CutPrefix(p, "{"); variable {
				text, err := url.PathUnescape(segments[i])
				ok = ok && err == nil
				v[strings.TrimSuffix(name, "}")] = []string{text}
			} else {
				ok = ok && p == segments[i]
			}
		}
		if !ok || q.Info().Posted && !q.Info().GetToo {
			continue
		}
		reply, err := put(t, q, v)
		if err != nil {
			t.Fatalf("%s: %v", call, err)
		}
		return reply
	}
	t.Fatalf("no question is asked by %s", call)
	return nil
}

func asJSON(t *testing.T, x any) string {
	t.Helper()
	text, err := json.MarshalIndent(x, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// plainly are questions in plain words, all examples among them, and the calls that ask the same.
func plainly() [][2]string {
	return [][2]string{
		{"why does DeepSeek depend on Washington", "/v1/paths?as_of=2026-02-01&from=deepseek&lang=en&to=united-states"},
		{"how is DeepSeek connected to TSMC", "/v1/paths?as_of=2026-02-01&from=deepseek&lang=en&to=tsmc"},
		{"paths from DeepSeek to ASML", "/v1/paths?as_of=2026-02-01&from=deepseek&lang=en&to=asml"},
		{"pourquoi DeepSeek dépend-il de Washington", "/v1/paths?as_of=2026-02-01&from=deepseek&lang=fr&to=united-states"},
		{"chemins de DeepSeek à ASML", "/v1/paths?as_of=2026-02-01&from=deepseek&lang=fr&to=asml"},
		{"who depends on Nvidia", "/v1/entities/nvidia/dependents?as_of=2026-02-01&lang=en"},
		{"dependents of Nvidia", "/v1/entities/nvidia/dependents?as_of=2026-02-01&lang=en"},
		{"qui dépend de Nvidia", "/v1/entities/nvidia/dependents?as_of=2026-02-01&lang=fr"},
		{"what does DeepSeek depend on", "/v1/entities/deepseek/dependencies?as_of=2026-02-01&lang=en"},
		{"on what does DeepSeek depend", "/v1/entities/deepseek/dependencies?as_of=2026-02-01&lang=en"},
		{"dependencies of DeepSeek", "/v1/entities/deepseek/dependencies?as_of=2026-02-01&lang=en"},
		{"de quoi dépend DeepSeek", "/v1/entities/deepseek/dependencies?as_of=2026-02-01&lang=fr"},
		{"de quoi DeepSeek dépend-il", "/v1/entities/deepseek/dependencies?as_of=2026-02-01&lang=fr"},
		{"dépendances de DeepSeek", "/v1/entities/deepseek/dependencies?as_of=2026-02-01&lang=fr"},
		{"who owns SMIC", "/v1/entities/smic/owners?as_of=2026-02-01&lang=en"},
		{"owners of SMIC", "/v1/entities/smic/owners?as_of=2026-02-01&lang=en"},
		{"qui détient SMIC", "/v1/entities/smic/owners?as_of=2026-02-01&lang=fr"},
		{"what does SMIC own", "/v1/entities/smic/holdings?as_of=2026-02-01&lang=en"},
		{"que détient SMIC", "/v1/entities/smic/holdings?as_of=2026-02-01&lang=fr"},
		{"what happened to Nvidia", "/v1/entities/nvidia/timeline?as_of=2026-02-01&lang=en"},
		{"chronologie de Nvidia", "/v1/entities/nvidia/timeline?as_of=2026-02-01&lang=fr"},
		{"what stops if TSMC stops", "/v1/impact?as_of=2026-02-01&lang=en&remove=tsmc"},
		{"qu'est-ce qui s'arrête si TSMC s'arrête", "/v1/impact?as_of=2026-02-01&lang=fr&remove=tsmc"},
		{"what are the chokepoints for DeepSeek", "/v1/chokepoints?as_of=2026-02-01&for=deepseek&lang=en"},
		{"quels sont les goulets d'étranglement pour DeepSeek", "/v1/chokepoints?as_of=2026-02-01&for=deepseek&lang=fr"},
		{"compare the H20 and the H200", "/v1/compare?as_of=2026-02-01&lang=en&one=nvidia-h20&other=nvidia-h200"},
		{"what is the difference between the H20 and the H200", "/v1/compare?as_of=2026-02-01&lang=en&one=nvidia-h20&other=nvidia-h200"},
		{"how does the H20 differ from the H200", "/v1/compare?as_of=2026-02-01&lang=en&one=nvidia-h20&other=nvidia-h200"},
		{"compare le H20 et le H200", "/v1/compare?as_of=2026-02-01&lang=fr&one=nvidia-h20&other=nvidia-h200"},
		{"quelle est la différence entre le H20 et le H200", "/v1/compare?as_of=2026-02-01&lang=fr&one=nvidia-h20&other=nvidia-h200"},
		{"which affiliates does Inspur have", "/v1/entities/inspur/affiliates?as_of=2026-02-01&lang=en"},
		{"affiliates of Inspur", "/v1/entities/inspur/affiliates?as_of=2026-02-01&lang=en"},
		{"quelles sont les filiales d'Inspur", "/v1/entities/inspur/affiliates?as_of=2026-02-01&lang=fr"},
		{"what could Nvidia sell to China", "/v1/check?as_of=2026-02-01&lang=en&seller=nvidia&to=china"},
		{"que peut vendre Nvidia à la Chine", "/v1/check?as_of=2026-02-01&lang=fr&seller=nvidia&to=china"},
		{"que Nvidia peut-il vendre à la Chine", "/v1/check?as_of=2026-02-01&lang=fr&seller=nvidia&to=china"},
		{"can Nvidia sell the H20 to China", "/v1/check?as_of=2026-02-01&item=nvidia-h20&lang=en&to=china"},
		{"can the H20 be sold to China", "/v1/check?as_of=2026-02-01&item=nvidia-h20&lang=en&to=china"},
		{"which decisions apply to the H20 for China", "/v1/check?as_of=2026-02-01&item=nvidia-h20&lang=en&to=china"},
		{"le H20 peut-il être vendu à la Chine", "/v1/check?as_of=2026-02-01&item=nvidia-h20&lang=fr&to=china"},
		{"peut-on vendre le H20 à la Chine", "/v1/check?as_of=2026-02-01&item=nvidia-h20&lang=fr&to=china"},
		{"which decisions bear on the H200", "/v1/entities/nvidia-h200/decisions?as_of=2026-02-01&lang=en"},
		{"quelles décisions visent le H200", "/v1/entities/nvidia-h200/decisions?as_of=2026-02-01&lang=fr"},
		{"what changed since 2026-01-01", "/v1/changes?as_of=2026-02-01&lang=en&since=2026-01-01&until=2026-02-01&what=began&what=ended&what=on"},
		{"what changed between 2026-01-01 and 2026-01-31", "/v1/changes?as_of=2026-02-01&lang=en&since=2026-01-01&until=2026-01-31&what=began&what=ended&what=on"},
		{"what changed last month", "/v1/changes?as_of=2026-02-01&lang=en&since=2026-01-01&until=2026-01-31&what=began&what=ended&what=on"},
		{"qu'est-ce qui a changé depuis le 1er janvier 2026", "/v1/changes?as_of=2026-02-01&lang=fr&since=2026-01-01&until=2026-02-01&what=began&what=ended&what=on"},
		{"qu'est-ce qui a changé entre le 1er janvier 2026 et le 31 janvier 2026", "/v1/changes?as_of=2026-02-01&lang=fr&since=2026-01-01&until=2026-01-31&what=began&what=ended&what=on"},
		{"qu'est-ce qui a changé le mois dernier", "/v1/changes?as_of=2026-02-01&lang=fr&since=2026-01-01&until=2026-01-31&what=began&what=ended&what=on"},
		{"search Huawei", "/v1/search?as_of=2026-02-01&lang=en&q=Huawei"},
		{"cherche Huawei", "/v1/search?as_of=2026-02-01&lang=fr&q=Huawei"},
		{"what is the H200", "/v1/entities/nvidia-h200?as_of=2026-02-01&lang=en"},
		{"qu'est-ce que le H200", "/v1/entities/nvidia-h200?as_of=2026-02-01&lang=fr"},
		{"which companies directly depend on Nvidia as of 2026-01-01", "/v1/entities/nvidia/dependents?as_of=2026-01-01&depth=1&kind=company&lang=en"},
		{"quelles entreprises dépendent directement de Nvidia le 2026-01-01", "/v1/entities/nvidia/dependents?as_of=2026-01-01&depth=1&kind=company&lang=fr"},
		{"what stops without TSMC and ASML", "/v1/impact?as_of=2026-02-01&lang=en&remove=tsmc&remove=asml"},
		{"what stops if TSMC, ASML and Nvidia stop", "/v1/impact?as_of=2026-02-01&lang=en&remove=tsmc&remove=asml&remove=nvidia"},
		{"que se passe-t-il sans TSMC et ASML", "/v1/impact?as_of=2026-02-01&lang=fr&remove=tsmc&remove=asml"},
		{"what are the chokepoints in Taiwan", "/v1/chokepoints?as_of=2026-02-01&country=taiwan&lang=en"},
		{"quels sont les goulets d'étranglement en Chine", "/v1/chokepoints?as_of=2026-02-01&country=china&lang=fr"},
		{"chokepoints", "/v1/chokepoints?as_of=2026-02-01&lang=en"},
		{"what depends on Beijing", "/v1/entities/china/dependents?as_of=2026-02-01&lang=en"},
		{"who depends on the Netherlands", "/v1/entities/netherlands/dependents?as_of=2026-02-01&lang=en"},
		{"can Nvidia ship the H20 to China for DeepSeek", "/v1/check?as_of=2026-02-01&end_user=deepseek&item=nvidia-h20&lang=en&to=china"},
		{"le H20 peut-il être vendu à la Chine pour DeepSeek", "/v1/check?as_of=2026-02-01&end_user=deepseek&item=nvidia-h20&lang=fr&to=china"},
		{"what changed in January 2026", "/v1/changes?as_of=2026-02-01&lang=en&since=2026-01-01&until=2026-01-31&what=began&what=ended&what=on"},
		{"what changed since last month to yesterday", "/v1/changes?as_of=2026-02-01&lang=en&since=2026-01-01&until=2026-01-31&what=began&what=ended&what=on"},
		{"what changed yesterday", "/v1/changes?as_of=2026-02-01&lang=en&since=2026-01-31&until=2026-01-31&what=began&what=ended&what=on"},
		{"what changed last week", "/v1/changes?as_of=2026-02-01&lang=en&since=2026-01-19&until=2026-01-25&what=began&what=ended&what=on"},
		{"what changed this year", "/v1/changes?as_of=2026-02-01&lang=en&since=2026-01-01&until=2026-12-31&what=began&what=ended&what=on"},
		{"qu'est-ce qui a changé cette année", "/v1/changes?as_of=2026-02-01&lang=fr&since=2026-01-01&until=2026-12-31&what=began&what=ended&what=on"},
		{"what happened to Huawei on 5 May 2020", "/v1/changes?as_of=2026-02-01&lang=en&of=huawei&since=2020-05-05&until=2020-05-05&what=began&what=ended&what=on"},
		{"who is Nvidia", "/v1/entities/nvidia?as_of=2026-02-01&lang=en"},
		{"à qui appartient SMIC", "/v1/entities/smic/owners?as_of=2026-02-01&lang=fr"},
		{"who depends on the Nvidia", "/v1/entities/nvidia/dependents?as_of=2026-02-01&lang=en"},
	}
}

// The call that is shown with an answer has the same answer, for every form.
func TestPlainQuestions(t *testing.T) {
	for _, c := range plainly() {
		t.Run(c[0], func(t *testing.T) {
			reply, err := putPlainly(t, question.Values{"q": {c[0]}})
			if err != nil {
				t.Fatal(err)
			}
			x := reply.Answer.(catalogue.Answer)
			if x.Question != c[0] || x.Query.Call != c[1] || x.Text == "" || x.Text != reply.Sentence() {
				t.Errorf("%q by %s, want %s: %s", x.Question, x.Query.Call, c[1], x.Text)
			}
			called := putCall(t, x.Query.Call)
			if diff := cmp.Diff(asJSON(t, called.Answer), asJSON(t, x.Answer)); diff != "" {
				t.Errorf("%s answers otherwise: %s", x.Query.Call, diff)
			}
			if sentence := called.Sentence(); len(sentence) == 0 || x.Query.Lang == "en" && sentence != x.Text {
				t.Errorf("%s says %q, the answer %q", x.Query.Call, sentence, x.Text)
			}
		})
	}
}

// Every example is a question with an answer, in its language.
func TestExamplesAreAnswered(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for _, example := range plain.Examples(lang) {
			reply, err := putPlainly(t, question.Values{"q": {example}})
			if err != nil {
				t.Errorf("%q: %v", example, err)
			} else if x := reply.Answer.(catalogue.Answer); x.Query.Lang != lang || x.Text == "" || x.Understood.Text == "" {
				t.Errorf("%q is answered in %s: %s", example, x.Query.Lang, x.Text)
			}
		}
	}
}

// Questions as people type them: testdata/asks.tsv has the questions of the catalogue that answer each, any of them, and what the
// query must name.
func TestQuestionsAsPeopleTypeThem(t *testing.T) {
	file, err := os.ReadFile("testdata/asks.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(file)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) < 3 {
			continue
		}
		reply, err := putOn(t, question.Values{"q": {f[0]}, "limit": {"1"}}, time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC))
		if f[1] == "-" {
			if err == nil {
				t.Errorf("%q is answered: %s", f[0], reply.Answer.(catalogue.Answer).Query.Call)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", f[0], err)
			continue
		}
		x := reply.Answer.(catalogue.Answer)
		query := asJSON(t, x.Query)
		missing := slices.DeleteFunc(strings.Split(f[2], ","), func(name string) bool { return strings.Contains(query, name) })
		if !slices.Contains(strings.Split(f[1], "|"), x.Query.Question) || len(missing) > 0 {
			t.Errorf("%q is answered by %s (%s): %v is missing", f[0], x.Query.Call, x.Understood.Text, missing)
		}
	}
}

func TestSales(t *testing.T) {
	for _, c := range []struct {
		text, lang, asOf string
		items            int
		without          string
		says             string
	}{
		{"what could Nvidia sell to China on 1 June 2025, and by which decision", "en", "2025-06-01", 14, "nvidia-rtx-5090d-v2", "Nvidia → China, 2025-06-01: 37 items. A licence is required (27): the Nvidia "},
		{"que peut vendre Nvidia à la Chine au 1er juin 2025, et par quelle décision ?", "fr", "2025-06-01", 14, "nvidia-rtx-5090d-v2", "Nvidia → la Chine, 2025-06-01 : 37 produits. Licence exigée (27) : le Nvidia "},
		{"what could DeepSeek sell to China", "en", "2026-02-01", 0, "", "No item designed by DeepSeek is known here."},
		{"que pourrait livrer DeepSeek à la Chine", "fr", "2026-02-01", 0, "", "Aucun produit conçu par DeepSeek n'est connu ici."},
	} {
		reply, err := putPlainly(t, question.Values{"q": {c.text}})
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		x := reply.Answer.(catalogue.Answer)
		sales := x.Answer.(catalogue.Check)
		if sales.AsOf != c.asOf || x.Query.AsOf != c.asOf || x.Query.Lang != c.lang || x.Query.Question != "check" || x.Query.Seller != sales.Seller.ID || x.Query.To != "china" {
			t.Errorf("%q: %+v", c.text, x.Query)
		}
		if len(sales.Items) < c.items || !strings.HasPrefix(x.Text, c.says) {
			t.Errorf("%q: %d items, %s", c.text, len(sales.Items), x.Text)
		}
		if slices.ContainsFunc(sales.Items, func(i catalogue.Check) bool { return i.Item.ID == c.without }) {
			t.Errorf("%q: %s had not been announced", c.text, c.without)
		}
		var sheet strings.Builder
		reply.Print(question.NewSheet(&sheet))
		query := map[string]string{"en": "Query: ", "fr": "Requête : "}[c.lang]
		if !strings.Contains(sheet.String(), "\n\n"+x.Text+"\n\n"+query+x.Query.Call+"\n\n") {
			t.Errorf("%q is printed as %s", c.text, sheet.String())
		}
	}
}

// A question follows another as it was typed, or as the call that was shown for it.
func TestFollowUps(t *testing.T) {
	for _, c := range [][3]string{
		{"can Nvidia sell the H20 to China", "and Alibaba?", "/v1/check?as_of=2026-02-01&end_user=alibaba&item=nvidia-h20&lang=en&to=china"},
		{"/v1/check?as_of=2025-06-01&item=nvidia-h20&lang=en&to=china", "and Alibaba?", "/v1/check?as_of=2025-06-01&end_user=alibaba&item=nvidia-h20&lang=en&to=china"},
		{"/v1/entities/nvidia/dependents?as_of=2026-02-01&lang=fr", "et TSMC ?", "/v1/entities/tsmc/dependents?as_of=2026-02-01&lang=fr"},
		{"who makes the Ascend 910C", "and the H20?", "/v1/claims?as_of=2026-02-01&lang=en&predicate=made_by&predicate=packaged_by&subject=nvidia-h20"},
	} {
		reply, err := putPlainly(t, question.Values{"q": {c[1]}, "context": {c[0]}})
		if err != nil {
			t.Errorf("%q after %q: %v", c[1], c[0], err)
		} else if call := reply.Answer.(catalogue.Answer).Query.Call; call != c[2] {
			t.Errorf("%q after %q: %s, want %s", c[1], c[0], call, c[2])
		}
	}
}

// counted counts how often the facts are asked for.
type counted struct {
	fixed
	times int
}

func (c *counted) Snapshot(ctx context.Context) (*snapshot.Snapshot, error) {
	c.times++
	return c.fixed.Snapshot(ctx)
}

// However many questions a text turns out to be, they see one state of the facts.
func TestPlainQuestionsSeeOneSnapshot(t *testing.T) {
	facts, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	q, _ := catalogue.Find("ask")
	prepared, err := q.Read(question.Values{"q": {"what could Nvidia sell to China"}})
	if err != nil {
		t.Fatal(err)
	}
	source := &counted{fixed: fixed{facts}}
	if _, err := prepared.Ask(t.Context(), source, question.Terms{Now: time.Now()}); err != nil || source.times != 1 {
		t.Errorf("the facts were read %d times: %v", source.times, err)
	}
}

// What is given beside the text goes into the query and its call; a cursor belongs to the question that the text asks.
func TestGivenBesideTheText(t *testing.T) {
	given := question.Values{"q": {"who depends on Nvidia"}, "lang": {"fr"}, "as_of": {"2025-06-01"}, "known_at": {"2026-01-31"}, "min_confidence": {"reported"},
		"sources": {"primary"}, "channel": {"supply"}, "relation": {"designed_by", "made_by"}, "kind": {"chip"}, "limit": {"2"}}
	reply, err := putPlainly(t, given)
	if err != nil {
		t.Fatal(err)
	}
	x := reply.Answer.(catalogue.Answer)
	call := "/v1/entities/nvidia/dependents?as_of=2025-06-01&channel=supply&kind=chip&known_at=2026-01-31T23%3A59%3A59.999999Z&lang=fr&limit=2&min_confidence=reported&relation=designed_by&relation=made_by&sources=primary"
	limit := 2
	want := catalogue.Structured{Question: "dependents", Of: "nvidia", Kind: []string{"chip"}, AsOf: "2025-06-01", Channel: []string{"supply"}, Relation: []string{"designed_by", "made_by"},
		KnownAt: "2026-01-31T23:59:59.999999Z", MinConfidence: "reported", Sources: "primary", Limit: &limit, Lang: "fr", Call: call}
	if diff := cmp.Diff(want, x.Query); diff != "" {
		t.Error(diff)
	}
	first := x.Answer.(catalogue.Reach)
	if len(first.Results) != limit || first.Next == "" {
		t.Fatalf("%d results, next %q", len(first.Results), first.Next)
	}
	given["cursor"] = []string{first.Next}
	if reply, err = putPlainly(t, given); err != nil {
		t.Fatal(err)
	}
	second := reply.Answer.(catalogue.Answer).Answer
	if diff := cmp.Diff(asJSON(t, putCall(t, call+"&cursor="+first.Next).Answer), asJSON(t, second)); diff != "" {
		t.Error(diff)
	}
}

func TestPlainQuestionsWithoutAnswer(t *testing.T) {
	long := strings.Repeat("a", 1001)
	for text, want := range map[string]error{
		"what changed since Blursday": graph.ErrNotFound, "de quelle couleur est Nvidia": plain.ErrUnread, "which banks depend on Nvidia": plain.ErrUnread, "can Nvidia be sold to China": plain.ErrUnread,
		"who depends on Zorglub": graph.ErrNotFound, "who owns the Moon": graph.ErrNotFound, "what changed between 2026-02-01 and 2026-01-01": graph.ErrInterval,
	} {
		if _, err := putPlainly(t, question.Values{"q": {text}}); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", text, err, want)
		}
	}
	for _, v := range []question.Values{{}, {"q": {""}}, {"q": {long}}, {"q": {"who owns SMIC"}, "lang": {"de"}}, {"q": {"who owns SMIC"}, "as_of": {"soon"}}} {
		var invalid *question.Invalid
		if _, err := putPlainly(t, v); !errors.As(err, &invalid) {
			t.Errorf("%.80v: %v", v, err)
		}
	}
}
