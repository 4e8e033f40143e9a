package cite

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
)

func date(text string) graph.Date {
	d, err := graph.ParseDate(text)
	if err != nil {
		panic(err) // it is written here
	}
	return d
}

// references are some of each sort.
func references() []Reference {
	known := map[string]graph.Source{
		"rule": {Title: "Advanced Computing Rule: 50 % & more {part_1} #2", Publisher: "Bureau of Industry and Security", URL: "https://example.org/a_b?x=1&y=%20#f{1}",
			Published: date("2023-10-25"), Language: "en", Kind: "regulation"},
		"filing":      {Title: "Form 10-Q", Publisher: "Nvidia", URL: "https://example.org/q", Published: date("2026-08"), Language: "en", Kind: "filing"},
		"press@other": {Title: "L'Île — « Şirket » Łódź, naïve façade, Ørsted", Publisher: "Le Monde & Cie", URL: "https://example.org/p", Published: date("2025"), Language: "fr", Kind: "press"},
		"zh":          {Title: "英伟达 ~ H200", Publisher: "财新", URL: "https://example.org/z", Published: graph.Beginning, Kind: graph.CopyKind, CopyOf: "press"},
	}
	return Collect([]graph.Citation{{Source: "rule", Locator: "p. 3"}, {Source: "filing"}, {Source: "rule", Locator: "§ 742.6"}, {Source: "rule", Locator: "p. 3"}, {Source: "press@other"}, {Source: "nobody"}, {Source: "zh"}},
		func(id string) (graph.Source, bool) { s, ok := known[id]; return s, ok })
}

func TestBibTeX(t *testing.T) {
	var b strings.Builder
	if err := BibTeX(&b, references()); err != nil {
		t.Fatal(err)
	}
	want := `@misc{rule,
  title = {{Advanced Computing Rule: 50 \% \& more \{part\_1\} \#2}},
  author = {{Bureau of Industry and Security}},
  howpublished = {Bureau of Industry and Security},
  year = {2023},
  month = oct,
  day = {25},
  url = {https://example.org/a_b?x=1&y=%20#f%7B1%7D},
  language = {en},
  note = {p. 3; {\S} 742.6},
}
@techreport{filing,
  title = {{Form 10-Q}},
  author = {{Nvidia}},
  institution = {Nvidia},
  year = {2026},
  month = aug,
  url = {https://example.org/q},
  language = {en},
}
@article{press:other,
  title = {{L'{\^{I}}le --- « {\c{S}}irket » {\L}{\'{o}}d{\'{z}}, na{\"{i}}ve fa{\c{c}}ade, {\O}rsted}},
  journal = {Le Monde \& Cie},
  year = {2025},
  url = {https://example.org/p},
  language = {fr},
}
@misc{zh,
  title = {{英伟达 \textasciitilde{} H200}},
  author = {{财新}},
  howpublished = {财新},
  url = {https://example.org/z},
  note = {Retells press},
}
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestKeysAreUnique(t *testing.T) {
	var b strings.Builder
	if err := BibTeX(&b, []Reference{{Source: graph.Source{ID: "a,b", Published: graph.Beginning}}, {Source: graph.Source{ID: "a b", Published: graph.Beginning}}, {Source: graph.Source{ID: "é{", Published: graph.Beginning}}}); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"@misc{a:b,", "@misc{a:b+,", "@misc{::,"} {
		if !strings.Contains(b.String(), key) {
			t.Errorf("no %s in %s", key, b.String())
		}
	}
}

func TestCSL(t *testing.T) {
	text, err := json.Marshal(CSL(references()))
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"id":"rule","type":"regulation","title":"Advanced Computing Rule: 50 % \u0026 more {part_1} #2","author":[{"literal":"Bureau of Industry and Security"}],` +
		`"publisher":"Bureau of Industry and Security","issued":{"date-parts":[[2023,10,25]]},"URL":"https://example.org/a_b?x=1\u0026y=%20#f{1}","language":"en","note":"p. 3; § 742.6"},` +
		`{"id":"filing","type":"report","title":"Form 10-Q","author":[{"literal":"Nvidia"}],"publisher":"Nvidia","issued":{"date-parts":[[2026,8]]},"URL":"https://example.org/q","language":"en"},` +
		`{"id":"press@other","type":"article-newspaper","title":"L'Île — « Şirket » Łódź, naïve façade, Ørsted","container-title":"Le Monde \u0026 Cie","issued":{"date-parts":[[2025]]},"URL":"https://example.org/p","language":"fr"},` +
		`{"id":"zh","type":"webpage","title":"英伟达 ~ H200","author":[{"literal":"财新"}],"publisher":"财新","URL":"https://example.org/z","note":"Retells press"}]`
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if text, _ := json.Marshal(CSL(nil)); string(text) != "[]" {
		t.Errorf("of nothing: %s", text)
	}
}

// Every kind of source has a form.
func TestForms(t *testing.T) {
	for _, kind := range graph.SourceKinds() {
		if _, ok := forms[kind]; !ok {
			t.Errorf("a source of kind %s has no form", kind)
		}
	}
}
