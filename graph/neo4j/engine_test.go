package neo4j

import (
	"context"
	"errors"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
)

// ask asks a question of the catalogue as of the day of the story.
func ask(t *testing.T, e *Engine, name string, values question.Values) (any, error) {
	t.Helper()
	q, ok := catalogue.Find(name)
	if !ok {
		t.Fatalf("there is no question %s", name)
	}
	asked, err := q.Read(values)
	if err != nil {
		t.Fatal(err)
	}
	reply, err := asked.Ask(context.Background(), e, question.Terms{Now: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return nil, err
	}
	return reply.Answer, nil
}

// TestEngineChooses asks engines of each mode while the database is there, and after it has gone.
func TestEngineChooses(t *testing.T) {
	ctx := context.Background()
	s := emptyStore(t)
	mustLoad(t, s, story(t))
	size, err := s.SnapshotSize(ctx)
	if want := int64(bytesAClaim*5 + bytesAnEntity*4); err != nil || size != want {
		t.Errorf("a snapshot is taken to need %d bytes (%v), want %d", size, err, want)
	}
	who := question.Values{"ref": {"h200"}}
	var all []*Engine
	for _, c := range []struct {
		mode    Mode
		limit   int64
		gathers bool
	}{{Memory, 0, false}, {Cypher, 1 << 40, true}, {Auto, size, false}, {Auto, size - 1, true}} {
		e, err := NewEngine(ctx, s, c.mode, c.limit)
		if err != nil {
			t.Fatal(err)
		}
		if all = append(all, e); e.Gathers() != c.gathers {
			t.Errorf("%s up to %d bytes: by Cypher %v", c.mode, c.limit, e.Gathers())
		}
		if a, err := ask(t, e, "dependents", who); err != nil || a.(catalogue.Reach).Total != 1 {
			t.Errorf("%s up to %d bytes: %+v, %v", c.mode, c.limit, a, err)
		}
		if _, err := ask(t, e, "impact", question.Values{"remove": {"h200"}}); err != nil {
			t.Errorf("%s up to %d bytes: impact: %v", c.mode, c.limit, err)
		}
		if _, err := ask(t, e, "chokepoints", nil); errors.Is(err, graph.ErrWhole) != c.gathers {
			t.Errorf("%s up to %d bytes: chokepoints: %v", c.mode, c.limit, err)
		}
		want := map[bool]map[string]string{false: {"dependents": "snapshot", "chokepoints": "snapshot"}, true: {"dependents": "cypher", "impact": "cypher", "chokepoints": "none"}}[c.gathers]
		a, err := ask(t, e, "stats", nil)
		for name, from := range want {
			if err != nil || a.(catalogue.Stats).Answers[name] != from {
				t.Errorf("%s up to %d bytes: stats: %v, want %s from %s", c.mode, c.limit, err, name, from)
			}
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if err := e.Ready(ctx); !errors.Is(err, graph.ErrUnavailable) {
			t.Errorf("without the database it says %v", err)
		}
		if _, err := ask(t, e, "dependents", who); e.Gathers() != errors.Is(err, graph.ErrUnavailable) || !e.Gathers() && err != nil {
			t.Errorf("without the database, by Cypher %v: %v", e.Gathers(), err)
		}
	}
}
