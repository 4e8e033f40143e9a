package catalogue_test

import (
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
)

// Coverage counts what stands, by how sure it is, what is undated of what comes and goes, and the decisions of each state.
func TestCoverage(t *testing.T) {
	loaded := graph.Recording{From: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}
	claim := graph.Claim{Subject: "a", Predicate: "uses", Object: "c", Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Official, Sources: []graph.Citation{{Source: "source-0"}}}
	dated, gone := claim, claim
	dated.Object, dated.Confidence = "b", graph.Reported
	dated.Valid.From = graph.DateOf(graph.DayOf(time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)))
	gone.Predicate = "likes"
	s := compileClaims(t, []graph.Assertion{{Claim: claim, Dataset: "d", Recorded: loaded}, {Claim: dated, Dataset: "d", Recorded: loaded},
		{Claim: gone, Dataset: "d", Recorded: graph.Recording{From: loaded.From, To: loaded.From.AddDate(0, 1, 0)}}})
	c := askOne[catalogue.Coverage](t, s, "coverage", nil)
	if c.Claims != 2 || c.ByConfidence["official"] != 1 || c.ByConfidence["reported"] != 1 || c.ByPredicate["uses"] != 2 || c.ByPredicate["likes"] != 0 {
		t.Errorf("claims: %+v", c)
	}
	if len(c.Limits) == 0 || c.Sources != 3 {
		t.Errorf("limits and sources: %+v", c)
	}
}

// What is covered of the facts of the project is what their files say.
func TestCoverageOfTheFacts(t *testing.T) {
	s := builtInFacts(t)
	c := askOne[catalogue.Coverage](t, s, "coverage", nil)
	decisions, byKind, confidence := 0, 0, 0
	for _, l := range c.Laws {
		decisions += l.Decisions
		if l.Until == "" || l.Until > c.Until {
			t.Errorf("%s until %s, all until %s", l.State.ID, l.Until, c.Until)
		}
	}
	for _, n := range c.ByKind {
		byKind += n
	}
	for _, n := range c.ByConfidence {
		confidence += n
	}
	if byKind != c.Entities || confidence != c.Claims || c.Laws[0].State.ID != "united-states" || decisions < c.ByKind["decision"]*9/10 {
		t.Errorf("%d of %d entities, %d of %d claims, %d of %d decisions; %+v", byKind, c.Entities, confidence, c.Claims, decisions, c.ByKind["decision"], c.Laws)
	}
	if c.Undated == 0 || c.Undated > c.Changing || c.Changing > c.Claims || c.Primary == 0 || c.Primary >= c.Claims {
		t.Errorf("%d undated of %d, %d primary of %d", c.Undated, c.Changing, c.Primary, c.Claims)
	}
}
