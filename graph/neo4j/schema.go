package neo4j

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
	"chokepoint/graph/cypher"
)

// The labels of our nodes; entities have their kind as a second label.
const (
	metaLabel           = "CpMeta"
	lockLabel           = "CpLock"
	versionLabel        = "CpVersion"
	datasetLabel        = "CpDataset"
	entityLabel         = cypher.Entity
	sourceLabel         = "CpSource"
	claimLabel          = cypher.Claim
	withdrawnLabel      = cypher.WithdrawnClaim
	formerLabel         = "CpFormerClaim"
	assertionLabel      = "CpAssertion"
	entityRecordLabel   = "CpEntityRecord"
	sourceRecordLabel   = "CpSourceRecord"
	blockLabel          = "CpBlock"
	ownType             = "CP_" // begins the types of relationships that are no relation of the ontology
	withdrawnType       = cypher.Withdrawn
	statesType          = cypher.States
	withdrawnStatesType = cypher.WithdrawnStates
	citesType           = ownType + "CITES"
)

var ownLabels = []string{metaLabel, lockLabel, versionLabel, datasetLabel, entityLabel, sourceLabel, claimLabel, withdrawnLabel, formerLabel,
	assertionLabel, entityRecordLabel, sourceRecordLabel, blockLabel}

// declarations are the constraints and indexes that loading and walking find nodes by. Those on relationships are made when
// there is one of their type.
var declarations = []string{
	unique("cp_meta_name", metaLabel, "name"),
	unique("cp_lock_name", lockLabel, "name"),
	unique("cp_version_number", versionLabel, "number"),
	unique("cp_dataset_name", datasetLabel, "name"),
	unique("cp_entity_id", entityLabel, "id"),
	unique("cp_source_id", sourceLabel, "id"),
	unique("cp_entity_record_number", entityRecordLabel, "number"),
	unique("cp_source_record_number", sourceRecordLabel, "number"),
	index("cp_claim_id", claimLabel, "id"),
	index("cp_withdrawn_claim_id", withdrawnLabel, "id"),
	index("cp_assertion_id", assertionLabel, "id"),
	index("cp_assertion_recorded", assertionLabel, "recorded_from"),
	index("cp_assertion_withdrawn", assertionLabel, "recorded_to"),
	index("cp_entity_record_id", entityRecordLabel, "id"),
	index("cp_source_record_id", sourceRecordLabel, "id"),
	index("cp_entity_next", entityLabel, nextSinceKey),
	index("cp_source_next", sourceLabel, nextSinceKey),
	`CREATE FULLTEXT INDEX ` + namesIndex + ` IF NOT EXISTS FOR (e:` + entityLabel + `) ON EACH [e.name, e.aliases, e.` + nextNamesKey + `]`,
	`CREATE FULLTEXT INDEX ` + formsIndex + ` IF NOT EXISTS FOR (r:` + entityRecordLabel + `) ON EACH [r.` + formsKey + `] OPTIONS {indexConfig: {` + "`fulltext.analyzer`" + `: 'keyword'}}`,
	`CALL db.awaitIndexes(60)`,
}

// The full-text indexes: of words of names, and of whole forms of names.
const (
	namesIndex = "cp_entity_names"
	formsIndex = "cp_entity_record_forms"
)

func unique(name, label, key string) string {
	return fmt.Sprintf(`CREATE CONSTRAINT %s IF NOT EXISTS FOR (n:%s) REQUIRE n.%s IS UNIQUE`, name, label, key)
}

func index(name, label, key string) string {
	return fmt.Sprintf(`CREATE INDEX %s IF NOT EXISTS FOR (n:%s) ON (n.%s)`, name, label, key)
}

// indexOfType is the index on the ids of the relationships of a type.
func indexOfType(name string) string {
	return fmt.Sprintf(`CREATE INDEX %s IF NOT EXISTS FOR ()-[r:%s]-() ON (r.id)`, quote("cp_"+strings.ToLower(name)+"_id"), quote(name))
}

// declare declares what is missing. Schema can't be changed in a transaction that changes data.
func (s *Store) declare(ctx context.Context, declarations []string) error {
	for _, declaration := range declarations {
		if err := s.alone(ctx, declaration, nil); err != nil {
			return err
		}
	}
	return nil
}

// alone runs a query that makes its own transactions.
func (s *Store) alone(ctx context.Context, query string, p properties) error {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeWrite})
	defer session.Close(context.WithoutCancel(ctx))
	result, err := session.Run(ctx, dialect+query, p)
	if err == nil {
		_, err = result.Consume(ctx)
	}
	return err
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

// relationType is the type of the relationships of a relation, as long as they are not withdrawn.
func relationType(relation string) string { return cypher.Type(relation) }

// relationOf is the relation of a relationship type, withdrawn or not.
func relationOf(name string) string { return strings.ToLower(strings.TrimPrefix(name, withdrawnType)) }

// bothTypes adds to each of some types that of what is withdrawn.
func bothTypes(types []string) []string {
	both := slices.Clone(types)
	for _, t := range types {
		both = append(both, withdrawnType+t)
	}
	return both
}

// checkNames refuses an ontology by whose names the entities or relationships would be taken for other things.
func checkNames(o *graph.Ontology) error {
	if o == nil {
		return nil
	}
	kinds := map[string]string{}
	for _, k := range o.Kinds {
		label := kindLabel(k.Name)
		if other, taken := kinds[label]; taken {
			return fmt.Errorf("kinds %q and %q would both have the label %s in Neo4j; give one of them another name", other, k.Name, label)
		}
		if kinds[label] = k.Name; slices.Contains(ownLabels, label) || label == "" {
			return fmt.Errorf("kind %q would have the label %q in Neo4j, which is one of chokepoint's own; give the kind another name", k.Name, label)
		}
	}
	for i := range o.Relations {
		if name := o.Relations[i].Name; strings.HasPrefix(relationType(name), ownType) {
			return fmt.Errorf("relation %q would have the type %s in Neo4j, and chokepoint's own begin with %s; give the relation another name", name, relationType(name), ownType)
		}
	}
	return nil
}

// quote makes a name fit to stand in a query.
func quote(name string) string { return cypher.Name(name) }
