package api_test

import (
	"net/http"
	"strings"
	"testing"
)

// claimFields and stepFields are those that every claim and every step of a path has.
var (
	claimFields  = []string{"id", "subject", "predicate", "sentence", "confidence", "sources.0.id", "sources.0.title", "sources.0.url", "datasets.0", "recorded_at"}
	stepFields   = []string{"from", "relation", "to", "claim", "confidence", "sentence", "sources.0.id", "sources.0.title", "sources.0.url", "sources.0.published"}
	pathFields   = append([]string{"length", "sentence"}, under("steps.0", stepFields)...)
	entityFields = []string{"id", "kind", "name"}
)

func under(path string, fields []string) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = path + "." + f
	}
	return out
}

func fields(groups ...[]string) (all []string) {
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}

// call is a request that succeeds, and the fields that its answer must have.
type call struct {
	name, method, target, body string
	fields                     []string
}

// calls has every endpoint of the interface on the small facts.
func calls(h func(target string) response) []call {
	claim := h("/v1/entities/deepseek").text("claims.seeks.0.id")
	reach := fields(under("subject", []string{"id", "kind", "name", "country"}), []string{"as_of", "total"},
		under("results.0.entity", entityFields), []string{"results.0.distance"}, under("results.0.path", pathFields))
	ruling := fields(under("decisions.0.decision", entityFields), []string{"decisions.0.in_force", "decisions.0.issued_by.0.id", "decisions.0.reason"},
		under("decisions.0.status.0", claimFields), under("decisions.0.effects.0", claimFields), under("decisions.0.review_policy.0", claimFields),
		under("decisions.0.conditions.0", claimFields), under("decisions.0.because.0", claimFields))
	return []call{
		{"entities", "GET", "/v1/entities?kind=company&country=china&q=deep", "", fields(under("results.0", []string{"id", "kind", "name", "country"}), []string{"total"})},
		{"entity", "GET", "/v1/entities/nvidia", "", fields(entityFields, []string{"country", "uuid", "aliases.0.name", "aliases.0.lang", "identifiers.ticker", "as_of"},
			under("claims.designs.0", claimFields), under("claims.sells_to.0", []string{"object", "share", "quantity.number", "quantity.unit", "item", "purpose", "note", "sources.1.locator"}))},
		{"entity with figures", "GET", "/v1/entities/h200", "", []string{"claims.fp8_dense.0.value", "claims.fp8_dense.0.unit"}},
		{"dependents", "GET", "/v1/entities/nvidia/dependents", "", reach},
		{"dependencies", "GET", "/v1/entities/deepseek/dependencies", "", reach},
		{"neighbours", "GET", "/v1/entities/h200/neighbours?direction=both", "", fields(under("subject", entityFields), []string{"as_of", "total", "results.0.direction", "results.0.relation"},
			under("results.0.entity", entityFields), under("results.0.claim", claimFields))},
		{"decisions", "GET", "/v1/entities/deepseek/decisions", "", fields(under("subject", entityFields), []string{"as_of", "total", "results.0.in_force", "results.0.derived", "results.0.issued_by.0.id"},
			under("results.0.decision", entityFields), under("results.0.because.0", claimFields), under("results.0.effects.0", claimFields), []string{"results.0.because.0.derived_from.0"})},
		{"timeline", "GET", "/v1/entities/deepseek/timeline", "", fields(under("subject", entityFields), []string{"total", "results.0.date", "results.0.what", "results.0.text"}, under("results.0.claim", claimFields))},
		{"owners", "GET", "/v1/entities/nvidia/owners", "", fields(under("results.0.entity", entityFields), []string{"total", "results.0.share", "results.0.direct", "results.0.distance"}, under("results.0.path", pathFields))},
		{"holdings", "GET", "/v1/entities/fund/holdings", "", fields(under("results.0.entity", entityFields), []string{"total", "results.0.share"}, under("results.0.path", pathFields))},
		{"affiliates", "GET", "/v1/entities/fund/affiliates?threshold=0.5", "", fields([]string{"threshold", "total", "rules", "uncertain", "results.0.share", "results.0.level", "results.0.owners.0.owner.id"}, under("results.0.path", pathFields))},
		{"paths", "GET", "/v1/paths?from=deepseek&to=united-states&k=2&max_hops=9", "", fields(under("from", entityFields), under("to", entityFields), []string{"as_of"}, under("paths.0", pathFields), under("paths.1", pathFields))},
		{"graph", "POST", "/v1/graph", `{"entity":["deepseek","nvidia","h200"]}`, []string{"as_of", "total", "entities.0.id", "claims.0.from", "claims.0.relation", "claims.0.to", "claims.0.claim", "claims.0.sentence", "claims.0.sources.0.id"}},
		{"query", "GET", "/v1/query?call=%2Fv1%2Fentities%2Fnvidia%2Fdependents%3Fdepth%3D2", "", []string{"question", "http", "command", "cypher"}},
		{"query of what is posted", "GET", "/v1/query?call=%2Fv1%2Fmatch%3Fqueries%3DHuawei", "", []string{"question", "http", "body.queries.0", "command", "cypher_note"}},
		{"graph in columns", "GET", "/v1/graph?entity=deepseek&entity=nvidia&entity=h200&layout=layers", "", fields([]string{"layout.width", "layout.height", "layout.columns.0.column"},
			under("layout.nodes.0", []string{"id", "kind", "name", "x", "y", "dependents", "dependencies"}), under("layout.edges.0", []string{"claim", "from", "to", "relation", "channel", "confidence", "best_source", "sentence"}))},
		{"impact", "POST", "/v1/impact", `{"remove":["nvidia"],"as_of":"2026-02-01"}`, fields([]string{"as_of", "removed.0.id", "degraded", "total_lost", "total_degraded", "total_impaired", "lost.0.reason", "impaired.0.reason", "impaired.0.loses.0.id", "impaired.0.remains"}, under("lost.0.entity", entityFields), under("lost.0.path", pathFields))},
		{"impact by query", "GET", "/v1/impact?remove=nvidia&as_of=2026-02-01", "", []string{"lost.0.reason"}},
		{"chokepoints", "GET", "/v1/chokepoints?kind=company&country=united-states&for=us-cloud", "", fields([]string{"as_of", "total", "for.id", "results.0.count", "results.0.total_lost", "results.0.total_impaired", "results.0.effect", "results.0.lost", "results.0.alternatives", "results.0.alternatives_left", "results.0.impaired.0.name"}, under("results.0.entity", entityFields))},
		{"check", "GET", "/v1/check?item=h200&to=china&end_user=deepseek", "", fields(under("item", entityFields), under("to", entityFields), under("end_user", entityFields), []string{"as_of", "may_apply", "not_applicable", "unknowns.0", "text", "notice"}, ruling)},
		{"lines", "GET", "/v1/lines?detail=full", "", fields([]string{"as_of", "axes.0.name", "total", "total_met", "total_unknown", "notice", "lines.0.id", "lines.0.expression", "lines.0.outcome", "lines.0.any_of.0.0.limit",
			"lines.0.any_of.0.0.text", "lines.0.decisions.0.outcome", "lines.0.decisions.0.decision.id", "results.0.verdict", "results.0.lines.0.line", "results.1.figures.0.value"}, under("lines.0.claim", claimFields), under("results.0.item", entityFields))},
		{"compare", "GET", "/v1/compare?one=h200&other=mystery&with=2026-02-01", "", fields(under("one.entity", entityFields), under("other.entity", entityFields), []string{"one.as_of", "other.as_of", "same_kind", "totals.figures.same",
			"totals.attributes.only_in_one", "totals.relations.differ", "totals.decisions.only_in_other", "attributes.0.name", "attributes.0.label", "attributes.0.outcome", "attributes.0.one.known", "attributes.0.one.text", "attributes.0.other.text",
			"relations.0.predicate", "relations.0.both", "relations.0.only_in_other", "decisions.both", "decisions.only_in_other", "text", "notice"},
			under("attributes.0.one.claims.0", claimFields), under("relations.0.only_in_one.0.entity", entityFields), under("relations.0.only_in_one.0.one.0", claimFields),
			under("decisions.only_in_one.0.decision", entityFields), under("decisions.only_in_one.0.one.because.0", claimFields))},
		{"changes", "GET", "/v1/changes?since=2026-01-01&until=2026-02-01", "", fields([]string{"since", "until", "total", "results.0.date", "results.0.what", "results.0.text"}, under("results.0.claim", claimFields))},
		{"search", "GET", "/v1/search?q=Nvidea", "", fields([]string{"query", "total", "results.0.score", "results.0.matched"}, under("results.0.entity", entityFields))},
		{"check of figures", "POST", "/v1/check", `{"figures":{"fp8_dense":"600 TFLOPS"},"to":"china","end_user":"deepseek","as_of":"2026-02-01"}`, fields([]string{"as_of", "outcome", "figures.fp8_dense", "decisions.0.criteria.0.thresholds.0.text", "exceptions", "also_concerns", "unknowns", "text", "notice", "id", "call", "command", "known_at"}, under("to", entityFields))},
		{"listings", "GET", "/v1/entities/fund/listings", "", fields(under("subject", entityFields), []string{"as_of", "listed", "listings.0.lists", "listings.0.issued_by.0.id", "listings.0.citations", "ended", "upcoming", "owners", "affiliation"},
			under("listings.0.decision", entityFields), under("listings.0.claim", claimFields))},
		{"listings of what listed parties own", "GET", "/v1/entities/nvidia/listings?list=the-list", "", fields([]string{"list.id", "owners.0.share", "owners.0.owner.id", "owners.0.listed"}, under("owners.0.claim", claimFields))},
		{"screen", "POST", "/v1/screen", `{"queries":[{"name":"The Fund","country":"CN","identifiers":{"lei":"X"},"kind":"company","address":"1 Road, China","reference":"7"},"Nvidia"],"threshold":0.9,"as_of":"2026-01-01"}`,
			fields([]string{"as_of", "threshold", "counts.rows", "results.0.row", "results.0.name", "results.0.reference", "results.0.query.name", "results.0.resolution", "results.0.score", "results.0.matched", "results.0.listed",
				"results.0.listings.0.decision.id", "results.0.listings.0.lists", "results.0.ended", "results.0.candidates", "results.1.owners.0.listed", "results.1.affiliation"}, under("results.0.entity", entityFields))},
		{"screen of one name", "GET", "/v1/screen?queries=Nvidia", "", under("results.0.entity", entityFields)},
		{"match", "POST", "/v1/match", `{"queries":[{"name":"Deep Seek","kind":"company"},{"name":"Chine"}],"limit":2}`, fields([]string{"results.0.name", "results.0.candidates.0.score", "results.1.candidates.0.matched"}, under("results.0.candidates.0.entity", entityFields))},
		{"ask", "GET", "/v1/ask" + query("q", "who depends on Nvidia", "lang", "en"), "", fields([]string{"question", "query.question", "query.of", "query.as_of", "query.lang", "query.call", "text"}, under("answer", reach))},
		{"sources", "GET", "/v1/sources", "", []string{"total", "results.0.id", "results.0.title", "results.0.publisher", "results.0.url", "results.0.published", "results.0.kind", "results.0.datasets.0"}},
		{"source", "GET", "/v1/sources/paper", "", fields([]string{"id", "title", "url"}, under("claims.0", claimFields))},
		{"claims", "GET", "/v1/claims?predicate=seeks&subject=deepseek", "", fields([]string{"total"}, under("results.0", claimFields))},
		{"claim", "GET", "/v1/claims/" + claim, "", fields(claimFields, []string{"object", "valid_from"})},
		{"datasets", "GET", "/v1/datasets", "", []string{"total", "results.0.name", "results.0.title", "results.0.licence", "results.0.loaded_at", "results.0.entities", "results.0.claims"}},
		{"ontology", "GET", "/v1/ontology", "", []string{"kinds.0.name", "attributes.0.name", "attributes.0.type", "relations.0.name", "relations.0.inverse", "relations.0.from.0", "relations.0.to.0", "relations.0.channel", "relations.0.need", "relations.0.sentence.en", "relations.0.sentence.fr", "rules.0.name"}},
		{"coverage", "GET", "/v1/coverage", "", []string{"entities", "claims", "sources", "changing", "undated", "primary", "claims_by_confidence.reported", "entities_by_kind.company", "sources_by_kind.press", "claims_by_predicate.uses", "laws.0.state.id", "laws.0.decisions", "datasets.0.name", "limits.0"}},
		{"stats", "GET", "/v1/stats", "", []string{"version", "entities", "claims", "derived", "sources", "datasets", "store", "entities_by_kind.company", "claims_by_predicate.uses", "answers.dependents"}},
	}
}

