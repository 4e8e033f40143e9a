package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// The questions that the project is for, put to its own facts.

// steps writes a path as its entities: deepseek nvidia-h200 nvidia.
func steps(t *testing.T, path any) string {
	t.Helper()
	list, _ := at(path, "steps")
	words := []string{}
	for i, s := range list.([]any) {
		from, _ := at(s, "from")
		to, _ := at(s, "to")
		if i == 0 {
			words = append(words, from.(string))
		}
		words = append(words, to.(string))
	}
	return strings.Join(words, " ")
}

func TestWhoDependsOnNvidia(t *testing.T) {
	h := real(t)
	r := get(t, h, "/v1/entities/nvidia/dependents?as_of=2026-02-01")
	if !slices.Contains(r.texts("results", "entity.id"), "deepseek") {
		t.Fatal("DeepSeek is not among those who depend on Nvidia")
	}
	if r := get(t, h, "/v1/entities/deepseek"); r.text("country") != "china" {
		t.Errorf("DeepSeek is of %q", r.text("country"))
	}
	var ways []string
	for _, p := range get(t, h, "/v1/paths?from=deepseek&to=nvidia&k=50&as_of=2026-02-01").list("paths") {
		ways = append(ways, steps(t, p))
	}
	if !slices.Contains(ways, "deepseek nvidia-h200 nvidia") {
		t.Errorf("no way runs through the H200:\n%s", strings.Join(ways, "\n"))
	}
	r = get(t, h, "/v1/paths?from=deepseek&to=nvidia&k=50&as_of=2026-02-01&relation=seeks&relation=designed_by")
	if got := r.text("paths.0.sentence"); got != "DeepSeek seeks the Nvidia H200, which is designed by Nvidia." {
		t.Errorf("the path says %q", got)
	}
	for _, source := range r.texts("paths.0.steps.0.sources", "url") {
		if !strings.HasPrefix(source, "http") {
			t.Errorf("a source has no address: %q", source)
		}
	}
}

// The rule on exports of the H200 class to China binds who is of China and seeks it, not an American cloud that uses it.
func TestScopeOfTheRuleForChina(t *testing.T) {
	h := real(t)
	const rule = "bis-h200-rule-2026-01"
	bound := get(t, h, "/v1/entities/"+rule+"/dependents?as_of=2026-02-01&relation=subject_to&depth=1&limit=1000").texts("results", "entity.id")
	if !slices.Contains(bound, "deepseek") {
		t.Errorf("DeepSeek is not subject to %s: %v", rule, bound)
	}
	uses := get(t, h, "/v1/entities/microsoft/dependencies?as_of=2026-02-01&relation=uses&depth=1").texts("results", "entity.id")
	if !slices.Contains(uses, "nvidia-h200") && !slices.Contains(uses, "nvidia-h100") {
		t.Fatalf("the test needs Microsoft to use a chip that the rule is about: it uses %v", uses)
	}
	for _, cloud := range []string{"microsoft", "amazon", "google"} {
		if slices.Contains(bound, cloud) {
			t.Errorf("%s is subject to %s", cloud, rule)
		}
	}
	for _, d := range get(t, h, "/v1/entities/microsoft/decisions?as_of=2026-02-01").list("results") {
		if id, _ := at(d, "decision.id"); id == rule {
			t.Errorf("%s bears on Microsoft: %v", rule, d)
		}
	}
}

// check asks what applies to an item and a destination on a day.
func check(t *testing.T, h http.Handler, item, to, day string) (response, []string) {
	t.Helper()
	r := get(t, h, "/v1/check"+query("item", item, "to", to, "as_of", day))
	return r, r.texts("decisions", "decision.id")
}

func TestH20ToChinaByDay(t *testing.T) {
	h := real(t)
	const licence, grant = "nvidia-h20-licence-requirement-2025-04", "us-h20-licences-2025-08"
	for _, c := range []struct {
		day              string
		licence, granted bool
	}{{"2024-06-01", false, false}, {"2025-04-08", false, false}, {"2025-05-01", true, false}, {"2025-08-01", true, false}, {"2025-09-01", true, true}, {"2026-11-24", true, true}} {
		r, ids := check(t, h, "nvidia-h20", "china", c.day)
		if slices.Contains(ids, licence) != c.licence || slices.Contains(ids, grant) != c.granted {
			t.Errorf("%s: %v apply, want %s: %v, %s: %v", c.day, ids, licence, c.licence, grant, c.granted)
		}
		requires := slices.ContainsFunc(r.list("decisions"), func(d any) bool {
			effects, _ := at(d, "effects")
			return slices.ContainsFunc(effects.([]any), func(e any) bool { v, _ := at(e, "value"); return v == "require-licence" })
		})
		if requires != c.licence {
			t.Errorf("%s: a licence is required: %v, want %v", c.day, requires, c.licence)
		}
		if slices.Contains(ids, "bis-2023-10-17-rule") {
			t.Errorf("%s: the rule of October 2023 applies to the H20, which is below its thresholds", c.day)
		}
		if !strings.Contains(r.text("notice"), "Not legal advice") || len(r.list("unknowns")) == 0 {
			t.Errorf("%s: the answer is bare: %s", c.day, r.Body)
		}
	}
}

// criterion finds how a decision's criterion was judged.
func criterion(r response, list, decision string) (criterion any, verdicts []string) {
	for _, d := range r.list(list) {
		if id, _ := at(d, "decision.id"); id != decision {
			continue
		}
		criteria, _ := at(d, "criteria")
		for _, c := range criteria.([]any) {
			v, _ := at(c, "verdict")
			verdicts = append(verdicts, v.(string))
			if criterion == nil || v == "met" {
				criterion = c
			}
		}
	}
	return criterion, verdicts
}

// Total processing performance is 2 × MacTOPS × bit length; an answer shows how it was reckoned and from which claims.
func TestArithmeticIsShown(t *testing.T) {
	h := real(t)
	r, ids := check(t, h, "nvidia-h100", "china", "2026-02-01")
	if !slices.Contains(ids, "bis-2023-10-17-rule") {
		t.Fatalf("the rule of October 2023 does not apply to the H100: %v", ids)
	}
	c, _ := criterion(r, "decisions", "bis-2023-10-17-rule")
	figures, _ := at(c, "figures")
	for _, f := range figures.([]any) {
		if name, _ := at(f, "name"); name != "tpp" {
			continue
		}
		value, _ := at(f, "value")
		arithmetic, _ := at(f, "arithmetic")
		source, cited := at(f, "claims.0.sources.0.url")
		if value != 15832.0 || !strings.Contains(arithmetic.(string), "1979 TFLOPS × 8 = 15832") || !cited || source == "" {
			t.Errorf("tpp is %v by %q from %v", value, arithmetic, source)
		}
		return
	}
	t.Errorf("no tpp among %v", figures)
}

// Where no source gives the figure that a rule turns on, the answer says so, and does not say that the rule is not met.
func TestMissingFigureIsUnknown(t *testing.T) {
	h := real(t)
	r, ids := check(t, h, "amd-mi308", "china", "2026-02-01")
	const rule = "bis-2023-10-17-rule"
	if slices.Contains(ids, rule) {
		t.Fatalf("%s applies to a chip of unknown performance", rule)
	}
	c, verdicts := criterion(r, "may_apply", rule)
	missing, _ := at(c, "missing")
	if !slices.Contains(verdicts, "unknown") || missing == nil || !slices.Contains(missing.([]any), any("tpp")) {
		t.Errorf("the verdicts are %v, missing %v", verdicts, missing)
	}
	if !slices.ContainsFunc(r.list("unknowns"), func(u any) bool { return strings.HasPrefix(u.(string), "No claim gives tpp") }) {
		t.Errorf("the unknowns do not name the figure: %v", r.list("unknowns"))
	}
	if !slices.Contains(ids, "amd-mi308-licence-requirement-2025-04") {
		t.Errorf("the letter that names the MI308 does not apply: %v", ids)
	}
}

func TestAskTheMission(t *testing.T) {
	h := real(t)
	for _, c := range []struct{ q, question, says string }{
		{"who depends on Nvidia?", "dependents", "depend on Nvidia"},
		{"qui dépend de Nvidia ?", "dependents", "dépendent de Nvidia"},
		{"what does DeepSeek depend on", "dependencies", "DeepSeek"},
		{"why does DeepSeek depend on the United States", "paths", "DeepSeek"},
		{"pourquoi DeepSeek dépend-il de Nvidia ?", "paths", "Nvidia"},
		{"what stops if TSMC stops", "impact", "TSMC"},
		{"what could Nvidia sell to China on 1 June 2025, and by which decision", "", "China"},
	} {
		r := get(t, h, "/v1/ask"+query("q", c.q))
		if c.question != "" && r.text("query.question") != c.question {
			t.Errorf("%q was understood as %q, want %q", c.q, r.text("query.question"), c.question)
		}
		if !strings.Contains(r.text("text"), c.says) || r.text("query.call") == "" {
			t.Errorf("%q: %q, by %q", c.q, r.text("text"), r.text("query.call"))
		}
		// The query that it names can be asked; of what is sold, it names one for each item, in braces.
		if call := r.text("query.call"); c.question != "impact" && !strings.Contains(call, "%7B") {
			get(t, h, call)
		}
	}
}
