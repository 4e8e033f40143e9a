package neo4j

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// TestPage runs the queries of docs/neo4j.md as they stand on the real facts: each finds something.
func TestPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/neo4j.md")
	if err != nil {
		t.Fatal(err)
	}
	queries := regexp.MustCompile("(?s)```cypher\n(.*?)```").FindAllSubmatch(page, -1)
	if len(queries) < 20 {
		t.Fatalf("the page has %d queries", len(queries))
	}
	s := emptyStore(t)
	_, batch := readSeeds(t)
	mustLoad(t, s, batch)
	for _, key := range asked(t, s, `MATCH (:CpEntity)-[r]->(:CpEntity) UNWIND keys(r) AS key RETURN DISTINCT key`) {
		if !slices.Contains(statementKeys, key) {
			t.Errorf("relationships have the property %s, which is not known as ours", key)
		}
	}
	for _, query := range queries {
		if rows := asked(t, s, string(query[1])); len(rows) == 0 {
			t.Errorf("finds nothing:\n%s", query[1])
		}
	}
}