func TestShapes(t *testing.T) {
	h := small(t)
	for _, c := range calls(func(target string) response { return get(t, h, target) }) {
		t.Run(c.name, func(t *testing.T) {
			r := do(t, h, c.method, c.target, c.body)
			if r.Code != http.StatusOK || !strings.HasPrefix(r.Header().Get("Content-Type"), "application/json") {
				t.Fatalf("%d %s: %s", r.Code, r.Header().Get("Content-Type"), r.Body)
			}
			for _, f := range c.fields {
				if _, ok := at(r.body, f); !ok {
					t.Errorf("no %s in %s", f, r.Body)
				}
			}
			noNullLists(t, r.body, "")
		})
	}
}

// noNullLists makes sure that an empty list is a list: the one field that may be null is one that is unknown.
func noNullLists(t *testing.T, v any, path string) {
	t.Helper()
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			if x == nil && k != "in_force" && k != "share" {
				t.Errorf("%s.%s is null", path, k)
			}
			noNullLists(t, x, path+"."+k)
		}
	case []any:
		for _, x := range v {
			noNullLists(t, x, path+"[]")
		}
	}
}

// A list with nothing in it is empty, not absent.
func TestEmptyLists(t *testing.T) {
	h := small(t)
	for target, list := range map[string]string{
		"/v1/entities?q=nothing-like-it": "results", "/v1/entities/united-states/dependencies": "results", "/v1/entities/fab/dependents": "results",
		"/v1/entities/tsmc/decisions": "results", "/v1/entities/china/owners": "results", "/v1/entities/china/holdings": "results",
		"/v1/entities/china/affiliates": "results", "/v1/paths?from=tsmc&to=fund": "paths", "/v1/search?q=%E4%B8%80": "results",
		"/v1/check?item=mystery&to=united-states": "decisions", "/v1/changes?since=1999-01-01&until=1999-02-01": "results",
		"/v1/entities/fab/timeline": "results", "/v1/chokepoints?for=fund": "results",
		"/v1/entities/fab/dependents?since=1999-01-01": "came", "/v1/entities/fab/dependencies?since=1999-01-01&as_of=1999-01-01": "went",
	} {
		r := get(t, h, target)
		if v, ok := at(r.body, list); !ok || v == nil || len(r.list(list)) != 0 {
			t.Errorf("GET %s: %s is %v, want an empty list", target, list, v)
		}
		noNullLists(t, r.body, target)
	}
}

