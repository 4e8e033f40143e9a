package neo4j

import (
	"encoding/json"
	"fmt"

	"chokepoint/graph"
)

// meta is what the database says of itself.
type meta struct {
	store    string // random id
	loads    int64  // that changed something
	numbers  int64  // greatest number of a record
	lastAt   int64  // time of the last load, in microseconds
	ontology string // JSON, or empty
}

// version is empty before the first load.
func (m meta) version() string {
	if m.loads == 0 {
		return ""
	}
	return fmt.Sprintf("%s-%d", m.store, m.loads)
}

// decodeOntology returns nil if there is none.
func (m meta) decodeOntology() (*graph.Ontology, error) {
	if m.ontology == "" {
		return nil, nil
	}
	o := &graph.Ontology{}
	if err := json.Unmarshal([]byte(m.ontology), o); err != nil {
		return nil, fmt.Errorf("reading the ontology: %w", err)
	}
	if err := o.Init(); err != nil {
		return nil, fmt.Errorf("reading the ontology: %w", err)
	}
	return o, nil
}

const metaName = "chokepoint"

func (t *transaction) readMeta() (m meta, err error) {
	err = t.each(`MATCH (m:Meta {name: $name}) RETURN properties(m)`, properties{"name": metaName}, func(row []any) error {
		p := row[0].(properties)
		m = meta{text(p, "store"), whole(p, "loads"), whole(p, "numbers"), whole(p, "last_at"), text(p, "ontology")}
		return nil
	})
	return m, err
}

// lockMeta makes loads take turns: the first write to the node locks it until the transaction ends.
func (t *transaction) lockMeta(newStore string) error {
	return t.run(`MERGE (m:Meta {name: $name}) ON CREATE SET m.store = $store, m.loads = 0, m.numbers = 0
		SET m.locked = true REMOVE m.locked`, properties{"name": metaName, "store": newStore})
}

func (t *transaction) writeMeta(m meta) error {
	p := properties{"name": metaName, "store": m.store, "loads": m.loads, "numbers": m.numbers, "last_at": m.lastAt,
		"version": m.version()}
	setText(p, "ontology", m.ontology)
	return t.run(`MATCH (m:Meta {name: $p.name}) SET m = $p`, properties{"p": p})
}
