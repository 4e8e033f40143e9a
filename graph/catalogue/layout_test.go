package catalogue_test

import (
	"cmp"
	"slices"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/view"
)

// TestLayouts holds that what is placed is what is shown, that claims lead to the right and into the columns of their strata, and that sources
// of a primary kind are told from others as a question for such sources does.
func TestLayouts(t *testing.T) {
	facts, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	for call, layoutOf := range map[string]func(any) (*view.Layout, []graph.Path){
		"/v1/entities/asml/dependents?layout=layers&limit=300":                        ofReach,
		"/v1/entities/openai/dependencies?layout=layers":                              ofReach,
		"/v1/entities/huawei/dependencies?layout=layers&limit=300&channel=regulatory": ofReach,
		"/v1/paths?from=deepseek&to=asml&k=5&layout=layers": func(answer any) (*view.Layout, []graph.Path) {
			x := answer.(catalogue.Paths)
			return x.Layout, x.Paths
		},
		"/v1/impact?remove=asml&limit=50&layout=layers": func(answer any) (*view.Layout, []graph.Path) {
			x, all := answer.(catalogue.Impact), []graph.Path(nil)
			for _, effects := range [][]catalogue.Effect{x.Lost, x.Degraded} {
				for _, e := range effects {
					all = append(all, e.Path)
				}
			}
			for _, e := range x.Impaired {
				all = append(all, e.Path)
			}
			return x.Layout, all
		},
	} {
		t.Run(call, func(t *testing.T) {
			l, paths := layoutOf(putCall(t, call).Answer)
			steps := map[string]bool{}
			for _, p := range paths {
				for _, step := range p.Steps {
					if facts.Ontology().Relation(step.Relation) != nil {
						steps[step.Claim.String()] = true
					}
				}
			}
			if len(l.Edges) == 0 || len(l.Edges) != len(steps) {
				t.Errorf("%d claims are placed of %d", len(l.Edges), len(steps))
			}
			checkLayout(t, l, facts.Ontology().Strata)
			for _, e := range l.Edges {
				if !steps[e.Claim.String()] {
					t.Errorf("%s is placed and not shown", e.Sentence)
				}
				ref := facts.ClaimsWithID(e.Claim)[0]
				if primary := slices.Contains(graph.PrimaryKinds(), e.BestSource); primary != facts.IsPrimary(ref) {
					t.Errorf("%s rests on %q; a primary source: %v", e.Sentence, e.BestSource, facts.IsPrimary(ref))
				}
			}
		})
	}
}

func ofReach(answer any) (l *view.Layout, paths []graph.Path) {
	x := answer.(catalogue.Reach)
	for _, r := range x.Results {
		paths = append(paths, r.Path)
	}
	return x.Layout, paths
}

func checkLayout(t *testing.T, l *view.Layout, strata []string) {
	t.Helper()
	at := map[string]view.LayoutNode{}
	for _, n := range l.Nodes {
		if other, twice := at[n.ID]; twice {
			t.Errorf("%s is placed twice: %v", n.ID, other)
		}
		if at[n.ID] = n; l.Columns[n.X].Stratum != n.Stratum || n.Y > l.Height-1 {
			t.Errorf("%s stands at %d, %g", n.ID, n.X, n.Y)
		}
	}
	for _, e := range l.Edges {
		from, to := at[e.From], at[e.To]
		if !e.Back && (from.X >= to.X || slices.Index(strata, to.Stratum) < slices.Index(strata, e.Stratum)) {
			t.Errorf("%s (%s) leads from column %d to %d (%s)", e.Sentence, e.Stratum, from.X, to.X, to.Stratum)
		}
	}
}

// TestDegrees holds that as many claims of dependence are counted as neighbours show.
func TestDegrees(t *testing.T) {
	const filter = "as_of=2025-06-01&min_confidence=reported&channel=supply&channel=regulatory"
	l := putCall(t, "/v1/entities/tsmc/dependents?layout=layers&limit=30&"+filter).Answer.(catalogue.Reach).Layout
	for _, n := range l.Nodes {
		for direction, want := range map[string]int{"dependents": n.Dependents, "dependencies": n.Dependencies} {
			shown := putCall(t, "/v1/entities/"+n.ID+"/neighbours?direction="+direction+"&limit=0&"+filter).Answer.(catalogue.Neighbours)
			if shown.Total != want {
				t.Errorf("%s has %d %s by the layout, %d by its neighbours", n.ID, want, direction, shown.Total)
			}
		}
	}
	if len(l.Nodes) < 30 {
		t.Errorf("%d nodes", len(l.Nodes))
	}
}

// TestCyclesLeadBack holds that a claim that closes a cycle is said to lead back.
func TestCyclesLeadBack(t *testing.T) {
	facts := fixed{supplies(t, "a needs b\nb needs a\nb picks a\na needs c")}
	l := asked[catalogue.Neighbours](t, facts, "neighbours", graph.Budget{}, question.Values{"ref": {"a"}, "layout": {"layers"}}).Layout
	for _, e := range l.Edges {
		if e.Back != (e.From == "b") || len(e.Points) > 0 {
			t.Errorf("%s leads back: %v", e.Sentence, e.Back)
		}
	}
	if len(l.Edges) != 4 || len(l.Columns) != 2 {
		t.Errorf("%d claims in %d columns", len(l.Edges), len(l.Columns))
	}
}

// TestLayoutSpeaksTheLanguage holds that nodes bear what lists call them and their states.
func TestLayoutSpeaksTheLanguage(t *testing.T) {
	for lang, want := range map[string]string{"en": "US Department of Commerce, United States", "fr": "Département du Commerce des États-Unis, États-Unis"} {
		l := putCall(t, "/v1/paths?from=deepseek&to=united-states&layout=layers&lang="+lang).Answer.(catalogue.Paths).Layout
		at := slices.IndexFunc(l.Nodes, func(n view.LayoutNode) bool { return n.ID == "us-commerce" })
		if got := cmp.Or(l.Nodes[at].Called, l.Nodes[at].Name) + ", " + l.Nodes[at].CountryName; got != want {
			t.Errorf("in %s: %q, not %q", lang, got, want)
		}
	}
}
