package neo4j

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
)

// foreigners is a database full of other data: labels, ids, keys and kinds that might be taken for ours.
const foreigners = `CREATE (:Claim {key: 'k', id: 'x'})-[:CITES {key: 'k'}]->(:Source {id: 'press'}), (:Entity {id: 'deepseek', name: 'other'})-[:STATES]->(:Assertion {number: 1}),
	(:Company {id: 'deepseek'})-[:SEEKS {id: 'a', key: 'k'}]->(:Chip {id: 'h200'}), (:Dataset {name: 'curated'}), (:Decision {id: 'rule'}), (:Meta {name: 'other'}), (:EntityRecord {number: 2}), (:SourceRecord {number: 3})`

// asked are the rows of a query of one column.
func asked(t *testing.T, s *Store, query string) []string {
	t.Helper()
	var rows []string
	err := s.reading(context.Background(), func(tx *transaction) error {
		return tx.each(query, nil, func(row []any) error {
			rows = append(rows, fmt.Sprint(row[0]))
			return nil
		})
	})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return rows
}

func do(t *testing.T, s *Store, query string) {
	t.Helper()
	err := s.inTransaction(context.Background(), neo4j.AccessModeWrite, func(tx *transaction) (bool, error) { return true, tx.run(query, nil) })
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func mustLoad(t *testing.T, s *Store, batch graph.Batch) {
	t.Helper()
	if _, err := s.Load(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
}

// without is a batch without its first claim.
func without(batch graph.Batch) graph.Batch {
	batch.Claims = slices.Values(slices.Collect(batch.Claims)[1:])
	return batch
}

func TestForeignDataIsNotTouched(t *testing.T) {
	s := emptyStore(t)
	do(t, s, foreigners)
	const theirs = `MATCH (n) WHERE NOT any(l IN labels(n) WHERE l STARTS WITH 'Cp') OPTIONAL MATCH (n)-[r]->(m)
		RETURN [labels(n), properties(n), type(r), properties(r), labels(m)] AS x ORDER BY elementId(n)`
	before := asked(t, s, theirs)
	if _, err := s.Load(context.Background(), story(t)); !errors.Is(err, ErrForeign) || strings.Contains(err.Error(), "\n") {
		t.Fatalf("a load into a database with other content: %v, want ErrForeign in one line", err)
	}
	s.Join()
	mustLoad(t, s, story(t))
	mustLoad(t, s, without(story(t)))
	mustLoad(t, s, story(t))
	after := asked(t, s, theirs)
	if diff := cmp.Diff(before, after); diff != "" || len(after) == 0 {
		t.Errorf("what others keep there (-before +after):\n%s", diff)
	}
	again, err := Open(context.Background(), s.uri, auth())
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	mustLoad(t, again, without(story(t))) // that it was joined is remembered
}

func TestOurLabelsAreTaken(t *testing.T) {
	s := emptyStore(t)
	do(t, s, `CREATE (:CpEntity {id: 'deepseek'})`)
	s.Join()
	if _, err := s.Load(context.Background(), story(t)); !errors.Is(err, ErrForeign) || !strings.Contains(err.Error(), "CpEntity") {
		t.Errorf("a foreign node with a label of ours: %v", err)
	}
}

func TestAnnotationsStay(t *testing.T) {
	s := emptyStore(t)
	mustLoad(t, s, story(t))
	do(t, s, `MATCH (e:CpEntity {id: 'deepseek'}), (h:CpEntity {id: 'h200'}), (r:CpEntity {id: 'rule'})-[:CP_STATES]->(c:CpClaim), (s:CpSource {id: 'press'})
		SET e.rating = 'high', e:Watched, s.rating = 'low'
		WITH * MATCH (:Decision)-[covers:COVERS]->(h) SET covers.checked = 'by me'
		CREATE (e)-[:SEEKS {key: 'mine', id: 'mine'}]->(h), (e)-[:MY_NOTE {key: 'mine'}]->(h), (:Note {text: 'see'})-[:ON]->(c), (:Note {text: 'too'})-[:ON]->(e)`)
	batch := without(story(t))
	for i := range batch.Entities {
		batch.Entities[i].Name += " Ltd"
		batch.Entities[i].Aliases = nil
	}
	claims := slices.Collect(batch.Claims)[:3] // the decision's status goes too
	claims[0].Confidence = graph.Reported
	batch.Claims = slices.Values(claims)
	mustLoad(t, s, batch)
	for query, want := range map[string]string{
		`MATCH (e:CpEntity:Company:Watched {id: 'deepseek', rating: 'high'}) RETURN e.name + coalesce(e.aliases, '')`: "DEEPSEEK Ltd",
		`MATCH (:Decision)-[r:COVERS]->(:CpEntity) RETURN r.checked + ' ' + r.confidence`:                             "by me reported",
		`MATCH (s:CpSource {rating: 'low'}) RETURN s.id`:                                                              "press",
		`MATCH (:CpEntity {id: 'deepseek'})-[r:SEEKS]->(:CpEntity {id: 'h200'}) RETURN r.key`:                         "mine",
		`MATCH (:CpEntity {id: 'deepseek'})-[r:MY_NOTE]->(:CpEntity {id: 'h200'}) RETURN r.key`:                       "mine",
		`MATCH (n:Note)-[:ON]->(c:CpFormerClaim) RETURN n.text + ' ' + c.value`:                                       "see in-force",
		`MATCH (n:Note)-[:ON]->(c:CpEntity) RETURN n.text`:                                                            "too",
		`MATCH (c:CpClaim) RETURN count(c)`:                                                                           "0",
	} {
		if diff := cmp.Diff([]string{want}, asked(t, s, query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}

func TestKindsWithLabelsOfOurs(t *testing.T) {
	s := emptyStore(t)
	for kind, want := range map[string]string{"claim": "", "dataset": "", "source": "", "cp-entity": `kind "cp-entity"`, "cp_claim": `kind "cp_claim"`} {
		o := &graph.Ontology{Kinds: []graph.Kind{{Name: kind}}}
		if err := o.Init(); err != nil {
			t.Fatal(err)
		}
		_, err := s.Load(context.Background(), graph.Batch{Dataset: graph.Dataset{Name: "x"}, Ontology: o, Entities: []graph.Entity{{ID: "a", Kind: kind, Name: "A"}}, Claims: slices.Values([]graph.Claim{})})
		switch {
		case want == "" && err != nil:
			t.Errorf("kind %s: %v", kind, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("kind %s: %v, want an error that names it", kind, err)
		}
	}
}

func TestEarlierLayout(t *testing.T) {
	s := emptyStore(t)
	do(t, s, `CREATE (:Meta {name: 'chokepoint', store: 'x', loads: 3})`)
	if _, err := Open(context.Background(), s.uri, auth()); !errors.Is(err, ErrLayout) {
		t.Errorf("a database of the layout before: %v, want ErrLayout", err)
	}
}
