package neo4j

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
)

func TestNobodyListens(t *testing.T) {
	_, err := Open(context.Background(), "bolt://127.0.0.1:1", Auth{})
	if !errors.Is(err, graph.ErrUnavailable) || strings.Contains(err.Error(), "\n") {
		t.Errorf("%v, want ErrUnavailable in one line", err)
	}
}

// emptyStore is an empty store for one test.
func emptyStore(t *testing.T) *Store {
	t.Helper()
	s, err := openEmpty(context.Background(), serverURI(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// story is a small dataset in which something is derived.
func story(t *testing.T) graph.Batch {
	t.Helper()
	o, _ := readSeeds(t)
	b := graph.Batch{Dataset: graph.Dataset{Name: "curated"}, Ontology: o, At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		Sources: []graph.Source{{ID: "press", Title: "Press", Published: graph.Beginning}}}
	for id, kind := range map[string]string{"deepseek": "company", "h200": "chip", "rule": "decision", "china": "government"} {
		b.Entities = append(b.Entities, graph.Entity{ID: id, Kind: kind, Name: strings.ToUpper(id), Aliases: []graph.Alias{{Name: id + " alias", Lang: "fr"}}})
	}
	relation := func(subject, predicate, object string) graph.Claim {
		return graph.Claim{Subject: subject, Predicate: predicate, Object: object, Share: graph.NoShare, Valid: graph.Always,
			Confidence: graph.Official, Sources: []graph.Citation{{Source: "press", Locator: "p. 1"}}}
	}
	inForce := relation("rule", "status", "")
	inForce.Value = graph.Value{Type: graph.TermValue, Text: "in-force"}
	b.Claims = slices.Values([]graph.Claim{relation("deepseek", "seeks", "h200"), relation("rule", "covers", "h200"),
		relation("rule", "applies_to", "china"), relation("deepseek", "headquartered_in", "china"), inForce})
	return b
}

// TestAnalystsGraph asks in Cypher what the package says that the database holds.
func TestAnalystsGraph(t *testing.T) {
	s := emptyStore(t)
	if _, err := s.Load(context.Background(), story(t)); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		`MATCH (c:Company)-[r:SEEKS]->(h:Chip) RETURN c.name + ' ' + r.confidence + ' ' + h.id`:                                              "DEEPSEEK official h200",
		`MATCH (c:Entity)-[r:SUBJECT_TO {derived: true}]->(d:Decision) RETURN c.id + ' ' + r.item + ' ' + d.id + ' ' + size(r.derived_from)`: "deepseek h200 rule 5",
		`MATCH (d:Decision)-[:STATES]->(c:Claim)-[q:CITES]->(s:Source) RETURN d.id + ' ' + c.value + ' ' + s.id + ' ' + q.locator`:           "rule in-force press p. 1",
		`MATCH (a:Assertion {predicate: 'seeks'})-[:CITES]->(s:Source) RETURN a.dataset + ' ' + s.title`:                                     "curated Press",
		`MATCH (e:Entity {id: 'deepseek'}) RETURN e.country + ' ' + e.aliases[0]`:                                                            "china deepseek alias",
		`CALL db.index.fulltext.queryNodes('entity_names', 'deepseek') YIELD node RETURN node.id`:                                            "deepseek",
		`SHOW CONSTRAINTS YIELD name WHERE name = 'entity_id' RETURN name`:                                                                   "entity_id",
	} {
		var got []string
		err := s.inTransaction(context.Background(), neo4j.AccessModeRead, func(tx *transaction) (bool, error) {
			return false, tx.each(query, nil, func(row []any) error {
				got = append(got, fmt.Sprint(row[0]))
				return nil
			})
		})
		if err != nil {
			t.Errorf("%s: %v", query, err)
		} else if diff := cmp.Diff([]string{want}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}

// A load that was cut off in the middle of its commit leaves the gate closed.
func TestClosedGateIsMended(t *testing.T) {
	ctx := context.Background()
	s := emptyStore(t)
	if _, err := s.Load(ctx, story(t)); err != nil {
		t.Fatal(err)
	}
	if err := s.closeGate(ctx, 1); err != nil {
		t.Fatal(err)
	}
	read := func() error {
		return s.inTransaction(ctx, neo4j.AccessModeRead, func(tx *transaction) (bool, error) {
			return false, tx.undisturbed(func(*transaction, state) error { return nil })
		})
	}
	if err := read(); !errors.Is(err, errMoved) {
		t.Errorf("reading during a commit: %v, want errMoved", err)
	}
	if err := s.mendGate(ctx); err != nil {
		t.Fatal(err)
	}
	if err := read(); err != nil {
		t.Errorf("reading after the gate was mended: %v", err)
	}
	batch := story(t)
	batch.Dataset.Name = "again"
	if _, err := s.Load(ctx, batch); err != nil {
		t.Fatal(err)
	}
	if err := read(); err != nil {
		t.Errorf("reading after another load: %v", err)
	}
}

func TestReady(t *testing.T) {
	ctx := context.Background()
	s := emptyStore(t)
	if err := s.Ready(ctx); err != nil {
		t.Error(err)
	}
	gone, leave := context.WithCancel(ctx)
	leave()
	if err := s.Ready(gone); !errors.Is(err, graph.ErrUnavailable) || strings.Contains(err.Error(), "\n") {
		t.Errorf("without time to answer: %v, want ErrUnavailable in one line", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Ready(ctx); !errors.Is(err, graph.ErrUnavailable) {
		t.Errorf("a closed store: %v, want ErrUnavailable", err)
	}
}

// What signs cursors outlives the process, so that those of one server are good at the next.
func TestSecretIsKept(t *testing.T) {
	ctx := context.Background()
	s := emptyStore(t)
	if _, err := s.Load(ctx, story(t)); err != nil {
		t.Fatal(err)
	}
	secret := func() []byte {
		again, err := Open(ctx, s.uri, auth())
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		e, err := NewEngine(ctx, again)
		if err != nil {
			t.Fatal(err)
		}
		return e.Current().Secret()
	}
	first := secret()
	if len(first) < 32 || !bytes.Equal(first, secret()) {
		t.Errorf("the secrets %x and %x", first, secret())
	}
	err := s.inTransaction(ctx, neo4j.AccessModeWrite, func(tx *transaction) (bool, error) {
		return true, tx.run(`MATCH (m:Meta) REMOVE m.secret`, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	if fresh := secret(); len(fresh) < 32 || bytes.Equal(fresh, first) {
		t.Errorf("a database without a secret got %x", fresh)
	}
}
