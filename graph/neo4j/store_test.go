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
	"chokepoint/graph/engine"
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
	slices.SortFunc(b.Entities, func(x, y graph.Entity) int { return strings.Compare(x.ID, y.ID) })
	relation := func(subject, predicate, object string) graph.Claim {
		return graph.Claim{Subject: subject, Predicate: predicate, Object: object, Share: graph.NoShare, Valid: graph.Always,
			Confidence: graph.Official, Sources: []graph.Citation{{Source: "press", Locator: "p. 1"}}}
	}
	inForce := relation("rule", "status", "")
	inForce.Value = graph.Value{Type: graph.TermValue, Text: "in-force"}
	seeks := relation("deepseek", "seeks", "h200")
	seeks.Share, seeks.Valid.From = graph.ShareOf(0.84), date(t, "2025-03")
	b.Claims = slices.Values([]graph.Claim{seeks, relation("rule", "covers", "h200"),
		relation("rule", "applies_to", "china"), relation("deepseek", "headquartered_in", "china"), inForce})
	return b
}

func date(t *testing.T, written string) graph.Date {
	t.Helper()
	d, err := graph.ParseDate(written)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestAnalystsGraph asks in Cypher what the package says that the database holds.
func TestAnalystsGraph(t *testing.T) {
	s := emptyStore(t)
	if _, err := s.Load(context.Background(), story(t)); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		`MATCH (c:Company)-[r:SEEKS]->(h:Chip) RETURN c.name + ' ' + r.confidence + ' ' + h.id`:                                                                      "DEEPSEEK official h200",
		`MATCH (:Company)-[r:SEEKS]->(:Chip) RETURN r.stratum + ' ' + r.channel + ' ' + r.share + ' ' + r.valid_from`:                                                "use supply 0.84 2025-03-01",
		`MATCH (:Company)-[r:SEEKS]->(:Chip) WHERE r.valid_from <= date('2025-03-10') AND r.valid_from_precision = 'month' RETURN r.valid_from_written`:              "2025-03",
		`MATCH (:Company)-[r:SEEKS]->(:Chip) WHERE r.recorded_from < datetime('2026-01-02') RETURN r.recorded_from.year`:                                             "2026",
		`MATCH (c:CpEntity)-[r:SUBJECT_TO {derived: true}]->(d:Decision) RETURN c.id + ' ' + r.item + ' ' + d.id + ' ' + size(r.derived_from)`:                       "deepseek h200 rule 5",
		`MATCH (d:Decision)-[:CP_STATES]->(c:CpClaim)-[q:CP_CITES]->(s:CpSource) RETURN d.id + ' ' + c.value + ' ' + s.id + ' ' + q.locator`:                         "rule in-force press p. 1",
		`MATCH (:Company)-[r:SEEKS]->(:Chip) MATCH (:CpAssertion {id: r.id})-[:CP_CITES]->(s:CpSource) RETURN s.title`:                                               "Press",
		`MATCH (s:CpSource {id: 'press'})<-[:CP_CITES]-(a:CpAssertion {predicate: 'seeks'})-[:CP_OBJECT]->(o) MATCH (a)-[:CP_SUBJECT]->(e) RETURN e.id + ' ' + o.id`: "deepseek h200",
		`MATCH (e:CpEntity {id: 'deepseek'}) RETURN e.country + ' ' + e.aliases[0]`:                                                                                  "china deepseek alias",
		`MATCH (d:CpDataset) RETURN d.name + ' ' + d.claims`:                                                                                                         "curated 5",
		`CALL db.index.fulltext.queryNodes('cp_entity_names', 'deepseek') YIELD node RETURN node.id`:                                                                 "deepseek",
		`SHOW INDEXES YIELD name, entityType, labelsOrTypes WHERE name = 'cp_seeks_id' RETURN entityType + ' ' + labelsOrTypes[0]`:                                   "RELATIONSHIP SEEKS",
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
		e, err := engine.New(ctx, again)
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
		return true, tx.run(`MATCH (m:CpMeta) REMOVE m.secret`, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	if fresh := secret(); len(fresh) < 32 || bytes.Equal(fresh, first) {
		t.Errorf("a database without a secret got %x", fresh)
	}
}