// A derived step names the claims that it rests on, and has their sources.
func TestDerivedSteps(t *testing.T) {
	h := small(t)
	r := get(t, h, "/v1/paths?from=deepseek&to=rule&k=1")
	if got := r.text("paths.0.sentence"); got != "DeepSeek is subject, for the Nvidia H200, to the Rule." {
		t.Fatalf("the path says %q", got)
	}
	premises := r.list("paths.0.steps.0.derived_from")
	if len(premises) < 4 {
		t.Fatalf("derived from %v, want at least the seeking, the covering, the scope and the seat", premises)
	}
	cited := map[string]bool{}
	for _, id := range r.texts("paths.0.steps.0.sources", "id") {
		cited[id] = true
	}
	predicates := map[string]bool{}
	for _, id := range premises {
		claim := get(t, h, "/v1/claims/"+id.(string))
		predicates[claim.text("predicate")] = true
		for _, source := range claim.texts("sources", "id") {
			if !cited[source] {
				t.Errorf("the step does not cite %s, which a premise does", source)
			}
		}
	}
	for _, p := range []string{"seeks", "covers", "applies_to", "headquartered_in"} {
		if !predicates[p] {
			t.Errorf("no premise is a %s: %v", p, predicates)
		}
	}
	if derived := get(t, h, "/v1/claims/"+r.text("paths.0.steps.0.claim")); len(derived.list("derived_from")) != len(premises) {
		t.Error("the derived claim itself does not say what it rests on")
	}
}

// Paths run from the dependent to what it depends on, whichever way was asked.
func TestPathsRunInDependencyOrder(t *testing.T) {
	h := small(t)
	for _, target := range []string{"/v1/entities/nvidia/dependents", "/v1/entities/deepseek/dependencies"} {
		r := get(t, h, target)
		for i := range r.list("results") {
			steps, _ := at(r.list("results")[i], "path.steps")
			from, _ := at(steps, "0.from")
			for j := range steps.([]any) {
				if start, _ := at(steps.([]any)[j], "from"); start != from {
					t.Errorf("%s: step %d of %v begins at %v, want %v", target, j, steps, start, from)
				}
				from, _ = at(steps.([]any)[j], "to")
			}
			entity, _ := at(r.list("results")[i], "entity.id")
			if first, _ := at(steps, "0.from"); target == "/v1/entities/nvidia/dependents" && (first != entity || from != "nvidia") {
				t.Errorf("%s: the path runs from %v to %v, want from %v to nvidia", target, first, from, entity)
			}
		}
	}
}

func TestLanguage(t *testing.T) {
	h := small(t)
	for target, want := range map[string]string{
		"/v1/paths?from=deepseek&to=nvidia&k=1&lang=fr": "DeepSeek cherche à acquérir le Nvidia H200, qui est conçu par Nvidia.",
		"/v1/paths?from=deepseek&to=rule&k=1&lang=fr":   "DeepSeek est soumis, pour le Nvidia H200, à la règle.",
		"/v1/paths?from=deepseek&to=nvidia&k=1&lang=en": "DeepSeek seeks the Nvidia H200, which is designed by Nvidia.",
	} {
		if got := get(t, h, target).text("paths.0.sentence"); got != want {
			t.Errorf("GET %s says %q, want %q", target, got, want)
		}
	}
	if got := get(t, h, "/v1/ask"+query("q", "qui dépend de Nvidia ?")).text("query.lang"); got != "fr" {
		t.Errorf("a French question is answered in %q", got)
	}
}
