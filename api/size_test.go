package api_test

import (
	"net/http"
	"slices"
	"testing"
)

// largest is how many bytes an answer has at most unless more is asked for.
const largest = 100_000

// No answer about a hub is large by default, and what was left out of it can be had.
func TestAnswersStaySmall(t *testing.T) {
	h := real(t)
	for _, hub := range []string{"nvidia", "china", "united-states", "tsmc", "entity-list"} {
		about := "/v1/entities/" + hub
		for _, target := range []string{about, about + "/dependents", about + "/dependencies", about + "/neighbours", about + "/decisions", about + "/timeline", about + "/owners", about + "/holdings",
			about + "/affiliates", about + "/listings", "/v1/claims?subject=" + hub, "/v1/claims?about=" + hub, "/v1/chokepoints?for=" + hub, "/v1/impact?remove=" + hub,
			"/v1/changes?since=2020-01-01&of=" + hub, "/v1/paths?from=" + hub + "&to=united-states", "/v1/paths?from=deepseek&to=" + hub, "/v1/search?q=" + hub, "/v1/screen?queries=" + hub,
			"/v1/compare?one=" + hub + "&other=tsmc", "/v1/compare?one=" + hub + "&with=2022-01-01", "/v1/check?item=nvidia-h20&to=" + hub, "/v1/check?item=nvidia-h20&to=china&end_user=" + hub,
			"/v1/entities", "/v1/sources", "/v1/claims", "/v1/datasets", "/v1/ontology", "/v1/stats", "/v1/coverage", "/v1/chokepoints", "/v1/lines", "/v1/lines?maker=" + hub, "/v1/changes?since=2010-01-01"} {
			if r := do(t, h, http.MethodGet, target, ""); r.Body.Len() > largest {
				t.Errorf("GET %s: %d bytes", target, r.Body.Len())
			}
		}
	}
	all := "/v1/entities/nvidia/decisions"
	brief, full := get(t, h, all), get(t, h, all+"?detail=full")
	if !slices.Equal(brief.texts("results", "decision.id"), full.texts("results", "decision.id")) {
		t.Error("a brief answer has other rows")
	}
	left, _ := at(brief.body, "results.0.left_out.other")
	if n, _ := left.(float64); int(n) == 0 || len(brief.list("results.0.other"))+int(n) != len(full.list("results.0.other")) {
		t.Errorf("%d of %d claims are shown, and %v left out", len(brief.list("results.0.other")), len(full.list("results.0.other")), left)
	}
	sources := len(brief.list("results.0.because.0.sources"))
	if more, _ := at(brief.body, "results.0.because.0.more_sources"); more != nil {
		sources += int(more.(float64))
	}
	if sources != len(full.list("results.0.because.0.sources")) {
		t.Errorf("%d sources are shown or counted of %d", sources, len(full.list("results.0.because.0.sources")))
	}
	if _, ok := at(full.body, "results.0.left_out"); ok {
		t.Error("a full answer leaves something out")
	}
	if small := get(t, h, "/v1/entities/h200/decisions?limit=1"); len(small.list("results.0.effects")) == 0 {
		t.Error("a small answer is cut")
	}
	if asked := get(t, h, "/v1/entities/h200/decisions?limit=1&detail=brief"); asked.list("results.0.left_out") != nil || len(asked.list("results.0.conditions")) > 0 {
		t.Error("an answer that is to be brief is not")
	}
}
