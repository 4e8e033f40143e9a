package neo4j

import (
	"context"
	"strings"
	"unicode"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// declarations are the constraints and indexes. Each constraint brings the index by which loading and walking find nodes.
var declarations = []string{
	`CREATE CONSTRAINT meta_name IF NOT EXISTS FOR (m:Meta) REQUIRE m.name IS UNIQUE`,
	`CREATE CONSTRAINT dataset_name IF NOT EXISTS FOR (d:Dataset) REQUIRE d.name IS UNIQUE`,
	`CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE`,
	`CREATE CONSTRAINT source_id IF NOT EXISTS FOR (s:Source) REQUIRE s.id IS UNIQUE`,
	`CREATE CONSTRAINT claim_key IF NOT EXISTS FOR (c:Claim) REQUIRE c.key IS UNIQUE`,
	`CREATE CONSTRAINT assertion_number IF NOT EXISTS FOR (a:Assertion) REQUIRE a.number IS UNIQUE`,
	`CREATE CONSTRAINT entity_record_number IF NOT EXISTS FOR (r:EntityRecord) REQUIRE r.number IS UNIQUE`,
	`CREATE CONSTRAINT source_record_number IF NOT EXISTS FOR (r:SourceRecord) REQUIRE r.number IS UNIQUE`,
	`CREATE INDEX claim_id IF NOT EXISTS FOR (c:Claim) ON (c.id)`,
	`CREATE INDEX assertion_id IF NOT EXISTS FOR (a:Assertion) ON (a.id)`,
	`CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (e:Entity) ON EACH [e.name, e.aliases]`,
	`CALL db.awaitIndexes(60)`,
}

// declare declares what is missing. Schema can't be changed in a transaction that changes data.
func (s *Store) declare(ctx context.Context) error {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeWrite})
	defer session.Close(ctx)
	for _, declaration := range declarations {
		result, err := session.Run(ctx, declaration, nil)
		if err != nil {
			return err
		}
		if _, err := result.Consume(ctx); err != nil {
			return err
		}
	}
	return nil
}

// kindLabel is the label of the entities of a kind: company is Company, trade-group is TradeGroup.
func kindLabel(kind string) string {
	var b strings.Builder
	begin := true
	for _, r := range kind {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			begin = true
			continue
		case begin:
			r = unicode.ToUpper(r)
		}
		begin = false
		b.WriteRune(r)
	}
	return b.String()
}

// relationType is the type of the relationships of a relation.
func relationType(relation string) string { return strings.ToUpper(relation) }

// quote makes a name fit to stand in a query.
func quote(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }
