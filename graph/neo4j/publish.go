package neo4j

import (
	"time"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// publication brings the graph up to a snapshot: what is no longer so goes, what is new comes, and the rest is not touched.
// Nodes and relationships carry a key, the fingerprint of what they say.
type publication struct {
	tx       *transaction
	snapshot *snapshot.Snapshot
	at       time.Time // of the load: entities have the states of its day
}

// keys reads which keys are there.
func (p *publication) keys(query string) (map[string]bool, error) {
	there := map[string]bool{}
	err := p.tx.each(query, nil, func(row []any) error {
		key, _ := row[0].(string)
		there[key] = true
		return nil
	})
	return there, err
}

func (p *publication) publishEntities() error {
	there, err := p.keys(`MATCH (e:Entity) RETURN e.key`)
	if err != nil {
		return err
	}
	countries := p.snapshot.Countries(graph.Filter{AsOf: graph.DayOf(p.at)})
	var rows []any
	for d := range p.snapshot.Descriptions() {
		properties := encodeEntity(&d.Entity)
		properties["uuid"] = graph.EntityUUID(d.ID).String()
		properties["stands"] = d.Stands
		if n, ok := p.snapshot.Lookup(d.ID); ok {
			setText(properties, "country", countries.Ref(n).Country)
		}
		properties["key"] = fingerprint(properties)
		if !there[properties["key"].(string)] {
			rows = append(rows, map[string]any{"id": d.ID, "label": kindLabel(d.Kind), "properties": properties})
		}
	}
	// An entity may have changed its kind.
	return p.tx.inBatches(`UNWIND $rows AS row MERGE (e:Entity {id: row.id}) SET e = row.properties
		REMOVE e:$([other IN labels(e) WHERE other <> 'Entity']) SET e:$(row.label)`, nil, rows)
}

func (p *publication) publishSources() error {
	there, err := p.keys(`MATCH (s:Source) RETURN s.key`)
	if err != nil {
		return err
	}
	var rows []any
	for _, id := range p.snapshot.SourceIDs() {
		source, _, _ := p.snapshot.Source(id)
		properties := encodeSource(&source)
		properties["key"] = fingerprint(properties)
		if !there[properties["key"].(string)] {
			rows = append(rows, properties)
		}
	}
	return p.tx.inBatches(`UNWIND $rows AS row MERGE (s:Source {id: row.id}) SET s = row`, nil, rows)
}

// publishStatements writes relationships and claims.
func (p *publication) publishStatements() error {
	there, err := p.keys(`MATCH (:Entity)-[r]->(:Entity) RETURN r.key AS key UNION ALL MATCH (c:Claim) RETURN c.key AS key`)
	if err != nil {
		return err
	}
	var relations, claims []any
	for st := range p.snapshot.Statements() {
		properties := encodeStatement(&st)
		key := fingerprint(properties)
		properties["key"] = key
		switch {
		case there[key]:
			delete(there, key)
		case st.Object != "":
			relations = append(relations, map[string]any{"type": relationType(st.Predicate), "properties": properties})
		default:
			claims = append(claims, properties)
		}
	}
	if err := p.remove(there); err != nil {
		return err
	}
	err = p.tx.inBatches(`UNWIND $rows AS row MATCH (s:Entity {id: row.properties.subject}) MATCH (o:Entity {id: row.properties.object})
		CREATE (s)-[r:$(row.type)]->(o) SET r = row.properties`, nil, relations)
	if err != nil {
		return err
	}
	return p.tx.inBatches(`UNWIND $rows AS row MATCH (s:Entity {id: row.subject})
		CREATE (s)-[:STATES]->(c:Claim) SET c = row
		WITH c, row UNWIND range(0, size(row.sources) - 1) AS i MATCH (s:Source {id: row.sources[i]})
		CREATE (c)-[:CITES {locator: row.locators[i]}]->(s)`, nil, claims)
}

// remove takes away relationships and claims by key.
func (p *publication) remove(keys map[string]bool) error {
	if len(keys) == 0 {
		return nil
	}
	var rows []any
	for key := range keys {
		rows = append(rows, key)
	}
	if err := p.tx.run(`MATCH (:Entity)-[r]->(:Entity) WHERE r.key IN $keys DELETE r`, properties{"keys": rows}); err != nil {
		return err
	}
	return p.tx.inBatches(`UNWIND $rows AS key MATCH (c:Claim {key: key}) DETACH DELETE c`, nil, rows)
}
