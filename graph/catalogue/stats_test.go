package catalogue_test

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// gathering is a source that gathers parts, each of which is all.
type gathering struct{ fixed }

func (gathering) Gathers() bool { return true }

func (g gathering) Part(context.Context, []string, func(*snapshot.Snapshot) (snapshot.Need, error), func(*snapshot.Snapshot) error) (question.Gathered, error) {
	return question.Gathered{Facts: g.facts}, nil
}

func askStats(t rapid.TB, source question.Source) catalogue.Stats {
	q, _ := catalogue.Find("stats")
	p, err := q.Read(nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Ask(context.Background(), source, question.Terms{Now: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	return r.Answer.(catalogue.Stats)
}

// Statistics count what stands and what does not, and say what each question is answered from.
func TestStats(t *testing.T) {
	loaded := graph.Recording{From: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}
	withdrawn := graph.Recording{From: loaded.From, To: loaded.From.AddDate(0, 1, 0)}
	claim := graph.Claim{Subject: "a", Predicate: "uses", Object: "c", Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Official, Sources: []graph.Citation{{Source: "source-0"}}}
	other := claim
	other.Predicate = "likes"
	facts := compileClaims(t, []graph.Assertion{{Claim: claim, Dataset: "d", Recorded: loaded}, {Claim: other, Dataset: "d", Recorded: withdrawn}})

	s := askStats(t, fixed{facts})
	if s.Entities != len(listed) || s.Claims != 1 || s.Withdrawn != 1 || s.Derived != 0 || s.Sources != 3 || s.ByKind["chip"] != 2 || s.ByPredicate["uses"] != 1 || s.Store != "fixed" {
		t.Errorf("%+v", s)
	}
	for _, c := range []struct {
		source question.Source
		name   string
		want   string
	}{{fixed{facts}, "neighbours", "snapshot"}, {fixed{facts}, "card", "snapshot"}, {fixed{facts}, "claims", "snapshot"}, {fixed{facts}, "resolve", "snapshot"},
		{gathering{fixed{facts}}, "neighbours", "cypher"}, {gathering{fixed{facts}}, "card", "cypher"}, {gathering{fixed{facts}}, "resolve", "cypher"}, {gathering{fixed{facts}}, "impact", "cypher"}, {gathering{fixed{facts}}, "chokepoints", "none"}} {
		if got := askStats(t, c.source).Answers[c.name]; got != c.want {
			t.Errorf("%s of %T: %q, want %q", c.name, c.source, got, c.want)
		}
	}
}
